//! The progress of a materialisation: days done in all, and table by table.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use daybook::materialise::{MaterializeEvent, MaterializeObserver};
use indicatif::{MultiProgress, ProgressBar};

use super::lines::{Lines, TICK, dress, tell};
use super::{Progress, ProgressStyle};
use crate::values::{count, elapsed, shortened};

const ALL: &str = "  {bar:30.cyan/dim} {pos} of {len} days (ETA {eta})  {wide_msg}";
const TABLE: &str = "  {spinner} {wide_msg}";

/// Failures that are told at once, so that a person may stop it; the summary tells all, by message.
const FAILURES_TOLD: u64 = 1;

/// Shows a materialisation's progress.
#[derive(Debug)]
pub(crate) struct MaterializeProgress {
    started: Instant,
    shown: Mutex<Shown>,
}

#[derive(Debug)]
struct Shown {
    state: MaterializeState,
    display: Display,
}

#[derive(Debug)]
enum Display {
    Bars {
        bars: MultiProgress,
        all: ProgressBar,
        tables: BTreeMap<String, ProgressBar>,
    },
    Plain(Lines),
    None,
}

impl MaterializeProgress {
    /// Begins to show.
    pub(crate) fn start(style: ProgressStyle) -> Self {
        let display = match style {
            ProgressStyle::Bar => {
                let bars = MultiProgress::new();
                let all = bars.add(ProgressBar::new_spinner());
                all.set_message("planning");
                all.enable_steady_tick(TICK);
                Display::Bars {
                    bars,
                    all,
                    tables: BTreeMap::new(),
                }
            }
            ProgressStyle::Plain => Display::Plain(Lines::start()),
            ProgressStyle::None => Display::None,
        };
        Self {
            started: Instant::now(),
            shown: Mutex::new(Shown {
                state: MaterializeState::default(),
                display,
            }),
        }
    }
}

impl Progress for MaterializeProgress {
    fn finish(&self) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let display = std::mem::replace(&mut shown.display, Display::None);
        if let Display::Bars { bars, all, tables } = display {
            for bar in tables.values() {
                bar.finish_and_clear();
            }
            all.finish_and_clear();
            // A terminal that cannot be cleared keeps its last line.
            let _ = bars.clear();
        }
    }
}

impl MaterializeObserver for MaterializeProgress {
    fn observe(&self, event: MaterializeEvent) {
        let elapsed = self.started.elapsed();
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let Shown { state, display } = &mut *shown;
        let failure = state.apply(event);
        match display {
            Display::Bars { bars, all, tables } => {
                if let Some(failure) = failure {
                    // Told again in the summary.
                    let _ = bars.println(failure);
                }
                state.draw(bars, all, tables);
            }
            Display::Plain(lines) => {
                if let Some(failure) = failure {
                    tell(&failure);
                }
                lines.write(|| state.line(elapsed));
            }
            Display::None => {}
        }
    }
}

/// The figures of a materialisation so far.
#[derive(Debug, Default)]
struct MaterializeState {
    tables_planned: usize,
    days_planned: u64,
    done: u64,
    failed: u64,
    rows: u64,
    current: String,
    tables: BTreeMap<String, (u64, u64)>,
}

impl MaterializeState {
    /// Takes an event in; gives what should be told at once.
    fn apply(&mut self, event: MaterializeEvent) -> Option<String> {
        match event {
            MaterializeEvent::Planned { tables, days } => {
                self.tables_planned = tables;
                self.days_planned = days;
            }
            MaterializeEvent::DayDone { table, rows, .. } => {
                self.done += 1;
                self.rows += rows;
                let figures = self.tables.entry(table.clone()).or_default();
                figures.0 += 1;
                figures.1 += rows;
                self.current = table;
            }
            MaterializeEvent::DayFailed {
                table,
                date,
                message,
            } => {
                self.failed += 1;
                if self.failed <= FAILURES_TOLD {
                    let message = shortened(&message.replace('\n', " "), 160);
                    return Some(format!("{date} of `{table}` failed: {message}"));
                }
            }
            MaterializeEvent::Committed { .. } => {}
        }
        None
    }

    fn draw(
        &self,
        bars: &MultiProgress,
        all: &ProgressBar,
        tables: &mut BTreeMap<String, ProgressBar>,
    ) {
        if all.length() != Some(self.days_planned) {
            dress(all, ALL);
            all.set_length(self.days_planned);
        }
        all.set_position(self.done + self.failed);
        all.set_message(self.failures());
        if let Some((days, rows)) = self.tables.get(&self.current) {
            let bar = tables.entry(self.current.clone()).or_insert_with(|| {
                let bar = bars.insert_before(all, ProgressBar::new_spinner());
                dress(&bar, TABLE);
                bar
            });
            bar.set_message(format!(
                "{}  {} days, {} rows",
                self.current,
                count(*days),
                count(*rows)
            ));
            bar.tick();
        }
    }

    fn failures(&self) -> String {
        match self.failed {
            0 => String::new(),
            failed => format!("{} failed", count(failed)),
        }
    }

    fn line(&self, time: Duration) -> String {
        if self.tables_planned == 0 {
            return format!("materializing: planning ({})", elapsed(time));
        }
        let mut line = format!(
            "materializing: {} of {} days in {} tables, {} rows",
            count(self.done + self.failed),
            count(self.days_planned),
            self.tables_planned,
            count(self.rows)
        );
        if self.failed > 0 {
            line.push_str(&format!(", {}", self.failures()));
        }
        if !self.current.is_empty() {
            line.push_str(&format!(", now {}", self.current));
        }
        line.push_str(&format!(" ({})", elapsed(time)));
        line
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::lines::is_usable;
    use super::*;

    fn done(table: &str, rows: u64) -> MaterializeEvent {
        MaterializeEvent::DayDone {
            table: table.to_string(),
            date: NaiveDate::default(),
            rows,
        }
    }

    fn failed() -> MaterializeEvent {
        MaterializeEvent::DayFailed {
            table: "counts.x".to_string(),
            date: NaiveDate::default(),
            message: "no\nroom".to_string(),
        }
    }

    #[test]
    fn a_line_tells_how_far_it_is() {
        let mut state = MaterializeState::default();
        state.apply(MaterializeEvent::Planned {
            tables: 2,
            days: 180,
        });
        state.apply(done("attributes.state", 500));
        state.apply(done("counts.x", 1_500));
        let told = state.apply(failed());
        assert_eq!(
            told.as_deref(),
            Some("1970-01-01 of `counts.x` failed: no room")
        );
        assert_eq!(
            state.line(Duration::from_secs(5)),
            "materializing: 3 of 180 days in 2 tables, 2,000 rows, 1 failed, now counts.x (5.0 s)"
        );
    }

    #[test]
    fn the_bars_can_be_drawn() {
        assert!([ALL, TABLE].into_iter().all(is_usable));
    }

    #[test]
    fn a_flood_of_failures_is_not_told_one_by_one() {
        let mut state = MaterializeState::default();
        let told = (0..100).filter(|_| state.apply(failed()).is_some()).count();
        assert_eq!(told as u64, FAILURES_TOLD);
    }

    #[test]
    fn every_style_takes_every_event() {
        for style in [
            ProgressStyle::Bar,
            ProgressStyle::Plain,
            ProgressStyle::None,
        ] {
            let progress = MaterializeProgress::start(style);
            progress.observe(MaterializeEvent::Planned { tables: 1, days: 2 });
            progress.observe(done("counts.x", 1));
            progress.finish();
        }
    }
}
