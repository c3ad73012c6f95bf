//! From an article to the tree that is drawn, in a browser or into a string.

mod body;
mod drawing;
mod embed;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

use std::rc::Rc;

use yew::Callback;

use crate::article::{Article, Direction, settle};
use crate::error::Error;
use crate::labels::Labels;
use crate::platform;
use body::{inlines, is_sized};
pub(crate) use drawing::{Drawing, Step};
use drawing::{group, node, text};

/// How an article is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// The level of the headline, 1 to 6.
    pub(crate) heading_level: u8,
    /// Space-separated names of parts to leave out.
    pub(crate) hide: String,
    /// How many blocks stand before "Continue reading"; 0 for all.
    pub(crate) collapse: usize,
    /// The widget's own words.
    pub(crate) labels: Rc<Labels>,
    /// Words a minute, where the host sets them.
    pub(crate) words_per_minute: Option<u32>,
    /// Tells the width in CSS pixels that pictures will be shown at, where it is known. A browser that is asked has to
    /// lay the page out there and then.
    pub(crate) width: Callback<(), Option<u32>>,
    /// Whether there is a shadow root, and so slots.
    pub(crate) slots: bool,
    /// Whether the hero waits until the reader asks for it.
    pub(crate) saves_data: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            heading_level: 2,
            hide: String::new(),
            collapse: 0,
            labels: Rc::new(Labels::english()),
            words_per_minute: None,
            width: Callback::from(|()| None),
            slots: false,
            saves_data: false,
        }
    }
}

/// The language of the widget's own words: the host's choice, else the article's.
pub(crate) fn language(
    attribute: impl Fn(&str) -> Option<String>,
    article: Option<&Article>,
) -> String {
    let by_host = attribute("labels-lang").or_else(|| attribute("lang"));
    let by_host = by_host.and_then(|tag| settle::language(&tag));
    by_host.or_else(|| article.and_then(|article| article.language.clone())).unwrap_or_default()
}

impl Options {
    /// What the attributes of an element say.
    pub(crate) fn of_attributes(
        attribute: impl Fn(&str) -> Option<String>,
        labels: Rc<Labels>,
        width: Callback<(), Option<u32>>,
    ) -> Self {
        let number = |name| attribute(name).as_deref().and_then(crate::numbers::leading);
        Options {
            heading_level: number("heading-level").unwrap_or(2).clamp(1, 6) as u8,
            hide: attribute("hide").unwrap_or_default(),
            collapse: number("collapse").unwrap_or(0) as usize,
            labels,
            words_per_minute: number("wpm"),
            width,
            slots: true,
            saves_data: false,
        }
    }

    fn shows(&self, part: &str) -> bool {
        !self.hide.split_ascii_whitespace().any(|name| name == part)
    }

    /// The `sizes` of a picture whose publisher names none.
    pub(crate) fn sizes(&self) -> String {
        let mut sizes = String::new();
        match self.width.emit(()) {
            Some(width) => {
                crate::numbers::push(width.into(), &mut sizes);
                sizes.push_str("px");
            }
            None => sizes.push_str("100vw"),
        }
        sizes
    }
}

/// The whole article.
pub(crate) fn article(article: &Article, options: &Options) -> Drawing {
    let name = article.headline.to_plain();
    // Only in a shadow root can an id be no other's.
    let (labelled, label) = match options.slots && options.shows("headline") {
        true => (Some("headline"), None),
        false => (None, Some(name.as_str())),
    };
    group(
        "article",
        "part=article lang dir aria-label aria-labelledby",
        &[article.language.as_deref(), Some(direction(article).as_str()), label, labelled],
        &[
            kicker(article, options),
            headline(article, options),
            standfirst(article, options),
            meta(article, options),
            hero(article, options),
            slot("before-body", options),
            body(article, options),
            shortened(article, options),
            slot("after-body", options),
            source(article, options),
        ],
    )
}

