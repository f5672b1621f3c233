//! How text becomes a plan: the statements, the session, the built-in models, and [`Daybook`], the book opened.

mod daybook;
mod error;

pub use daybook::{
    Answer, DayState, Daybook, DaybookOptions, ExportSummary, Inspection, SkillSpan, TableStatus,
    TaxonomySummary,
};
pub use error::{Error, Result};

pub use daybook_catalog::{Clock, Environment, ErrorKind, IdSource, TableName, TableSchema};
pub use daybook_engine::{land, materialise};
