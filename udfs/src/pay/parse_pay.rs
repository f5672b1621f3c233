//! `parse_pay`: the pay that a text mentions.
//!
//! ```text
//!  parse_pay('$22.50–$31/hr DOE, $500 sign-on bonus')
//!    ─► [{ min: 22.5, max: 31.0, unit: hour, currency: USD, span_start: 0, span_end: 13, confidence: 0.75 }]
//! ```
//!
//! How a text is read is in [`mention`](super::mention).

use datafusion::arrow::array::StructBuilder;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use crate::Family;
use crate::list_function::ListRule;
use crate::pay::mention::{PayMention, parse_pay};
use crate::struct_row::StructRow;

/// The rule of `parse_pay`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct ParsePay;

impl ListRule for ParsePay {
    const NAME: &'static str = "parse_pay";
    const VERSION: u32 = 3;
    const FAMILY: Family = Family::Pay;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The pay that a text mentions, as a list of structs min, max, unit, currency, span_start, \
            span_end, confidence, the surest first. Bonuses, budgets, benefits, fees and other money \
            are left out, as is what no pay can be. min is null for \"up to\", max for \"from\"; unit \
            is null where neither words nor size tell it; currency is an ISO 4217 code, null where the \
            text has no sign of one. Cents a mile (55 CPM) are told in whole units: 0.55. Spans \
            count characters from 0. Confidence ranks, from 0 to 1: stated unit, currency, words \
            about pay and a range each add to it.",
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

    fn known(&self, _name: &str) -> Result<()> {
        Ok(())
    }

    fn append_all(_known: &(), structs: &mut StructBuilder, text: &str) {
        let mut mentions = parse_pay(text);
        // A stable sort: of two equally sure the earlier comes first.
        mentions.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        for mention in mentions {
            append(structs, text, mention);
        }
    }
}

fn append(structs: &mut StructBuilder, text: &str, mention: PayMention) {
    StructRow::new(structs)
        .real(mention.min)
        .real(mention.max)
        .text(mention.unit.map(|unit| unit.word()))
        .text(mention.currency)
        .span(text, mention.span)
        .share(mention.confidence as f32)
        .end();
}
