//! The progress of a landing: first bytes read, then days written.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use daybook::land::{LandEvent, LandObserver};
use indicatif::ProgressBar;

use super::lines::{Lines, TICK, dress};
use super::{Progress, ProgressStyle};
use crate::values::{bytes, count, counted, rate, shortened};

const READING: &str = "  reading  {bar:30.cyan/dim} {decimal_bytes} of {decimal_total_bytes} \
                       ({decimal_bytes_per_sec}, ETA {eta})\n           {wide_msg}";
const WRITING: &str = "  writing  {bar:30.cyan/dim} {pos} of {len} days (ETA {eta})  {wide_msg}";

/// Shows a landing's progress.
#[derive(Debug)]
pub(crate) struct LandProgress {
    started: Instant,
    shown: Mutex<Shown>,
}

#[derive(Debug)]
struct Shown {
    state: LandState,
    display: Display,
}

#[derive(Debug)]
enum Display {
    Bar(ProgressBar),
    Plain(Lines),
    None,
}

impl LandProgress {
    /// Begins to show.
    pub(crate) fn start(style: ProgressStyle) -> Self {
        let display = match style {
            ProgressStyle::Bar => {
                let bar = ProgressBar::new_spinner();
                bar.set_message("looking for inputs");
                bar.enable_steady_tick(TICK);
                Display::Bar(bar)
            }
            ProgressStyle::Plain => Display::Plain(Lines::start()),
            ProgressStyle::None => Display::None,
        };
        Self {
            started: Instant::now(),
            shown: Mutex::new(Shown {
                state: LandState::default(),
                display,
            }),
        }
    }
}

impl Progress for LandProgress {
    fn finish(&self) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Display::Bar(bar) = std::mem::replace(&mut shown.display, Display::None) {
            bar.finish_and_clear();
        }
    }
}

impl LandObserver for LandProgress {
    fn observe(&self, event: LandEvent) {
        let elapsed = self.started.elapsed();
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let Shown { state, display } = &mut *shown;
        let was_writing = state.is_writing();
        state.apply(event);
        match display {
            Display::Bar(bar) => state.draw(bar, was_writing, elapsed),
            Display::Plain(lines) => lines.write(|| state.line(elapsed)),
            Display::None => {}
        }
    }
}

/// The figures of a landing so far.
#[derive(Debug, Default)]
struct LandState {
    objects: usize,
    object: String,
    total_bytes: u64,
    bytes: u64,
    records: u64,
    rejected: u64,
    days: u64,
    total_days: u64,
    commits: u64,
}

impl LandState {
    fn apply(&mut self, event: LandEvent) {
        match event {
            LandEvent::Started {
                objects,
                total_bytes,
            } => {
                self.objects = objects;
                self.total_bytes = total_bytes;
            }
            LandEvent::Reading { object } => self.object = object,
            LandEvent::Parsed {
                bytes,
                records,
                rejected,
            } => {
                self.bytes = bytes;
                self.records = records;
                self.rejected = rejected;
            }
            LandEvent::Writing { days, total_days } => {
                self.days = days;
                self.total_days = total_days;
            }
            LandEvent::Committed { .. } => self.commits += 1,
        }
    }

    /// Reading is over when days begin to be written.
    fn is_writing(&self) -> bool {
        self.total_days > 0
    }

    fn draw(&self, bar: &ProgressBar, was_writing: bool, elapsed: Duration) {
        if self.is_writing() {
            if !was_writing {
                bar.reset();
                dress(bar, WRITING);
            }
            bar.set_length(self.total_days);
            bar.set_position(self.days);
            bar.set_message(counted(self.commits, "commit", "commits"));
        } else {
            if bar.length() != Some(self.total_bytes) {
                dress(bar, READING);
                bar.set_length(self.total_bytes);
            }
            bar.set_position(self.bytes);
            bar.set_message(self.reading_figures(elapsed));
        }
    }

    fn reading_figures(&self, elapsed: Duration) -> String {
        let mut text = format!(
            "{} records, {}/s",
            count(self.records),
            count(rate(self.records, elapsed))
        );
        if self.rejected > 0 {
            text.push_str(&format!(", {} rejected", count(self.rejected)));
        }
        let name = self.object.rsplit('/').next().unwrap_or_default();
        if !name.is_empty() {
            text.push_str(&format!("  {}", shortened(name, 40)));
        }
        text
    }

    fn line(&self, elapsed: Duration) -> String {
        if self.is_writing() {
            return format!(
                "writing: {} of {} days, {}",
                count(self.days),
                count(self.total_days),
                counted(self.commits, "commit", "commits")
            );
        }
        let share = (self.bytes * 100)
            .checked_div(self.total_bytes)
            .unwrap_or(0);
        format!(
            "reading: {} of {} ({share}%, {}/s), {}",
            bytes(self.bytes),
            bytes(self.total_bytes),
            bytes(rate(self.bytes, elapsed)),
            self.reading_figures(elapsed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::is_usable;
    use super::*;

    #[test]
    fn a_line_tells_how_far_it_is() {
        let mut state = LandState::default();
        state.apply(LandEvent::Started {
            objects: 2,
            total_bytes: 40_000_000,
        });
        state.apply(LandEvent::Reading {
            object: "raw/a.json.gz".to_string(),
        });
        state.apply(LandEvent::Parsed {
            bytes: 10_000_000,
            records: 30_000,
            rejected: 7,
        });
        assert_eq!(
            state.line(Duration::from_secs(2)),
            "reading: 10.0 MB of 40.0 MB (25%, 5.0 MB/s), 30,000 records, 15,000/s, 7 rejected  a.json.gz"
        );
        state.apply(LandEvent::Writing {
            days: 3,
            total_days: 90,
        });
        state.apply(LandEvent::Committed { days: 3 });
        assert_eq!(
            state.line(Duration::from_secs(3)),
            "writing: 3 of 90 days, 1 commit"
        );
    }

    #[test]
    fn the_bars_can_be_drawn() {
        assert!([READING, WRITING].into_iter().all(is_usable));
    }

    #[test]
    fn nothing_to_read_is_not_divided_by() {
        let line = LandState::default().line(Duration::ZERO);
        assert!(line.starts_with("reading: 0 B of 0 B (0%"), "{line}");
    }

    #[test]
    fn every_style_takes_every_event() {
        for style in [
            ProgressStyle::Bar,
            ProgressStyle::Plain,
            ProgressStyle::None,
        ] {
            let progress = LandProgress::start(style);
            progress.observe(LandEvent::Started {
                objects: 1,
                total_bytes: 10,
            });
            progress.observe(LandEvent::Parsed {
                bytes: 5,
                records: 1,
                rejected: 0,
            });
            progress.observe(LandEvent::Writing {
                days: 1,
                total_days: 2,
            });
            progress.finish();
        }
    }
}
