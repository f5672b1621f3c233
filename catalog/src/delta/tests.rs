//! The replay beside the Delta library's, which is the oracle, over histories made at random.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::Schema;
use deltalake::kernel::engine::arrow_conversion::TryIntoArrow;
use deltalake::table::state::DeltaTableState;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use proptest::prelude::*;

use super::TableState;
use crate::schema::{DATE, storable_schema};
use crate::snapshot::{DayFile, TableSnapshot};
use crate::testing::{book_in_memory, day, other_handle, put_days, spec};
use crate::{Book, CatalogError, DayReplacement, ErrorKind};

/// The library's state in our words.
async fn by_the_library(book: &Book, version: Option<u64>) -> TableSnapshot {
    let slot = book.slot(&spec().name);
    let state = DeltaTableState::try_new(slot.log_store.as_ref(), version).await;
    let state = state.unwrap();
    let schema: Schema = state.schema().as_ref().try_into_arrow().unwrap();
    let files = state.snapshot().try_log_data().unwrap();
    let file = |view: deltalake::kernel::LogicalFileView| {
        #[expect(
            deprecated,
            reason = "the only public way to an add action's tags in deltalake 1.1"
        )]
        let add = view.add_action();
        let date = add.partition_values[DATE].clone().unwrap();
        let tags = add.tags.unwrap_or_default().into_iter();
        let tags: BTreeMap<_, _> = tags
            .filter_map(|(key, value)| Some((key, value?)))
            .collect();
        Arc::new(DayFile {
            path: add.path,
            size_bytes: add.size as u64,
            date: date.parse::<NaiveDate>().unwrap(),
            rows: view.num_records().unwrap() as u64,
            committed_at: view.modification_datetime().unwrap(),
            tags,
        })
    };
    TableSnapshot::new(
        state.version(),
        storable_schema(&schema).unwrap(),
        files.iter().map(file).collect(),
        state
            .metadata()
            .description()
            .unwrap_or_default()
            .to_owned(),
    )
}

fn assert_same(ours: &TableSnapshot, theirs: &TableSnapshot) {
    assert_eq!(ours.version, theirs.version);
    assert_eq!(ours.schema, theirs.schema);
    assert_eq!(ours.files, theirs.files);
    assert_eq!(ours.comment, theirs.comment);
}

#[derive(Debug, Clone)]
enum Step {
    Put(Vec<u64>, i64),
    Remove(u64),
    Checkpoint,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (prop::collection::btree_set(0..6_u64, 1..4), 0..4_i64)
            .prop_map(|(days, rows)| Step::Put(days.into_iter().collect(), rows)),
        1 => (0..6_u64).prop_map(Step::Remove),
        1 => Just(Step::Checkpoint),
    ]
}

async fn take(book: &Book, step: &Step, number: usize) {
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    match step {
        Step::Put(days, rows) => {
            let days: Vec<_> = days.iter().map(|n| day(*n)).collect();
            let who = format!("writer {number}");
            put_days(book, Some(&newest), &days, *rows, &who)
                .await
                .unwrap();
        }
        Step::Remove(n) => {
            let gone = DayReplacement {
                date: day(*n),
                files: Vec::new(),
                expected: newest.day_paths(day(*n)),
            };
            let spec = spec();
            let commit = book.commit(&spec, Some(&newest), vec![gone], "remove");
            Box::pin(commit).await.unwrap();
        }
        Step::Checkpoint => book.checkpoint(&spec().name).await.unwrap(),
    }
}

