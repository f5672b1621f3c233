//! Materialisation: models in, days of attribute and count tables out.

mod observer;
mod spec;
mod summary;

pub use observer::{MaterializeEvent, MaterializeObserver};
pub use spec::{MaterializeSpec, Mode};
pub use summary::{FailedDay, MaterializeSummary, PlannedDay, Reason, TableSummary};
