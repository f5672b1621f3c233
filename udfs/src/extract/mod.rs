//! Extractors: what a posting names, found in its text.
//!
//! ```text
//!  'Wants C++ and problem–solving.' ─ extract_skills('onet_ksat', …) ─► [{ C++, 6..9 }, { Problem solving, 14..29 }]
//!  '15-1252.00'                     ─ soc_code(…)                    ─► '15-1252'
//! ```

mod common_words;
mod edits;
mod evidence;
mod folded;
mod fuzzy_matcher;
mod letters;
mod skill_matcher;
mod skill_names;
mod skills;
mod skills_fuzzy;
mod soc;
mod word_hash;
mod word_set;
pub(crate) mod words;

use std::sync::Arc;

use crate::list_function::list_function;
use crate::reference::Shared;
use crate::text_function::text_function;
use crate::{FunctionEntry, ReferenceData};

pub use fuzzy_matcher::FuzzyMatcher;
pub use skill_matcher::{SkillEntry, SkillMatch, SkillMatcher};
pub use skill_names::SkillNames;

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        skills::entry(data),
        list_function(skills_fuzzy::ExtractSkillsFuzzy(Shared::new(data))),
        text_function(soc::SocCode),
    ]
}
