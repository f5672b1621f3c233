//! The titles of a taxonomy, to be searched by likeness.
//!
//! ```text
//!              feature    ─► titles that have it          ─► occupations that have it
//!  "nurse"     8f3a…         (registered nurse, .41) …       (29-1141, 3.1) (29-1171, .8) …
//!  "_nur"      90c1…         (nursery worker, .12) …         …
//! ```
//!
//! Titles are vectors of TF-IDF weights of length 1, so the sum over shared features is the cosine of two titles. The
//! vectors of an occupation's titles added up are its own. Features of more than a 25th of the titles are left out: they
//! cost half of the time and make results slightly worse.

use std::collections::{BTreeMap, HashMap};

use super::features::{features, word_feature, words};

/// Features of more titles than this, or than a 25th of all, are left out.
const COMMON: usize = 100;

/// What of a description is read: boilerplate stands at its end.
const DESCRIPTION_BYTES: usize = 16 << 10;

/// The titles of a taxonomy with their occupations.
#[derive(Debug, Default)]
pub struct TitleIndex {
    titles: Vec<String>,
    codes: Vec<String>,
    code_of: Vec<u32>,
    exact: HashMap<String, Vec<u32>>,
    features: HashMap<u64, Feature>,
    code_norms: Vec<f32>,
}

#[derive(Debug, Default)]
struct Feature {
    inverse_frequency: f32,
    /// Titles, with the weight of the feature in each.
    titles: Vec<(u32, f32)>,
    /// Occupations, with the weight of the feature in all their titles together.
    codes: Vec<(u32, f32)>,
}

/// A text as weights of known features, of length 1, in the order of the features.
#[derive(Debug, Clone, Default)]
pub(super) struct Query(Vec<(u64, f32)>);

/// A title of the index and its likeness, from 0 to 1.
pub(super) type Neighbour = (u32, f32);

/// What searching needs again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    likeness: Vec<f32>,
    touched: Vec<u32>,
}

/// Counts of features: how often, weighted.
type Counts = BTreeMap<u64, f32>;

impl TitleIndex {
    /// The index of titles with their occupation codes.
    pub fn build(titles: impl Iterator<Item = (String, String)>) -> Self {
        let mut index = TitleIndex::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut counts = Vec::new();
        for (title, code) in titles {
            let words = words(&title);
            if words.is_empty() {
                continue;
            }
            let next = numbers.len() as u32;
            let number = *numbers.entry(code).or_insert_with_key(|code| {
                index.codes.push(code.clone());
                next
            });
            let exact = index.exact.entry(words.join(" ")).or_default();
            exact.push(index.code_of.len() as u32);
            index.code_of.push(number);
            counts.push(count(features(&words)));
            index.titles.push(title);
        }
        index.weigh(&counts);
        index.add_codes();
        index
    }

    /// Fills the features from the counts of the titles.
    fn weigh(&mut self, counts: &[Counts]) {
        let mut frequencies: HashMap<u64, usize> = HashMap::new();
        for feature in counts.iter().flat_map(BTreeMap::keys) {
            *frequencies.entry(*feature).or_default() += 1;
        }
        let all = counts.len();
        let common = COMMON.max(all / 25);
        for (feature, titles) in frequencies {
            if titles <= common {
                let rarity = (1.0 + all as f32) / (1.0 + titles as f32);
                let entry = self.features.entry(feature).or_default();
                entry.inverse_frequency = rarity.ln() + 1.0;
            }
        }
        for (title, counts) in counts.iter().enumerate() {
            for (feature, weight) in self.query(counts).0 {
                if let Some(entry) = self.features.get_mut(&feature) {
                    entry.titles.push((title as u32, weight));
                }
            }
        }
    }

    fn add_codes(&mut self) {
        let mut squares = vec![0.0_f32; self.codes.len()];
        let mut order: Vec<u64> = self.features.keys().copied().collect();
        // Sums of floats depend on their order.
        order.sort_unstable();
        for feature in order {
            let Some(feature) = self.features.get_mut(&feature) else {
                continue;
            };
            let mut sums: BTreeMap<u32, f32> = BTreeMap::new();
            for (title, weight) in &feature.titles {
                if let Some(code) = self.code_of.get(*title as usize) {
                    *sums.entry(*code).or_default() += weight;
                }
            }
            for (code, sum) in &sums {
                squares[*code as usize] += sum * sum;
            }
            feature.codes = sums.into_iter().collect();
        }
        self.code_norms = squares.into_iter().map(f32::sqrt).collect();
    }

