//! Reads the inputs of a landing: objects become slabs of records, slabs become chunks of postings.
//!
//! ```text
//! objects ─one task─► slabs (≈ 1 MiB, cut into records) ─spec.jobs threads─► chunks, in input order
//!                      decompresses, cuts                 parse, map, repair
//! ```
//! Every step is bounded: a slow writer holds the reader back. What is wrong with one object never ends
//! the run; it is told in [`ReadEnd`].

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::prelude::SessionContext;
use futures::StreamExt;
use tokio::sync::mpsc;

use super::formats::{FORMATS, format_named};
use super::inputs::Inputs;
use super::mapping::Mapping;
use super::observer::{LandEvent, LandObserver};
use super::parse::Parser;
use super::posting::{ParsedChunk, ReadEnd};
use super::slabs::{Limits, Slab, SlabReader};
use super::spec::{LandSpec, SourceFormat};
use crate::error::{EngineError, Result};

/// Reads every input and sends what it holds, in order of the objects' names.
pub(crate) async fn read_inputs(
    session: &SessionContext,
    spec: &LandSpec,
    today: NaiveDate,
    observer: &dyn LandObserver,
    chunks: mpsc::Sender<Result<ParsedChunk>>,
) -> Result<ReadEnd> {
    let limits = Limits::default();
    read_within(session, spec, today, observer, chunks, limits).await
}

/// As [`read_inputs`], with the sizes given.
#[expect(clippy::too_many_arguments, reason = "tests read with small limits")]
pub(super) async fn read_within(
    session: &SessionContext,
    spec: &LandSpec,
    today: NaiveDate,
    observer: &dyn LandObserver,
    chunks: mpsc::Sender<Result<ParsedChunk>>,
    limits: Limits,
) -> Result<ReadEnd> {
    let parser = Arc::new(parser_for(session, spec, today).await?);
    let (objects, unreadable) = Inputs::find(&spec.inputs).await.into_parts();
    let total_bytes = objects.iter().map(|object| object.size).sum();
    observer.observe(LandEvent::Started {
        objects: objects.len(),
        total_bytes,
    });
    let jobs = spec.jobs.max(1);
    let (slabs, queue) = mpsc::channel(1);
    let reader = SlabReader::new(parser.mapping().cloned(), slabs, limits);
    let reading = tokio::spawn(reader.read_all(objects));

    let parsed = ordered(queue, Arc::clone(&parser), jobs);
    let sent = send_all(parsed, observer, chunks).await;
    let mut end = reading
        .await
        .map_err(|error| EngineError::Internal(error.to_string()))?;
    sent?;
    end.unreadable.splice(0..0, unreadable);
    end.total_bytes = total_bytes;
    end.columns_missing = parser
        .mapping()
        .map(|mapping| mapping.missing())
        .unwrap_or_default();
    Ok(end)
}

async fn parser_for(session: &SessionContext, spec: &LandSpec, today: NaiveDate) -> Result<Parser> {
    match &spec.format {
        SourceFormat::Coded(name) => {
            let format = format_named(name).ok_or_else(|| unknown_format(name))?;
            Ok(Parser::coded(format, &spec.source, today))
        }
        SourceFormat::Mapping { name, sql } => {
            let mapping = Mapping::compile(session, name, sql).await?;
            Ok(Parser::mapped(Arc::new(mapping), &spec.source, today))
        }
    }
}

fn unknown_format(name: &str) -> EngineError {
    let known: Vec<_> = FORMATS.iter().map(|format| format.name()).collect();
    let known = known.join(", ");
    EngineError::NotFound(format!(
        "no format is called {name:?}; there are {known}, and mappings"
    ))
}

/// A slab's chunk, and whether the slab was its object's first.
type Outcome = (bool, Result<ParsedChunk>);

/// Parses on `jobs` blocking threads and keeps the order.
fn ordered(
    queue: mpsc::Receiver<Slab>,
    parser: Arc<Parser>,
    jobs: usize,
) -> impl futures::Stream<Item = Outcome> {
    futures::stream::unfold(queue, |mut queue| async move {
        queue.recv().await.map(|slab| (slab, queue))
    })
    .map(move |slab| {
        let parser = Arc::clone(&parser);
        async move {
            let first = slab.first;
            let parsed = tokio::task::spawn_blocking(move || parser.parse(slab)).await;
            let parsed = parsed.map_err(|error| EngineError::Internal(error.to_string()));
            (first, parsed.and_then(|chunk| chunk))
        }
    })
    .buffered(jobs)
}

async fn send_all(
    parsed: impl futures::Stream<Item = Outcome>,
    observer: &dyn LandObserver,
    chunks: mpsc::Sender<Result<ParsedChunk>>,
) -> Result<()> {
    let mut parsed = std::pin::pin!(parsed);
    let (mut bytes, mut records, mut rejected) = (0, 0, 0);
    while let Some((first, chunk)) = parsed.next().await {
        let chunk = chunk?;
        if first {
            observer.observe(LandEvent::Reading {
                object: chunk.object.to_string(),
            });
        }
        bytes += chunk.bytes;
        records += chunk.read;
        rejected += chunk.rejects.len() as u64;
        if chunks.send(Ok(chunk)).await.is_err() {
            // Nobody listens any more: the landing has failed, and says why itself.
            return Ok(());
        }
        observer.observe(LandEvent::Parsed {
            bytes,
            records,
            rejected,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
