//! `daybook materialize`: attribute and count tables brought up to date.

use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use clap::Args;
use daybook::materialise::{
    MaterializeObserver, MaterializeSpec, MaterializeSummary, Mode, PlannedDay, TableSummary,
};
use daybook::{Daybook, TableName};

use crate::commands::Outcome;
use crate::failure::{Failure, Result};
use crate::progress::{EndOf, MaterializeProgress};
use crate::render::day_ranges::DayRanges;
use crate::render::text_table::TextTable;
use crate::shell::Shell;
use crate::values::{bytes, count, counted, elapsed, parse_day, shortened};

/// Groups of failed days that are listed before the rest is only counted.
const FAILURES_SHOWN: usize = 10;

/// Bring attribute and count tables up to date
///
/// Only what is missing or stale is computed; each table is preceded by what it reads. A failed day
/// stops no other day: exit code 3 says there were some, and running again does only what is left.
///
/// Examples:
///   daybook materialize
///   daybook materialize counts.skill_counts --from 2016-01-01 --to 2016-03-31
///   daybook materialize --dry-run
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct MaterializeArgs {
    /// The tables, with everything they read; all when none is named
    #[arg(value_name = "MODEL")]
    models: Vec<String>,

    /// The first day, included
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    from: Option<NaiveDate>,

    /// The last day, included
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    to: Option<NaiveDate>,

    /// What to do with days that exist: `stale` recomputes those whose inputs changed, `reuse` keeps
    /// all, `replace` recomputes all
    #[arg(long, default_value = "stale", value_parser = ["stale", "reuse", "replace"])]
    mode: String,

    /// Only say which days would be computed, why, and from how much
    #[arg(long)]
    dry_run: bool,
}

/// The tables by these names, with or without schema.
fn tables(book: &Daybook, names: &[String]) -> Result<Vec<TableName>> {
    let landing = |name: &str| matches!(name, "postings" | "rejects");
    if let Some(name) = names.iter().find(|name| landing(name)) {
        return Err(Failure::usage(format!(
            "`{name}` is written by `daybook land`; a model is materialized"
        )));
    }
    let tables = names.iter().map(|name| book.table_named(name));
    Ok(tables.collect::<Result<_, daybook::Error>>()?)
}

/// The days asked for, if there are any.
fn check_days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<()> {
    match from.zip(to) {
        Some((from, to)) if from > to => Err(Failure::usage(format!(
            "--from {from} is after --to {to}: that is no day at all"
        ))),
        _ => Ok(()),
    }
}

/// Materialises, or says what would be.
pub(crate) async fn run(args: MaterializeArgs, shell: &mut Shell) -> Result<Outcome> {
    check_days(args.from, args.to)?;
    let book = shell.open().await?;
    let spec = MaterializeSpec {
        tables: tables(&book, &args.models)?,
        from: args.from,
        to: args.to,
        mode: args.mode.parse::<Mode>().map_err(daybook::Error::invalid)?,
        jobs: shell.settings.jobs(),
    };
    if args.dry_run {
        let planned = Box::pin(book.plan_materialize(&spec)).await?;
        let text = plan(&planned).map_or_else(
            || "nothing to do: every day asked for is there and up to date\n".to_string(),
            |table| table.render(shell.screen),
        );
        shell.print(&text)?;
        return Ok(Outcome::Done);
    }
    let (outcome, _summary) = materialize(&book, spec, shell).await?;
    Ok(outcome)
}

/// Materialises with progress and prints the summary.
pub(crate) async fn materialize(
    book: &Daybook,
    spec: MaterializeSpec,
    shell: &mut Shell,
) -> Result<(Outcome, MaterializeSummary)> {
    let progress = Arc::new(MaterializeProgress::start(shell.progress()));
    let observer: Arc<dyn MaterializeObserver> = Arc::clone(&progress) as _;
    let started = Instant::now();
    let result = {
        let _end = EndOf(progress);
        Box::pin(book.materialize(spec, observer)).await
    };
    let summary = result?;
    let text = match nothing_done(&summary) {
        Some(line) => line,
        None => done(&summary).render(shell.screen),
    };
    shell.summary(&text)?;
    shell.summary(&format!("time: {}\n", elapsed(started.elapsed())))?;
    for line in failures(&summary) {
        shell.warn(&line);
    }
    let outcome = if summary.failed.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    };
    Ok((outcome, summary))
}

