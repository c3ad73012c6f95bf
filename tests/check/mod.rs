//! What holds for every article that was read, whatever it was read from.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use article_widget::ErrorKind;
use article_widget::article::{Article, Block, Image, Inline, Mark, Text};
use article_widget::format::{ReadOptions, Reading, read};

/// Where the JSON of the tests comes from.
pub const BASE: &str = "https://news.example/api/articles/42.json";

/// How deep blocks may lie in blocks, and marks in marks.
const MAX_NESTING: usize = 210;

/// How to read, in a format or in the one that is recognised.
pub fn options(format: Option<&str>) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.base = Some(BASE.into());
    options.format = format.map(Into::into);
    options
}

/// Panics where an article that was read from so many bytes is not fit to be shown.
pub fn check(reading: &Reading, length: usize) {
    let article = &reading.article;
    assert!(!article.headline.is_empty(), "no headline");
    assert!(!article.body.is_empty() || !reading.warnings.is_empty(), "no body and no word of it");
    let seen = Seen::of(article);
    assert!(seen.deepest <= MAX_NESTING, "nests {} deep", seen.deepest);
    let json = serde_json::to_string(article).unwrap();
    // What references repeat is bounded by itself.
    let bound = 64 * (length + 1_000) + 8_000_000;
    assert!(json.len() <= bound, "{} bytes of {length}", json.len());
    let again = read_back(article, &json);
    assert!(Seen::of(&again).words == seen.words, "other words when read back: {json}");
    if again != *article {
        // Where a line's end lies in marks that go on is settled by the first reading.
        let json = serde_json::to_string(&again).unwrap();
        assert!(read_back(&again, &json) == again, "another when read back: {json}");
    }
}

/// What is written reads back; serde reads the same.
fn read_back(article: &Article, json: &str) -> Article {
    let again = match read(json, &options(Some("native"))) {
        Ok(reading) => reading.article,
        Err(_) if article.body.is_empty() => return article.clone(),
        // What is written of lists in lists, or of marks in marks, nests deeper than what it was read from.
        Err(error) if error.kind == ErrorKind::TooLarge => return article.clone(),
        Err(error) => panic!("{error}\n{json}"),
    };
    let by_serde = serde_json::from_str::<Article>(json).unwrap().settled(Some(BASE));
    assert!(by_serde == again, "another by serde: {json}");
    again
}

#[derive(Default)]
struct Seen {
    depth: usize,
    deepest: usize,
    words: String,
}

impl Seen {
    /// Looks at every part of an article; panics at what must not be there.
    fn of(article: &Article) -> Self {
        let mut seen = Self::default();
        seen.text(&article.headline);
        seen.text(&article.standfirst);
        article.hero.iter().for_each(|hero| seen.image(hero));
        article.authors.iter().for_each(|author| {
            assert!(!author.name.is_empty(), "an author without a name");
            seen.link(author.url.as_deref());
        });
        seen.link(article.url.as_deref());
        seen.link(article.publisher.as_ref().and_then(|publisher| publisher.url.as_deref()));
        seen.blocks(&article.body);
        seen
    }

    fn inside(&mut self, look: impl FnOnce(&mut Self)) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        look(self);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.inside(|seen| blocks.iter().for_each(|block| seen.block(block)));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { text } | Block::Heading { text, .. } => {
                assert!(!text.is_empty(), "an empty block");
                self.text(text);
            }
            Block::Quote(quote) | Block::Pullquote(quote) => {
                assert!(!quote.blocks.is_empty(), "an empty quote");
                self.blocks(&quote.blocks);
                self.text(&quote.cite);
                self.link(quote.url.as_deref());
            }
            Block::List(list) => {
                assert!(!list.items.is_empty(), "an empty list");
                for item in &list.items {
                    assert!(!item.text.is_empty() || !item.blocks.is_empty(), "an empty item");
                    self.text(&item.text);
                    self.blocks(&item.blocks);
                }
            }
            Block::Image { image, url } => {
                self.image(image);
                self.link(url.as_deref());
            }
            Block::Gallery { images, caption } => {
                assert!(!images.is_empty(), "an empty gallery");
                images.iter().for_each(|image| self.image(image));
                self.text(caption);
            }
            Block::Table(table) => {
                assert!(table.rows.iter().all(|row| !row.is_empty()), "an empty row");
                assert!(table.header as usize <= table.rows.len(), "more head than rows");
                let mut cells = table.rows.iter().flatten().peekable();
                assert!(cells.peek().is_some(), "an empty table");
                for cell in cells {
                    let spans = [cell.colspan, cell.rowspan].into_iter().flatten();
                    assert!(spans.into_iter().all(|span| span <= 1000), "a span too wide");
                    self.text(&cell.text);
                }
                self.text(&table.caption);
            }
            Block::Code { text, .. } => assert!(!text.trim().is_empty(), "an empty code"),
            Block::Divider => {}
            Block::Embed(embed) => {
                resource(&embed.url);
                self.text(&embed.caption);
            }
            Block::Audio(media) | Block::Video(media) => {
                resource(&media.src);
                media.poster.iter().for_each(|poster| resource(poster));
                self.text(&media.caption);
            }
            Block::Callout { title, blocks } => {
                assert!(!title.is_empty() || !blocks.is_empty(), "an empty callout");
                self.text(title);
                self.blocks(blocks);
            }
            other => panic!("a block that nobody knows: {other:?}"),
        }
    }

    fn text(&mut self, text: &Text) {
        self.words += text.to_plain().trim();
        self.words.push('\n');
        self.inlines(&text.0);
    }

    fn inlines(&mut self, content: &[Inline]) {
        self.inside(|seen| {
            for inline in content {
                match inline {
                    Inline::Text(text) => assert!(!text.is_empty(), "an empty run"),
                    Inline::Marked(mark, content) => {
                        assert!(!content.is_empty(), "a mark around nothing");
                        if let Mark::Link { href } = mark {
                            seen.link(Some(href));
                        }
                        seen.inlines(content);
                    }
                    _ => {}
                }
            }
        });
    }

    fn image(&mut self, image: &Image) {
        resource(&image.src);
        for candidate in image.srcset.iter().flat_map(|srcset| srcset.split(", ")) {
            resource(candidate.split(' ').next().unwrap());
        }
        self.text(&image.caption);
    }

    fn link(&self, url: Option<&str>) {
        let Some(url) = url.filter(|url| !url.starts_with('#')) else { return };
        has_scheme(url, &["https", "http", "mailto", "tel"]);
    }
}

fn resource(url: &str) {
    has_scheme(url, &["https", "http"]);
}

/// Every URL was resolved, so each of them has a scheme.
fn has_scheme(url: &str, allowed: &[&str]) {
    let parsed = url::Url::parse(url).unwrap_or_else(|error| panic!("{error}: {url}"));
    assert!(allowed.contains(&parsed.scheme()), "{url}");
}
