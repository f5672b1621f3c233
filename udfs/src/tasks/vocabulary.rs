//! The stems of all statements, with their weights; and a sentence as a set of them.
//!
//! ```text
//!  "Preparing budgets in Yonkers"  ─►  terms [17 (budget), 940 (prepar)], 1 unseen (yonker)
//!   term numbers rise from rare to common; weight = idf = ln(1 + statements / statements with it)
//! ```

use hashbrown::HashMap;
use rust_stemmers::Stemmer;

use super::content_words::{folded_words, is_stop_word};

/// What stands for a stop word among the terms.
const STOP: u32 = u32::MAX;

/// Weights are whole numbers, so that sums do not depend on the order of adding.
const SCALE: f64 = 1024.0;

/// A word that no statement has weighs as if this many had it: it is mostly a name.
const UNSEEN_STATEMENTS: f64 = 20.0;

/// Longer words are not stemmed.
const LONGEST_WORD: usize = 40;

/// Numbers for words and stems, in the order they were first seen.
#[derive(Debug, Default)]
pub(super) struct Words {
    by_word: HashMap<Box<str>, u32>,
    by_stem: HashMap<Box<str>, u32>,
}

impl Words {
    /// The sorted set of a statement's terms; new stems get new numbers.
    pub(super) fn learn(&mut self, statement: &str, stemmer: &Stemmer) -> Vec<u32> {
        let mut terms = Vec::new();
        folded_words(statement, |word| terms.push(self.learn_word(word, stemmer)));
        terms.retain(|term| *term != STOP);
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn learn_word(&mut self, word: &str, stemmer: &Stemmer) -> u32 {
        if let Some(term) = self.by_word.get(word) {
            return *term;
        }
        let term = if is_stop_word(word) {
            STOP
        } else {
            let next = u32::try_from(self.by_stem.len()).unwrap_or(STOP);
            *self
                .by_stem
                .entry(stem(word, stemmer).into())
                .or_insert(next)
        };
        self.by_word.insert(word.into(), term);
        term
    }

    /// Renumbers the terms from rare to common and gives them weights. Also returns the new number
    /// of each old one.
    pub(super) fn rank(self, frequency: &[u32], statements: usize) -> (Vocabulary, Vec<u32>) {
        let frequency_of = |term: u32| frequency.get(term as usize).copied().unwrap_or(0);
        let mut stems: Vec<(&str, u32)> = self.by_stem.iter().map(|(s, t)| (&**s, *t)).collect();
        stems.sort_unstable_by_key(|(stem, term)| (frequency_of(*term), *stem));
        let mut renumbered = vec![STOP; stems.len()];
        let mut weights = Vec::with_capacity(stems.len());
        for (new, (_, old)) in (0..).zip(&stems) {
            if let Some(slot) = renumbered.get_mut(*old as usize) {
                *slot = new;
            }
            weights.push(weight(f64::from(frequency_of(*old)), statements));
        }
        let renumber = |old: u32| renumbered.get(old as usize).copied().unwrap_or(STOP);
        let renumber_all = |terms: HashMap<Box<str>, u32>| -> HashMap<Box<str>, u32> {
            terms
                .into_iter()
                .map(|(text, old)| (text, renumber(old)))
                .collect()
        };
        let vocabulary = Vocabulary {
            by_word: renumber_all(self.by_word),
            by_stem: renumber_all(self.by_stem),
            weights,
            unseen_weight: weight(UNSEEN_STATEMENTS.min(statements as f64), statements),
        };
        (vocabulary, renumbered)
    }
}

/// The weight of a stem that `frequency` of the statements have.
fn weight(frequency: f64, statements: usize) -> u32 {
    let idf = (statements as f64 / frequency.max(1.0)).ln_1p();
    // At most ln(2^64) · 1024, which fits.
    (idf * SCALE).round() as u32
}

fn stem<'a>(word: &'a str, stemmer: &Stemmer) -> std::borrow::Cow<'a, str> {
    if word.len() > LONGEST_WORD {
        word.into()
    } else {
        stemmer.stem(word)
    }
}

/// All stems of the statements.
#[derive(Debug)]
pub(super) struct Vocabulary {
    by_word: HashMap<Box<str>, u32>,
    by_stem: HashMap<Box<str>, u32>,
    weights: Vec<u32>,
    unseen_weight: u32,
}

/// A sentence as a set of stems.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// The terms that statements have, from rare to common.
    pub(super) terms: Vec<u32>,
    /// The stems that none has.
    unseen: Vec<String>,
    /// The sum of the weights of both.
    pub(super) mass: u64,
}

impl Query {
    /// How many different content words the sentence has.
    pub(super) fn content_words(&self) -> usize {
        self.terms.len() + self.unseen.len()
    }
}

impl Vocabulary {
    /// How many stems there are.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// The weight of a term.
    pub(super) fn weight(&self, term: u32) -> u32 {
        self.weights.get(term as usize).copied().unwrap_or(0)
    }

    /// The sum of the weights of the terms.
    pub(super) fn mass(&self, terms: &[u32]) -> u64 {
        terms.iter().map(|term| u64::from(self.weight(*term))).sum()
    }

    /// Makes a query of a sentence.
    pub(super) fn encode(&self, sentence: &str, stemmer: &Stemmer, query: &mut Query) {
        query.terms.clear();
        query.unseen.clear();
        folded_words(sentence, |word| self.encode_word(word, stemmer, query));
        query.terms.sort_unstable();
        query.terms.dedup();
        query.unseen.sort_unstable();
        query.unseen.dedup();
        let unseen = query.unseen.len() as u64 * u64::from(self.unseen_weight);
        query.mass = self.mass(&query.terms) + unseen;
    }

    fn encode_word(&self, word: &str, stemmer: &Stemmer, query: &mut Query) {
        match self.by_word.get(word) {
            Some(&STOP) => {}
            Some(term) => query.terms.push(*term),
            None if is_stop_word(word) => {}
            None => {
                let stem = stem(word, stemmer);
                match self.by_stem.get(&*stem) {
                    Some(term) => query.terms.push(*term),
                    None => query.unseen.push(stem.into_owned()),
                }
            }
        }
    }
}
