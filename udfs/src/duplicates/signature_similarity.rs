//! `signature_similarity(a, b)`: how much two texts share, by their signatures.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{ArrayRef, Float64Builder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature as Arguments,
    Volatility,
};

use super::signature::{Signature, similarity};
use crate::Family;
use crate::aggregate::StateColumn;
use crate::arguments::evaluate;

pub(super) const NAME: &str = "signature_similarity";
pub(super) const VERSION: u32 = 1;

/// `signature_similarity(a, b)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct SignatureSimilarity {
    signature: Arguments,
}

impl Default for SignatureSimilarity {
    fn default() -> Self {
        let two = vec![DataType::Binary, DataType::Binary];
        Self {
            signature: Arguments::exact(two, Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for SignatureSimilarity {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Arguments {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate(&args, |arrays| {
            let [a, b] = arrays else {
                return plan_err!("{NAME} takes two signatures");
            };
            let (a, b) = (
                StateColumn::try_new(NAME, a)?,
                StateColumn::try_new(NAME, b)?,
            );
            let mut similarities = Float64Builder::with_capacity(a.len());
            for row in 0..a.len() {
                similarities.append_option(match (a.bytes(row), b.bytes(row)) {
                    (Some(a), Some(b)) => Some(similarity_of(a, b)?),
                    _ => None,
                });
            }
            Ok(Arc::new(similarities.finish()) as ArrayRef)
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                Family::Duplicates.doc_section(),
                "The share of shingles of four words that two texts have in common (Jaccard's index), estimated from their \
                 signatures with a standard error of 0.03 at most. Null for null.",
                "signature_similarity(a, b)",
            )
            .with_argument("a", "what posting_signature gave")
            .with_argument("b", "what posting_signature gave")
            .with_sql_example(
                "```sql\nSELECT signature_similarity(a.signature, b.signature) FROM attributes.posting_signature a, attributes.posting_signature b\nWHERE a.posting_id = 'VA_1' AND b.posting_id = 'VA_2';\n```",
            )
            .with_related_udf("posting_signature")
            .build()
        });
        Some(&DOCUMENTATION)
    }
}

fn similarity_of(a: &[u8], b: &[u8]) -> Result<f64> {
    Ok(similarity(&read(a)?, &read(b)?))
}

fn read(bytes: &[u8]) -> Result<Signature> {
    Signature::from_bytes(bytes).or_else(|error| exec_err!("{NAME}: {error}"))
}
