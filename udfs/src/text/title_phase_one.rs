//! `title_clean_phase_one`: a title in plain words.
//!
//! ```text
//!  "Macy’s Sr. C++ Engineer / CAFÉ" ─► "macys sr c++ engineer café"
//! ```
//!
//! 1. Apostrophes of every shape (' ’ ‘ ‛ ʼ ´ ` ′) are deleted: "macy's", "macy’s" and "macys" are one title.
//! 2. Compatibility forms are resolved and letters composed (Unicode NFKC, lower case, NFC): "ﬁ" is "fi", and "é" is one
//!    letter however it was written. A Latin mark that no letter takes is deleted.
//! 3. Characters that show nothing (soft hyphen, zero-width space, byte order mark …) are deleted.
//! 4. `++` or `#` right behind a one-letter word stays: "c++" and "c#" are neither "c" nor each other.
//! 5. Every other character that is no letter, digit or mark becomes a space; runs of spaces become one.

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Family;
use crate::text_function::TextRule;

/// The title in plain words; may be empty.
pub(crate) fn phase_one(title: &str) -> String {
    let visible = title
        .chars()
        .filter(|c| !is_apostrophe(*c) && !is_invisible(*c));
    // NFKC can itself bring forth an apostrophe (＇), hence the second filter.
    let plain: String = visible.nfkc().filter(|c| !is_apostrophe(*c)).collect();
    let plain: String = plain
        .to_lowercase()
        .nfc()
        .filter(|c| !is_latin_mark(*c))
        .collect();
    let chars: Vec<char> = plain.chars().collect();
    let mut cleaned = String::with_capacity(plain.len());
    for (at, c) in chars.iter().enumerate() {
        if is_word(*c) || is_language_sign(&chars, at) {
            cleaned.push(*c);
        } else if !cleaned.is_empty() && !cleaned.ends_with(' ') {
            cleaned.push(' ');
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '\u{00b4}' | '`' | '\u{2032}'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}'
    )
}

/// The marks of Latin script, those that [NFC](https://unicode.org/reports/tr15/) left without a letter.
fn is_latin_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether the character at `at` belongs to a sign like the one of C++ or C#: `++` or `#` right behind a one-letter
/// word and with no word right behind it.
fn is_language_sign(chars: &[char], at: usize) -> bool {
    let is = |at: Option<usize>, test: fn(char) -> bool| {
        at.and_then(|at| chars.get(at)).is_some_and(|c| test(*c))
    };
    let start = match chars[at] {
        '#' => Some(at),
        '+' if is(at.checked_sub(1), |c| c == '+') => at.checked_sub(1),
        '+' if is(Some(at + 1), |c| c == '+') => Some(at),
        _ => None,
    };
    let Some(start) = start else { return false };
    let end = if chars[at] == '#' {
        start + 1
    } else {
        start + 2
    };
    let letter = start.checked_sub(1);
    let before = start.checked_sub(2);
    let sign = |c: char| matches!(c, '+' | '#');
    is(letter, char::is_alphabetic)
        && !is(before, is_word)
        && !is(before, sign)
        && !is(Some(end), is_word)
        && !is(Some(end), sign)
}

/// The rule of `title_clean_phase_one`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PhaseOne;

impl TextRule for PhaseOne {
    const NAME: &'static str = "title_clean_phase_one";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Text;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "A job title in plain words: lower case, letters composed, apostrophes deleted, other punctuation and symbols to one space. C++ and C# keep their signs.",
            "title_clean_phase_one(title)",
        )
        .with_argument("title", "the title of a posting")
        .with_sql_example("```sql\nSELECT title_clean_phase_one('Macy’s Engineer / apply now');\n-- macys engineer apply now\n```")
        .with_related_udf("title_clean_phase_two")
        .build()
    }

    fn known(&self) -> Result<()> {
        Ok(())
    }

    fn apply(_known: &(), title: &str) -> Option<String> {
        Some(phase_one(title))
    }
}
