//! Where a statement is wrong, as a picture.
//!
//! ```text
//!   SELECT count(* FROM postings
//!                  ^
//! ```

use crate::values::harmless;

/// Characters of the line that are shown before and after the place.
const AROUND: usize = 60;

/// The line and the place that a message speaks of, when it does.
pub(crate) fn picture(message: &str, statement: &str) -> Option<String> {
    let (line, column) = told(message).or_else(|| named(message, statement))?;
    let chars: Vec<char> = statement.lines().nth(line)?.chars().collect();
    let column = column.min(chars.len());
    let start = column.saturating_sub(AROUND);
    let end = (column + AROUND).min(chars.len());
    let shown: String = chars.get(start..end)?.iter().collect();
    let shown = harmless(&shown);
    Some(format!(
        "  {}\n  {}^\n",
        shown.trim_end(),
        " ".repeat(column - start)
    ))
}

/// The place that the parser counted, from 0.
fn told(message: &str) -> Option<(usize, usize)> {
    let (_, rest) = message.split_once(" at Line: ")?;
    let (line, rest) = rest.split_once(", Column: ")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    let from_0 = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
    Some((from_0(line)?, from_0(digits)?))
}

/// The place of the name that the message complains about.
fn named(message: &str, statement: &str) -> Option<(usize, usize)> {
    let between = |start: &str, end: char| {
        let (_, rest) = message.split_once(start)?;
        rest.split(end).next().filter(|name| !name.is_empty())
    };
    let field = between("No field named ", ' ').map(|name| name.trim_end_matches(['.', ';']));
    let name = field
        .or_else(|| between("`", '`'))
        .or_else(|| between("'", '\''))?
        .trim_matches('"');
    for (number, line) in statement.lines().enumerate() {
        if let Some(at) = word_at(line, name) {
            return Some((number, line.get(..at)?.chars().count()));
        }
    }
    None
}

/// Where a name stands in a line, not as part of a longer one.
fn word_at(line: &str, name: &str) -> Option<usize> {
    let (line, name) = (line.to_ascii_lowercase(), name.to_ascii_lowercase());
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(&name).map(|(at, _)| at).find(|at| {
        let before = line.get(..*at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + name.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parsers_place_is_shown() {
        let message = "Expected: ), found: FROM at Line: 2, Column: 9";
        assert_eq!(
            picture(message, "SELECT\ncount(* FROM x").unwrap(),
            "  count(* FROM x\n          ^\n"
        );
        assert_eq!(picture("at Line: 9, Column: 1", "SELECT"), None);
        assert_eq!(picture("found: EOF", "SELECT"), None);
    }

    #[test]
    fn a_name_is_looked_up() {
        for (message, expected) in [
            ("No field named titel; did you mean `title`?", 7),
            ("no table `counts.x` in schema", 23),
            ("Invalid function 'f'. Did you mean", 14),
        ] {
            let text = picture(message, "SELECT titel, f(x) FROM counts.x").unwrap();
            let column = text.lines().nth(1).unwrap().find('^').unwrap() - 2;
            assert_eq!(column, if expected == 23 { 24 } else { expected }, "{text}");
        }
        assert_eq!(picture("No field named y.", "SELECT yy"), None);
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        let statement = format!("SELECT {} titel FROM x", "a, ".repeat(200));
        let text = picture("No field named titel.", &statement).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].chars().count() <= 2 * AROUND + 2);
        assert_eq!(lines[0].find("titel"), lines[1].find('^'));
    }
}
