use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray};
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;

use super::*;
use crate::render::nested::top_n_column;

fn batch() -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([
        (
            "state",
            Arc::new(StringArray::from(vec![Some("VA"), None])) as ArrayRef,
            true,
        ),
        (
            "postings",
            Arc::new(Int64Array::from(vec![Some(12), Some(3)])) as ArrayRef,
            true,
        ),
        (
            "pay",
            Arc::new(Float64Array::from(vec![Some(20.5), None])) as ArrayRef,
            true,
        ),
        (
            "skills",
            Arc::new(top_n_column(&[&[("SQL", 8), ("R|S", 7)], &[]])) as ArrayRef,
            true,
        ),
    ])
    .unwrap()
}

fn stream(batches: Vec<RecordBatch>) -> SendableRecordBatchStream {
    let schema = batch().schema();
    let batches = futures::stream::iter(batches.into_iter().map(Ok));
    Box::pin(RecordBatchStreamAdapter::new(schema, batches))
}

fn bytes(format: Format, batches: Vec<RecordBatch>, max_rows: Option<usize>) -> Vec<u8> {
    let drawing = Drawing {
        format,
        max_rows,
        screen: Screen::PLAIN,
    };
    let mut out = Vec::new();
    futures::executor::block_on(write_rows(stream(batches), drawing, &mut out)).unwrap();
    out
}

fn text(format: Format, batches: Vec<RecordBatch>) -> String {
    String::from_utf8(bytes(format, batches, None)).unwrap()
}

#[test]
fn csv_has_nested_values_as_json_and_nulls_empty() {
    assert_eq!(
        text(Format::Csv, vec![batch()]),
        "state,postings,pay,skills\n\
         VA,12,20.5,\"[{\"\"value\"\":\"\"SQL\"\",\"\"weight\"\":8,\"\"rank\"\":1},\
         {\"\"value\"\":\"\"R|S\"\",\"\"weight\"\":7,\"\"rank\"\":2}]\"\n\
         ,3,,[]\n"
    );
}

#[test]
fn csv_without_rows_has_its_header() {
    assert_eq!(text(Format::Csv, vec![]), "state,postings,pay,skills\n");
}

#[test]
fn json_is_one_array_and_jsonl_a_line_each() {
    let row = r#"{"state":null,"postings":3,"pay":null,"skills":[]}"#;
    let lines = text(Format::Jsonl, vec![batch()]);
    assert_eq!(lines.lines().count(), 2);
    assert_eq!(lines.lines().nth(1), Some(row));
    let array: serde_json::Value =
        serde_json::from_str(&text(Format::Json, vec![batch()])).unwrap();
    assert_eq!(array[0]["skills"][0]["value"], "SQL");
    assert_eq!(array[1].to_string(), row);
    assert_eq!(text(Format::Json, vec![]), "[]\n");
    assert_eq!(text(Format::Jsonl, vec![]), "");
}

#[test]
fn markdown_escapes_its_own_signs() {
    assert_eq!(
        text(Format::Markdown, vec![batch()]),
        "| state | postings | pay | skills |\n\
         | --- | ---: | ---: | --- |\n\
         | VA | 12 | 20.5 | SQL 8, R\\|S 7 |\n\
         |  | 3 |  |  |\n"
    );
}

#[test]
fn a_table_reads_well() {
    let expected = "\
┌───────┬──────────┬──────┬──────────────┐
│ state ┆ postings ┆  pay ┆ skills       │
╞═══════╪══════════╪══════╪══════════════╡
│ VA    ┆       12 ┆ 20.5 ┆ SQL 8, R|S 7 │
│       ┆        3 ┆      ┆              │
└───────┴──────────┴──────┴──────────────┘
";
    assert_eq!(text(Format::Table, vec![batch()]), expected);
}

#[test]
fn a_long_table_is_cut_and_says_so() {
    let cut = String::from_utf8(bytes(Format::Table, vec![batch(), batch()], Some(3))).unwrap();
    assert!(
        cut.ends_with("the first 3 rows; --max-rows 0 shows all\n"),
        "{cut}"
    );
    assert_eq!(cut.lines().count(), 3 + 3 + 2);
    let whole = String::from_utf8(bytes(Format::Table, vec![batch()], Some(2))).unwrap();
    assert!(!whole.contains("--max-rows"), "{whole}");
}

#[test]
fn parquet_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    std::fs::write(&path, bytes(Format::Parquet, vec![batch(), batch()], None)).unwrap();
    let file = std::fs::File::open(&path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let rows: Vec<RecordBatch> = reader.build().unwrap().map(|rows| rows.unwrap()).collect();
    assert_eq!(rows.iter().map(RecordBatch::num_rows).sum::<usize>(), 4);
    assert_eq!(rows[0].slice(0, 2), batch());
}

/// Standard output of `daybook sql … | head` when `head` has gone.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _bytes: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn every_format_knows_when_its_reader_has_gone() {
    for format in Format::value_variants() {
        let drawing = Drawing {
            format: *format,
            max_rows: None,
            screen: Screen::PLAIN,
        };
        let mut gone = Gone;
        let writing = write_rows(stream(vec![batch(); 9]), drawing, &mut gone);
        let failure = futures::executor::block_on(writing).unwrap_err();
        assert!(failure.is_silent(), "{format:?}: {failure:?}");
    }
}
