//! The models of a book's users: plain SQL files.
//!
//! ```text
//! CREATE COUNT TABLE remote_counts AS SELECT …   ──►   models/count/remote_counts.sql
//! ```
//!
//! The catalog keeps the text; what it means is the business of those who plan it.

use futures::TryStreamExt;
use object_store::ObjectStoreExt;
use object_store::path::Path;

use crate::book::Book;
use crate::error::{CatalogError, Result};

/// A model as the book keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredModel {
    /// `attribute`, `count` or `dataset`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The statement that makes it.
    pub sql: String,
}

impl Book {
    /// The models that users made, by kind and name.
    pub async fn models(&self) -> Result<Vec<StoredModel>> {
        let folder = self.location().child("models");
        let store = self.location().store();
        let mut paths: Vec<Path> = store
            .list(Some(&folder))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        paths.sort();
        let mut models = Vec::new();
        for path in paths {
            if let Some((kind, name)) = kind_and_name(&folder, &path) {
                let bytes = store.get(&path).await?.bytes().await?;
                let sql = String::from_utf8(bytes.to_vec()).map_err(|_| CatalogError::Damaged {
                    object: path.to_string(),
                    reason: "a model is SQL in UTF-8".to_string(),
                })?;
                models.push(StoredModel { kind, name, sql });
            }
        }
        Ok(models)
    }

    /// Keeps a model, in place of the one of that kind and name if there is one.
    pub async fn put_model(&self, kind: &str, name: &str, sql: &str) -> Result<()> {
        let path = self.model_path(kind, name)?;
        self.location()
            .store()
            .put(&path, sql.to_string().into())
            .await?;
        Ok(())
    }

    /// Forgets a model.
    pub async fn delete_model(&self, kind: &str, name: &str) -> Result<()> {
        let path = self.model_path(kind, name)?;
        // S3 deletes what is not there without a word; the caller should hear of it.
        self.location().store().head(&path).await?;
        self.location().store().delete(&path).await?;
        Ok(())
    }

    fn model_path(&self, kind: &str, name: &str) -> Result<Path> {
        check_name("model kind", kind)?;
        check_name("model", name)?;
        Ok(self.location().child(&format!("models/{kind}/{name}.sql")))
    }
}

fn kind_and_name(folder: &Path, path: &Path) -> Option<(String, String)> {
    let parts: Vec<String> = path
        .prefix_match(folder)?
        .map(|part| part.as_ref().to_string())
        .collect();
    match parts.as_slice() {
        [kind, file] => Some((kind.clone(), file.strip_suffix(".sql")?.to_string())),
        _ => None,
    }
}

/// Names become parts of paths: letters, digits, `_`, and within them `-`, `.` and `+`.
pub(crate) fn check_name(what: &str, name: &str) -> Result<()> {
    const LONGEST: usize = 120;
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    let starts = name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    if starts && name.len() <= LONGEST && name.chars().all(inner) {
        return Ok(());
    }
    Err(CatalogError::Invalid {
        message: format!(
            "`{name}` cannot name a {what}: use up to {LONGEST} letters, digits, `_`, `-` and `.`"
        ),
    })
}

#[cfg(test)]
mod tests {
    use crate::ErrorKind;
    use crate::testing::book_in_memory;

    #[tokio::test]
    async fn models_are_stored_replaced_and_deleted() {
        let book = book_in_memory().await;
        book.put_model("count", "b", "SELECT 1").await.unwrap();
        book.put_model("attribute", "a", "SELECT 2").await.unwrap();
        book.put_model("count", "b", "SELECT 'ü'").await.unwrap();
        let models = book.models().await.unwrap();
        let found: Vec<_> = models
            .iter()
            .map(|m| (&*m.kind, &*m.name, &*m.sql))
            .collect();
        assert_eq!(
            found,
            [("attribute", "a", "SELECT 2"), ("count", "b", "SELECT 'ü'")]
        );
        book.delete_model("count", "b").await.unwrap();
        assert_eq!(book.models().await.unwrap().len(), 1);
        let error = book.delete_model("count", "b").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn names_cannot_leave_their_folder() {
        let book = book_in_memory().await;
        for name in ["", "..", "a/b", "a b", ".hidden"] {
            let error = book.put_model("count", name, "SELECT 1").await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid, "{name}");
        }
    }
}
