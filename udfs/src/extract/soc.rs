//! `soc_code`: an occupation code as suppliers write it, to the six digits of the SOC.
//!
//! ```text
//!  '45-2092.00' '452092' '45-2092, 45-2041' ─► 45-2092        '' '99-9999.00' 'farm' ─► null
//! ```
//!
//! Six digits, or eight of O*NET-SOC, with or without hyphen and full stop; the first two are a
//! major group from 11 to 55 (55 is military). Of a list (commas, semicolons, bars) the first code
//! counts.

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use crate::Family;
use crate::text_function::TextRule;

/// The code in a text, as `NN-NNNN`.
fn normalised(text: &str) -> Option<String> {
    text.split([',', ';', '|'])
        .find_map(|part| one_code(part).or_else(|| labelled(part)))
}

/// A code with its label: `15-1132.00 - Software Developers`, `Software Developers (15-1132)`. Only the
/// hyphen tells such a code from any other number.
fn labelled(text: &str) -> Option<String> {
    let written = |text: &str| {
        let text = text.trim_start();
        let end = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.')))
            .unwrap_or(text.len());
        let (code, rest) = text.split_at(end);
        let ends = !rest.starts_with(char::is_alphanumeric);
        let hyphenated = code.as_bytes().get(2) == Some(&b'-');
        (ends && hyphenated).then(|| one_code(code.trim_end_matches(['-', '.'])))?
    };
    written(text).or_else(|| text.split('(').skip(1).find_map(written))
}

fn one_code(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(8);
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' if digits.len() == 2 => {}
            '.' | '-' if digits.len() == 6 => {}
            _ => return None,
        }
    }
    let major: u8 = digits.get(..2)?.parse().ok()?;
    let whole = digits.len() == 6 || digits.len() == 8;
    (whole && (11..=55).contains(&major)).then(|| format!("{}-{}", &digits[..2], &digits[2..6]))
}

/// The rule of `soc_code`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct SocCode;

impl TextRule for SocCode {
    const NAME: &'static str = "soc_code";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "An occupation code as the six digits NN-NNNN of the Standard Occupational \
            Classification; O*NET's two further digits are left out, of a list the first code \
            is taken. Null when there is none ('', '99-9999.00').",
            "soc_code(text)",
        )
        .with_argument("text", "a code such as '45-2092.00', '45-2092' or '452092'")
        .with_sql_example(
            "```sql\nSELECT soc_code('45-2092.00'), soc_code('452092'), \
            soc_code('99-9999.00');\n-- 45-2092, 45-2092, NULL\n```",
        )
        .build()
    }

    fn known(&self) -> Result<()> {
        Ok(())
    }

    fn apply(_known: &(), text: &str) -> Option<String> {
        normalised(text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use crate::ReferenceData;
    use crate::testing::{predecessor_cases, text_to_text};

    fn code(text: &str) -> Option<String> {
        text_to_text("soc_code", &Arc::new(ReferenceData::new()), text)
    }

    #[test]
    fn codes_of_every_shape() {
        for text in [
            "45-2092",
            "45-2092.00",
            "452092",
            "45-2092.02",
            "45209200",
            " 45-2092 ",
            "45–2092",
            "45-2092, 45-2041",
            "n/a; 45-2092",
            "45-2092.00 - Farmworkers",
            "45-2092 Farmworkers",
            "45-2092.00: Farmworkers",
            "45-2092- Farmworkers",
            "Farmworkers (45-2092)",
            "Farmworkers (crop) (45-2092.00)",
        ] {
            assert_eq!(code(text).as_deref(), Some("45-2092"), "{text}");
        }
        assert_eq!(code("55-1011.00").as_deref(), Some("55-1011"));
        assert_eq!(code("11-0000").as_deref(), Some("11-0000"));
    }

    /// Bug 25: "" and 99-9999.00 are no occupations of their own.
    #[test]
    fn bug_25_what_is_no_code_is_null() {
        for text in [
            "",
            " ",
            "99-9999.00",
            "00-0000",
            "farm",
            "45-209",
            "4520923",
            "45-2092.0",
            "4-52092",
            "45_2092",
            "٤٥-2092",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn predecessor_given_soc() {
        let Some(file) = predecessor_cases("soc_given.json") else {
            return;
        };
        let case = &file["groups"][0]["cases"][0];
        let mut counts = BTreeMap::new();
        for posting in case["input"]["postings"].as_array().unwrap() {
            let code = code(posting["onet_soc_code"].as_str().unwrap()).unwrap();
            *counts.entry(format!("{code}.00")).or_insert(0) += 1;
        }
        // The predecessor's codes keep ".00"; ours are SOC codes.
        for (code, count) in case["expected"]["counts"].as_object().unwrap() {
            assert_eq!(counts.get(code), count.as_i64().as_ref(), "{code}");
        }
    }
}