async fn compare(steps: &[Step]) {
    let book = book_in_memory().await;
    put_days(&book, None, &[day(0)], 1, "first").await.unwrap();
    let watcher = other_handle(&book).await;
    for (number, step) in steps.iter().enumerate() {
        take(&book, step, number).await;
        let theirs = by_the_library(&book, None).await;
        // Ours in three ways: after our own commit, following another handle's, and from nothing.
        for handle in [&book, &watcher, &other_handle(&book).await] {
            let ours = handle.snapshot(&spec().name).await.unwrap().unwrap();
            assert_same(&ours, &theirs);
        }
    }
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    for version in 0..newest.version {
        let log = &book.slot(&spec().name).log_store;
        let ours = TableState::load(log, &spec().name, Some(version))
            .await
            .unwrap()
            .unwrap();
        assert_same(&ours.snapshot, &by_the_library(&book, Some(version)).await);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn replays_what_the_library_replays(steps in prop::collection::vec(step(), 1..10)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(compare(&steps));
    }
}

/// Adds a line to the newest log entry, as another program would have written it.
async fn append(book: &Book, version: u64, line: &str) {
    let path = Path::from(format!("_delta_log/{version:020}.json"));
    let store = book.slot(&spec().name).log_store.object_store(None);
    store.put(&path, line.to_owned().into()).await.unwrap();
}

async fn state_with(line: &str) -> (Book, Result<Option<TableState>, CatalogError>) {
    let book = book_in_memory().await;
    put_days(&book, None, &[day(0)], 1, "a").await.unwrap();
    append(&book, 1, line).await;
    let slot = book.slot(&spec().name);
    let state = TableState::load(&slot.log_store, &spec().name, None).await;
    (book, state)
}

#[tokio::test]
async fn what_would_be_read_wrongly_is_refused() {
    let add = r#"{"add":{"path":"date=2016-01-02/x.parquet","partitionValues":{"date":"2016-01-02"},"size":1,"modificationTime":0,"dataChange":true,"stats":"{\"numRecords\":1}""#;
    for (line, says) in [
        (
            r#"{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}}"#.to_owned(),
            "uses the feature deletionVectors",
        ),
        (
            r#"{"protocol":{"minReaderVersion":9,"minWriterVersion":9}}"#.to_owned(),
            "asks for version 9 of the protocol",
        ),
        (
            format!(r#"{add},"deletionVector":{{"storageType":"u","pathOrInlineDv":"x","sizeInBytes":1,"cardinality":1}}}}}}"#),
            "date=2016-01-02/x.parquet` has a deletion vector",
        ),
        (
            r#"{"add":{"path":"s3://elsewhere/x.parquet","partitionValues":{"date":"2016-01-02"},"size":1,"modificationTime":0}}"#.to_owned(),
            "lies outside the table's folder",
        ),
        (
            r#"{"add":{"path":"date=2016-01-02/x.parquet","partitionValues":{},"size":1,"modificationTime":0,"stats":"{\"numRecords\":1}"}}"#.to_owned(),
            "has no date in its partition values",
        ),
        ("{\"add\":".to_owned(), "postings/_delta_log/00000000000000000001.json"),
    ] {
        let (_, state) = state_with(&line).await;
        let error = state.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn a_table_that_asks_for_more_of_its_writers_is_read_and_not_written() {
    for (line, says) in [
        (
            r#"{"protocol":{"minReaderVersion":1,"minWriterVersion":4}}"#,
            "asks for version 4 of the protocol",
        ),
        (
            r#"{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["changeDataFeed"]}}"#,
            "uses the feature changeDataFeed",
        ),
    ] {
        let (book, state) = state_with(line).await;
        let state = state.unwrap().unwrap();
        assert_eq!(state.snapshot.rows(), 1);
        let error = put_days(&book, None, &[day(3)], 1, "b").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn names_of_other_writers_are_decoded() {
    let line = r#"{"add":{"path":"date=2016-01-02/part%20one%25.parquet","partitionValues":{"date":"2016-01-02"},"size":1,"modificationTime":0,"dataChange":true,"stats":"{\"numRecords\":7}"}}"#;
    let (_, state) = state_with(line).await;
    let snapshot = state.unwrap().unwrap().snapshot;
    let [file] = snapshot.day(day(1)) else {
        panic!("one file")
    };
    assert_eq!(
        (file.path.as_str(), file.rows),
        ("date=2016-01-02/part one%.parquet", 7)
    );
}

#[tokio::test]
async fn a_log_with_a_gap_is_damaged() {
    let (book, _) = state_with("").await;
    append(&book, 3, "").await;
    let slot = book.slot(&spec().name);
    let error = TableState::load(&slot.log_store, &spec().name, None)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Data);
    assert!(
        error.to_string().contains("entries of the log are missing"),
        "{error}"
    );
    let first = TableState::load(&slot.log_store, &spec().name, Some(1))
        .await
        .unwrap();
    assert_eq!(first.unwrap().snapshot.version, 1);
}
