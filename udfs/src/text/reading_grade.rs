//! `reading_grade`: how many years of school a text asks of its reader.
//!
//! ```text
//!  reading_grade('The cat sat on the mat.') = -1.45      reading_grade('') = null
//! ```
//!
//! How words and syllables are counted is in [`readability`](crate::readability).

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use crate::arguments::{TextColumn, evaluate, one_text};
use crate::readability::flesch_kincaid_grade;
use crate::{Family, FunctionEntry, Reads};

const NAME: &str = "reading_grade";

/// The list entry of the function.
pub(crate) fn entry() -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Text.doc_section(),
        "The Flesch–Kincaid grade of an English text: 0.39 times words by sentences, plus 11.8 times syllables by \
        words, less 15.59 (Kincaid et al. 1975). Items of lists and lines count as sentences; syllables are estimated, \
        right for 97 of 100 words. Null for a text without a word.",
        "reading_grade(text)",
    )
    .with_argument("text", "the text to read")
    .with_sql_example("```sql\nSELECT round(reading_grade('The cat sat on the mat.'), 2);\n-- -1.45\n```")
    .build();
    let function = ScalarUDF::from(ReadingGrade {
        signature: one_text(),
        documentation,
    });
    FunctionEntry::scalar(NAME, 1, Family::Text, Reads::Nothing, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ReadingGrade {
    signature: Signature,
    documentation: Documentation,
}

impl ScalarUDFImpl for ReadingGrade {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate(&args, |arrays| {
            let texts = TextColumn::try_new(NAME, &arrays[0])?;
            let grade = |row| texts.value(row).and_then(flesch_kincaid_grade);
            let grades: Float64Array = (0..texts.len()).map(grade).collect();
            Ok(Arc::new(grades) as ArrayRef)
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
