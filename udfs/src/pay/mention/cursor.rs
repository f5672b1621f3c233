//! A place in the text that the readers pass on: forwards over what they know, never past an end.
//!
//! ```text
//!  "$22.50 per hour"      Cursor{6} ─ after_spaces ─► Cursor{7} ─ eat_word("per") ─► Cursor{10}
//!         ▲ 6
//! ```
//!
//! A cursor is copied, not changed: a reader that fails has moved nothing.

/// A byte position in a text, always on a character boundary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// The cursor at byte `at`; a position inside a character reads as the end of the text.
    pub(crate) fn new(text: &'t str, at: usize) -> Self {
        Cursor { text, at }
    }

    /// The byte position.
    pub(crate) fn at(self) -> usize {
        self.at
    }

    /// What follows.
    pub(crate) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(crate) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The cursor `bytes` further.
    pub(crate) fn forward(self, bytes: usize) -> Self {
        Cursor::new(self.text, self.at + bytes)
    }

    /// Past spaces, but not past the end of the line.
    pub(crate) fn after_spaces(self) -> Self {
        let rest = self.rest();
        self.forward(rest.len() - rest.trim_start_matches(is_space).len())
    }

    /// Past `prefix`, whatever its case.
    pub(crate) fn eat(self, prefix: &str) -> Option<Self> {
        let start = self.rest().get(..prefix.len())?;
        start
            .eq_ignore_ascii_case(prefix)
            .then(|| self.forward(prefix.len()))
    }

    /// Past the first of `prefixes` that follows.
    pub(crate) fn eat_any(self, prefixes: &[&str]) -> Option<Self> {
        prefixes.iter().find_map(|prefix| self.eat(prefix))
    }

    /// Past `word`, where no letter or digit follows it, or a line end was lost: "per hourBenefits".
    pub(crate) fn eat_word(self, word: &str) -> Option<Self> {
        let ends = |cursor: &Self| cursor.ends_word() || cursor.lost_line_end();
        self.eat(word).filter(ends)
    }

    /// Past the first of `words` that follows as a whole word.
    pub(crate) fn eat_any_word(self, words: &[&str]) -> Option<Self> {
        words.iter().find_map(|word| self.eat_word(word))
    }

    /// Whether a capital follows a small letter: two lines that were joined without a blank, as happens
    /// where markup is deleted.
    fn lost_line_end(self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let small = before.chars().next_back().is_some_and(char::is_lowercase);
        small && self.peek().is_some_and(char::is_uppercase)
    }

    /// Whether a word begins here with a capital and a small letter: "$50,000Benefits".
    pub(crate) fn begins_word(self) -> bool {
        let mut letters = self.rest().chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        capital && letters.next().is_some_and(char::is_lowercase)
    }

    /// Whether no letter or digit follows.
    pub(crate) fn ends_word(self) -> bool {
        !self.peek().is_some_and(char::is_alphanumeric)
    }
}

/// Blanks that keep words on one line, among them those that word processors put in ranges.
pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}'
    )
}
