//! `employer_key`: one key for the spellings of an employer's name.
//!
//! ```text
//!  employer_key('The Acme Company, L.L.C.') = 'acme'
//! ```
//!
//! How a name is folded is in [`employer`](crate::employer).

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use crate::Family;
use crate::employer::employer_key;
use crate::text_function::TextRule;

/// The rule of `employer_key`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct EmployerKey;

impl TextRule for EmployerKey {
    const NAME: &'static str = "employer_key";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Text;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "One key for the spellings of an employer's name: case, accents, punctuation and `&` folded; `the`, legal \
            suffixes (Inc., LLC, Corporation) and the number of a store left out; of `A d/b/a B` the trading name B. \
            It groups spellings and proves no identity: `Delta Inc` and `Delta LLC` share a key. Null where nothing \
            is left.",
            "employer_key(name)",
        )
        .with_argument("name", "the employer's name, such as hiring_organization_name")
        .with_sql_example(
            "```sql\nSELECT employer_key('The Acme Company, L.L.C.');\n-- acme\n```",
        )
        .build()
    }

    fn known(&self) -> Result<()> {
        Ok(())
    }

    fn apply(_known: &(), text: &str) -> Option<String> {
        employer_key(text)
    }
}
