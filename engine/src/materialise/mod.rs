//! Materialisation: models in, days of attribute and count tables out.

mod commit;
mod graph;
mod lineage;
mod model;
mod observer;
mod plan;
mod run;
mod spec;
mod states;
mod summary;

pub use graph::in_order;
pub use lineage::{InputDay, Lineage, Recipe, day_identity, short_hex, what_changed};
pub use model::{DayWindow, Ingredient, Model, bind, day_table, day_tables_of};
pub use plan::{Snapshots, TableWork, plan};
pub use run::{materialize, plan_materialize, snapshots};

pub use observer::{MaterializeEvent, MaterializeObserver};
pub use spec::{MaterializeSpec, Mode};
pub use states::{DayState, DayStatus, day_states};
pub use summary::{FailedDay, MaterializeSummary, PlannedDay, Reason, TableSummary};

#[cfg(test)]
mod tests;
