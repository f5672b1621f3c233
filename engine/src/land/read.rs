//! stub
use super::{LandObserver, LandSpec};
use super::posting::{ParsedChunk, ReadEnd};
use crate::error::Result;
pub(crate) async fn read_inputs(_session: &datafusion::prelude::SessionContext, _spec: &LandSpec, _today: chrono::NaiveDate, _observer: &dyn LandObserver, _chunks: tokio::sync::mpsc::Sender<Result<ParsedChunk>>) -> Result<ReadEnd> { Ok(ReadEnd::default()) }
