//! Adding a taxonomy to a book.

use std::collections::BTreeMap;
use std::path::Path;

use daybook_catalog::{Book, TaxonomyRecord};
use daybook_engine::taxonomy::{LoadedTaxonomy, load};

use crate::error::Result;

/// What adding a taxonomy did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomySummary {
    /// `onet`, `soc`, …
    pub kind: String,
    /// The version, as the publisher names it.
    pub version: String,
    /// The fingerprint of its content.
    pub fingerprint: String,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
    /// What this release lacks, in words: `no abilities (Abilities.txt)`.
    pub absent: Vec<String>,
    /// Whether the book held the same content before.
    pub unchanged: bool,
}

/// Loads a taxonomy from a publisher's files and keeps it in the book; the same content again changes nothing.
pub(crate) async fn add_taxonomy(
    book: &Book,
    kind: &str,
    path: &Path,
    version: Option<&str>,
) -> Result<TaxonomySummary> {
    keep_taxonomy(book, load(kind, path, version).await?).await
}

/// Keeps a taxonomy in the book; the same content again changes nothing.
pub(crate) async fn keep_taxonomy(book: &Book, loaded: LoadedTaxonomy) -> Result<TaxonomySummary> {
    let record: TaxonomyRecord = crate::session::taxonomy_record(&loaded, book.env().clock.now());
    let held = book.taxonomies().await?;
    let absent = loaded.absent.clone();
    let unchanged = held.iter().any(|other| {
        (&other.kind, &other.version, &other.fingerprint)
            == (&record.kind, &record.version, &record.fingerprint)
    });
    if !unchanged {
        book.put_taxonomy(record.clone(), loaded.tables).await?;
    }
    Ok(TaxonomySummary {
        kind: record.kind,
        version: record.version,
        fingerprint: record.fingerprint,
        tables: record.tables,
        absent,
        unchanged,
    })
}
