//! `title_clean_phase_two`: a phase-one title without places, states, numbers and codes.
//!
//! ```text
//!  'software engineer tulsa ok' ─► 'software engineer'      'director in training' ─► 'director in training'
//! ```
//!
//! The rules are those of [`TitleWords`](crate::TitleWords).

use std::sync::Arc;

use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::Documentation;

use crate::reference::Shared;
use crate::text::TitleWords;
use crate::text_function::TextRule;
use crate::{Family, Reads, ReferenceData};

/// The rule of `title_clean_phase_two`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PhaseTwo {
    data: Shared,
}

impl PhaseTwo {
    pub(crate) fn new(data: &Arc<ReferenceData>) -> Self {
        PhaseTwo {
            data: Shared::new(data),
        }
    }
}

impl TextRule for PhaseTwo {
    const NAME: &'static str = "title_clean_phase_two";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Text;
    const READS: Reads = Reads::Taxonomy("titles");
    type Known = Arc<TitleWords>;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "A phase-one title without places, states, numbers and codes. Words of known job titles are protected (\"director in training\", \"mobile developer\"); words such as b2b and 3d are no codes; a title of which nothing would be left stays as it is.",
            "title_clean_phase_two(title)",
        )
        .with_argument("title", "a title that title_clean_phase_one has cleaned")
        .with_sql_example("```sql\nSELECT title_clean_phase_two(title_clean_phase_one('Registered Nurse - New York, NY'));\n-- registered nurse\n```")
        .with_related_udf("title_clean_phase_one")
        .build()
    }

    fn known(&self) -> Result<Arc<TitleWords>> {
        match self.data.titles() {
            Some(titles) => Ok(titles),
            None => exec_err!(
                "title_clean_phase_two needs the names of places, states and job titles, which this book does not have; add them with daybook taxonomy add"
            ),
        }
    }

    fn apply(known: &Arc<TitleWords>, title: &str) -> Option<String> {
        Some(known.clean(title))
    }
}
