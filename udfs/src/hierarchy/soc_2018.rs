//! `soc_2018`: a code of the 2010 SOC to the code of the 2018 SOC that took its place.
//!
//! ```text
//!  crosswalk  15-1132 ─► 15-1252        15-1132.00 ─► 15-1252.00, 15-1253.00 (O*NET-SOC)      45-2092 ─► 45-2092
//!
//!  '15-1132' ─► '15-1252'      '45-2092' ─► '45-2092'      '15-1252' ─► '15-1252'      'farm' ─► null
//! ```
//!
//! Where an occupation was divided the code goes to one of its successors, so that a posting counts once: to the one
//! with the most lines in the crosswalk, of several the smallest code. A code that is still one of its own
//! successors stays, as does one that the crosswalk does not know.

use std::collections::BTreeMap;

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use super::soc_levels::SocCode;
use crate::reference::Shared;
use crate::text_function::TextRule;
use crate::{Family, Reads};

/// Which code of the 2018 SOC took the place of which of the 2010 SOC, at six digits.
#[derive(Debug, Default)]
pub struct SocSuccessors {
    successors: BTreeMap<SocCode, SocCode>,
}

impl SocSuccessors {
    /// From the lines of a crosswalk: old code and new code, of six digits or of O*NET's eight.
    pub fn build<'a>(lines: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut votes: BTreeMap<SocCode, BTreeMap<SocCode, Votes>> = BTreeMap::new();
        for (old, new) in lines {
            if let (Some(from), Some(to)) = (SocCode::parse(old), SocCode::parse(new)) {
                let votes = votes.entry(from).or_default().entry(to).or_default();
                votes.of_the_whole += u32::from(is_whole(old));
                votes.all += 1;
            }
        }
        let successors = votes
            .into_iter()
            .filter(|(from, to)| !to.contains_key(from))
            .filter_map(|(from, to)| Some((from, elected(&to)?)))
            .collect();
        SocSuccessors { successors }
    }

    /// The code of 2018 for a code of either edition.
    pub(crate) fn of(&self, code: SocCode) -> SocCode {
        self.successors.get(&code).copied().unwrap_or(code)
    }
}

/// Lines that lead from one code to another.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Votes {
    /// Those of the occupation itself, not of one of its O*NET specialties (`.01` and up).
    of_the_whole: u32,
    all: u32,
}

fn is_whole(code: &str) -> bool {
    code.split_once('.')
        .is_none_or(|(_, specialty)| specialty.trim() == "00")
}

fn elected(votes: &BTreeMap<SocCode, Votes>) -> Option<SocCode> {
    // Of equals `max_by_key` gives the last: reversed, that is the smallest code.
    let most = votes.iter().rev().max_by_key(|(_, votes)| **votes);
    most.map(|(code, _)| *code)
}

/// The rule of `soc_2018`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Soc2018(pub(super) Shared);

impl TextRule for Soc2018 {
    const NAME: &'static str = "soc_2018";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Hierarchy;
    const READS: Reads = Reads::Taxonomy("soc");
    type Known = std::sync::Arc<SocSuccessors>;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The code of the 2018 SOC for a code of the 2010 or the 2018 SOC, by the crosswalk of the taxonomy `soc`. The starter \
            set knows the codes that 2018 gave up; a crosswalk that is added knows more. Of an occupation that was divided, \
            the successor with the most lines in the crosswalk is given. A code that the crosswalk does not know stays as it \
            is; what is no code gives null.",
            "soc_2018(code)",
        )
        .with_argument("code", "an occupation code such as '15-1132' or '15-1132.00'")
        .with_sql_example(
            "```sql\nSELECT soc_2018('15-1132'), soc_2018('45-2092.00'), soc_2018('15-1252');\n-- 15-1252, 45-2092, 15-1252\n```",
        )
        .with_related_udf("soc_code")
        .build()
    }

    fn known(&self) -> Result<Self::Known> {
        Ok(self.0.soc_successors().unwrap_or_default())
    }

    fn apply(known: &Self::Known, text: &str) -> Option<String> {
        let code = SocCode::parse(text)?;
        Some(known.of(code).as_str().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn successors(lines: &[(&str, &str)]) -> SocSuccessors {
        SocSuccessors::build(lines.iter().copied())
    }

    fn after(known: &SocSuccessors, code: &str) -> String {
        let code = SocCode::parse(code).unwrap();
        known.of(code).as_str().to_owned()
    }

    #[test]
    fn a_code_that_was_given_up_has_a_successor() {
        let known = successors(&[("15-1132", "15-1252"), ("31-1014.00", "31-1131.00")]);
        assert_eq!(after(&known, "15-1132"), "15-1252");
        assert_eq!(after(&known, "31-1014.00"), "31-1131");
        assert_eq!(after(&known, "15-1252"), "15-1252");
        assert_eq!(after(&known, "45-2092"), "45-2092");
    }

    #[test]
    fn of_a_divided_occupation_the_larger_part_follows() {
        let known = successors(&[
            ("15-1199.01", "15-1253.00"),
            ("15-1199.02", "15-1299.08"),
            ("15-1199.04", "15-1299.03"),
        ]);
        assert_eq!(after(&known, "15-1199"), "15-1299");
        let equals = successors(&[("15-1132.00", "15-1253.00"), ("15-1132.00", "15-1252.00")]);
        assert_eq!(after(&equals, "15-1132"), "15-1252");
        let whole = successors(&[
            ("29-2041.00", "29-2043.00"),
            ("29-2041.01", "29-2042.00"),
            ("29-2041.02", "29-2042.00"),
        ]);
        assert_eq!(after(&whole, "29-2041"), "29-2043");
    }

    #[test]
    fn a_code_that_lives_on_stays() {
        let known = successors(&[("15-2041.00", "15-2041.00"), ("15-2041.02", "15-2051.02")]);
        assert_eq!(after(&known, "15-2041"), "15-2041");
    }
}
