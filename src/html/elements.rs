//! The allow-list: every element and class that means something here. Of other elements only the content stays.

/// What an element is for the reader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    // Leaves that are no elements of their own.
    Text,
    /// The attributes of an inline element, for its id and its class.
    Point,

    // Inline.
    Inline,
    /// Inline, and opened again where a block closes it unasked.
    Format,

    // Leaves.
    Break,
    Divider,
    Image,
    Source,
    Frame,
    Ignored,

    // Containers.
    Flow,
    Heading,
    Quote,
    Pullquote,
    /// A post of a social network, quoted.
    Post,
    /// A link to another page, drawn as a card.
    Card,
    List,
    Item,
    Code,
    /// Text whose line breaks count.
    Verse,
    Table,
    Section,
    Row,
    Cell,
    Figure,
    /// `[caption]`: a picture followed by its caption.
    CaptionCode,
    /// `[embed]`: a URL.
    EmbedCode,
    Gallery,
    Caption,
    Callout,
    Summary,
    Picture,
    Audio,
    Video,
    Noscript,
    /// Left out with its content.
    Drop,
    /// Left out; its content is no markup.
    Raw,
}

/// An end tag inside does not close what is outside, unless it is for a block.
pub(super) const SPECIAL: u8 = 1;
/// No end tag inside closes what is outside.
pub(super) const SCOPE: u8 = 2 | SPECIAL;
/// Its start ends a paragraph.
pub(super) const ENDS_P: u8 = 4 | SPECIAL;
/// It has no content.
pub(super) const VOID: u8 = 8;

/// The common ones first, since the list is read from its beginning.
const ELEMENTS: [(Kind, u8, &str); 40] = [
    (Kind::Flow, ENDS_P, "p div"),
    (Kind::Format, 0, "a strong em b i"),
    (Kind::Inline, 0, "span sup sub"),
    (Kind::Break, VOID, "br"),
    (Kind::Image, VOID, "img"),
    (Kind::Item, ENDS_P, "li"),
    (Kind::Heading, ENDS_P, "h2 h3 h1 h4 h5 h6"),
    (Kind::Format, 0, "u s strike code tt small big font nobr"),
    (Kind::Inline, 0, "mark abbr acronym cite q kbd samp var dfn ins del bdi bdo ruby rt rp"),
    (Kind::List, ENDS_P, "ul ol menu dir"),
    (Kind::Figure, ENDS_P, "figure"),
    (Kind::Caption, ENDS_P, "figcaption"),
    (Kind::Quote, ENDS_P, "blockquote"),
    (Kind::Cell, SCOPE, "td th"),
    (Kind::Row, SPECIAL, "tr"),
    (Kind::Section, SPECIAL, "tbody thead tfoot"),
    (Kind::Table, SCOPE | ENDS_P, "table"),
    (Kind::Caption, SCOPE, "caption"),
    (
        Kind::Flow,
        ENDS_P,
        "section article main header footer address center dl dt dd hgroup fieldset search",
    ),
    (Kind::Callout, ENDS_P, "aside details"),
    (Kind::Summary, ENDS_P, "summary"),
    (Kind::Code, ENDS_P, "pre listing"),
    (Kind::Divider, VOID | ENDS_P, "hr"),
    (Kind::Frame, VOID, "iframe"),
    (Kind::Noscript, SPECIAL, "noscript"),
    (Kind::Picture, 0, "picture"),
    (Kind::Source, VOID, "source"),
    (Kind::Video, 0, "video"),
    (Kind::Audio, 0, "audio"),
    (Kind::Image, VOID, "image amp-img"),
    (Kind::Raw, SPECIAL, "script style textarea title xmp noembed noframes"),
    (Kind::Drop, ENDS_P, "form nav dialog"),
    (Kind::Drop, SPECIAL, "button select"),
    (Kind::Drop, SCOPE, "object template applet"),
    (Kind::Drop, 0, "svg annotation annotation-xml canvas"),
    // WordPress's shortcodes are elements whose names no tag can have.
    (Kind::CaptionCode, SPECIAL, "[caption [wp_caption"),
    (Kind::EmbedCode, SPECIAL, "[embed"),
    (Kind::Audio, VOID, "[audio"),
    (Kind::Video, VOID, "[video"),
    (Kind::Ignored, VOID, "[gallery [playlist [vc_row [vc_column [vc_column_text"),
];

