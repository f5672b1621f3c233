//! `parse_pay`: the pay that a text mentions.
//!
//! ```text
//!  parse_pay('$22.50–$31/hr DOE, $500 sign-on bonus')
//!    ─► [{ min: 22.5, max: 31.0, unit: hour, currency: USD, span_start: 0, span_end: 13, confidence: 0.75 }]
//! ```
//!
//! How a text is read is in [`mention`](super::mention).

use datafusion::arrow::array::{
    Float32Builder, Float64Builder, Int32Builder, StringBuilder, StructBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::logical_expr::Documentation;

use crate::Family;
use crate::list_function::ListRule;
use crate::pay::mention::{PayMention, parse_pay};

/// The rule of `parse_pay`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct ParsePay;

impl ListRule for ParsePay {
    const NAME: &'static str = "parse_pay";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Pay;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The pay that a text mentions, as a list of structs min, max, unit, currency, span_start, \
            span_end, confidence, the surest first. Bonuses, budgets, benefits, fees and other money \
            are left out, as is what no pay can be. min is null for \"up to\", max for \"from\"; unit \
            is null where neither words nor size tell it; currency is an ISO 4217 code, null where the \
            text has no sign of one. Spans count characters from 0. Confidence ranks, from 0 to 1: \
            stated unit, currency, words about pay and a range each add to it.",
            "parse_pay(text)",
        )
        .with_argument("text", "a posting's title, description or field of pay")
        .with_sql_example(
            "```sql\nSELECT parse_pay('Pay range: $80K - $95K annually')[1]['max'];\n-- 95000.0\n```",
        )
        .with_related_udf("yearly_pay")
        .with_related_udf("hourly_pay")
        .build()
    }

    fn fields() -> Fields {
        Fields::from(vec![
            Field::new("min", DataType::Float64, true),
            Field::new("max", DataType::Float64, true),
            Field::new("unit", DataType::Utf8, true),
            Field::new("currency", DataType::Utf8, true),
            Field::new("span_start", DataType::Int32, true),
            Field::new("span_end", DataType::Int32, true),
            Field::new("confidence", DataType::Float32, true),
        ])
    }

    fn append_all(structs: &mut StructBuilder, text: &str) {
        let mut mentions = parse_pay(text);
        // A stable sort: of two equally sure the earlier comes first.
        mentions.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        for mention in mentions {
            append(structs, text, &mention);
        }
    }
}

fn append(structs: &mut StructBuilder, text: &str, mention: &PayMention) {
    let characters = |end: usize| {
        let before = text.get(..end).unwrap_or_default();
        i32::try_from(before.chars().count()).unwrap_or(i32::MAX)
    };
    for (field, amount) in [(0, mention.min), (1, mention.max)] {
        if let Some(amounts) = structs.field_builder::<Float64Builder>(field) {
            amounts.append_option(amount);
        }
    }
    let unit = mention.unit.map(|unit| unit.word());
    for (field, word) in [(2, unit), (3, mention.currency)] {
        if let Some(words) = structs.field_builder::<StringBuilder>(field) {
            words.append_option(word);
        }
    }
    for (field, end) in [(4, mention.span.start), (5, mention.span.end)] {
        if let Some(ends) = structs.field_builder::<Int32Builder>(field) {
            ends.append_value(characters(end));
        }
    }
    if let Some(confidence) = structs.field_builder::<Float32Builder>(6) {
        confidence.append_value(mention.confidence as f32);
    }
    structs.append(true);
}
