//! `sections`: the parts of a posting's text, each with what it is about.
//!
//! ```text
//!  sections('We make maps. REQUIREMENTS: a steady hand.')
//!    ─► [{ kind: introduction, heading: null, body: 'We make maps. ', … }, { kind: requirements, heading: 'REQUIREMENTS', body: ' a steady hand.', … }]
//! ```

use datafusion::arrow::array::{Int32Builder, StringBuilder, StructBuilder};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use super::{Section, sections};
use crate::Family;
use crate::list_function::ListRule;

/// The rule of `sections`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct TextSections;

impl ListRule for TextSections {
    const NAME: &'static str = "sections";
    const VERSION: u32 = 2;
    const FAMILY: Family = Family::Extract;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The sections of a posting's text in order, as a list of structs kind, heading, body, \
            span_start, span_end: together they cover the text. kind is one of introduction, \
            responsibilities, requirements, qualifications, preferred_qualifications, skills, education, \
            experience, benefits, pay, about_us, schedule, location, how_to_apply, legal, other. \
            Headings are found with or without a colon, in upper case, between marks, numbered, \
            underlined and within one run-on line; legal statements without any. Spans are those of \
            heading and body together and count characters from 0. English only.",
            "sections(text)",
        )
        .with_argument("text", "the text of a posting")
        .with_sql_example(
            "```sql\nSELECT sections('We make maps. REQUIREMENTS: a steady hand.')[2]['kind'];\n-- requirements\n```",
        )
        .with_related_udf("extract_skills")
        .build()
    }

    fn fields() -> Fields {
        let text = |name: &str| Field::new(name, DataType::Utf8, true);
        let number = |name: &str| Field::new(name, DataType::Int32, true);
        Fields::from(vec![
            text("kind"),
            text("heading"),
            text("body"),
            number("span_start"),
            number("span_end"),
        ])
    }

    fn known(&self, _name: &str) -> Result<()> {
        Ok(())
    }

    fn append_all(_known: &(), structs: &mut StructBuilder, text: &str) {
        let mut start = 0;
        for section in sections(text) {
            let part = text.get(section.range()).unwrap_or_default();
            // Sections cover the text, so each begins where the one before ends.
            let end = start + part.chars().count();
            append(structs, text, &section, start..end);
            start = end;
        }
    }
}

fn append(
    structs: &mut StructBuilder,
    text: &str,
    section: &Section,
    span: std::ops::Range<usize>,
) {
    let texts = [
        Some(section.kind.as_str()),
        section.title(text),
        text.get(section.body.clone()),
    ];
    for (field, value) in texts.into_iter().enumerate() {
        if let Some(values) = structs.field_builder::<StringBuilder>(field) {
            values.append_option(value);
        }
    }
    for (field, end) in [(3, span.start), (4, span.end)] {
        if let Some(ends) = structs.field_builder::<Int32Builder>(field) {
            ends.append_value(i32::try_from(end).unwrap_or(i32::MAX));
        }
    }
    structs.append(true);
}
