//! What the component asks of the browser.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};
use yew::{Context, MouseEvent, NodeRef, TargetCast};

use super::{Article, Message};
use crate::fetch;
use crate::format::{self, ReadOptions};

/// How long the article before may stay in sight while the next one loads, in milliseconds.
const PATIENCE: u32 = 200;

/// One request, and the wait for it. Dropped, both end.
pub(super) struct Request {
    asked: JsValue,
    _patience: Timeout,
}

impl Drop for Request {
    fn drop(&mut self) {
        fetch::leave(&self.asked);
    }
}

impl Request {
    /// Asks for the article of the component's `src`, and sends it the answer.
    pub(super) fn send(context: &Context<Article>, run: u32) -> Option<Self> {
        let props = context.props();
        let asked = fetch::ask(&props.src, props.credentials);
        let (shared, timeout) = (asked.clone(), props.timeout);
        let mut options = ReadOptions {
            base: None,
            format: props.format.as_ref().map(ToString::to_string),
            item: props.item.as_ref().map(ToString::to_string),
        };
        context.link().send_future(async move {
            let reading = fetch::text(&shared, timeout).await.and_then(|answer| {
                options.base = Some(answer.url);
                format::read(&answer.text, &options).map(Rc::new)
            });
            Message::Loaded(run, reading)
        });
        let link = context.link().clone();
        let patience = Timeout::new(PATIENCE, move || link.send_message(Message::Late(run)));
        Some(Request { asked, _patience: patience })
    }
}

/// Whether a click is one on the panel's button.
pub(super) fn is_retry(event: &MouseEvent) -> bool {
    event
        .target_dyn_into::<Element>()
        .and_then(|target| target.closest("[part=retry]").ok().flatten())
        .is_some()
}

/// Whether the focus is on something in here.
pub(super) fn has_focus(root: &NodeRef) -> bool {
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    root.get().is_some_and(|root| root.contains(active.as_deref()))
}

/// Moves the focus to the headline, or to the button that tries again.
pub(super) fn focus(root: &NodeRef) {
    let found = root
        .cast::<Element>()
        .and_then(|root| root.query_selector("[part=headline],[part=retry]").ok().flatten());
    if let Some(place) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        if place.tab_index() < 0 {
            place.set_tab_index(-1);
        }
        // Where it cannot go it stays.
        let _ = place.focus();
    }
}
