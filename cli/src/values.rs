//! Sizes, durations, days and counts, as people write and read them.

use std::time::Duration;

use chrono::NaiveDate;

/// `512MiB`, `2GB`, `1.5G`, `4096`: bytes. One-letter units are binary.
pub(crate) fn parse_size(text: &str) -> Result<usize, String> {
    let wrong = || format!("`{text}` is not a size; write it like 512MiB or 2GiB");
    let (number, unit) = split_unit(text).ok_or_else(wrong)?;
    let scale: f64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kib" => 1024.0,
        "m" | "mib" => 1024.0 * 1024.0,
        "g" | "gib" => 1024.0 * 1024.0 * 1024.0,
        "t" | "tib" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
        "kb" => 1e3,
        "mb" => 1e6,
        "gb" => 1e9,
        "tb" => 1e12,
        _ => return Err(wrong()),
    };
    let bytes = (number * scale).round();
    if bytes < 1.0 {
        return Err(format!("`{text}` is no memory at all; give at least 64MiB"));
    }
    Ok(bytes as usize)
}

/// `7d`, `12h`, `2w`: whole hours.
pub(crate) fn parse_hours(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is not a duration; write it like 7d, 12h or 2w");
    let (number, unit) = split_unit(text).ok_or_else(wrong)?;
    let hours = match unit.to_ascii_lowercase().as_str() {
        "h" | "hour" | "hours" => 1.0,
        "d" | "day" | "days" => 24.0,
        "w" | "week" | "weeks" => 168.0,
        _ => return Err(wrong()),
    };
    Ok((number * hours).ceil() as u64)
}

/// `2016-01-05`.
pub(crate) fn parse_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| format!("`{text}` is not a day; write it like 2016-01-05"))
}

/// A number and what follows it.
fn split_unit(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim()))
}

/// `1234567` as `1,234,567`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `3 days`, `1 day`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// Bytes as `12.3 MB`.
pub(crate) fn bytes(number: u64) -> String {
    let units = ["kB", "MB", "GB", "TB", "PB"];
    if number < 1000 {
        return format!("{number} B");
    }
    let mut value = number as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", units[unit])
}

/// `0.35 s`, `12.3 s`, `3 min 04 s`, `2 h 05 min`.
pub(crate) fn elapsed(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    match seconds {
        s if s < 1.0 => format!("{s:.2} s"),
        s if s < 60.0 => format!("{s:.1} s"),
        s if s < 3600.0 => format!("{} min {:02} s", s as u64 / 60, s as u64 % 60),
        s => format!("{} h {:02} min", s as u64 / 3600, s as u64 % 3600 / 60),
    }
}

/// Things per second.
pub(crate) fn rate(number: u64, duration: Duration) -> u64 {
    let seconds = duration.as_secs_f64();
    if seconds > 0.0 {
        (number as f64 / seconds) as u64
    } else {
        0
    }
}

/// The text with control characters as spaces: what was landed must not steer the reader's terminal.
pub(crate) fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', " ")
}

/// At most `limit` characters, the last one `…` when something was cut.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_string();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("2GiB"), Ok(2 << 30));
        assert_eq!(parse_size("2G"), Ok(2 << 30));
        assert_eq!(parse_size("1.5 MiB"), Ok(3 << 19));
        assert_eq!(parse_size("2GB"), Ok(2_000_000_000));
        assert_eq!(parse_size("4096"), Ok(4096));
        for wrong in ["", "GiB", "two", "2 parsecs", "-1G", "1.2.3M", "0"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn durations() {
        assert_eq!(parse_hours("7d"), Ok(168));
        assert_eq!(parse_hours("12h"), Ok(12));
        assert_eq!(parse_hours("2w"), Ok(336));
        assert_eq!(parse_hours("0h"), Ok(0));
        assert_eq!(parse_hours("0.1d"), Ok(3));
        for wrong in ["7", "d", "7m", ""] {
            assert!(parse_hours(wrong).is_err(), "{wrong}");
        }
        assert_eq!(elapsed(Duration::from_millis(350)), "0.35 s");
        assert_eq!(elapsed(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(elapsed(Duration::from_secs(184)), "3 min 04 s");
        assert_eq!(elapsed(Duration::from_secs(7500)), "2 h 05 min");
    }

    #[test]
    fn days() {
        assert_eq!(
            parse_day("2016-01-05"),
            Ok(NaiveDate::from_ymd_opt(2016, 1, 5).unwrap())
        );
        assert!(parse_day("2016-02-30").unwrap_err().contains("2016-01-05"));
        assert!(parse_day("5.1.2016").is_err());
    }

    #[test]
    fn counts_and_bytes() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1000), "1,000");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(counted(1, "day", "days"), "1 day");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(12_345_678), "12.3 MB");
        assert_eq!(bytes(999_999), "1.0 MB");
        assert_eq!(rate(100, Duration::from_secs(4)), 25);
        assert_eq!(rate(100, Duration::ZERO), 0);
    }

    #[test]
    fn control_characters_do_no_harm() {
        assert_eq!(harmless("a\x1b[31mb\r\n\tc"), "a [31mb \n c");
    }

    #[test]
    fn shortening() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcd", 3), "ab…");
        assert_eq!(shortened("žlutý kůň", 7), "žlutý…");
    }
}
