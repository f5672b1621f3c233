//! Lines of progress that do not come too often.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// The first pauses between two lines. They grow with the time taken so far, so that neither a minute nor a night
/// fills a log.
const PAUSE: Duration = Duration::from_secs(3);

/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

fn pause(since_start: Duration) -> Duration {
    (since_start / 5).clamp(PAUSE, LONGEST_PAUSE)
}

/// Plain lines on standard error.
#[derive(Debug)]
pub(crate) struct Lines {
    started: Instant,
    last: Instant,
}

impl Lines {
    /// The first line comes after the first pause: what is done by then needs none.
    pub(crate) fn start() -> Self {
        let now = Instant::now();
        Self {
            started: now,
            last: now,
        }
    }

    /// Writes the line unless the last one was a moment ago.
    pub(crate) fn write(&mut self, line: impl FnOnce() -> String) {
        if self.last.elapsed() >= pause(self.started.elapsed()) {
            self.last = Instant::now();
            tell(&line());
        }
    }
}

/// Writes a line to standard error. One that cannot be written is no reason to stop.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Gives a bar a look; an unusable template leaves the bar as it is.
pub(crate) fn dress(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━╸─"));
    }
}

/// Whether a template can be used: a misspelt one would only be seen by eye.
#[cfg(test)]
pub(crate) fn is_usable(template: &str) -> bool {
    ProgressStyle::with_template(template).is_ok()
}

/// How often a bar moves by itself, so that a long step is seen to live.
pub(crate) const TICK: Duration = Duration::from_millis(200);
