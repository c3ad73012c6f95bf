//! From an article to the tree that is drawn, in a browser or into a string.

mod body;
mod node;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

use yew::Html;

use crate::article::{Article, Direction, Image, settle};
use crate::error::Error;
use crate::labels::Labels;
use crate::platform;
use crate::read_time::Amount;
use body::{inlines, is_sized};
use node::{group, node, text};

/// How an article is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// The level of the headline, 1 to 6.
    pub(crate) heading_level: u8,
    /// Space-separated names of parts to leave out.
    pub(crate) hide: String,
    /// The widget's own words.
    pub(crate) labels: Labels,
    /// Words a minute, where the host sets them.
    pub(crate) words_per_minute: Option<u32>,
    /// The width in CSS pixels that pictures will be shown at, where it is known.
    pub(crate) width: Option<u32>,
    /// Whether there is a shadow root, and so slots.
    pub(crate) slots: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            heading_level: 2,
            hide: String::new(),
            labels: Labels::english(),
            words_per_minute: None,
            width: None,
            slots: false,
        }
    }
}

impl Options {
    fn shows(&self, part: &str) -> bool {
        !self.hide.split_ascii_whitespace().any(|name| name == part)
    }

    /// The `sizes` of a picture whose publisher names none.
    fn sizes(&self) -> String {
        let mut sizes = String::new();
        match self.width {
            Some(width) => {
                crate::numbers::push(width.into(), &mut sizes);
                sizes.push_str("px");
            }
            None => sizes.push_str("100vw"),
        }
        sizes
    }
}

/// The minutes an article takes, by its publisher's word or by count.
pub(crate) fn minutes(article: &Article, options: &Options) -> u32 {
    article
        .read_minutes
        .filter(|minutes| *minutes > 0 && options.words_per_minute.is_none())
        .unwrap_or_else(|| {
            Amount::of(article)
                .minutes(article.language.as_deref().unwrap_or("en"), options.words_per_minute)
        })
}

/// The whole article.
pub(crate) fn article(article: &Article, options: &Options) -> Html {
    let content = group(vec![
        kicker(article, options),
        headline(article, options),
        standfirst(article, options),
        meta(article, options),
        hero(article, options),
        slot("before-body", options),
        body(article, options),
        slot("after-body", options),
        source(article, options),
    ]);
    let name = article.headline.to_plain();
    node(
        "article",
        &[
            ("part", Some("article")),
            ("class", Some("article")),
            // Only in a shadow root can an id be no other's.
            ("aria-labelledby", (options.slots && options.shows("headline")).then_some("headline")),
            ("aria-label", (!options.slots || !options.shows("headline")).then_some(&name)),
            ("lang", article.language.as_deref()),
            ("dir", Some(direction(article).as_str())),
        ],
        content,
    )
}

/// The publisher's word, else what the language is written in, else the headline's first letter.
fn direction(article: &Article) -> Direction {
    const RIGHT_TO_LEFT: &[&str] =
        &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"];
    if let Some(direction) = article.direction {
        return direction;
    }
    let right_to_left = match &article.language {
        Some(language) => {
            let mut parts = language.split('-');
            let primary = parts.next().unwrap_or_default();
            match parts.find(|part| part.len() == 4) {
                Some(script) => ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo"].contains(&script),
                None => RIGHT_TO_LEFT.contains(&primary),
            }
        }
        None => article.headline.to_plain().chars().find(|c| c.is_ascii_alphabetic() || *c >= '\u{c0}').is_some_and(
            |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
        ),
    };
    if right_to_left { Direction::Rtl } else { Direction::Ltr }
}

fn part(tag: &'static str, name: &str, content: Vec<Html>) -> Html {
    node(tag, &[("part", Some(name)), ("class", Some(name))], content)
}

fn slot(name: &str, options: &Options) -> Html {
    if options.slots { node("slot", &[("name", Some(name))], vec![]) } else { Html::default() }
}

fn kicker(article: &Article, options: &Options) -> Html {
    match &article.kicker {
        Some(kicker) if options.shows("kicker") => part("p", "kicker", vec![text(kicker)]),
        _ => Html::default(),
    }
}

