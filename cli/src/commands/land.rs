//! `daybook land`: raw files into postings.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use daybook::Daybook;
use daybook::land::{
    Identity, LandObserver, LandSpec, LandSummary, SourceFormat, format_descriptions,
};

use crate::commands::Outcome;
use crate::failure::{Failure, Result};
use crate::progress::{EndOf, LandProgress};
use crate::render::summary::Facts;
use crate::shell::Shell;
use crate::values::{bytes, count, counted, elapsed, rate};

/// The formats that need code; every other one is a mapping.
fn formats() -> PossibleValuesParser {
    let formats = format_descriptions().into_iter();
    PossibleValuesParser::new(formats.map(|(name, about)| PossibleValue::new(name).help(about)))
}

/// What `--mapping` takes, with the mappings that are built in.
fn mapping_help() -> String {
    format!(
        "Flat files (CSV, JSON lines, Parquet): a file with a SELECT over `input`, or the name of a \
         built-in mapping: {}",
        mapping_names()
    )
}

fn mapping_names() -> String {
    let names = Daybook::mappings().iter().map(|(name, _)| *name);
    names.collect::<Vec<_>>().join(", ")
}

/// Land postings: raw files in, days of `postings` and `rejects` out
///
/// Files, folders, globs and object-store prefixes are read, plain or compressed (gz, xz, zst, bz2).
/// Landing the same file again changes nothing; a changed posting replaces itself on its day. Bad
/// records go to the table `rejects` and stop nothing. Exit code 3 says that a whole object could
/// not be read.
///
/// Examples:
///   daybook land --source VA --format virginia openjobs-*.json.gz
///   daybook land --source NYC --mapping nyc_jobs s3://raw/nyc/
///   daybook land --source ACME --mapping acme.sql acme.csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct LandArgs {
    /// Who supplied the postings; the first part of their ids (VA, USAJOBS)
    #[arg(long, value_name = "NAME")]
    source: String,

    #[command(flatten)]
    reading: Reading,

    /// Over what an id is unique: `book` moves a posting that comes again with another date
    #[arg(long, value_name = "SCOPE", default_value = "day", value_parser = ["day", "book"])]
    identity: String,

    /// Files, folders, globs or object-store prefixes
    #[arg(required = true, value_name = "PATH")]
    inputs: Vec<String>,
}

/// One of the two ways to read records.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Reading {
    /// A nested format that needs code
    #[arg(long, value_name = "NAME", value_parser = formats())]
    format: Option<String>,

    #[arg(long, value_name = "FILE.sql|NAME", help = mapping_help())]
    mapping: Option<String>,
}

/// Lands postings and says what came of it.
pub(crate) async fn run(args: LandArgs, shell: &mut Shell) -> Result<Outcome> {
    let spec = LandSpec {
        source: args.source,
        format: args.reading.format()?,
        inputs: args.inputs,
        identity: match args.identity.as_str() {
            "book" => Identity::Book,
            _ => Identity::Day,
        },
        jobs: shell.settings.jobs(),
        memory_bytes: parse_memory(shell.settings.memory_bytes()),
    };
    let book = shell.open().await?;
    land(&book, spec, shell).await
}

/// Of the memory allowed, parsed postings get an eighth before they go to temporary files; the rest is for
/// reading, sorting and writing them.
pub(crate) fn parse_memory(memory_bytes: usize) -> usize {
    memory_bytes / 8
}

