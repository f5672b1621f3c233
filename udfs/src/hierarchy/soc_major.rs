//! `soc_major(code)`: the major group of a SOC code; every code has one.
//!
//! ```text
//!   45-2092.00  ──►  45-0000
//! ```

use std::sync::LazyLock;

use datafusion::logical_expr::Documentation;

use super::soc_level::{HIERARCHY, Level};
use super::soc_levels::SocCode;

/// `soc_major(code)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct SocMajor;

impl Level for SocMajor {
    const NAME: &'static str = "soc_major";

    fn climb(code: SocCode) -> Option<SocCode> {
        Some(code.major())
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                HIERARCHY,
                "The major group of a SOC code: `45-2092` is in `45-0000`. Takes O*NET-SOC codes (`45-2092.00`) too; null for \
                 null and for text that is no code (every code has one).",
                "soc_major(code)",
            )
            .with_argument("code", "A SOC or O*NET-SOC code as text.")
            .with_sql_example(
                "SELECT soc_major(soc_code), sum(postings) FROM counts.soc_counts GROUP BY soc_major(soc_code)",
            )
            .with_related_udf("soc_minor")
            .with_related_udf("soc_broad")
            .build()
        });
        &DOCUMENTATION
    }
}
