//! The bytes of small files, and that a failure leaves what was there.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::Int32Type;
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;

use super::*;

fn batch() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "cbsa_name",
            Arc::new(StringArray::from(vec![
                Some("Montgomery, AL"),
                None,
                Some("a \"b\"\nc"),
            ])),
        ),
        (
            "counts_total",
            Arc::new(Int64Array::from(vec![Some(12), Some(3), None])),
        ),
        (
            "pay",
            Arc::new(Float64Array::from(vec![
                Some(0.1 + 0.2),
                Some(45000.0),
                Some(1.5),
            ])),
        ),
        (
            "date",
            Arc::new(Date32Array::from(vec![Some(16801), None, Some(0)])),
        ),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn stream(batches: Vec<Result<RecordBatch, DataFusionError>>) -> SendableRecordBatchStream {
    let adapter = RecordBatchStreamAdapter::new(batch().schema(), futures::stream::iter(batches));
    Box::pin(adapter)
}

async fn export(name: &str, batches: Vec<RecordBatch>) -> (ExportedFile, Vec<u8>) {
    let destination = ExportDestination {
        store: Arc::new(InMemory::new()),
        path: Path::from("hub/2016Q1"),
    };
    let batches = batches.into_iter().map(Ok).collect();
    let file = export_stream(format(name).unwrap(), stream(batches), &destination)
        .await
        .unwrap();
    let bytes = destination
        .store
        .get(&destination.path)
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(file.bytes, bytes.len() as u64);
    assert_eq!(file.blake3, blake3::hash(&bytes).to_hex().to_string());
    (file, bytes.to_vec())
}

#[tokio::test]
async fn csv_is_the_predecessors() {
    let (file, bytes) = export("csv", vec![batch(), batch().slice(0, 1)]).await;
    assert_eq!(file.rows, 4);
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "cbsa_name,counts_total,pay,date\n\
         \"Montgomery, AL\",12,0.30000000000000004,2016-01-01\n,3,45000.0,\n\"a \"\"b\"\"\nc\",,1.5,1970-01-01\n\
         \"Montgomery, AL\",12,0.30000000000000004,2016-01-01\n"
    );
}

#[tokio::test]
async fn nothing_is_still_a_header() {
    let (file, bytes) = export("csv", vec![]).await;
    assert_eq!(file.rows, 0);
    assert_eq!(bytes, b"cbsa_name,counts_total,pay,date\n");
}

#[tokio::test]
async fn parquet_reads_back_and_repeats() {
    let (_, first) = export("PARQUET", vec![batch()]).await;
    let (_, second) = export("parquet", vec![batch()]).await;
    assert_eq!(first, second);
    let mut reader = ParquetRecordBatchReader::try_new(bytes::Bytes::from(first), 100).unwrap();
    assert_eq!(reader.next().unwrap().unwrap(), batch());
}

#[tokio::test]
async fn a_failure_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), "old").unwrap();
    let destination = ExportDestination {
        store: Arc::new(LocalFileSystem::new_with_prefix(folder.path()).unwrap()),
        path: Path::from("a.csv"),
    };
    let failing = vec![
        Ok(batch()),
        Err(DataFusionError::Execution("no".to_owned())),
    ];
    let csv = format("csv").unwrap();
    export_stream(csv, stream(failing), &destination)
        .await
        .unwrap_err();
    assert_eq!(std::fs::read(folder.path().join("a.csv")).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    export_stream(csv, stream(vec![Ok(batch())]), &destination)
        .await
        .unwrap();
    assert!(
        std::fs::read(folder.path().join("a.csv"))
            .unwrap()
            .starts_with(b"cbsa_name")
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn lists_are_refused_by_name() {
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1)])]);
    let lists = RecordBatch::try_from_iter([("skills", Arc::new(list) as ArrayRef)]).unwrap();
    let schema = lists.schema();
    let lists = Box::pin(RecordBatchStreamAdapter::new(
        schema,
        futures::stream::iter([Ok(lists)]),
    ));
    let destination = ExportDestination {
        store: Arc::new(InMemory::new()),
        path: Path::from("x"),
    };
    let error = export_stream(format("csv").unwrap(), lists, &destination)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("column 'skills'"), "{error}");
    assert!(
        format("xlsx")
            .unwrap_err()
            .to_string()
            .contains("csv, parquet")
    );
}

#[test]
fn readmes_describe_columns_and_totals() {
    let column = |name: &str, grouping| ColumnDescription {
        name: name.to_owned(),
        description: format!("the {name}"),
        grouping,
    };
    let dataset = DatasetDescription {
        name: "title_count".to_owned(),
        comment: "Postings by title.".to_owned(),
        columns: vec![column("title", true), column("counts_total", false)],
    };
    let text = readme(&dataset);
    assert!(text.starts_with(
        "Postings by title.\n\nGrouping columns\ntitle: the title\n\nAggregate columns\ncounts_total: the counts_total\n\nEach file"
    ));
    let totals = DatasetTotals {
        postings: vec![("2016Q1".to_owned(), 7), ("2016Q2".to_owned(), 5)],
        sources: vec!["VA".to_owned(), "USAJOBS".to_owned()],
    };
    let root = root_readme(&[dataset], &totals);
    assert!(root.starts_with("Open Skills Datasets\n\n###title_count###\nPostings by title.\n"));
    assert!(root.ends_with(
        "Dataset Stats\n\nTotal Job Postings: 12\n\nQuarterly Counts\n2016Q1: 7\n2016Q2: 5\n\nPartners: VA,USAJOBS\n"
    ));
}
