//! `daybook demo`: a book from nothing to answers, step by step.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use clap::Args;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use daybook::Daybook;
use daybook::land::{Identity, LandSpec, SourceFormat};
use daybook::materialise::{MaterializeSpec, MaterializeSummary, Mode};
use futures::TryStreamExt;

use super::{export, land, materialize};
use crate::commands::Outcome;
use crate::commands::sql::print_query;
use crate::failure::{Failure, Result};
use crate::output::OutputFile;
use crate::render::chart;
use crate::sample::{SampleSpec, write_postings};
use crate::screen::Paint;
use crate::shell::Shell;
use crate::values::{bytes, count, counted, elapsed, shortened};

/// Where the demo's book goes when no place is given: apart from a real one.
const DEMO_BOOK: &str = "./daybook-demo";

/// The folder of the demo's own files, beside the book's tables.
const DEMO_FILES: &str = "demo-files";

/// Lines of the exported file that are shown.
const LINES_SHOWN: usize = 4;

/// The dataset and the quarter that are exported.
const DATASET: &str = "cleaned_geo_title_count";
const PERIOD: &str = "2016Q1";

const TABLE: &str = "\
SELECT state_code,
       sum(CASE WHEN quarter(date) = '2016Q1' THEN postings ELSE 0 END) AS \"2016Q1\",
       sum(CASE WHEN quarter(date) = '2016Q2' THEN postings ELSE 0 END) AS \"2016Q2\",
       sum(postings) AS postings
FROM   counts.title_counts
GROUP  BY state_code ORDER BY postings DESC, state_code LIMIT 10";

const TOP: &str = "\
SELECT replace(g.title, ' Occupations', '') AS major_group, top_n(skill_name, postings, 5) AS skills
FROM   counts.soc_skill_counts c JOIN taxonomies.soc_codes g ON g.soc_code = soc_major(c.soc_code)
WHERE  method = 'given'
GROUP  BY g.soc_code, g.title ORDER BY sum(postings) DESC LIMIT 8";

const CHART: &str = "\
SELECT to_char(date_trunc('month', date), '%Y-%m') AS month, sum(postings) AS postings
FROM   counts.title_counts
GROUP  BY 1 ORDER BY 1";

/// Make a book of sample postings, bring it up to date and answer three questions
///
/// Two quarters of made-up postings are landed and materialised in ./daybook-demo (or --book DIR);
/// one Research Hub file is written. Running it again finds everything done.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// How many postings
    #[arg(long, value_name = "N", default_value_t = 6_000)]
    postings: u64,
}

/// Runs the demo.
pub(crate) async fn run(args: DemoArgs, shell: &mut Shell) -> Result<Outcome> {
    let started = Instant::now();
    let url = shell.settings.book.clone().unwrap_or(DEMO_BOOK.to_string());
    let book = shell.open_at(&url).await?;
    let folder = demo_folder(&url);
    let sample = make_sample(&folder, args.postings, shell)?;
    step(
        2,
        "land them: each joins its day, one commit per batch of days",
        shell,
    )?;
    let landed = Box::pin(land::land(&book, land_spec(&sample, shell), shell)).await?;
    let materialized = bring_up_to_date(&book, shell).await?;
    ask_three(&book, shell).await?;
    write_hub_file(&book, &url, shell).await?;
    farewell(&url, started, shell)?;
    Ok(match (landed, materialized) {
        (Outcome::Done, Outcome::Done) => Outcome::Done,
        _ => Outcome::Partly,
    })
}

fn step(number: u32, what: &str, shell: &mut Shell) -> Result<()> {
    let line = shell
        .screen
        .paint(Paint::Strong, &format!("{number}. {what}"));
    shell.say(&format!("\n{line}"))
}

/// Where the demo keeps its own files: beside the tables of a local book, else among temporary files.
fn demo_folder(url: &str) -> PathBuf {
    let local = url.strip_prefix("file://").unwrap_or(url);
    if local.contains("://") {
        std::env::temp_dir().join("daybook-demo")
    } else {
        Path::new(local).join(DEMO_FILES)
    }
}

/// Writes the sample unless an earlier run did.
fn make_sample(folder: &Path, postings: u64, shell: &mut Shell) -> Result<PathBuf> {
    step(1, "make up postings: two quarters, all states", shell)?;
    let path = folder.join(format!("sample-{postings}.jsonl"));
    let name = path.display().to_string();
    let failed = |source| Failure::file(&name, &source);
    if path.exists() {
        shell.say(&format!("  {name} is there already"))?;
        return Ok(path);
    }
    fs::create_dir_all(folder).map_err(failed)?;
    let started = Instant::now();
    let mut file = OutputFile::create(&path)?;
    write_postings(&sample_spec(postings), &mut file)?;
    file.finish()?;
    let size = fs::metadata(&path).map_err(failed)?.len();
    shell.say(&format!(
        "  {} ({}) in {name}, {}",
        counted(postings, "posting", "postings"),
        bytes(size),
        elapsed(started.elapsed())
    ))?;
    Ok(path)
}

fn sample_spec(postings: u64) -> SampleSpec {
    SampleSpec {
        postings,
        days: 182,
        seed: 2016,
        first_day: NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default(),
        source: "DEMO".to_string(),
        defects: true,
    }
}

fn land_spec(sample: &Path, shell: &Shell) -> LandSpec {
    LandSpec {
        source: "DEMO".to_string(),
        format: SourceFormat::Coded("common-schema".to_string()),
        inputs: vec![sample.display().to_string()],
        identity: Identity::Day,
        jobs: shell.settings.jobs(),
        memory_bytes: land::parse_memory(shell.settings.memory_bytes()),
    }
}

