use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn status(days: impl IntoIterator<Item = (NaiveDate, DayState)>) -> TableStatus {
    TableStatus {
        table: "postings".to_string(),
        rows: 1_234,
        bytes: 5_600,
        days: days.into_iter().collect(),
    }
}

/// Every day of the years from `first` to `last`, complete.
fn whole(first: i32, last: i32) -> BTreeMap<NaiveDate, DayState> {
    day(first, 1, 1)
        .iter_days()
        .take_while(|date| date.year() <= last)
        .map(|date| (date, DayState::Complete))
        .collect()
}

#[test]
fn a_few_days_stand_under_their_week() {
    let status = status([
        (day(2016, 1, 1), DayState::Complete),
        (day(2016, 1, 2), DayState::Empty),
        (day(2016, 1, 4), DayState::Partial),
        (day(2016, 1, 5), DayState::Stale),
        (day(2016, 1, 8), DayState::Absent),
    ]);
    let expected = "\
postings   4 days · 1,234 rows · 5.6 kB · 1 absent · 1 stale · 1 partial · 1 empty
  2016  Jan Feb Mar Apr  MayJun Jul Aug  SepOct  NovDec
";
    let text = draw(&status, View::default(), Screen::PLAIN);
    let (head, grid) = text.split_at(text.find("  Mon").unwrap());
    // The first weeks of 2016: Friday the 1st is in column 0, Monday the 4th in column 1.
    assert!(head.starts_with(expected.lines().next().unwrap()), "{text}");
    let lines: Vec<&str> = grid.lines().collect();
    assert_eq!(lines[0], "  Mon    ◐");
    assert_eq!(lines[1], "  Tue    ~");
    assert_eq!(lines[2], "  Wed");
    assert_eq!(lines[4], "  Fri   ●·");
    assert_eq!(lines[5], "  Sat   ○");
}

#[test]
fn each_month_begins_over_its_week() {
    let names = month_names(2016, day(2016, 1, 1).weekday().num_days_from_monday());
    assert!(names.starts_with("Jan "), "{names}");
    assert_eq!(names.find("Feb"), Some(5));
    assert_eq!(names.find("Mar"), Some(9));
    for year in 1990..2040 {
        let offset = day(year, 1, 1).weekday().num_days_from_monday();
        let names = month_names(year, offset);
        for month in MONTHS {
            assert!(names.contains(month), "{year}: {names}");
        }
    }
}

#[test]
fn every_year_fits_its_grid() {
    for year in 1990..2040 {
        let text = draw(&status(whole(year, year)), View::default(), Screen::PLAIN);
        let cells = text.matches('●').count();
        assert_eq!(
            cells,
            if day(year, 1, 1).leap_year() {
                366
            } else {
                365
            }
        );
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
    }
}

#[test]
fn many_years_are_a_line_each() {
    let mut days = whole(2008, 2016);
    days.insert(day(2010, 2, 3), DayState::Stale);
    days.insert(day(2010, 2, 4), DayState::Stale);
    days.insert(day(2010, 2, 5), DayState::Empty);
    days.insert(day(2011, 3, 5), DayState::Absent);
    days.insert(day(2011, 3, 6), DayState::Stale);
    let status = status(days);
    let text = draw(&status, View::default(), Screen::PLAIN);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2 + 9 + 1, "{text}");
    assert!(lines[4].starts_with("  2010  ● 31  ~ 2   ● 31"), "{text}");
    assert!(lines[5].contains("· 1 "), "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );

    assert!(is_by_month(&status, View::default()));
    assert!(legend(Some("a month"), Screen::PLAIN).contains("a month"));

    let all = View {
        all_days: true,
        ..View::default()
    };
    assert!(draw(&status, all, Screen::PLAIN).lines().count() > 9 * 8);
    let one = View {
        year: Some(2010),
        ..View::default()
    };
    assert_eq!(draw(&status, one, Screen::PLAIN).lines().count(), 1 + 8 + 1);
}

#[test]
fn states_differ_without_colour() {
    let cells: BTreeSet<String> = STATES.iter().map(|s| cell(*s, Screen::PLAIN)).collect();
    assert_eq!(cells.len(), STATES.len());
    assert_eq!(
        legend(None, Screen::PLAIN),
        "○ empty   ● complete   ◐ partial   ~ stale   · absent\n"
    );
}
