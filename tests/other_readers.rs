//! A book beside other programs: what Python's deltalake, Polars and DuckDB read is what Daybook reads, and
//! what they write Daybook notices.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use daybook::land::Unobserved;
use daybook::{Daybook, Environment};
use serde_json::{Value, json};

use crate::support::{
    common_schema, everything, handmade_book, handmade_book_in, open, open_in, python, root, rows,
};

/// The output of a script of `tests/python`; none where there is no Python for it.
fn script(name: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(python()?)
        .arg(root().join("tests/python").join(name))
        .args(arguments)
        .output()
        .expect("Python starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {errors}");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A book whose days have been replaced and vacuumed: on each of them there was something to leave out.
async fn worn_book(folder: &Path) -> Daybook {
    // One day of landing for both files, whenever the test runs; vacuum comes a day later.
    let system = Environment::system();
    let now = system.clock.now();
    let at = |time| Environment {
        ids: Arc::clone(&system.ids),
        ..Environment::fixed(time)
    };
    let book = handmade_book_in(folder, at(now)).await;
    let changed = tempfile::tempdir().expect("a folder");
    let file = changed.path().join("changed.jsonl");
    let handmade = std::fs::read_to_string(root().join("tests/fixtures/handmade.jsonl"));
    let handmade = handmade
        .expect("the fixture")
        .replace("Apprentice", "Helper");
    std::fs::write(&file, handmade).expect("a file");
    let landed = book
        .land(common_schema("HM", &[&file]), Arc::new(Unobserved))
        .await;
    assert_eq!(landed.expect("it lands").changed, 1);
    let done = book.materialize(everything(), Arc::new(Unobserved)).await;
    assert_eq!(done.expect("it materialises").failed, []);
    let book = open_in(folder, at(now + Duration::from_secs(24 * 3600))).await;
    let deleted = book.vacuum(0, false).await.expect("vacuum");
    assert_eq!(
        deleted.len(),
        44,
        "one day of every table, `rejects` among them: {deleted:?}"
    );
    book
}

#[tokio::test(flavor = "multi_thread")]
async fn other_programs_read_the_same() {
    if python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let book = worn_book(folder.path()).await;
    let seen = script("read_book.py", &[text(folder.path())]).expect("Python");
    let seen: Value = serde_json::from_str(&seen).expect("JSON");
    for reader in ["deltalake", "polars", "duckdb"] {
        let tables = seen[reader].as_object().expect("tables");
        assert_eq!(tables.len(), 5);
        for (table, seen) in tables {
            let column = match table.as_str() {
                "attributes/skill_extract_onet_ksat_exact" => "span_start",
                "counts/skill_counts" => "mentions",
                "counts/title_counts" => "postings",
                _ => "posting_no",
            };
            let ours = format!(
                "SELECT count(*), sum({column}), count(DISTINCT date) FROM {}",
                table.replace('/', ".")
            );
            let ours = rows(&book, &ours).await.remove(0);
            let theirs: Vec<String> = seen
                .as_array()
                .expect("figures")
                .iter()
                .map(Value::to_string)
                .collect();
            assert_eq!(theirs.join(" | "), ours, "{reader} {table}");
        }
    }
    let ours =
        "SELECT concat(date, '/', state_code, '/', skill_id) AS key, bitmap_count(postings_state)
        FROM counts.skill_counts ORDER BY key";
    let theirs: Vec<String> = seen["bitmaps"]
        .as_array()
        .expect("bitmaps")
        .iter()
        .map(|row| format!("{} | {}", row[0].as_str().expect("a key"), row[1]))
        .collect();
    assert_eq!(rows(&book, ours).await, theirs);
    let sum = "SELECT sum(posting_no) FROM (SELECT DISTINCT date, posting_no, skill_id, state_code
        FROM attributes.skill_extract_onet_ksat_exact JOIN attributes.state USING (date, posting_no))";
    let theirs: i64 = seen["bitmaps"]
        .as_array()
        .expect("bitmaps")
        .iter()
        .filter_map(|row| row[2].as_i64())
        .sum();
    assert_eq!(rows(&book, sum).await, [json!(theirs).to_string()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_another_program_wrote_is_noticed() {
    if python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let day = "2016-01-05";
    let stale =
        "SELECT table_name, date FROM system.days WHERE state = 'stale' ORDER BY table_name";
    let count = "SELECT count(*) FROM attributes.state WHERE date = '2016-01-05'";
    assert_eq!(rows(&book, count).await, ["3"]);
    let state = folder.path().join("attributes/state");
    for (mode, held) in [("overwrite", "3"), ("append", "6")] {
        script("rewrite_day.py", &[text(&state), day, mode]);
        assert_eq!(rows(&book, count).await, [held], "{mode}");
        // What was computed from the day before still fits what it will be again: only the day is stale.
        let expected = ["attributes.state | 2016-01-05"];
        assert_eq!(rows(&book, stale).await, expected, "{mode}");
        assert_eq!(
            rows(&open(folder.path()).await, stale).await,
            expected,
            "{mode}"
        );

        let done = book.materialize(everything(), Arc::new(Unobserved)).await;
        let done = done.expect("it materialises");
        let days: u64 = done.tables.iter().map(|table| table.days_computed).sum();
        assert_eq!(
            (days, done.failed.len()),
            (1, 0),
            "the day is as it was: nothing after it changes"
        );
        assert_eq!(rows(&book, count).await, ["3"], "{mode}");
        assert_eq!(rows(&book, stale).await, Vec::<String>::new(), "{mode}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postings_that_another_program_rewrote_are_computed_from_again() {
    if python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let postings = folder.path().join("postings");
    script(
        "rewrite_day.py",
        &[text(&postings), "2016-01-05", "overwrite"],
    );
    let stale =
        "SELECT count(*), count(DISTINCT date), min(date) FROM system.days WHERE state = 'stale'";
    // Every table of that day, and the two that look back on it from 2016-02-10.
    assert_eq!(rows(&book, stale).await, ["44 | 2 | 2016-01-05"]);
    let done = book.materialize(everything(), Arc::new(Unobserved)).await;
    assert_eq!(done.expect("it materialises").failed, []);
    assert_eq!(rows(&book, stale).await, ["0 | 0 | NULL"]);
    // The landing that follows finds its postings as they were.
    let file = root().join("tests/fixtures/handmade.jsonl");
    let landed = book
        .land(common_schema("HM", &[&file]), Arc::new(Unobserved))
        .await;
    let landed = landed.expect("it lands");
    assert_eq!((landed.unchanged, landed.changed, landed.added), (17, 0, 0));
}