fn headline(article: &Article, options: &Options) -> Html {
    if !options.shows("headline") {
        return Html::default();
    }
    node(
        body::heading(options.heading_level.into()),
        &[
            ("part", Some("headline")),
            ("class", Some("headline")),
            ("id", options.slots.then_some("headline")),
        ],
        inlines(&article.headline),
    )
}

fn standfirst(article: &Article, options: &Options) -> Html {
    if article.standfirst.is_empty() || !options.shows("standfirst") {
        return Html::default();
    }
    part("p", "standfirst", inlines(&article.standfirst))
}

fn meta(article: &Article, options: &Options) -> Html {
    let labels = &options.labels;
    let mut row = Vec::new();
    if !article.authors.is_empty() && options.shows("byline") {
        row.push(part("span", "byline", byline(article, labels)));
    }
    if let Some(published) = &article.published
        && options.shows("published")
    {
        row.push(time("published", published, date(published, labels)));
    }
    if let Some(updated) = &article.updated
        && options.shows("updated")
        && !same_minute(article.published.as_deref(), updated)
    {
        row.push(time("updated", updated, labels.fill("updated", &date(updated, labels))));
    }
    if options.shows("read-time") {
        row.push(part(
            "span",
            "read-time",
            vec![text(&labels.read_time(minutes(article, options)))],
        ));
    }
    if row.is_empty() || !options.shows("meta") {
        return Html::default();
    }
    let language = labels.language();
    let foreign = article.language.as_deref() != Some(language);
    node(
        "div",
        &[("part", Some("meta")), ("class", Some("meta")), ("lang", foreign.then_some(language))],
        vec![node("div", &[("class", Some("row"))], row)],
    )
}

/// The names, each isolated from its neighbours' direction, joined as the language joins a list.
fn byline(article: &Article, labels: &Labels) -> Vec<Html> {
    let names: Vec<Html> = article
        .authors
        .iter()
        .map(|author| {
            let name = node("bdi", &[], vec![text(&author.name)]);
            match &author.url {
                Some(url) => node("a", &[("href", Some(url)), ("rel", Some("author"))], vec![name]),
                None => name,
            }
        })
        .collect();
    let places = vec!["\u{1}"; names.len()];
    let joined =
        platform::format_list(&places, labels.language()).unwrap_or_else(|| places.join(", "));
    let mut names = names.into_iter();
    let mut line = Vec::new();
    for (at, between) in joined.split('\u{1}').enumerate() {
        if at > 0 {
            line.extend(names.next());
        }
        if !between.is_empty() {
            line.push(text(between));
        }
    }
    line
}

fn time(name: &str, timestamp: &str, shown: String) -> Html {
    let datetime = timestamp.replace(' ', "T");
    node(
        "time",
        &[("part", Some(name)), ("class", Some(name)), ("datetime", Some(&datetime))],
        vec![text(&shown)],
    )
}

/// The calendar day in the timestamp's own offset: what the publisher's clock said.
fn date(timestamp: &str, labels: &Labels) -> String {
    let day = settle::day(timestamp).unwrap_or_default();
    platform::format_date(day, labels.language()).unwrap_or_else(|| day.into())
}

/// A change within the minute of publishing is the publisher's system at work, not an update.
fn same_minute(published: Option<&str>, updated: &str) -> bool {
    let minute = |timestamp: &str| {
        timestamp.bytes().map(|b| if b == b' ' { b'T' } else { b }).take(16).collect::<Vec<_>>()
    };
    published.is_some_and(|published| minute(published) == minute(updated))
}

fn hero(article: &Article, options: &Options) -> Html {
    match &article.hero {
        Some(hero) if options.shows("hero") => {
            let class = if is_sized(hero) { "hero" } else { "hero unsized" };
            let image = body::picture(hero, None, Some("hero-image"), options);
            figure(Some("hero"), class, image, hero, options)
        }
        _ => Html::default(),
    }
}

