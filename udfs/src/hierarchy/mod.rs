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
//! The codes say it themselves, digit by digit, but for the few groups listed in `soc_levels`. Text that is no code,
//! and a code that is coarser than the level asked for, give null.

mod soc_broad;
mod soc_level;
mod soc_levels;
mod soc_major;
mod soc_minor;

use datafusion::logical_expr::ScalarUDF;

/// `soc_major(code)`: the major group, `45-0000`.
pub fn soc_major() -> ScalarUDF {
    soc_level::LevelFunction::<soc_major::SocMajor>::default().into()
}

/// `soc_minor(code)`: the minor group, `45-2000`.
pub fn soc_minor() -> ScalarUDF {
    soc_level::LevelFunction::<soc_minor::SocMinor>::default().into()
}

/// `soc_broad(code)`: the broad occupation, `45-2090`.
pub fn soc_broad() -> ScalarUDF {
    soc_level::LevelFunction::<soc_broad::SocBroad>::default().into()
}
