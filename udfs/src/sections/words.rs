//! The words of a label, written so that two spellings of one heading are equal.
//!
//! ```text
//!  "What You’ll Bring:"                ─►  what you will bring
//!  "Hours/Shift"  "HOURS & SHIFT"      ─►  hours and shift
//!  "Knowledge, skills, and abilities"  ─►  knowledge and skills and abilities
//!  "Nice–to–have"                      ─►  nice to have
//! ```
//!
//! Case, dashes, quotation marks and spaces of every shape are levelled; contractions are written
//! out; `&`, `/`, `+` and commas are the word "and". The table of headings goes through the same
//! function, so its phrases may be written the natural way.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Words with one space between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    text: String,
    bounds: Vec<Range<usize>>,
}

impl Words {
    /// The words of a label.
    pub(super) fn of(label: &str) -> Self {
        let mut words = Self::default();
        let mut word = String::new();
        if label.is_ascii() {
            label.chars().for_each(|c| words.character(c, &mut word));
        } else {
            // Compatibility forms: "ﬁ" is "fi", a no-break space a space, "Ｐａｙ" is "Pay".
            label.nfkc().for_each(|c| words.character(c, &mut word));
        }
        words.finish(&mut word);
        words.drop_last_and();
        words
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.bounds.len()
    }

    /// Some of them, as text; out of range is "".
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        let bounds = self.bounds.get(range).unwrap_or(&[]);
        let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else {
            return "";
        };
        self.text.get(first.start..last.end).unwrap_or("")
    }

    /// One of them.
    pub(super) fn word(&self, index: usize) -> &str {
        self.get(index..index + 1)
    }

    /// All of them, as text.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn character(&mut self, c: char, word: &mut String) {
        match c {
            '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2bc}' => word.push('\''),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' => {}
            '&' | '/' | '+' | ',' => {
                self.finish(word);
                self.push("and");
            }
            _ if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            _ => self.finish(word),
        }
    }

    /// Writes out a contraction and adds what it says.
    fn finish(&mut self, word: &mut String) {
        let (stem, ending) = word.split_once('\'').unwrap_or((word, ""));
        let verb = match ending {
            "ll" => "will",
            "re" => "are",
            "ve" => "have",
            "s" if matches!(stem, "what" | "who" | "here" | "it" | "that") => "is",
            _ => "",
        };
        if verb.is_empty() {
            // "Driver's" is "drivers".
            let plain = word.replace('\'', "");
            self.push(&plain);
        } else {
            self.push(stem);
            self.push(verb);
        }
        word.clear();
    }

    /// Adds a word; "and" only between two others, and once.
    fn push(&mut self, word: &str) {
        let last = self.len().checked_sub(1).map(|at| self.word(at));
        if word.is_empty() || (word == "and" && matches!(last, None | Some("and"))) {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        self.bounds.push(start..self.text.len());
    }

    fn drop_last_and(&mut self) {
        if self
            .len()
            .checked_sub(1)
            .is_some_and(|at| self.word(at) == "and")
        {
            self.bounds.pop();
            self.text
                .truncate(self.bounds.last().map_or(0, |last| last.end));
        }
    }
}
