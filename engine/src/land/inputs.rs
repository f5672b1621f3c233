//! What the caller named becomes the list of objects to read, sorted by name.
//!
//! ```text
//! ["ads/", "more/*.jsonl.gz", "gone.csv"]
//!     ─► ads/2016/a.json, ads/b.json, more/x.jsonl.gz        unreadable: gone.csv (no such file)
//! ```
//! Folders are read to any depth; hidden files and the `.cache.json` files of older tools are left out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daybook_catalog::Location;
use futures::TryStreamExt;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

use super::summary::UnreadableObject;

/// Where an object's bytes are.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A local file.
    File(PathBuf),
    /// A pipe or a device, to be read once from its beginning: `/dev/stdin`, `<(zcat ads.gz)`.
    Pipe(PathBuf),
    /// An object of a store.
    Stored {
        /// The store.
        store: Arc<dyn ObjectStore>,
        /// Its path in there.
        path: object_store::path::Path,
    },
}

/// An object to read.
#[derive(Debug, Clone)]
pub(crate) struct InputObject {
    /// Its name in rejects and summaries: the path as the caller would write it.
    pub(crate) name: String,
    /// Where its bytes are.
    pub(crate) origin: Origin,
    /// Its stored size.
    pub(crate) size: u64,
}

/// What the inputs of a landing come to.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    objects: BTreeMap<String, InputObject>,
    unreadable: Vec<UnreadableObject>,
}

impl Inputs {
    /// Finds the objects that the inputs name.
    pub(crate) async fn find(inputs: &[String]) -> Self {
        let mut found = Self::default();
        for input in inputs {
            match input.strip_prefix("file://") {
                Some(_) => found.add_file_url(input),
                None if input.contains("://") => found.add_stored(input).await,
                None => found.add(input),
            }
        }
        found
    }

    /// The objects sorted by name, and what could not be found.
    pub(crate) fn into_parts(self) -> (Vec<InputObject>, Vec<UnreadableObject>) {
        (self.objects.into_values().collect(), self.unreadable)
    }

    fn add_file_url(&mut self, input: &str) {
        let path = url::Url::parse(input)
            .ok()
            .and_then(|url| url.to_file_path().ok());
        match path {
            Some(path) => self.add(&path.display().to_string()),
            None => self.refuse(input, "no local path is to be made of this URL"),
        }
    }

    /// An object, or everything under a prefix; the part after the last `/` may be a pattern.
    async fn add_stored(&mut self, input: &str) {
        let (base, pattern) = match input.rsplit_once('/') {
            Some((base, last)) if last.contains(['*', '?', '[']) => (base, Some(last)),
            _ => (input, None),
        };
        if let Err(message) = self.list_stored(base, pattern).await {
            self.refuse(input, &message);
        }
    }

    async fn list_stored(&mut self, base: &str, pattern: Option<&str>) -> Result<(), String> {
        let location = Location::parse(base).map_err(|error| error.to_string())?;
        let pattern = pattern.map(glob::Pattern::new).transpose();
        let pattern = pattern.map_err(|error| error.to_string())?;
        let (store, prefix) = (location.store(), location.prefix());
        let found: Vec<ObjectMeta> = match store.head(prefix).await {
            Ok(object) if pattern.is_none() => vec![object],
            _ => {
                let listed = store.list(Some(prefix)).try_collect().await;
                listed.map_err(|error| error.to_string())?
            }
        };
        let before = self.objects.len();
        for object in found {
            let below = object.location.prefix_match(prefix);
            let below: Vec<_> = below.into_iter().flatten().collect();
            let named = below.last().map(|part| part.as_ref().to_owned());
            let wanted = match (&pattern, &named) {
                (Some(pattern), Some(name)) => below.len() == 1 && pattern.matches(name),
                _ => true,
            };
            if wanted && !below.iter().any(|part| is_left_out(part.as_ref())) {
                self.insert_stored(&location, object);
            }
        }
        if self.objects.len() > before {
            Ok(())
        } else {
            Err("no object matches".to_owned())
        }
    }

