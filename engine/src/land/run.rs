//! One landing from its wish to its summary.
//!
//! ```text
//! LandSpec ─► read_inputs ══ chunks ══► Intake ─► rejects committed ─► days merged and committed ─► LandSummary
//!             (parsers)      (bounded)   (rows by day, rejects; both go to temporary files when they are many)
//! ```
//!
//! Dropping the future at any point leaves the book as it was after its last commit: temporary files vanish,
//! Parquet files that no commit names wait for vacuum.

use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use datafusion::prelude::SessionContext;
use daybook_catalog::Book;
use parking_lot::Mutex;
use tokio::sync::{Semaphore, mpsc};

use super::commit::{PostingsLanding, merge_memory_units};
use super::days::DayCollector;
use super::identity::PostingHomes;
use super::observer::LandObserver;
use super::posting::{ParsedChunk, ReadEnd, parsed_schema};
use super::read::read_inputs;
use super::rejects::RejectCollector;
use super::spec::{Identity, LandSpec};
use super::summary::LandSummary;
use super::tables::postings_table;
use crate::error::{EngineError, Result};

/// Chunks that may wait between the parsers and the intake.
const CHUNKS_WAITING: usize = 4;

/// Days changed in one landing after which a checkpoint of the table's log pays.
const MUCH_WORK_DAYS: u64 = 64;

/// Lands the postings of a source: reads every input, merges each day with what the book holds, commits.
///
/// Bad records go to `rejects`; an object that cannot be read is named in the summary. Landing the same input
/// again commits nothing. The session gives a source mapping its functions.
pub async fn land(
    book: &Book,
    session: &SessionContext,
    spec: &LandSpec,
    observer: &dyn LandObserver,
) -> Result<LandSummary> {
    check(spec)?;
    let landed_at = book.env().clock.now();
    let (sender, receiver) = mpsc::channel(CHUNKS_WAITING);
    let today = landed_at.date_naive();
    let reading = read_inputs(session, spec, today, observer, sender);
    let landing = Landing {
        book,
        spec,
        observer,
        landed_at,
    };
    Box::pin(landing.run(reading, receiver)).await
}

fn check(spec: &LandSpec) -> Result<()> {
    if spec.source.trim().is_empty() {
        return Err(EngineError::Invalid(
            "a landing needs the name of its source; give one, as in --source VA".into(),
        ));
    }
    if spec.inputs.is_empty() {
        return Err(EngineError::Invalid(
            "nothing to land; name files, folders, globs or object-store prefixes".into(),
        ));
    }
    Ok(())
}

/// A landing, whoever reads its inputs.
pub(crate) struct Landing<'a> {
    pub(crate) book: &'a Book,
    pub(crate) spec: &'a LandSpec,
    pub(crate) observer: &'a dyn LandObserver,
    pub(crate) landed_at: DateTime<Utc>,
}

impl Landing<'_> {
    /// Takes the chunks that `reading` sends, then commits what they hold.
    pub(crate) async fn run(
        &self,
        reading: impl Future<Output = Result<ReadEnd>>,
        receiver: mpsc::Receiver<Result<ParsedChunk>>,
    ) -> Result<LandSummary> {
        let (end, intake) = tokio::try_join!(reading, self.take_chunks(receiver))?;
        let Intake {
            days,
            homes,
            rejects,
            rows,
            mut summary,
            ..
        } = intake;
        summary.objects = end.objects;
        summary.unreadable = end.unreadable;
        summary.columns_missing = end.columns_missing;
        if summary.read != rows + summary.rejected_total() + summary.filtered {
            return Err(unaccounted(&summary, rows));
        }
        let days = blocking(move || days.finish()).await?;
        summary.days = days.dates().count() as u64;
        summary.day_range = days.dates().next().zip(days.dates().last());
        rejects.commit(self.book).await?;
        let units = merge_memory_units(self.spec.memory_bytes);
        let postings = PostingsLanding {
            book: self.book.clone(),
            table: postings_table(),
            source: self.spec.source.clone(),
            landed_at: self.landed_at,
            jobs: self.spec.jobs.max(1),
            days: Arc::new(days),
            homes,
            memory: Arc::new(Semaphore::new(units as usize)),
            memory_units: units,
            uncommitted: Mutex::default(),
        };
        Arc::new(postings).run(self.observer, &mut summary).await?;
        let accounted = summary.added + summary.changed + summary.unchanged + summary.duplicates;
        debug_assert_eq!(accounted, rows, "every row is accounted for");
        if summary.days_changed >= MUCH_WORK_DAYS {
            // Only a help for the next reader: without it the days are there all the same.
            if let Err(error) = self.book.checkpoint(&postings_table().name).await {
                tracing::warn!(%error, "no checkpoint of postings");
            }
        }
        Ok(summary)
    }

    async fn take_chunks(&self, mut chunks: mpsc::Receiver<Result<ParsedChunk>>) -> Result<Intake> {
        let mut intake = Intake::new(self.spec, self.landed_at);
        while let Some(chunk) = chunks.recv().await {
            let chunk = chunk?;
            // Taking a chunk may write a temporary file.
            intake = blocking(move || {
                intake.take(&chunk)?;
                Ok(intake)
            })
            .await?;
        }
        Ok(intake)
    }
}

/// What has been read so far.
struct Intake {
    days: DayCollector,
    homes: Option<PostingHomes>,
    rejects: RejectCollector,
    rows: u64,
    summary: LandSummary,
}

impl Intake {
    fn new(spec: &LandSpec, landed_at: DateTime<Utc>) -> Self {
        Self {
            days: DayCollector::new(parsed_schema(), spec.memory_bytes),
            homes: (spec.identity == Identity::Book).then(PostingHomes::default),
            rejects: RejectCollector::new(&spec.source, landed_at),
            rows: 0,
            summary: LandSummary::default(),
        }
    }

    fn take(&mut self, chunk: &ParsedChunk) -> Result<()> {
        self.rows += chunk.batch.num_rows() as u64;
        let summary = &mut self.summary;
        summary.bytes += chunk.bytes;
        summary.read += chunk.read;
        summary.filtered += chunk.filtered;
        summary.mojibake_repaired += chunk.mojibake_repaired;
        summary.html_cleaned += chunk.html_cleaned;
        for reject in &chunk.rejects {
            let code = reject.reason.code();
            match summary.rejected.get_mut(code) {
                Some(count) => *count += 1,
                None => {
                    summary.rejected.insert(code.to_owned(), 1);
                }
            }
        }
        if let Some(homes) = &mut self.homes {
            homes.push(&chunk.batch)?;
        }
        self.rejects.push(&chunk.rejects)?;
        self.days.push(chunk.batch.clone())
    }
}

/// Runs what may block on a thread for that.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| EngineError::Internal(format!("taking rows: {e}")))?
}

fn unaccounted(summary: &LandSummary, rows: u64) -> EngineError {
    EngineError::Internal(format!(
        "{} records read, but {rows} postings and {} rejects came of them, and {} were left out",
        summary.read,
        summary.rejected_total(),
        summary.filtered
    ))
}

#[cfg(test)]
mod tests;