/// The plan: per table and reason the ranges of days, and how much they read.
fn plan(planned: &[PlannedDay]) -> Option<TextTable> {
    let mut groups: Vec<(String, String, DayRanges, u64, u64)> = Vec::new();
    for day in planned {
        let key = (day.table.to_string(), day.reason.to_string());
        let known = groups
            .iter_mut()
            .find(|group| group.0 == key.0 && group.1 == key.1);
        match known {
            Some(group) => {
                group.2.add(day.date);
                group.3 += day.input_rows;
                group.4 += day.input_bytes;
            }
            None => groups.push((
                key.0,
                key.1,
                DayRanges::of(day.date),
                day.input_rows,
                day.input_bytes,
            )),
        }
    }
    if groups.is_empty() {
        return None;
    }
    let mut table = TextTable::new(&[
        "table",
        "why",
        ">days",
        "which",
        ">rows read",
        ">bytes read",
    ]);
    for (name, why, days, rows, size) in groups {
        let ranges = days.to_string();
        table.row(vec![
            name,
            why,
            count(days.len()),
            ranges,
            count(rows),
            bytes(size),
        ]);
    }
    Some(table)
}

/// What there is to say when no day had to be computed.
fn nothing_done(summary: &MaterializeSummary) -> Option<String> {
    let total = |of: fn(&TableSummary) -> u64| summary.tables.iter().map(of).sum::<u64>();
    if total(|table| table.days_computed) + total(|table| table.days_failed) > 0 {
        return None;
    }
    let tables = counted(summary.tables.len() as u64, "table", "tables");
    Some(match total(|table| table.days_kept) {
        0 => "nothing to do: no day with postings is among those asked for\n".to_string(),
        kept => format!(
            "nothing to do: {} of {tables} are there and up to date\n",
            counted(kept, "day", "days")
        ),
    })
}

fn done(summary: &MaterializeSummary) -> TextTable {
    let mut table = TextTable::new(&["table", ">computed", ">kept", ">failed", ">rows", ">bytes"]);
    for one in &summary.tables {
        table.row(vec![
            one.table.to_string(),
            count(one.days_computed),
            count(one.days_kept),
            count(one.days_failed),
            count(one.rows),
            bytes(one.bytes),
        ]);
    }
    table
}

/// A message without what stands in quotes: each day fails at another value.
fn without_values(message: &str) -> String {
    let parts = message.split('\'').step_by(2);
    parts.collect::<Vec<_>>().join("''")
}

fn failures(summary: &MaterializeSummary) -> Vec<String> {
    if summary.failed.is_empty() {
        return Vec::new();
    }
    // The same mistake fails many days: it is told once.
    let mut groups: Vec<(String, String, DayRanges)> = Vec::new();
    for day in &summary.failed {
        let (table, message) = (day.table.to_string(), day.message.replace('\n', " "));
        match groups
            .iter_mut()
            .find(|(t, m, _)| *t == table && without_values(m) == without_values(&message))
        {
            Some((_, _, days)) => days.add(day.date),
            None => groups.push((table, message, DayRanges::of(day.date))),
        }
    }
    let mut lines: Vec<String> = groups
        .iter()
        .take(FAILURES_SHOWN)
        .map(|(table, message, days)| {
            let number = counted(days.len(), "day", "days");
            let message = shortened(message, 300);
            format!("{number} of `{table}` failed ({days}): {message}")
        })
        .collect();
    let more = groups
        .iter()
        .skip(FAILURES_SHOWN)
        .map(|group| group.2.len());
    match more.sum() {
        0 => {}
        more => lines.push(format!(
            "… and {}",
            counted(more, "more failed day", "more failed days")
        )),
    }
    lines.push("running again does only what is left".to_string());
    lines
}

#[cfg(test)]
mod tests {
    use daybook::materialise::{FailedDay, Reason};

    use super::*;
    use crate::screen::Screen;

    fn day(day: u32, table: &str, reason: Reason) -> PlannedDay {
        PlannedDay {
            table: table.parse().unwrap(),
            date: NaiveDate::from_ymd_opt(2016, 1, day).unwrap(),
            reason,
            input_rows: 500,
            input_bytes: 1_000,
        }
    }

