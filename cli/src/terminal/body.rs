//! The body in a terminal: every block kind, in one recursive function.

use anstyle::{AnsiColor, Style};
use article_widget::article::{Block, Embed, List, Media, Quote, Table, Text};

use super::inline::{Links, styled, words};
use super::{Page, QUIET, clean, table};

/// Columns below which a table's column is no longer one.
const NARROWEST: usize = 9;

pub(super) struct Body<'a> {
    pub(super) page: &'a mut Page,
    pub(super) links: &'a mut Links,
}

impl Body<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.page.space();
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { text } => self.text(text, Style::new()),
            Block::Heading { text, level } => {
                let style = Style::new().bold();
                self.text(text, if *level > 2 { style } else { style.underline() });
            }
            Block::Quote(quote) => self.quote(quote, "  "),
            Block::Pullquote(quote) => self.quote(quote, "█ "),
            Block::List(list) => self.list(list),
            Block::Image { image, url } => {
                self.page.picture(image, url.as_deref(), self.links);
            }
            Block::Gallery { images, caption } => {
                for image in images {
                    self.page.picture(image, None, self.links);
                }
                self.text(caption, QUIET);
            }
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => self.code(text),
            Block::Divider => {
                let width = self.page.room();
                self.page.line(&format!("{:^width$}", "* * *"));
            }
            Block::Embed(embed) => self.embed(embed),
            Block::Audio(media) => self.media("Recording", media),
            Block::Video(media) => self.media("Film", media),
            Block::Callout { title, blocks } => self.callout(title, blocks),
            // A kind that is new in the library.
            other => self.page.paragraph(&words(&format!("[{}]", other.kind()), QUIET)),
        }
    }

    fn text(&mut self, text: &Text, style: Style) {
        if !text.is_empty() {
            let line = styled(text, style, self.links);
            self.page.paragraph(&line);
        }
    }

    /// Something nested, without the empty line at its end.
    fn nested(&mut self, first: &str, rest: &str, blocks: impl FnOnce(&mut Body<'_>)) {
        let links = &mut *self.links;
        self.page.within(first, rest, |page| {
            blocks(&mut Body { page, links });
        });
    }

    fn inside(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.page.space();
            }
            self.block(block);
        }
    }

    fn quote(&mut self, quote: &Quote, mark: &str) {
        let bar = words(mark, QUIET);
        self.nested(&bar, &bar, |body| {
            body.inside(&quote.blocks);
            if !quote.cite.is_empty() {
                let mut cite = styled(&quote.cite, QUIET, body.links);
                if let Some(url) = &quote.url {
                    cite.push_str(&words(&body.links.number(url), QUIET));
                }
                body.page.paragraph(&format!("— {cite}"));
            }
        });
    }

    fn list(&mut self, list: &List) {
        for (at, item) in list.items.iter().enumerate() {
            let mark = match list.ordered {
                true => format!("{}. ", i64::from(list.start.unwrap_or(1)) + at as i64),
                false => "• ".to_owned(),
            };
            let indent = " ".repeat(textwrap::core::display_width(&mark));
            self.nested(&mark, &indent, |body| {
                body.text(&item.text, Style::new());
                body.inside(&item.blocks);
            });
        }
    }

    fn table(&mut self, table: &Table) {
        let rows = table::spread(table);
        let head = (table.header as usize).min(rows.len());
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let lines = match columns * NARROWEST > self.page.room() {
            true => table::stacked(&rows, head),
            false => table::grid(&rows, head, self.page.room()),
        };
        match lines {
            table::Lines::Fixed(lines) => lines.iter().for_each(|line| self.page.line(line)),
            table::Lines::Flowing(lines) => {
                for (mark, line) in lines {
                    self.page.item(mark, |page| page.paragraph(&line));
                }
            }
        }
        self.text(&table.caption, QUIET);
    }

    fn code(&mut self, code: &str) {
        let style = AnsiColor::Green.on_default();
        self.nested("    ", "    ", |body| {
            for line in code.trim_end().lines() {
                let line = clean(&line.replace('\t', "    "));
                body.page.line(&format!("{style}{line}{style:#}"));
            }
        });
    }

    fn embed(&mut self, embed: &Embed) {
        let title = embed.title.as_deref().unwrap_or(&embed.url);
        let provider = embed.provider.as_deref().map(|name| format!(", {name}"));
        self.link("Embed", &format!("{title}{}", provider.unwrap_or_default()), &embed.url);
        self.text(&embed.caption, QUIET);
    }

    fn media(&mut self, kind: &str, media: &Media) {
        self.link(kind, media.title.as_deref().unwrap_or(&media.src), &media.src);
        self.text(&media.caption, QUIET);
    }

    fn link(&mut self, kind: &str, title: &str, address: &str) {
        let number = self.links.number(address);
        self.page.paragraph(&words(&format!("[{kind}] {title}{number}"), QUIET));
    }

    fn callout(&mut self, title: &Text, blocks: &[Block]) {
        let bar = format!("{QUIET}┃{QUIET:#} ");
        self.nested(&bar, &bar, |body| {
            body.text(title, Style::new().bold());
            body.inside(blocks);
        });
    }
}
