use std::io::Write as _;
use std::path::Path;

use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use proptest::prelude::*;

use super::*;
use crate::land::observer::Unobserved;
use crate::land::posting::{Reject, parsed_schema};
use crate::land::spec::Identity;

/// What reading some files gives.
pub(in crate::land) struct Found {
    pub(in crate::land) batch: RecordBatch,
    pub(in crate::land) rejects: Vec<Reject>,
    pub(in crate::land) end: ReadEnd,
    pub(in crate::land) repaired: (u64, u64),
}

impl Found {
    pub(in crate::land) fn texts(&self, column: &str) -> Vec<String> {
        let column = self.batch[column].as_string::<i32>();
        column
            .iter()
            .map(|text| text.unwrap_or("∅").to_owned())
            .collect()
    }

    pub(in crate::land) fn reasons(&self) -> Vec<(&'static str, i64)> {
        self.rejects
            .iter()
            .map(|reject| (reject.reason.code(), reject.line))
            .collect()
    }
}

pub(in crate::land) fn coded(name: &str) -> SourceFormat {
    SourceFormat::Coded(name.to_owned())
}

pub(in crate::land) fn mapping(sql: &str) -> SourceFormat {
    SourceFormat::Mapping {
        name: "mine".to_owned(),
        sql: sql.to_owned(),
    }
}

