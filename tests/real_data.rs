//! The real postings beside the repository, where they are there: they land completely, every record is
//! accounted for, and the counts are those of the raw files.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::Int64Type;
use daybook::land::{Identity, LandSpec, LandSummary, SourceFormat, Unobserved};
use daybook::{Daybook, materialise::MaterializeSpec};
use futures::TryStreamExt;

use crate::support::{everything, open, shared_data};

async fn land(book: &Daybook, source: &str, mapping: &str, input: &Path) -> LandSummary {
    let (name, sql) = Daybook::mappings()
        .iter()
        .find(|(name, _)| *name == mapping)
        .expect("a built-in mapping");
    let spec = LandSpec {
        source: source.to_string(),
        format: SourceFormat::Mapping {
            name: (*name).to_string(),
            sql: (*sql).to_string(),
        },
        inputs: vec![input.display().to_string()],
        identity: Identity::Day,
        jobs: 2,
        memory_bytes: 128 << 20,
    };
    let summary = book
        .land(spec, Arc::new(Unobserved))
        .await
        .expect("it lands");
    let accounted = summary.added
        + summary.changed
        + summary.unchanged
        + summary.duplicates
        + summary.rejected_total();
    assert_eq!(
        summary.read, accounted,
        "every record is accounted for: {summary:?}"
    );
    assert_eq!(summary.unreadable, []);
    summary
}

async fn counts(book: &Daybook, sql: &str) -> BTreeMap<String, i64> {
    let answer = book
        .sql(sql)
        .await
        .expect("an answer")
        .pop()
        .expect("one answer");
    let batches: Vec<_> = answer.rows.try_collect().await.expect("rows");
    let mut counts = BTreeMap::new();
    for batch in batches {
        let keys = batch.column(0).as_string::<i32>();
        let values = batch.column(1).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            counts.insert(keys.value(row).to_string(), values.value(row));
        }
    }
    counts
}

/// Postings a quarter, straight from the file.
fn raw_quarters(path: &Path) -> BTreeMap<String, i64> {
    let output = std::process::Command::new("gzip")
        .arg("-dc")
        .arg(path)
        .output()
        .expect("gzip");
    let mut text = String::new();
    output
        .stdout
        .as_slice()
        .read_to_string(&mut text)
        .expect("UTF-8");
    let mut quarters = BTreeMap::new();
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if let Some(date) = record["open_date"].as_str() {
            let month: u32 = date[5..7].parse().expect("a month");
            *quarters
                .entry(format!("{}Q{}", &date[..4], month.div_ceil(3)))
                .or_insert(0) += 1;
        }
    }
    quarters
}

#[tokio::test(flavor = "multi_thread")]
async fn usajobs_announcements_count_as_the_raw_file_does() {
    let Some(data) = shared_data() else { return };
    let input = data.join("postings/usajobs_announcements.jsonl.gz");
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let summary = land(&book, "USAJOBS", "usajobs_announcements", &input).await;
    assert_eq!(
        (summary.read, summary.days, summary.commits),
        (104_875, 1_238, 1)
    );
    let spec = MaterializeSpec {
        tables: vec!["counts.title_counts".parse().expect("a table")],
        to: "2016-12-31".parse().ok(),
        ..everything()
    };
    let done = book
        .materialize(spec, Arc::new(Unobserved))
        .await
        .expect("it materialises");
    assert_eq!(done.failed, []);
    let raw = raw_quarters(&input);
    let landed = "SELECT quarter(date) AS q, count(*) FROM postings GROUP BY q";
    assert_eq!(counts(&book, landed).await, raw);
    let counted = "SELECT quarter(date) AS q, sum(postings) FROM counts.title_counts GROUP BY q";
    let of_2016: BTreeMap<_, _> = raw
        .into_iter()
        .filter(|(q, _)| q.starts_with("2016"))
        .collect();
    assert_eq!(counts(&book, counted).await, of_2016);
    let again = land(&book, "USAJOBS", "usajobs_announcements", &input).await;
    assert_eq!((again.commits, again.days_changed), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn nine_years_of_h2a_land_with_one_mapping() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let summary = land(&book, "H2A", "h2a", &data.join("postings/dol_h2a")).await;
    assert_eq!((summary.read, summary.objects), (79_323, 9));
    assert!(summary.days > 2_000, "{summary:?}");
    let states = "SELECT state_code(job_locations[1]['address_region']) AS s, count(*) AS n \
                  FROM postings GROUP BY s HAVING s IS NOT NULL";
    let located: i64 = counts(&book, states).await.values().sum();
    assert!(located > 79_000, "{located} have a state");
}

#[tokio::test(flavor = "multi_thread")]
async fn nyc_jobs_land_repaired() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let summary = land(
        &book,
        "NYC",
        "nyc_jobs",
        &data.join("postings/nyc_jobs_2019.csv.gz"),
    )
    .await;
    assert_eq!(
        (summary.read, summary.added, summary.duplicates),
        (3_028, 2_997, 31)
    );
    let broken = "SELECT 'broken' AS what, count(*) FROM postings WHERE description LIKE '%â€%'";
    assert_eq!(counts(&book, broken).await["broken"], 0);
}

/// Every statement of O*NET says itself, but for those too short to say anything, in two clauses, or for any other duty.
#[tokio::test(flavor = "multi_thread")]
async fn task_statements_say_themselves() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    book.add_taxonomy("onet", &data.join("onet/db_29_text.zip"), None)
        .await
        .expect("it is a release");
    let said =
        "SELECT CASE WHEN said[1]['likeness'] > 0.99 THEN 'itself' ELSE 'not' END AS says, count(*)
                FROM (SELECT extract_tasks(task) AS said FROM taxonomies.onet_tasks
                      WHERE CAST(task_id AS BIGINT) % 10 = 0) GROUP BY 1";
    let counts = counts(&book, said).await;
    let (itself, not) = (counts["itself"], counts.get("not").copied().unwrap_or(0));
    assert!(itself > 1_500, "{counts:?}");
    assert!(not * 100 < itself, "{counts:?}");
}
