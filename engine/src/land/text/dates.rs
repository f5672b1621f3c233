//! Reads dates as sources write them.
//!
//! ```text
//! 2016-05-06   2016-05-06T23:00:00.000-05:00   05/06/2016   20160506   ──►   2016-05-06
//! ```
//! A date with a time and a zone is the date as written: the day on which its author posted it.

use chrono::NaiveDate;

/// The date, or nothing when the text is none.
pub(crate) fn read_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    read_iso(text)
        .or_else(|| read_american(text))
        .or_else(|| read_compact(text))
}

/// `2016-05-06`, with or without a time after it.
fn read_iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (day, time) = rest.split_at(end);
    if year.len() != 4 || !is_time(time) {
        return None;
    }
    date(year, month, day)
}

/// `05/06/2016` and `5/6/2016`, month first, with or without a time after it.
fn read_american(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '/');
    let (month, day, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (year, time) = rest.split_at(end);
    if month.len() == 4 && !year.is_empty() && year.len() <= 2 && is_time(time) {
        return date(month, day, year);
    }
    if year.len() != 4 || !is_time(time) {
        return None;
    }
    date(year, month, day)
}

/// `20160506`.
fn read_compact(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    date(&text[..4], &text[4..6], &text[6..])
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |digits: &str, most: usize| {
        let good = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        good.then(|| digits.parse::<u32>().ok()).flatten()
    };
    NaiveDate::from_ymd_opt(
        i32::try_from(number(year, 4)?).ok()?,
        number(month, 2)?,
        number(day, 2)?,
    )
}

/// Whether what follows a date is a time of day, loosely: `T23:00:00.123-05:00`, ` 11:00:00 PM`.
fn is_time(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return true;
    };
    if !matches!(first, 'T' | 't' | ' ' | 'Z' | 'z' | '+') {
        return false;
    }
    let time = |c: char| c.is_ascii_digit() || " :.,+-TtZzAaPpMmUuCcGgEeSsDd[]/_".contains(c);
    text.len() <= 48 && text.chars().all(time)
}
