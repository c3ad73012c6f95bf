//! What is done to an article of every format but the project's own: what is said twice is shown once.

use super::date;
use crate::article::{Article, Block, Image, Inline, Mark, Text};
use crate::html::TextBuilder;

/// What a caption's credit begins with.
const CREDITS: &str = "Photograph:|Photograph by |Photographs:|Photo:|Photos:|Photo by |Bild:|Foto:|Fotos:|Illustration:|Image:|Image by |Picture:|Credit:|Grafik:|©";

pub(super) fn finish(article: &mut Article) {
    site_name(article);
    let headline = words(&article.headline);
    let repeats = |block: &Block| match block {
        Block::Heading { text, .. } => words(text) == headline,
        _ => false,
    };
    if let Some(at) = article.body.iter().take(3).position(repeats) {
        article.body.remove(at);
    }
    hero(article);
    standfirst(article);
    if let (Some(published), Some(updated)) = (&article.published, &article.updated)
        && date::minutes(updated) <= date::minutes(published).map(|minutes| minutes + 1)
    {
        article.updated = None;
    }
    if let Some(hero) = &mut article.hero {
        credit(hero);
    }
    credits(&mut article.body);
}

/// A hero that the body repeats is shown once; a body that begins with a picture begins with its hero.
fn hero(article: &mut Article) {
    let first = article.body.iter().position(|block| matches!(block, Block::Image { .. }));
    let Some(at) = first else { return };
    let Some(Block::Image { image, .. }) = article.body.get(at) else { return };
    let is_hero = match &article.hero {
        Some(hero) => same_picture(&hero.src, &image.src),
        None => at == 0,
    };
    if !is_hero || article.hero.is_some() && at > 2 {
        return;
    }
    let Block::Image { mut image, .. } = article.body.remove(at) else { return };
    match &mut article.hero {
        Some(hero) => fill(hero, &mut image),
        hero => *hero = Some(image),
    }
}

/// Takes from a picture what another one of the same lacks.
pub(super) fn fill(image: &mut Image, other: &mut Image) {
    let Image { srcset, sizes, alt, credit, .. } = other;
    let fields = [
        (&mut image.srcset, srcset),
        (&mut image.sizes, sizes),
        (&mut image.alt, alt),
        (&mut image.credit, credit),
    ];
    for (field, other) in fields {
        if field.is_none() {
            std::mem::swap(field, other);
        }
    }
    if image.caption.is_empty() {
        std::mem::swap(&mut image.caption, &mut other.caption);
    }
    if image.width.is_none() {
        (image.width, image.height) = (other.width, other.height);
    }
}

/// Whether two URLs show one picture, whatever its size.
pub(super) fn same_picture(one: &str, other: &str) -> bool {
    picture_name(one).eq_ignore_ascii_case(picture_name(other))
}

/// The name of a picture's file without what tells its size: `…/ferry-1024x683.jpg?w=640`.
fn picture_name(url: &str) -> &str {
    let path = before(url, |byte| byte == b'?' || byte == b'#').unwrap_or(url);
    // A URL inside a URL has its slashes escaped.
    let folder = path.bytes().rposition(|byte| byte == b'/' || byte == b'%');
    let name = path.get(folder.map_or(0, |at| at + 1)..).unwrap_or_default();
    let name = name.strip_prefix("2F").unwrap_or(name);
    let stem = name.bytes().rposition(|byte| byte == b'.').and_then(|at| name.get(..at));
    let stem = stem.unwrap_or(name);
    let bare = stem.strip_suffix("-scaled").unwrap_or(stem);
    let last = bare.bytes().rposition(|byte| byte == b'-' || byte == b'_').unwrap_or(bare.len());
    let bare = match bare.split_at_checked(last) {
        Some((before, size)) if is_size(size) => before,
        _ => bare,
    };
    // Some servers name the file by its size alone.
    if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        path.get(..path.len() - name.len()).unwrap_or(path)
    } else {
        bare
    }
}

fn before(text: &str, ends: fn(u8) -> bool) -> Option<&str> {
    text.get(..text.bytes().position(ends)?)
}

fn is_size(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && digits + 2 == text.len() && text.bytes().any(|byte| byte == b'x')
}

/// The letters of a text, to compare; spaces and punctuation do not count.
fn words(text: &Text) -> String {
    text.to_plain()
        .chars()
        .filter(|c| !matches!(c, '\0'..='/' | ':'..='@' | '[' | ']' | '\u{a0}' | '…'))
        .collect()
}