    fn insert_stored(&mut self, location: &Location, object: ObjectMeta) {
        let below = object.location.prefix_match(location.prefix());
        let below: Vec<_> = below.into_iter().flatten().collect();
        let below: Vec<&str> = below.iter().map(AsRef::as_ref).collect();
        let base = location.url().as_str().trim_end_matches('/');
        let name = [&[base][..], &below].concat().join("/");
        let (store, path) = (Arc::clone(location.store()), object.location);
        let origin = Origin::Stored { store, path };
        let size = object.size;
        self.objects
            .insert(name.clone(), InputObject { name, origin, size });
    }

    fn add(&mut self, input: &str) {
        let path = Path::new(input);
        // A file may be called `a[1].json`: what exists is no pattern.
        if path.exists() {
            self.add_path(path, false);
        } else if input.contains(['*', '?', '[']) {
            self.add_glob(input);
        } else {
            self.refuse(input, "no such file or folder");
        }
    }

    fn add_glob(&mut self, pattern: &str) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            require_literal_separator: true,
            ..glob::MatchOptions::default()
        };
        let paths = match glob::glob_with(pattern, options) {
            Ok(paths) => paths,
            Err(error) => return self.refuse(pattern, &error.to_string()),
        };
        let mut any = false;
        for path in paths {
            any = true;
            match path {
                Ok(path) => self.add_path(&path, true),
                Err(error) => {
                    self.refuse(
                        &error.path().display().to_string(),
                        &error.error().to_string(),
                    );
                }
            }
        }
        if !any {
            self.refuse(pattern, "no file matches");
        }
    }

    fn add_path(&mut self, path: &Path, within: bool) {
        let name = path.display().to_string();
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => self.add_folder(path),
            // A pipe or a socket that merely lies there might never end; one named by itself is meant.
            Ok(found) if within && !found.is_file() => self.refuse(&name, "not a regular file"),
            Ok(found) => {
                let origin = if found.is_file() {
                    Origin::File(path.to_owned())
                } else {
                    Origin::Pipe(path.to_owned())
                };
                let object = InputObject {
                    name: name.clone(),
                    origin,
                    size: found.len(),
                };
                self.objects.insert(name, object);
            }
            Err(error) => self.refuse(&name, &error.to_string()),
        }
    }

    fn add_folder(&mut self, folder: &Path) {
        let name = folder.display().to_string();
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.refuse(&name, &error.to_string()),
        };
        for entry in entries {
            match entry {
                Ok(entry) if is_left_out(&entry.file_name().to_string_lossy()) => {}
                // A link to a folder may lead in circles.
                Ok(entry) if entry.path().is_dir() && is_link(&entry) => {}
                Ok(entry) => self.add_path(&entry.path(), true),
                Err(error) => self.refuse(&name, &error.to_string()),
            }
        }
    }

    fn refuse(&mut self, object: &str, message: &str) {
        let object = object.to_owned();
        self.unreadable.push(UnreadableObject {
            object,
            message: message.to_owned(),
        });
    }
}

fn is_left_out(file_name: &str) -> bool {
    file_name.starts_with('.') || file_name.ends_with(".cache.json")
}

fn is_link(entry: &std::fs::DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_symlink())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn folders_globs_and_missing_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/deep")).unwrap();
        for file in [
            "b/deep/2.json",
            "b/1.json",
            ".hidden",
            "b/x.cache.json",
            "a[1].json",
        ] {
            std::fs::write(root.join(file), "{}").unwrap();
        }
        let path = |name: &str| root.join(name).display().to_string();
        let inputs = [
            path(""),
            path("b/*.json"),
            path("a[1].json"),
            path("gone"),
            path("*.csv"),
        ];
        let (objects, unreadable) = Inputs::find(&inputs).await.into_parts();
        let names: Vec<_> = objects
            .iter()
            .map(|object| {
                Path::new(&object.name)
                    .strip_prefix(root)
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(
            names,
            ["a[1].json", "b/1.json", "b/deep/2.json", "b/x.cache.json"]
        );
        assert_eq!(unreadable.len(), 2);
        assert_eq!(unreadable[0].message, "no such file or folder");
        assert_eq!(unreadable[1].message, "no file matches");
    }
}
