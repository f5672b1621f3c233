//! The words that a phrase ends in.
//!
//! ```text
//!  "Writing Skills"  ─ Skill.is_near ─► true, so the line is worth a look
//!           "skills" ─ Skill.is ──────► true
//! ```

/// A kind of phrase, by its last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Skill,
    Ability,
}

impl Ending {
    /// Whether a word in lower case is one of these.
    pub(super) fn is(self, word: &str) -> bool {
        match self {
            Self::Skill => matches!(word, "skill" | "skills"),
            Self::Ability => matches!(word, "ability" | "abilities"),
        }
    }

    /// Whether a line could have one: a cheap look at the letters.
    pub(super) fn is_near(self, line: &str) -> bool {
        let (first, stem): (_, &[u8]) = match self {
            Self::Skill => (b's', b"skill"),
            Self::Ability => (b'a', b"abilit"),
        };
        let bytes = line.as_bytes();
        bytes.iter().enumerate().any(|(at, byte)| {
            byte.to_ascii_lowercase() == first
                && bytes
                    .get(at..at + stem.len())
                    .is_some_and(|near| near.eq_ignore_ascii_case(stem))
        })
    }
}

/// Whether a word in lower case ends phrases of any kind.
pub(super) fn is_ending(word: &str) -> bool {
    Ending::Skill.is(word) || Ending::Ability.is(word)
}