/// Lands with progress and prints the summary.
pub(crate) async fn land(book: &Daybook, spec: LandSpec, shell: &mut Shell) -> Result<Outcome> {
    let source = spec.source.clone();
    let progress = Arc::new(LandProgress::start(shell.progress()));
    let observer: Arc<dyn LandObserver> = Arc::clone(&progress) as _;
    let started = Instant::now();
    let result = {
        let _end = EndOf(progress);
        Box::pin(book.land(spec, observer)).await
    };
    let summary = result?;
    let mut text = facts(&summary, started.elapsed()).render(shell.screen);
    text.push_str(&hints(&summary, &source));
    shell.summary(&text)?;
    if summary.objects == 0 && summary.unreadable.is_empty() {
        shell.warn("there was nothing to read: the folders are empty, or nothing matches the glob");
    }
    if summary.read > 0 && summary.rejected_total() == summary.read {
        shell.warn("every record was rejected: is this the right --format or --mapping?");
    }
    for object in &summary.unreadable {
        shell.warn(&format!(
            "`{}` could not be read: {}",
            object.object, object.message
        ));
    }
    Ok(if summary.unreadable.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

impl Reading {
    fn format(self) -> Result<SourceFormat> {
        match (self.format, self.mapping) {
            (Some(name), _) => Ok(SourceFormat::Coded(name)),
            (None, Some(name)) => mapping(&name),
            (None, None) => Err(Failure::usage("give --format or --mapping")),
        }
    }
}

/// A built-in mapping by name, or the file of that path.
fn mapping(name: &str) -> Result<SourceFormat> {
    let built_in = Daybook::mappings();
    if let Some((name, sql)) = built_in.iter().find(|(known, _)| *known == name) {
        return Ok(SourceFormat::Mapping {
            name: (*name).to_string(),
            sql: (*sql).to_string(),
        });
    }
    if !Path::new(name).exists() {
        return Err(Failure::usage(format!(
            "mapping `{name}` is neither a file nor built in; built in are {}",
            mapping_names()
        )));
    }
    let sql = fs::read_to_string(name).map_err(|source| Failure::file(name, &source))?;
    Ok(SourceFormat::Mapping {
        name: name.to_string(),
        sql,
    })
}

fn facts(summary: &LandSummary, took: std::time::Duration) -> Facts {
    let mut facts = Facts::new("landed");
    facts.number("records read", summary.read);
    facts.number("  added", summary.added);
    facts.number("  changed", summary.changed);
    facts.number("  unchanged", summary.unchanged);
    facts.number("  duplicates", summary.duplicates);
    facts.number("  rejected", summary.rejected_total());
    for (reason, number) in &summary.rejected {
        facts.number(&format!("    {reason}"), *number);
    }
    facts.number_if_any("  left out by the mapping's WHERE", summary.filtered);
    facts.number_if_any("moved from another day", summary.moved);
    facts.text("days", &days(summary));
    facts.number("commits", summary.commits);
    facts.number_if_any("mojibake repaired", summary.mojibake_repaired);
    facts.number_if_any("HTML turned to text", summary.html_cleaned);
    if !summary.columns_missing.is_empty() {
        facts.text("columns missing", &summary.columns_missing.join(", "));
    }
    facts.text("objects", &objects(summary));
    let per_second = count(rate(summary.read, took));
    facts.text(
        "time",
        &format!("{} ({per_second} records/s)", elapsed(took)),
    );
    facts
}

fn days(summary: &LandSummary) -> String {
    let range = summary.day_range.map_or(String::new(), |(first, last)| {
        if first == last {
            format!(", {first}")
        } else {
            format!(", {first} to {last}")
        }
    });
    let changed = counted(summary.days_changed, "changed", "changed");
    format!("{} ({changed}){range}", count(summary.days))
}

fn objects(summary: &LandSummary) -> String {
    let unreadable = match summary.unreadable.len() as u64 {
        0 => String::new(),
        number => format!(", {} unreadable", count(number)),
    };
    format!(
        "{} ({}){unreadable}",
        count(summary.objects),
        bytes(summary.bytes)
    )
}

fn hints(summary: &LandSummary, source: &str) -> String {
    if summary.rejected_total() == 0 {
        return String::new();
    }
    let source = source.replace('\'', "''");
    format!(
        "see them: SELECT * FROM rejects WHERE source = '{source}' ORDER BY object, line LIMIT 20\n"
    )
}

#[cfg(test)]
mod tests;
