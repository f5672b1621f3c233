//! Where a statement ends, and what it may have changed.

/// Whether what is typed is whole: a command, or statements up to a `;` outside quotes and comments.
pub(crate) fn is_whole(text: &str) -> bool {
    let trimmed = text.trim();
    trimmed.is_empty() || trimmed.starts_with('\\') || ends_with_semicolon(trimmed)
}

/// Whether names may be new or gone after it.
pub(crate) fn may_change_names(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["create", "drop", "materialize"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Code,
    Quotes(char),
    Line,
    Block,
}

fn ends_with_semicolon(text: &str) -> bool {
    let mut within = Within::Code;
    let mut ended = false;
    let mut chars = text.chars().peekable();
    while let Some(character) = chars.next() {
        match (within, character) {
            (Within::Code, '\'' | '"' | '`') => {
                within = Within::Quotes(character);
                ended = false;
            }
            (Within::Code, '-') if chars.next_if_eq(&'-').is_some() => within = Within::Line,
            (Within::Code, '/') if chars.next_if_eq(&'*').is_some() => within = Within::Block,
            (Within::Code, ';') => ended = true,
            (Within::Code, other) if other.is_whitespace() => {}
            (Within::Code, _) => ended = false,
            // A doubled quote closes and opens again: the same in the end.
            (Within::Quotes(quote), other) if quote == other => within = Within::Code,
            (Within::Line, '\n') => within = Within::Code,
            (Within::Block, '*') if chars.next_if_eq(&'/').is_some() => within = Within::Code,
            _ => {}
        }
    }
    ended && matches!(within, Within::Code | Within::Line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_ends_at_its_semicolon() {
        for whole in [
            "",
            "  ",
            "\\q",
            "SELECT 1;",
            "SELECT 1;  ",
            "SELECT ';';",
            "SELECT 1; -- done",
            "SELECT 1; SELECT 2;",
            "SELECT 'it''s';",
            "SELECT 5-3;",
            "SELECT /* a; */ 1;",
        ] {
            assert!(is_whole(whole), "{whole}");
        }
        for open in [
            "SELECT 1",
            "SELECT ';",
            "SELECT ';'",
            "SELECT 1; SELECT",
            "SELECT 1 -- done;",
            "SELECT 1 /* ;",
            "SELECT 1; /* ",
            "SELECT \"a;",
        ] {
            assert!(!is_whole(open), "{open}");
        }
    }

    #[test]
    fn some_statements_change_names() {
        assert!(may_change_names("create attribute table x AS SELECT 1;"));
        assert!(may_change_names("DROP TABLE x;"));
        assert!(!may_change_names("SELECT 1;"));
        assert!(!may_change_names(""));
    }
}
