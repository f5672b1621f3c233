//! Where a book lives: a folder of this machine or a prefix of an S3 bucket.
//!
//! ```text
//! ./my book           store file:///          prefix home/ann/my book
//! s3://hub/daybook    store s3://hub          prefix daybook
//!                           ▲ one ObjectStore       ▲ every table hangs below it: child("postings")
//! ```
//!
//! Parsing a location touches nothing: a folder appears when something is first written to it.

mod profile;
mod s3;

use std::path::{Component, PathBuf};
use std::sync::Arc;

use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnv;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use url::Url;

use crate::error::{CatalogError, Result};

/// A book's place in an object store.
#[derive(Debug, Clone)]
pub struct Location {
    store: Arc<dyn ObjectStore>,
    url: Url,
    prefix: Path,
}

impl Location {
    /// Reads a folder (`./book`, `/data/book`, `~/book`, `file:///data/book`) or `s3://bucket/prefix`.
    ///
    /// S3 credentials come from the environment (`AWS_ACCESS_KEY_ID` …), else from the profile that
    /// `AWS_PROFILE` names in `~/.aws`; `AWS_ENDPOINT_URL` points at other servers than Amazon's, and an
    /// `http://` endpoint is taken at its word. The region defaults to `us-east-1`.
    pub fn parse(text: &str) -> Result<Self> {
        if text.starts_with("s3://") || text.starts_with("s3a://") {
            return Self::parse_s3(text);
        }
        if let Some((scheme, _)) = text.split_once("://") {
            return match scheme {
                "file" => Self::folder(text, file_url_path(text)?),
                "memory" => Self::parse_memory(text),
                other => Err(bad(text, format!("scheme `{other}` is not supported"))),
            };
        }
        if text.trim().is_empty() {
            return Err(bad(text, "it is empty"));
        }
        Self::folder(text, expand_home(text))
    }

    /// A location in a store that the caller made; `url` says how DataFusion is to name it.
    pub fn with_store(url: &Url, store: Arc<dyn ObjectStore>) -> Result<Self> {
        let prefix = Path::from_url_path(url.path())
            .map_err(|error| bad(url.as_str(), error.to_string()))?;
        Ok(Self {
            store,
            url: as_folder(url.clone()),
            prefix,
        })
    }

    /// The store that holds the book; its root is the file system or the bucket, not the book.
    pub fn store(&self) -> &Arc<dyn ObjectStore> {
        &self.store
    }

    /// The book's path within the store.
    pub fn prefix(&self) -> &Path {
        &self.prefix
    }

    /// The book's URL; it ends with a slash.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The path of something below the book: `child("postings/_delta_log")`.
    pub fn child(&self, relative: &str) -> Path {
        let below = Path::from(relative);
        self.prefix.parts().chain(below.parts()).collect()
    }

    /// The URL of a folder below the book; it ends with a slash.
    pub fn child_url(&self, relative: &str) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty();
            segments.extend(relative.split('/').filter(|part| !part.is_empty()));
            segments.push("");
        }
        url
    }

    /// The name under which DataFusion finds the store: `file:///`, `s3://bucket/`.
    pub fn object_store_url(&self) -> Result<ObjectStoreUrl> {
        let host = self.url.host_str().unwrap_or_default();
        ObjectStoreUrl::parse(format!("{}://{host}", self.url.scheme())).map_err(CatalogError::from)
    }

    fn folder(text: &str, path: PathBuf) -> Result<Self> {
        let path = absolute(path).map_err(|error| bad(text, error.to_string()))?;
        let url = Url::from_directory_path(&path)
            .map_err(|()| bad(text, "it is not a path of this machine"))?;
        Self::with_store(&url, Arc::new(LocalFileSystem::new()))
    }

    fn parse_memory(text: &str) -> Result<Self> {
        let url = Url::parse(text).map_err(|error| bad(text, error.to_string()))?;
        Self::with_store(&url, Arc::new(InMemory::new()))
    }

    fn parse_s3(text: &str) -> Result<Self> {
        let text = text.replacen("s3a://", "s3://", 1);
        let url = Url::parse(&text).map_err(|error| bad(&text, error.to_string()))?;
        let Some(bucket) = url.host_str().filter(|host| !host.is_empty()) else {
            return Err(bad(&text, "it names no bucket"));
        };
        let store = s3::open(bucket).map_err(|error| bad(&text, error.to_string()))?;
        Self::with_store(&url, Arc::new(store))
    }
}

/// Makes a book's store known to DataFusion, so that scans of its files can read.
pub fn register_store(location: &Location, runtime: &RuntimeEnv) -> Result<()> {
    let url = location.object_store_url()?;
    runtime.register_object_store(url.as_ref(), Arc::clone(location.store()));
    Ok(())
}

fn bad(url: &str, reason: impl Into<String>) -> CatalogError {
    CatalogError::BadLocation {
        url: url.to_owned(),
        reason: reason.into(),
    }
}

fn file_url_path(text: &str) -> Result<PathBuf> {
    let url = Url::parse(text).map_err(|error| bad(text, error.to_string()))?;
    url.to_file_path()
        .map_err(|()| bad(text, "a file url is file:///absolute/path"))
}

fn expand_home(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// The path from the root; `..` is resolved through links where the folder exists, else by its words.
fn absolute(path: PathBuf) -> std::io::Result<PathBuf> {
    if let Ok(found) = path.canonicalize() {
        return Ok(found);
    }
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            other => resolved.push(other),
        }
    }
    Ok(resolved)
}

fn as_folder(mut url: Url) -> Url {
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url
}

#[cfg(test)]
mod tests;
