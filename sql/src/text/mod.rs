//! SQL text as tokens: what Daybook needs to know before the SQL parser sees it.
//!
//! ```text
//! "SELECT quarter(date) FROM postings AS OF VERSION 3; SHOW DAYS"
//!    split into statements · calls found: quarter · reference rewritten: "postings@v3" AS postings
//! ```
//! Working on tokens, not on characters, keeps strings and comments out of the way.

mod references;

use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

pub(crate) use references::{AT, rewrite_references};

use crate::error::{Error, Result};

/// The tokens of a text, white space and comments included, quotes kept as written.
pub(crate) fn tokens(sql: &str) -> Result<Vec<Token>> {
    Tokenizer::new(&GenericDialect {}, sql)
        .with_unescape(false)
        .tokenize()
        .map_err(|error| Error::invalid(format!("cannot read the SQL: {error}")))
}

/// Tokens as text again.
pub(crate) fn render(tokens: &[Token]) -> String {
    tokens.iter().map(ToString::to_string).collect()
}

/// Whether a token is white space or a comment.
pub(crate) fn is_blank(token: &Token) -> bool {
    matches!(token, Token::Whitespace(_))
}

/// Splits a text at its top-level semicolons; empty statements vanish.
pub(crate) fn statements(sql: &str) -> Result<Vec<Vec<Token>>> {
    let tokens = tokens(sql)?;
    let parts = tokens.split(|token| matches!(token, Token::SemiColon));
    Ok(parts
        .filter(|part| part.iter().any(|token| !is_blank(token)))
        .map(<[Token]>::to_vec)
        .collect())
}

/// The text of a model without what does not matter: layout, comments, the case of words.
pub(crate) fn normalised(sql: &str) -> Result<String> {
    let words: Vec<String> = tokens(sql)?
        .iter()
        .filter(|token| !is_blank(token))
        .map(|token| match token {
            Token::Word(word) if word.quote_style.is_none() => word.value.to_lowercase(),
            other => other.to_string(),
        })
        .collect();
    Ok(words.join(" "))
}

/// A call in a text: the function's name and its first argument where that is a string.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    pub(crate) function: String,
    pub(crate) first_argument: Option<String>,
}

/// Every `name(` in a text.
pub(crate) fn calls(sql: &str) -> Result<Vec<Call>> {
    let tokens: Vec<Token> = tokens(sql)?
        .into_iter()
        .filter(|token| !is_blank(token))
        .collect();
    let mut calls = Vec::new();
    for (index, pair) in tokens.windows(2).enumerate() {
        if let [Token::Word(word), Token::LParen] = pair {
            let first_argument = match tokens.get(index + 2) {
                Some(Token::SingleQuotedString(text)) => Some(text.clone()),
                _ => None,
            };
            calls.push(Call {
                function: word.value.to_lowercase(),
                first_argument,
            });
        }
    }
    calls.sort();
    calls.dedup();
    Ok(calls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_split_outside_strings_and_comments() {
        let parts = statements("SELECT ';' AS a; -- not; here\nSHOW DAYS;;").unwrap();
        let texts: Vec<String> = parts
            .iter()
            .map(|part| render(part).trim().to_string())
            .collect();
        assert_eq!(texts, ["SELECT ';' AS a", "-- not; here\nSHOW DAYS"]);
    }

    #[test]
    fn layout_comments_and_case_do_not_change_a_model() {
        let one = normalised("SELECT  Date, 'It''s' -- why\nFROM postings").unwrap();
        let two = normalised("select date ,'It''s' from POSTINGS").unwrap();
        assert_eq!(one, two);
        assert_ne!(
            one,
            normalised("select date, 'it''s' from postings").unwrap()
        );
    }

    #[test]
    fn calls_are_found_with_their_first_string() {
        let found = calls("SELECT Quarter(date), extract_skills ('onet_ksat', t) FROM x").unwrap();
        let names: Vec<_> = found.iter().map(|call| call.function.as_str()).collect();
        assert_eq!(names, ["extract_skills", "quarter"]);
        assert_eq!(found[0].first_argument.as_deref(), Some("onet_ksat"));
    }
}
