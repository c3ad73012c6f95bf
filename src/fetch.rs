//! One request: abort, timeout, and a bound on how much is read.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCredentials, RequestInit};

use crate::error::{Error, ErrorKind};
use crate::platform;

/// Bytes of an answer that are read at most. A long article has 100 KB.
const MAX_BYTES: u32 = 5 * 1024 * 1024;

/// What is asked for.
pub(crate) struct Wanted {
    pub(crate) url: String,
    /// Milliseconds for the whole answer.
    pub(crate) timeout: u32,
    /// Whether cookies go along to another origin.
    pub(crate) credentials: bool,
    /// The `Response` of a request that the page has sent before this code was there.
    pub(crate) first: Option<Promise>,
    /// Ends the request.
    pub(crate) abort: AbortController,
}

/// A text and the address it came from, redirects followed.
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) url: String,
}

/// Fetches a text.
pub(crate) async fn text(wanted: Wanted) -> Result<Answer, Error> {
    let timed_out = Rc::new(Cell::new(false));
    let _timer = Timeout::new(wanted.timeout, {
        let (timed_out, abort) = (timed_out.clone(), wanted.abort.clone());
        move || {
            timed_out.set(true);
            abort.abort();
        }
    });
    match answer(wanted).await {
        // Whatever failed after the time was up failed because of it.
        Err(_) if timed_out.get() => Err(Error::new(ErrorKind::Timeout, "")),
        result => result,
    }
}

async fn answer(wanted: Wanted) -> Result<Answer, Error> {
    let promise = match wanted.first {
        Some(first) => first,
        None => send(&wanted)?,
    };
    let response: Response = JsFuture::from(promise)
        .await
        .map_err(unreachable)?
        .unchecked_into::<web_sys::Response>()
        .into();
    if !response.ok() {
        let mut error = Error::new(ErrorKind::Http, "");
        error.status = Some(response.status());
        // Its body is of no use, and may be endless.
        wanted.abort.abort();
        return Err(error);
    }
    let url = match response.url() {
        url if url.is_empty() => wanted.url,
        url => url,
    };
    let text = JsFuture::from(platform::read_text(&response.into(), MAX_BYTES));
    match text.await.map_err(unreachable)?.as_string() {
        Some(text) => Ok(Answer { text, url }),
        None => {
            wanted.abort.abort();
            Err(Error::new(ErrorKind::TooLarge, "The answer is larger than 5 MB."))
        }
    }
}

/// Without gloo-net's request, which takes whatever a page's own `fetch` may throw for an `Error`.
fn send(wanted: &Wanted) -> Result<Promise, Error> {
    let init = RequestInit::new();
    init.set_signal(Some(&wanted.abort.signal()));
    init.set_credentials(if wanted.credentials {
        RequestCredentials::Include
    } else {
        RequestCredentials::SameOrigin
    });
    let window = web_sys::window().ok_or_else(|| unreachable(JsValue::NULL))?;
    Ok(window.fetch_with_str_and_init(&wanted.url, &init))
}

fn unreachable(_: JsValue) -> Error {
    let offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
    Error::new(if offline { ErrorKind::Offline } else { ErrorKind::Network }, "")
}
