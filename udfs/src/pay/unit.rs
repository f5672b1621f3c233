//! `pay_unit`: the unit of a salary as suppliers write it, to one of seven words.
//!
//! ```text
//!  'HR' 'Per Hour' 'hourly' ─► hour      'PA' 'Annual' 'Per Year' ─► year      'Select Pay Range' ─► null
//! ```

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use crate::Family;
use crate::text_function::TextRule;

/// The unit that a salary is stated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PayUnit {
    Hour,
    Day,
    Week,
    Biweek,
    Month,
    Year,
    Piece,
}

/// Hours in a working year.
pub(crate) const HOURS_A_YEAR: f64 = 2080.0;

/// What suppliers write, in lower case and without punctuation: schema.org and plain English, the codes
/// of UN/CEFACT that schema.org's `unitCode` takes (HUR, DAY, WEE, MON, ANN), the
/// Department of Labor's H-2A files (HR, MTH, BI, WK, DAI), USAJOBS rate interval codes (PH, PA,
/// PD, PM, BW, PW). USAJOBS codes that are not pay per time or piece (FB fee basis, SY school year,
/// ST student stipend, WC without compensation) are unknown on purpose.
const WRITTEN: [(PayUnit, &[&str]); 7] = [
    (
        PayUnit::Hour,
        &[
            "hour", "hours", "hourly", "hr", "hrs", "h", "ph", "hou", "hur",
        ],
    ),
    (
        PayUnit::Day,
        &["day", "days", "daily", "d", "pd", "dai", "diem"],
    ),
    (
        PayUnit::Week,
        &["week", "weeks", "weekly", "wk", "wks", "w", "wkly", "wee"],
    ),
    (
        PayUnit::Biweek,
        &[
            "bi",
            "biweek",
            "biweekly",
            "bi week",
            "bi weekly",
            "bw",
            "every two weeks",
            "fortnight",
            "fortnightly",
            "two weeks",
            "2 weeks",
        ],
    ),
    (
        PayUnit::Month,
        &["month", "months", "monthly", "mth", "mo", "mon", "m", "pm"],
    ),
    (
        PayUnit::Year,
        &[
            "year", "years", "yearly", "yr", "yrs", "y", "annual", "annually", "annum", "pa",
            "p a", "yea", "yrly", "py", "ann",
        ],
    ),
    (
        PayUnit::Piece,
        &[
            "piece",
            "piece work",
            "piecework",
            "piece rate",
            "pw",
            "unit",
        ],
    ),
];

impl PayUnit {
    /// Reads a unit as suppliers write it.
    pub(crate) fn read(text: &str) -> Option<PayUnit> {
        let plain = text
            .replace(|c: char| !c.is_alphanumeric(), " ")
            .to_lowercase();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let words = match words.as_slice() {
            ["per" | "by" | "the" | "a" | "an" | "each", rest @ ..] if !rest.is_empty() => {
                rest.join(" ")
            }
            all => all.join(" "),
        };
        let found = WRITTEN
            .iter()
            .find(|(_, names)| names.contains(&words.as_str()));
        found.map(|(unit, _)| *unit)
    }

    /// The word stored in `base_salary_unit`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            PayUnit::Hour => "hour",
            PayUnit::Day => "day",
            PayUnit::Week => "week",
            PayUnit::Biweek => "biweek",
            PayUnit::Month => "month",
            PayUnit::Year => "year",
            PayUnit::Piece => "piece",
        }
    }

    /// How many of this unit make a working year of 2,080 hours; none for piece work.
    pub(crate) fn per_year(self) -> Option<f64> {
        match self {
            PayUnit::Hour => Some(HOURS_A_YEAR),
            PayUnit::Day => Some(260.0),
            PayUnit::Week => Some(52.0),
            PayUnit::Biweek => Some(26.0),
            PayUnit::Month => Some(12.0),
            PayUnit::Year => Some(1.0),
            PayUnit::Piece => None,
        }
    }
}

/// The unit of a salary as one of `hour`, `day`, `week`, `biweek`, `month`, `year`, `piece`: the function
/// `pay_unit` for programs.
pub fn pay_unit(text: &str) -> Option<&'static str> {
    PayUnit::read(text).map(PayUnit::word)
}

/// The rule of `pay_unit`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PayUnitRule;

impl TextRule for PayUnitRule {
    const NAME: &'static str = "pay_unit";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Pay;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The unit of a salary as one of hour, day, week, biweek, month, year, piece; null \
            when it is not known.",
            "pay_unit(text)",
        )
        .with_argument(
            "text",
            "the unit as the supplier writes it: 'Per Hour', 'HR', 'PA', \
            'Bi-weekly', …",
        )
        .with_sql_example(
            "```sql\nSELECT pay_unit('Per Year'), pay_unit('BI'), \
            pay_unit('Select Pay Range');\n-- year, biweek, NULL\n```",
        )
        .with_related_udf("hourly_pay")
        .with_related_udf("yearly_pay")
        .build()
    }

    fn known(&self) -> Result<()> {
        Ok(())
    }

    fn apply(_known: &(), text: &str) -> Option<String> {
        pay_unit(text).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::ReferenceData;
    use crate::testing::text_to_text;

    #[test]
    fn units_of_every_supplier_become_one_word() {
        let cases = [
            ("hour", "Hour|HR|Per Hour|hourly|H|PH|per hr.| HOUR |HUR"),
            ("day", "Daily|Per Day|PD|DAI|per diem"),
            ("week", "WK|Week|weekly|Per Week"),
            ("biweek", "BI|Bi-weekly|Bi-Weekly|BW|biweek|Per Biweek"),
            ("month", "MTH|Month|monthly|PM|Per Month"),
            (
                "year",
                "Per Year|Annual|PA|yearly|YR|Yearly|p.a.|Per Annum|ANN",
            ),
            ("piece", "PW|piece|Piece Work|per piece"),
        ];
        let data = Arc::new(ReferenceData::new());
        for (unit, written) in cases {
            for text in written.split('|') {
                let found = text_to_text("pay_unit", &data, text);
                assert_eq!(found.as_deref(), Some(unit), "{text}");
            }
        }
    }

    #[test]
    fn unknown_units_are_null() {
        let data = Arc::new(ReferenceData::new());
        for text in [
            "",
            "Select Pay Range",
            "FB",
            "SY",
            "ST",
            "WC",
            "Without Compensation",
            "per",
        ] {
            assert_eq!(text_to_text("pay_unit", &data, text), None, "{text}");
        }
    }
}
