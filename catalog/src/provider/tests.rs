use datafusion::arrow::datatypes::DataType;
use datafusion::physical_plan::displayable;

use super::*;
use crate::testing::{book_in, book_in_memory, day, put_days, query, session, spec};
use crate::{DayReplacement, TableSpec};

async fn plan(book: &crate::Book, snapshot: &Arc<TableSnapshot>, sql: &str) -> String {
    let session = session(book, Arc::clone(snapshot));
    let plan = session
        .sql(sql)
        .await
        .unwrap()
        .create_physical_plan()
        .await
        .unwrap();
    displayable(plan.as_ref()).indent(true).to_string()
}

#[tokio::test]
async fn filters_on_the_day_choose_files_at_plan_time() {
    let book = book_in_memory().await;
    let days: Vec<_> = (0..100).map(day).collect();
    let snapshot = put_days(&book, None, &days, 2, "a").await.unwrap();
    let plan = plan(
        &book,
        &snapshot,
        "SELECT posting_id FROM postings WHERE date_part('month', date) = 2 AND date < '2016-02-03'",
    )
    .await;
    assert_eq!(plan.matches(".parquet").count(), 2, "{plan}");
    assert!(!plan.contains("FilterExec"), "{plan}");
    let sql = "SELECT date, count(*) AS n FROM postings \
               WHERE date BETWEEN '2016-01-30' AND '2016-02-01' AND posting_no > 0 GROUP BY 1 ORDER BY 1";
    assert_eq!(
        query(&book, snapshot, sql).await,
        "+------------+---+\n| date       | n |\n+------------+---+\n| 2016-01-30 | 1 |\n\
         | 2016-01-31 | 1 |\n| 2016-02-01 | 1 |\n+------------+---+"
    );
}

#[tokio::test]
async fn other_filters_reach_the_parquet_scan() {
    let book = book_in_memory().await;
    let snapshot = put_days(&book, None, &[day(0)], 100, "a").await.unwrap();
    let sql = "SELECT posting_no FROM postings WHERE posting_id = 'a_7' AND date IS NOT NULL";
    let plan = plan(&book, &snapshot, sql).await;
    assert!(plan.contains("predicate=posting_id"), "{plan}");
    assert!(query(&book, snapshot, sql).await.contains("| 7 "), "{plan}");
}

