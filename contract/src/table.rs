//! The table. One row a line, so that it reads as one; the text of each cell is that of the documentation.

use super::{Attribute, ErrorKind, Event, Field, Member, Part, Slot, Variable};

/// All optional; in the order of the documentation.
#[rustfmt::skip]
pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "src", ty: "string", values: "URL of the article JSON, relative to the page", default: "none: see [inline articles](#an-article-in-the-page)", change: "loads", observed: true },
    Attribute { name: "item", ty: "string | number", values: "which article, where the JSON holds several: its index from 0, its id or its URL", default: "`0`", change: "loads", observed: true },
    Attribute { name: "format", ty: "string", values: "[a format's name](formats.md#names)", default: "recognised", change: "loads", observed: true },
    Attribute { name: "crossorigin", ty: r#""anonymous" | "use-credentials""#, values: "`anonymous`, `use-credentials`", default: "`anonymous`", change: "loads", observed: true },
    Attribute { name: "theme", ty: r#""auto" | "light" | "dark" | "sepia""#, values: "`auto`, `light`, `dark`, `sepia`", default: "`auto`: the page's `color-scheme`", change: "at once", observed: false },
    Attribute { name: "heading-level", ty: "HeadingLevel | `${HeadingLevel}`", values: "`1` to `6`; the body's headings follow below it and stop at 6", default: "`2`", change: "at once", observed: true },
    Attribute { name: "hide", ty: "string", values: "[parts](#parts) to leave out, separated by spaces", default: "none", change: "at once", observed: true },
    Attribute { name: "labels-lang", ty: "string", values: "language of the widget's own words and dates", default: "`lang`", change: "at once", observed: true },
    Attribute { name: "lang", ty: "string", values: "the same", default: "the article's language, else English", change: "at once", observed: true },
    Attribute { name: "wpm", ty: "number | `${number}`", values: "words read in a minute", default: "by [language](read-time.md)", change: "at once", observed: true },
    Attribute { name: "loading", ty: r#""eager" | "lazy""#, values: "`eager`, `lazy`: within 600 px of the view", default: "`eager`", change: "none once loading was put off or begun", observed: false },
    Attribute { name: "timeout", ty: "number | `${number}`", values: "milliseconds for one attempt, from when the widget's files are there; all attempts end within twice that", default: "`15000`", change: "with the next load", observed: false },
    Attribute { name: "collapse", ty: "number | `${number}`", values: "how many blocks stand before [Continue reading](tools.md#continue-reading)", default: "none: the whole article", change: "at once", observed: true },
    Attribute { name: "progress", ty: "boolean | \"\"", values: "present: a [bar](tools.md#progress) tells how much is read", default: "off", change: "at once", observed: true },
    Attribute { name: "controls", ty: "string", values: "[reader's tools](tools.md#controls), separated by spaces: `contents`, `listen`, `share`, `text-size`, `theme`", default: "none", change: "at once", observed: true },
    Attribute { name: "refresh", ty: "number | `${number}`", values: "seconds between [checks for a newer edition](tools.md#refresh); fewer than 10 are taken as 10", default: "off", change: "with the next check", observed: true },
    Attribute { name: "cache", ty: "boolean | \"\"", values: "present: the last good copy is [kept for when the network fails](tools.md#saved-copies)", default: "off", change: "with the next load", observed: true },
    Attribute { name: "structured-data", ty: "boolean | \"\"", values: "present: the article as [JSON-LD](tools.md#structured-data) in the page's head", default: "off", change: "at once", observed: true },
    Attribute { name: "state", ty: "ArticleState", values: "`idle`, `loading`, `ready`, `error`; written by the widget, read only", default: "`idle`", change: "put right again", observed: true },
];

/// Properties, then methods.
#[rustfmt::skip]
pub const MEMBERS: &[Member] = &[
    Member { name: "article", ty: "Article | null", takes: "object | null", what: "reads as the article that is shown, in the form of the [article JSON](article-json.md), credits split off and URLs resolved, or `null` while there is none in memory (a [prerendered](#prerendered-articles) one, until it is loaded); set to an object in any format, it is shown; set to `null`, `src` counts again" },
    Member { name: "state", ty: "ArticleState", takes: "", what: "read only: `idle` (no source yet), `loading`, `ready`, `error`" },
    Member { name: "ready", ty: "Promise<ArticleOutcome>", takes: "", what: r#"a promise of the next `"ready"` or `"error"`. It never rejects. After a change ask for it anew"# },
    Member { name: "reload()", ty: "Promise<ArticleOutcome>", takes: "", what: "loads the same source again and returns `ready`" },
];

/// All bubble and are composed.
#[rustfmt::skip]
pub const EVENTS: &[Event] = &[
    Event { name: "article-load", ty: "ArticleLoadDetail", when: "the article has been drawn after a load", told: "`{headline, words, minutes, format, warnings: [{path, message}]}`", cancelable: false, detail: &[
        Field { name: "headline", ty: "string", what: "The headline, as plain text." },
        Field { name: "words", ty: "number", what: "Words in the body." },
        Field { name: "minutes", ty: "number", what: "Minutes to read, as shown." },
        Field { name: "format", ty: "string", what: "Name of the format that the JSON is in." },
        Field { name: "warnings", ty: "{ path: string; message: string }[]", what: "What was left out or read leniently, by its JSON path." },
    ] },
    Event { name: "article-error", ty: "ArticleErrorDetail", when: "the error has been drawn", told: "`{kind, message, status?}`; `status` for `http` only", cancelable: false, detail: &[
        Field { name: "kind", ty: "ArticleErrorKind", what: "What happened." },
        Field { name: "message", ty: "string", what: "What whoever can mend it needs to know." },
        Field { name: "status?", ty: "number", what: "The server's status, for `http`." },
    ] },
    Event { name: "article-read", ty: "ArticleReadDetail", when: "a quarter of the body has been in view, each once until another article is asked for: neither `reload()` nor `refresh` begins anew; scrolling past it does not count, nor does a hidden tab", told: "`{depth}`: `25`, `50`, `75` or `100`", cancelable: false, detail: &[
        Field { name: "depth", ty: "25 | 50 | 75 | 100", what: "Percent of the body, from its top." },
    ] },
    Event { name: "article-link", ty: "ArticleLinkDetail", when: "a link was clicked, but for links to a place in the article itself and for [embeds](#embeds) that play", told: "`{href}`; cancelable: with `preventDefault()` the browser does not follow it", cancelable: true, detail: &[
        Field { name: "href", ty: "string", what: "The whole URL." },
    ] },
];

/// Also the custom states.
pub const STATES: &[&str] = &["idle", "loading", "ready", "error"];

/// A kind of which nothing is told is reserved.
#[rustfmt::skip]
pub const ERRORS: &[ErrorKind] = &[
    ErrorKind { name: "network", what: "no answer, or one that the browser keeps from the page; or the widget's own files did not load (then the message says so)", remedy: "check the address and `Access-Control-Allow-Origin`; the browser's console says more" },
    ErrorKind { name: "offline", what: "no answer, and the browser says that it has no connection", remedy: "nothing: it tries again by itself when the browser is online" },
    ErrorKind { name: "http", what: "the server answered with `status`, which is not 2xx", remedy: "check the address and the server" },
    ErrorKind { name: "timeout", what: "the whole answer did not arrive within `timeout`, at any [attempt](robustness.md#network)", remedy: "make the server faster, or raise `timeout`" },
    ErrorKind { name: "too-large", what: "`The answer is larger than 5 MB.` or `The JSON nests more than 128 levels deep.`", remedy: "serve one article, not an archive" },
    ErrorKind { name: "not-json", what: "for example `The answer is not JSON but a web page (it begins with <).` or `Not valid JSON: expected a comma or } (line 3, column 12).`", remedy: "open the address in a browser; often it is a sign-in page" },
    ErrorKind { name: "unknown-format", what: r#"`The JSON is in no known format: it is an object with the keys id, slug.` or `No format is called "gopher".`"#, remedy: "give it the form of the [article JSON](article-json.md)" },
    ErrorKind { name: "no-article", what: "`body: missing, and an article needs it`, `The JSON is an empty list.` or `The JSON's list has no item with this index.`", remedy: "fill the field, or correct `item`" },
    ErrorKind { name: "restricted", what: "`The text is for members, or needs a password: the JSON does not hold it.`", remedy: "link to the original instead; the fallback is the place for it" },
    ErrorKind { name: "blocked", what: "`The page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src.` or `The page's Content-Security-Policy must allow https://news.example in connect-src.`", remedy: "see [below](#content-security-policy)" },
    ErrorKind { name: "internal", what: "the widget itself failed at this article (a trap of its Wasm); [other articles](robustness.md#containment) go on", remedy: "report the article to us" },
];

/// The default one first.
#[rustfmt::skip]
pub const SLOTS: &[Slot] = &[
    Slot { name: "", shown: "while idle or loading, and below the error panel" },
    Slot { name: "loading", shown: "while loading, in place of the default slot and the skeleton" },
    Slot { name: "error", shown: "in place of the error panel" },
    Slot { name: "before-body", shown: "between the hero and the body" },
    Slot { name: "after-body", shown: "between the body and the source line" },
];

/// In the order of the page, then what stands in place of an article.
#[rustfmt::skip]
pub const PARTS: &[Part] = &[
    Part { name: "article", what: "the root `<article>`", hide: "no" },
    Part { name: "kicker", what: "section label", hide: "yes" },
    Part { name: "headline", what: "the heading", hide: "yes; the article keeps it as its accessible name" },
    Part { name: "standfirst", what: "the deck", hide: "yes" },
    Part { name: "meta", what: "the row of the next four", hide: "yes" },
    Part { name: "byline", what: "authors", hide: "yes" },
    Part { name: "published", what: "`<time>`", hide: "yes" },
    Part { name: "updated", what: "`<time>`; absent if it is the minute of publication", hide: "yes" },
    Part { name: "read-time", what: r#""3 min read""#, hide: "yes" },
    Part { name: "hero", what: "the lead `<figure>`", hide: "yes" },
    Part { name: "hero-image", what: "its `<img>`", hide: "no" },
    Part { name: "caption", what: "captions of all figures, with their credits", hide: "yes" },
    Part { name: "credit", what: "credits of all pictures", hide: "yes" },
    Part { name: "body", what: "the blocks", hide: "yes" },
    Part { name: "shortened", what: "says that this is only the beginning, where the JSON holds no more", hide: "yes" },
    Part { name: "continue", what: "the button before the [collapsed](tools.md#continue-reading) rest", hide: "yes; the page then opens the rest itself" },
    Part { name: "source", what: "publisher and link to the original", hide: "yes" },
    Part { name: "tools", what: "the [toolbar](tools.md#controls)", hide: "no" },
    Part { name: "tool", what: "each of its buttons", hide: "no" },
    Part { name: "contents", what: "its list of headings", hide: "no" },
    Part { name: "themes", what: "its choice of themes", hide: "no" },
    Part { name: "progress", what: "the [bar](tools.md#progress)", hide: "no" },
    Part { name: "notice", what: "what the tools have to say", hide: "no" },
    Part { name: "skeleton", what: "the placeholder", hide: "no" },
    Part { name: "error", what: "the error panel", hide: "no" },
    Part { name: "retry", what: "its button", hide: "no" },
];

/// Each with its default for `theme="auto"`.
#[rustfmt::skip]
pub const VARIABLES: &[Variable] = &[
    Variable { name: "--article-color", default: "light-dark(#1a1b1e, #e9e7e3)", takes: "colour", what: "text" },
    Variable { name: "--article-color-muted", default: "light-dark(#5a5d64, #a9abb1)", takes: "colour", what: "standfirst, dates, captions, the source line" },
    Variable { name: "--article-color-accent", default: "light-dark(#a3271c, #ff9d87)", takes: "colour", what: "kicker, edges of quotes, underlines, focus rings" },
    Variable { name: "--article-color-link", default: "var(--article-color, var(--_color))", takes: "colour", what: "links in the body" },
    Variable { name: "--article-color-border", default: "light-dark(#dddee2, #373a40)", takes: "colour", what: "hairlines, table rules, edges of boxes" },
    Variable { name: "--article-color-surface", default: "light-dark(#f4f4f2, #212429)", takes: "colour", what: "code, callouts, skeleton, pictures before they arrive" },
    Variable { name: "--article-color-background", default: "transparent", takes: "background", what: "the ground of the whole article" },
    Variable { name: "--article-color-error", default: "light-dark(#a3271c, #ff9d87)", takes: "colour", what: "the error panel's edge" },
    Variable { name: "--article-font-body", default: r#""Iowan Old Style", "Charter", "Bitstream Charter", "Source Serif 4", "Noto Serif", "Georgia", "Cambria", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Serif Bengali", serif"#, takes: "font family", what: "running text" },
    Variable { name: "--article-font-headline", default: "var(--article-font-body, var(--_font-body))", takes: "font family", what: "headline, crossheads, pull quotes" },
    Variable { name: "--article-font-ui", default: r#"system-ui, -apple-system, "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", sans-serif"#, takes: "font family", what: "kicker, meta row, captions, tables, errors" },
    Variable { name: "--article-font-code", default: r#"ui-monospace, "SF Mono", "Cascadia Code", "Roboto Mono", "Noto Sans Mono", "Menlo", monospace"#, takes: "font family", what: "code" },
    Variable { name: "--article-font-size", default: "clamp(1.0625em, 0.98em + 0.45cqi, 1.25em)", takes: "length; 1em is the browser's own size, 16 px unless the reader changed it", what: "the article's text; all other sizes follow it" },
    Variable { name: "--article-headline-size", default: "clamp(1.6em, 1.02em + 3cqi, 2.6em)", takes: "length; in em of the text", what: "headline" },
    Variable { name: "--article-standfirst-size", default: "clamp(1.1em, 1.02em + 0.5cqi, 1.3em)", takes: "length; in em of the text", what: "standfirst" },
    Variable { name: "--article-small-size", default: "0.78em", takes: "length; in em of the text", what: "kicker, meta row, captions, source" },
    Variable { name: "--article-line-height", default: "1.6", takes: "number", what: "running text" },
    Variable { name: "--article-headline-weight", default: "700", takes: "font weight", what: "headline and crossheads" },
    Variable { name: "--article-drop-cap", default: "normal", takes: "lines; a number", what: "how many lines the first letter of the body is tall, in Chromium and WebKit" },
    Variable { name: "--article-indent", default: "0", takes: "length; in em of the text", what: "indent of a paragraph that follows another" },
    Variable { name: "--article-measure", default: "32em", takes: "length; in em of the text", what: "width of the text column" },
    Variable { name: "--article-wide", default: "44em", takes: "length; in em of the text", what: "width of the hero, and the most that the article takes" },
    Variable { name: "--article-space", default: "1.1em", takes: "length; in em of the text", what: "between paragraphs" },
    Variable { name: "--article-padding", default: "0px", takes: "padding; in em of the text", what: "around the article" },
    Variable { name: "--article-radius", default: "3px", takes: "length", what: "corners of pictures, boxes and buttons" },
    Variable { name: "--article-hero-ratio", default: "16 / 9", takes: "aspect ratio", what: "room for a hero whose size the JSON does not tell" },
    Variable { name: "--article-min-height", default: "0", takes: "length; in em of the page around it", what: "least height of the element" },
];
