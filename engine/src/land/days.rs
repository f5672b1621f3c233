//! The rows of a landing, grouped by day, in bounded memory.
//!
//! ```text
//! push ─► held batches ── more than memory_bytes ──► sorted by date ─► spill file 0, 1, 2 …   (a block = rows of one day)
//!              │ finish                                                     │
//!              └── never spilled: rows stay where they are ──► LandedDays ◄─┘   day 2016-01-05 ─► part 0, part 1, …
//! ```
//!
//! Within a day the rows keep the order in which they were read, whether they went through files or not.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::{concat_batches, interleave_record_batch};
use datafusion::arrow::datatypes::{Date32Type, SchemaRef};

use super::spill::{SpillFile, SpillWriter};
use crate::error::{EngineError, Result};

/// Rows that one part of a day holds at most.
const PART_ROWS: usize = 8 * 1024;
/// Bytes that one part of a day holds at most, roughly.
const PART_BYTES: usize = 16 << 20;
/// Small batches are joined until they have this many rows or a part's bytes.
const JOINED_ROWS: usize = 2 * 1024;

/// Where a row is held: batch and row.
type Place = (u32, u32);

/// Takes the rows of a landing in the order they are read.
#[derive(Debug)]
pub(crate) struct DayCollector {
    schema: SchemaRef,
    memory_bytes: usize,
    /// Batches too small to hold as they are, waiting for more.
    small: Vec<RecordBatch>,
    small_bytes: usize,
    held: Vec<RecordBatch>,
    held_bytes: usize,
    spilled: Vec<(SpillFile, BlockIndex)>,
}

/// The day, rows and bytes of each block of a spill file, in the order of the blocks.
type BlockIndex = Vec<(i32, usize, usize)>;

impl DayCollector {
    /// Collects batches of `schema`, which has a column `date`; beyond `memory_bytes` they go to files.
    pub(crate) fn new(schema: SchemaRef, memory_bytes: usize) -> Self {
        Self {
            schema,
            memory_bytes,
            small: Vec::new(),
            small_bytes: 0,
            held: Vec::new(),
            held_bytes: 0,
            spilled: Vec::new(),
        }
    }

    /// Takes the next rows. May write a temporary file: call it where blocking is allowed.
    pub(crate) fn push(&mut self, batch: RecordBatch) -> Result<()> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        self.small_bytes += batch.get_array_memory_size();
        self.small.push(batch);
        let rows: usize = self.small.iter().map(RecordBatch::num_rows).sum();
        if rows >= JOINED_ROWS || self.small_bytes >= PART_BYTES {
            self.join_small()?;
        }
        if self.held_bytes + self.small_bytes > self.memory_bytes {
            self.spill()?;
        }
        Ok(())
    }

    /// Ends collecting.
    pub(crate) fn finish(mut self) -> Result<LandedDays> {
        self.join_small()?;
        if self.spilled.is_empty() {
            return LandedDays::in_memory(self.schema, self.held);
        }
        self.spill()?;
        LandedDays::in_files(self.schema, self.spilled)
    }

    /// Many batches of one row each (one document per file) would cost more than their rows.
    fn join_small(&mut self) -> Result<()> {
        let joined = match self.small.len() {
            0 => return Ok(()),
            1 => self.small.remove(0),
            _ => concat_batches(&self.schema, &self.small)?,
        };
        self.small.clear();
        self.small_bytes = 0;
        self.held_bytes += joined.get_array_memory_size();
        self.held.push(joined);
        Ok(())
    }

    /// Moves what is held to a temporary file, sorted by day.
    fn spill(&mut self) -> Result<()> {
        self.join_small()?;
        if self.held.is_empty() {
            return Ok(());
        }
        let mut writer = SpillWriter::try_new(&self.schema)?;
        let mut index = BlockIndex::new();
        for (date, places) in places_by_day(&self.held)? {
            for part in split_into_parts(&self.held, &places) {
                let batch = gather(&self.held, part, None)?;
                index.push((date, batch.num_rows(), bytes_of(&self.held, part)));
                writer.write(&batch)?;
            }
        }
        self.spilled.push((writer.finish()?, index));
        self.held.clear();
        self.held_bytes = 0;
        Ok(())
    }
}

/// One piece of a day's rows.
#[derive(Debug)]
struct Part {
    rows: usize,
    bytes: usize,
    content: PartContent,
}

#[derive(Debug)]
enum PartContent {
    /// Rows of the batches in memory.
    Rows(Vec<Place>),
    /// A block of a spill file.
    Block { file: usize, block: usize },
}

/// All rows of a landing, by day.
#[derive(Debug)]
pub(crate) struct LandedDays {
    schema: SchemaRef,
    days: BTreeMap<NaiveDate, Vec<Part>>,
    held: Vec<RecordBatch>,
    files: Vec<SpillFile>,
}

impl LandedDays {
    fn in_memory(schema: SchemaRef, held: Vec<RecordBatch>) -> Result<Self> {
        let mut days = BTreeMap::new();
        for (date, places) in places_by_day(&held)? {
            let parts = split_into_parts(&held, &places).into_iter();
            let parts = parts.map(|part| Part {
                rows: part.len(),
                bytes: bytes_of(&held, part),
                content: PartContent::Rows(part.to_vec()),
            });
            days.insert(day_of(date)?, parts.collect());
        }
        Ok(Self {
            schema,
            days,
            held,
            files: Vec::new(),
        })
    }

