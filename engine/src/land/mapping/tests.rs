use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{AsArray, Date32Array, Int64Array, ListArray, StringArray};
use datafusion::arrow::datatypes::{Float64Type, Int64Type};
use datafusion::parquet::arrow::ArrowWriter;
use daybook_udfs::{ReferenceData, functions};

use super::*;
use crate::land::decode::{Decoded, open};
use crate::land::inputs::{InputObject, Origin};
use crate::land::read::tests::{Found, mapping, read_text, try_read};
use crate::land::slabs::Limits;
use crate::land::spec::SourceFormat;

fn session() -> SessionContext {
    let mut session = SessionContext::new();
    for entry in functions(&Arc::new(ReferenceData::new())) {
        entry.function.register(&mut session).unwrap();
    }
    session
}

fn shipped(name: &str) -> SourceFormat {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../sql/models/sources/{name}.sql"));
    let sql = std::fs::read_to_string(path).unwrap();
    SourceFormat::Mapping {
        name: name.to_owned(),
        sql,
    }
}

async fn land(format: SourceFormat, name: &str, bytes: &[u8]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    try_read(&session(), format, &[&path], Limits::default())
        .await
        .unwrap()
}

#[tokio::test]
async fn names_are_found_in_any_header() {
    let sql = r#"SELECT "Job ID" AS id, business_title AS title, POSTED AS date, gone AS skills FROM records"#;
    let text = "job id;Business-Title;Posted;note;empty\n7;\"Clerk \"\"A\"\"\";2016-01-05;night;\n\n8;Cook;2016-01-06\n9;a;b;c;d;e\n";
    let found = land(mapping(sql), "a.csv", text.as_bytes()).await;
    assert_eq!(found.texts("title"), ["Clerk \"A\"", "Cook"]);
    assert_eq!(found.texts("extra"), [r#"{"note":"night"}"#, "∅"]);
    assert_eq!(found.reasons(), [("unparsable", 5)]);
    assert_eq!(found.end.columns_missing, ["gone"]);
}

#[tokio::test]
async fn json_lines_keep_nested_values_as_text() {
    let sql = "SELECT id, title, posted AS date, parse_locations(json_strings(places)) AS job_locations, \
               upper(shift) AS shift FROM input WHERE title <> 'skip'";
    let text = r#"{"id":7,"title":"Cook","posted":"2016-01-05","places":["Tulsa, Oklahoma"],"shift":"night","n":[1]}
{"id":8,"title":"skip","posted":"2016-01-05"}
{"ID":9,"Title":"Clerk","posted":20160106}"#;
    let found = land(mapping(sql), "a.jsonl", text.as_bytes()).await;
    assert_eq!(found.texts("posting_id"), ["S_7", "S_9"]);
    assert_eq!(found.texts("extra"), [r#"{"shift":"NIGHT","n":[1]}"#, "∅"]);
    let places: &ListArray = found.batch["job_locations"].as_list();
    let towns = places
        .values()
        .as_struct()
        .column(0)
        .as_string::<i32>()
        .clone();
    assert_eq!(towns.iter().collect::<Vec<_>>(), [Some("Tulsa")]);
}

#[tokio::test]
async fn mappings_as_strangers_write_them() {
    let text = "Job ID,Title,Posted (MM/DD/YYYY),Pay,,Title\n7,Cook,01/05/2016,\"$45,000 - $60,000\",x,again\n8,skip,1/6/2016,,,\n";
    for sql in [
        r#"SELECT CAST(job_id AS BIGINT) AS id, title, "Posted (MM/DD/YYYY)" AS date FROM input WHERE title <> 'skip'"#,
        r#"WITH j AS (SELECT CAST(t.job_id AS BIGINT) AS n, t.* FROM raw t) SELECT j.n AS id, j.title, j.posted_mm_dd_yyyy AS date FROM j WHERE title <> 'skip'"#,
        r#"SELECT s.* FROM (SELECT job_id AS id, title, to_date("Posted (MM/DD/YYYY)", '%m/%d/%Y') AS date FROM "My File") s WHERE s.title <> 'skip'"#,
        r#"SELECT *, job_id AS id, posted_mm_dd_yyyy AS date, pay AS base_salary_min_value FROM input WHERE coalesce(title, '') <> 'skip';"#,
    ] {
        let found = land(mapping(sql), "a.csv", text.as_bytes()).await;
        assert_eq!(found.texts("posting_id"), ["S_7"], "{sql}");
        assert_eq!(found.texts("title"), ["Cook"], "{sql}");
        assert!(
            found.texts("extra")[0].contains(r#""Title_2":"again""#),
            "{sql}"
        );
    }
}

#[tokio::test]
async fn mappings_that_cannot_land_say_why() {
    for (sql, message) in [
        ("SELECT id, title FROM input", "no column date"),
        (
            "SELECT id, title, (SELECT max(date) FROM input) AS date FROM input",
            "subquery",
        ),
        (
            "SELECT id, max(title) AS title, date FROM input GROUP BY id, date",
            "record by record",
        ),
        ("SELECT id title date FROM input WHERE", "Line: 1"),
        ("SELECT id, title, date FROM a.b", "one table"),
        ("DELETE FROM input", "is a SELECT"),
        ("", "SQL"),
    ] {
        let error = Mapping::compile(&session(), "m", sql)
            .await
            .err()
            .map(|error| error.to_string());
        let error = error.unwrap_or_else(|| panic!("{sql}"));
        assert!(
            error.contains("mapping m: ") && error.contains(message),
            "{sql}: {error}"
        );
    }
}

#[tokio::test]
async fn files_that_hold_no_records_are_named() {
    let sql = "SELECT id, title, date FROM input";
    for (name, bytes, message) in [
        ("a.csv", &b"\xFF\xFEi\0d\0"[..], "UTF-16"),
        ("a.xlsx", b"PK\x03\x04....", "workbook"),
        (
            "a.csv",
            b"id,title,date\r1,A,2016-01-05\r",
            "carriage returns",
        ),
        ("a.parquet", b"PAR1 and nothing", "arquet"),
    ] {
        let found = land(mapping(sql), name, bytes).await;
        assert_eq!(found.batch.num_rows() + found.reasons().len(), 0, "{name}");
        let said = &found.end.unreadable[0].message;
        assert!(said.contains(message), "{name}: {said}");
    }
    for bytes in [&b""[..], b"id,title,date\n", b"\n\n"] {
        let found = land(mapping(sql), "a.csv", bytes).await;
        assert_eq!(found.end.columns_missing, Vec::<String>::new());
    }
}

#[tokio::test]
async fn only_the_bad_rows_of_a_failing_cast_are_rejected() {
    let mut text = "id,title,date,n\n".to_owned();
    for id in 0..100 {
        let number = if id == 41 || id == 97 {
            "x".to_owned()
        } else {
            id.to_string()
        };
        text.push_str(&format!("{id},Cook,2016-01-05,{number}\n"));
    }
    let sql = "SELECT id, title, date, CAST(n AS BIGINT) AS num_positions FROM input";
    let found = land(mapping(sql), "a.csv", text.as_bytes()).await;
    assert_eq!(found.reasons(), [("wrong_type", 43), ("wrong_type", 99)]);
    let numbers = found.batch["num_positions"]
        .as_primitive::<Int64Type>()
        .clone();
    let expected: Vec<i64> = (0..100).filter(|id| *id != 41 && *id != 97).collect();
    assert_eq!(numbers.values().to_vec(), expected);
}

#[tokio::test]
async fn mappings_that_are_not_row_by_row_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (sql, word) in [
        (
            "SELECT count(*) AS id, title, date FROM input GROUP BY title, date",
            "Aggregate",
        ),
        ("SELECT id, title FROM input", "date"),
        (
            "SELECT id, title, date, 1 AS posting_no FROM input",
            "posting_no",
        ),
        (
            "SELECT a.id, a.title, a.date FROM input a JOIN other b ON a.id = b.id",
            "one table",
        ),
        (
            "SELECT id, title, date FROM input ORDER BY id LIMIT 3",
            "record by record",
        ),
        ("SELECT id, title, nope(date) AS date FROM input", "nope"),
        ("DROP TABLE input", "SELECT"),
        ("SELECT 1 AS id", "one table"),
        ("not sql", "mapping mine"),
    ] {
        let error = try_read(
            &session(),
            mapping(sql),
            &[folder.path()],
            Limits::default(),
        )
        .await;
        let error = error.err().unwrap().to_string();
        assert!(error.contains(word), "{sql}: {error}");
    }
}

#[tokio::test]
async fn a_star_takes_the_columns_of_postings() {
    let found = land(
        mapping("SELECT * FROM input"),
        "a.csv",
        b"id,title,date,url,x\n1,Cook,2016-01-05,http://a,y\n",
    )
    .await;
    assert_eq!(found.texts("url"), ["http://a"]);
    assert_eq!(found.texts("extra"), [r#"{"x":"y"}"#]);
    assert!(found.end.columns_missing.is_empty());
}

#[tokio::test]
async fn csv_rejects_have_lines_and_raw_bytes() {
    let bytes = b"id,title,date\n1,\"two\nlines\",2016-01-05\n2,caf\xe9,2016-01-05\n3,Cook,2016-01-05,extra\n4,\"open,2016";
    let found = read_text(mapping("SELECT id, title, date FROM input"), "a.csv", bytes).await;
    assert_eq!(found.texts("title"), ["two\nlines"]);
    assert_eq!(
        found.reasons(),
        [("bad_utf8", 4), ("unparsable", 5), ("unparsable", 6)]
    );
    assert_eq!(found.rejects[0].raw, b"2,caf\xe9,2016-01-05");
}

#[tokio::test]
async fn parquet_columns_keep_their_types() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("Job ID", Arc::new(Int64Array::from(vec![7, 8]))),
        (
            "title",
            Arc::new(StringArray::from(vec![Some("Cook"), None])),
        ),
        ("posted", Arc::new(Date32Array::from(vec![16805, 16806]))),
        ("kept", Arc::new(Int64Array::from(vec![Some(1), None]))),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .map(|(name, column)| (name, column, true)),
    )
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let sql = "SELECT job_id AS id, title, posted AS date FROM input";
    let found = land(mapping(sql), "a.parquet", &bytes).await;
    assert_eq!(found.texts("posting_id"), ["S_7"]);
    assert_eq!(found.texts("extra"), [r#"{"kept":1}"#]);
    assert_eq!(found.reasons(), [("no_title", 2)]);
    assert!(found.rejects[0].posted_date.is_some());
}

#[tokio::test]
async fn h2a_headers_may_drift() {
    let old = "CASE_NO,CASE_RECEIVED_DATE,EMPLOYER_NAME,JOB_TITLE,BASIC_RATE_OF_PAY,BASIC_UNIT_OF_PAY,ALIEN_WORK_CITY,ALIEN_WORK_STATE\n\
               C-1,2007-08-31,Farm,Picker,$9.50,HR,Dover,DE\nC-1,2007-08-31,Other Farm,Picker,9.50,HR,Dover,DE\n";
    let new = "CASE_NUMBER,DECISION_DATE,EMPLOYER_NAME,EMPLOYER_STATE,JOB_TITLE,SOC_CODE,WORKSITE_CITY,WORKSITE_STATE,PRIMARY_CROP\n\
               H-3,2016-02-10T13:39:22,Farm,OR,Herder,45-2093.00,,,Sheep\n";
    let one = land(shipped("h2a"), "h2a_2008.csv", old.as_bytes()).await;
    let ids = one.texts("posting_id");
    assert!(ids[0].starts_with("S_C-1-") && ids[0] != ids[1], "{ids:?}");
    assert_eq!(
        one.batch["base_salary_min_value"]
            .as_primitive::<Float64Type>()
            .values()
            .to_vec(),
        [9.5, 9.5]
    );
    assert_eq!(one.texts("base_salary_unit"), ["hour", "hour"]);
    let two = land(shipped("h2a"), "h2a_2016.csv", new.as_bytes()).await;
    assert_eq!(two.texts("onet_soc_code"), ["45-2093.00"]);
    assert_eq!(two.texts("extra"), [r#"{"primary_crop":"Sheep"}"#]);
    let places = two.batch["job_locations"]
        .as_list::<i32>()
        .values()
        .as_struct()
        .clone();
    assert_eq!(places.column(1).as_string::<i32>().value(0), "OR");
}

/// The beginning of a file, to the end of a line.
async fn beginning(path: &Path, bytes: usize) -> Vec<u8> {
    let object = InputObject {
        name: path.display().to_string(),
        origin: Origin::File(path.to_owned()),
        size: std::fs::metadata(path).unwrap().len(),
    };
    let mut decoded = Decoded::new(open(&object).await.unwrap()).await.unwrap();
    let mut buffer = Vec::new();
    decoded.fill(&mut buffer, bytes).await.unwrap();
    let end = memchr::memrchr(b'\n', &buffer).unwrap();
    buffer.truncate(end);
    buffer
}

/// Reads the beginnings of the real files; the whole of them when `DAYBOOK_TEST_POSTINGS` names their folder.
#[tokio::test]
async fn real_files_are_read() {
    let whole = std::env::var_os("DAYBOOK_TEST_POSTINGS");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/postings");
    let folder = whole.as_ref().map_or(folder, PathBuf::from);
    if !folder.exists() {
        println!("skipped: no ../shared/data");
        return;
    }
    for (name, file, records) in [
        ("nyc_jobs", "nyc_jobs_2019.csv.gz", 3_028),
        ("h2a", "dol_h2a/h2a_fy2008.csv.gz", 8_673),
        ("h2a", "dol_h2a/h2a_fy2016.csv.gz", 11_597),
        (
            "usajobs_announcements",
            "usajobs_announcements.jsonl.gz",
            104_875,
        ),
        (
            "usajobs_questionnaires",
            "usajobs_questionnaires.jsonl.gz",
            10_087,
        ),
    ] {
        let path = folder.join(file);
        let found = match &whole {
            Some(_) => try_read(&session(), shipped(name), &[&path], Limits::default())
                .await
                .unwrap(),
            None => {
                let bytes = beginning(&path, 1_000_000).await;
                land(
                    shipped(name),
                    path.file_stem().unwrap().to_str().unwrap(),
                    &bytes,
                )
                .await
            }
        };
        let mut reasons = std::collections::BTreeMap::new();
        for reject in &found.rejects {
            *reasons.entry(reject.reason.code()).or_insert(0) += 1;
        }
        println!(
            "{file}: {} rows, {reasons:?}, repaired {:?}",
            found.batch.num_rows(),
            found.repaired
        );
        assert!(
            found
                .rejects
                .iter()
                .all(|reject| ["no_title", "no_date"].contains(&reject.reason.code()))
        );
        assert!(found.batch.num_rows() > found.rejects.len() * 10);
        if whole.is_some() {
            assert_eq!(
                found.batch.num_rows() + found.rejects.len(),
                records,
                "{file}"
            );
        }
    }
}
