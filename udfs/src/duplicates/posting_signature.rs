//! `posting_signature(text)`: the MinHash signature of a text.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{ArrayRef, BinaryBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature as Arguments,
};

use super::signature::{LENGTH, Signer};
use crate::Family;
use crate::arguments::{TextColumn, evaluate, one_text};

pub(super) const NAME: &str = "posting_signature";
pub(super) const VERSION: u32 = 1;

/// `posting_signature(text)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct PostingSignature {
    signature: Arguments,
}

impl Default for PostingSignature {
    fn default() -> Self {
        Self {
            signature: one_text(),
        }
    }
}

impl ScalarUDFImpl for PostingSignature {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Arguments {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Binary)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate(&args, |arrays| {
            let texts = TextColumn::try_new(NAME, &arrays[0])?;
            let mut signatures = BinaryBuilder::with_capacity(texts.len(), texts.len() * LENGTH);
            let mut signer = Signer::default();
            for row in 0..texts.len() {
                let text = texts.value(row);
                let signature = text.and_then(|text| signer.sign(text));
                signatures.append_option(signature.map(|signature| signature.to_bytes()));
            }
            Ok(Arc::new(signatures.finish()) as ArrayRef)
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                Family::Duplicates.doc_section(),
                "The MinHash signature of a text: 257 bytes by which texts that say nearly the same are found without being \
                 compared. Made of shingles of four words; case, punctuation and layout do not count. Null for a text of \
                 fewer than 20 words, which would resemble too many others.",
                "posting_signature(text)",
            )
            .with_argument("text", "the text of a posting, without its place if the same advertisement elsewhere is the same")
            .with_sql_example(
                "```sql\nSELECT posting_id, posting_signature(posting_text(title, description)) FROM postings;\n```",
            )
            .with_related_udf("signature_similarity")
            .with_related_udf("posting_cluster")
            .build()
        });
        Some(&DOCUMENTATION)
    }
}
