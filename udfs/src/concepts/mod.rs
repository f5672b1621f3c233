//! What a posting asks for and offers beside skills: education, licences, experience, tags of any kind.
//!
//! ```text
//!  list of rules (a taxonomy `concepts`) ─► ConceptList ─┐
//!  "BS required, MS preferred" ─► Reading (words, sentences, sections) ─┴─► { bachelor, required } { master, preferred }
//! ```
//!
//! Keywords are data that a team can add to; only what keywords cannot say is code: [`experience`] (lengths of time) and
//! [`necessity`] (required or preferred).

mod duration;
mod experience;
mod extract_concepts;
mod list;
mod necessity;
mod number;
mod parse_experience;
mod phrases;
mod reading;

use std::sync::Arc;

pub use list::{ConceptList, ConceptRule, ConceptRuleError};

use crate::list_function::list_function;
use crate::reference::Shared;
use crate::{FunctionEntry, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        list_function(extract_concepts::ExtractConcepts(Shared::new(data))),
        list_function(parse_experience::ParseExperience),
    ]
}

#[cfg(test)]
mod tests;
