//! Titles and descriptions to occupations, and titles to those of a taxonomy.
//!
//! ```text
//!  taxonomy onet: 65,000 titles with their codes ─► TitleIndex ─► classify_soc('Sr. Java Developer', …) ─► 15-1252 (0.81), …
//!  titles, tasks ── daybook train soc ──► SocModel ──────► predict_soc('Sr. Java Developer', …) ──► 15-1252 (0.86), …
//! ```

mod classify;
mod classify_soc;
mod features;
mod normalize_title;
mod predict_soc;
mod soc_guesses;
mod soc_model;
mod title_index;

use std::sync::Arc;

pub use classify::{Guess, Method};
pub use soc_model::{
    Kind as TrainingKind, SocModel, SocModelError, TrainingLine, train as train_soc_model,
};
pub use title_index::TitleIndex;

use crate::{FunctionEntry, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        classify_soc::entry(data),
        predict_soc::entry(data),
        normalize_title::entry(data),
    ]
}
