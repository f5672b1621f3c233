//! Models: what they are, the built-in ones, and the rules they keep.
//!
//! ```text
//! sql/models/counts/skill_counts.sql ─ read ─► definition ─ planned and checked ─► engine's Model
//!      (or CREATE COUNT TABLE …)               (kind, name, query)   (rules.rs)     (bound to a day)
//! ```

mod builtin;
mod definition;
mod planner;
mod rules;

pub(crate) use builtin::{BUILT_IN_MODELS, SOURCE_MAPPINGS};
pub(crate) use definition::{ModelDefinition, ModelKind, Origin};
pub(crate) use planner::{attribute_or_count, dataset_plan};
