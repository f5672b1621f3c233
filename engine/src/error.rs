//! What can go wrong while a day is landed, materialised or exported.

use datafusion::error::DataFusionError;
use daybook_catalog::{CatalogError, ErrorKind};

/// The result of an engine call.
pub type Result<T, E = EngineError> = std::result::Result<T, E>;

/// An error of the engine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A request the engine refuses.
    #[error("{0}")]
    Invalid(String),
    /// Something named that is not there.
    #[error("{0}")]
    NotFound(String),
    /// Data that cannot be used; the message names the object and the place.
    #[error("{0}")]
    Data(String),
    /// The catalog refused.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// A query failed.
    #[error("{}", .0.strip_backtrace())]
    DataFusion(Box<DataFusionError>),
    /// The object store refused or did not answer.
    #[error("storage: {0}")]
    Storage(#[from] object_store::Error),
    /// A local file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A bug in Daybook.
    #[error("internal error: {0}; please report it")]
    Internal(String),
}

impl EngineError {
    /// What the caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Invalid(_) => ErrorKind::Invalid,
            Self::NotFound(_) => ErrorKind::NotFound,
            Self::Data(_) => ErrorKind::Data,
            Self::Catalog(source) => source.kind(),
            Self::DataFusion(source) => query_kind(source),
            Self::Storage(object_store::Error::NotFound { .. }) => ErrorKind::NotFound,
            Self::Storage(_) | Self::Io { .. } => ErrorKind::Unavailable,
            Self::Internal(_) => ErrorKind::Internal,
        }
    }
}

impl From<DataFusionError> for EngineError {
    fn from(source: DataFusionError) -> Self {
        Self::DataFusion(Box::new(source))
    }
}

impl From<datafusion::arrow::error::ArrowError> for EngineError {
    fn from(source: datafusion::arrow::error::ArrowError) -> Self {
        Self::from(DataFusionError::from(source))
    }
}

/// Whose mistake a DataFusion error is: the query's, the data's or ours.
fn query_kind(error: &DataFusionError) -> ErrorKind {
    match error.find_root() {
        DataFusionError::Plan(_)
        | DataFusionError::SQL(_, _)
        | DataFusionError::SchemaError(_, _)
        | DataFusionError::NotImplemented(_) => ErrorKind::Invalid,
        DataFusionError::Execution(_) | DataFusionError::ArrowError(_, _) => ErrorKind::Data,
        DataFusionError::ObjectStore(_) | DataFusionError::IoError(_) => ErrorKind::Unavailable,
        DataFusionError::ResourcesExhausted(_) => ErrorKind::Unavailable,
        _ => ErrorKind::Internal,
    }
}