    #[test]
    fn a_plan_shows_ranges_and_reasons() {
        let stale = || Reason::Stale("model".to_string());
        let planned = [
            day(1, "attributes.state", Reason::Absent),
            day(2, "attributes.state", Reason::Absent),
            day(5, "attributes.state", Reason::Absent),
            day(3, "attributes.state", stale()),
            day(1, "counts.title_counts", Reason::Absent),
        ];
        let text = plan(&planned).unwrap().render(Screen::PLAIN);
        assert!(
            text.contains("2016-01-01..2016-01-02, 2016-01-05"),
            "{text}"
        );
        assert!(text.contains("stale: model changed"), "{text}");
        assert!(text.contains("1,500"), "{text}");
        assert!(text.contains("3.0 kB"), "{text}");
        assert!(plan(&[]).is_none());
    }

    #[tokio::test]
    async fn a_model_may_be_named_without_its_schema() {
        let folder = tempfile::tempdir().unwrap();
        let book = Daybook::open(folder.path().to_str().unwrap())
            .await
            .unwrap();
        let found = |name: &str| tables(&book, &[name.to_string()]);
        for name in ["skill_counts", "counts.skill_counts"] {
            assert_eq!(found(name).unwrap()[0].to_string(), "counts.skill_counts");
        }
        let refused = |name: &str| found(name).unwrap_err().to_string();
        assert!(refused("skil_counts").contains("did you mean `counts.skill_counts`?"));
        assert!(refused("title_count").contains("dataset"));
        assert!(refused("postings").contains("daybook land"));
    }

    #[test]
    fn days_are_in_order() {
        let day = |day| NaiveDate::from_ymd_opt(2016, 1, day);
        assert!(check_days(day(1), day(1)).is_ok());
        assert!(check_days(day(2), None).is_ok());
        assert_eq!(check_days(day(2), day(1)).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn nothing_to_do_is_a_line() {
        let summary = |computed, kept| MaterializeSummary {
            tables: vec![TableSummary {
                table: "counts.x".parse().unwrap(),
                days_computed: computed,
                days_kept: kept,
                days_failed: 0,
                rows: 0,
                bytes: 0,
            }],
            failed: Vec::new(),
        };
        assert_eq!(nothing_done(&summary(1, 5)), None);
        let told = |kept| nothing_done(&summary(0, kept)).unwrap();
        assert_eq!(
            told(5),
            "nothing to do: 5 days of 1 table are there and up to date\n"
        );
        assert!(told(0).contains("no day with postings"));
    }

    #[test]
    fn failed_days_are_listed_up_to_a_limit() {
        let failed = |number| MaterializeSummary {
            tables: vec![TableSummary {
                table: "attributes.state".parse().unwrap(),
                days_computed: 1,
                days_kept: 2,
                days_failed: number as u64,
                rows: 4,
                bytes: 5,
            }],
            failed: vec![
                FailedDay {
                    table: "attributes.state".parse().unwrap(),
                    date: NaiveDate::from_ymd_opt(2016, 1, 1).unwrap(),
                    message: "no\nroom".to_string(),
                };
                number
            ],
        };
        assert!(failures(&failed(0)).is_empty());
        let lines = failures(&failed(1));
        assert_eq!(
            lines[0],
            "1 day of `attributes.state` failed (2016-01-01): no room"
        );
        assert_eq!(lines.len(), 2);
        let mut many = failed(30);
        let first = many.failed[0].date;
        for (day, failed) in (0..).zip(&mut many.failed) {
            failed.date = first + chrono::Days::new(day);
        }
        assert_eq!(failures(&many).len(), 2, "one message is told once");
        assert!(
            failures(&many)[0]
                .starts_with("30 days of `attributes.state` failed (2016-01-01..2016-01-30)")
        );
        for (number, failed) in many.failed.iter_mut().enumerate() {
            failed.message = format!("cannot cast '{number}'");
        }
        assert_eq!(failures(&many).len(), 2, "values make no other mistake");
        for (number, failed) in many.failed.iter_mut().enumerate() {
            failed.message = format!("message {number}");
        }
        assert!(failures(&many).contains(&"… and 20 more failed days".to_string()));
        assert!(
            done(&failed(1))
                .render(Screen::PLAIN)
                .contains("attributes.state")
        );
    }
}
