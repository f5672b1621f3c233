//! Extractors: what a posting names, found in its text.
//!
//! ```text
//!  'Wants C++ and problem–solving.' ─ extract_skills('onet_ksat', …) ─► [{ C++, 6..9 }, { Problem solving, 14..29 }]
//!  '15-1252.00'                     ─ soc_code(…)                    ─► '15-1252'
//! ```

mod common_words;
mod skill_matcher;
mod skills;
mod soc;
pub(crate) mod words;

use std::sync::Arc;

use crate::text_function::text_function;
use crate::{FunctionEntry, ReferenceData};

pub use skill_matcher::{SkillEntry, SkillMatch, SkillMatcher};

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![skills::entry(data), text_function(soc::SocCode)]
}
