//! The models of a book's users: plain SQL files, `models/count/skill_counts.sql`.

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
        let mut paths: Vec<Path> =
            store.list(Some(&folder)).map_ok(|meta| meta.location).try_collect().await?;
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
        self.location().store().put(&self.model_path(kind, name), sql.to_string().into()).await?;
        Ok(())
    }

    /// Forgets a model.
    pub async fn delete_model(&self, kind: &str, name: &str) -> Result<()> {
        self.location().store().delete(&self.model_path(kind, name)).await?;
        Ok(())
    }

    fn model_path(&self, kind: &str, name: &str) -> Path {
        self.location().child(&format!("models/{kind}/{name}.sql"))
    }
}

fn kind_and_name(folder: &Path, path: &Path) -> Option<(String, String)> {
    let parts: Vec<String> =
        path.prefix_match(folder)?.map(|part| part.as_ref().to_string()).collect();
    match parts.as_slice() {
        [kind, file] => Some((kind.clone(), file.strip_suffix(".sql")?.to_string())),
        _ => None,
    }
}