/// A standfirst that was cut from the body's beginning, or repeats the headline, says nothing new.
fn standfirst(article: &mut Article) {
    let text = &mut article.standfirst;
    if let [.., Inline::Marked(Mark::Link { .. }, content)] = text.0.as_slice()
        && let Some(Inline::Text(words)) = content.first()
        && ["Read", "Continue", "More", "more", "Weiter", "Lire", "Leer"]
            .iter()
            .any(|word| words.starts_with(word))
    {
        text.0.pop();
        *text = copy(std::mem::take(text), usize::MAX, |_| true);
    }
    let plain = text.to_plain();
    let cut = plain.trim_end();
    let begins = article.body.iter().find_map(|block| match block {
        Block::Paragraph { text } => Some(words(text)),
        _ => None,
    });
    let said = words(text);
    let repeats = begins.is_some_and(|begins| begins.starts_with(&said));
    if repeats || cut.ends_with(']') || said == words(&article.headline) {
        *text = Text::default();
    }
}

/// A page's title ends in its site's name: `Night ferry returns | Harbour Press`.
fn site_name(article: &mut Article) {
    let Some(publisher) = &article.publisher else { return };
    if let [.., Inline::Text(last)] = article.headline.0.as_mut_slice()
        && let Some(before) = last.strip_suffix(publisher.name.as_str())
        && let Some(before) = before.strip_suffix([' ', '\u{a0}'])
        && let Some(before) = before.strip_suffix(['|', '-', '–', '—', '·', '•', '»'])
        && before.ends_with(' ')
    {
        *last = before.trim_end().into();
    }
}

fn credits(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Image { image, .. } => credit(image),
            Block::Gallery { images, .. } => images.iter_mut().for_each(credit),
            Block::Callout { blocks, .. } => credits(blocks),
            _ => {}
        }
    }
}

/// Takes the credit from a caption's end: `The ferry. Photo: M. Lind`.
fn credit(image: &mut Image) {
    let plain = image.caption.to_plain();
    if let Some((at, credit)) = split(&plain) {
        let mut before = plain.get(..at).unwrap_or_default();
        before = before.trim_end_matches(OPENING);
        let length = before.len();
        image.caption = copy(std::mem::take(&mut image.caption), length, |_| true);
        image.credit.get_or_insert_with(|| credit.into());
    }
    if let Some(whole) = &image.credit
        && let Some((0, bare)) = split(whole)
    {
        image.credit = Some(bare.into());
    }
    if let Some(credit) = &image.credit
        && image.caption.to_plain() == *credit
    {
        image.caption = Text::default();
    }
}

const OPENING: [char; 9] = [' ', '\u{a0}', '(', '[', '|', '/', '-', '–', '—'];

/// Where a text's credit begins, and its bare words.
fn split(text: &str) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let (at, end) = (0..bytes.len()).find_map(|at| {
        let rest = bytes.get(at..)?;
        let begins = at == 0 || !bytes.get(at - 1)?.is_ascii_alphanumeric();
        let mark = CREDITS.split('|').find(|mark| begins && rest.starts_with(mark.as_bytes()))?;
        Some((at, at + mark.len()))
    })?;
    let credit = text.get(end..)?.trim_matches([' ', ':', '.', '\u{a0}', '©']);
    let closed = credit.strip_suffix([')', ']']).filter(|rest| !rest.contains(['(', '[']));
    let credit = closed.unwrap_or(credit).trim_end();
    (!credit.is_empty() && credit.len() <= 120).then_some((at, credit))
}

/// The first `left` bytes of a text with those of its marks that pass.
pub(super) fn copy(text: Text, left: usize, passes: fn(&Mark) -> bool) -> Text {
    let mut out = TextBuilder::default();
    pieces(&text.0, &mut Vec::new(), &mut { left }, passes, &mut out);
    out.take()
}

fn pieces<'t>(
    content: &'t [Inline],
    marks: &mut Vec<&'t Mark>,
    left: &mut usize,
    passes: fn(&Mark) -> bool,
    out: &mut TextBuilder,
) {
    for inline in content {
        match inline {
            Inline::Text(text) => {
                let piece = text.get(..*left).unwrap_or(text);
                *left -= piece.len();
                out.text(piece, marks);
            }
            Inline::Break => {
                *left = left.saturating_sub(1);
                out.line_break();
            }
            Inline::Anchor(_) => {}
            Inline::Marked(mark, inner) => {
                let open = marks.len();
                marks.extend(passes(mark).then_some(mark));
                pieces(inner, marks, left, passes, out);
                marks.truncate(open);
            }
        }
    }
}
