//! What lies at a path: the files of a zip, of a folder (zips within it included) or a single file.
//!
//! ```text
//! db_29_text.zip ─► db_29_text/Skills.txt, db_29_text/Knowledge.txt …
//! onet/          ─► onet/db_29_text.zip!db_29_text/Skills.txt …       (a folder holding the zip)
//! Skills.xlsx    ─► Skills.xlsx
//! ```
//!
//! Content is read one file at a time, when a loader asks for it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::error::{EngineError, Result};

/// Endings of files that can hold a table or say which release it is.
const READABLE: &[&str] = &["txt", "tsv", "csv", "xlsx", "xls", "md"];

/// How deep folders are followed.
const MAX_DEPTH: usize = 6;

/// Everything found at a path, sorted by name.
#[derive(Debug)]
pub(crate) struct Source {
    /// The last part of the path, without its ending: `db_29_text`.
    pub(crate) name: String,
    /// The files that can be read.
    pub(crate) files: Vec<SourceFile>,
}

/// One file of a source.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Its name within the source, folders included: `db_29_text/Skills.txt`.
    pub(crate) name: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Disk(PathBuf),
    Zip { archive: PathBuf, index: usize },
}

impl Source {
    /// Lists what is at `path`.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(EngineError::NotFound(format!(
                "{}: no such file or folder; name a zip, a folder or a file of the taxonomy",
                path.display()
            )));
        }
        let mut files = Vec::new();
        collect(path, &file_name(path), 0, &mut files)?;
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let name = path
            .canonicalize()
            .ok()
            .and_then(|full| {
                full.file_stem()
                    .map(|stem| stem.to_string_lossy().into_owned())
            })
            .unwrap_or_else(|| file_name(path));
        Ok(Self { name, files })
    }
}

impl SourceFile {
    /// The file's content.
    pub(crate) fn read(&self) -> Result<Vec<u8>> {
        match &self.place {
            Place::Disk(path) => std::fs::read(path).map_err(|source| io_error(path, source)),
            Place::Zip { archive, index } => read_member(archive, *index),
        }
    }

    /// The lower-case ending: `txt`.
    pub(crate) fn extension(&self) -> String {
        extension(&self.name)
    }

    /// The name without folders and ending, lower-case letters and digits only: `techskills`.
    pub(crate) fn stem(&self) -> String {
        let base = self.name.rsplit('/').next().unwrap_or(&self.name);
        let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
        super::sheet::plain(stem)
    }
}

fn collect(path: &Path, name: &str, depth: usize, files: &mut Vec<SourceFile>) -> Result<()> {
    if path.is_dir() {
        if depth < MAX_DEPTH {
            collect_folder(path, name, depth, files)?;
        }
    } else if extension(name) == "zip" {
        collect_zip(path, name, files)?;
    } else if READABLE.contains(&extension(name).as_str()) {
        files.push(SourceFile {
            name: name.to_owned(),
            place: Place::Disk(path.to_owned()),
        });
    }
    Ok(())
}

fn collect_folder(
    path: &Path,
    name: &str,
    depth: usize,
    files: &mut Vec<SourceFile>,
) -> Result<()> {
    let entries = std::fs::read_dir(path).map_err(|source| io_error(path, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| io_error(path, source))?;
        let child = entry.file_name().to_string_lossy().into_owned();
        if !child.starts_with('.') {
            collect(&entry.path(), &format!("{name}/{child}"), depth + 1, files)?;
        }
    }
    Ok(())
}

fn collect_zip(path: &Path, name: &str, files: &mut Vec<SourceFile>) -> Result<()> {
    let mut archive = open_zip(path)?;
    for index in 0..archive.len() {
        let member = archive
            .by_index(index)
            .map_err(|error| zip_error(path, &error))?;
        let member_name = member.name().map_err(|error| zip_error(path, &error))?;
        let hidden = member_name.starts_with("__MACOSX") || member_name.contains("/.");
        if member.is_file() && !hidden && READABLE.contains(&extension(&member_name).as_str()) {
            files.push(SourceFile {
                name: format!("{name}!{member_name}"),
                place: Place::Zip {
                    archive: path.to_owned(),
                    index,
                },
            });
        }
    }
    Ok(())
}

fn read_member(path: &Path, index: usize) -> Result<Vec<u8>> {
    let mut archive = open_zip(path)?;
    let mut member = archive
        .by_index(index)
        .map_err(|error| zip_error(path, &error))?;
    let mut content = Vec::new();
    member
        .read_to_end(&mut content)
        .map_err(|source| io_error(path, source))?;
    Ok(content)
}

fn open_zip(path: &Path) -> Result<ZipArchive<File>> {
    let file = File::open(path).map_err(|source| io_error(path, source))?;
    ZipArchive::new(file).map_err(|error| zip_error(path, &error))
}

fn zip_error(path: &Path, error: &zip::result::ZipError) -> EngineError {
    EngineError::Data(format!(
        "{}: not a readable zip: {error}; download it again",
        path.display()
    ))
}

fn io_error(path: &Path, source: std::io::Error) -> EngineError {
    EngineError::Io {
        path: path.display().to_string(),
        source,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default()
}
