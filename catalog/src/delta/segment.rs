//! Which objects of a log make up one version.
//!
//! ```text
//! _last_checkpoint ─► 24        …24.checkpoint.parquet  …25.json  …26.json      ═► version 26
//! (or the whole listing)        ╰── everything before ╯ ╰─ then these, in order ╯
//! ```
//! Source: the Delta transaction protocol, "Checkpoints" and "Last Checkpoint File".

use bytes::Bytes;
use deltalake::logstore::LogStoreRef;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use serde::Deserialize;

use crate::error::{CatalogError, Result};

/// Objects fetched at once.
const READS: usize = 16;

/// The objects of a version, fetched.
#[derive(Debug)]
pub(crate) struct LogSegment {
    /// The version they make up.
    pub(crate) version: u64,
    /// The parts of the checkpoint; none where the log begins with its first entry.
    pub(crate) checkpoint: Vec<LogObject>,
    /// The entries after the checkpoint, oldest first.
    pub(crate) entries: Vec<LogObject>,
}

/// An object of the log.
#[derive(Debug)]
pub(crate) struct LogObject {
    /// Its path, relative to the table.
    pub(crate) path: Path,
    /// What it holds.
    pub(crate) bytes: Bytes,
}

#[derive(Deserialize)]
struct LastCheckpoint {
    version: u64,
}

/// What the name of a log object tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Entry(u64),
    Checkpoint { version: u64, part: u32, parts: u32 },
}

/// Names of a log, sorted by what they are.
#[derive(Debug, Default)]
struct Listing {
    entries: Vec<(u64, Path)>,
    checkpoints: Vec<(u64, u32, u32, Path)>,
}

/// The objects of a version, or of the newest; none when the table or the version does not exist.
pub(crate) async fn segment(log: &LogStoreRef, version: Option<u64>) -> Result<Option<LogSegment>> {
    let store = log.object_store(None);
    let hint = match version {
        None => last_checkpoint(store.as_ref()).await,
        Some(_) => None,
    };
    if let Some(hint) = hint
        && let Some(chosen) = list(log, Some(hint)).await?.choose(None)
    {
        return Ok(Some(chosen.fetch(store.as_ref()).await?));
    }
    // Without a hint, or with one whose checkpoint was cleaned away.
    let listing = list(log, None).await?;
    match listing.choose(version) {
        Some(chosen) => Ok(Some(chosen.fetch(store.as_ref()).await?)),
        None if version.is_some() || listing.is_empty() => Ok(None),
        None => Err(CatalogError::Damaged {
            object: log.log_path().to_string(),
            reason: "entries of the log are missing; restore them, or drop the table".to_owned(),
        }),
    }
}

/// The entries that follow a version, without a gap; none when there is one.
pub(crate) async fn entries_after(log: &LogStoreRef, version: u64) -> Result<Option<LogSegment>> {
    let store = log.object_store(None);
    let listing = list(log, Some(version + 1)).await?;
    let Some(chosen) = listing.follow(version) else {
        return Ok(None);
    };
    Ok(Some(chosen.fetch(store.as_ref()).await?))
}

/// The version of the newest checkpoint, if the log says so in a way that can be read.
async fn last_checkpoint(store: &dyn ObjectStore) -> Option<u64> {
    let hint = store.get(&Path::from("_delta_log/_last_checkpoint")).await;
    let bytes = hint.ok()?.bytes().await.ok()?;
    let hint: LastCheckpoint = serde_json::from_slice(&bytes).ok()?;
    Some(hint.version)
}

