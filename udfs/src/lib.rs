//! Functions that a Daybook query can call: extractors, text, places, pay, mergeable aggregates,
//! calendar and hierarchy. No I/O, no tables: what a function must know of the world (skills,
//! states, titles) is in [`ReferenceData`], which the session fills from the book's taxonomies.
//!
//! ```text
//!  taxonomies ──► ReferenceData ──┐
//!                                 ├─► functions() ──► FunctionEntry { name, version, family, reads, … } ──► session
//!  one file per function ─────────┘                                      └──► SQL reference, fingerprints
//! ```
//!
//! A new function is one file in the folder of its family and one line in that folder's
//! `functions`.

mod aggregate;
mod arguments;
mod bitmap;
mod calendar;
mod concepts;
mod duplicates;
mod employer;
mod extract;
mod hierarchy;
mod list_function;
mod noun_phrases;
mod occupation;
mod pay;
mod place;
mod readability;
mod reference;
mod registry;
mod sections;
mod sentences;
mod struct_row;
mod tasks;
#[cfg(test)]
mod testing;
mod text;
mod text_function;

pub use calendar::{CivilDate, Period, PeriodError};
pub use concepts::{ConceptList, ConceptRule, ConceptRuleError};
pub use extract::{FuzzyMatcher, SkillEntry, SkillMatch, SkillMatcher, SkillNames};
pub use hierarchy::SocSuccessors;
pub use occupation::{
    Guess, Method, SocModel, SocModelError, TitleIndex, TrainingKind, TrainingLine, train_soc_model,
};
pub use pay::pay_unit;
pub use place::{
    AreaRow, Found, Gazetteer, NamedPlace, PlaceRow, RegionRow, StateNames, StateRow,
    parse_locations,
};
pub use reference::ReferenceData;
pub use registry::{Family, Function, FunctionEntry, Reads, functions};
pub use tasks::{TaskEntry, TaskIndex};
pub use text::TitleWords;
