//! The titles that the taxonomy has, by the hash of their words, with their occupations.
//!
//! ```text
//!  'Registered Nurses' ─► words registered nurse ─► 8f3a… ─► 29-1141.00, 29-1171.00
//! ```

use super::features::title_key;

/// Hashes of titles, ascending, and the occupations of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Titles {
    /// Hash and number of occupation, ascending.
    pub(super) entries: Vec<(u64, u16)>,
}

impl Titles {
    pub(super) fn of(mut entries: Vec<(u64, u16)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        Titles { entries }
    }

    /// The occupations of a title, or else of what is outside its brackets; none when it is unknown.
    pub(super) fn occupations(&self, title: &str) -> &[(u64, u16)] {
        let whole = title_key(title).map_or(&[][..], |key| self.of_key(key));
        match without_brackets(title) {
            Some(outside) if whole.is_empty() => {
                title_key(&outside).map_or(&[][..], |key| self.of_key(key))
            }
            _ => whole,
        }
    }

    fn of_key(&self, key: u64) -> &[(u64, u16)] {
        let start = self.entries.partition_point(|(known, _)| *known < key);
        let end = self.entries.partition_point(|(known, _)| *known <= key);
        self.entries.get(start..end).unwrap_or_default()
    }
}

/// A title without what stands in brackets; none where nothing does, or nothing else.
pub(super) fn without_brackets(title: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let differs = outside.len() < title.len();
    (differs && !outside.trim().is_empty()).then_some(outside)
}