#[tokio::test]
async fn counts_come_from_the_snapshot() {
    let book = book_in_memory().await;
    let days: Vec<_> = (0..10).map(day).collect();
    let snapshot = put_days(&book, None, &days, 7, "a").await.unwrap();
    let sql = "SELECT count(*) AS n, min(date) AS first, max(date) AS last FROM postings";
    let plan = plan(&book, &snapshot, sql).await;
    assert!(!plan.contains("DataSourceExec: file_groups"), "{plan}");
    let answer = query(&book, snapshot, sql).await;
    assert!(
        answer.contains("| 70 | 2016-01-01 | 2016-01-10 |"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_table_without_rows_reads_as_empty() {
    let book = book_in_memory().await;
    let snapshot = put_days(&book, None, &[day(0)], 0, "a").await.unwrap();
    let answer = query(
        &book,
        snapshot,
        "SELECT count(posting_id) AS n FROM postings",
    )
    .await;
    assert!(answer.contains("| 0 |"), "{answer}");
}

#[tokio::test]
async fn a_provider_can_be_restricted_and_read_views() {
    let book = book_in_memory().await;
    let days: Vec<_> = (0..5).map(day).collect();
    let snapshot = put_days(&book, None, &days, 1, "a").await.unwrap();
    let provider = DayTableProvider::new(book.location(), &spec().name, Arc::clone(&snapshot))
        .restricted_to(DayRange::between(day(1), day(3)))
        .with_view_types();
    assert_eq!(provider.schema().field(2).data_type(), &DataType::Utf8View);
    let session = session(&book, snapshot);
    session.register_table("some", Arc::new(provider)).unwrap();
    let frame =
        session.sql("SELECT *, arrow_typeof(posting_id) AS t FROM some ORDER BY date LIMIT 9");
    let batches = frame.await.unwrap().collect().await.unwrap();
    assert_eq!(
        batches.iter().map(|batch| batch.num_rows()).sum::<usize>(),
        3
    );
    assert_eq!(batches[0].schema().field(0).name(), "date");
    assert_eq!(
        batches[0].schema().field(2).data_type(),
        &DataType::Utf8View
    );
}

#[tokio::test]
async fn a_day_written_before_a_column_was_added_reads_null() {
    use datafusion::arrow::datatypes::{Field, Schema};
    let folder = tempfile::tempdir().unwrap();
    let book = book_in(&folder.path().join("book with spaces")).await;
    let first = put_days(&book, None, &[day(0), day(1)], 2, "a")
        .await
        .unwrap();
    let mut fields: Vec<_> = spec().schema.fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new_list(
        "tags",
        Field::new_list_field(DataType::Utf8, true),
        true,
    )));
    let wider = TableSpec {
        schema: Arc::new(Schema::new(fields)),
        ..spec()
    };
    let gone = DayReplacement {
        date: day(1),
        files: Vec::new(),
        expected: first.day_paths(day(1)),
    };
    let wide = Box::pin(book.commit(&wider, Some(&first), vec![gone], "widen"))
        .await
        .unwrap();
    let answer = query(
        &book,
        wide,
        "SELECT posting_no, tags FROM postings ORDER BY 1",
    )
    .await;
    assert!(answer.contains("| 0          |      |"), "{answer}");
}

#[tokio::test]
async fn groups_are_consecutive_days_of_like_size() {
    let book = book_in_memory().await;
    let days: Vec<_> = (0..50).map(day).collect();
    let snapshot = put_days(&book, None, &days, 3, "a").await.unwrap();
    let config = datafusion::prelude::SessionConfig::new().with_target_partitions(4);
    let session = datafusion::prelude::SessionContext::new_with_config(config);
    crate::register_store(book.location(), &session.runtime_env()).unwrap();
    let provider = DayTableProvider::new(book.location(), &spec().name, snapshot);
    let plan = provider
        .scan(&session.state(), None, &[], None)
        .await
        .unwrap();
    assert_eq!(plan.properties().output_partitioning().partition_count(), 4);
    assert_eq!(plan.schema(), provider.schema());
}

async fn answer(session: &datafusion::prelude::SessionContext, sql: &str) -> Result<String> {
    let batches = session.sql(sql).await?.collect().await?;
    Ok(datafusion::arrow::util::pretty::pretty_format_batches(&batches)?.to_string())
}

#[tokio::test]
async fn a_session_keeps_small_files_and_asks_for_large_ones() {
    use futures::TryStreamExt;
    use object_store::ObjectStoreExt;
    let book = book_in_memory().await;
    let base = put_days(&book, None, &[day(0), day(1)], 40, "a")
        .await
        .unwrap();
    let snapshot = put_days(&book, Some(&base), &[day(2)], 30_000, "a")
        .await
        .unwrap();
    let sizes: Vec<bool> = snapshot
        .files
        .iter()
        .map(|file| file.size_bytes > 64 * 1024)
        .collect();
    assert_eq!(sizes, [false, false, true]);

    let first = session(&book, Arc::clone(&snapshot));
    let small = "SELECT max(posting_id) AS last, count(posting_id) AS n FROM postings WHERE date < '2016-01-03'";
    let large = "SELECT max(posting_id) AS last, count(posting_id) AS n FROM postings WHERE date = '2016-01-03'";
    let before = answer(&first, small).await.unwrap();
    assert!(before.contains("| a_9  | 80 |"), "{before}");
    assert!(
        answer(&first, large)
            .await
            .unwrap()
            .contains("| a_9999 | 30000 |")
    );

    let store = book.location().store();
    let all: Vec<_> = store
        .list(Some(book.location().prefix()))
        .try_collect()
        .await
        .unwrap();
    for object in all {
        store.delete(&object.location).await.unwrap();
    }
    assert_eq!(answer(&first, small).await.unwrap(), before);
    assert!(answer(&first, large).await.is_err());
    let second = session(&book, snapshot);
    let error = answer(&second, small).await.unwrap_err().to_string();
    assert!(error.contains("date=2016-01-0"), "{error}");
}

#[tokio::test]
async fn a_damaged_small_file_is_named() {
    use object_store::ObjectStoreExt;
    let book = book_in_memory().await;
    let snapshot = put_days(&book, None, &[day(0)], 40, "a").await.unwrap();
    let file = &snapshot.day(day(0))[0];
    let path = book.location().child(&format!("postings/{}", file.path));
    let garbage = vec![b'x'; file.size_bytes as usize];
    book.location()
        .store()
        .put(&path, garbage.into())
        .await
        .unwrap();
    let error = answer(
        &session(&book, Arc::clone(&snapshot)),
        "SELECT max(posting_id) FROM postings",
    )
    .await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains(&file.path), "{error}");
}