pub(in crate::land) async fn try_read(
    session: &SessionContext,
    format: SourceFormat,
    inputs: &[&Path],
    limits: Limits,
) -> Result<Found> {
    let spec = LandSpec {
        source: "S".to_owned(),
        format,
        inputs: inputs
            .iter()
            .map(|input| input.display().to_string())
            .collect(),
        identity: Identity::Day,
        jobs: 2,
        memory_bytes: 1 << 20,
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let (sender, mut chunks) = mpsc::channel::<Result<ParsedChunk>>(2);
    let collect = async {
        let (mut batches, mut rejects, mut read, mut filtered, mut repaired) =
            (Vec::new(), Vec::new(), 0, 0, (0, 0));
        while let Some(chunk) = chunks.recv().await {
            let chunk = chunk.unwrap();
            assert_eq!(
                chunk.read,
                (chunk.batch.num_rows() + chunk.rejects.len()) as u64 + chunk.filtered
            );
            filtered += chunk.filtered;
            read += chunk.read;
            repaired.0 += chunk.mojibake_repaired;
            repaired.1 += chunk.html_cleaned;
            batches.push(chunk.batch);
            rejects.extend(chunk.rejects);
        }
        let batch = concat_batches(&parsed_schema(), &batches).unwrap();
        assert_eq!(read, (batch.num_rows() + rejects.len()) as u64 + filtered);
        (batch, rejects, repaired)
    };
    let reading = read_within(session, &spec, today, &Unobserved, sender, limits);
    let (end, (batch, rejects, repaired)) = tokio::join!(reading, collect);
    Ok(Found {
        batch,
        rejects,
        end: end?,
        repaired,
    })
}

pub(in crate::land) async fn read_text(format: SourceFormat, name: &str, bytes: &[u8]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let session = SessionContext::new();
    try_read(
        &session,
        format,
        &[&path],
        Limits {
            slab: 64,
            record: 4096,
        },
    )
    .await
    .unwrap()
}

pub(in crate::land) fn gzip(bytes: &[u8]) -> Vec<u8> {
    use async_compression::tokio::write::GzipEncoder;
    use tokio::io::AsyncWriteExt as _;
    futures::executor::block_on(async {
        let mut encoder = GzipEncoder::new(Vec::new());
        encoder.write_all(bytes).await.unwrap();
        encoder.shutdown().await.unwrap();
        encoder.into_inner()
    })
}

const GOOD: &str = r#"{"id":1,"title":"Cook","datePosted":"2016-01-05"}"#;

fn good(id: usize) -> String {
    GOOD.replace(":1,", &format!(":{id},"))
}

#[tokio::test]
async fn every_bad_record_has_its_reason_and_line() {
    let mut text = format!("\u{feff}{GOOD}\r\n\n").into_bytes();
    for line in [
        "{\"id\":3,\"title\":".as_bytes(),
        b"[1]",
        b"{\"id\":5,\"title\":\"\xff\"}",
        br#"{"title":"Cook","datePosted":"2016-01-05"}"#,
        br#"{"id":7,"datePosted":"2016-01-05"}"#,
        br#"{"id":8,"title":"Cook"}"#,
        br#"{"id":9,"title":"Cook","datePosted":"soon"}"#,
        br#"{"id":10,"title":"Cook","datePosted":"1989-01-05"}"#,
        br#"{"id":11,"title":12,"datePosted":"2016-01-05"}"#,
        format!("{{\"id\":12,\"x\":\"{}\"}}", "x".repeat(9000)).as_bytes(),
        GOOD.as_bytes(),
    ] {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    let found = read_text(coded("common-schema"), "a.jsonl", &text).await;
    assert_eq!(found.texts("posting_id"), ["S_1", "S_1"]);
    let mut reasons = found.reasons();
    reasons.sort_by_key(|(_, line)| *line);
    assert_eq!(
        reasons,
        [
            ("unparsable", 3),
            ("wrong_type", 4),
            ("bad_utf8", 5),
            ("no_id", 6),
            ("no_title", 7),
            ("no_date", 8),
            ("bad_date", 9),
            ("date_out_of_range", 10),
            ("wrong_type", 11),
            ("too_long", 12),
        ]
    );
    let cut = &found
        .rejects
        .iter()
        .find(|reject| reject.line == 3)
        .unwrap();
    assert_eq!(cut.raw, b"{\"id\":3,\"title\":");
    assert!(cut.message.contains("column"), "{}", cut.message);
    assert_eq!(found.end.objects, 1);
}

#[tokio::test]
async fn documents_arrays_and_pages() {
    let pretty = "{\n  \"id\": 1,\n  \"title\": \"Cook\",\n  \"datePosted\": \"2016-01-05\"\n}";
    for text in [
        pretty.to_owned(),
        format!("{pretty}\n{pretty}\n"),
        format!("[{GOOD},\n{GOOD}]"),
        format!("[\n{pretty}, {GOOD}\n]\n"),
        format!("[{GOOD}]"),
        format!("{GOOD}\n{GOOD}"),
    ] {
        let found = read_text(coded("common-schema"), "a.json", text.as_bytes()).await;
        assert_eq!(
            found.batch.num_rows(),
            text.matches("Cook").count(),
            "{text}"
        );
        assert_eq!(found.reasons(), []);
    }
    let found = read_text(
        coded("common-schema"),
        "a",
        format!("[{GOOD}, {{\"id\":}}, 3]").as_bytes(),
    )
    .await;
    assert_eq!(found.reasons(), [("unparsable", 2), ("wrong_type", 3)]);
    let found = read_text(
        coded("common-schema"),
        "a",
        b"{\n \"id\": 1,\n \"title\"\n}\n",
    )
    .await;
    assert_eq!(found.reasons(), [("unparsable", 1)]);
}

#[tokio::test]
async fn a_stream_cut_anywhere_lands_what_came_before() {
    let lines: Vec<String> = (0..12).map(good).collect();
    let text = lines.join("\n");
    let packed = gzip(text.as_bytes());
    for cut in 12..packed.len() {
        let found = read_text(coded("common-schema"), "a.jsonl.gz", &packed[..cut]).await;
        assert_eq!(found.end.unreadable.len(), 1, "cut at {cut}");
        assert_eq!(found.end.objects, 0);
        let landed = found.texts("posting_id");
        for (at, id) in landed.iter().enumerate() {
            assert_eq!(*id, format!("S_{at}"));
        }
        let truncated = [("truncated", landed.len() as i64 + 1)];
        assert!(
            found.reasons().is_empty() || found.reasons() == truncated,
            "{:?}",
            found.reasons()
        );
    }
    let mut members = packed.clone();
    members.extend(gzip(format!("\n{}", good(12)).as_bytes()));
    let found = read_text(coded("common-schema"), "no-suffix", &members).await;
    assert_eq!((found.batch.num_rows(), found.end.objects), (13, 1));
}

#[tokio::test]
async fn missing_inputs_do_not_end_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    std::fs::File::create(&path)
        .unwrap()
        .write_all(GOOD.as_bytes())
        .unwrap();
    let gone = folder.path().join("gone");
    let session = SessionContext::new();
    let found = try_read(
        &session,
        coded("common-schema"),
        &[&gone, &path],
        Limits::default(),
    )
    .await
    .unwrap();
    assert_eq!((found.batch.num_rows(), found.end.unreadable.len()), (1, 1));
    let error = try_read(&session, coded("nope"), &[&path], Limits::default())
        .await
        .err()
        .unwrap();
    assert!(error.to_string().contains("common-schema"), "{error}");
}

#[tokio::test]
async fn text_is_repaired_and_counted() {
    let text = r#"{"id":1,"title":"Cityâ€™s cook","description":"<p>One</p><p>Two</p>","datePosted":"2016-01-05"}"#;
    let found = read_text(coded("common-schema"), "a", text.as_bytes()).await;
    assert_eq!(found.texts("title"), ["City’s cook"]);
    assert_eq!(found.texts("description"), ["One\nTwo"]);
    assert_eq!(found.repaired, (1, 1));
}

#[tokio::test]
async fn order_is_kept_over_many_slabs() {
    let text: Vec<String> = (0..3000).map(good).collect();
    let found = read_text(coded("common-schema"), "a", text.join("\n").as_bytes()).await;
    let ids = found.texts("posting_id");
    assert!(
        ids.iter()
            .enumerate()
            .all(|(at, id)| *id == format!("S_{at}"))
    );
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever the bytes, every record is a row or a reject (checked in `try_read`), and nothing panics.
    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "a\\.(json|csv|txt)") {
        runtime().block_on(async {
            read_text(coded("usajobs"), &name, &bytes).await;
            read_text(coded("virginia"), &name, &bytes).await;
            read_text(mapping("SELECT id, title, date FROM input"), &name, &bytes).await;
        });
    }

    /// Nearly good JSON, cut up and glued.
    #[test]
    fn shuffled_json(parts in proptest::collection::vec("(\\{|\\}|\\[|\\]|\"id\":1|,|\"|\n|\"title\":\"x\"|\"datePosted\":\"2016-01-01\"|\"jobLocation\":|\"baseSalary\":|null|5)", 0..40)) {
        runtime().block_on(async {
            let text = parts.concat();
            read_text(coded("common-schema"), "a", text.as_bytes()).await;
            read_text(coded("usajobs"), "a", text.as_bytes()).await;
            read_text(mapping("SELECT id, title, \"datePosted\" AS date FROM input"), "a.json", text.as_bytes()).await;
        });
    }
}
