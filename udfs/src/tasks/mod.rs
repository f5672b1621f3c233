//! Which O*NET task statements a posting's sentences say.
//!
//! ```text
//!  "Duties: • Preparing the budgets for approval • Must have a car"
//!             └──────────┬──────────────────────┘   └ too few content words
//!                        ▼ stems, without stop words
//!             prepar 2.9  budget 4.6  approv 5.4          weights: rare words weigh more
//!                        ▼ inverted index, rarest stem first
//!             9  11-2022  "Prepare budgets and approve budget expenditures."   0.82
//! ```
//!
//! Score: Σ idf(common) / √(Σ idf(sentence) · Σ idf(statement)) over the two sets of stems, which is
//! their cosine when each stem weighs √idf. 1 is the same set of content words; order and repetition
//! do not count. With the usual weight idf one rare word decides alone, and more matches are wrong.
//! A word that no statement has counts in the sentence's sum, so it lowers the score. When none of
//! the verbs that the statement begins with is said, the score is cut to three quarters: "Clinical
//! Laboratory Scientist" does not say "Supervise students' laboratory and clinical work". Character
//! n-grams are not used: they would break "1 = the same content words", and postings seldom misspell
//! these words.
//!
//! The same statement stands under several occupations (1,658 of 18,796 in O*NET 29). All stay in
//! the index. A match names the smallest task ID, and `twins` has all entries with the same content
//! words, because the sentence alone cannot tell whose task it is.

mod content_words;
mod extract_tasks;
mod index;
mod leading_verbs;
mod no_task;
mod search;
mod task_id;
mod vocabulary;

use std::sync::Arc;

pub use index::{TaskEntry, TaskIndex};

use crate::list_function::list_function;
use crate::reference::Shared;
use crate::{FunctionEntry, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![list_function(extract_tasks::ExtractTasks(Shared::new(
        data,
    )))]
}

/// The `least` above which four of five matches are the same task or a related one, in each band of
/// scores: 50 of 60 sentences of postings and questionnaires with 0.5 to 0.55 were, 49 of 58 up to
/// 0.6, all of 42 above; but 43 of 58 with 0.45 to 0.5, and 4 of 10 with 0.4 to 0.45. One reader
/// judged.
const DEFAULT_LEAST: f32 = 0.5;

#[cfg(test)]
mod tests;
