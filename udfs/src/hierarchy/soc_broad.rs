//! `soc_broad(code)`: the broad occupation of a SOC code; a minor or major group has none.
//!
//! ```text
//!   45-2092.00  ──►  45-2090
//! ```

use std::sync::LazyLock;

use datafusion::logical_expr::Documentation;

use super::soc_level::{HIERARCHY, Level};
use super::soc_levels::SocCode;

/// `soc_broad(code)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct SocBroad;

impl Level for SocBroad {
    const NAME: &'static str = "soc_broad";

    fn climb(code: SocCode) -> Option<SocCode> {
        code.broad()
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                HIERARCHY,
                "The broad occupation of a SOC code: `45-2092` is in `45-2090`. Takes O*NET-SOC codes (`45-2092.00`) too; null for \
                 null and for text that is no code (a minor or major group has none).",
                "soc_broad(code)",
            )
            .with_argument("code", "A SOC or O*NET-SOC code as text.")
            .with_sql_example(
                "SELECT soc_broad(soc_code), sum(postings) FROM counts.soc_counts GROUP BY soc_broad(soc_code)",
            )
            .with_related_udf("soc_major")
            .with_related_udf("soc_minor")
            .build()
        });
        &DOCUMENTATION
    }
}
