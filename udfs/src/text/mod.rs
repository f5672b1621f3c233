//! Text to cleaner text.
//!
//! ```text
//!  'Sr. C++ Engineer - Tulsa, OK #4711'
//!      └─ title_clean_phase_one ─► 'sr c++ engineer tulsa ok 4711'
//!              └─ title_clean_phase_two ─► 'sr c++ engineer'
//! ```

mod employer_key;
mod json_strings;
mod language_of;
mod posting_text;
mod reading_grade;
mod title_phase_one;
mod title_phase_two;
mod title_words;

use std::sync::Arc;

use crate::text_function::text_function;
use crate::{FunctionEntry, ReferenceData};

pub(crate) use title_phase_one::phase_one;
pub use title_words::TitleWords;

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        posting_text::entry(),
        text_function(title_phase_one::PhaseOne),
        text_function(title_phase_two::PhaseTwo::new(data)),
        text_function(language_of::LanguageOf),
        text_function(employer_key::EmployerKey),
        reading_grade::entry(),
        json_strings::entry(),
    ]
}

#[cfg(test)]
mod title_tests;
