//! Made-up postings, for `generate` and `demo`.

use std::io::Write;

use chrono::NaiveDate;
use daybook::generate::{GenerateSpec, generate};

use crate::failure::Result;

/// What to make up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SampleSpec {
    /// How many postings.
    pub(crate) postings: u64,
    /// Over how many days they are spread.
    pub(crate) days: u32,
    /// The seed: the same one gives the same bytes.
    pub(crate) seed: u64,
    /// The first day.
    pub(crate) first_day: NaiveDate,
    /// The source's name.
    pub(crate) source: String,
    /// Whether to mix in what real files suffer from.
    pub(crate) defects: bool,
}

/// Writes the postings as JSON lines in the common schema.
pub(crate) fn write_postings(spec: &SampleSpec, out: &mut dyn Write) -> Result<()> {
    let lines = generate(&GenerateSpec {
        postings: spec.postings,
        days: spec.days,
        first_day: spec.first_day,
        seed: spec.seed,
        source: spec.source.clone(),
        defects: spec.defects,
    });
    for line in lines {
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
