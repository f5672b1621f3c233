//! Which posting is which: ids and contents as hashes, and, where a source says `identity = book`, the one
//! day on which each posting lives.
//!
//! ```text
//! landing: VA_7 on 2016-01-05, VA_7 on 2016-02-01   ─► PostingHomes {VA_7: 2016-02-01}
//! book:    VA_7 on 2015-12-30                       ─► 2015-12-30 is visited too: VA_7 leaves it
//! ```

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{AsArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{Date32Type, SchemaRef};
use daybook_catalog::{Book, DayFile};
use futures::{StreamExt, TryStreamExt};

use super::stored::StoredFile;
use super::tables::postings_table;
use crate::error::{EngineError, Result};

/// A text as 128 bits of its hash: small enough to keep a million of them, wide enough never to meet twice.
pub(crate) type TextKey = u128;

/// The key of a text.
pub(crate) fn text_key(text: &str) -> TextKey {
    let mut bytes = [0; 16];
    blake3::Hasher::new()
        .update(text.as_bytes())
        .finalize_xof()
        .fill(&mut bytes);
    TextKey::from_le_bytes(bytes)
}

/// A posting as a landing compares it: who it is and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowIdentity {
    /// Its id.
    pub(crate) id: TextKey,
    /// Its content hash.
    pub(crate) content: TextKey,
}

/// The identities of a batch that has the columns `posting_id` and `content_hash`.
pub(crate) fn row_identities(batch: &RecordBatch) -> Result<Vec<RowIdentity>> {
    let ids = text_column(batch, "posting_id")?;
    let contents = text_column(batch, "content_hash")?;
    let rows = (0..batch.num_rows()).map(|row| RowIdentity {
        id: text_key(ids.value(row)),
        content: text_key(contents.value(row)),
    });
    Ok(rows.collect())
}

/// A text column of a batch.
pub(crate) fn text_column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a StringArray> {
    batch
        .column_by_name(name)
        .and_then(|column| column.as_string_opt::<i32>())
        .ok_or_else(|| EngineError::Internal(format!("rows have no text column `{name}`")))
}

/// The positions of columns in a schema, ascending.
pub(crate) fn projection(schema: &SchemaRef, names: &[&str]) -> Vec<usize> {
    let fields = schema.fields().iter().enumerate();
    let wanted = fields.filter(|(_, field)| names.contains(&field.name().as_str()));
    wanted.map(|(position, _)| position).collect()
}

/// For each posting of a landing the one day it lives on: that of its last record.
#[derive(Debug, Default)]
pub(crate) struct PostingHomes(HashMap<TextKey, i32>);

impl PostingHomes {
    /// Takes the next rows of the landing.
    pub(crate) fn push(&mut self, batch: &RecordBatch) -> Result<()> {
        let ids = text_column(batch, "posting_id")?;
        let dates = batch
            .column_by_name("date")
            .and_then(|column| column.as_primitive_opt::<Date32Type>())
            .ok_or_else(|| EngineError::Internal("parsed rows have no date column".into()))?;
        for (row, date) in dates.values().iter().enumerate() {
            self.0.insert(text_key(ids.value(row)), *date);
        }
        Ok(())
    }

    /// Whether this landing puts the posting on another day than `date`.
    pub(crate) fn lives_elsewhere(&self, id: TextKey, date: NaiveDate) -> bool {
        let home = self.0.get(&id);
        home.is_some_and(|home| *home != Date32Type::from_naive_date(date))
    }

    /// The days that postings of this landing leave, of those with these files. Reads one column of each file,
    /// `jobs` files at a time.
    pub(crate) async fn days_left(
        &self,
        book: &Book,
        files: Vec<Arc<DayFile>>,
        jobs: usize,
    ) -> Result<BTreeSet<NaiveDate>> {
        let table = postings_table();
        let stored = files
            .iter()
            .map(|file| (file.date, StoredFile::new(book, &table, file)));
        let checks: Vec<_> = stored
            .map(|(date, file)| self.left_day(date, file))
            .collect();
        let found = futures::stream::iter(checks).buffer_unordered(jobs.max(1));
        let found: Vec<Option<NaiveDate>> = found.try_collect().await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The file's day, if a posting of this landing leaves it.
    async fn left_day(&self, date: NaiveDate, file: StoredFile) -> Result<Option<NaiveDate>> {
        let mut batches = file.read(Some(&["posting_id"])).await?;
        while let Some(batch) = batches.try_next().await? {
            let ids = text_column(&batch, "posting_id")?;
            let mut ids = ids.iter().flatten();
            if ids.any(|id| self.lives_elsewhere(text_key(id), date)) {
                return Ok(Some(date));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_keys_of_their_own() {
        assert_eq!(text_key("VA_1"), text_key("VA_1"));
        assert_ne!(text_key("VA_1"), text_key("VA_2"));
    }
}
