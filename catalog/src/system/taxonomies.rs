//! `system.taxonomies`: the versions at hand, those that ship with Daybook included.

use datafusion::arrow::record_batch::RecordBatch;

use super::{batch, flags, numbers, texts, times};
use crate::error::Result;
use crate::taxonomies::TaxonomyRecord;

/// A row of `system.taxonomies`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyRow {
    /// The version.
    pub record: TaxonomyRecord,
    /// Whether models that name no version take this one.
    pub is_newest: bool,
    /// Whether it ships with Daybook (then it was never added).
    pub is_starter: bool,
}

/// The rows as a batch.
pub fn taxonomies_batch(rows: &[TaxonomyRow]) -> Result<RecordBatch> {
    let tables: Vec<String> = rows
        .iter()
        .map(|row| {
            row.record
                .tables
                .keys()
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    let added = rows
        .iter()
        .map(|row| (!row.is_starter).then_some(row.record.added_at));
    batch(vec![
        (
            "kind",
            texts(rows.iter().map(|row| row.record.kind.as_str())),
        ),
        (
            "version",
            texts(rows.iter().map(|row| row.record.version.as_str())),
        ),
        (
            "fingerprint",
            texts(rows.iter().map(|row| row.record.fingerprint.as_str())),
        ),
        ("is_newest", flags(rows.iter().map(|row| row.is_newest))),
        ("is_starter", flags(rows.iter().map(|row| row.is_starter))),
        (
            "rows",
            numbers(rows.iter().map(|row| row.record.tables.values().sum())),
        ),
        ("tables", texts(tables.iter().map(String::as_str))),
        (
            "attribution",
            texts(rows.iter().map(|row| row.record.attribution.as_str())),
        ),
        ("added_at", times(added)),
    ])
}