    fn query(&self, counts: &Counts) -> Query {
        let mut weights: Vec<(u64, f32)> = counts
            .iter()
            .filter_map(|(feature, count)| {
                let known = self.features.get(feature)?;
                // Sublinear: said twice is not twice as much.
                Some((*feature, (1.0 + count.ln()) * known.inverse_frequency))
            })
            .collect();
        let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        for (_, weight) in &mut weights {
            *weight /= length;
        }
        Query(weights)
    }

    /// A title as it is searched with.
    pub(super) fn title_query(&self, words: &[String]) -> Query {
        self.query(&count(features(words)))
    }

    /// A description: its words only.
    pub(super) fn description_query(&self, text: &str) -> Query {
        let words = words(&text[..text.floor_char_boundary(DESCRIPTION_BYTES)]);
        self.query(&count(words.iter().map(|word| (word_feature(word), 1.0))))
    }

    /// The titles that have the same words.
    pub(super) fn exact(&self, words: &[String]) -> Vec<Neighbour> {
        let same = self.exact.get(&words.join(" "));
        same.into_iter()
            .flatten()
            .map(|title| (*title, 1.0))
            .collect()
    }

    /// The `most` titles that are most alike, the likest first.
    pub(super) fn nearest(
        &self,
        query: &Query,
        most: usize,
        scratch: &mut Scratch,
    ) -> Vec<Neighbour> {
        scratch.likeness.resize(self.code_of.len(), 0.0);
        for (feature, weight) in &query.0 {
            let Some(feature) = self.features.get(feature) else {
                continue;
            };
            for (title, own) in &feature.titles {
                let Some(likeness) = scratch.likeness.get_mut(*title as usize) else {
                    continue;
                };
                if *likeness == 0.0 {
                    scratch.touched.push(*title);
                }
                *likeness += weight * own;
            }
        }
        let mut found: Vec<Neighbour> = Vec::with_capacity(scratch.touched.len());
        for title in scratch.touched.drain(..) {
            if let Some(likeness) = scratch.likeness.get_mut(title as usize) {
                found.push((title, std::mem::take(likeness)));
            }
        }
        keep_first(&mut found, most);
        found
    }

    /// How alike a text is to all titles of each of some occupations, from 0 to 1.
    pub(super) fn likeness_to_codes(&self, query: &Query) -> Vec<f32> {
        let mut likeness = vec![0.0_f32; self.codes.len()];
        for (feature, weight) in &query.0 {
            for (code, own) in self
                .features
                .get(feature)
                .into_iter()
                .flat_map(|f| &f.codes)
            {
                likeness[*code as usize] += weight * own;
            }
        }
        for (likeness, norm) in likeness.iter_mut().zip(&self.code_norms) {
            *likeness /= norm.max(f32::MIN_POSITIVE);
        }
        likeness
    }

    /// A title as the taxonomy writes it.
    pub(super) fn title(&self, title: u32) -> Option<&str> {
        self.titles.get(title as usize).map(String::as_str)
    }

    /// The number of a title's occupation.
    pub(super) fn code_of(&self, title: u32) -> Option<u32> {
        self.code_of.get(title as usize).copied()
    }

    /// The code of an occupation's number.
    pub(super) fn code(&self, number: u32) -> Option<&str> {
        self.codes.get(number as usize).map(String::as_str)
    }
}

fn count(features: impl IntoIterator<Item = (u64, f32)>) -> Counts {
    let mut counts = Counts::new();
    for (feature, weight) in features {
        *counts.entry(feature).or_default() += weight;
    }
    counts
}

/// Sorts by likeness, then by number, and keeps the first.
fn keep_first(found: &mut Vec<Neighbour>, most: usize) {
    let order = |a: &Neighbour, b: &Neighbour| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > most {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by(order);
}
