//! What the catalog's tests share: a small table, books in memory or in a folder, a store that fails.

mod failing;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::array::{Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::prelude::SessionContext;

pub(crate) use self::failing::FailingStore;
use crate::{
    Book, DayReplacement, DayTableProvider, DayWriter, Environment, Location, Result, TableName,
    TableSnapshot, TableSpec, WrittenFile, register_store, tags,
};

/// Noon of a day on which nothing happened.
pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_454_328_000, 0).unwrap()
}

/// The `n`-th day of 2016, from 0.
pub(crate) fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).unwrap() + chrono::Days::new(n)
}

pub(crate) fn spec() -> TableSpec {
    TableSpec {
        name: TableName::postings(),
        schema: Arc::new(Schema::new(vec![
            Field::new("date", DataType::Date32, false),
            Field::new("posting_no", DataType::Int64, false),
            Field::new("posting_id", DataType::Utf8, true),
        ])),
        sort_by: vec!["posting_no".to_owned()],
        bloom_filter_on: vec!["posting_id".to_owned()],
        comment: "test postings".to_owned(),
    }
}

/// Rows of one writer: the number of the row, and `who` wrote it.
pub(crate) fn rows(count: i64, who: &str) -> RecordBatch {
    let numbers: Int64Array = (0..count).collect();
    let ids: StringArray = (0..count).map(|n| Some(format!("{who}_{n}"))).collect();
    let schema = Schema::new(vec![
        Field::new("posting_no", DataType::Int64, false),
        Field::new("posting_id", DataType::Utf8, true),
    ]);
    RecordBatch::try_new(Arc::new(schema), vec![Arc::new(numbers), Arc::new(ids)]).unwrap()
}

/// A book in a folder, with fresh names for files and the machine's clock.
pub(crate) async fn book_in(folder: &std::path::Path) -> Book {
    let location = Location::parse(folder.to_str().unwrap()).unwrap();
    Book::open(location, Environment::system()).await.unwrap()
}

pub(crate) async fn book_in_memory() -> Book {
    let location = Location::parse("memory:///a book").unwrap();
    Book::open(location, Environment::system()).await.unwrap()
}

/// A second handle on the same book, as another process would have.
pub(crate) async fn other_handle(book: &Book) -> Book {
    let location = book.location().clone();
    Book::open(location, book.env().clone()).await.unwrap()
}

pub(crate) async fn write(
    book: &Book,
    date: NaiveDate,
    count: i64,
    who: &str,
) -> Result<WrittenFile> {
    let mut writer = DayWriter::try_new(book, &spec(), date)?;
    writer.write(&rows(count, who)).await?;
    let tags = BTreeMap::from([(tags::FINGERPRINT.to_owned(), who.to_owned())]);
    writer.finish(tags).await
}

/// Writes and commits the same rows as each of these days.
pub(crate) async fn put_days(
    book: &Book,
    base: Option<&TableSnapshot>,
    days: &[NaiveDate],
    count: i64,
    who: &str,
) -> Result<Arc<TableSnapshot>> {
    let mut replacements = Vec::new();
    for date in days {
        replacements.push(DayReplacement {
            date: *date,
            files: vec![write(book, *date, count, who).await?],
            expected: base.map(|base| base.day_paths(*date)).unwrap_or_default(),
        });
    }
    Box::pin(book.commit(&spec(), base, replacements, "test")).await
}

/// Answers a query over table `postings`, printed.
pub(crate) async fn query(book: &Book, snapshot: Arc<TableSnapshot>, sql: &str) -> String {
    let session = session(book, snapshot);
    let batches = session.sql(sql).await.unwrap().collect().await.unwrap();
    datafusion::arrow::util::pretty::pretty_format_batches(&batches)
        .unwrap()
        .to_string()
}

pub(crate) fn session(book: &Book, snapshot: Arc<TableSnapshot>) -> SessionContext {
    let session = SessionContext::new();
    register_store(book.location(), &session.runtime_env()).unwrap();
    let provider = DayTableProvider::new(book.location(), &spec().name, snapshot);
    session
        .register_table("postings", Arc::new(provider))
        .unwrap();
    session
}

/// Who wrote the rows of a day, and how many there are; reads the files.
pub(crate) async fn day_content(
    book: &Book,
    snapshot: &Arc<TableSnapshot>,
    date: NaiveDate,
) -> Vec<(String, i64)> {
    use datafusion::arrow::array::AsArray;
    let sql = format!(
        "SELECT split_part(posting_id, '_', 1), count(*) FROM postings WHERE date = '{date}' \
         GROUP BY 1 ORDER BY 1"
    );
    let session = session(book, Arc::clone(snapshot));
    let batches = session.sql(&sql).await.unwrap().collect().await.unwrap();
    let mut found = Vec::new();
    for batch in batches {
        let who = batch.column(0).as_string::<i32>();
        let count = batch
            .column(1)
            .as_primitive::<datafusion::arrow::datatypes::Int64Type>();
        found.extend((0..batch.num_rows()).map(|n| (who.value(n).to_owned(), count.value(n))));
    }
    found
}
