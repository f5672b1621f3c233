//! Numbers as people write amounts of money.
//!
//! ```text
//!  "49,025"  "95,000.00"  "22.5"  ".85"      european: "45.000"  "45 000"  "45.000,00"
//!  none: "1.2.3" (a version)  "8:00"  "12/31"  "30%"  "1,00,000"  "5551234567"
//! ```

use super::cursor::{Cursor, is_space};

/// More digits than any pay has.
const MOST_DIGITS: usize = 9;

/// A number of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'t> {
    /// What it amounts to.
    pub(crate) value: f64,
    /// Digits after the decimal point.
    pub(crate) decimals: usize,
    /// Where it ends.
    pub(crate) end: Cursor<'t>,
}

/// Reads the number at the cursor; `european` lets a point or a blank separate thousands.
pub(crate) fn read_number(cursor: Cursor<'_>, european: bool) -> Option<Number<'_>> {
    let mut digits = Digits::default();
    let mut end = digits.take(cursor)?;
    let whole = digits.count;
    let separator = (1..=3)
        .contains(&whole)
        .then(|| separator(end, european))
        .flatten();
    if let Some(separator) = separator {
        while end.peek() == Some(separator) && digit_run(end.forward(separator.len_utf8())) == 3 {
            end = digits.take(end.forward(separator.len_utf8()))?;
        }
    } else if whole > 7 {
        return None;
    }
    let before_decimals = digits.count;
    if let Some(point) = decimal_point(end, separator) {
        end = digits.take(end.forward(point))?;
    }
    let decimals = digits.count - before_decimals;
    let some = digits.count > 0 && !continues(end);
    some.then(|| Number {
        value: digits.value(decimals),
        decimals,
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

/// How many digits follow, counted to five.
fn digit_run(cursor: Cursor<'_>) -> usize {
    let run = cursor.rest().bytes().take(5);
    run.take_while(u8::is_ascii_digit).count()
}

/// What separates the thousands of the number whose first digits end here.
fn separator(end: Cursor<'_>, european: bool) -> Option<char> {
    let c = end.peek()?;
    let separates = match c {
        ',' => true,
        '.' | '\'' | '’' => european,
        c => european && is_space(c),
    };
    (separates && digit_run(end.forward(c.len_utf8())) == 3).then_some(c)
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

/// Whether the number goes on as something else: a date, a time, a version, a percentage.
fn continues(end: Cursor<'_>) -> bool {
    let joined = end.eat_any(&[".", ",", ":", "/"]);
    let digit = |cursor: Cursor<'_>| cursor.peek().is_some_and(|c| c.is_ascii_digit());
    let percent = end.after_spaces();
    // "$ 18 . 50": the amount was torn apart, and half of it would be a wrong one.
    let torn = percent.eat(". ").is_some_and(digit);
    joined.is_some_and(digit)
        || digit(end)
        || torn
        || percent.eat("%").is_some()
        || percent.eat_any_word(&["percent", "percentage"]).is_some()
}
