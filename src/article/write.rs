//! The article as JSON, in the form that serde gives it: the Wasm has no serde.

use super::{Article, Block, Direction, Image, Inline, ListItem, Media, Quote, Text};
use crate::json::Writer;

impl Article {
    /// The article JSON of this article.
    pub(crate) fn to_json(&self) -> String {
        let mut json = Writer::new();
        json.open('{');
        plain(&mut json, "headline", &self.headline);
        text(&mut json, "kicker", &self.kicker);
        rich(&mut json, "standfirst", &self.standfirst);
        if let Some(hero) = &self.hero {
            json.key("hero");
            json.open('{');
            image(&mut json, hero);
            json.close('}');
        }
        if !self.authors.is_empty() {
            json.key("authors");
            json.open('[');
            for author in &self.authors {
                json.separate();
                name(&mut json, &author.name, &author.url);
            }
            json.close(']');
        }
        text(&mut json, "published", &self.published);
        text(&mut json, "updated", &self.updated);
        text(&mut json, "language", &self.language);
        string(&mut json, "direction", self.direction.map(Direction::as_str));
        number(&mut json, "readMinutes", self.read_minutes);
        text(&mut json, "url", &self.url);
        if let Some(publisher) = &self.publisher {
            json.key("publisher");
            name(&mut json, &publisher.name, &publisher.url);
        }
        flag(&mut json, "truncated", self.truncated);
        json.key("body");
        blocks(&mut json, &self.body);
        json.close('}');
        json.0
    }
}

fn string(json: &mut Writer, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        json.key(key);
        json.string(value);
    }
}

fn text(json: &mut Writer, key: &str, value: &Option<String>) {
    string(json, key, value.as_deref());
}

fn number(json: &mut Writer, key: &str, value: Option<u32>) {
    if let Some(value) = value {
        json.key(key);
        json.number(value.into());
    }
}

fn rich(json: &mut Writer, key: &str, text: &Text) {
    if !text.is_empty() {
        string(json, key, Some(&text.to_html()));
    }
}

fn plain(json: &mut Writer, key: &str, text: &Text) {
    match text.0.as_slice() {
        [] => {}
        [Inline::Text(text)] => string(json, key, Some(text)),
        _ => {
            json.key(key);
            json.open('{');
            string(json, "html", Some(&text.to_html()));
            json.close('}');
        }
    }
}

fn name(json: &mut Writer, name: &str, url: &Option<String>) {
    json.open('{');
    string(json, "name", Some(name));
    text(json, "url", url);
    json.close('}');
}

fn image(json: &mut Writer, image: &Image) {
    string(json, "src", Some(&image.src));
    text(json, "srcset", &image.srcset);
    text(json, "sizes", &image.sizes);
    number(json, "width", image.width);
    number(json, "height", image.height);
    text(json, "alt", &image.alt);
    plain(json, "caption", &image.caption);
    text(json, "credit", &image.credit);
}

fn quote(json: &mut Writer, quote: &Quote) {
    filled(json, &quote.blocks);
    rich(json, "cite", &quote.cite);
    text(json, "url", &quote.url);
}

fn media(json: &mut Writer, media: &Media) {
    string(json, "src", Some(&media.src));
    text(json, "title", &media.title);
    text(json, "poster", &media.poster);
    plain(json, "caption", &media.caption);
    number(json, "width", media.width);
    number(json, "height", media.height);
}

fn filled(json: &mut Writer, content: &[Block]) {
    if !content.is_empty() {
        json.key("blocks");
        blocks(json, content);
    }
}

fn item(json: &mut Writer, item: &ListItem) {
    json.open('{');
    rich(json, "text", &item.text);
    filled(json, &item.blocks);
    json.close('}');
}

fn flag(json: &mut Writer, key: &str, value: bool) {
    if value {
        json.key(key);
        json.0.push_str("true");
    }
}

fn blocks(json: &mut Writer, blocks: &[Block]) {
    json.open('[');
    for block in blocks {
        json.separate();
        json.open('{');
        string(json, "type", Some(block.kind()));
        fields(json, block);
        json.close('}');
    }
    json.close(']');
}

fn fields(json: &mut Writer, block: &Block) {
    match block {
        Block::Paragraph { text } => string(json, "text", Some(&text.to_html())),
        Block::Heading { text, level } => {
            string(json, "text", Some(&text.to_html()));
            number(json, "level", Some((*level).into()));
        }
        Block::Quote(quote) | Block::Pullquote(quote) => self::quote(json, quote),
        Block::List(list) => {
            flag(json, "ordered", list.ordered);
            if let Some(start) = list.start {
                json.key("start");
                if start < 0 {
                    json.0.push('-');
                }
                json.number(start.unsigned_abs().into());
            }
            json.key("items");
            json.open('[');
            for item in &list.items {
                json.separate();
                self::item(json, item);
            }
            json.close(']');
        }
        Block::Image { image, url } => {
            self::image(json, image);
            text(json, "url", url);
        }
        Block::Gallery { images, caption } => {
            json.key("images");
            json.open('[');
            for image in images {
                json.separate();
                json.open('{');
                self::image(json, image);
                json.close('}');
            }
            json.close(']');
            plain(json, "caption", caption);
        }
        Block::Table(table) => {
            number(json, "header", Some(table.header).filter(|header| *header > 0));
            json.key("rows");
            json.open('[');
            for row in &table.rows {
                json.separate();
                json.open('[');
                for cell in row {
                    json.separate();
                    json.open('{');
                    string(json, "text", Some(&cell.text.to_html()));
                    flag(json, "header", cell.header);
                    number(json, "colspan", cell.colspan);
                    number(json, "rowspan", cell.rowspan);
                    json.close('}');
                }
                json.close(']');
            }
            json.close(']');
            plain(json, "caption", &table.caption);
        }
        Block::Code { text, language } => {
            string(json, "text", Some(text));
            self::text(json, "language", language);
        }
        Block::Divider => {}
        Block::Embed(embed) => {
            string(json, "url", Some(&embed.url));
            text(json, "title", &embed.title);
            text(json, "provider", &embed.provider);
            number(json, "width", embed.width);
            number(json, "height", embed.height);
            plain(json, "caption", &embed.caption);
        }
        Block::Audio(media) | Block::Video(media) => self::media(json, media),
        Block::Callout { title, blocks } => {
            rich(json, "title", title);
            filled(json, blocks);
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::format::{ReadOptions, read};
    use serde_json::Value;

    #[test]
    fn what_is_written_is_what_serde_writes() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
        let mut articles = vec![Article::default()];
        for kind in ["native", "html"] {
            for file in std::fs::read_dir(format!("{folder}{kind}")).unwrap() {
                let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
                let text = match kind {
                    "html" => serde_json::json!({ "headline": "A", "body": text }).to_string(),
                    _ => text,
                };
                articles
                    .extend(read(&text, &ReadOptions::default()).map(|reading| reading.article));
            }
        }
        assert!(articles.len() > 15);
        let mut kinds = std::collections::BTreeSet::new();
        for article in &articles {
            let ours: Value = serde_json::from_str(&article.to_json()).unwrap();
            let mut theirs = serde_json::to_value(article).unwrap();
            if article.headline.is_empty() {
                theirs.as_object_mut().unwrap().remove("headline");
            }
            assert_eq!(ours, theirs);
            kinds.extend(article.body.iter().map(Block::kind));
        }
        assert_eq!(kinds.len(), 14, "every kind of block was there: {kinds:?}");
    }
}
