use datafusion::arrow::array::{Date32Array, Int64Array, LargeStringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use object_store::ObjectStoreExt;
use serde_json::{Value, json};

use super::*;
use crate::testing::{book_in_memory, day, rows, spec};

async fn bytes_of(book: &Book, file: &WrittenFile) -> Vec<u8> {
    let path = book.location().child(&format!("postings/{}", file.path));
    let got = book.location().store().get(&path).await.unwrap();
    got.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn the_same_rows_give_the_same_bytes() {
    let book = book_in_memory().await;
    let mut files = Vec::new();
    for _ in 0..2 {
        let mut writer = DayWriter::try_new(&book, &spec(), day(4)).unwrap();
        writer.write(&rows(1000, "a")).await.unwrap();
        writer.write(&rows(0, "a")).await.unwrap();
        files.push(writer.finish(BTreeMap::new()).await.unwrap());
    }
    assert!(files[0].path.starts_with("date=2016-01-05/"));
    assert_ne!(files[0].path, files[1].path);
    let bytes = bytes_of(&book, &files[0]).await;
    assert_eq!(bytes, bytes_of(&book, &files[1]).await);
    assert_eq!(files[0].size_bytes, bytes.len() as u64);
    let stats: Value = serde_json::from_str(&files[0].stats).unwrap();
    assert_eq!(
        stats,
        json!({ "numRecords": 1000, "minValues": { "posting_no": 0 }, "maxValues": { "posting_no": 999 },
                "nullCount": { "posting_no": 0 } })
    );
}

#[tokio::test]
async fn batches_may_bring_the_date_and_wider_types() {
    let book = book_in_memory().await;
    let schema = Schema::new(vec![
        Field::new("posting_id", DataType::LargeUtf8, true),
        Field::new("date", DataType::Date32, true),
        Field::new("posting_no", DataType::Int64, true),
    ]);
    let batch = RecordBatch::try_new(
        Arc::new(schema),
        vec![
            Arc::new(LargeStringArray::from(vec!["a"])),
            Arc::new(Date32Array::from(vec![16_805])),
            Arc::new(Int64Array::from(vec![1])),
        ],
    );
    let mut writer = DayWriter::try_new(&book, &spec(), day(4)).unwrap();
    writer.write(&batch.unwrap()).await.unwrap();
    assert_eq!(writer.rows(), 1);
    let lacking = rows(1, "a").project(&[0]).unwrap();
    let error = writer.write(&lacking).await.unwrap_err();
    assert!(
        error.to_string().contains("lacks column `posting_id`"),
        "{error}"
    );
    writer.abort().await;
}

#[tokio::test]
async fn an_aborted_file_leaves_nothing() {
    use futures::TryStreamExt;
    let folder = tempfile::tempdir().unwrap();
    let book = crate::testing::book_in(folder.path()).await;
    let mut writer = DayWriter::try_new(&book, &spec(), day(4)).unwrap();
    writer.write(&rows(10, "a")).await.unwrap();
    writer.abort().await;
    let left = book.location().store().list(Some(book.location().prefix()));
    let left: Vec<_> = left.try_collect().await.unwrap();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn a_small_file_has_a_small_bloom_filter() {
    let book = book_in_memory().await;
    let mut writer = DayWriter::try_new(&book, &spec(), day(4)).unwrap();
    writer.write(&rows(100, "a")).await.unwrap();
    let file = writer.finish(BTreeMap::new()).await.unwrap();
    assert!(file.size_bytes < 8_000, "{}", file.size_bytes);
}

/// The compression of each column, and whether the file has an index of its pages.
async fn layout_of(book: &Book, file: &WrittenFile) -> (Vec<&'static str>, bool) {
    use datafusion::parquet::basic::Compression;
    use datafusion::parquet::file::metadata::ParquetMetaDataReader;
    let bytes = bytes::Bytes::from(bytes_of(book, file).await);
    let footer = ParquetMetaDataReader::new()
        .parse_and_finish(&bytes)
        .unwrap();
    let columns = footer.row_group(0).columns().iter();
    let compression = columns.clone().map(|column| match column.compression() {
        Compression::UNCOMPRESSED => "none",
        Compression::SNAPPY => "snappy",
        Compression::ZSTD(_) => "zstd",
        _ => "another",
    });
    let indexed = columns
        .clone()
        .any(|column| column.offset_index_offset().is_some());
    (compression.collect(), indexed)
}

#[tokio::test]
async fn a_day_is_laid_out_for_what_it_holds() {
    let book = book_in_memory().await;
    let write = async |batches: &[i64]| {
        let mut writer = DayWriter::try_new(&book, &spec(), day(4)).unwrap();
        for count in batches {
            writer.write(&rows(*count, "a")).await.unwrap();
        }
        writer.finish(BTreeMap::new()).await.unwrap()
    };
    for (batches, compression, indexed) in [
        (&[20_i64][..], ["none", "none"], false),
        (&[100], ["snappy", "snappy"], false),
        (&[2_000], ["snappy", "zstd"], false),
        (&[15_000, 15_000], ["zstd", "zstd"], true),
    ] {
        let file = write(batches).await;
        let expected = (compression.to_vec(), indexed);
        assert_eq!(layout_of(&book, &file).await, expected, "{batches:?}");
        assert_eq!(file.rows, batches.iter().sum::<i64>() as u64);
    }
}

#[tokio::test]
async fn a_large_day_that_is_given_up_leaves_nothing() {
    use futures::TryStreamExt;
    let folder = tempfile::tempdir().unwrap();
    let book = crate::testing::book_in(folder.path()).await;
    let mut writer = DayWriter::try_new(&book, &spec(), day(4)).unwrap();
    for _ in 0..5 {
        writer.write(&rows(10_000, "a")).await.unwrap();
    }
    writer.abort().await;
    let left = book.location().store().list(Some(book.location().prefix()));
    let left: Vec<_> = left.try_collect().await.unwrap();
    assert!(left.is_empty(), "{left:?}");
}
