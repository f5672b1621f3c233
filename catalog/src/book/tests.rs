use chrono::Duration;
use futures::TryStreamExt;
use parking_lot::Mutex;

use super::*;
use crate::testing::{book_in, book_in_memory, day, noon, other_handle, put_days, spec};
use crate::{Clock, ErrorKind};

#[derive(Debug)]
struct Ticking(Mutex<DateTime<Utc>>);

impl Clock for Ticking {
    fn now(&self) -> DateTime<Utc> {
        let mut now = self.0.lock();
        *now += Duration::hours(1);
        *now
    }
}

#[tokio::test]
async fn opening_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new book");
    let book = book_in(&path).await;
    assert!(book.snapshot(&spec().name).await.unwrap().is_none());
    assert!(book.tables().await.unwrap().is_empty());
    assert!(!path.exists());
}

#[tokio::test]
async fn a_snapshot_is_cached_until_another_handle_commits() {
    let book = book_in_memory().await;
    let first = put_days(&book, None, &[day(0)], 1, "a").await.unwrap();
    let again = book.snapshot(&spec().name).await.unwrap().unwrap();
    assert!(Arc::ptr_eq(&first, &again));
    let other = other_handle(&book).await;
    for n in 1..4 {
        put_days(&other, None, &[day(n)], 1, "b").await.unwrap();
    }
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    assert_eq!((newest.version, newest.days().count()), (3, 4));
}

#[tokio::test]
async fn tables_are_those_with_a_log() {
    let book = book_in_memory().await;
    put_days(&book, None, &[day(0)], 1, "a").await.unwrap();
    for name in ["attributes.state", "counts.title_counts"] {
        let table = crate::TableSpec {
            name: name.parse().unwrap(),
            ..spec()
        };
        Box::pin(book.commit(&table, None, Vec::new(), "create"))
            .await
            .unwrap();
    }
    let names: Vec<String> = book
        .tables()
        .await
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        names,
        ["postings", "attributes.state", "counts.title_counts"]
    );
}

#[tokio::test]
async fn a_dropped_table_is_gone_and_can_be_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let book = book_in(folder.path()).await;
    let watcher = other_handle(&book).await;
    for n in 0..3 {
        put_days(&book, None, &[day(n)], 1, "a").await.unwrap();
    }
    assert_eq!(
        watcher
            .snapshot(&spec().name)
            .await
            .unwrap()
            .unwrap()
            .version,
        2
    );
    book.drop_table(&spec().name).await.unwrap();
    assert!(book.snapshot(&spec().name).await.unwrap().is_none());
    assert!(watcher.snapshot(&spec().name).await.unwrap().is_none());
    let error = book.drop_table(&spec().name).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    put_days(&book, None, &[day(7)], 1, "b").await.unwrap();
    let seen = watcher.snapshot(&spec().name).await.unwrap().unwrap();
    assert_eq!((seen.version, seen.days().count()), (0, 1));
}

#[tokio::test]
async fn earlier_states_are_read_by_version_and_by_time() {
    let location = Location::parse("memory:///book").unwrap();
    let env = Environment {
        clock: Arc::new(Ticking(Mutex::new(noon()))),
        ..Environment::system()
    };
    let book = Book::open(location, env).await.unwrap();
    for n in 0..30 {
        put_days(&book, None, &[day(n)], 1, "a").await.unwrap();
    }
    let table = spec().name;
    let history = book.history(&table).await.unwrap();
    assert_eq!(history.len(), 30);
    assert_eq!((history[0].version, history[29].version), (29, 0));
    assert_eq!(
        (history[3].days.clone(), history[3].operation.as_str()),
        (vec![day(26)], "test")
    );
    let at = |at| book.snapshot_at(&table, at);
    assert_eq!(at(AsOf::Version(11)).await.unwrap().days().count(), 12);
    for entry in &history {
        for (late, version) in [(0, entry.version), (59, entry.version)] {
            let time = entry.timestamp + Duration::minutes(late);
            let found = Box::pin(at(AsOf::Timestamp(time))).await.unwrap();
            assert_eq!(found.version, version);
        }
    }
    let before = history[29].timestamp - Duration::milliseconds(1);
    for missing in [AsOf::Version(30), AsOf::Timestamp(before)] {
        let error = at(missing).await.unwrap_err();
        assert!(
            matches!(error, CatalogError::NoSuchVersion { .. }),
            "{error}"
        );
    }
}

#[tokio::test]
async fn tags_survive_in_checkpoints_when_the_entries_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let book = book_in(folder.path()).await;
    for n in 0..30 {
        put_days(&book, None, &[day(n)], 1, &format!("w{n}"))
            .await
            .unwrap();
    }
    let before = book.snapshot(&spec().name).await.unwrap().unwrap();
    let log = book.location().child("postings/_delta_log");
    let store = book.location().store();
    let entries: Vec<_> = store.list(Some(&log)).try_collect().await.unwrap();
    for entry in entries {
        let name = entry.location.filename().unwrap();
        if name.ends_with(".json") && name < "00000000000000000025.json" {
            store.delete(&entry.location).await.unwrap();
        }
    }
    let fresh = other_handle(&book).await;
    let after = fresh.snapshot(&spec().name).await.unwrap().unwrap();
    assert_eq!(after.files, before.files);
    assert_eq!(after.fingerprint(day(3)), Some("w3"));
}
