//! `soc_minor(code)`: the minor group of a SOC code; a major group has none.
//!
//! ```text
//!   45-2092.00  ──►  45-2000
//! ```

use std::sync::LazyLock;

use datafusion::logical_expr::Documentation;

use super::soc_level::{HIERARCHY, Level};
use super::soc_levels::SocCode;

/// `soc_minor(code)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct SocMinor;

impl Level for SocMinor {
    const NAME: &'static str = "soc_minor";

    fn climb(code: SocCode) -> Option<SocCode> {
        code.minor()
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                HIERARCHY,
                "The minor group of a SOC code: `45-2092` is in `45-2000`. Takes O*NET-SOC codes (`45-2092.00`) too; null for \
                 null and for text that is no code (a major group has none).",
                "soc_minor(code)",
            )
            .with_argument("code", "A SOC or O*NET-SOC code as text.")
            .with_sql_example(
                "SELECT soc_minor(soc_code), sum(postings) FROM counts.soc_counts GROUP BY soc_minor(soc_code)",
            )
            .with_related_udf("soc_major")
            .with_related_udf("soc_broad")
            .build()
        });
        &DOCUMENTATION
    }
}