/// The publisher's word, else what the language is written in, else the headline's first letter.
pub(crate) fn direction(article: &Article) -> Direction {
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

/// A part, which is also a class, unless it is hidden or would be empty.
fn part(tag: &str, name: &str, content: Drawing, options: &Options) -> Drawing {
    if !content.is_there() || !options.shows(name) {
        return Drawing::default();
    }
    node(tag, "part", &[Some(name)], &[content])
}

fn slot(name: &str, options: &Options) -> Drawing {
    if options.slots { node("slot", "name", &[Some(name)], &[]) } else { Drawing::default() }
}

fn kicker(article: &Article, options: &Options) -> Drawing {
    let words = article.kicker.iter().map(|kicker| text(kicker)).collect();
    part("p", "kicker", words, options)
}

fn headline(article: &Article, options: &Options) -> Drawing {
    if !options.shows("headline") {
        return Drawing::default();
    }
    node(
        body::heading(options.heading_level.into()),
        "part=headline id",
        &[options.slots.then_some("headline")],
        &[inlines(&article.headline)],
    )
}

fn standfirst(article: &Article, options: &Options) -> Drawing {
    part("p", "standfirst", inlines(&article.standfirst), options)
}

fn meta(article: &Article, options: &Options) -> Drawing {
    let labels = &options.labels;
    let mut row = vec![part("span", "byline", byline(article, labels), options)];
    if let Some(published) = &article.published {
        row.push(time("published", published, date(published, labels), options));
    }
    if let Some(updated) = &article.updated
        && !same_minute(article.published.as_deref(), updated)
    {
        let words = labels.fill("updated", &date(updated, labels));
        row.push(time("updated", updated, words, options));
    }
    let minutes = labels.read_time(article.minutes(options.words_per_minute));
    row.push(part("span", "read-time", text(&minutes), options));
    if !options.shows("meta") || !row.iter().any(Drawing::is_there) {
        return Drawing::default();
    }
    let row = group("div", "class=row", &[], &row);
    group("div", "part=meta lang", &[foreign(article, labels)], &[row])
}

/// The language of the widget's own words, where it is not the article's.
fn foreign<'a>(article: &Article, labels: &'a Labels) -> Option<&'a str> {
    let language = labels.language();
    if article.language.as_deref() == Some(language) { None } else { Some(language) }
}

/// The names, each isolated from its neighbours' direction, joined as the language joins a list.
fn byline(article: &Article, labels: &Labels) -> Drawing {
    let count = article.authors.len() as u32;
    let joined = platform::list_pattern(count, labels.language()).unwrap_or_default();
    let mut line = Vec::new();
    // No language begins a list with a word of its own.
    let mut between = joined.split('\u{1}').skip(1);
    for author in &article.authors {
        let name = node("bdi", "", &[], &[text(&author.name)]);
        line.push(match &author.url {
            Some(url) => node("a", "href rel=author", &[Some(url)], &[name]),
            None => name,
        });
        match between.next() {
            None | Some("") => {}
            Some(words) => line.push(text(words)),
        }
    }
    line.into_iter().collect()
}

fn time(name: &str, timestamp: &str, shown: String, options: &Options) -> Drawing {
    if !options.shows(name) {
        return Drawing::default();
    }
    node("time", "part datetime", &[Some(name), Some(timestamp)], &[text(&shown)])
}

/// The calendar day in the timestamp's own offset: what the publisher's clock said.
fn date(timestamp: &str, labels: &Labels) -> String {
    let day = settle::day(timestamp).unwrap_or_default();
    platform::format_date(day, labels.language()).unwrap_or_else(|| day.into())
}

/// A change within the minute of publishing is the publisher's system at work, not an update.
fn same_minute(published: Option<&str>, updated: &str) -> bool {
    // Between day and time stands a T or a space.
    published.is_some_and(|published| {
        published.get(..10) == updated.get(..10) && published.get(11..16) == updated.get(11..16)
    })
}

fn hero(article: &Article, options: &Options) -> Drawing {
    match &article.hero {
        Some(hero) if options.shows("hero") => {
            let class = if is_sized(hero) { "hero" } else { "hero unsized" };
            let caption = caption(inlines(&hero.caption), hero.credit.as_deref(), options);
            let mut picture = body::picture(hero, None, true, options);
            if options.saves_data {
                picture = body::asked_for(hero, picture, article);
            }
            group("figure", "part=hero class", &[Some(class)], &[picture, caption])
        }
        _ => Drawing::default(),
    }
}

/// A `figcaption`, unless there is nothing to say.
fn caption(words: Drawing, credit: Option<&str>, options: &Options) -> Drawing {
    let mut caption = Vec::new();
    if words.is_there() {
        caption.push(node("span", "class=words", &[], &[words]));
    }
    if let Some(credit) = credit.filter(|_| options.shows("credit")) {
        if !caption.is_empty() {
            caption.push(text(" "));
        }
        let credit = node("bdi", "", &[], &[text(credit)]);
        caption.push(part("span", "credit", credit, options));
    }
    part("figcaption", "caption", caption.into_iter().collect(), options)
}

