//! Where results go: standard output, or a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// A file under way: written beside its name, renamed to it when it is whole.
#[derive(Debug)]
pub(crate) struct OutputFile {
    file: BufWriter<File>,
    partial: PathBuf,
    path: PathBuf,
    finished: bool,
}

impl OutputFile {
    /// Begins to write `path`.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial)
            .map_err(|source| Failure::file(&path.display().to_string(), &source))?;
        Ok(Self {
            file: BufWriter::new(file),
            partial,
            path: path.to_path_buf(),
            finished: false,
        })
    }

    /// The file is whole: gives it its name.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.file.flush()?;
        fs::rename(&self.partial, &self.path)?;
        self.finished = true;
        Ok(())
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if !self.finished {
            // Half a file helps nobody, and there is nobody to tell when it cannot be removed.
            let _ = fs::remove_file(&self.partial);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.csv");
        let mut file = OutputFile::create(&path).unwrap();
        file.write_all(b"a\n").unwrap();
        assert!(!path.exists());
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

        let mut file = OutputFile::create(&path).unwrap();
        file.write_all(b"b\n").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "b\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
