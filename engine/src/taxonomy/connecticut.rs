//! Connecticut's planning regions, which replaced its eight counties as county equivalents (87 FR 34235, 2022).
//!
//! ```text
//! Stamford, Fairfield County 09001 ─► also Western Connecticut Planning Region 09190 ─► CBSA 14860
//! ```
//!
//! Lists of places name the old counties; delineations from 2023 on know the regions. The 169 towns are those of the
//! regional councils of governments; villages with a post office of their own stand with their town.

use std::collections::BTreeMap;

use super::places::folded;
use crate::error::{EngineError, Result};

const REGIONS_CSV: &str = include_str!("connecticut.csv");

/// Code and name of the planning region of each town, by the town's folded name.
pub(super) fn planning_regions() -> Result<BTreeMap<String, (String, String)>> {
    let mut regions = BTreeMap::new();
    for record in csv::Reader::from_reader(REGIONS_CSV.as_bytes()).records() {
        let record =
            record.map_err(|error| EngineError::Internal(format!("connecticut.csv: {error}")))?;
        let (Some(fips), Some(name), Some(towns)) = (record.get(0), record.get(1), record.get(2))
        else {
            continue;
        };
        for town in towns.split('|') {
            regions.insert(folded(town), (fips.to_owned(), name.to_owned()));
        }
    }
    Ok(regions)
}
