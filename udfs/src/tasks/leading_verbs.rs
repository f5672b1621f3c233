//! The verbs that a task statement begins with.
//!
//! ```text
//!  "Direct, plan, or implement policies of organizations."  ─►  "Direct, plan, or implement"
//!  "Maintain records, logs, and files."                     ─►  "Maintain"
//! ```

/// The part of a statement up to the last of its leading words that commas, "and" or "or" join.
pub(super) fn leading_verbs(statement: &str) -> &str {
    let (mut rest, mut joined) = (statement.trim_start(), true);
    let begin = statement.len() - rest.len();
    let mut end = begin;
    while !rest.is_empty() {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(length);
        let conjunction = matches!(word, "and" | "or" | "and/or");
        if !joined && !conjunction {
            break;
        }
        joined = conjunction || word.ends_with(',');
        end = statement.len() - behind.len();
        rest = behind.trim_start();
    }
    statement.get(begin..end).unwrap_or("")
}
