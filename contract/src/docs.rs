//! The tables of the documentation, between `<!-- contract: NAME -->` and `<!-- end -->`.

use super::{ATTRIBUTES, ERRORS, EVENTS, MEMBERS, PARTS, SLOTS, VARIABLES};

const START: &str = "<!-- contract: ";
const END: &str = "<!-- end -->";

/// A page with its tables as they must be.
pub fn fill(path: &str, page: &str) -> Result<String, String> {
    let mut pieces = page.split(START);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(" -->").unwrap_or((piece, ""));
        let table = table(name).ok_or_else(|| format!("{path}: there is no table {name}"))?;
        let (_, rest) = rest.split_once(END).ok_or_else(|| format!("{path}: {name} has no end"))?;
        text += &format!("{START}{name} -->\n{table}{END}{rest}");
    }
    Ok(text)
}

fn table(name: &str) -> Option<String> {
    let code = |name: &str| format!("`{name}`");
    Some(match name {
        "attributes" => rows(
            ["attribute", "values", "default", "a change"],
            ATTRIBUTES
                .iter()
                .map(|it| [&code(it.name), it.values, it.default, it.change].map(owned)),
        ),
        "members" => {
            rows(["name", "what"], MEMBERS.iter().map(|it| [&code(it.name), it.what].map(owned)))
        }
        "events" => rows(
            ["event", "when", "`detail`"],
            EVENTS.iter().map(|it| [&code(it.name), it.when, it.told].map(owned)),
        ),
        "errors" => rows(
            ["kind", "what happened", "what to do"],
            ERRORS
                .iter()
                .filter(|it| !it.what.is_empty())
                .map(|it| [&code(it.name), it.what, it.remedy].map(owned)),
        ),
        "slots" => rows(
            ["slot", "shown"],
            SLOTS.iter().map(|it| {
                let name = if it.name.is_empty() { "(default)".to_owned() } else { code(it.name) };
                [&name, it.shown].map(owned)
            }),
        ),
        "parts" => rows(
            ["part", "what", "`hide`"],
            PARTS.iter().map(|it| [&code(it.name), it.what, it.hide].map(owned)),
        ),
        "variables" => rows(
            ["variable", "default (`auto`)", "takes", "for"],
            VARIABLES
                .iter()
                .map(|it| [&code(it.name), &code(it.default), it.takes, it.what].map(owned)),
        ),
        _ => return None,
    })
}

fn owned(text: &str) -> String {
    text.to_owned()
}

fn rows<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = line(head) + &line(["---"; N]);
    for row in rows {
        text += &line(row.each_ref().map(String::as_str));
    }
    text
}

fn line<const N: usize>(cells: [&str; N]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_stands_between_the_marks_is_written_anew_and_nothing_else() {
        let page = "before\n<!-- contract: slots -->\nold\n<!-- end -->\nafter\n";
        let filled = fill("page", page).unwrap();
        assert!(filled.starts_with("before\n<!-- contract: slots -->\n| slot | shown |\n"));
        assert!(filled.ends_with(" |\n<!-- end -->\nafter\n"));
        assert_eq!(fill("page", &filled), Ok(filled));
    }

    #[test]
    fn a_mark_that_names_nothing_or_never_ends_is_a_mistake() {
        assert!(fill("page", "<!-- contract: slits -->\n<!-- end -->").is_err());
        assert!(fill("page", "<!-- contract: slots -->").is_err());
    }
}
