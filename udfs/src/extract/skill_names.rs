//! The names of a skills framework, and the matchers of them that are asked for.
//!
//! ```text
//!  onet_ksat@29.3: 31,871 names ─► exact (built at the first extract_skills)
//!                               └► fuzzy (built at the first extract_skills_fuzzy)
//! ```

use std::sync::OnceLock;

use super::{FuzzyMatcher, SkillEntry, SkillMatcher};

/// A framework as functions read it; each matcher is built once, by the first who needs it.
#[derive(Debug, Default)]
pub struct SkillNames {
    entries: Vec<SkillEntry>,
    exact: OnceLock<SkillMatcher>,
    fuzzy: OnceLock<FuzzyMatcher>,
}

impl SkillNames {
    /// The framework of these names.
    pub fn new(entries: Vec<SkillEntry>) -> Self {
        Self {
            entries,
            ..Self::default()
        }
    }

    /// The names as they are written, but for case, hyphens and spaces.
    pub fn exact(&self) -> &SkillMatcher {
        let build = || SkillMatcher::build(self.entries.iter().cloned());
        self.exact.get_or_init(build)
    }

    /// The names with a few letters wrong.
    pub fn fuzzy(&self) -> &FuzzyMatcher {
        let build = || FuzzyMatcher::build(self.entries.iter().cloned());
        self.fuzzy.get_or_init(build)
    }
}