    fn in_files(schema: SchemaRef, spilled: Vec<(SpillFile, BlockIndex)>) -> Result<Self> {
        let mut days: BTreeMap<NaiveDate, Vec<Part>> = BTreeMap::new();
        let mut files = Vec::new();
        for (file, (spill, index)) in spilled.into_iter().enumerate() {
            for (block, (date, rows, bytes)) in index.into_iter().enumerate() {
                days.entry(day_of(date)?).or_default().push(Part {
                    rows,
                    bytes,
                    content: PartContent::Block { file, block },
                });
            }
            files.push(spill);
        }
        Ok(Self {
            schema,
            days,
            held: Vec::new(),
            files,
        })
    }

    /// The days that have rows, ascending.
    pub(crate) fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.days.keys().copied()
    }

    /// The columns of the rows.
    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// In how many pieces a day's rows come.
    pub(crate) fn parts(&self, date: NaiveDate) -> usize {
        self.days.get(&date).map_or(0, Vec::len)
    }

    /// Rows of one piece of a day.
    pub(crate) fn part_rows(&self, date: NaiveDate, part: usize) -> usize {
        let parts = self.days.get(&date);
        parts
            .and_then(|parts| parts.get(part))
            .map_or(0, |part| part.rows)
    }

    /// Rows of a day.
    pub(crate) fn rows(&self, date: NaiveDate) -> usize {
        let parts = self.days.get(&date).into_iter().flatten();
        parts.map(|part| part.rows).sum()
    }

    /// Bytes in memory of a day's rows, roughly.
    pub(crate) fn bytes(&self, date: NaiveDate) -> usize {
        let parts = self.days.get(&date).into_iter().flatten();
        parts.map(|part| part.bytes).sum()
    }

    /// One piece of a day: all columns, or those of `projection` (ascending). Reads temporary files.
    pub(crate) fn load(
        &self,
        date: NaiveDate,
        part: usize,
        projection: Option<&[usize]>,
    ) -> Result<RecordBatch> {
        let parts = self.days.get(&date);
        let found = parts.and_then(|parts| parts.get(part)).ok_or_else(|| {
            EngineError::Internal(format!("day {date} of the landing has no part {part}"))
        })?;
        match &found.content {
            PartContent::Rows(places) => gather(&self.held, places, projection),
            PartContent::Block { file, block } => self.files[*file].read(*block, projection),
        }
    }
}

fn day_of(days_since_1970: i32) -> Result<NaiveDate> {
    Date32Type::to_naive_date_opt(days_since_1970).ok_or_else(|| {
        EngineError::Internal(format!("day {days_since_1970} since 1970 is no date"))
    })
}

/// The rows of each day, ascending by day, in the order of the batches.
fn places_by_day(batches: &[RecordBatch]) -> Result<BTreeMap<i32, Vec<Place>>> {
    let mut days: BTreeMap<i32, Vec<Place>> = BTreeMap::new();
    for (number, batch) in batches.iter().enumerate() {
        let dates = batch
            .column_by_name("date")
            .and_then(|column| column.as_primitive_opt::<Date32Type>())
            .ok_or_else(|| EngineError::Internal("parsed rows have no date column".into()))?;
        for (row, date) in dates.values().iter().enumerate() {
            days.entry(*date)
                .or_default()
                .push((number as u32, row as u32));
        }
    }
    Ok(days)
}

/// Average bytes of a row of a batch.
fn row_bytes(batch: &RecordBatch) -> usize {
    batch.get_array_memory_size() / batch.num_rows().max(1)
}

fn bytes_of(batches: &[RecordBatch], places: &[Place]) -> usize {
    let mut known: HashMap<u32, usize> = HashMap::new();
    let sizes = places.iter().map(|(batch, _)| {
        *known
            .entry(*batch)
            .or_insert_with(|| row_bytes(&batches[*batch as usize]))
    });
    sizes.sum()
}

/// Cuts a day's rows so that no part is too large.
fn split_into_parts<'a>(batches: &[RecordBatch], places: &'a [Place]) -> Vec<&'a [Place]> {
    let total = bytes_of(batches, places).max(1);
    let by_bytes = (places.len() * PART_BYTES / total).max(1);
    places.chunks(by_bytes.min(PART_ROWS)).collect()
}

/// Copies rows out of the batches that hold them; only the batches concerned are looked at.
fn gather(
    batches: &[RecordBatch],
    places: &[Place],
    projection: Option<&[usize]>,
) -> Result<RecordBatch> {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let mut used = Vec::new();
    let mut indices = Vec::with_capacity(places.len());
    for (batch, row) in places {
        let number = match numbers.get(batch) {
            Some(number) => *number,
            None => {
                let whole = &batches[*batch as usize];
                used.push(match projection {
                    Some(columns) => whole.project(columns)?,
                    None => whole.clone(),
                });
                numbers.insert(*batch, used.len() - 1);
                used.len() - 1
            }
        };
        indices.push((number, *row as usize));
    }
    let used: Vec<&RecordBatch> = used.iter().collect();
    Ok(interleave_record_batch(&used, &indices)?)
}

#[cfg(test)]
mod tests;