/// Classes that say more than their elements; one also stands for those that end in it: `wp-block-gallery`.
const CLASSES: [(Kind, &str); 11] = [
    (Kind::Pullquote, "pullquote pull-quote"),
    (Kind::Figure, "wp-caption gallery-item tr-caption-container"),
    (Kind::Gallery, "gallery kg-gallery-card"),
    (Kind::Caption, "wp-caption-text gallery-caption tr-caption"),
    (Kind::Callout, "callout kg-callout-card kg-toggle-card"),
    (
        Kind::Post,
        "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed reddit-embed-bq \
        fb-xfbml-parse-ignore",
    ),
    (Kind::EmbedCode, "wp-block-embed__wrapper"),
    // The list of a gallery.
    (Kind::Flow, "blocks-gallery-grid blocks-gallery-item"),
    (Kind::Card, "kg-bookmark-card kg-file-card wp-embedded-content"),
    (Kind::Verse, "wp-block-verse"),
    // For machines, for other pages, or said twice.
    (
        Kind::Drop,
        "katex-html screen-reader-text sr-only visually-hidden kg-audio-player kg-video-overlay \
        kg-video-player-container subscription-widget-wrap sharedaddy jp-relatedposts linenos lineno rouge-gutter \
        kg-signup-card button-wrapper",
    ),
];

/// An element that the allow-list knows.
#[derive(Clone, Copy)]
pub(super) struct Element {
    pub name: &'static str,
    pub kind: Kind,
    pub flags: u8,
}

impl Element {
    pub fn is(&self, flag: u8) -> bool {
        self.flags & flag == flag
    }

    pub fn is_table_part(&self) -> bool {
        matches!(self.kind, Kind::Section | Kind::Row | Kind::Cell) || self.name == "caption"
    }

    /// The cell, caption or the like at which formatting starts anew.
    pub fn is_marker(&self) -> bool {
        self.is(SCOPE) && self.kind != Kind::Table
    }
}

/// The element of a tag.
pub(super) fn element(name: &str) -> Option<Element> {
    for (kind, flags, names) in ELEMENTS {
        for known in names.split_ascii_whitespace() {
            if known.eq_ignore_ascii_case(name) {
                return Some(Element { name: known, kind, flags });
            }
        }
    }
    None
}

/// What the classes of an element say it is.
pub(super) fn of_class(classes: &str) -> Option<Kind> {
    for class in classes.split_ascii_whitespace() {
        for (kind, names) in CLASSES {
            if names.split_ascii_whitespace().any(|name| ends_in(class.as_bytes(), name.as_bytes()))
            {
                return Some(kind);
            }
        }
    }
    None
}

fn ends_in(class: &[u8], name: &[u8]) -> bool {
    let Some((prefix, end)) =
        class.len().checked_sub(name.len()).and_then(|at| class.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(name) && prefix.last().is_none_or(|byte| matches!(byte, b'-' | b'_'))
}

/// The style that an element stands for, where it has another name.
pub(super) fn style_name(element: &'static str) -> &'static str {
    match element {
        "strike" => "s",
        "tt" => "code",
        // A list of terms is shown as paragraphs.
        "dt" => "strong",
        name => name,
    }
}

/// Styles that editors write as CSS.
pub(super) const CSS: [(&str, &str, &str); 7] = [
    ("font-weight", "bold", "strong"),
    ("font-weight", "700", "strong"),
    ("font-weight", "600", "strong"),
    ("font-style", "italic", "em"),
    ("text-decoration", "line-through", "s"),
    ("vertical-align", "super", "sup"),
    ("vertical-align", "sub", "sub"),
];

/// Whether a `style` attribute gives a property a value.
pub(super) fn has_css(style: &str, property: &str, value: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, values)| {
        name.trim_ascii().eq_ignore_ascii_case(property)
            && values.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_once_and_in_any_case() {
        let mut names: Vec<&str> = ELEMENTS.iter().flat_map(|row| row.2.split(' ')).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(element("BlockQuote").map(|element| element.name), Some("blockquote"));
        assert!(element("o:p").is_none());
    }

    #[test]
    fn classes_match_whole_or_as_an_ending() {
        assert_eq!(of_class("a wp-block-Pullquote"), Some(Kind::Pullquote));
        assert_eq!(of_class("nopullquote gallery-size gallerygallery"), None);
        assert_eq!(of_class("block__gallery"), Some(Kind::Gallery));
        assert_eq!(of_class("wp-caption alignleft"), Some(Kind::Figure));
        assert_eq!(of_class(""), None);
    }

    #[test]
    fn css_is_read_by_property() {
        assert!(has_css("color:red; FONT-WEIGHT : Bold !important", "font-weight", "bold"));
        assert!(!has_css("font-weight:400;x:bold", "font-weight", "bold"));
    }
}
