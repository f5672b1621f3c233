//! `state_code`: the state that an address region names, as its two-letter USPS code.
//!
//! ```text
//!  'Pennsylvania' 'PA' 'Pa.' 'US-PA' '42' 'PA 19104' ─► PA        'Ontario' 'Philadelphia, PA' ─► null
//! ```
//!
//! Reads the states taxonomy; a book without one has the built-in list of [`StateNames::built_in`].

use std::sync::{Arc, LazyLock};

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use crate::place::StateNames;
use crate::reference::Shared;
use crate::text_function::TextRule;
use crate::{Family, Reads, ReferenceData};

pub(crate) static BUILT_IN: LazyLock<Arc<StateNames>> =
    LazyLock::new(|| Arc::new(StateNames::built_in()));

/// The names in use: the book's, else the built-in ones.
pub(crate) fn names(data: &ReferenceData) -> Arc<StateNames> {
    data.states().unwrap_or_else(|| Arc::clone(&BUILT_IN))
}

/// The rule of `state_code`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct StateCode {
    data: Shared,
}

impl StateCode {
    pub(crate) fn new(data: &Arc<ReferenceData>) -> Self {
        StateCode {
            data: Shared::new(data),
        }
    }
}

impl TextRule for StateCode {
    const NAME: &'static str = "state_code";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Place;
    const READS: Reads = Reads::Taxonomy("states");
    type Known = Arc<StateNames>;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The two-letter USPS code of the state that a text names: by name, abbreviation, \
            ISO code (US-VA) or FIPS number, in any case, with a ZIP code or the country beside \
            it. Null when the text names no state, or more than a state.",
            "state_code(region)",
        )
        .with_argument(
            "region",
            "the region of an address, as the supplier writes it",
        )
        .with_sql_example(
            "```sql\nSELECT state_code('Virginia'), state_code('N.Y.'), \
            state_code('Washington, D.C.'), state_code('Ontario');\n-- VA, NY, DC, NULL\n```",
        )
        .with_related_udf("parse_locations")
        .build()
    }

    fn known(&self) -> Result<Arc<StateNames>> {
        Ok(names(&self.data))
    }

    fn apply(known: &Arc<StateNames>, text: &str) -> Option<String> {
        known.code(text).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StateRow;
    use crate::testing::text_to_text;

    fn code(text: &str) -> Option<String> {
        text_to_text("state_code", &Arc::new(ReferenceData::new()), text)
    }

    /// Bug 27: the predecessor kept "Virginia", "VA" and "Pennsylvania" side by side.
    #[test]
    fn bug_27_names_codes_and_spellings_become_one_code() {
        let cases = [
            (
                "VA",
                "Virginia|va|VA|Va.|V.A.|VIRGINIA |VA 23219|VA 23219-1234|Virginia, \
                US|Virginia, United States|US-VA|51|State of Virginia|Commonwealth of \
                Virginia|Virginia, USA 23219",
            ),
            ("WV", "West Virginia|W. Va.|W Virginia|WV"),
            ("NY", "N.Y.|New  York|new york state|NY"),
            (
                "DC",
                "Washington, D.C.|Washington DC|District of Columbia|D.C.|DC|11|Washington, \
                District of Columbia",
            ),
            ("WA", "Washington|Washington State|WA|Wash."),
            ("PR", "Puerto Rico|PR|P.R.|72|Commonwealth of Puerto Rico"),
            ("GU", "Guam|GU"),
            (
                "VI",
                "Virgin Islands|U.S. Virgin Islands|US Virgin Islands|VI|United States Virgin \
                Islands",
            ),
            ("AS", "American Samoa|AS"),
            (
                "MP",
                "Northern Mariana Islands|MP|CNMI|Commonwealth of the Northern Mariana Islands",
            ),
            ("AL", "Alabama|AL|1|01|Ala."),
            ("PA", "Pennsylvania|PA|Penna."),
            ("OR", "or|Oregon|Ore."),
        ];
        for (expected, written) in cases {
            for text in written.split('|') {
                assert_eq!(code(text).as_deref(), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_state_is_null() {
        for text in [
            "",
            " ",
            "None",
            "Ontario",
            "Japan",
            "US",
            "United States",
            "23219",
            "3",
            "99",
            "Richmond, Virginia",
            "Nationwide",
            "ZZ",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn the_taxonomy_of_the_book_is_used_when_there_is_one() {
        let data = Arc::new(ReferenceData::new());
        let row = StateRow {
            usps: "AE".into(),
            name: "Armed Forces Europe".into(),
            fips: String::new(),
        };
        data.set_states(Arc::new(StateNames::build(std::iter::once(row))));
        assert_eq!(
            text_to_text("state_code", &data, "ae").as_deref(),
            Some("AE")
        );
        assert_eq!(text_to_text("state_code", &data, "Virginia"), None);
    }
}
