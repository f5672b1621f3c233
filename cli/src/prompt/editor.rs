//! What the prompt's line knows: words to complete, where a statement ends, how it looks.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::HistoryHinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Hinter};

use super::statement;
use crate::screen::{Paint, Screen};

/// Words of SQL, ours included.
const KEYWORDS: &str = "ALL AND AS ASC ATTRIBUTE BETWEEN BY CASE CAST COMMENT COUNT CREATE CROSS DATASET DAYS DESC \
    DESCRIBE DISTINCT DROP ELSE END EXCEPT EXISTS EXPLAIN EXPORT FALSE FOR FROM FULL GROUP HAVING ILIKE IN INNER \
    INTERSECT INTERVAL INTO IS JOIN LEFT LIKE LIMIT MATERIALIZE MODE NOT NULL OF OFFSET ON OR ORDER OUTER OVER \
    PARTITION RANGE REPLACE REUSE RIGHT ROWS SELECT SHOW STALE SYSTEM TABLE TABLES THEN TIMESTAMP TO TRUE UNION \
    UNNEST USING VALUES VERSION WHEN WHERE WITH";

/// Words after which a table is named.
const BEFORE_TABLES: [&str; 5] = ["FROM", "JOIN", "MATERIALIZE", "DESCRIBE", "TABLE"];

/// Words that are offered; shared with the task that looks names up while a person types already.
#[derive(Debug, Clone)]
pub(crate) struct Words(Arc<RwLock<BTreeSet<String>>>);

impl Words {
    /// The keywords.
    fn new() -> Self {
        let words = keywords().map(str::to_string).collect();
        Self(Arc::new(RwLock::new(words)))
    }

    /// Learns tables, columns and functions, forgetting the earlier ones.
    pub(crate) fn learn(&self, names: Vec<String>) {
        let mut words = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *words = keywords().map(str::to_string).chain(names).collect();
    }

    fn that(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let words = self.0.read().unwrap_or_else(PoisonError::into_inner);
        words.iter().filter(|word| wanted(word)).cloned().collect()
    }
}

/// Completes, validates and paints the prompt's line.
#[derive(Helper, Hinter)]
pub(crate) struct PromptHelper {
    words: Words,
    screen: Screen,
    #[rustyline(Hinter)]
    hinter: HistoryHinter,
}

impl PromptHelper {
    /// Knows the keywords.
    pub(crate) fn new(screen: Screen) -> Self {
        Self {
            words: Words::new(),
            screen,
            hinter: HistoryHinter::new(),
        }
    }

    /// The words it offers.
    pub(crate) fn words(&self) -> Words {
        self.words.clone()
    }

    /// Where the word under the cursor begins, and the words that go on like it.
    fn candidates(&self, line: &str, position: usize) -> (usize, Vec<String>) {
        let before = line.get(..position).unwrap_or(line);
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .map_or(0, |i| {
                i + before[i..].chars().next().map_or(1, char::len_utf8)
            });
        let prefix = &before[start..];
        if prefix.is_empty() {
            return (start, Vec::new());
        }
        let lower = prefix.to_lowercase();
        let previous = before[..start].split_whitespace().next_back();
        if previous.is_some_and(|word| BEFORE_TABLES.iter().any(|b| b.eq_ignore_ascii_case(word))) {
            let bare = |word: &str| word.rsplit('.').next().unwrap_or(word).starts_with(&lower);
            let tables = |word: &str| is_table(word) && (word.starts_with(&lower) || bare(word));
            let found = self.words.that(tables);
            if !found.is_empty() {
                return (start, found);
            }
        }
        let is_lower = *prefix == lower;
        let mut found = self
            .words
            .that(|word| word.to_lowercase().starts_with(&lower));
        for word in &mut found {
            if is_lower && is_keyword(word) {
                word.make_ascii_lowercase();
            }
        }
        (start, found)
    }
}

fn keywords() -> impl Iterator<Item = &'static str> {
    KEYWORDS.split_whitespace()
}

fn is_table(word: &str) -> bool {
    word.contains('.') || matches!(word, "postings" | "rejects")
}

fn is_keyword(word: &str) -> bool {
    keywords().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

impl Completer for PromptHelper {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, words) = self.candidates(line, position);
        let pairs = words.into_iter().map(|word| Pair {
            display: word.clone(),
            replacement: word,
        });
        Ok((start, pairs.collect()))
    }
}

impl Validator for PromptHelper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match statement::is_whole(context.input()) {
            true => ValidationResult::Valid(None),
            false => ValidationResult::Incomplete,
        })
    }
}

impl Highlighter for PromptHelper {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(
        &'s self,
        prompt: &'p str,
        _is_default: bool,
    ) -> Cow<'b, str> {
        Cow::Owned(self.screen.paint(Paint::Good, prompt))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.screen.paint(Paint::Dim, hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper() -> PromptHelper {
        let helper = PromptHelper::new(Screen::PLAIN);
        helper.words().learn(
            [
                "attributes.state",
                "attributes.pay",
                "state_code",
                "soc_major",
                "postings",
                "posting_no",
            ]
            .map(str::to_string)
            .to_vec(),
        );
        helper
    }

    fn completed(line: &str) -> (usize, Vec<String>) {
        helper().candidates(line, line.len())
    }

    #[test]
    fn the_word_under_the_cursor_is_completed() {
        assert_eq!(
            completed("SELECT sta"),
            (7, vec!["stale".into(), "state_code".into()])
        );
        assert_eq!(completed("sel"), (0, vec!["select".into()]));
        assert_eq!(completed("SEL"), (0, vec!["SELECT".into()]));
        assert_eq!(completed("SELECT soc_"), (7, vec!["soc_major".into()]));
        assert_eq!(
            completed("FROM attributes."),
            (5, vec!["attributes.pay".into(), "attributes.state".into()])
        );
        assert_eq!(completed("f(soc"), (2, vec!["soc_major".into()]));
        assert_eq!(completed("SELECT "), (7, vec![]));
        assert_eq!(completed("SELECT 'ž"), (8, vec![]));
    }

    #[test]
    fn tables_are_offered_where_a_table_is_named() {
        assert_eq!(
            completed("SELECT 1 FROM post"),
            (14, vec!["postings".into()])
        );
        assert_eq!(
            completed("select 1\nfrom sta"),
            (14, vec!["attributes.state".into()])
        );
        assert_eq!(
            completed("SELECT post"),
            (7, vec!["posting_no".into(), "postings".into()])
        );
        assert_eq!(
            completed("FROM soc_m"),
            (5, vec!["soc_major".into()]),
            "a table function"
        );
    }

    #[test]
    fn the_cursor_may_stand_within_the_line() {
        let (start, words) = helper().candidates("SELECT soc FROM x", 10);
        assert_eq!((start, words), (7, vec!["soc_major".to_string()]));
    }
}
