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

mod book;
mod checkpoint;
mod commit;
mod day_writer;
mod delta;
mod environment;
mod error;
mod history;
mod location;
mod models;
mod names;
mod provider;
mod runs;
mod schema;
mod snapshot;
mod spec;
mod stats;
pub mod system;
mod taxonomies;
#[cfg(test)]
mod testing;
mod vacuum;

pub use book::Book;
pub use day_writer::DayWriter;
pub use environment::{Clock, Environment, IdSource};
pub use error::{CatalogError, ErrorKind, Result};
pub use history::CommitEntry;
pub use location::{Location, register_store};
pub use models::StoredModel;
pub use names::{TableName, TableSchema};
pub use provider::{DayRange, DayTableProvider};
pub use runs::RunRecord;
pub use schema::{DATE, storable_schema};
pub use snapshot::{AsOf, DayFile, TableSnapshot};
pub use spec::{DayReplacement, TableSpec, WrittenFile, tags};
pub use taxonomies::TaxonomyRecord;
pub use vacuum::VacuumSummary;