async fn bring_up_to_date(book: &Daybook, shell: &mut Shell) -> Result<Outcome> {
    step(
        3,
        "materialize: SQL models turn each day into attributes and counts",
        shell,
    )?;
    let spec = MaterializeSpec {
        tables: Vec::new(),
        from: None,
        to: None,
        mode: Mode::Stale,
        jobs: shell.settings.jobs(),
    };
    let (outcome, summary) = Box::pin(materialize::materialize(book, spec, shell)).await?;
    shell.say(&format!("  {}", reuse(&summary)))?;
    Ok(outcome)
}

/// How much of the work was there already.
fn reuse(summary: &MaterializeSummary) -> String {
    let computed: u64 = summary.tables.iter().map(|table| table.days_computed).sum();
    let kept: u64 = summary.tables.iter().map(|table| table.days_kept).sum();
    let days = |number| counted(number, "day", "days");
    match (computed, kept) {
        (0, kept) => format!(
            "everything was there already: {} reused, none computed",
            days(kept)
        ),
        (computed, 0) => format!("{} computed", days(computed)),
        (computed, kept) => format!("{} computed, {} reused", days(computed), count(kept)),
    }
}

async fn ask_three(book: &Daybook, shell: &mut Shell) -> Result<()> {
    step(4, "ask: postings by state and quarter", shell)?;
    query(book, TABLE, shell).await?;
    step(
        5,
        "ask: the five skills named most in the largest groups of occupations",
        shell,
    )?;
    query(book, TOP, shell).await?;
    step(6, "ask: postings by month", shell)?;
    shell.say(&quoted(CHART, shell))?;
    let started = Instant::now();
    let months = labelled(book, CHART).await?;
    let width = shell.screen.width_or(80).saturating_sub(26).clamp(10, 60);
    shell.print(&chart::bars(&months, width))?;
    shell.say(&format!("  {}", elapsed(started.elapsed())))
}

async fn query(book: &Daybook, sql: &str, shell: &mut Shell) -> Result<()> {
    shell.say(&quoted(sql, shell))?;
    let started = Instant::now();
    print_query(book, sql, shell).await?;
    shell.say(&format!("  {}", elapsed(started.elapsed())))
}

fn quoted(sql: &str, shell: &Shell) -> String {
    let lines: Vec<String> = sql
        .lines()
        .map(|line| shell.screen.paint(Paint::Dim, &format!("  {line}")))
        .collect();
    lines.join("\n")
}

/// The rows of a query of a label and a number.
async fn labelled(book: &Daybook, sql: &str) -> Result<Vec<(String, u64)>> {
    let mut values = Vec::new();
    for answer in Box::pin(book.sql(sql)).await? {
        let batches: Vec<RecordBatch> = answer.rows.try_collect().await?;
        for batch in &batches {
            let labels = cast(batch.column(0), &DataType::Utf8)?;
            let numbers = cast(batch.column(1), &DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>();
            for (label, number) in labels.as_string::<i32>().iter().zip(numbers) {
                let number = u64::try_from(number.unwrap_or(0)).unwrap_or(0);
                values.push((label.unwrap_or("none").to_string(), number));
            }
        }
    }
    Ok(values)
}

async fn write_hub_file(book: &Daybook, url: &str, shell: &mut Shell) -> Result<()> {
    step(7, "export: one Research Hub file", shell)?;
    let to = format!("{}/{DEMO_FILES}/hub", url.trim_end_matches('/'));
    let started = Instant::now();
    let summary = Box::pin(book.export(DATASET, PERIOD, &to, "csv")).await?;
    for line in export::file_lines(&summary) {
        shell.say(&format!("  {line}"))?;
    }
    shell.say(&format!("  {}", elapsed(started.elapsed())))?;
    match summary.files.first() {
        Some((file, _, _)) => show_beginning(file, shell),
        None => Ok(()),
    }
}

/// The first lines of a file, if it is a local one.
fn show_beginning(file: &str, shell: &mut Shell) -> Result<()> {
    let Ok(text) = fs::File::open(file) else {
        return Ok(());
    };
    let width = shell.screen.width_or(120).saturating_sub(4);
    for line in BufReader::new(text).lines().take(LINES_SHOWN) {
        let line = shortened(&line?, width);
        shell.say(&shell.screen.paint(Paint::Dim, &format!("    {line}")))?;
    }
    Ok(())
}

fn farewell(url: &str, started: Instant, shell: &mut Shell) -> Result<()> {
    shell.say(&format!(
        "\ndone in {}. Run it again: everything is reused. Go on with:\n  \
         daybook --book {url} sql\n  daybook --book {url} status\n  \
         daybook --book {url} inspect $(daybook --book {url} sql --format csv \
         'SELECT posting_id FROM postings LIMIT 1' | tail -1)",
        elapsed(started.elapsed())
    ))
}

#[cfg(test)]
mod tests {
    use daybook::materialise::TableSummary;

    use super::*;

    #[test]
    fn the_demos_files_stay_with_a_local_book() {
        assert_eq!(demo_folder("./x"), Path::new("./x/demo-files"));
        assert_eq!(demo_folder("file:///a/b"), Path::new("/a/b/demo-files"));
        assert!(!demo_folder("s3://bucket/x").starts_with("s3:"));
    }

    #[test]
    fn reuse_is_told() {
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
        assert!(reuse(&summary(0, 9)).starts_with("everything was there already"));
        assert_eq!(reuse(&summary(9, 0)), "9 days computed");
        assert_eq!(reuse(&summary(1, 2)), "1 day computed, 2 reused");
    }

    #[test]
    fn the_sample_covers_two_quarters() {
        let spec = sample_spec(10);
        let last = spec.first_day + chrono::Days::new(u64::from(spec.days) - 1);
        assert_eq!(last.to_string(), "2016-06-30");
    }
}
