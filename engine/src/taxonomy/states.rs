//! States, the District of Columbia and territories: USPS code, FIPS code, Census region and division.
//!
//! ```text
//! state_fips_master.csv  Alabama,AL,…,1,…    ┐
//! regions_and_divisions  Alabama,AL,South,…  ┴─► AL, Alabama, 01, South, East South Central
//! ```
//!
//! What the files leave open for a state (the FIPS code of DC, say) is filled from the starter set, and what they do
//! not name (the territories, as a rule) is taken from it: a publisher's list must not make Puerto Rico unknown.

use std::collections::BTreeMap;

use super::cbsa::fips;
use super::shape::{Row, STATES};
use super::sheet::{Sheet, SheetRow, plain};
use super::source::Source;
use super::{Parsed, TaxonomyKind, starter};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "states",
    title: "U.S. states and territories: names, codes, Census regions and divisions",
    attribution: "State codes (FIPS, USPS) and Census regions and divisions by the U.S. government, public domain.",
    load,
};

const CODES: &str = "stateabbr|stusps|statecode statename fips|statefips|statefp";
const REGIONS: &str = "statecode|stateabbr state|statename region division";
const CODE: &str = "stateabbr|stusps|statecode";

fn load(source: &Source) -> Result<Parsed> {
    let mut states: BTreeMap<String, Row> = BTreeMap::new();
    for file in &source.files {
        for sheet in Sheet::read(file, &[CODES, REGIONS])? {
            if !sheet.has("countyname") {
                for row in sheet.rows() {
                    add(&mut states, row);
                }
            }
        }
    }
    if !states.is_empty() {
        add_known(&mut states, starter::state_rows()?);
    }
    let mut parsed = Parsed::new(
        "a list of states with state_abbr, state_name and fips, or State Code, Region, Division",
    );
    parsed.table(&STATES, states.into_values().collect(), "");
    Ok(parsed)
}

/// Fills gaps from the starter set, and keeps the district and the territories that most lists leave out: postings name
/// them all the same.
fn add_known(states: &mut BTreeMap<String, Row>, known: Vec<Row>) {
    for row in known {
        if let Some(code) = row[0].clone() {
            fill(
                states.entry(code).or_insert_with(|| vec![None; row.len()]),
                &row,
            );
        }
    }
}

fn add(states: &mut BTreeMap<String, Row>, row: SheetRow<'_>) -> Option<()> {
    let code = row.get(CODE).filter(|code| code.len() == 2)?.to_uppercase();
    let word = |columns| {
        row.get(columns)
            .filter(|text| text.len() > 2)
            .map(str::to_owned)
    };
    let found = vec![
        Some(code.clone()),
        word("statename|state"),
        row.get("fips|statefips|statefp")
            .and_then(|digits| fips(digits, 2)),
        word("regionname|region"),
        word("divisionname|division"),
    ];
    let state = states
        .entry(code)
        .or_insert_with(|| vec![None; found.len()]);
    fill(state, &found);
    Some(())
}

fn fill(row: &mut Row, from: &Row) {
    for (cell, value) in row.iter_mut().zip(from) {
        if cell.is_none() {
            cell.clone_from(value);
        }
    }
}

/// The USPS code of a state's name.
pub(super) fn code_of_name(name: &str) -> Option<String> {
    let wanted = plain(name);
    let rows = starter::state_rows().ok()?;
    rows.into_iter()
        .find(|row| row[1].as_deref().is_some_and(|name| plain(name) == wanted))
        .and_then(|row| row[0].clone())
}
