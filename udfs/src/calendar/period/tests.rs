use proptest::prelude::*;

use super::*;

fn bounds(text: &str) -> String {
    let period: Period = text.parse().expect(text);
    format!("{} {} {}", period.first(), period.last(), period.days())
}

#[test]
fn every_form_covers_its_days() {
    for (text, expected) in [
        ("2016Q1", "2016-01-01 2016-03-31 91"),
        ("2015q4", "2015-10-01 2015-12-31 92"),
        ("2016", "2016-01-01 2016-12-31 366"),
        ("2016-02", "2016-02-01 2016-02-29 29"),
        ("2015-02", "2015-02-01 2015-02-28 28"),
        ("2016-01-05", "2016-01-05 2016-01-05 1"),
        ("2016-01-01..2016-03-31", "2016-01-01 2016-03-31 91"),
        (" 2015Q4 .. 2016-01 ", "2015-10-01 2016-01-31 123"),
    ] {
        assert_eq!(bounds(text), expected, "{text}");
    }
}

#[test]
fn the_shortest_form_is_shown() {
    for (text, shown) in [
        ("2016-01-01..2016-03-31", "2016Q1"),
        ("2016-01..2016-12", "2016"),
        ("2016-03-01..2016-03-31", "2016-03"),
        ("2016-03-01..2016-03-01", "2016-03-01"),
        ("2015Q4..2016Q1", "2015-10-01..2016-03-31"),
    ] {
        assert_eq!(text.parse::<Period>().expect(text).to_string(), shown);
    }
}

#[test]
fn errors_say_what_to_write() {
    for text in [
        "",
        "Q1 2016",
        "16Q1",
        "2016-1",
        "2016Q",
        "today",
        "2016-01-01..",
        "2016Q1..x",
        "२०१६",
    ] {
        let error = text.parse::<Period>().expect_err(text).to_string();
        assert!(
            error.contains("write a quarter (2016Q1)"),
            "{text}: {error}"
        );
    }
    for text in ["2016Q5", "2016Q0", "2016-13", "2015-02-29", "0000"] {
        let error = text.parse::<Period>().expect_err(text).to_string();
        assert_eq!(error, format!("'{text}' is not in the calendar"));
    }
    assert_eq!(
        "2016Q2..2016Q1"
            .parse::<Period>()
            .expect_err("reversed")
            .to_string(),
        "the period '2016Q2..2016Q1' ends on 2016-03-31, before it begins on 2016-04-01; swap its ends"
    );
}

#[test]
fn days_are_counted_from_1970() {
    let period: Period = "2016-01-05..2016-01-06".parse().expect("a period");
    assert_eq!(period.bounds(), (16805, 16806));
    assert!(period.contains(16805) && period.contains(16806));
    assert!(!period.contains(16804) && !period.contains(16807));
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(first in -200_000_i32..200_000, days in 0_i32..2000) {
        let period = Period::new(CivilDate::from_days(first), CivilDate::from_days(first + days))
            .expect("in order");
        prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        let _ = text.parse::<Period>();
    }
}
