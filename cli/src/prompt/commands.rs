//! The commands that begin with `\`.

use clap::ValueEnum;

use crate::render::results::Format;

/// What `\help` says.
pub(crate) const HELP: &str = "\
statements end with `;` and may span lines; Ctrl-C stops a query, Ctrl-D leaves
  \\dt           list the tables
  \\d            the same
  \\d TABLE      list a table's columns
  \\timing       say how long each statement takes, or stop saying it
  \\format NAME  table, csv, json, jsonl or markdown
  \\help         this
  \\q            leave
try: SELECT quarter(date), count(*) FROM postings GROUP BY ALL ORDER BY 1;
";

/// The query of `\dt`.
pub(crate) const TABLES: &str = "SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END \
     || table_name AS \"table\", table_type AS kind FROM information_schema.tables \
     WHERE table_schema <> 'information_schema' ORDER BY 1";

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// Leave.
    Quit,
    /// Explain.
    Help,
    /// List the tables.
    Tables,
    /// List a table's columns.
    Columns(String),
    /// Begin or stop saying how long statements take.
    Timing,
    /// Write rows in another format.
    Format(Format),
}

/// The command on a line; none when the line is a statement.
pub(crate) fn parse(line: &str) -> Option<Result<Action, String>> {
    let line = line.trim().strip_prefix('\\')?;
    let mut words = line.trim_end_matches(';').split_whitespace();
    let (name, argument) = (words.next().unwrap_or_default(), words.next());
    Some(match (name, argument) {
        ("q" | "quit" | "exit", None) => Ok(Action::Quit),
        ("help" | "h" | "?", None) => Ok(Action::Help),
        ("dt" | "d", None) => Ok(Action::Tables),
        ("d", Some(table)) => Ok(Action::Columns(table.to_string())),
        ("timing", None) => Ok(Action::Timing),
        ("format", Some(name)) => format(name),
        _ => Err(format!("`\\{line}` is no command; \\help lists them")),
    })
}

fn format(name: &str) -> Result<Action, String> {
    match Format::from_str(name, true) {
        Ok(Format::Parquet) => {
            Err("parquet is nothing for a terminal; use daybook sql --output FILE".to_string())
        }
        Ok(format) => Ok(Action::Format(format)),
        Err(_) => Err(format!(
            "format `{name}` is not one of table, csv, json, jsonl, markdown"
        )),
    }
}

/// The query of `\d TABLE`.
pub(crate) fn columns_query(table: &str) -> String {
    let (schema, name) = table.split_once('.').unwrap_or(("public", table));
    format!(
        "SELECT column_name AS \"column\", data_type AS type, is_nullable AS nullable \
         FROM information_schema.columns WHERE table_schema = '{}' AND table_name = '{}' \
         ORDER BY ordinal_position",
        schema.replace('\'', "''"),
        name.replace('\'', "''")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_told_from_statements() {
        assert_eq!(parse("SELECT 1;"), None);
        assert_eq!(parse("\\q"), Some(Ok(Action::Quit)));
        assert_eq!(parse(" \\d; "), Some(Ok(Action::Tables)));
        assert_eq!(
            parse("\\d attributes.state"),
            Some(Ok(Action::Columns("attributes.state".to_string())))
        );
        assert_eq!(parse("\\format CSV"), Some(Ok(Action::Format(Format::Csv))));
        assert!(matches!(parse("\\format xls"), Some(Err(_))));
        assert!(matches!(parse("\\format parquet"), Some(Err(_))));
        assert!(matches!(parse("\\nonsense"), Some(Err(_))));
        assert!(matches!(parse("\\"), Some(Err(_))));
    }

    #[test]
    fn a_tables_name_is_quoted() {
        let query = columns_query("counts.o'x");
        assert!(query.contains("table_schema = 'counts' AND table_name = 'o''x'"));
        assert!(columns_query("postings").contains("'public'"));
    }

    #[test]
    fn help_names_every_command() {
        for name in ["\\q", "\\d ", "\\dt", "\\timing", "\\format", "\\help"] {
            assert!(HELP.contains(name), "{name}");
        }
    }
}
