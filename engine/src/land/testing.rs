//! What the tests of landing share: chunks without files, and a view of what a book holds.

mod failing;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{Int64Type, TimestampMicrosecondType};
use daybook_catalog::{Book, Environment, Location, TableName};
use futures::TryStreamExt;
use object_store::ObjectStore;
use object_store::memory::InMemory;
use tokio::sync::mpsc;
use url::Url;

pub(super) use self::failing::FailingStore;
use super::observer::Unobserved;
use super::posting::{
    DateField, Draft, ParsedChunk, PostingBuilder, ReadEnd, Reject, RejectReason, TextField,
};
use super::run::Landing;
use super::spec::{Identity, LandSpec, SourceFormat};
use super::stored::StoredFile;
use super::summary::LandSummary;
use super::tables::postings_table;
use crate::error::Result;

/// `(id, day of 2016, title)`; a title `!` makes a reject.
pub(super) type Row = (&'static str, u32, String);

/// A row.
pub(super) fn row(id: &'static str, day: u32, title: &str) -> Row {
    (id, day, title.to_owned())
}

/// The n-th day of 2016, then of the years after.
pub(super) fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).unwrap() + TimeDelta::days(i64::from(number) - 1)
}

/// The time of a fixed clock, some hours into 2026.
pub(super) fn time(hours: i64) -> DateTime<Utc> {
    let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    start.and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::hours(hours)
}

/// A landing of source `VA`.
pub(super) fn spec() -> LandSpec {
    LandSpec {
        source: "VA".into(),
        format: SourceFormat::Coded("common-schema".into()),
        inputs: vec!["a.jsonl".into()],
        identity: Identity::Day,
        jobs: 2,
        memory_bytes: 1 << 20,
    }
}

/// A book in a store; every handle names its files in its own way.
pub(super) async fn book_in(store: Arc<dyn ObjectStore>, hours: i64) -> Book {
    let url = Url::parse("memory:///book").unwrap();
    let location = Location::with_store(&url, store).unwrap();
    let env = Environment {
        ids: Environment::system().ids,
        ..Environment::fixed(time(hours))
    };
    Book::open(location, env).await.unwrap()
}

/// An empty book.
pub(super) async fn empty_book() -> Book {
    book_in(Arc::new(InMemory::new()), 0).await
}

/// Rows as the parsers would send them, `of` rows a chunk.
pub(super) fn chunks(rows: &[Row], of: usize) -> Vec<ParsedChunk> {
    let numbered: Vec<(usize, &Row)> = rows.iter().enumerate().collect();
    numbered.chunks(of.max(1)).map(chunk).collect()
}

fn chunk(rows: &[(usize, &Row)]) -> ParsedChunk {
    let mut builder = PostingBuilder::new("VA", day(5_000));
    let mut rejects = Vec::new();
    for (line, (id, date, title)) in rows {
        if title == "!" {
            rejects.push(Reject {
                object: "a.jsonl".into(),
                line: *line as i64 + 1,
                reason: RejectReason::NoTitle,
                message: "the record has no title".into(),
                posted_date: Some(day(*date)),
                raw: b"{}".to_vec(),
            });
            continue;
        }
        let mut draft = Draft {
            id: Some((*id).into()),
            date: DateField::Date(day(*date)),
            ..Draft::default()
        };
        draft.texts[TextField::Title as usize] = Some(title.as_str().into());
        builder.push(draft).unwrap();
    }
    ParsedChunk {
        object: "a.jsonl".into(),
        batch: builder.finish().unwrap(),
        rejects,
        read: rows.len() as u64,
        filtered: 0,
        bytes: 10 * rows.len() as u64,
        mojibake_repaired: 0,
        html_cleaned: 0,
    }
}

/// Lands rows.
pub(super) async fn land_rows(book: &Book, spec: &LandSpec, rows: &[Row]) -> Result<LandSummary> {
    let (sender, receiver) = mpsc::channel(2);
    let chunks = chunks(rows, 3);
    let reading = async move {
        for chunk in chunks {
            if sender.send(Ok(chunk)).await.is_err() {
                break;
            }
        }
        Ok(ReadEnd::default())
    };
    let landing = Landing {
        book,
        spec,
        observer: &Unobserved,
        landed_at: book.env().clock.now(),
    };
    let summary = landing.run(reading, receiver).await?;
    let accounted = summary.added + summary.changed + summary.unchanged + summary.duplicates;
    assert_eq!(summary.read, accounted + summary.rejected_total());
    Ok(summary)
}

/// A posting as the book holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// Its ordinal within its day.
    pub(super) ordinal: i64,
    /// Its title.
    pub(super) title: String,
    /// When it was landed.
    pub(super) landed_at: DateTime<Utc>,
}

/// What the book holds, by day and id. Checks that each day is one file, its numbers in order, its rows counted.
pub(super) async fn held(book: &Book) -> BTreeMap<(NaiveDate, String), Held> {
    let mut held = BTreeMap::new();
    let Some(snapshot) = book.snapshot(&TableName::postings()).await.unwrap() else {
        return held;
    };
    for (date, files) in snapshot.days() {
        assert_eq!(files.len(), 1, "{date}");
        let file = StoredFile::new(book, &postings_table(), &files[0]);
        let batches: Vec<_> = file.read(None).await.unwrap().try_collect().await.unwrap();
        let mut last = -1;
        for batch in batches {
            let numbers = batch["posting_no"].as_primitive::<Int64Type>();
            let times = batch["landed_at"].as_primitive::<TimestampMicrosecondType>();
            for row in 0..batch.num_rows() {
                let ordinal = numbers.value(row) & 0xffff_ffff;
                assert!(ordinal > last, "{date}");
                last = ordinal;
                let id = batch["posting_id"].as_string::<i32>().value(row).to_owned();
                let posting = Held {
                    ordinal,
                    title: batch["title"].as_string::<i32>().value(row).to_owned(),
                    landed_at: DateTime::from_timestamp_micros(times.value(row)).unwrap(),
                };
                assert!(held.insert((date, id), posting).is_none(), "{date}");
            }
        }
    }
    held
}

/// The ordinals of a day by id.
pub(super) async fn ordinals(book: &Book, date: NaiveDate) -> BTreeMap<String, i64> {
    let held = held(book).await.into_iter();
    let own = held.filter(|((other, _), _)| *other == date);
    own.map(|((_, id), posting)| (id, posting.ordinal))
        .collect()
}

/// Version of a table; none if it is absent.
pub(super) async fn version(book: &Book, table: &TableName) -> Option<u64> {
    let snapshot = book.snapshot(table).await.unwrap();
    snapshot.map(|snapshot| snapshot.version)
}

/// Every object of a store.
pub(super) async fn objects(store: &InMemory) -> Vec<String> {
    let listed: Vec<_> = store.list(None).try_collect().await.unwrap();
    let mut names: Vec<_> = listed
        .iter()
        .map(|meta| meta.location.to_string())
        .collect();
    names.sort();
    names
}
