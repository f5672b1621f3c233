//! A trained model of occupations as a taxonomy of the book: versioned, with a fingerprint, and readable by SQL but for its
//! weights.
//!
//! ```text
//! taxonomies.soc_model    trained_from  titles  texts   model
//!                         onet 29.1     65_372  19_812  9 MB
//! ```

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, AsArray, BinaryArray, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::error::DataFusionError;

use super::{LoadedTaxonomy, STARTER_VERSION};
use crate::error::Result;
use crate::materialise::short_hex;

/// The kind of a model, and the table it is in.
pub const SOC_MODEL: &str = "soc_model";

/// A model, and what it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainedModel {
    /// The taxonomy: `onet 29.1`.
    pub trained_from: String,
    /// Titles learnt from.
    pub titles: i64,
    /// Task statements and descriptions learnt from.
    pub texts: i64,
    /// The model itself.
    pub model: Vec<u8>,
}

/// A model as a taxonomy that a book keeps.
pub fn trained_taxonomy(version: &str, model: &TrainedModel) -> Result<LoadedTaxonomy> {
    taxonomy(version, &model.model, batch(Some(model))?)
}

/// No model: what a book has before one is trained.
pub(super) fn untrained() -> Result<LoadedTaxonomy> {
    taxonomy(STARTER_VERSION, &[], batch(None)?)
}

/// The model in a table `soc_model`; none where there is no row.
pub fn model_bytes(table: &RecordBatch) -> Option<Vec<u8>> {
    let models = table.column_by_name("model")?.as_binary_opt::<i32>()?;
    models.iter().flatten().next().map(<[u8]>::to_vec)
}

fn taxonomy(version: &str, model: &[u8], table: RecordBatch) -> Result<LoadedTaxonomy> {
    Ok(LoadedTaxonomy {
        kind: SOC_MODEL.to_owned(),
        version: version.to_owned(),
        fingerprint: short_hex(&blake3::hash(model)),
        attribution: "Trained by Daybook from the O*NET database by the U.S. Department of Labor/ETA, CC BY 4.0, modified."
            .to_owned(),
        tables: vec![(SOC_MODEL.to_owned(), table)],
        absent: Vec::new(),
    })
}

fn batch(model: Option<&TrainedModel>) -> Result<RecordBatch> {
    let number = |of: fn(&TrainedModel) -> i64| -> ArrayRef {
        Arc::new(model.map(of).into_iter().collect::<Int64Array>())
    };
    let trained_from = model.map(|model| model.trained_from.as_str());
    let bytes = model.map(|model| model.model.as_slice());
    let columns: [(&str, ArrayRef); 4] = [
        (
            "trained_from",
            Arc::new(StringArray::from_iter_values(trained_from)),
        ),
        ("titles", number(|model| model.titles)),
        ("texts", number(|model| model.texts)),
        ("model", Arc::new(BinaryArray::from_iter_values(bytes))),
    ];
    let field = |(name, column): &(&str, ArrayRef)| {
        Field::new(*name, DataType::clone(column.data_type()), true)
    };
    let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    Ok(RecordBatch::try_new(Arc::new(schema), columns).map_err(DataFusionError::from)?)
}
