//! `parse_experience`: the years of experience that a text asks for.
//!
//! ```text
//!  parse_experience('3-5 years of experience required.')
//!    ─► [{ min_years: 3, max_years: 5, necessity: required, span_start: 0, span_end: 9, confidence: 1.0 }]
//! ```

use datafusion::arrow::array::StructBuilder;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use super::experience::experience;
use crate::Family;
use crate::list_function::ListRule;
use crate::struct_row::StructRow;

/// The rule of `parse_experience`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct ParseExperience;

impl ListRule for ParseExperience {
    const NAME: &'static str = "parse_experience";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The years of experience that a text asks for, as a list of structs min_years, max_years, necessity, \
            span_start, span_end, confidence. Months are parts of a year; `no experience necessary` is 0 to 0; ages, \
            the length of a degree and what a company says of itself are none. necessity is required or preferred as \
            the sentence or the section says, null where neither does. Confidence is 1.0 where the text says \
            experience near the number, else 0.6. Spans count characters from 0.",
            "parse_experience(text)",
        )
        .with_argument("text", "the text to read, such as posting_text(…)")
        .with_sql_example(
            "```sql\nSELECT parse_experience('3-5 years of experience required.')[1]['min_years'];\n-- 3.0\n```",
        )
        .with_related_udf("extract_concepts")
        .build()
    }

    fn fields() -> Fields {
        Fields::from(vec![
            Field::new("min_years", DataType::Float64, true),
            Field::new("max_years", DataType::Float64, true),
            Field::new("necessity", DataType::Utf8, true),
            Field::new("span_start", DataType::Int32, true),
            Field::new("span_end", DataType::Int32, true),
            Field::new("confidence", DataType::Float32, true),
        ])
    }

    fn known(&self, _name: &str) -> Result<()> {
        Ok(())
    }

    fn append_all(_known: &(), structs: &mut StructBuilder, text: &str) {
        for asked in experience(text) {
            StructRow::new(structs)
                .real(Some(asked.minimum))
                .real(asked.maximum)
                .text(asked.necessity.map(|necessity| necessity.as_str()))
                .span(text, asked.span)
                .share(asked.confidence)
                .end();
        }
    }
}
