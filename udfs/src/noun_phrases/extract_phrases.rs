//! `extract_skill_phrases` and `extract_ability_phrases`: noun phrases of a text that end in skill or ability.
//!
//! ```text
//!  extract_skill_phrases('• Excellent written communication skills')
//!    ─► [{ phrase: 'written communication skills', bulleted: true, span_start: 12, span_end: 40 }]
//! ```

use datafusion::arrow::array::StructBuilder;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use datafusion::logical_expr::{Documentation, DocumentationBuilder};

use super::{Phrase, ability_phrases, skill_phrases};
use crate::Family;
use crate::list_function::ListRule;
use crate::struct_row::StructRow;

const WHAT: &str = "as a list of structs phrase, bulleted, span_start, span_end. phrase is in lower case, without the \
    praise before it (strong, excellent, proven …); joined words stay one phrase, as written. bulleted says whether it \
    stands in an item of a list. Spans count characters from 0. English only.";

/// The rule of `extract_skill_phrases`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct SkillPhrases;

/// The rule of `extract_ability_phrases`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct AbilityPhrases;

impl ListRule for SkillPhrases {
    const NAME: &'static str = "extract_skill_phrases";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    type Known = ();

    fn documentation() -> Documentation {
        let words = format!("The noun phrases of a text that end in skill or skills, {WHAT}");
        documentation(words, "extract_skill_phrases(text)")
            .with_sql_example(
                "```sql\nSELECT extract_skill_phrases('Excellent written communication skills')[1]['phrase'];\n-- written communication skills\n```",
            )
            .with_related_udf("extract_ability_phrases")
            .build()
    }

    fn fields() -> Fields {
        fields()
    }

    fn known(&self, _name: &str) -> Result<()> {
        Ok(())
    }

    fn append_all(_known: &(), structs: &mut StructBuilder, text: &str) {
        append(structs, text, skill_phrases);
    }
}

impl ListRule for AbilityPhrases {
    const NAME: &'static str = "extract_ability_phrases";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    type Known = ();

    fn documentation() -> Documentation {
        let words = format!("The noun phrases of a text that end in ability or abilities, {WHAT}");
        documentation(words, "extract_ability_phrases(text)")
            .with_sql_example(
                "```sql\nSELECT extract_ability_phrases('Strong analytical ability')[1]['phrase'];\n-- analytical ability\n```",
            )
            .with_related_udf("extract_skill_phrases")
            .build()
    }

    fn fields() -> Fields {
        fields()
    }

    fn known(&self, _name: &str) -> Result<()> {
        Ok(())
    }

    fn append_all(_known: &(), structs: &mut StructBuilder, text: &str) {
        append(structs, text, ability_phrases);
    }
}

fn documentation(words: String, syntax: &str) -> DocumentationBuilder {
    Documentation::builder(Family::Extract.doc_section(), words, syntax)
        .with_argument("text", "the text to read, such as posting_text(…)")
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("phrase", DataType::Utf8, true),
        Field::new("bulleted", DataType::Boolean, true),
        Field::new("span_start", DataType::Int32, true),
        Field::new("span_end", DataType::Int32, true),
    ])
}

fn append(structs: &mut StructBuilder, text: &str, find: fn(&str) -> Vec<Phrase>) {
    for found in find(text) {
        StructRow::new(structs)
            .text(Some(&found.phrase))
            .flag(found.bulleted)
            .span(text, found.span)
            .end();
    }
}
