//! What a landing did. Every record read is accounted for:
//! `read = added + changed + unchanged + duplicates + rejected + filtered`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// An object that could not be read, or not to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableObject {
    /// The object's name.
    pub object: String,
    /// Why.
    pub message: String,
}

/// What a landing did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LandSummary {
    /// Objects read to their end.
    pub objects: u64,
    /// Stored bytes read.
    pub bytes: u64,
    /// Records read.
    pub read: u64,
    /// Postings new to their day.
    pub added: u64,
    /// Postings that replaced an older version of themselves.
    pub changed: u64,
    /// Postings that were there already, the same.
    pub unchanged: u64,
    /// Postings superseded by a later record of this landing with the same id and day.
    pub duplicates: u64,
    /// Records sent to `rejects`, by reason code.
    pub rejected: BTreeMap<String, u64>,
    /// Records that the mapping's WHERE left out.
    pub filtered: u64,
    /// Postings moved from another day (identity = book).
    pub moved: u64,
    /// Postings in which misread UTF-8 was repaired.
    pub mojibake_repaired: u64,
    /// Postings in which HTML was turned to text.
    pub html_cleaned: u64,
    /// Days the postings belong to.
    pub days: u64,
    /// Days whose content changed.
    pub days_changed: u64,
    /// First and last day of the postings.
    pub day_range: Option<(NaiveDate, NaiveDate)>,
    /// Commits made to `postings`.
    pub commits: u64,
    /// Columns that the mapping names and no input had: read as null, or misspelt.
    pub columns_missing: Vec<String>,
    /// Objects that could not be read, or not to their end.
    pub unreadable: Vec<UnreadableObject>,
}

impl LandSummary {
    /// Records rejected, all reasons together.
    pub fn rejected_total(&self) -> u64 {
        self.rejected.values().sum()
    }
}
