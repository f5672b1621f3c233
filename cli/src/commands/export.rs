//! `daybook export`: a dataset of a period, published as files.

use clap::Args;
use daybook::ExportSummary;

use crate::commands::Outcome;
use crate::failure::Result;
use crate::render::text_table::TextTable;
use crate::shell::Shell;
use crate::values::{bytes, count};

/// Publish a dataset for a period as files
///
/// The same book and period give the same bytes every time. Days that are partial or missing in the
/// period are told as warnings.
///
/// Example:
///   daybook export cleaned_geo_title_count --for 2016Q1 --to s3://hub/2016Q1/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct ExportArgs {
    /// The dataset (cleaned_geo_title_count, …; `SELECT * FROM system.models` lists them)
    dataset: String,

    /// The period: 2016Q1, 2016, 2016-03 or 2016-01-01..2016-03-31
    #[arg(long = "for", value_name = "PERIOD")]
    period: String,

    /// Where to: a folder or s3://bucket/prefix
    #[arg(long, value_name = "URL")]
    to: String,

    /// The files' format
    #[arg(long, default_value = "csv", value_parser = ["csv", "parquet"])]
    format: String,
}

/// Exports and lists the files.
pub(crate) async fn run(args: ExportArgs, shell: &mut Shell) -> Result<Outcome> {
    let book = shell.open().await?;
    let summary =
        Box::pin(book.export(&args.dataset, &args.period, &args.to, &args.format)).await?;
    let text = files(&summary).render(shell.screen);
    shell.summary(&text)?;
    for warning in &summary.warnings {
        shell.warn(warning);
    }
    Ok(Outcome::Done)
}

/// The files of an export.
pub(crate) fn files(summary: &ExportSummary) -> TextTable {
    let mut table = TextTable::new(&["file", ">rows", ">bytes"]);
    for (file, rows, size) in &summary.files {
        table.row(vec![file.clone(), shown_rows(file, *rows), bytes(*size)]);
    }
    table
}

/// The files as plain lines, for the demo.
pub(crate) fn file_lines(summary: &ExportSummary) -> Vec<String> {
    summary
        .files
        .iter()
        .map(|(file, rows, size)| match shown_rows(file, *rows) {
            rows if rows.is_empty() => format!("{file}: {}", bytes(*size)),
            rows => format!("{file}: {rows} rows, {}", bytes(*size)),
        })
        .collect()
}

/// A description has no rows.
fn shown_rows(file: &str, rows: u64) -> String {
    match file.ends_with("README.txt") {
        true => String::new(),
        false => count(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::Screen;

    #[test]
    fn files_are_listed_with_rows_and_bytes() {
        let summary = ExportSummary {
            files: vec![("hub/2016Q1/x.csv".to_string(), 1_234, 56_789)],
            warnings: Vec::new(),
        };
        let text = files(&summary).render(Screen::PLAIN);
        assert!(text.contains("hub/2016Q1/x.csv"));
        assert!(text.contains("1,234"));
        assert!(text.contains("56.8 kB"));
        assert_eq!(file_lines(&summary).len(), 1);
    }
}
