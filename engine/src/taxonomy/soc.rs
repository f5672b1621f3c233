//! The Standard Occupational Classification: codes at four levels, definitions, crosswalks.
//!
//! ```text
//! 15-0000 major ◄─ 15-1200 minor ◄─ 15-1250 broad ◄─ 15-1252 detailed  Software Developers
//! ```
//!
//! A code's parent is the last code of a higher level above it in the structure, never computed from digits
//! (15-1200 is a minor group though it does not end in 000).

use std::collections::BTreeMap;

use super::shape::{Row, SOC_CODES, SOC_CROSSWALK, text};
use super::sheet::{Sheet, SheetRow};
use super::source::Source;
use super::{Parsed, TaxonomyKind, version};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "soc",
    title: "Standard Occupational Classification: structure, definitions, crosswalks",
    attribution: "Standard Occupational Classification by the U.S. Bureau of Labor Statistics, public domain.",
    load,
};

const STRUCTURE: &str = "majorgroup minorgroup broadgroup";
const DEFINITIONS: &str = "soccode soctitle socgroup";
const LEVELS: [&str; 4] = ["major", "minor", "broad", "detailed"];

/// Codes that a crosswalk ties together: taxonomy, column of the code, column of the title.
const SIDES: &[(&str, &str, &str)] = &[
    (
        "soc_2010",
        "soc2010code|onetsoc2010code|2010soccode",
        "soc2010title|onetsoc2010title|2010soctitle",
    ),
    (
        "soc_2018",
        "soc2018code|2018soccode",
        "soc2018title|2018soctitle",
    ),
    (
        "soc_2019",
        "soc2019code|onetsoc2019code",
        "soc2019title|onetsoc2019title",
    ),
    ("isco_08", "isco08code", "isco08title|isco08titleen"),
];

#[derive(Debug, Default)]
struct Code {
    title: String,
    level: usize,
    parent: Option<String>,
    definition: Option<String>,
}

fn load(source: &Source) -> Result<Parsed> {
    let pairs = side_pairs();
    let mut wanted = vec![STRUCTURE, DEFINITIONS];
    wanted.extend(pairs.iter().map(String::as_str));
    let mut codes = BTreeMap::new();
    let mut crosswalk = Vec::new();
    let mut version = None;
    for file in &source.files {
        for sheet in Sheet::read(file, &wanted)? {
            if sheet.has(STRUCTURE) || sheet.has(DEFINITIONS) {
                add_codes(&sheet, &mut codes);
                version = version.or_else(|| version::year(&file.name));
            } else {
                crosswalk.extend(sheet.rows().filter_map(|row| crosswalk_row(&sheet, row)));
            }
        }
    }
    let mut parsed = Parsed::new(
        "the SOC structure, the SOC definitions, or a crosswalk (CSV, tab-separated or xlsx)",
    );
    parsed.version = version;
    let defined = codes.values().any(|code: &Code| code.definition.is_some());
    if !codes.is_empty() && !defined {
        parsed.absent.push("no definitions".to_owned());
    }
    parsed.table(&SOC_CODES, code_rows(codes), "no structure");
    parsed.table(&SOC_CROSSWALK, crosswalk, "no crosswalk");
    Ok(parsed)
}

fn side_pairs() -> Vec<String> {
    let mut pairs = Vec::new();
    for (at, (_, from, _)) in SIDES.iter().enumerate() {
        for (_, to, _) in &SIDES[at + 1..] {
            pairs.push(format!("{from} {to}"));
        }
    }
    pairs
}

fn add_codes(sheet: &Sheet, codes: &mut BTreeMap<String, Code>) {
    let mut above: [Option<String>; 4] = Default::default();
    for row in sheet.rows() {
        let Some((level, code, title)) = code_of(sheet, row) else {
            continue;
        };
        above[level] = Some(code.to_owned());
        above[level + 1..].fill(None);
        let parent = above[..level].iter().rev().flatten().next().cloned();
        let entry = codes.entry(code.to_owned()).or_default();
        entry.title = title.to_owned();
        entry.level = level;
        entry.parent = parent;
        if let Some(definition) = row.get("socdefinition") {
            entry.definition = text(definition);
        }
    }
}

fn code_of<'a>(sheet: &Sheet, row: SheetRow<'a>) -> Option<(usize, &'a str, &'a str)> {
    let (level, code, title) = if sheet.has(STRUCTURE) {
        let level = (0..4).find(|&at| row.at(at).is_some())?;
        (level, row.at(level)?, row.at(4)?)
    } else {
        let group = row.get("socgroup")?.to_lowercase();
        let level = LEVELS.iter().position(|name| *name == group)?;
        (level, row.get("soccode")?, row.get("soctitle")?)
    };
    let shaped = code.len() == 7 && code.as_bytes()[2] == b'-';
    shaped.then_some((level, code, title))
}

fn code_rows(codes: BTreeMap<String, Code>) -> Vec<Row> {
    codes
        .into_iter()
        .map(|(code, entry)| {
            vec![
                Some(code),
                Some(entry.title),
                text(LEVELS[entry.level]),
                entry.parent,
                entry.definition,
            ]
        })
        .collect()
}

fn crosswalk_row(sheet: &Sheet, row: SheetRow<'_>) -> Option<Row> {
    let mut sides = SIDES.iter().filter(|(_, code, _)| sheet.has(code));
    let (from, to) = (sides.next()?, sides.next()?);
    let mut cells = Vec::with_capacity(6);
    for (taxonomy, code, title) in [from, to] {
        let code = row
            .get(code)
            .filter(|code| code.starts_with(|c: char| c.is_ascii_digit()))?;
        // An eight-digit code belongs to O*NET's extension of the SOC.
        let onet = if code.contains('.') { "onet_" } else { "" };
        cells.push(Some(format!("{onet}{taxonomy}")));
        cells.push(text(code));
        cells.push(row.get(title).map(str::to_owned));
    }
    Some(cells)
}
