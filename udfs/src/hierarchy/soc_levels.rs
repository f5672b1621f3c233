//! The rules of the 2018 Standard Occupational Classification.
//!
//! ```text
//!   45-2092   major  first two digits   45-0000
//!             minor  first three        45-2000    but 15-1252 ──► 15-1200 (see MINOR_WITH_FOUR_DIGITS)
//!             broad  first five         45-2090    but 29-1221 ──► 29-1210 (see BROAD_OF_ANOTHER)
//! ```

/// Minor groups that take four digits: all detailed codes beginning so belong to the group `<prefix>00`.
/// `15-11` is the 2010 classification's name for computer occupations, which older postings carry.
const MINOR_WITH_FOUR_DIGITS: [&str; 4] = ["15-11", "15-12", "31-11", "51-51"];

/// Broad occupations whose detailed codes ran out of digits: codes beginning with the first are in the second.
const BROAD_OF_ANOTHER: [(&str, &str); 1] = [("29-122", "29-121")];

/// A SOC code in its six-digit form, `45-2092`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SocCode([u8; 7]);

impl SocCode {
    /// Reads `45-2092`, `45-2092.00`, `452092` or `45209200`, with spaces around; nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().as_bytes();
        let (six, detail) = match text {
            [a, b, b'-', rest @ ..] if rest.len() >= 4 => {
                ([*a, *b, rest[0], rest[1], rest[2], rest[3]], &rest[4..])
            }
            [a, b, c, d, e, f, rest @ ..] => ([*a, *b, *c, *d, *e, *f], rest),
            _ => return None,
        };
        let detail_is_fine = match detail {
            [] => true,
            [b'.', tail @ ..] => tail.len() == 2 && tail.iter().all(u8::is_ascii_digit),
            tail => text[2] != b'-' && tail.len() == 2 && tail.iter().all(u8::is_ascii_digit),
        };
        let major = six[..2]
            .iter()
            .all(u8::is_ascii_digit)
            .then(|| (six[0] - b'0') * 10 + six[1] - b'0')?;
        // Major groups are the odd numbers from 11 to 55; 99-9999 and 00-0000 mean "none".
        let exists = (11..=55).contains(&major) && major % 2 == 1;
        let [a, b, c, d, e, f] = six;
        (detail_is_fine && exists && six.iter().all(u8::is_ascii_digit))
            .then_some(Self([a, b, b'-', c, d, e, f]))
    }

    fn starts_with(self, prefix: &str) -> bool {
        self.0.starts_with(prefix.as_bytes())
    }

    /// The first `kept` characters, the rest zeros.
    fn cut(self, kept: usize) -> Self {
        let mut code = self.0;
        code[kept..].fill(b'0');
        Self(code)
    }

    /// `45-0000`.
    pub(crate) fn major(self) -> Self {
        let mut code = self.cut(2);
        code.0[2] = b'-';
        code
    }

    /// `45-2000`; none for a major group.
    pub(crate) fn minor(self) -> Option<Self> {
        if self == self.major() {
            return None;
        }
        let four_digits = MINOR_WITH_FOUR_DIGITS
            .iter()
            .any(|prefix| self.starts_with(prefix));
        Some(self.cut(if four_digits { 5 } else { 4 }))
    }

    /// `45-2090`; none for a minor or major group.
    pub(crate) fn broad(self) -> Option<Self> {
        let minor = self.minor()?;
        if self == minor {
            return None;
        }
        let mut broad = self.cut(6);
        for (detailed, group) in BROAD_OF_ANOTHER {
            if self.starts_with(detailed) {
                broad.0[..6].copy_from_slice(group.as_bytes());
            }
        }
        Some(broad)
    }

    /// The code as text.
    pub(crate) fn as_str(&self) -> &str {
        // Only ASCII digits and a hyphen are ever stored.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
