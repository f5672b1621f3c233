//! How text becomes a plan: the statements, the session, the built-in models, and [`Daybook`], the book opened.
//!
//! ```text
//! text ─► statements ─┬─► models (rules) ─► engine: land · materialise · export
//!                     └─► session (catalog `daybook`) ─► DataFusion plan ─► rows
//! ```

mod answers;
mod columns;
mod daybook;
pub mod docs;
mod error;
mod eval;
mod export;
mod inspect;
mod models;
mod period;
mod run_log;
mod session;
mod statements;
mod status;
mod taxonomy;
mod text;
mod training;

pub use daybook::{Answer, Daybook, DaybookOptions};
pub use error::{Error, Result};
pub use eval::{GoldSet, Judged};
pub use export::ExportSummary;
pub use inspect::{Inspection, SkillSpan};
pub use status::TableStatus;
pub use taxonomy::TaxonomySummary;

pub use daybook_catalog::{Clock, Environment, ErrorKind, IdSource, TableName, TableSchema};
pub use daybook_engine::materialise::DayState;
pub use daybook_engine::{generate, land, materialise};
