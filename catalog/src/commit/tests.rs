use std::collections::HashSet;

use futures::future::join_all;
use object_store::ObjectStore;
use object_store::memory::InMemory;
use url::Url;

use super::*;
use crate::testing::{
    FailingStore, book_in, book_in_memory, day, day_content, other_handle, put_days, spec, write,
};
use crate::{Environment, ErrorKind, Location};

#[tokio::test]
async fn a_day_is_replaced_never_appended_to() {
    let book = book_in_memory().await;
    let first = put_days(&book, None, &[day(0), day(1)], 5, "old")
        .await
        .unwrap();
    let second = put_days(&book, Some(&first), &[day(0)], 3, "new")
        .await
        .unwrap();
    assert_eq!((first.version, second.version), (0, 1));
    assert_eq!(second.rows(), 8);
    assert_eq!(
        day_content(&book, &second, day(0)).await,
        [("new".to_owned(), 3)]
    );
    assert_eq!(
        day_content(&book, &second, day(1)).await,
        [("old".to_owned(), 5)]
    );
    // Whoever held the old snapshot still reads the old day.
    assert_eq!(
        day_content(&book, &first, day(0)).await,
        [("old".to_owned(), 5)]
    );
    assert_eq!(second.fingerprint(day(0)), Some("new"));
}

#[tokio::test]
async fn a_day_can_be_empty_or_removed() {
    let book = book_in_memory().await;
    let first = put_days(&book, None, &[day(0), day(1)], 0, "empty")
        .await
        .unwrap();
    assert_eq!(first.day(day(0)).len(), 1);
    assert_eq!(first.rows(), 0);
    let gone = DayReplacement {
        date: day(0),
        files: Vec::new(),
        expected: first.day_paths(day(0)),
    };
    let second = Box::pin(book.commit(&spec(), Some(&first), vec![gone], "remove")).await;
    let second = second.unwrap();
    assert!(second.day(day(0)).is_empty());
    assert_eq!(second.days().count(), 1);
}

#[tokio::test]
async fn writers_of_different_days_all_commit_from_one_stale_base() {
    let folder = tempfile::tempdir().unwrap();
    race_for_different_days(book_in(&folder.path().join("my book")).await).await;
}

async fn race_for_different_days(book: Book) {
    let base = put_days(&book, None, &[day(0)], 1, "base").await.unwrap();
    let writers = (1..=8).map(|n| {
        let (book, base) = (book.clone(), Arc::clone(&base));
        tokio::spawn(async move {
            let mine = other_handle(&book).await;
            put_days(
                &mine,
                Some(&base),
                &[day(n), day(n + 100)],
                2,
                &format!("w{n}"),
            )
            .await
        })
    });
    for written in join_all(writers).await {
        written.unwrap().unwrap();
    }
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    assert_eq!(newest.version, 8);
    assert_eq!(newest.days().count(), 17);
    assert_eq!(newest.rows(), 1 + 8 * 2 * 2);
}

#[tokio::test]
async fn of_writers_of_one_day_one_wins_whole() {
    let folder = tempfile::tempdir().unwrap();
    race_for_one_day(book_in(folder.path()).await).await;
}

/// `DAYBOOK_TEST_S3=s3://bucket/prefix` runs the races on a server, which must honour conditional puts.
#[tokio::test]
async fn races_on_s3() {
    let Ok(url) = std::env::var("DAYBOOK_TEST_S3") else {
        println!("skipped: no DAYBOOK_TEST_S3");
        return;
    };
    let id = Environment::system().ids.next_id();
    for race in ["days", "day"] {
        let location = Location::parse(&format!("{url}/{id}/my book {race}")).unwrap();
        let book = Book::open(location, Environment::system()).await.unwrap();
        match race {
            "days" => race_for_different_days(book).await,
            _ => race_for_one_day(book).await,
        }
    }
}

async fn race_for_one_day(book: Book) {
    let base = put_days(&book, None, &[day(0), day(1)], 1, "base")
        .await
        .unwrap();
    let writers = (0..8).map(|n| {
        let (book, base) = (book.clone(), Arc::clone(&base));
        tokio::spawn(async move {
            let mine = other_handle(&book).await;
            // Overlapping ranges: each also has a day of its own, which must not get in when it loses.
            let days = [day(0), day(1), day(10 + n)];
            put_days(&mine, Some(&base), &days, 2, &format!("w{n}")).await
        })
    });
    let results: Vec<_> = join_all(writers)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let winners: Vec<usize> = (0..8).filter(|n| results[*n].is_ok()).collect();
    assert_eq!(winners.len(), 1);
    for error in results.iter().filter_map(|result| result.as_ref().err()) {
        assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    }
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    let who = format!("w{}", winners[0]);
    let days: HashSet<_> = newest.days().map(|(date, _)| date).collect();
    assert_eq!(
        days,
        HashSet::from([day(0), day(1), day(10 + winners[0] as u64)])
    );
    for date in days {
        assert_eq!(day_content(&book, &newest, date).await, [(who.clone(), 2)]);
    }
}

#[tokio::test]
async fn two_creators_both_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let book = book_in(folder.path()).await;
    let creators = (0..6).map(|n| {
        let book = book.clone();
        tokio::spawn(async move {
            let mine = other_handle(&book).await;
            put_days(&mine, None, &[day(n)], 1, "creator").await
        })
    });
    for created in join_all(creators).await {
        created.unwrap().unwrap();
    }
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    assert_eq!((newest.version, newest.days().count()), (5, 6));
}

