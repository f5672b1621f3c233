//! The exact best statements for a query, without looking at all of them.
//!
//! ```text
//!  query    tachograph   calibr    record    maintain        rarest first
//!  idf         9.8         7.2       3.1        2.6          22.7 together
//!  least 0.6:  ├─ lists are read ─┤├─ not read ─┤            3.1 + 2.6 < 0.6² · 22.7: with the last
//!                                                            two alone no statement gets 0.6
//! ```
//!
//! A statement that shares the mass s has the cosine s / √(query mass · own mass), and s is never
//! more than its own mass: so it has at most √(s / query mass). Lists of common stems that cannot
//! bring a statement over the floor are not read; what they add is looked up for the few statements
//! that the rare stems brought up and that could still win.

use super::vocabulary::{Query, Vocabulary};

/// Room for the rounding of a score, so that nothing is left out that belongs in.
const SLACK: f64 = 1.0 - 1e-6;

/// What a score is multiplied with when the sentence says none of the statement's leading verbs.
const WITHOUT_VERB: f32 = 0.75;

/// A statement as sorted terms.
#[derive(Debug, Default)]
pub(super) struct Statement {
    pub(super) terms: Vec<u32>,
    /// Those of the verbs that it begins with; empty if they are stop words.
    pub(super) verbs: Vec<u32>,
}

/// For each term the statements that have it, and the other way round.
#[derive(Debug)]
pub(super) struct Postings {
    by_term: Lists,
    by_statement: Lists,
    verbs: Lists,
    /// The sum of the weights of each statement.
    masses: Vec<u64>,
}

/// Lists of numbers, one behind the other.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.items.extend(list);
        self.ends
            .push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    fn get(&self, number: u32) -> &[u32] {
        let end_of = |at: usize| self.ends.get(at).copied().unwrap_or(0) as usize;
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, end_of);
        self.items.get(start..end_of(at)).unwrap_or(&[])
    }
}

/// What a search needs to remember; empty between searches.
#[derive(Debug)]
pub(super) struct Scratch {
    /// The mass that each statement is known to share.
    shared: Vec<u64>,
    /// The statements that share any.
    touched: Vec<u32>,
}

/// A statement and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub(super) statement: u32,
    pub(super) score: f32,
}

impl Postings {
    /// From the terms of each statement.
    pub(super) fn new(statements: &[Statement], vocabulary: &Vocabulary) -> Self {
        let mut by_term = vec![Vec::new(); vocabulary.len()];
        let (mut by_statement, mut verbs) = (Lists::default(), Lists::default());
        for (number, statement) in (0_u32..).zip(statements) {
            for term in &statement.terms {
                if let Some(list) = by_term.get_mut(*term as usize) {
                    list.push(number);
                }
            }
            by_statement.push(statement.terms.iter().copied());
            verbs.push(statement.verbs.iter().copied());
        }
        let mut lists = Lists::default();
        by_term.into_iter().for_each(|list| lists.push(list));
        let masses = statements
            .iter()
            .map(|statement| vocabulary.mass(&statement.terms))
            .collect();
        Self {
            by_term: lists,
            by_statement,
            verbs,
            masses,
        }
    }

    /// Room for searches.
    pub(super) fn scratch(&self) -> Scratch {
        Scratch {
            shared: vec![0; self.masses.len()],
            touched: Vec::new(),
        }
    }

    /// The best statement whose score is `least` or more; of equals, the first.
    pub(super) fn best(
        &self,
        query: &Query,
        least: f32,
        vocabulary: &Vocabulary,
        scratch: &mut Scratch,
    ) -> Option<Hit> {
        let unread = self.read(query, least, vocabulary, scratch);
        let unread_mass = vocabulary.mass(unread);
        let mut best: Option<Hit> = None;
        let (shared_masses, touched) = (&mut scratch.shared, &mut scratch.touched);
        for statement in touched.drain(..) {
            let Some(shared) = shared_masses.get_mut(statement as usize) else {
                continue;
            };
            let known = std::mem::take(shared);
            let floor = best.map_or(least, |best| best.score);
            if self.cosine(statement, known + unread_mass, query) < floor {
                continue;
            }
            let rest = vocabulary.mass_of_common(self.by_statement.get(statement), unread);
            let hit = Hit {
                statement,
                score: self.score(statement, known + rest, query),
            };
            if hit.score >= least && best.is_none_or(|best| hit.precedes(&best)) {
                best = Some(hit);
            }
        }
        best
    }

    /// All statements that share a term, best first, at most `count`.
    #[cfg(test)]
    pub(super) fn nearest(&self, query: &Query, count: usize, vocabulary: &Vocabulary) -> Vec<Hit> {
        let mut scratch = self.scratch();
        self.read(query, 0.0, vocabulary, &mut scratch);
        let score = |statement: u32| {
            let shared = scratch.shared.get(statement as usize).copied().unwrap_or(0);
            Hit {
                statement,
                score: self.score(statement, shared, query),
            }
        };
        let mut hits: Vec<Hit> = scratch.touched.iter().map(|s| score(*s)).collect();
        hits.sort_unstable_by(Hit::compare);
        hits.truncate(count);
        hits
    }

    /// Adds up what statements share with the query's rare terms. Returns the common terms that it
    /// did not read: with these alone no statement reaches `least`.
    fn read<'q>(
        &self,
        query: &'q Query,
        least: f32,
        vocabulary: &Vocabulary,
        scratch: &mut Scratch,
    ) -> &'q [u32] {
        let needed = f64::from(least).powi(2) * query.mass as f64 * SLACK;
        let mut ahead = vocabulary.mass(&query.terms);
        let mut rest = query.terms.as_slice();
        while let Some((term, later)) = rest.split_first() {
            if (ahead as f64) < needed {
                break;
            }
            let weight = u64::from(vocabulary.weight(*term));
            for statement in self.by_term.get(*term) {
                scratch.add(*statement, weight);
            }
            ahead -= weight;
            rest = later;
        }
        rest
    }

    /// The score, when the statement shares this mass; never more than the cosine.
    fn score(&self, statement: u32, shared: u64, query: &Query) -> f32 {
        let verbs = self.verbs.get(statement);
        let said = |verb: &u32| query.terms.binary_search(verb).is_ok();
        let factor = if verbs.is_empty() || verbs.iter().any(said) {
            1.0
        } else {
            WITHOUT_VERB
        };
        factor * self.cosine(statement, shared, query)
    }

    fn cosine(&self, statement: u32, shared: u64, query: &Query) -> f32 {
        let mass = self.masses.get(statement as usize).copied().unwrap_or(0);
        let lengths = (query.mass as f64 * mass as f64).sqrt();
        if lengths > 0.0 {
            (shared.min(mass) as f64 / lengths).min(1.0) as f32
        } else {
            0.0
        }
    }
}

impl Scratch {
    fn add(&mut self, statement: u32, weight: u64) {
        let Some(shared) = self.shared.get_mut(statement as usize) else {
            return;
        };
        if *shared == 0 {
            self.touched.push(statement);
        }
        *shared += weight;
    }
}

impl Vocabulary {
    /// The mass of the terms in both lists, which are sorted.
    fn mass_of_common(&self, terms: &[u32], others: &[u32]) -> u64 {
        let common = others
            .iter()
            .filter(|term| terms.binary_search(term).is_ok());
        common.map(|term| u64::from(self.weight(*term))).sum()
    }
}

impl Hit {
    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score.then(self.statement.cmp(&other.statement))
    }

    pub(super) fn precedes(&self, other: &Self) -> bool {
        self.compare(other).is_lt()
    }
}
