//! The SQL of the documentation is run: every block marked `sql` in the pages below, and every file of
//! `examples/questions`, on the handmade postings. What is shown and not meant to be run is marked `text`.

use std::path::PathBuf;

use daybook::Daybook;
use futures::TryStreamExt;

use crate::support::{handmade_book, root};

const PAGES: &[&str] = &[
    "sql.md",
    "rollups.md",
    "materialising.md",
    "system.md",
    "taxonomies.md",
];

/// Page and text of every block.
fn blocks() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for page in PAGES {
        let text = std::fs::read_to_string(root().join("docs").join(page)).expect("the page");
        for block in text.split("\n```sql\n").skip(1) {
            let sql = block.split("\n```").next().unwrap_or_default();
            found.push(((*page).to_string(), sql.to_string()));
        }
    }
    let folder = std::fs::read_dir(root().join("examples/questions")).expect("the questions");
    let mut files: Vec<PathBuf> = folder.map(|file| file.expect("a file").path()).collect();
    files.sort();
    for file in files {
        let sql = std::fs::read_to_string(&file).expect("a question");
        found.push((file.display().to_string(), sql));
    }
    found
}

async fn run(book: &Daybook, sql: &str) -> Result<(), Box<dyn std::error::Error>> {
    for answer in book.sql(sql).await? {
        let _rows: Vec<_> = answer.rows.try_collect().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_query_of_the_documentation_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let blocks = blocks();
    assert!(blocks.len() > 20, "{} blocks found", blocks.len());
    let mut failed = Vec::new();
    for (page, sql) in &blocks {
        if let Err(error) = run(&book, sql).await {
            failed.push(format!("{page}: {error}\n{sql}\n"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
