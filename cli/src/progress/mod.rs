//! Progress on standard error: bars on a terminal, a line every few seconds otherwise.
//!
//! ```text
//! engine ──event──► LandProgress / MaterializeProgress ──► state (figures, pure) ──► bar | line
//! ```

mod land;
mod lines;
mod materialize;

pub(crate) use land::LandProgress;
pub(crate) use materialize::MaterializeProgress;

/// How progress is shown, decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProgressStyle {
    /// Bars that move.
    Bar,
    /// A line every few seconds.
    Plain,
    /// Nothing.
    None,
}
