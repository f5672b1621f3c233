//! Numbers as people write amounts of money.
//!
//! ```text
//!  "49,025"  "95,000.00"  "22.5"  ".85"      european: "45.000"  "45 000"  "45.000,00"
//!  Indian: "12,00,000"      none: "1.2.3" (a version)  "8:00"  "12/31"  "30%"  "5551234567"
//! ```

use super::cursor::{Cursor, is_space};

/// More digits than any pay has.
const MOST_DIGITS: usize = 9;

/// How a number groups its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// Thousands by commas: "95,000".
    English,
    /// Thousands by points, blanks or apostrophes, too: "45.000", "45 000".
    European,
    /// Hundreds of thousands by commas as well: "12,00,000".
    Indian,
}

/// A number of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'t> {
    /// What it amounts to.
    pub(crate) value: f64,
    /// Digits after the decimal point.
    pub(crate) decimals: usize,
    /// Whether blanks separate its thousands.
    pub(crate) blanks: bool,
    /// Where it ends.
    pub(crate) end: Cursor<'t>,
}

/// Reads the number at the cursor.
pub(crate) fn read_number(cursor: Cursor<'_>, grouping: Grouping) -> Option<Number<'_>> {
    let mut digits = Digits::default();
    let mut end = digits.take(cursor)?;
    let whole = digits.count;
    let separator = (1..=3)
        .contains(&whole)
        .then(|| separator(end, grouping))
        .flatten();
    if let Some(separator) = separator {
        while let Some(group) = group(end, separator, grouping) {
            end = digits.take(group)?;
        }
    } else if whole > 7 {
        return None;
    }
    let before_decimals = digits.count;
    if let Some(point) = decimal_point(end, separator) {
        end = digits.take(end.forward(point))?;
    }
    let decimals = digits.count - before_decimals;
    let some = digits.count > 0 && !continues(end) && !(digits.count == 1 && is_torn(end));
    some.then(|| Number {
        value: digits.value(decimals),
        decimals,
        blanks: separator.is_some_and(is_space),
        end,
    })
}

/// The digits read so far as one whole number: exact, and one division makes the amount.
#[derive(Debug, Default)]
struct Digits {
    value: u64,
    count: usize,
}

impl Digits {
    /// Takes the run of digits at the cursor, which may be empty; none when there are too many.
    fn take<'t>(&mut self, cursor: Cursor<'t>) -> Option<Cursor<'t>> {
        let run = cursor.rest().bytes().take(MOST_DIGITS + 1);
        let run = run.take_while(u8::is_ascii_digit);
        let mut taken = 0;
        for digit in run {
            self.value = self.value * 10 + u64::from(digit - b'0');
            taken += 1;
            if self.count + taken > MOST_DIGITS {
                return None;
            }
        }
        self.count += taken;
        Some(cursor.forward(taken))
    }

    #[expect(clippy::cast_precision_loss, reason = "at most nine digits")]
    fn value(&self, decimals: usize) -> f64 {
        let scale = (0..decimals).fold(1_u64, |scale, _| scale * 10);
        self.value as f64 / scale as f64
    }
}

/// Whether digits follow the first run of them behind a sign or a blank: where none do, all groupings are one.
pub(crate) fn is_grouped(cursor: Cursor<'_>) -> bool {
    let rest = cursor.rest();
    let first = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = rest.get(first..).unwrap_or_default().chars();
    let separator = behind.next().is_some_and(|c| !c.is_alphanumeric());
    separator && behind.next().is_some_and(|c| c.is_ascii_digit())
}

/// How many digits follow, counted to five.
fn digit_run(cursor: Cursor<'_>) -> usize {
    let run = cursor.rest().bytes().take(5);
    run.take_while(u8::is_ascii_digit).count()
}

/// What separates the thousands of the number whose first digits end here.
fn separator(end: Cursor<'_>, grouping: Grouping) -> Option<char> {
    let c = end.peek()?;
    let separates = match c {
        ',' => true,
        '.' | '\'' | '’' => grouping == Grouping::European,
        c => grouping == Grouping::European && is_space(c),
    };
    (separates && group(end, c, grouping).is_some()).then_some(c)
}

/// Past the separator here, if a group of digits follows it.
fn group(end: Cursor<'_>, separator: char, grouping: Grouping) -> Option<Cursor<'_>> {
    let group = (end.peek() == Some(separator)).then(|| end.forward(separator.len_utf8()))?;
    let run = digit_run(group);
    let lakh = grouping == Grouping::Indian && run == 2;
    let goes_on = lakh && group.forward(2).peek() == Some(separator);
    (run == 3 || goes_on).then_some(group)
}

/// The bytes of the decimal point here, if digits follow that can be a fraction.
fn decimal_point(end: Cursor<'_>, separator: Option<char>) -> Option<usize> {
    let c = end.peek()?;
    let run = digit_run(end.forward(1));
    let is_point = match c {
        // Cities write hourly rates to a hundredth of a cent: 19.7115.
        '.' if separator != Some('.') => (1..=4).contains(&run),
        ',' if separator != Some(',') => run == 2,
        _ => false,
    };
    is_point.then_some(1)
}

/// Whether a blank stands between the first digit and the others: "$1 7.50". Half of an amount would be a wrong one.
fn is_torn(end: Cursor<'_>) -> bool {
    let other = end.eat(" ").map(|rest| (digit_run(rest), rest));
    other.is_some_and(|(run, rest)| {
        (1..=2).contains(&run) && rest.forward(run).eat(".").map(digit_run) == Some(2)
    })
}

/// Whether the number goes on as something else: a date, a time, a version, a percentage.
fn continues(end: Cursor<'_>) -> bool {
    let joined = end.eat_any(&[".", ",", ":", "/"]);
    let digit = |cursor: Cursor<'_>| cursor.peek().is_some_and(|c| c.is_ascii_digit());
    let percent = end.after_spaces();
    // "$ 18 . 50": the amount was torn apart, and half of it would be a wrong one.
    let torn = percent.eat(". ").is_some_and(digit);
    // "$52,OOO" is typed with letters.
    let typed = end.eat(",oo").is_some();
    typed
        || joined.is_some_and(digit)
        || digit(end)
        || torn
        || percent.eat("%").is_some()
        || percent.eat_any_word(&["percent", "percentage"]).is_some()
}
