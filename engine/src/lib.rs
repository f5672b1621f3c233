//! What happens to a day: it is landed, materialised, exported; the taxonomies it is read with are loaded.

mod error;
pub mod export;
pub mod generate;
pub mod land;
pub mod materialise;
pub mod taxonomy;

pub use error::{EngineError, Result};
