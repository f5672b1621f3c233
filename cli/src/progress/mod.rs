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

use std::sync::Arc;

/// Ends a progress when it goes out of scope: also when the command is stopped half-way.
#[derive(Debug)]
pub(crate) struct EndOf<P: Progress>(pub(crate) Arc<P>);

/// Something shown that must be taken away at the end.
pub(crate) trait Progress {
    /// Leaves the terminal as it was; what comes later is not shown.
    fn finish(&self);
}

impl<P: Progress> Drop for EndOf<P> {
    fn drop(&mut self) {
        self.0.finish();
    }
}

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
