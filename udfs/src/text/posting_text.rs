//! `posting_text`: the texts of a posting as one, which extractors read.
//!
//! ```text
//!  posting_text('Cooks.', null, 'Knife skills') ─► 'Cooks.' ⏎ 'Knife skills'
//! ```
//!
//! Parts are on lines of their own, so that nothing is found across two of them.

use datafusion::arrow::array::{ArrayRef, StringBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
    Volatility,
};
use std::sync::Arc;

use crate::arguments::{TextColumn, evaluate};
use crate::{Family, FunctionEntry, Reads};

const NAME: &str = "posting_text";

/// The list entry of the function.
pub(crate) fn entry() -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Text.doc_section(),
        "The parts of a posting as one text, each part on a line of its own; null and blank parts are left out. Null when nothing is left.",
        "posting_text(part, ...)",
    )
    .with_argument("part", "description, experience_requirements, qualifications, skills, …")
    .with_sql_example("```sql\nSELECT posting_text(description, experience_requirements, qualifications, skills) FROM postings;\n```")
    .with_related_udf("extract_skills")
    .build();
    let function = ScalarUDF::from(PostingText {
        signature: Signature::variadic_any(Volatility::Immutable),
        documentation,
    });
    FunctionEntry::scalar(NAME, 1, Family::Text, Reads::Nothing, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct PostingText {
    signature: Signature,
    documentation: Documentation,
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => is_text(values),
        other => other.is_string() || other.is_null(),
    }
}

impl ScalarUDFImpl for PostingText {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType> {
        match arguments.iter().find(|argument| !is_text(argument)) {
            Some(other) => plan_err!("{NAME} takes text, not {other}; add CAST(… AS VARCHAR)"),
            None => Ok(DataType::Utf8),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate(&args, join)
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

fn join(arrays: &[ArrayRef]) -> Result<ArrayRef> {
    let columns = arrays.iter().map(|array| TextColumn::try_new(NAME, array));
    let columns = columns.collect::<Result<Vec<_>>>()?;
    let rows = columns.first().map_or(0, TextColumn::len);
    let mut joined = StringBuilder::new();
    let mut text = String::new();
    for row in 0..rows {
        text.clear();
        for part in columns.iter().filter_map(|column| column.value(row)) {
            if !part.trim().is_empty() {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(part);
            }
        }
        joined.append_option((!text.is_empty()).then_some(&text));
    }
    Ok(Arc::new(joined.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReferenceData;
    use crate::testing::{call, column, scalar, texts};

    fn joined(args: Vec<ColumnarValue>) -> Vec<Option<String>> {
        texts(call(NAME, &Arc::new(ReferenceData::new()), args).unwrap())
    }

    #[test]
    fn parts_stand_on_lines_of_their_own() {
        let args = vec![
            scalar(Some("a")),
            scalar(None),
            scalar(Some(" ")),
            scalar(Some("b")),
        ];
        assert_eq!(joined(args), [Some("a\nb".to_owned())]);
        assert_eq!(joined(vec![scalar(None)]), [None]);
    }

    #[test]
    fn columns_of_all_layouts_and_constants_mix() {
        let args = vec![
            column(&DataType::Utf8, &[Some("a"), None, None]),
            column(&DataType::Utf8View, &[Some("b"), Some("b"), None]),
            column(&DataType::LargeUtf8, &[None, Some("c"), None]),
        ];
        let expected = [Some("a\nb".to_owned()), Some("b\nc".to_owned()), None];
        assert_eq!(joined(args.clone()), expected);
        let with_constant = [args, vec![scalar(Some("!"))]].concat();
        assert_eq!(joined(with_constant)[2].as_deref(), Some("!"));
    }

    #[test]
    fn numbers_are_refused_with_the_fix() {
        let number = ColumnarValue::Scalar(datafusion::common::ScalarValue::Int64(Some(1)));
        let error = call(NAME, &Arc::new(ReferenceData::new()), vec![number]).unwrap_err();
        assert!(error.to_string().contains("CAST"), "{error}");
    }
}
