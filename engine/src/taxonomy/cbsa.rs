//! Core-based statistical areas: which county belongs to which metropolitan or micropolitan area.
//!
//! ```text
//! 10180 Abilene, TX  Metropolitan  Callahan County, Texas  48 059 ─► county 48059, state TX, area 10180
//! ```
//!
//! The delineation of the Office of Management and Budget is the better list. The county crosswalk of NBER, an older one,
//! stands in when it is alone, and for a state whose counties have since been replaced by others (Connecticut), since lists
//! of places still name the old ones.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{CBSA_COUNTIES, CBSAS, Row, maybe, text};
use super::sheet::{Sheet, SheetRow};
use super::source::Source;
use super::states::code_of_name;
use super::{Parsed, TaxonomyKind, places, version};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "cbsa",
    title: "Core-based statistical areas and their counties",
    attribution: "CBSA delineations by the U.S. Office of Management and Budget and Census Bureau, public domain; \
                  county crosswalk by NBER.",
    load,
};

const DELINEATION: &str = "cbsacode cbsatitle fipsstatecode fipscountycode";
const CROSSWALK: &str = "cbsa cbsaname fipscounty state";

#[derive(Debug, Clone)]
struct County {
    cbsa_code: String,
    cbsa_name: String,
    kind: Option<&'static str>,
    name: Option<String>,
    state: Option<String>,
    csa_code: Option<String>,
    csa_name: Option<String>,
}

type Counties = BTreeMap<String, County>;

fn load(source: &Source) -> Result<Parsed> {
    let (mut current, mut older) = (Counties::new(), Counties::new());
    let mut parsed = Parsed::new(
        "the OMB delineation list 1 (CBSA Code, CBSA Title, FIPS State Code …) or the NBER county crosswalk",
    );
    let mut older_year = None;
    for file in &source.files {
        for sheet in Sheet::read(file, &[DELINEATION, CROSSWALK])? {
            if sheet.has(DELINEATION) {
                current.extend(sheet.rows().filter_map(delineation_county));
                parsed.version = parsed.version.or_else(|| version::year(&file.name));
            } else {
                older.extend(sheet.rows().filter_map(crosswalk_county));
                older_year = newest_year(&sheet).or(older_year);
            }
        }
    }
    if current.is_empty() && !older.is_empty() {
        parsed.version = older_year;
        parsed
            .absent
            .push("no OMB delineation: kinds of areas and CSAs unknown".to_owned());
    }
    fill_replaced_states(&mut current, older);
    parsed.table(&CBSAS, area_rows(&current), "");
    parsed.table(&CBSA_COUNTIES, county_rows(current), "");
    Ok(parsed)
}

/// The crosswalk has a column per year in which the county existed: `y2015`, `y2016`.
fn newest_year(sheet: &Sheet) -> Option<String> {
    sheet
        .columns()
        .iter()
        .filter(|name| name.len() == 5)
        .filter_map(|name| name.strip_prefix('y'))
        .max()
        .map(str::to_owned)
}

fn delineation_county(row: SheetRow<'_>) -> Option<(String, County)> {
    let state = fips(row.get("fipsstatecode")?, 2)?;
    let county = fips(row.get("fipscountycode")?, 3)?;
    let kind = row
        .get("metropolitanmicropolitanstatisticalarea|metropolitanmicropolitanstatis")
        .and_then(area_kind);
    let county_value = County {
        cbsa_code: fips(row.get("cbsacode")?, 5)?,
        cbsa_name: row.get("cbsatitle")?.to_owned(),
        kind,
        name: maybe(row.get("countycountyequivalent")),
        state: row.get("statename").and_then(code_of_name),
        csa_code: maybe(row.get("csacode")),
        csa_name: maybe(row.get("csatitle")),
    };
    Some((format!("{state}{county}"), county_value))
}

fn crosswalk_county(row: SheetRow<'_>) -> Option<(String, County)> {
    let county = County {
        cbsa_code: fips(row.get("cbsa")?, 5)?,
        cbsa_name: row.get("cbsaname")?.to_owned(),
        kind: None,
        name: row.get("countyname").map(places::title_case),
        state: maybe(row.get("state")),
        csa_code: None,
        csa_name: None,
    };
    Some((fips(row.get("fipscounty")?, 5)?, county))
}

fn area_kind(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    if words.starts_with("metro") {
        Some("metropolitan")
    } else if words.starts_with("micro") {
        Some("micropolitan")
    } else {
        None
    }
}

/// Digits filled with leading zeros, which spreadsheets lose.
pub(super) fn fips(code: &str, width: usize) -> Option<String> {
    let digits =
        !code.is_empty() && code.len() <= width && code.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| format!("{code:0>width$}"))
}

/// Adds the older counties of states of which the current list has none of the same codes.
fn fill_replaced_states(current: &mut Counties, older: Counties) {
    let shared: BTreeSet<String> = older
        .keys()
        .filter(|fips| current.contains_key(*fips))
        .map(|fips| fips[..2].to_owned())
        .collect();
    let areas: BTreeMap<String, County> = current
        .values()
        .map(|county| (county.cbsa_code.clone(), county.clone()))
        .collect();
    let alone = current.is_empty();
    for (fips, mut county) in older {
        if shared.contains(&fips[..2]) {
            continue;
        }
        if let Some(area) = areas.get(&county.cbsa_code) {
            county = County {
                name: county.name,
                state: county.state,
                ..area.clone()
            };
        } else if !alone {
            continue;
        }
        current.insert(fips, county);
    }
}

fn area_rows(counties: &Counties) -> Vec<Row> {
    counties
        .values()
        .map(|county| {
            vec![
                text(&county.cbsa_code),
                text(&county.cbsa_name),
                maybe(county.kind),
            ]
        })
        .collect()
}

fn county_rows(counties: Counties) -> Vec<Row> {
    counties
        .into_iter()
        .map(|(fips, county)| {
            vec![
                Some(county.cbsa_code),
                Some(county.cbsa_name),
                maybe(county.kind),
                Some(fips),
                county.name,
                county.state,
                county.csa_code,
                county.csa_name,
            ]
        })
        .collect()
}
