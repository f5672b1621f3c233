//! Reads dates as sources write them.
//!
//! ```text
//! 2016-05-06   2016-05-06T23:00:00.000-05:00   05/06/2016   5/6/16   20160506   May 6, 2016   1462492800000
//!                                                                                  ──►   2016-05-06
//! ```
//! A date with a time and a zone is the date as written: the day on which its author posted it. Of digits
//! alone the month comes first, as in the United States; a count of seconds or milliseconds is a moment in UTC.

use chrono::{DateTime, NaiveDate};

/// The date, or nothing when the text is none.
pub(crate) fn read_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    read_iso(text)
        .or_else(|| read_american(text))
        .or_else(|| read_compact(text))
        .or_else(|| read_moment(text))
        .or_else(|| read_named_month(text))
}

/// `2016-05-06`, `2016/05/06` and `2016.05.06`, with or without a time after it.
fn read_iso(text: &str) -> Option<NaiveDate> {
    let [year, month, rest] = three(text)?;
    let (day, time) = digits_of(rest);
    if year.len() != 4 || !is_time(time) {
        return None;
    }
    date(year, month, day)
}

/// `05/06/2016`, `5-6-2016` and `5/6/16`, month first, with or without a time after it.
fn read_american(text: &str) -> Option<NaiveDate> {
    let [month, day, rest] = three(text)?;
    let (year, time) = digits_of(rest);
    if !is_time(time) {
        return None;
    }
    match year.len() {
        4 => date(year, month, day),
        2 => date(&full_year(year)?, month, day),
        _ => None,
    }
}

/// `20160506`, with or without a time after it: `20160506T100000Z`.
fn read_compact(text: &str) -> Option<NaiveDate> {
    let (digits, time) = digits_of(text);
    if digits.len() != 8 || !is_time(time) {
        return None;
    }
    date(&digits[..4], &digits[4..6], &digits[6..])
}

/// Seconds or milliseconds since 1970: of years that landing takes, ten and thirteen digits (or nine and twelve).
fn read_moment(text: &str) -> Option<NaiveDate> {
    let (digits, rest) = digits_of(text);
    let fraction = rest.strip_prefix('.').unwrap_or(rest);
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count: i64 = digits.parse().ok()?;
    let moment = match digits.len() {
        9 | 10 => DateTime::from_timestamp(count, 0),
        12 | 13 => DateTime::from_timestamp_millis(count),
        _ => None,
    };
    Some(moment?.date_naive())
}

/// `May 6, 2016`, `6 May 2016`, `06-MAY-16`, `Fri, 06 May 2016 10:00:00 GMT`, `Fri May 6 10:00:00 EST 2016`.
fn read_named_month(text: &str) -> Option<NaiveDate> {
    if text.len() > 48 || !text.is_ascii() {
        return None;
    }
    let mut words = text
        .split([' ', ',', '-', '/', '.'])
        .filter(|word| !word.is_empty())
        .skip_while(|word| is_weekday(word));
    let (first, second) = (words.next()?, words.next()?);
    let (day, month) = match (month_number(first), month_number(second)) {
        (Some(month), None) => (second, month),
        (None, Some(month)) => (first, month),
        _ => return None,
    };
    let is_day = |word: &&str| matches!(word.len(), 1 | 2) && is_digits(word);
    let day = without_ordinal(day);
    // The year comes next, or after a time of day.
    let third = words.next()?;
    let year = if third.contains(':') {
        words.find(|word| word.len() == 4 && is_digits(word))?
    } else {
        third
    };
    let year = match year.len() {
        2 => full_year(year)?,
        _ => year.to_owned(),
    };
    let rest_is_time = words.all(is_time_word);
    Some(day)
        .filter(is_day)
        .filter(|_| rest_is_time && year.len() == 4)?;
    date(&year, &month.to_string(), day)
}

