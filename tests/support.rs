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
    let book = open(folder).await;
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
