//! `daybook status`: each table's calendar.

use clap::Args;
use daybook::TableStatus;

use crate::commands::Outcome;
use crate::failure::{Failure, Result};
use crate::render::calendar::{self, View};
use crate::render::overview;
use crate::shell::Shell;

/// Show each table's calendar: which days are there, partial, stale or absent
///
/// All tables are shown a line each, month by month. Named tables, or all with --days or --year, are
/// shown day by day; a named table of many years is shown month by month.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Only these tables (postings, attributes.state, …)
    #[arg(value_name = "TABLE")]
    tables: Vec<String>,

    /// Only this year, day by day, of all tables
    #[arg(long, value_name = "Y")]
    year: Option<i32>,

    /// Every day, however many years there are
    #[arg(long)]
    days: bool,
}

/// Draws the calendars.
pub(crate) async fn run(args: StatusArgs, shell: &mut Shell) -> Result<Outcome> {
    let book = shell.open().await?;
    let tables = chosen(Box::pin(book.status()).await?, &args.tables)?;
    if tables.is_empty() {
        shell.say(&format!(
            "`{}` holds no tables yet: `daybook land` or `daybook demo` begins a book",
            book.url()
        ))?;
        return Ok(Outcome::Done);
    }
    let view = View {
        year: args.year,
        all_days: args.days,
    };
    if args.tables.is_empty() && !args.days && args.year.is_none() {
        return overview(&tables, shell);
    }
    for table in &tables {
        let text = calendar::draw(table, view, shell.screen);
        shell.print(&text)?;
    }
    let by_month = |table| calendar::is_by_month(table, view);
    let words = "a month shows its worst state and how many days are in it; --days shows all";
    let words = tables.iter().any(by_month).then_some(words);
    shell.print(&calendar::legend(words, shell.screen))?;
    Ok(Outcome::Done)
}

fn overview(tables: &[TableStatus], shell: &mut Shell) -> Result<Outcome> {
    shell.print(&overview::draw(tables, shell.screen))?;
    let words = format!(
        "{}\na month shows its worst day; `daybook status TABLE` shows the days",
        overview::totals(tables)
    );
    shell.print(&calendar::legend(Some(&words), shell.screen))?;
    Ok(Outcome::Done)
}

fn chosen(all: Vec<TableStatus>, names: &[String]) -> Result<Vec<TableStatus>> {
    let known = |name: &String| all.iter().any(|status| status.table == *name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let tables: Vec<&str> = all.iter().map(|status| status.table.as_str()).collect();
        return Err(Failure::from(daybook::Error::not_found(format!(
            "table `{unknown}` is not in this book; it has {}",
            tables.join(", ")
        ))));
    }
    Ok(all
        .into_iter()
        .filter(|status| names.is_empty() || names.contains(&status.table))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(table: &str) -> TableStatus {
        TableStatus {
            table: table.to_string(),
            rows: 0,
            bytes: 0,
            days: Default::default(),
        }
    }

    #[test]
    fn tables_are_chosen_by_name() {
        let all = || vec![status("postings"), status("attributes.state")];
        assert_eq!(chosen(all(), &[]).unwrap().len(), 2);
        assert_eq!(chosen(all(), &["postings".to_string()]).unwrap().len(), 1);
        let refused = chosen(all(), &["posting".to_string()]).unwrap_err();
        assert!(refused.to_string().contains("attributes.state"));
    }
}
