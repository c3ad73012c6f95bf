//! Days and times as publishers write them.

use crate::article::settle;
use crate::json::Value;
use crate::numbers::{leading, push};

const MONTHS: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";

/// A timestamp in the form of RFC 3339; also of milliseconds or seconds since 1970, and of RFC 822.
pub(super) fn read(value: &Value) -> Option<String> {
    match value {
        // Seconds reach 1e11 in the year 5138; milliseconds did in 1973.
        Value::Number(number) if *number >= 1e11 => Some(since_1970((*number / 1000.0) as u64)),
        Value::Number(number) if *number > 0.0 => Some(since_1970(*number as u64)),
        Value::String(text) if text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            read(&Value::Number(crate::numbers::decimal(text.as_bytes())))
        }
        Value::String(text) => {
            let text = tidy(text.trim());
            if settle::is_date(&text) {
                return Some(text);
            }
            rfc_822(&text).filter(|text| settle::is_date(text))
        }
        _ => None,
    }
}

/// Without fractions of a second, with `T` between day and time and no other space.
fn tidy(text: &str) -> String {
    if settle::day(text).is_none() {
        return text.into();
    }
    let mut out = String::new();
    let mut fraction = false;
    for (at, c) in text.chars().enumerate() {
        fraction = c == '.' || fraction && c.is_ascii_digit();
        match c {
            ' ' if at == 10 => out.push('T'),
            ' ' => {}
            _ if fraction => {}
            c => out.push(c.to_ascii_uppercase()),
        }
    }
    out
}

/// `Mon, 30 May 2016 09:12:00 +0200`
fn rfc_822(text: &str) -> Option<String> {
    let begins = |part: &&str| part.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let mut parts = text.split(' ').skip_while(|part| !begins(part));
    let day = leading(parts.next()?)?;
    let name = parts.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.chunks(3).position(|month| month == name.as_bytes())? as u32 + 1;
    let year = leading(parts.next()?)?;
    let time = parts.next().unwrap_or("00:00");
    let zone = parts.next().unwrap_or_default();
    // Otherwise it is a name, and all but GMT are out of use.
    let zone = if zone.starts_with(['+', '-']) { zone } else { "Z" };
    let mut out = String::new();
    for (number, separator) in [(year, '-'), (month, '-'), (day, 'T')] {
        two(number, &mut out);
        out.push(separator);
    }
    out.push_str(time);
    out.push_str(zone);
    Some(out)
}

fn two(number: u32, out: &mut String) {
    if number < 10 {
        out.push('0');
    }
    push(number.into(), out);
}

/// By the calendar of <https://howardhinnant.github.io/date_algorithms.html>.
fn since_1970(seconds: u64) -> String {
    let seconds = seconds.min(253_402_300_799);
    let days = (seconds / 86_400) as u32 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let of_day = (seconds % 86_400) as u32;
    let mut out = String::new();
    for (number, separator) in [
        (era * 400 + year + next, '-'),
        (month, '-'),
        (day, 'T'),
        (of_day / 3600, ':'),
        (of_day / 60 % 60, ':'),
        (of_day % 60, 'Z'),
    ] {
        two(number, &mut out);
        out.push(separator);
    }
    out
}

/// Minutes since the year 0, to compare timestamps of any zone.
pub(super) fn minutes(date: &str) -> Option<i64> {
    let part = |from, to| date.get(from..to).and_then(leading).map_or(0, i64::from);
    let (year, month) = (part(0, 4), part(5, 7));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days =
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + part(8, 10);
    let zone = {
        let signs = date.bytes().skip(11).position(|byte| byte == b'+' || byte == b'-');
        signs.map_or(date.len(), |at| at + 11)
    };
    let minutes =
        part(zone + 1, zone + 3) * 60 + part(zone + 3, zone + 5).max(part(zone + 4, zone + 6));
    let ahead = if date.get(zone..).is_some_and(|zone| zone.starts_with('+')) { -1 } else { 1 };
    Some(days * 1440 + part(11, 13) * 60 + part(14, 16) + ahead * minutes)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_that_publishers_use() {
        for (text, expected) in [
            ("2016-05-30", "2016-05-30"),
            ("2016-05-30T09:12", "2016-05-30T09:12"),
            ("2016-05-30 09:12:00", "2016-05-30T09:12:00"),
            ("2016-05-30T09:12:00.123456+02:00", "2016-05-30T09:12:00+02:00"),
            ("2016-05-30T09:12:00+0100", "2016-05-30T09:12:00+0100"),
            ("2016-05-30 09:12:00 +0000", "2016-05-30T09:12:00+0000"),
            ("Mon, 30 May 2016 09:12:00 +0200", "2016-05-30T09:12:00+0200"),
            ("30 May 2016 09:12 GMT", "2016-05-30T09:12Z"),
            ("3 May 2016", "2016-05-03T00:00Z"),
            ("1464599520000", "2016-05-30T09:12:00Z"),
        ] {
            assert_eq!(read(&Value::String(text.into())).as_deref(), Some(expected), "{text}");
        }
        for text in ["0000-00-00 00:00:00", "", "soon", "2016-13-01T00:00:00Z", "30 May"] {
            assert_eq!(read(&Value::String(text.into())), None, "{text}");
        }
        for (number, expected) in [
            (1_464_599_520_000.0, "2016-05-30T09:12:00Z"),
            (1_464_599_520.0, "2016-05-30T09:12:00Z"),
            (951_782_400.0, "2000-02-29T00:00:00Z"),
            (1e300, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(read(&Value::Number(number)).as_deref(), Some(expected), "{number}");
        }
        assert_eq!(read(&Value::Number(0.0)), None);
    }

    #[test]
    fn times_of_different_zones_compare() {
        let all = ["2016-05-30T09:12:00Z", "2016-05-30T11:12:00+02:00", "2016-05-30T04:12-0500"];
        let first = minutes(all[0]).unwrap();
        for date in all {
            assert_eq!(minutes(date), Some(first), "{date}");
        }
        assert_eq!(
            minutes("2016-06-01T00:00Z").unwrap() - minutes("2016-05-31T23:59Z").unwrap(),
            1
        );
        assert_eq!(
            minutes("2016-03-01T00:00").unwrap() - minutes("2016-02-29T00:00").unwrap(),
            1440
        );
    }
}
