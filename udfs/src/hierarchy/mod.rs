//! The hierarchy of occupations: from a SOC code to the group above it.
//!
//! ```text
//!   45-2092.00  O*NET-SOC code
//!   45-2092     detailed occupation
//!   45-2090     broad occupation       soc_broad
//!   45-2000     minor group            soc_minor
//!   45-0000     major group            soc_major
//! ```
//!
//! Between editions: `soc_2018`, which reads the taxonomy `soc`.
//!
//! The codes say it themselves, digit by digit, but for the few groups listed in `soc_levels`. Text that is no code,
//! and a code that is coarser than the level asked for, give null.

mod soc_2018;
mod soc_broad;
mod soc_level;
pub(crate) mod soc_levels;
mod soc_major;
mod soc_minor;

use std::sync::Arc;

use datafusion::logical_expr::ScalarUDF;

use self::soc_2018::Soc2018;
use self::soc_broad::SocBroad;
use self::soc_level::LevelFunction;
use self::soc_major::SocMajor;
use self::soc_minor::SocMinor;
use crate::reference::Shared;
use crate::text_function::text_function;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

pub use self::soc_2018::SocSuccessors;

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    let entry = |name, version, function: ScalarUDF| {
        FunctionEntry::scalar(name, version, Family::Hierarchy, Reads::Nothing, function)
    };
    vec![
        entry("soc_major", 1, LevelFunction::<SocMajor>::default().into()),
        entry("soc_minor", 1, LevelFunction::<SocMinor>::default().into()),
        entry("soc_broad", 1, LevelFunction::<SocBroad>::default().into()),
        text_function(Soc2018(Shared::new(data))),
    ]
}
