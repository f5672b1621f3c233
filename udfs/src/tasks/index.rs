//! The index of task statements.
//!
//! ```text
//!  entries, sorted by task ID      statements (same content words = one)     twins
//!   8823  "Direct financial …"      0  {direct, financi, …}                  [8823]
//!   8824  "Maintain records."       1  {maintain, record}                    [8824, 9001]
//!   9001  "Maintain the records."
//! ```

use std::ops::Range;

use hashbrown::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

use super::leading_verbs::leading_verbs;
use super::no_task::says_no_task;
use super::search::{Hit, Postings, Scratch, Statement};
use super::task_id;
use super::vocabulary::{Query, Vocabulary, Words};
use crate::sentences::sentences;

/// A sentence with fewer content words says no task.
const FEWEST_WORDS: usize = 3;

/// A task of an occupation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskEntry {
    /// "8823"
    pub task_id: String,
    /// "15-1252"
    pub soc_code: String,
    /// "Prepare budgets for approval."
    pub statement: String,
}

/// A sentence of a text and the statement it comes nearest to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TaskMatch<'a> {
    /// The smallest ID of the tasks with these content words.
    pub(crate) task_id: &'a str,
    /// The occupation of that task.
    pub(crate) soc_code: &'a str,
    /// The statement of that task.
    pub(crate) statement: &'a str,
    /// Bytes of the sentence or item in the text.
    pub(crate) span: Range<usize>,
    /// 0..=1; 1 is the same content words.
    pub(crate) score: f32,
    /// All tasks with the same content words, this one first, then by ID.
    pub(crate) twins: &'a [TaskEntry],
}

/// All task statements, by their words.
#[derive(Debug)]
pub struct TaskIndex {
    /// Twins stand together.
    entries: Vec<TaskEntry>,
    /// Where the entries of each statement begin, and at last where all end.
    starts: Vec<usize>,
    vocabulary: Vocabulary,
    postings: Postings,
}

impl TaskIndex {
    /// The same index for any order of the entries.
    #[must_use]
    pub fn build(entries: impl Iterator<Item = TaskEntry>) -> Self {
        let mut entries: Vec<TaskEntry> = entries.collect();
        entries.sort_by(compare);
        let stemmer = Stemmer::create(Algorithm::English);
        let mut words = Words::default();
        let statements = entries.iter().map(|entry| Statement {
            terms: words.learn(&entry.statement, &stemmer),
            verbs: words.learn(leading_verbs(&entry.statement), &stemmer),
        });
        let statements = statements.collect();
        let (entries, starts, mut statements) = group(entries, statements);
        let (vocabulary, renumbered) = words.rank(&frequencies(&statements), statements.len());
        for statement in &mut statements {
            for term in statement.terms.iter_mut().chain(&mut statement.verbs) {
                *term = renumbered.get(*term as usize).copied().unwrap_or(u32::MAX);
            }
            statement.terms.sort_unstable();
        }
        let postings = Postings::new(&statements, &vocabulary);
        Self {
            entries,
            starts,
            vocabulary,
            postings,
        }
    }

    /// All entries, those with the same content words together.
    #[cfg(test)]
    pub(crate) fn entries(&self) -> &[TaskEntry] {
        &self.entries
    }

    /// For each sentence or item of the text its best statement, when it scores `least` or more.
    /// Sentences of less than three content words and catch-alls ("other duties as assigned") have
    /// none.
    #[must_use]
    pub(crate) fn find(&self, text: &str, least: f32) -> Vec<TaskMatch<'_>> {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut scratch = self.postings.scratch();
        let mut query = Query::default();
        let mut found = Vec::new();
        for span in sentences(text) {
            let sentence = text.get(span.clone()).unwrap_or("");
            self.vocabulary.encode(sentence, &stemmer, &mut query);
            if let Some(hit) = self.best(&query, least, &mut scratch)
                && !says_no_task(sentence, query.content_words())
            {
                found.extend(self.found(hit, span));
            }
        }
        found
    }

    /// The `n` entries nearest to a sentence, best first, then by task ID; twins are entries of
    /// their own. None if no entry shares a content word.
    #[cfg(test)]
    pub(crate) fn nearest(&self, sentence: &str, n: usize) -> Vec<(&TaskEntry, f32)> {
        let mut query = Query::default();
        self.vocabulary
            .encode(sentence, &Stemmer::create(Algorithm::English), &mut query);
        let hits = self.postings.nearest(&query, n, &self.vocabulary);
        let entries = hits.into_iter().flat_map(|hit| {
            let twins = self.twins(hit.statement).iter();
            twins.map(move |entry| (entry, hit.score))
        });
        let mut nearest: Vec<(&TaskEntry, f32)> = entries.collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| compare(a.0, b.0)));
        nearest.truncate(n);
        nearest
    }

    #[cfg(test)]
    pub(super) fn encode_for_tests(&self, sentence: &str, query: &mut Query) {
        self.vocabulary
            .encode(sentence, &Stemmer::create(Algorithm::English), query);
    }

    fn best(&self, query: &Query, least: f32, scratch: &mut Scratch) -> Option<Hit> {
        if query.content_words() < FEWEST_WORDS {
            return None;
        }
        // A score of nothing is no match, also when nothing is asked for (or NaN).
        let least = least.max(f32::MIN_POSITIVE);
        self.postings.best(query, least, &self.vocabulary, scratch)
    }

    fn found(&self, hit: Hit, span: Range<usize>) -> Option<TaskMatch<'_>> {
        let twins = self.twins(hit.statement);
        let first = twins.first()?;
        Some(TaskMatch {
            task_id: &first.task_id,
            soc_code: &first.soc_code,
            statement: &first.statement,
            span,
            score: hit.score,
            twins,
        })
    }

    fn twins(&self, statement: u32) -> &[TaskEntry] {
        let at = statement as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.entries.get(*start..*end).unwrap_or(&[]),
            _ => &[],
        }
    }
}

fn compare(a: &TaskEntry, b: &TaskEntry) -> std::cmp::Ordering {
    task_id::compare(&a.task_id, &b.task_id)
        .then_with(|| a.soc_code.cmp(&b.soc_code))
        .then_with(|| a.statement.cmp(&b.statement))
}

/// Brings entries with the same terms together, in the order of their first ones. Also returns where
/// each group begins, and the first statement of each.
fn group(
    entries: Vec<TaskEntry>,
    statements: Vec<Statement>,
) -> (Vec<TaskEntry>, Vec<usize>, Vec<Statement>) {
    let mut groups: Vec<(Statement, Vec<TaskEntry>)> = Vec::new();
    let mut by_terms: HashMap<Vec<u32>, usize> = HashMap::new();
    for (entry, statement) in entries.into_iter().zip(statements) {
        let terms = statement.terms.as_slice();
        let at = *by_terms.entry_ref(terms).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, members)) => members.push(entry),
            None => groups.push((statement, vec![entry])),
        }
    }
    let mut grouped = Vec::new();
    let mut starts = vec![0];
    let mut firsts = Vec::with_capacity(groups.len());
    for (first, members) in groups {
        grouped.extend(members);
        starts.push(grouped.len());
        firsts.push(first);
    }
    (grouped, starts, firsts)
}

/// How many statements have each term.
fn frequencies(statements: &[Statement]) -> Vec<u32> {
    let terms = || statements.iter().flat_map(|statement| &statement.terms);
    let mut frequency = vec![0; terms().max().map_or(0, |term| *term as usize + 1)];
    for term in terms() {
        if let Some(count) = frequency.get_mut(*term as usize) {
            *count += 1;
        }
    }
    frequency
}
