//! Lineage: what a day was computed from, as one fingerprint and as lines a person can read.
//!
//! ```text
//! fingerprint(counts.skill_counts, 2016-01-05)
//!   = blake3( model text · function versions · taxonomy fingerprints        (ingredients)
//!           · attributes.skill_…@2016-01-05 fingerprint · attributes.state@… (inputs) )
//! ```
//! A day is stale when the fingerprint stored with it differs from the one it would get now. Where a model
//! states a window, every day of the window that there is has its line: `attributes.posting_signature@2016-01-02`.

use std::borrow::Cow;

use chrono::NaiveDate;
use daybook_catalog::{DayFile, TableName, TableSnapshot};

use super::model::{DayWindow, Ingredient, Model};

/// What one day of a model is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// The fingerprint of all of it.
    pub fingerprint: String,
    /// One `what=fingerprint` line for each ingredient and input.
    pub inputs: Vec<String>,
}

/// What every day of a model is made of, hashed once: a plan asks for the fingerprint of thousands of days.
#[derive(Debug, Clone)]
pub struct Recipe {
    window: DayWindow,
    lines: Vec<String>,
    hasher: blake3::Hasher,
}

/// A day of a table that a day of a model is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputDay<'a> {
    /// The table.
    pub table: &'a TableName,
    /// Its day.
    pub date: NaiveDate,
    /// What identifies the day's content.
    pub fingerprint: &'a str,
}

impl Recipe {
    /// The recipe of a model.
    pub fn new(model: &Model) -> Self {
        let line =
            |ingredient: &Ingredient| format!("{}={}", ingredient.what, ingredient.fingerprint);
        let lines: Vec<String> = model.ingredients.iter().map(line).collect();
        let mut hasher = blake3::Hasher::new();
        for line in &lines {
            hash_line(&mut hasher, line);
        }
        let window = model.window;
        Self {
            window,
            lines,
            hasher,
        }
    }

    /// The fingerprint of the day that is computed from `inputs`.
    pub fn fingerprint<'a>(&self, inputs: impl IntoIterator<Item = InputDay<'a>>) -> String {
        let mut hasher = self.hasher.clone();
        for input in inputs {
            hash_line(&mut hasher, &self.input_line(&input));
        }
        short_hex(&hasher.finalize())
    }

    /// The lineage of the day that is computed from `inputs`.
    pub fn lineage<'a>(&self, inputs: impl IntoIterator<Item = InputDay<'a>> + Clone) -> Lineage {
        let mut lines = self.lines.clone();
        let of_inputs = inputs.clone().into_iter();
        lines.extend(of_inputs.map(|input| self.input_line(&input)));
        Lineage {
            fingerprint: self.fingerprint(inputs),
            inputs: lines,
        }
    }

    /// The day is named only where there could be several.
    fn input_line(&self, input: &InputDay<'_>) -> String {
        let InputDay {
            table,
            date,
            fingerprint,
        } = input;
        match self.window.is_one_day() {
            true => format!("{table}={fingerprint}"),
            false => format!("{table}@{date}={fingerprint}"),
        }
    }
}

fn hash_line(hasher: &mut blake3::Hasher, line: &str) {
    hasher.update(&(line.len() as u64).to_le_bytes());
    hasher.update(line.as_bytes());
}

/// The first 128 bits of a hash, in hex: what fingerprints look like everywhere.
pub fn short_hex(hash: &blake3::Hash) -> String {
    hash.to_hex()[..32].to_string()
}

/// The identity of a table's day: the fingerprint it was written with, or, for a day that another
/// program wrote, the identity of its files.
pub fn day_identity(snapshot: &TableSnapshot, date: NaiveDate) -> Option<Cow<'_, str>> {
    let files = snapshot.day(date);
    if files.is_empty() {
        return None;
    }
    if let Some(fingerprint) = snapshot.fingerprint(date) {
        return Some(Cow::Borrowed(fingerprint));
    }
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hash_file(&mut hasher, file);
    }
    Some(Cow::Owned(short_hex(&hasher.finalize())))
}

fn hash_file(hasher: &mut blake3::Hasher, file: &DayFile) {
    hasher.update(file.path.as_bytes());
    hasher.update(&file.size_bytes.to_le_bytes());
}

/// Names what differs between the stored lineage of a day and the one it would get now.
pub fn what_changed(stored: &str, now: &[String]) -> String {
    let stored: std::collections::BTreeSet<&str> = stored.lines().collect();
    let mut changed: Vec<&str> = now
        .iter()
        .filter(|line| !stored.contains(line.as_str()))
        .filter_map(|line| line.split_once('=').map(|(what, _)| what))
        .collect();
    changed.dedup();
    match changed.as_slice() {
        [] => "its inputs".to_string(),
        some => some.join(", "),
    }
}