/// Three parts, between them the same sign twice.
fn three(text: &str) -> Option<[&str; 3]> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(sign, '-' | '/' | '.') {
        return None;
    }
    let mut parts = text.splitn(3, sign);
    Some([parts.next()?, parts.next()?, parts.next()?])
}

/// The digits that a text begins with, and the rest.
fn digits_of(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The years that landing takes begin with 1990.
fn full_year(two: &str) -> Option<String> {
    let year: u32 = two.parse().ok()?;
    Some((if year >= 90 { 1900 + year } else { 2000 + year }).to_string())
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let named = |month: &&str| {
        word.len() >= 3 && (month.starts_with(&word) || word == "sept" && *month == "september")
    };
    let at = MONTHS.iter().position(named)?;
    u32::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(&word))
}

/// `6th` is `6`.
fn without_ordinal(day: &str) -> &str {
    let (digits, rest) = digits_of(day);
    match rest.to_ascii_lowercase().as_str() {
        "st" | "nd" | "rd" | "th" => digits,
        _ => day,
    }
}

/// A word that may stand after a date: `10:00:00`, `12:00AM`, `PM`, `GMT`, `+0000`.
fn is_time_word(word: &str) -> bool {
    let time = |c: char| c.is_ascii_digit() || ":+".contains(c);
    let after_digits = word.trim_start_matches(time);
    match after_digits.len() {
        0 => true,
        length if length == word.len() => {
            (2..=5).contains(&length) && word.chars().all(|c| c.is_ascii_uppercase())
                || matches!(word, "am" | "pm" | "at")
        }
        _ => matches!(
            after_digits.to_ascii_lowercase().as_str(),
            "am" | "pm" | "z"
        ),
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |digits: &str, most: usize| {
        let good = (1..=most).contains(&digits.len()) && is_digits(digits);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_as_sources_write_them() {
        for text in [
            "2016-05-06",
            " 2016-5-6 ",
            "2016/05/06",
            "2016.05.06",
            "2016-05-06 10:00",
            "2016-05-06T23:00:00.000-05:00",
            "2016-05-06T23:00:00Z",
            "2016-05-06 00:00:00.0000000",
            "05/06/2016",
            "5/6/2016 11:30:00 PM",
            "05-06-2016",
            "5/6/16",
            "20160506",
            "20160506T100000Z",
            "1462492800",
            "1462492800000",
            "1462492800.5",
            "May 6, 2016",
            "May 6th, 2016",
            "6 May 2016",
            "06-MAY-2016",
            "06-May-16",
            "Fri, 06 May 2016 10:00:00 GMT",
            "Friday, May 6, 2016",
            "Fri May 06 10:00:00 EST 2016",
            "May 6 2016 12:00AM",
            "6 May 2016 10:00:00 +0000",
        ] {
            assert_eq!(
                read_date(text)
                    .unwrap_or_else(|| panic!("{text}"))
                    .to_string(),
                "2016-05-06",
                "{text}"
            );
        }
        for (text, expected) in [
            ("1/1/90", "1990-01-01"),
            ("12/31/89", "2089-12-31"),
            ("Sept 1, 2016", "2016-09-01"),
        ] {
            assert_eq!(
                read_date(text).map(|date| date.to_string()).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn text_that_is_no_date() {
        for text in [
            "",
            "soon",
            "2016",
            "2016-05",
            "2016-13-45",
            "13/01/2016",
            "2016-02-30",
            "0000-00-00",
            "Posted 3 days ago",
            "3 days ago",
            "42496",
            "2016-05-06x",
            "2016-05/06",
            "5/6/201",
            "May 2016",
            "6 May",
            "May 6 2016 or later",
            "May be 2016",
            "2016050",
            "123456789012345",
            "2016-05-06-07",
            "1e9",
            "-1462492800",
            "６/５/2016",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_goes(text in "([0-9]{1,4}|[-/. ,:T+Z]|May|Fri|th|é){0,12}") {
            let _ = read_date(&text);
        }
    }
}
