//! What a landing tells while it runs, for progress bars and logs.

/// Something that happened during a landing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LandEvent {
    /// The inputs are known.
    Started {
        /// Number of objects to read.
        objects: usize,
        /// Their stored size together, in bytes.
        total_bytes: u64,
    },
    /// One object is being read.
    Reading {
        /// The object's name.
        object: String,
    },
    /// More has been parsed; figures are totals of the run.
    Parsed {
        /// Stored bytes read so far.
        bytes: u64,
        /// Records read so far.
        records: u64,
        /// Records rejected so far.
        rejected: u64,
    },
    /// Days are being merged and written; figures are totals of the run.
    Writing {
        /// Days written so far.
        days: u64,
        /// Days to write.
        total_days: u64,
    },
    /// A batch of days is committed.
    Committed {
        /// Days in this commit.
        days: u64,
    },
}

/// Hears of a landing's progress. Called from the landing's own task: be quick.
pub trait LandObserver: Send + Sync {
    /// Something happened.
    fn observe(&self, event: LandEvent);
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl LandObserver for Unobserved {
    fn observe(&self, _event: LandEvent) {}
}
