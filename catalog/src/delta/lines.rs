//! The lines of a log entry, as far as Daybook reads them.
//!
//! ```text
//! {"commitInfo":{"timestamp":1454328000000,"operation":"WRITE","daybook":"land VA"}}
//! {"remove":{"path":"date=2016-01-05/b.parquet", …}}
//! {"add":{"path":"date=2016-01-05/c.parquet","partitionValues":{"date":"2016-01-05"},"size":812, …}}
//! ```
//! Source: the Delta transaction protocol, "Actions". What a line says beyond this is for other readers.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate};
use deltalake::kernel::Metadata;
use object_store::path::Path;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::schema::DATE;
use crate::snapshot::DayFile;

/// One action; the others are none.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogLine {
    pub(crate) commit_info: Option<InfoLine>,
    pub(crate) protocol: Option<ProtocolLine>,
    pub(crate) meta_data: Option<Metadata>,
    pub(crate) add: Option<AddLine>,
    pub(crate) remove: Option<RemoveLine>,
}

impl LogLine {
    pub(crate) fn add(add: AddLine) -> Self {
        Self {
            commit_info: None,
            protocol: None,
            meta_data: None,
            add: Some(add),
            remove: None,
        }
    }
}

/// What was done, when, in whose words.
#[derive(Debug, Deserialize)]
pub(crate) struct InfoLine {
    pub(crate) timestamp: Option<i64>,
    pub(crate) operation: Option<String>,
    pub(crate) daybook: Option<String>,
}

/// What a reader and a writer of the table must be able to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProtocolLine {
    pub(crate) min_reader_version: i32,
    pub(crate) min_writer_version: i32,
    pub(crate) reader_features: Option<Vec<String>>,
    pub(crate) writer_features: Option<Vec<String>>,
}

type Values = HashMap<String, Option<String>>;

/// A file that the version has.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddLine {
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) partition_values: Values,
    #[serde(default)]
    pub(crate) size: i64,
    #[serde(default)]
    pub(crate) modification_time: i64,
    pub(crate) stats: Option<String>,
    pub(crate) tags: Option<Values>,
    pub(crate) deletion_vector: Option<IgnoredAny>,
}

/// A file that the version has no more.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RemoveLine {
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) partition_values: Option<Values>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statistics {
    num_records: Option<u64>,
}

/// The actions of an entry.
pub(crate) fn parse_lines(entry: &[u8]) -> impl Iterator<Item = Result<LogLine, String>> {
    entry
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty())
        .map(|line| serde_json::from_slice(line).map_err(|error| error.to_string()))
}

/// A path of the log as a path within the table: the log encodes it as in a URL.
pub(crate) fn table_path(path: &str) -> Result<String, String> {
    if path.contains("://") || path.starts_with('/') {
        return Err(format!("file `{path}` lies outside the table's folder"));
    }
    let decoded = Path::from_url_path(path).map_err(|error| error.to_string())?;
    Ok(decoded.to_string())
}

/// The day among partition values.
pub(crate) fn date_of(values: &Values) -> Option<NaiveDate> {
    values.get(DATE)?.as_ref()?.parse().ok()
}

impl AddLine {
    /// The file in our words.
    pub(crate) fn into_file(self) -> Result<DayFile, String> {
        let path = table_path(&self.path)?;
        if self.deletion_vector.is_some() {
            return Err(format!(
                "file `{path}` has a deletion vector, which Daybook does not read"
            ));
        }
        let missing = |what: &str| format!("file `{path}` has no {what}");
        let date = date_of(&self.partition_values);
        let date = date.ok_or_else(|| missing("date in its partition values"))?;
        let statistics = self
            .stats
            .as_deref()
            .map(serde_json::from_str::<Statistics>);
        let rows = statistics
            .and_then(Result::ok)
            .and_then(|all| all.num_records);
        let rows = rows.ok_or_else(|| missing("row count in its statistics"))?;
        let committed_at = DateTime::from_timestamp_millis(self.modification_time);
        let committed_at = committed_at.ok_or_else(|| missing("usable modification time"))?;
        let tags = self.tags.unwrap_or_default().into_iter();
        let tags: BTreeMap<String, String> = tags
            .filter_map(|(key, value)| Some((key, value?)))
            .collect();
        Ok(DayFile {
            path,
            size_bytes: u64::try_from(self.size).unwrap_or_default(),
            date,
            rows,
            committed_at,
            tags,
        })
    }
}
