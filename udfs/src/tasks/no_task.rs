//! Short sentences that look like tasks and say none.
//!
//! ```text
//!  "Performs other related duties as assigned."         catch-all            else: "Assign duties …"
//!  "I have had no training in performing this task."    a form's answer      else: "Train animals …"
//!  "Supervises clerks and does related work."           more is said, long   stays
//! ```

use super::content_words::folded_words;

/// A sentence with more content words says something besides.
const MOST_WORDS: usize = 8;

/// Folded words that such sentences have in a row.
const PHRASES: &[&str] = &[
    "additional duties",
    "all questions",
    "answer yes",
    "any other duties",
    "duties and responsibilities",
    "duties as assigned",
    "duties as needed",
    "duties as required",
    "each question",
    "every question",
    "hiring preference",
    "my work is",
    "other assignments",
    "other duties",
    "other related",
    "other responsibilities",
    "other tasks",
    "perform this work",
    "question below",
    "questions below",
    "question s below",
    "referred for interview",
    "related duties",
    "related tasks",
    "related work",
    "responsibilities as assigned",
    "special projects as",
    "tasks as assigned",
    "this question",
    "this questionnaire",
    "this task",
    "these questions",
    "these tasks",
    "under a schedule",
    "your responses",
];

/// Whether the sentence, which has so many content words, says no task.
pub(super) fn says_no_task(sentence: &str, content_words: usize) -> bool {
    if content_words > MOST_WORDS {
        return false;
    }
    let mut words = String::from(" ");
    folded_words(sentence, |word| {
        words.push_str(word);
        words.push(' ');
    });
    PHRASES.iter().any(|phrase| contains_words(&words, phrase))
}

/// The words stand between single spaces, and at both ends.
fn contains_words(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let before = words.get(..at).is_some_and(|text| text.ends_with(' '));
        let behind = words
            .get(at + phrase.len()..)
            .is_some_and(|text| text.starts_with(' '));
        before && behind
    })
}