fn body(article: &Article, options: &Options) -> Drawing {
    let mut blocks = body::blocks(&article.body, options);
    if (1..blocks.len()).contains(&options.collapse) {
        let rest = blocks.split_off(options.collapse);
        // Its children look like the body's own.
        blocks.push(group("div", "class hidden=until-found", &[Some("rest body")], &rest));
        if options.shows("continue") {
            let labels = &options.labels;
            blocks.push(node(
                "button",
                "part=continue lang type=button",
                &[foreign(article, labels)],
                &[text(labels.get("continue"))],
            ));
        }
    }
    if blocks.is_empty() || !options.shows("body") {
        return Drawing::default();
    }
    group("div", "part=body", &[], &blocks)
}

/// Says that the rest is elsewhere, and where.
fn shortened(article: &Article, options: &Options) -> Drawing {
    if !article.truncated || !options.shows("shortened") {
        return Drawing::default();
    }
    let labels = &options.labels;
    let mut words = vec![text(labels.get("shortened"))];
    if let Some(url) = &article.url {
        words.push(text(" "));
        words.push(node("a", "href", &[Some(url)], &[text(labels.get("original"))]));
    }
    node("p", "part=shortened lang", &[foreign(article, labels)], &words)
}

fn source(article: &Article, options: &Options) -> Drawing {
    let labels = &options.labels;
    let name = article
        .publisher
        .as_ref()
        .map(|publisher| publisher.name.as_str())
        .filter(|name| !name.is_empty());
    let home = article.publisher.as_ref().and_then(|publisher| publisher.url.as_deref());
    let (words, url) = match (&article.url, name) {
        (Some(url), Some(name)) => (named(labels, "source", name), Some(url.as_str())),
        (Some(url), None) => (text(labels.get("original")), Some(url.as_str())),
        (None, Some(name)) => (named(labels, "publisher", name), home),
        (None, None) => return Drawing::default(),
    };
    if !options.shows("source") {
        return Drawing::default();
    }
    let content = match url {
        Some(url) => node("a", "href", &[Some(url)], &[words]),
        None => words,
    };
    node("p", "part=source lang", &[foreign(article, labels)], &[content])
}

/// The widget's words around a name, which keeps its own direction.
fn named(labels: &Labels, key: &str, name: &str) -> Drawing {
    let (before, after) = labels.around(key);
    let name = node("bdi", "", &[], &[text(name)]);
    let around = |words: &str| if words.is_empty() { Drawing::default() } else { text(words) };
    [around(before), name, around(after)].into_iter().collect()
}

/// A drawing in the frame that the style sheet expects where there is no shadow root.
pub(crate) fn framed(drawing: Drawing, theme: &str) -> Drawing {
    let stage = node("div", "class=stage", &[], &[drawing]);
    node("div", "class=article-widget data-theme", &[Some(theme)], &[stage])
}

/// The bones of an article: kicker, headline, standfirst, meta, hero, paragraphs.
pub(crate) const BONES: [&str; 14] =
    ["k", "h", "h", "s", "s", "m", "f", "p", "p", "p", "p", "p", "p", "p"];

/// What stands in the article's place until it is there.
pub(crate) fn skeleton() -> Drawing {
    let bones = BONES.map(|bone| node("div", "class", &[Some(bone)], &[]));
    node("div", "part=skeleton aria-hidden=true", &[], &bones)
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
pub(crate) fn error(error: &Error, options: &Options) -> Drawing {
    let labels = &options.labels;
    let detail = match error.message.as_str() {
        "" => Drawing::default(),
        message => node("p", "class=detail lang=en", &[], &[text(message)]),
    };
    let panel = node(
        "div",
        "part=error lang role=status",
        &[Some(labels.language())],
        &[
            node("p", "class=error-title", &[], &[text(labels.get("error"))]),
            node("p", "", &[], &[text(&labels.fill(error.kind.as_str(), &status(error)))]),
            detail,
            node("button", "part=retry type=button", &[], &[text(labels.get("retry"))]),
        ],
    );
    if !options.slots {
        return panel;
    }
    let slots = [node("slot", "name=error", &[], &[panel]), node("slot", "", &[], &[])];
    node("div", "", &[], &slots)
}
