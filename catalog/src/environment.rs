//! Time and chance, passed in: the clock and the source of fresh file names.
//!
//! Nothing in Daybook reads the wall clock or draws randomness by itself; whoever opens the book gives
//! it an [`Environment`]. Tests give a fixed one and get the same bytes each time.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};

/// Tells the time.
pub trait Clock: Debug + Send + Sync {
    /// The time now, in UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// Gives identifiers that no other writer of the book gives, for names of new files and runs.
pub trait IdSource: Debug + Send + Sync {
    /// A fresh identifier: letters, digits and hyphens.
    fn next_id(&self) -> String;
}

/// What a book takes from the world around it.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Names for new files.
    pub ids: Arc<dyn IdSource>,
}

impl Environment {
    /// The machine's clock and random identifiers.
    pub fn system() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            ids: Arc::new(RandomIds),
        }
    }

    /// A clock that stands still and identifiers that count up: for tests.
    pub fn fixed(now: DateTime<Utc>) -> Self {
        Self {
            clock: Arc::new(FixedClock(now)),
            ids: Arc::new(CountedIds::default()),
        }
    }
}

#[derive(Debug)]
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

#[derive(Debug)]
struct RandomIds;

impl IdSource for RandomIds {
    fn next_id(&self) -> String {
        uuid::Uuid::new_v4().simple().to_string()
    }
}

#[derive(Debug)]
struct FixedClock(DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

#[derive(Debug, Default)]
struct CountedIds(AtomicU64);

impl IdSource for CountedIds {
    fn next_id(&self) -> String {
        format!("{:016x}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}
