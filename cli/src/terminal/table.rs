//! Tables in a terminal.

use anstyle::Style;
use article_widget::article::Table;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table as Grid};

use super::inline::words;
use super::{QUIET, clean};

/// A place of the grid that a cell covers.
#[derive(Clone, Default)]
pub(super) struct Place {
    text: String,
    /// Whether it is the cell's first place, where its text is shown.
    is_first: bool,
}

/// How a table's lines are to be set.
pub(super) enum Lines {
    /// As they are.
    Fixed(Vec<String>),
    /// Each behind a mark and broken where it must.
    Flowing(Vec<(&'static str, String)>),
}

/// More would be no table for a terminal.
const MOST: usize = 200;

/// The rows with a place for everything that a cell spans.
pub(super) fn spread(table: &Table) -> Vec<Vec<Place>> {
    let mut grid: Vec<Vec<Option<Place>>> = vec![Vec::new(); table.rows.len()];
    for (at, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in row {
            while grid.get(at).and_then(|row| row.get(column)).is_some_and(Option::is_some) {
                column += 1;
            }
            let text = clean(&cell.text.to_plain());
            let width = (cell.colspan.unwrap_or(1) as usize).min(MOST);
            let height = (cell.rowspan.unwrap_or(1) as usize).min(MOST);
            for (down, row) in grid.iter_mut().skip(at).take(height).enumerate() {
                row.resize(row.len().max(column + width), None);
                for (right, place) in row.iter_mut().skip(column).take(width).enumerate() {
                    let is_first = (down, right) == (0, 0);
                    *place = Some(Place { text: text.clone(), is_first });
                }
            }
            column += width;
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
}

/// In columns.
pub(super) fn grid(rows: &[Vec<Place>], head: usize, room: usize) -> Lines {
    let mut grid = Grid::new();
    grid.load_preset(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(room).unwrap_or(u16::MAX));
    for (at, row) in rows.iter().enumerate() {
        let cells = row.iter().map(|place| if place.is_first { place.text.as_str() } else { "" });
        if at == 0 && head > 0 {
            grid.set_header(cells);
        } else {
            grid.add_row(cells);
        }
    }
    Lines::Fixed(grid.to_string().lines().map(str::to_owned).collect())
}

/// Where there is no room for columns: the cells of a row below each other, each behind its
/// column's name.
pub(super) fn stacked(rows: &[Vec<Place>], head: usize) -> Lines {
    let (header, rows) = rows.split_at_checked(head).unwrap_or_default();
    let name = |column: usize| {
        let mut names: Vec<&str> =
            header.iter().filter_map(|row| row.get(column)).map(|place| &*place.text).collect();
        names.dedup();
        names.join(" ").trim().to_owned()
    };
    let mut lines = Vec::new();
    for row in rows {
        for (column, place) in row.iter().enumerate() {
            if !place.is_first || place.text.is_empty() {
                continue;
            }
            let text = words(&place.text, Style::new());
            let name = if column == 0 { String::new() } else { name(column) };
            lines.push(match (column, name.as_str()) {
                (0, _) => ("", text),
                (_, "") => ("  ", text),
                (_, name) => ("  ", format!("{} {text}", words(&format!("{name}:"), QUIET))),
            });
        }
    }
    Lines::Flowing(lines)
}
