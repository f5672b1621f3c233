//! `json_strings`: a JSON array of scalars as a list of text.
//!
//! ```text
//!  '["Salem, Oregon", 7, null]' ─► [Salem, Oregon | 7]      '"one"' ─► [one]      'null' ─► null
//! ```
//!
//! An array or object inside the array stays JSON text; text that is not JSON, and an object, give null.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListBuilder, StringBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};
use serde_json::Value;

use crate::arguments::{TextColumn, evaluate, one_text};
use crate::{Family, FunctionEntry, Reads};

const NAME: &str = "json_strings";

/// The list entry of the function.
pub(crate) fn entry() -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Text.doc_section(),
        "The scalars of a JSON array as a list of text; a scalar gives a list of one. JSON nulls are left out; null, an object and text that is not JSON give null.",
        "json_strings(json)",
    )
    .with_argument("json", "JSON text, such as '[\"a\", \"b\"]'")
    .with_sql_example("```sql\nSELECT json_strings('[\"Salem, Oregon\", 7]');\n-- [Salem, Oregon, 7]\n```")
    .with_related_udf("parse_locations")
    .build();
    let function = ScalarUDF::from(JsonStrings {
        signature: one_text(),
        documentation,
    });
    FunctionEntry::scalar(NAME, 1, Family::Text, Reads::Nothing, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct JsonStrings {
    signature: Signature,
    documentation: Documentation,
}

impl ScalarUDFImpl for JsonStrings {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::new_list(DataType::Utf8, true))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate(&args, |arrays| {
            let texts = TextColumn::try_new(NAME, &arrays[0])?;
            let mut lists = ListBuilder::new(StringBuilder::new());
            for row in 0..texts.len() {
                let strings = texts.value(row).and_then(strings);
                let found = strings.is_some();
                for string in strings.into_iter().flatten() {
                    lists.values().append_value(string);
                }
                lists.append(found);
            }
            Ok(Arc::new(lists.finish()) as ArrayRef)
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// The texts in a JSON value, `None` for null, an object, and what is not JSON.
fn strings(json: &str) -> Option<Vec<String>> {
    match serde_json::from_str(json).ok()? {
        Value::Null | Value::Object(_) => None,
        Value::Array(items) => Some(items.into_iter().filter_map(string).collect()),
        scalar => string(scalar).map(|text| vec![text]),
    }
}

fn string(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::array::AsArray;

    use super::*;
    use crate::ReferenceData;
    use crate::testing::{call, column, scalar};

    fn read(args: ColumnarValue) -> Vec<Option<Vec<String>>> {
        let data = Arc::new(ReferenceData::new());
        let result = call(NAME, &data, vec![args])
            .unwrap()
            .into_array(1)
            .unwrap();
        let lists = result.as_list::<i32>();
        let texts = |list: ArrayRef| {
            let texts = list.as_string::<i32>().iter().flatten();
            texts.map(str::to_owned).collect()
        };
        lists.iter().map(|list| list.map(texts)).collect()
    }

    #[test]
    fn arrays_scalars_and_what_is_neither() {
        let cases: [(&str, Option<&[&str]>); 8] = [
            (
                r#"["Salem, Oregon", "Bend"]"#,
                Some(&["Salem, Oregon", "Bend"]),
            ),
            (
                r#"["a", 7, true, null, {"b":1}]"#,
                Some(&["a", "7", "true", r#"{"b":1}"#]),
            ),
            ("[]", Some(&[])),
            (r#""one""#, Some(&["one"])),
            ("4.5", Some(&["4.5"])),
            ("null", None),
            (r#"{"a":1}"#, None),
            ("Richmond", None),
        ];
        for (json, expected) in cases {
            let expected = expected.map(|e| e.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
            assert_eq!(read(scalar(Some(json)))[0], expected, "{json}");
            for layout in [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View] {
                let rows = read(column(&layout, &[None, Some(json)]));
                assert_eq!(rows, [None, expected.clone()], "{json}");
            }
        }
        assert_eq!(read(scalar(None)), [None]);
    }
}
