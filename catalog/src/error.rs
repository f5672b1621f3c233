//! What can go wrong in the catalog, and what the caller can do about it.

use chrono::NaiveDate;

/// What a caller can do about an error; the whole of Daybook uses this one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request is wrong: change it.
    Invalid,
    /// Something named does not exist: name another or create it.
    NotFound,
    /// Another writer was first: run it again.
    Conflict,
    /// The data is wrong: mend the file or the row that the message names.
    Data,
    /// Storage or network did not answer: wait and run it again.
    Unavailable,
    /// A bug in Daybook: report it.
    Internal,
}

/// The result of a catalog call.
pub type Result<T, E = CatalogError> = std::result::Result<T, E>;

/// An error of the catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// A book URL that cannot be understood.
    #[error(
        "book url `{url}` is not usable: {reason}; give a folder (./book) or s3://bucket/prefix"
    )]
    BadLocation {
        /// The URL as given.
        url: String,
        /// Why it cannot be used.
        reason: String,
    },
    /// A table that the book does not hold.
    #[error("table `{table}` does not exist in this book")]
    NoSuchTable {
        /// The table's SQL name.
        table: String,
    },
    /// A version or time that the table's history does not reach.
    #[error("table `{table}` has no version {version}")]
    NoSuchVersion {
        /// The table's SQL name.
        table: String,
        /// The version or timestamp asked for.
        version: String,
    },
    /// Another writer replaced the day first.
    #[error(
        "day {date} of `{table}` was changed by another writer meanwhile; run the command again"
    )]
    DayChanged {
        /// The table's SQL name.
        table: String,
        /// The day that changed.
        date: NaiveDate,
    },
    /// A request the catalog refuses.
    #[error("{message}")]
    Invalid {
        /// What is wrong and how to mend it.
        message: String,
    },
    /// A stored object that cannot be read as what it should be.
    #[error("`{object}` in the book is damaged: {reason}")]
    Damaged {
        /// Path of the object, relative to the book.
        object: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The Delta library refused.
    #[error("delta table `{table}`: {source}")]
    Delta {
        /// The table's SQL name.
        table: String,
        /// The library's error.
        #[source]
        source: Box<deltalake::DeltaTableError>,
    },
    /// The object store refused or did not answer.
    #[error("storage: {0}")]
    Storage(#[from] object_store::Error),
    /// DataFusion, Arrow or Parquet refused.
    #[error("{0}")]
    DataFusion(#[from] Box<datafusion::error::DataFusionError>),
    /// JSON that Daybook wrote and cannot read back.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
}

impl CatalogError {
    /// What the caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::BadLocation { .. } | Self::Invalid { .. } => ErrorKind::Invalid,
            Self::NoSuchTable { .. } | Self::NoSuchVersion { .. } => ErrorKind::NotFound,
            Self::DayChanged { .. } => ErrorKind::Conflict,
            Self::Damaged { .. } => ErrorKind::Data,
            Self::Storage(object_store::Error::NotFound { .. }) => ErrorKind::NotFound,
            Self::Storage(_) | Self::Delta { .. } => ErrorKind::Unavailable,
            Self::DataFusion(_) | Self::Json(_) => ErrorKind::Internal,
        }
    }
}

impl From<datafusion::error::DataFusionError> for CatalogError {
    fn from(source: datafusion::error::DataFusionError) -> Self {
        Self::DataFusion(Box::new(source))
    }
}