/// The names of the log, from a version on.
async fn list(log: &LogStoreRef, from: Option<u64>) -> Result<Listing> {
    let store = log.object_store(None);
    let folder = log.log_path();
    let mut names = match from {
        // `…25.checkpoint.parquet` and `…25.json` come after `…25`.
        Some(version) => {
            let offset = Path::from(format!("{folder}/{version:020}"));
            store.list_with_offset(Some(folder), &offset)
        }
        None => store.list(Some(folder)),
    };
    let mut listing = Listing::default();
    while let Some(meta) = names.try_next().await? {
        match meta.location.filename().and_then(role) {
            Some(Role::Entry(version)) => listing.entries.push((version, meta.location)),
            Some(Role::Checkpoint {
                version,
                part,
                parts,
            }) => {
                listing
                    .checkpoints
                    .push((version, parts, part, meta.location));
            }
            None => {}
        }
    }
    listing.entries.sort_unstable();
    listing.checkpoints.sort_unstable();
    Ok(listing)
}

/// `…7.json`, `…7.checkpoint.parquet`, `…7.checkpoint.0000000001.0000000002.parquet`; all else is for others.
fn role(name: &str) -> Option<Role> {
    let parts: Vec<&str> = name.split('.').collect();
    let version = parts
        .first()
        .filter(|digits| digits.len() == 20)?
        .parse()
        .ok()?;
    match parts.get(1..)? {
        ["json"] => Some(Role::Entry(version)),
        ["checkpoint", "parquet"] => Some(Role::Checkpoint {
            version,
            part: 1,
            parts: 1,
        }),
        ["checkpoint", part, parts, "parquet"] => {
            let (part, parts) = (part.parse().ok()?, parts.parse().ok()?);
            Some(Role::Checkpoint {
                version,
                part,
                parts,
            })
        }
        _ => None,
    }
}

/// The names of a version's objects.
#[derive(Debug, PartialEq, Eq)]
struct Chosen {
    version: u64,
    checkpoint: Vec<Path>,
    entries: Vec<Path>,
}

impl Listing {
    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.checkpoints.is_empty()
    }

    /// The newest version that the names speak of.
    fn newest(&self) -> u64 {
        let entry = self.entries.last().map(|(version, _)| *version);
        let checkpoint = self.checkpoints.last().map(|part| part.0);
        entry.max(checkpoint).unwrap_or_default()
    }

    /// The newest whole checkpoint at or before the version, and the entries from there.
    fn choose(&self, version: Option<u64>) -> Option<Chosen> {
        let checkpoint = self.newest_checkpoint(version.unwrap_or(u64::MAX));
        let (base, checkpoint) = match checkpoint {
            Some((base, parts)) => (Some(base), parts),
            None => (None, Vec::new()),
        };
        let first = base.map_or(0, |base| base + 1);
        let entries = self.run(first, version.unwrap_or(u64::MAX));
        let last = first + entries.len() as u64;
        let reached = last.checked_sub(1)?;
        let wanted = version.unwrap_or_else(|| self.newest()) == reached;
        wanted.then_some(Chosen {
            version: reached,
            checkpoint,
            entries,
        })
    }

    fn follow(&self, version: u64) -> Option<Chosen> {
        let entries = self.run(version + 1, u64::MAX);
        let reached = version + entries.len() as u64;
        (reached == self.newest().max(version)).then_some(Chosen {
            version: reached,
            checkpoint: Vec::new(),
            entries,
        })
    }

    /// The parts of the newest checkpoint that has all of them.
    fn newest_checkpoint(&self, most: u64) -> Option<(u64, Vec<Path>)> {
        let groups = self.checkpoints.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        groups.rev().find_map(|group| {
            let (version, parts, ..) = group.first()?;
            (*version <= most && group.len() == *parts as usize)
                .then(|| (*version, group.iter().map(|part| part.3.clone()).collect()))
        })
    }

    /// The entries from a version on, as far as they follow one another.
    fn run(&self, first: u64, most: u64) -> Vec<Path> {
        let from = self
            .entries
            .partition_point(|(version, _)| *version < first);
        let entries = self.entries.get(from..).unwrap_or_default().iter();
        (first..=most)
            .zip(entries)
            .take_while(|(expected, (version, _))| version == expected)
            .map(|(_, (_, path))| path.clone())
            .collect()
    }
}

