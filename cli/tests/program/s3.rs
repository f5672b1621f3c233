//! The whole path on S3, as people run it, and several of them at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};

use crate::s3_server::{Server, server, succeeded};

/// A file of made-up postings.
fn made_up(folder: &Path, name: &str, first_day: &str, seed: &str) -> PathBuf {
    let file = folder.join(name);
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_daybook"))
        .args(["generate", "--postings", "60", "--days", "2", "--quiet"])
        .args(["--seed", seed, "--first-day", first_day, "--source", "S"])
        .arg("--output")
        .arg(&file)
        .output()
        .unwrap();
    succeeded(made);
    file
}

fn land<'a>(source: &'a str, input: &'a str) -> [&'a str; 6] {
    [
        "land",
        "--source",
        source,
        "--format",
        "common-schema",
        input,
    ]
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// Text without its layout.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Starts a program on a book without waiting for it.
fn started(server: &Server, book: &str, arguments: &[&str]) -> Child {
    let mut command = server.daybook(book, arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs two programs at once.
fn both(server: &Server, book: &str, one: &[&str], other: &[&str]) -> [Output; 2] {
    let children = [one, other].map(|arguments| started(server, book, arguments));
    children.map(|child| child.wait_with_output().unwrap())
}

#[test]
fn the_whole_path() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let raw = made_up(folder.path(), "a.jsonl", "2016-01-30", "1");
    server.put("whole/raw/2016/a.jsonl", &raw);
    let book = "whole/book";

    assert!(
        server
            .done(book, &["status"])
            .contains("holds no tables yet")
    );
    let from = server.url("whole/raw/");
    let landed = squeezed(&server.done(book, &land("S", &from)));
    assert!(landed.contains("added 60"), "{landed}");
    let again = squeezed(&server.done(book, &land("S", &from)));
    assert!(again.contains("unchanged 60"), "{again}");
    assert!(again.contains("commits 0"), "{again}");

    let tables = [
        "materialize",
        "title_counts",
        "title_skill_counts",
        "title_soc_counts",
    ];
    let made = server.done(book, &tables);
    assert!(made.contains("counts.title_counts"), "{made}");
    let made = server.done(book, &["materialize", "--dry-run", "title_counts"]);
    assert!(made.starts_with("nothing to do"), "{made}");
    let total = "SELECT sum(postings) FROM counts.title_counts";
    assert_eq!(server.rows(book, total), ["60"]);

    let export = ["export", "title_count", "--for", "2016Q1", "--to"];
    let to = server.url("whole/hub");
    server.done(book, &[&export[..], &[&to]].concat());
    let csv = "whole/hub/title_count/2016Q1.csv";
    let first = server.get(csv);
    assert!(
        first.starts_with(b"title,"),
        "{}",
        String::from_utf8_lossy(&first)
    );
    server.done(book, &[&export[..], &[&to]].concat());
    assert_eq!(server.get(csv), first, "the same bytes every time");

    let status = server.done(book, &["status", "postings"]);
    assert!(
        status.starts_with("postings   2 days · 60 rows"),
        "{status}"
    );
    let one = server
        .rows(book, "SELECT min(posting_id) FROM postings")
        .remove(0);
    let shown = server.done(book, &["inspect", &one]);
    assert!(
        shown.contains(&one) && shown.contains("2016-01-3"),
        "{shown}"
    );

    taxonomy_and_vacuum(server, book, folder.path(), &raw);
    let everything = server.list("whole/");
    let strange = |key: &&String| {
        !["book/", "raw/", "hub/"]
            .iter()
            .any(|part| key[6..].starts_with(part))
    };
    assert_eq!(everything.iter().find(strange), None);
}

fn taxonomy_and_vacuum(server: &Server, book: &str, folder: &Path, raw: &Path) {
    let release = folder.join("db_98_0_text");
    std::fs::create_dir(&release).unwrap();
    let skills = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n\
                  35-2014.00\t2.A.9.z\tPrepare Meals\tIM\t4.5\n";
    std::fs::write(release.join("Skills.txt"), skills).unwrap();
    let add = ["taxonomy", "add", "onet", path(&release)];
    let added = server.done(book, &add);
    assert!(added.contains("onet@98.0"), "{added}");
    assert!(server.done(book, &add).contains("unchanged"));
    let plan = server.done(book, &["materialize", "--dry-run", "title_skill_counts"]);
    assert!(plan.contains("taxonomy onet 98.0 changed"), "{plan}");

    let changed = std::fs::read_to_string(raw).unwrap();
    let line = changed.lines().next().unwrap();
    let changed = changed.replacen(
        line,
        &line.replacen("\"title\":\"", "\"title\":\"New ", 1),
        1,
    );
    let file = folder.join("changed.jsonl");
    std::fs::write(&file, changed).unwrap();
    let landed = squeezed(&server.done(book, &land("S", path(&file))));
    assert!(landed.contains("changed 1"), "{landed}");
    let then = "SELECT count(*) FROM postings VERSION AS OF 0 WHERE title LIKE 'New %'";
    assert_eq!(server.rows(book, then), ["0"]);
    let deleted = server.done(book, &["vacuum", "--retain", "0h"]);
    assert_eq!(deleted.lines().count(), 1, "{deleted}");
    let now = "SELECT count(*) FROM postings WHERE title LIKE 'New %'";
    assert_eq!(server.rows(book, now), ["1"]);
    let output = server.daybook(book, &["sql", then]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("vacuum"), "{errors}");
}

#[test]
fn two_landings_at_once_lose_nothing() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let january = made_up(folder.path(), "january.jsonl", "2016-01-01", "1");
    let march = made_up(folder.path(), "march.jsonl", "2016-03-01", "2");
    let book = "landings/book";
    let numbers = "SELECT count(*), count(DISTINCT posting_no), count(DISTINCT posting_id),
        count(DISTINCT date) FROM postings";

    // Different days, the table's first commit among them.
    let outputs = both(
        server,
        book,
        &land("S", path(&january)),
        &land("S", path(&march)),
    );
    outputs
        .into_iter()
        .for_each(|output| drop(succeeded(output)));
    let landed = server.rows(book, numbers);
    let total: u64 = landed[0].split(',').next().unwrap().parse().unwrap();
    assert_eq!(landed, [format!("{total},{total},120,4")]);

    // The same days, from two sources.
    let outputs = both(
        server,
        book,
        &land("T", path(&january)),
        &land("U", path(&january)),
    );
    outputs
        .into_iter()
        .for_each(|output| drop(succeeded(output)));
    assert_eq!(server.rows(book, numbers), ["240,240,240,4"]);
}

#[test]
fn two_materialisations_at_once_make_each_day_once() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = made_up(folder.path(), "a.jsonl", "2016-01-01", "3");
    let book = "runs/book";
    server.done(book, &land("S", path(&file)));
    let run = ["materialize", "title_counts"];
    for output in both(server, book, &run, &run) {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        // A day that the other had in hand may wait for the next run; nothing else may be wrong.
        let failed: BTreeSet<Option<i32>> = [Some(0), Some(3)].into();
        assert!(failed.contains(&output.status.code()), "{errors}");
        assert!(!errors.contains("error:"), "{errors}");
    }
    server.done(book, &run);
    let files = |table: &str| {
        let prefix = format!("{book}/{table}/date=");
        let query = format!(
            "SELECT count(*), count(DISTINCT date) FROM {}",
            table.replace('/', ".")
        );
        assert!(server.list(&prefix).len() >= 2);
        server.rows(book, &query)
    };
    assert_eq!(files("attributes/title_clean_phase_one"), ["60,2"]);
    assert_eq!(
        server.rows(book, "SELECT sum(postings) FROM counts.title_counts"),
        ["60"]
    );
    server.done(book, &["vacuum", "--retain", "0h"]);
    for table in ["attributes/title_clean_phase_one", "counts/title_counts"] {
        let left = server.list(&format!("{book}/{table}/date="));
        assert_eq!(left.len(), 2, "one file a day: {left:?}");
    }
    let stale = "SELECT count(*) FROM system.days WHERE state = 'stale'";
    assert_eq!(server.rows(book, stale), ["0"]);
}

#[test]
fn credentials_come_from_a_profile() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let credentials = folder.path().join("credentials");
    let profile = "[hub]\naws_access_key_id = AKIATEST\naws_secret_access_key = a secret\n";
    std::fs::write(&credentials, profile).unwrap();
    let config = folder.path().join("config");
    std::fs::write(&config, "[profile hub]\nregion = eu-west-1\n").unwrap();
    let output = server
        .program()
        .env("AWS_PROFILE", "hub")
        .env("AWS_SHARED_CREDENTIALS_FILE", &credentials)
        .env("AWS_CONFIG_FILE", &config)
        .args(["--book", &server.url("profile/book"), "status"])
        .output()
        .unwrap();
    assert!(succeeded(output).contains("holds no tables yet"));
}

#[test]
fn a_bucket_that_is_not_there_is_named() {
    let Some(server) = server() else { return };
    let mut command = server.with_credentials();
    command.args(["--book", "s3://no-such-bucket/book", "status"]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.starts_with("error: "), "{errors}");
    assert!(errors.contains("no-such-bucket"), "{errors}");
}
