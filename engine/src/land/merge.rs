//! What becomes of each row when a day of a landing meets the day that the book holds.
//!
//! ```text
//! stored (no, id, content)      landed (id, content)            plan
//!  0  VA_1  a                    VA_1  a                        unchanged
//!  1  VA_2  b                    VA_2  x   superseded ┐         stored row 1 is replaced by the last VA_2, keeps number 1
//!  2  VA_3  c                    VA_2  y   changed   ◄┘         VA_4 gets number 3
//!                                VA_4  d   added                stored row 2 stays
//! ```
//! Nothing here reads or writes; rows are known by hashes of id and content.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use datafusion::arrow::datatypes::Date32Type;

use super::identity::{RowIdentity, TextKey};
use crate::error::{EngineError, Result};

/// A row that the book holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StoredRow {
    /// Its posting number.
    pub(crate) posting_no: i64,
    /// Its id; other programs may have left it null.
    pub(crate) id: Option<TextKey>,
    /// Its content hash; other programs may have left it null.
    pub(crate) content: Option<TextKey>,
}

/// What becomes of a row of the landing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A later record has the same id.
    Superseded,
    /// The book holds it already.
    Unchanged,
    /// Replaces the stored row of its id.
    Changed,
    /// New to its day.
    Added,
}

/// What a landing did to one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DayCounts {
    /// Postings new to the day.
    pub(crate) added: u64,
    /// Postings that replaced an older version of themselves.
    pub(crate) changed: u64,
    /// Postings that were there already.
    pub(crate) unchanged: u64,
    /// Postings superseded by a later record.
    pub(crate) duplicates: u64,
    /// Stored postings that went to another day.
    pub(crate) moved: u64,
}

impl DayCounts {
    /// Rows of the landing accounted for.
    pub(crate) fn rows(&self) -> u64 {
        self.added + self.changed + self.unchanged + self.duplicates
    }

    /// Whether the day has to be written.
    pub(crate) fn is_change(&self) -> bool {
        self.added + self.changed + self.moved > 0
    }
}

/// What is known of a day before its rows are merged.
#[derive(Debug)]
pub(crate) struct DayToMerge<'a> {
    /// The day.
    pub(crate) date: NaiveDate,
    /// The landing's rows, in input order.
    pub(crate) landed: &'a [RowIdentity],
    /// The book's rows, by posting number.
    pub(crate) stored: &'a [StoredRow],
    /// The next ordinal that the day's file records.
    pub(crate) next_ordinal: u64,
}

/// The merge of one day, decided.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MergePlan {
    /// What becomes of each row of the landing.
    pub(crate) fates: Vec<Fate>,
    /// Stored row → the row of the landing that replaces it.
    pub(crate) replaced: HashMap<usize, usize>,
    /// Stored rows that leave the day.
    pub(crate) removed: HashSet<usize>,
    /// The number of the first added posting; the others follow in input order.
    pub(crate) first_added_no: i64,
    /// The day's next ordinal afterwards.
    pub(crate) next_ordinal: u64,
    /// The figures.
    pub(crate) counts: DayCounts,
}

impl MergePlan {
    /// Decides. `lives_elsewhere` tells of postings that this landing puts on another day.
    pub(crate) fn try_new(
        day: &DayToMerge<'_>,
        lives_elsewhere: impl Fn(TextKey) -> bool,
    ) -> Result<Self> {
        let (known, removed) = sort_stored(day.stored, &lives_elsewhere);
        let mut last: HashMap<TextKey, usize> = HashMap::with_capacity(day.landed.len());
        for (row, identity) in day.landed.iter().enumerate() {
            last.insert(identity.id, row);
        }
        let mut counts = DayCounts {
            moved: removed.len() as u64,
            ..DayCounts::default()
        };
        let mut replaced = HashMap::new();
        let mut fates = Vec::with_capacity(day.landed.len());
        for (row, identity) in day.landed.iter().enumerate() {
            let superseded = last.get(&identity.id) != Some(&row) || lives_elsewhere(identity.id);
            let stored = known.get(&identity.id).copied();
            let fate = fate_of(superseded, stored.map(|at| &day.stored[at]), identity);
            if let (Fate::Changed, Some(at)) = (fate, stored) {
                replaced.insert(at, row);
            }
            counts.count(fate);
            fates.push(fate);
        }
        let first_ordinal = next_ordinal(day);
        let next_ordinal = first_ordinal + counts.added;
        Ok(Self {
            fates,
            replaced,
            removed,
            first_added_no: posting_no(day.date, first_ordinal, next_ordinal)?,
            next_ordinal,
            counts,
        })
    }
}

impl DayCounts {
    fn count(&mut self, fate: Fate) {
        *match fate {
            Fate::Superseded => &mut self.duplicates,
            Fate::Unchanged => &mut self.unchanged,
            Fate::Changed => &mut self.changed,
            Fate::Added => &mut self.added,
        } += 1;
    }
}

/// The stored rows by id, and those that leave.
fn sort_stored(
    stored: &[StoredRow],
    lives_elsewhere: &impl Fn(TextKey) -> bool,
) -> (HashMap<TextKey, usize>, HashSet<usize>) {
    let mut known = HashMap::with_capacity(stored.len());
    let mut removed = HashSet::new();
    for (row, found) in stored.iter().enumerate() {
        match found.id {
            Some(id) if lives_elsewhere(id) => {
                removed.insert(row);
            }
            Some(id) => {
                known.insert(id, row);
            }
            None => {}
        }
    }
    (known, removed)
}

fn fate_of(superseded: bool, stored: Option<&StoredRow>, landed: &RowIdentity) -> Fate {
    match stored {
        _ if superseded => Fate::Superseded,
        None => Fate::Added,
        Some(stored) if stored.content == Some(landed.content) => Fate::Unchanged,
        Some(_) => Fate::Changed,
    }
}

/// The next ordinal never given in this day: what the file records, or one more than the highest seen.
fn next_ordinal(day: &DayToMerge<'_>) -> u64 {
    let day_number = i64::from(Date32Type::from_naive_date(day.date));
    let own = day.stored.iter().map(|row| row.posting_no);
    let own = own.filter(|number| number >> 32 == day_number);
    let seen = own.map(|number| (number & 0xffff_ffff) as u64 + 1).max();
    day.next_ordinal.max(seen.unwrap_or(0))
}

/// The number of an ordinal of a day whose ordinals end before `end`.
fn posting_no(date: NaiveDate, ordinal: u64, end: u64) -> Result<i64> {
    let day_number = i64::from(Date32Type::from_naive_date(date));
    if end > 1 << 32 {
        return Err(EngineError::Data(format!(
            "day {date} of `postings` would hold more than 2^32 posting numbers; \
             land its postings with a finer date of posting"
        )));
    }
    // The last ordinal may be spent: then nothing is added and the number is not used.
    Ok((day_number << 32) + ordinal as i64)
}

#[cfg(test)]
mod tests;
