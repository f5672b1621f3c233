//! Daybook: an embedded columnar analytics engine for job postings.

pub use daybook_sql::*;
