//! A cursor over a statement's tokens, for the few statements that plain SQL does not have.

use datafusion::sql::sqlparser::tokenizer::Token;

use crate::error::{Error, Result};
use crate::text::{is_blank, render};

/// Reads a statement from left to right, skipping white space and comments.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    /// The statement's form, shown when it is not followed.
    form: &'static str,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(tokens: &'a [Token], form: &'static str) -> Self {
        Self {
            tokens,
            at: 0,
            form,
        }
    }

    pub(crate) fn with_form(mut self, form: &'static str) -> Self {
        self.form = form;
        self
    }

    fn skip_blank(&mut self) {
        while self.tokens.get(self.at).is_some_and(is_blank) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Option<&'a Token> {
        self.skip_blank();
        self.tokens.get(self.at)
    }

    /// Takes the words if they all come next, in this order, in any case.
    pub(crate) fn take(&mut self, words: &[&str]) -> bool {
        let start = self.at;
        for expected in words {
            let next = match self.peek() {
                Some(Token::Word(word)) if word.quote_style.is_none() => &word.value,
                _ => {
                    self.at = start;
                    return false;
                }
            };
            if !next.eq_ignore_ascii_case(expected) {
                self.at = start;
                return false;
            }
            self.at += 1;
        }
        true
    }

    /// Takes one token if it comes next.
    pub(crate) fn take_token(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.at += 1;
        }
        found
    }

    /// Demands words.
    pub(crate) fn expect(&mut self, words: &[&str]) -> Result<()> {
        match self.take(words) {
            true => Ok(()),
            false => Err(self.wrong(&words.join(" "))),
        }
    }

    /// Demands a name, dotted or not: `skill_counts`, `counts.skill_counts`.
    pub(crate) fn name(&mut self, what: &str) -> Result<String> {
        let mut parts = vec![self.word(what)?];
        while self.take_token(&Token::Period) {
            parts.push(self.word(what)?);
        }
        Ok(parts.join("."))
    }

    fn word(&mut self, what: &str) -> Result<String> {
        match self.peek() {
            Some(Token::Word(word)) => {
                self.at += 1;
                Ok(match word.quote_style {
                    None => word.value.to_lowercase(),
                    Some(_) => word.value.clone(),
                })
            }
            _ => Err(self.wrong(what)),
        }
    }

    /// Demands a quoted string.
    pub(crate) fn string(&mut self, what: &str) -> Result<String> {
        match self.peek() {
            Some(Token::SingleQuotedString(text)) => {
                self.at += 1;
                Ok(text.replace("''", "'"))
            }
            _ => Err(self.wrong(what)),
        }
    }

    /// Demands a whole number.
    pub(crate) fn number(&mut self, what: &str) -> Result<u32> {
        let found = match self.peek() {
            Some(Token::Number(digits, _)) => digits.parse().ok(),
            _ => None,
        };
        let number = found.ok_or_else(|| self.wrong(what))?;
        self.at += 1;
        Ok(number)
    }

    /// The rest of the statement, as text.
    pub(crate) fn rest(&mut self) -> String {
        self.skip_blank();
        let rest = render(&self.tokens[self.at..]);
        self.at = self.tokens.len();
        rest.trim().to_string()
    }

    /// Demands that nothing is left.
    pub(crate) fn end(&mut self) -> Result<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.wrong("the end of the statement")),
        }
    }

    fn wrong(&mut self, expected: &str) -> Error {
        let found = match self.peek() {
            Some(token) => format!("`{token}`"),
            None => "the end".to_string(),
        };
        Error::invalid(format!(
            "expected {expected}, found {found}; the form is: {}",
            self.form
        ))
    }
}
