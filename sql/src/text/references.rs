//! Table references with a point in time or a period.
//!
//! ```text
//! postings AS OF VERSION 3                ─► "postings@v3" AS postings
//! counts.soc_counts VERSION AS OF 3 c     ─► counts."soc_counts@v3" c
//! postings AS OF TIMESTAMP '2016-05-01'   ─► "postings@2016-05-01" AS postings
//! datasets.title_count('2016Q1')          ─► datasets."title_count@2016Q1" AS title_count
//! ```
//! The name with `@` is what the schema providers resolve; nobody needs to write it.

use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::is_blank;
use crate::error::{Error, Result};

/// Stands between a table's name and the point in time or period.
pub(crate) const AT: char = '@';

/// Rewrites every dated reference in a statement.
pub(crate) fn rewrite_references(tokens: &[Token]) -> Result<Vec<Token>> {
    let mut rewritten = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        match dated_reference(tokens, index)? {
            Some(reference) => {
                let next = next_word(tokens, index + reference.length);
                rewritten.extend(reference.render(next));
                index += reference.length;
            }
            None => {
                rewritten.push(tokens[index].clone());
                index += 1;
            }
        }
    }
    Ok(rewritten)
}

/// A table's name and its point in time, and how many tokens say so.
struct DatedReference {
    name: String,
    at: String,
    length: usize,
}

impl DatedReference {
    fn render(&self, next: Option<&Token>) -> Vec<Token> {
        let dated = format!("\"{}{AT}{}\"", self.name, self.at);
        let aliased = match next {
            Some(Token::Word(word)) => {
                word.keyword == Keyword::NoKeyword || word.keyword == Keyword::AS
            }
            _ => false,
        };
        let text = match aliased {
            true => dated,
            false => format!("{dated} AS \"{}\"", self.name),
        };
        vec![Token::make_word(&text, None)]
    }
}

fn next_word(tokens: &[Token], from: usize) -> Option<&Token> {
    tokens[from.min(tokens.len())..]
        .iter()
        .find(|token| !is_blank(token))
}

/// Whether the name at `start` is followed by a point in time or, in `datasets`, by a period.
fn dated_reference(tokens: &[Token], start: usize) -> Result<Option<DatedReference>> {
    let Some(Token::Word(word)) = tokens.get(start) else {
        return Ok(None);
    };
    let after: Vec<(usize, &Token)> = tokens[start + 1..]
        .iter()
        .enumerate()
        .filter(|(_, token)| !is_blank(token))
        .take(7)
        .collect();
    let words: Vec<String> = after.iter().map(|(_, token)| token.to_string()).collect();
    let words: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (at, used) = match words.as_slice() {
        ["AS", "OF", "VERSION", ..] => (version(after.get(3))?, 4),
        ["VERSION", "AS", "OF", ..] => (version(after.get(3))?, 4),
        ["FOR", "VERSION", "AS", "OF", ..] => (version(after.get(4))?, 5),
        ["AS", "OF", "TIMESTAMP", ..] => (timestamp(after.get(3))?, 4),
        ["TIMESTAMP", "AS", "OF", ..] => (timestamp(after.get(3))?, 4),
        [
            "FOR",
            "SYSTEM_TIME" | "TIMESTAMP",
            "AS",
            "OF",
            "TIMESTAMP",
            ..,
        ] => (timestamp(after.get(5))?, 6),
        ["FOR", "SYSTEM_TIME" | "TIMESTAMP", "AS", "OF", ..] => (timestamp(after.get(4))?, 5),
        ["(", _, ")", ..] if in_datasets(tokens, start) => match after.get(1) {
            Some((_, Token::SingleQuotedString(period))) => (period.clone(), 3),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    let length = after.get(used - 1).map_or(0, |(offset, _)| offset + 2);
    let name = match word.quote_style {
        Some(_) => word.value.clone(),
        None => word.value.to_lowercase(),
    };
    Ok(Some(DatedReference { name, at, length }))
}

fn in_datasets(tokens: &[Token], start: usize) -> bool {
    let before: Vec<&Token> = tokens[..start]
        .iter()
        .rev()
        .filter(|t| !is_blank(t))
        .take(2)
        .collect();
    matches!(before.as_slice(),
        [Token::Period, Token::Word(schema)] if schema.value.eq_ignore_ascii_case("datasets"))
}

fn version(token: Option<&(usize, &Token)>) -> Result<String> {
    match token {
        Some((_, Token::Number(number, _))) => Ok(format!("v{number}")),
        _ => Err(Error::invalid(
            "AS OF VERSION wants a number, for example: postings AS OF VERSION 3",
        )),
    }
}

fn timestamp(token: Option<&(usize, &Token)>) -> Result<String> {
    match token {
        Some((_, Token::SingleQuotedString(text))) => Ok(text.clone()),
        _ => Err(Error::invalid(
            "AS OF TIMESTAMP wants a quoted time, for example: postings AS OF TIMESTAMP '2016-05-01T12:00:00Z'",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{render, tokens};
    use super::*;

    fn rewritten(sql: &str) -> String {
        render(&rewrite_references(&tokens(sql).unwrap()).unwrap())
    }

    #[test]
    fn every_form_of_as_of_names_the_version() {
        for form in ["AS OF VERSION 3", "VERSION AS OF 3", "FOR VERSION AS OF 3"] {
            let sql = rewritten(&format!("SELECT * FROM postings {form} WHERE true"));
            assert_eq!(
                sql, "SELECT * FROM \"postings@v3\" AS \"postings\" WHERE true",
                "{form}"
            );
        }
    }

    #[test]
    fn an_alias_of_the_query_stays() {
        assert_eq!(
            rewritten("SELECT c.x FROM counts.soc_counts AS OF TIMESTAMP '2016-05-01' c"),
            "SELECT c.x FROM counts.\"soc_counts@2016-05-01\" c"
        );
    }

    #[test]
    fn a_dataset_takes_a_period() {
        assert_eq!(
            rewritten("SELECT * FROM datasets.title_count('2016Q1') LIMIT 1"),
            "SELECT * FROM datasets.\"title_count@2016Q1\" AS \"title_count\" LIMIT 1"
        );
    }

    #[test]
    fn other_functions_and_aliases_are_left_alone() {
        for sql in [
            "SELECT upper('x') AS of_course FROM postings p",
            "SELECT 'AS OF VERSION 3'",
        ] {
            assert_eq!(rewritten(sql), sql);
        }
    }
}
