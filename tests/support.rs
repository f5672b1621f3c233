//! What the integration tests share: books made from the project's own postings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use daybook::land::{Identity, LandSpec, SourceFormat, Unobserved};
use daybook::materialise::{MaterializeSpec, Mode};
use daybook::{Daybook, DaybookOptions, Environment};

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The real data beside the repository, where it is there.
pub(crate) fn shared_data() -> Option<PathBuf> {
    let data = root().join("../shared/data");
    if data.is_dir() {
        return Some(data);
    }
    println!("skipped: no ../shared/data");
    None
}

/// A clock that stands at noon of 2026-11-23.
pub(crate) fn options() -> DaybookOptions {
    let noon = "2026-11-23T12:00:00Z".parse().expect("a time");
    DaybookOptions {
        environment: Environment::fixed(noon),
        jobs: 2,
        memory_bytes: 1 << 30,
    }
}

/// Opens a book in a folder.
pub(crate) async fn open(folder: &Path) -> Daybook {
    let url = folder.to_str().expect("a path in UTF-8");
    Daybook::open_with(url, options())
        .await
        .expect("the book opens")
}

/// Opens a book as another program would: it gives files names that no other handle gives. The clock stands
/// still with `options()`.
pub(crate) async fn open_elsewhere(folder: &Path) -> Daybook {
    let environment = Environment {
        ids: Environment::system().ids,
        ..options().environment
    };
    open_in(folder, environment).await
}

/// Opens a book with a given clock and names.
pub(crate) async fn open_in(folder: &Path, environment: Environment) -> Daybook {
    let url = folder.to_str().expect("a path in UTF-8");
    let options = DaybookOptions {
        environment,
        ..options()
    };
    Daybook::open_with(url, options)
        .await
        .expect("the book opens")
}

/// Lands files of common-schema postings.
pub(crate) fn common_schema(source: &str, inputs: &[&Path]) -> LandSpec {
    LandSpec {
        source: source.to_string(),
        format: SourceFormat::Coded("common-schema".to_string()),
        inputs: inputs
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        identity: Identity::Day,
        jobs: 2,
        memory_bytes: 64 << 20,
    }
}

/// Everything, computed where absent or stale.
pub(crate) fn everything() -> MaterializeSpec {
    MaterializeSpec {
        tables: Vec::new(),
        from: None,
        to: None,
        mode: Mode::Stale,
        jobs: 2,
    }
}

/// Makes the book that most SQL tests read: the handmade postings, landed and materialised.
pub(crate) async fn handmade_book(folder: &Path) -> Daybook {
    handmade_book_in(folder, options().environment).await
}

/// The same with a given clock and names.
pub(crate) async fn handmade_book_in(folder: &Path, environment: Environment) -> Daybook {
    let book = open_in(folder, environment).await;
    let postings = root().join("tests/fixtures/handmade.jsonl");
    book.land(common_schema("HM", &[&postings]), Arc::new(Unobserved))
        .await
        .expect("it lands");
    let done = book
        .materialize(everything(), Arc::new(Unobserved))
        .await
        .expect("it materialises");
    assert_eq!(done.failed, []);
    book
}

/// The rows of the last statement, each as its cells joined by ` | `.
pub(crate) async fn rows(book: &Daybook, sql: &str) -> Vec<String> {
    try_rows(book, sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// The same for a statement that may fail, when it is asked or when its rows are read.
pub(crate) async fn try_rows(book: &Daybook, sql: &str) -> Result<Vec<String>, daybook::Error> {
    use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
    use futures::StreamExt;
    let options = FormatOptions::default().with_null("NULL");
    let mut rows = Vec::new();
    for mut answer in book.sql(sql).await? {
        rows.clear();
        while let Some(batch) = answer.rows.next().await {
            let batch = batch?;
            let columns: Vec<ArrayFormatter<'_>> = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column, &options).expect("a format"))
                .collect();
            rows.extend((0..batch.num_rows()).map(|row| {
                let cells: Vec<String> = columns.iter().map(|c| c.value(row).to_string()).collect();
                cells.join(" | ")
            }));
        }
    }
    Ok(rows)
}

/// Every file below a folder that is part of a table, by its path from the folder.
pub(crate) fn table_files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(folder).expect("below it");
            let name = name.to_str().expect("UTF-8").to_string();
            if path.is_dir() && name != "runs" {
                folders.push(path);
            } else if path.is_file() {
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// A common-schema posting as a line.
pub(crate) fn posting(id: &str, date: &str, title: &str, description: &str) -> String {
    let posting = serde_json::json!({
        "id": id, "title": title, "datePosted": date, "description": description,
    });
    format!("{posting}\n")
}

/// The Python with the packages of `tests/run`, where there is one.
pub(crate) fn python() -> Option<std::ffi::OsString> {
    let python = std::env::var_os("DAYBOOK_TEST_PYTHON");
    if python.is_none() {
        println!("skipped: no DAYBOOK_TEST_PYTHON; run tests/run");
    }
    python
}
