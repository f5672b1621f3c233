//! The two tables that landing writes: how `postings` and `rejects` are stored.

use daybook_catalog::{TableName, TableSpec};

use super::posting::{postings_schema, rejects_schema};

/// The table `postings`: one row per posting and day, in the order of the posting numbers.
pub fn postings_table() -> TableSpec {
    TableSpec {
        name: TableName::postings(),
        schema: postings_schema(),
        sort_by: vec!["posting_no".into()],
        bloom_filter_on: vec!["posting_id".into()],
        comment: "postings in the common schema, by day of posting".into(),
    }
}

/// The table `rejects`: records that did not become postings, by day of landing, in the order they came.
pub fn rejects_table() -> TableSpec {
    TableSpec {
        name: TableName::rejects(),
        schema: rejects_schema(),
        sort_by: Vec::new(),
        bloom_filter_on: Vec::new(),
        comment: "records that could not be landed, and why, by day of landing".into(),
    }
}
