//! The widget as Yew components, for applications that are Yew themselves.
//!
//! They draw into the light DOM; put [`styles`] into the page once.

use std::rc::Rc;

use yew::{AttrValue, Component, Context, Html, Properties};

use crate::article::Article as Model;
use crate::labels::Labels;
use crate::view::{self, Options};

/// The style sheet of the components, scoped to them.
pub fn styles() -> String {
    let sheet = include_str!("../styles/article-widget.css");
    let sheet =
        sheet.replace(":host([theme=", ":scope:where([data-theme=").replace(":host", ":scope");
    format!("@scope (.article-widget) {{\n{sheet}}}\n")
}

/// What an [`ArticleView`] needs.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ArticleViewProps {
    /// The article, from [`format::read`](crate::format::read) or made by hand and
    /// [settled](Model::settled).
    pub article: Rc<Model>,
    /// The level of the headline, 1 to 6.
    #[prop_or(2)]
    pub heading_level: u8,
    /// Space-separated names of parts to leave out.
    #[prop_or_default]
    pub hide: AttrValue,
    /// `auto`, `light`, `dark` or `sepia`.
    #[prop_or(AttrValue::Static("auto"))]
    pub theme: AttrValue,
    /// Words a minute, instead of the language's usual speed.
    #[prop_or_default]
    pub words_per_minute: Option<u32>,
}

/// Shows an article that is there.
pub struct ArticleView;

impl Component for ArticleView {
    type Message = ();
    type Properties = ArticleViewProps;

    fn create(_: &Context<Self>) -> Self {
        ArticleView
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let options = Options {
            heading_level: props.heading_level.clamp(1, 6),
            hide: props.hide.as_str().into(),
            labels: Labels::english(),
            words_per_minute: props.words_per_minute,
            width: None,
            slots: false,
        };
        view::framed(view::article(&props.article, &options), &props.theme)
    }
}
