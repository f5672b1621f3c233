//! What a table is declared to be, and what goes into a commit.
//!
//! ```text
//! TableSpec { attributes.state, (date, posting_no, state_code), sorted by posting_no }
//! DayReplacement { 2016-01-05: files [new.parquet], expected [old.parquet] }   old ──► new, or nothing at all
//! ```

use std::collections::BTreeMap;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::SchemaRef;

use crate::names::TableName;

/// Keys of the tags that a day's files carry in the Delta log.
pub mod tags {
    /// Hash of everything the day was computed from.
    pub const FINGERPRINT: &str = "daybook.fingerprint";
    /// What those things were, one `what=fingerprint` per line.
    pub const INPUTS: &str = "daybook.inputs";
    /// Version of Daybook that wrote the day.
    pub const VERSION: &str = "daybook.version";
    /// Rows on which an extractor failed.
    pub const ERRORS: &str = "daybook.errors";
    /// Rows rejected at landing.
    pub const REJECTED: &str = "daybook.rejected";
    /// The ordinal that the day's next new posting gets.
    pub const NEXT_ORDINAL: &str = "daybook.next_ordinal";
}

/// A table's name, columns and layout.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// The name.
    pub name: TableName,
    /// The columns, `date` first; types that cannot be stored are widened ([`crate::storable_schema`]).
    pub schema: SchemaRef,
    /// The columns its rows are sorted by within a day; the writer is given them so.
    pub sort_by: Vec<String>,
    /// Columns that get a bloom filter.
    pub bloom_filter_on: Vec<String>,
    /// One line for people.
    pub comment: String,
}

/// One day's new content, and the content it replaces.
#[derive(Debug, Clone)]
pub struct DayReplacement {
    /// The day.
    pub date: NaiveDate,
    /// Its new files; none removes the day. An *empty* day is one file without rows.
    pub files: Vec<WrittenFile>,
    /// Paths of the files that the day held when its content was computed.
    pub expected: Vec<String>,
}

/// A file that was written and that no commit names yet.
#[derive(Debug, Clone)]
pub struct WrittenFile {
    /// Path relative to the table: `date=2016-01-05/<id>.parquet`.
    pub path: String,
    /// Its size.
    pub size_bytes: u64,
    /// Its rows.
    pub rows: u64,
    /// Delta's statistics, JSON.
    pub stats: String,
    /// Its tags ([`tags`]).
    pub tags: BTreeMap<String, String>,
}
