//! `extract_skills_fuzzy`: the skills of a framework that a text names, also misspelt.
//!
//! ```text
//!  extract_skills_fuzzy('onet_ksat', 'a procurment officer')
//!    ─► [{ skill_id, skill_name: 'Procurement', span_start: 2, span_end: 12, confidence: 0.9 }]
//! ```
//!
//! The rules are in [`FuzzyMatcher`](crate::FuzzyMatcher).

use std::sync::Arc;

use datafusion::arrow::array::StructBuilder;
use datafusion::arrow::datatypes::Fields;
use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use super::SkillNames;
use super::skills::{fields, framework};
use crate::list_function::ListRule;
use crate::reference::Shared;
use crate::struct_row::StructRow;
use crate::{Family, Reads};

/// The rule of `extract_skills_fuzzy`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct ExtractSkillsFuzzy(pub(super) Shared);

impl ListRule for ExtractSkillsFuzzy {
    const NAME: &'static str = "extract_skills_fuzzy";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    const READS: Reads = Reads::FrameworkArgument;
    type Known = Arc<SkillNames>;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The skills of a framework that a text names with at most some letters wrong, as a list of structs \
            skill_id, skill_name, span_start, span_end, confidence. Of the phrase 12 % of the letters may differ, \
            4 at most: none below 9 letters, 1 up to 16, 2 up to 24, 3 up to 33. A letter may be left out, put in, \
            replaced or swapped with its neighbour; every phrase within that distance is found. Of matches that \
            overlap the one with the most letters in common stays. Confidence is the share of right letters, half of \
            it where the digits differ or an everyday word lacks its capital. Spans count characters from 0.",
            "extract_skills_fuzzy(framework, text)",
        )
        .with_argument(
            "framework",
            "a constant: onet_ksat, onet_technology, esco or skills@<list>, a list of your own; a version \
            may follow, as in 'onet_ksat@29.3'",
        )
        .with_argument("text", "the text to read, such as posting_text(…)")
        .with_sql_example(
            "```sql\nSELECT extract_skills_fuzzy('onet_ksat', 'activ listening')[1]['skill_name'];\n-- Active Listening\n```",
        )
        .with_related_udf("extract_skills")
        .build()
    }

    fn fields() -> Fields {
        fields()
    }

    fn known(&self, name: &str) -> Result<Self::Known> {
        framework(&self.0, Self::NAME, name)
    }

    fn append_all(known: &Self::Known, structs: &mut StructBuilder, text: &str) {
        for skill in known.fuzzy().find(text) {
            StructRow::new(structs)
                .text(Some(skill.skill_id))
                .text(Some(skill.skill_name))
                .whole(Some(skill.span_start))
                .whole(Some(skill.span_end))
                .share(skill.confidence)
                .end();
        }
    }
}