impl Chosen {
    async fn fetch(self, store: &dyn ObjectStore) -> Result<LogSegment> {
        let checkpoints = self.checkpoint.len();
        let paths = self.checkpoint.into_iter().chain(self.entries);
        let mut objects: Vec<LogObject> = futures::stream::iter(paths)
            .map(|path| async move {
                let bytes = store.get(&path).await?.bytes().await?;
                Ok::<_, object_store::Error>(LogObject { path, bytes })
            })
            .buffered(READS)
            .try_collect()
            .await?;
        let entries = objects.split_off(checkpoints);
        Ok(LogSegment {
            version: self.version,
            checkpoint: objects,
            entries,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(names: &[&str]) -> Listing {
        let mut listing = Listing::default();
        for name in names {
            let path = Path::from(*name);
            match role(name) {
                Some(Role::Entry(version)) => listing.entries.push((version, path)),
                Some(Role::Checkpoint {
                    version,
                    part,
                    parts,
                }) => {
                    listing.checkpoints.push((version, parts, part, path));
                }
                None => {}
            }
        }
        listing.entries.sort_unstable();
        listing.checkpoints.sort_unstable();
        listing
    }

    fn entry(version: u64) -> String {
        format!("{version:020}.json")
    }

    #[test]
    fn names_tell_what_they_are() {
        assert_eq!(role(&entry(7)), Some(Role::Entry(7)));
        let one = role("00000000000000000024.checkpoint.parquet");
        assert_eq!(
            one,
            Some(Role::Checkpoint {
                version: 24,
                part: 1,
                parts: 1
            })
        );
        let of_three = role("00000000000000000024.checkpoint.0000000002.0000000003.parquet");
        assert_eq!(
            of_three,
            Some(Role::Checkpoint {
                version: 24,
                part: 2,
                parts: 3
            })
        );
        for other in [
            "_last_checkpoint",
            "00000000000000000024.crc",
            "00000000000000000000.00000000000000000009.compacted.json",
            "00000000000000000024.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.parquet",
            "_commit_1.json.tmp",
            "24.json",
        ] {
            assert_eq!(role(other), None, "{other}");
        }
    }

    #[test]
    fn a_version_is_a_checkpoint_and_what_follows() {
        let names = [
            entry(3),
            entry(4),
            entry(5),
            entry(6),
            "00000000000000000004.checkpoint.parquet".to_owned(),
            // Half a checkpoint is none.
            "00000000000000000006.checkpoint.0000000001.0000000002.parquet".to_owned(),
        ];
        let listing = listing(&names.each_ref().map(String::as_str));
        let newest = listing.choose(None).unwrap();
        assert_eq!(
            (
                newest.version,
                newest.checkpoint.len(),
                newest.entries.len()
            ),
            (6, 1, 2)
        );
        let fifth = listing.choose(Some(5)).unwrap();
        assert_eq!((fifth.version, fifth.entries.len()), (5, 1));
        let fourth = listing.choose(Some(4)).unwrap();
        assert_eq!((fourth.version, fourth.entries.len()), (4, 0));
        // Version 3 needs entries that are gone, version 7 is not there.
        assert_eq!(listing.choose(Some(3)), None);
        assert_eq!(listing.choose(Some(7)), None);
        assert_eq!(listing.follow(4).unwrap().version, 6);
        assert_eq!(listing.follow(6).unwrap().version, 6);
        assert_eq!(listing.follow(1), None);
    }

    #[test]
    fn nothing_is_no_table() {
        assert_eq!(listing(&[]).choose(None), None);
        assert_eq!(listing(&[entry(1).as_str()]).choose(None), None);
        // An entry in the middle is gone.
        let gap = [entry(0), entry(1), entry(3)];
        let gap = listing(&gap.each_ref().map(String::as_str));
        assert_eq!(gap.choose(None), None);
        assert_eq!(gap.choose(Some(1)).unwrap().version, 1);
    }
}
