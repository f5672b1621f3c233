use std::sync::Arc;

use super::*;
use crate::testing::{
    book_in, book_in_memory, day, day_content, other_handle, put_days, spec, write,
};
use crate::{Clock, Environment, ErrorKind};

#[derive(Debug)]
struct Later(Duration);

impl Clock for Later {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.0
    }
}

/// The same book seen `later` from now.
async fn in_future(book: &Book, later: Duration) -> Book {
    let env = Environment {
        clock: Arc::new(Later(later)),
        ..Environment::system()
    };
    Book::open(book.location().clone(), env).await.unwrap()
}

#[tokio::test]
async fn only_what_is_unneeded_and_old_goes() {
    let folder = tempfile::tempdir().unwrap();
    let book = book_in(folder.path()).await;
    let table = spec().name;
    let first = put_days(&book, None, &[day(0), day(1)], 2, "old")
        .await
        .unwrap();
    put_days(&book, Some(&first), &[day(0)], 1, "new")
        .await
        .unwrap();
    let abandoned = write(&book, day(5), 1, "abandoned").await.unwrap();

    let week = Duration::days(7);
    assert!(
        book.vacuum(&table, week, false)
            .await
            .unwrap()
            .files
            .is_empty()
    );
    let future = in_future(&book, Duration::days(8)).await;
    let mut expected = vec![first.day(day(0))[0].path.clone(), abandoned.path];
    expected.sort();
    let rehearsal = future.vacuum(&table, week, true).await.unwrap();
    assert_eq!((&rehearsal.files, rehearsal.dry_run), (&expected, true));
    assert_eq!(day_content(&book, &first, day(0)).await.len(), 1);

    let done = future.vacuum(&table, week, false).await.unwrap();
    assert_eq!(done.files, expected);
    let fresh = other_handle(&book).await;
    let newest = fresh.snapshot(&table).await.unwrap().unwrap();
    assert_eq!(
        day_content(&fresh, &newest, day(0)).await,
        [("new".to_owned(), 1)]
    );
    assert_eq!(
        day_content(&fresh, &newest, day(1)).await,
        [("old".to_owned(), 2)]
    );
    assert!(
        future
            .vacuum(&table, week, false)
            .await
            .unwrap()
            .files
            .is_empty()
    );
}

#[tokio::test]
async fn a_recent_removal_protects_an_old_file() {
    let book = book_in_memory().await;
    let table = spec().name;
    let first = put_days(&book, None, &[day(0)], 2, "old").await.unwrap();
    // The file is 8 days old when the day is replaced, and the old version must stay readable.
    let future = in_future(&book, Duration::days(8)).await;
    put_days(&future, Some(&first), &[day(0)], 1, "new")
        .await
        .unwrap();
    let done = future
        .vacuum(&table, Duration::days(7), false)
        .await
        .unwrap();
    assert!(done.files.is_empty(), "{done:?}");
}

#[tokio::test]
async fn a_negative_time_or_an_absent_table_is_refused() {
    let book = book_in_memory().await;
    let table = spec().name;
    let error = book
        .vacuum(&table, Duration::days(-1), true)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let error = book
        .vacuum(&table, Duration::days(1), true)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
