//! What a command did, as names and figures.
//!
//! ```text
//! landed
//!   records read      1,234
//!     added           1,200
//!   days              90, 2016-01-01 to 2016-03-30
//! ```

use std::fmt::Write as _;

use super::wrap::plain;
use crate::screen::{Paint, Screen};

/// The width of words where there is no terminal.
const PAGE: usize = 100;

/// A title and facts under it, in order.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    title: String,
    facts: Vec<(String, Value)>,
}

#[derive(Debug, Clone)]
enum Value {
    Number(String),
    Text(String),
}

impl Facts {
    /// No facts yet.
    pub(crate) fn new(title: &str) -> Self {
        Self {
            title: title.to_string(),
            facts: Vec::new(),
        }
    }

    /// A figure; figures are aligned.
    pub(crate) fn number(&mut self, name: &str, number: u64) {
        let value = Value::Number(crate::values::count(number));
        self.facts.push((name.to_string(), value));
    }

    /// A figure, left out when it is nought.
    pub(crate) fn number_if_any(&mut self, name: &str, number: u64) {
        if number > 0 {
            self.number(name, number);
        }
    }

    /// A fact in words.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.facts
            .push((name.to_string(), Value::Text(text.to_string())));
    }

    /// Draws the facts.
    pub(crate) fn render(&self, screen: Screen) -> String {
        let name_width = self.facts.iter().map(|(name, _)| name.chars().count());
        let name_width = name_width.max().unwrap_or(0);
        let numbers = self.facts.iter().map(|(_, value)| match value {
            Value::Number(digits) => digits.len(),
            Value::Text(_) => 0,
        });
        let number_width = numbers.max().unwrap_or(0);
        let width = screen.width_or(PAGE);
        let mut text = format!("{}\n", screen.paint(Paint::Strong, &self.title));
        for (name, value) in &self.facts {
            // Writing to a String cannot fail.
            let _ = match value {
                Value::Number(digits) => {
                    writeln!(text, "  {name:name_width$}   {digits:>number_width$}")
                }
                Value::Text(words) => {
                    let lines = plain(words, width.saturating_sub(name_width + 5).max(20));
                    let indent = format!("\n{:indent$}", "", indent = name_width + 5);
                    writeln!(text, "  {name:name_width$}   {}", lines.join(&indent))
                }
            };
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_stay_in_their_column() {
        let mut facts = Facts::new("done");
        facts.text("missing", &"abc, ".repeat(40));
        let text = facts.render(Screen::PLAIN);
        assert!(text.lines().count() > 2, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= PAGE));
        assert!(
            text.lines()
                .skip(2)
                .all(|line| line.starts_with("            abc")),
            "{text}"
        );
    }

    #[test]
    fn figures_are_aligned() {
        let mut facts = Facts::new("done");
        facts.number("read", 1_234);
        facts.number("  added", 4);
        facts.number_if_any("moved", 0);
        facts.text("range", "two days");
        assert_eq!(
            facts.render(Screen::PLAIN),
            "done\n  read      1,234\n    added       4\n  range     two days\n"
        );
    }
}
