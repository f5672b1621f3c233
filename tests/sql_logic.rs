//! The SQL logic tests: every `tests/slt/**.slt` on a book of its own.
//!
//! A file's first line says which book it wants: `# book: empty` or `# book: handmade` (the postings of
//! `tests/fixtures/handmade.jsonl`, landed and materialised). `DAYBOOK_SLT=name` runs the files whose path
//! holds `name`; `DAYBOOK_BLESS=1` writes what was answered into the files, for review.

use std::path::{Path, PathBuf};

use session::Session;
use sqllogictest::Runner;

use crate::support::{handmade_book, open, root};

#[path = "sql_logic/session.rs"]
mod session;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "slt") {
            found.push(path);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sql_logic_tests() {
    let handmade = tempfile::tempdir().expect("a folder");
    handmade_book(handmade.path()).await;
    let mut all = Vec::new();
    files(&root().join("tests/slt"), &mut all);
    let wanted = std::env::var("DAYBOOK_SLT").unwrap_or_default();
    let bless = std::env::var("DAYBOOK_BLESS").is_ok();
    let mut failed = Vec::new();
    for path in all
        .iter()
        .filter(|path| path.to_string_lossy().contains(&wanted))
    {
        if let Err(message) = run(path, handmade.path(), bless).await {
            failed.push(format!("{}\n{message}", path.display()));
        }
    }
    println!("{} files of SQL logic tests", all.len());
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

async fn run(path: &Path, handmade: &Path, bless: bool) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    if text.starts_with("# book: handmade") {
        copy(handmade, folder.path());
    } else if !text.starts_with("# book: empty") {
        return Err("the first line says `# book: empty` or `# book: handmade`".to_string());
    }
    let place = folder.path().to_path_buf();
    let connect = || {
        let place = place.clone();
        async move { Ok(Session::new(open(&place).await, place)) }
    };
    let mut runner = Runner::new(connect);
    runner.with_column_validator(sqllogictest::strict_column_validator);
    if bless {
        let updated = runner
            .update_test_file(
                path,
                " ",
                sqllogictest::default_validator,
                sqllogictest::default_normalizer,
                sqllogictest::strict_column_validator,
            )
            .await;
        return updated.map_err(|error| error.to_string());
    }
    runner
        .run_file_async(path)
        .await
        .map_err(|error| error.display(false).to_string())
}
