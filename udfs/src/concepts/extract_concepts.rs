//! `extract_concepts`: what a text names of a list of concepts.
//!
//! ```text
//!  extract_concepts('education', 'BS required, MS preferred.')
//!    ─► [{ value: bachelor, span_start: 0, span_end: 2, necessity: required, confidence: 1.0 }, { value: master, … }]
//! ```

use std::sync::Arc;

use datafusion::arrow::array::StructBuilder;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::Documentation;

use super::ConceptList;
use crate::list_function::ListRule;
use crate::reference::Shared;
use crate::struct_row::StructRow;
use crate::{Family, Reads};

/// The rule of `extract_concepts`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct ExtractConcepts(pub(super) Shared);

impl ListRule for ExtractConcepts {
    const NAME: &'static str = "extract_concepts";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    const READS: Reads = Reads::ConceptListArgument;
    type Known = Arc<ConceptList>;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "What a text names of a list of concepts, as a list of structs value, span_start, span_end, necessity, \
            confidence. A list maps keywords to values; a rule may ask for supporting words in the same sentence or \
            be kept back by refuting ones (docs/taxonomies.md). The longest keyword at each place, never across the \
            end of a line or sentence. necessity is required or preferred as the sentence or the section says, null \
            where neither does. Spans count characters from 0.",
            "extract_concepts(list, text)",
        )
        .with_argument(
            "list",
            "a constant: clearance, education, employment_type, languages, licences, openings, schedule, seniority, \
            tags, workplace, or a list of your own",
        )
        .with_argument("text", "the text to read, such as posting_text(…)")
        .with_sql_example(
            "```sql\nSELECT extract_concepts('education', 'BS required, MS preferred.')[2]['value'];\n-- master\n```",
        )
        .with_related_udf("extract_skills")
        .build()
    }

    fn fields() -> Fields {
        Fields::from(vec![
            Field::new("value", DataType::Utf8, true),
            Field::new("span_start", DataType::Int32, true),
            Field::new("span_end", DataType::Int32, true),
            Field::new("necessity", DataType::Utf8, true),
            Field::new("confidence", DataType::Float32, true),
        ])
    }

    fn known(&self, name: &str) -> Result<Self::Known> {
        match self.0.concepts(name) {
            Some(list) => Ok(list),
            None => exec_err!(
                "{}: this book has no list of concepts '{name}'; add one with daybook taxonomy add concepts FILE",
                Self::NAME
            ),
        }
    }

    fn append_all(known: &Self::Known, structs: &mut StructBuilder, text: &str) {
        for found in known.find(text) {
            StructRow::new(structs)
                .text(Some(&found.value))
                .span(text, found.span)
                .text(found.necessity.map(|necessity| necessity.as_str()))
                .share(found.confidence)
                .end();
        }
    }
}