#[tokio::test]
async fn a_stale_expectation_is_refused_and_writes_nothing() {
    let book = book_in_memory().await;
    let first = put_days(&book, None, &[day(0)], 1, "a").await.unwrap();
    put_days(&book, Some(&first), &[day(0)], 1, "b")
        .await
        .unwrap();
    let error = put_days(&book, Some(&first), &[day(1), day(0)], 1, "c").await;
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "day 2016-01-01 of `postings` was changed by another writer meanwhile; run the command again"
    );
    // Creating a day that exists is the same mistake.
    assert!(put_days(&book, None, &[day(0)], 1, "d").await.is_err());
    let newest = book.snapshot(&spec().name).await.unwrap().unwrap();
    assert_eq!((newest.version, newest.days().count()), (1, 1));
}

#[tokio::test]
async fn a_day_named_twice_or_a_file_of_another_day_is_refused() {
    let book = book_in_memory().await;
    let file = write(&book, day(0), 1, "a").await.unwrap();
    let replace = |date| DayReplacement {
        date,
        files: vec![file.clone()],
        expected: Vec::new(),
    };
    for days in [
        vec![replace(day(0)), replace(day(0))],
        vec![replace(day(1))],
    ] {
        let error = Box::pin(book.commit(&spec(), None, days, "wrong"))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    }
    assert!(book.snapshot(&spec().name).await.unwrap().is_none());
}

/// The process dies at every possible operation, before and after it takes effect: whoever opens the
/// book afterwards finds the old days or the new ones, whole.
#[tokio::test]
async fn a_crash_anywhere_leaves_the_old_days_or_the_new() {
    for last_takes_effect in [false, true] {
        for after in 0.. {
            let memory = Arc::new(InMemory::new());
            let url = Url::parse("memory:///book").unwrap();
            let location = Location::with_store(&url, Arc::clone(&memory) as _).unwrap();
            let book = Book::open(location, Environment::system()).await.unwrap();
            let base = put_days(&book, None, &[day(0), day(1)], 4, "old")
                .await
                .unwrap();

            let failing = Arc::new(FailingStore::new(memory, after, last_takes_effect));
            let store = Arc::clone(&failing) as Arc<dyn ObjectStore>;
            let dying = Location::with_store(&url, store).unwrap();
            let dying = Book::open(dying, Environment::system()).await.unwrap();
            let answer = put_days(&dying, Some(&base), &[day(0), day(1), day(2)], 3, "new").await;

            let fresh = other_handle(&book).await;
            let found = fresh.snapshot(&spec().name).await.unwrap().unwrap();
            let mut content = Vec::new();
            for date in [day(0), day(1), day(2)] {
                content.push(day_content(&fresh, &found, date).await);
            }
            let new = vec![vec![("new".to_owned(), 3)]; 3];
            let mut old = vec![vec![("old".to_owned(), 4)]; 2];
            old.push(Vec::new());
            assert!(
                content == old || content == new,
                "after {after}: {content:?}"
            );
            assert!(
                answer.is_err() || content == new,
                "claimed success after {after}"
            );
            // And the next run succeeds.
            put_days(&fresh, Some(&found), &[day(0)], 1, "again")
                .await
                .unwrap();
            if !failing.has_failed() {
                break;
            }
        }
    }
}

#[tokio::test]
async fn columns_may_be_added_but_not_change_their_type() {
    use datafusion::arrow::datatypes::{DataType, Field, Schema};
    let book = book_in_memory().await;
    let first = put_days(&book, None, &[day(0), day(1)], 1, "a")
        .await
        .unwrap();
    let with = |field: Field| {
        let mut fields: Vec<_> = spec().schema.fields().iter().cloned().collect();
        fields.retain(|old| old.name() != field.name());
        fields.push(Arc::new(field));
        TableSpec {
            schema: Arc::new(Schema::new(fields)),
            ..spec()
        }
    };
    let replace = |snapshot: &TableSnapshot, date| DayReplacement {
        date,
        files: Vec::new(),
        expected: snapshot.day_paths(date),
    };
    let more = with(Field::new("title", DataType::Utf8View, true));
    let days = vec![replace(&first, day(0))];
    let second = Box::pin(book.commit(&more, Some(&first), days, "more"))
        .await
        .unwrap();
    assert_eq!(second.schema.field(3).data_type(), &DataType::Utf8);
    assert_eq!(day_content(&book, &second, day(1)).await.len(), 1);

    let other = with(Field::new("posting_id", DataType::Int64, true));
    let days = vec![DayReplacement {
        expected: Vec::new(),
        ..replace(&second, day(0))
    }];
    let error = Box::pin(book.commit(&other, Some(&second), days, "type"))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`posting_id` of `postings` is stored as Utf8"),
        "{error}"
    );
    // Replacing every day leaves no file with the old type.
    let days = vec![replace(&second, day(1))];
    let third = Box::pin(book.commit(&other, Some(&second), days, "type"))
        .await
        .unwrap();
    assert_eq!(
        third
            .schema
            .field_with_name("posting_id")
            .unwrap()
            .data_type(),
        &DataType::Int64
    );
}
