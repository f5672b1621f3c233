//! What tables, models and taxonomies a Daybook holds.
//!
//! ```text
//! book/ (folder or s3://bucket/prefix)
//!   postings/    date=2016-01-05/<id>.parquet   _delta_log/      ◄── one atomic commit per batch of days
//!   attributes/state/ …       counts/skill_counts/ …
//!   models/      taxonomies/      runs/
//! ```
//!
//! The catalog knows how a day is stored, replaced and read; it knows nothing of what is in it.

mod environment;
mod error;
mod names;

pub use environment::{Clock, Environment, IdSource};
pub use error::{CatalogError, ErrorKind, Result};
pub use names::{TableName, TableSchema};
