//! The component that fetches what it shows.

#[cfg(target_arch = "wasm32")]
mod browser;
/// On a server nothing is fetched and nobody clicks: what is drawn there is the placeholder.
#[cfg(not(target_arch = "wasm32"))]
mod browser {
    use yew::{Context, MouseEvent, NodeRef};

    pub(super) struct Request;

    impl Request {
        pub(super) fn send(_: &Context<super::Article>, _: u32) -> Option<Self> {
            None
        }
    }

    pub(super) fn is_retry(_: &MouseEvent) -> bool {
        false
    }

    pub(super) fn has_focus(_: &NodeRef) -> bool {
        false
    }

    pub(super) fn focus(_: &NodeRef) {}
}

use std::rc::Rc;

use yew::{
    AttrValue, Callback, Children, Component, Context, Html, MouseEvent, NodeRef, Properties, html,
};

use super::{html_of, options};
use crate::error::Error;
use crate::format::Reading;
use crate::view;
use browser::Request;

/// What an [`Article`] needs.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ArticleProps {
    /// The URL of the article JSON, relative to the page. Without one nothing is loaded.
    pub src: AttrValue,
    /// The format, where it is not to be recognised.
    #[prop_or_default]
    pub format: Option<AttrValue>,
    /// Which article, where the JSON holds several.
    #[prop_or_default]
    pub item: Option<AttrValue>,
    /// `auto`, `light`, `dark` or `sepia`.
    #[prop_or(AttrValue::Static("auto"))]
    pub theme: AttrValue,
    /// The level of the headline, 1 to 6.
    #[prop_or(2)]
    pub heading_level: u8,
    /// Space-separated names of parts to leave out.
    #[prop_or_default]
    pub hide: AttrValue,
    /// Words a minute, instead of the language's usual speed.
    #[prop_or_default]
    pub words_per_minute: Option<u32>,
    /// Milliseconds that one load may take.
    #[prop_or(15_000)]
    pub timeout: u32,
    /// Whether cookies go along to another origin.
    #[prop_or_default]
    pub credentials: bool,
    /// Called when an article has been drawn after a load.
    #[prop_or_default]
    pub on_load: Callback<Rc<Reading>>,
    /// Called when an error has been drawn.
    #[prop_or_default]
    pub on_error: Callback<Error>,
    /// The fallback: shown while the article loads, and below an error.
    #[prop_or_default]
    pub children: Children,
}

impl ArticleProps {
    /// Whether the same article is meant.
    fn has_source_of(&self, other: &Self) -> bool {
        self.src == other.src
            && self.format == other.format
            && self.item == other.item
            && self.credentials == other.credentials
    }
}

/// Fetches an article and shows it.
pub struct Article {
    content: Content,
    /// What is under way; dropped, it ends.
    request: Option<Request>,
    /// Counts the loads, so that a late answer knows that it is late.
    run: u32,
    is_loading: bool,
    /// Whether what is drawn next has not been told yet.
    is_news: bool,
    is_focus_lost: bool,
    root: NodeRef,
}

enum Content {
    Nothing,
    Article(Rc<Reading>),
    Error(Error),
}

/// What an [`Article`] tells itself.
pub enum Message {
    Loaded(u32, Result<Rc<Reading>, Error>),
    /// The article before has been in sight for long enough.
    Late(u32),
    Retry,
}

impl Component for Article {
    type Message = Message;
    type Properties = ArticleProps;

    fn create(context: &Context<Self>) -> Self {
        Article {
            content: Content::Nothing,
            request: None,
            run: 0,
            is_loading: !context.props().src.is_empty(),
            is_news: false,
            is_focus_lost: false,
            root: NodeRef::default(),
        }
    }

    fn changed(&mut self, context: &Context<Self>, before: &ArticleProps) -> bool {
        if !context.props().has_source_of(before) {
            self.load(context);
        }
        true
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Loaded(run, _) | Message::Late(run) if run != self.run => return false,
            Message::Loaded(_, result) => {
                self.request = None;
                self.is_loading = false;
                self.is_news = true;
                self.content = match result {
                    Ok(reading) => Content::Article(reading),
                    Err(error) => Content::Error(error),
                };
            }
            Message::Late(_) => self.content = Content::Nothing,
            Message::Retry => {
                self.is_focus_lost = browser::has_focus(&self.root);
                self.load(context);
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let options = options(props.heading_level, &props.hide, props.words_per_minute);
        let drawing = match &self.content {
            Content::Article(reading) => Some(view::article(&reading.article, &options)),
            Content::Error(error) => Some(view::error(error, &options)),
            Content::Nothing => (self.is_loading && props.children.is_empty()).then(view::skeleton),
        };
        let is_there = matches!(self.content, Content::Article(_));
        let onclick = context.link().batch_callback(|event: MouseEvent| {
            browser::is_retry(&event).then_some(Message::Retry)
        });
        html! {
            <div ref={&self.root} class="article-widget-host" aria-busy={self.is_loading.to_string()} {onclick}>
                { drawing.map(|drawing| html_of(drawing, &props.theme)).unwrap_or_default() }
                if !is_there { { props.children.clone() } }
            </div>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first {
            self.load(context);
        }
        if std::mem::take(&mut self.is_news) {
            if std::mem::take(&mut self.is_focus_lost) {
                browser::focus(&self.root);
            }
            self.tell(context.props());
        }
    }
}

impl Article {
    /// Begins a load, which ends the one before.
    fn load(&mut self, context: &Context<Self>) {
        self.run += 1;
        self.is_news = false;
        self.is_loading = !context.props().src.is_empty();
        self.request = None;
        if self.is_loading {
            self.request = Request::send(context, self.run);
        } else {
            self.content = Content::Nothing;
        }
    }

    fn tell(&self, props: &ArticleProps) {
        match &self.content {
            Content::Nothing => {}
            Content::Article(reading) => props.on_load.emit(reading.clone()),
            Content::Error(error) => {
                let mut error = error.clone();
                if error.message.is_empty() {
                    error.message = view::reason(&error);
                }
                props.on_error.emit(error);
            }
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use yew::LocalServerRenderer;

    fn drawn(children: Children) -> String {
        let props = yew::props!(ArticleProps { src: "/articles/42.json", theme: "dark", children });
        let renderer = LocalServerRenderer::<Article>::with_props(props).hydratable(false);
        pollster::block_on(renderer.render())
    }

    #[test]
    fn a_server_draws_the_skeleton_of_the_element() {
        let html = drawn(Children::default());
        let bones: Vec<&str> = html
            .split("<div class=\"")
            .filter_map(|rest| rest.split_once('"'))
            .map(|(name, _)| name)
            .filter(|name| name.len() == 1)
            .collect();
        assert_eq!(bones, view::BONES);
        let entry = include_str!("../element/define.js");
        assert!(entry.contains(&format!("[...\"{}\"]", bones.concat())));
        assert!(html.contains(r#"part="skeleton" class="skeleton" aria-hidden="true""#), "{html}");
        assert!(html.contains(r#"class="article-widget" data-theme="dark""#), "{html}");
        assert!(html.contains(r#"aria-busy="true""#), "{html}");
    }

    #[test]
    fn a_server_draws_the_children_in_the_skeletons_place() {
        let child = html! { <a href="/ferry">{ "Night ferry returns" }</a> };
        let html = drawn(Children::new(vec![child]));
        assert!(html.contains(r#"<a href="/ferry">Night ferry returns</a>"#), "{html}");
        assert!(!html.contains("skeleton") && !html.contains("article-widget\""), "{html}");
    }
}