/// A picture with its caption and credit.
fn figure(
    part: Option<&str>,
    class: &str,
    picture: Html,
    image: &Image,
    options: &Options,
) -> Html {
    let caption = caption_of(inlines(&image.caption), image.credit.as_deref(), options);
    let children = [Some(picture), caption].into_iter().flatten().collect();
    node("figure", &[("part", part), ("class", Some(class))], children)
}

/// A `figcaption`, unless there is nothing to say.
fn caption_of(words: Vec<Html>, credit: Option<&str>, options: &Options) -> Option<Html> {
    let mut caption = Vec::new();
    if !words.is_empty() {
        caption.push(node("span", &[("class", Some("words"))], words));
    }
    if let Some(credit) = credit.filter(|_| options.shows("credit")) {
        if !caption.is_empty() {
            caption.push(text(" "));
        }
        caption.push(part("span", "credit", vec![node("bdi", &[], vec![text(credit)])]));
    }
    (!caption.is_empty() && options.shows("caption"))
        .then(|| part("figcaption", "caption", caption))
}

fn body(article: &Article, options: &Options) -> Html {
    if article.body.is_empty() || !options.shows("body") {
        return Html::default();
    }
    part("div", "body", body::blocks(&article.body, options))
}

fn source(article: &Article, options: &Options) -> Html {
    let labels = &options.labels;
    let name = article
        .publisher
        .as_ref()
        .map(|publisher| publisher.name.as_str())
        .filter(|name| !name.is_empty());
    let home = article.publisher.as_ref().and_then(|publisher| publisher.url.as_deref());
    let (words, url) = match (&article.url, name) {
        (Some(url), Some(name)) => (labels.fill("source", name), Some(url.as_str())),
        (Some(url), None) => (labels.get("original").into(), Some(url.as_str())),
        (None, Some(name)) => (labels.fill("publisher", name), home),
        (None, None) => return Html::default(),
    };
    if !options.shows("source") {
        return Html::default();
    }
    let words = text(&words);
    let content = match url {
        Some(url) => node("a", &[("href", Some(url))], vec![words]),
        None => words,
    };
    let language = labels.language();
    let foreign = article.language.as_deref() != Some(language);
    node(
        "p",
        &[
            ("part", Some("source")),
            ("class", Some("source")),
            ("lang", foreign.then_some(language)),
        ],
        vec![content],
    )
}

/// A drawing in the frame that the style sheet expects where there is no shadow root.
pub(crate) fn framed(drawing: Html, theme: &str) -> Html {
    let stage = node("div", &[("class", Some("stage"))], vec![drawing]);
    node("div", &[("class", Some("article-widget")), ("data-theme", Some(theme))], vec![stage])
}

/// An error's kind in English words.
pub(crate) fn reason(error: &Error) -> String {
    Labels::english().fill(error.kind.as_str(), &status(error))
}

fn status(error: &Error) -> String {
    let mut status = String::new();
    crate::numbers::push(error.status.unwrap_or(0).into(), &mut status);
    status
}

/// What stands in the article's place when there is none.
pub(crate) fn error(error: &Error, options: &Options) -> Html {
    let labels = &options.labels;
    let panel = node(
        "div",
        &[
            ("part", Some("error")),
            ("class", Some("error")),
            ("role", Some("alert")),
            ("lang", Some(labels.language())),
        ],
        vec![
            node("p", &[("class", Some("error-title"))], vec![text(labels.get("error"))]),
            node("p", &[], vec![text(&labels.fill(error.kind.as_str(), &status(error)))]),
            if error.message.is_empty() {
                Html::default()
            } else {
                node(
                    "p",
                    &[("class", Some("detail")), ("lang", Some("en"))],
                    vec![text(&error.message)],
                )
            },
            node(
                "button",
                &[("part", Some("retry")), ("class", Some("retry")), ("type", Some("button"))],
                vec![text(labels.get("retry"))],
            ),
        ],
    );
    if options.slots {
        [node("slot", &[("name", Some("error"))], vec![panel]), node("slot", &[], vec![])]
            .into_iter()
            .collect()
    } else {
        panel
    }
}
