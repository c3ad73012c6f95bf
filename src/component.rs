//! The widget as Yew components, for applications that are Yew themselves: [`Article`] fetches what it
//! shows, [`ArticleView`] shows what is there.
//!
//! They draw into the light DOM; put [`styles`] into the page once.

mod article;

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, VTag, VText};
use yew::{AttrValue, Component, Context, Html, Properties};

use crate::article::Article as Model;
use crate::labels::Labels;
use crate::view::{self, Drawing, Options, Step};

pub use article::{Article, ArticleProps};

/// Room for what is not there yet; for the element its entry sets it.
const ROOM: &str = "\
.article-widget-host, .article-widget:not(.article-widget-host > *) { min-block-size: var(--article-min-height, 0); }
.article-widget-host > .article-widget > .stage > .skeleton { min-block-size: 40em; }
";

/// WebKit sees no change of an attribute that only a rule within `@scope` asks for.
const WATCHED: &str = "\
.article-widget[data-theme=\"light\"], .article-widget[data-theme=\"dark\"], .article-widget[data-theme=\"sepia\"] { --_theme: 1; }
";

/// The style sheet of the components, scoped to them.
pub fn styles() -> String {
    let sheet = include_str!("../styles/article-widget.css");
    let sheet =
        sheet.replace(":host([theme=", ":scope:where([data-theme=").replace(":host", ":scope");
    format!("{ROOM}{WATCHED}@scope (.article-widget) {{\n{sheet}}}\n")
}

fn options(heading_level: u8, hide: &str, words_per_minute: Option<u32>) -> Options {
    Options {
        heading_level: heading_level.clamp(1, 6),
        hide: hide.into(),
        labels: Rc::new(Labels::english()),
        words_per_minute,
        ..Options::default()
    }
}

/// A drawing as Yew draws it, in the frame that the style sheet expects.
fn html_of(drawing: Drawing, theme: &str) -> Html {
    let mut open = vec![VTag::new("div")];
    for step in view::framed(drawing, theme).steps() {
        match step {
            Step::Open(tag) => open.push(VTag::new(tag.to_owned())),
            Step::Attribute(name, value) => {
                if let Some(tag) = open.last_mut() {
                    let value = AttributeOrProperty::Attribute(value.to_owned().into());
                    tag.attributes.get_mut_index_map().insert(name.to_owned().into(), value);
                }
            }
            Step::Text(text) => add(&mut open, VText::new(text.to_owned()).into()),
            Step::Close => {
                if let Some(tag) = open.pop() {
                    add(&mut open, tag.into());
                }
            }
        }
    }
    open.pop().and_then(|top| top.children().cloned()).unwrap_or_default()
}

fn add(open: &mut [VTag], child: Html) {
    if let Some(tag) = open.last_mut() {
        tag.add_child(child);
    }
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
        let options = options(props.heading_level, &props.hide, props.words_per_minute);
        html_of(view::article(&props.article, &options), &props.theme)
    }
}
