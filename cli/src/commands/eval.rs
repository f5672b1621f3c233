//! `daybook eval`: how right the extractors are.

use std::path::{Path, PathBuf};

use clap::Args;
use daybook::{Daybook, GoldSet, Judged};

use crate::commands::Outcome;
use crate::failure::{Failure, Result};
use crate::output::OutputFile;
use crate::render::results::{Drawing, Format, write_rows};
use crate::screen::Screen;
use crate::shell::Shell;

/// Measure the extractors against labelled texts: precision, recall, F1
///
/// A gold set is a tab-separated file called after what it labels: pay.tsv, places.tsv,
/// requirements.tsv, sections.tsv, skills.tsv, soc.tsv, titles.tsv. Without files, the sets that
/// ship with Daybook are used. The taxonomies are those of the book.
///
/// Examples:
///   daybook eval
///   daybook eval --mistakes my/pay.tsv
///   daybook eval --format markdown --output accuracy.md gold/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct EvalArgs {
    /// Gold sets, or folders of them [default: those that ship]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Show what is wrong, line by line, instead of the scores
    #[arg(long)]
    mistakes: bool,

    /// The format of the rows
    #[arg(long, default_value = "table")]
    format: Format,

    /// Where the rows go; the file appears when it is whole [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Judges and prints.
pub(crate) async fn run(args: EvalArgs, shell: &mut Shell) -> Result<Outcome> {
    let sets = match args.files.as_slice() {
        [] => Daybook::gold_sets()?,
        files => read_all(files)?,
    };
    let asked = if args.mistakes {
        Judged::Mistakes
    } else {
        Judged::Scores
    };
    let book = shell.open().await?;
    let answer = Box::pin(book.eval(&sets, asked)).await?;
    let drawing = Drawing {
        format: args.format,
        max_rows: None,
        screen: shell.screen,
    };
    match &args.output {
        None => {
            write_rows(answer.rows, drawing, &mut shell.out).await?;
        }
        Some(path) => {
            let mut file = OutputFile::create(path)?;
            let drawing = Drawing {
                screen: Screen::PLAIN,
                ..drawing
            };
            write_rows(answer.rows, drawing, &mut file).await?;
            file.finish()?;
        }
    }
    Ok(Outcome::Done)
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<GoldSet>> {
    let mut files = Vec::new();
    for path in paths {
        match path.is_dir() {
            true => files.extend(tables_in(path)?),
            false => files.push(path.clone()),
        }
    }
    if files.is_empty() {
        return Err(Failure::usage("no gold set (*.tsv) in what was named"));
    }
    let sets = files.iter().map(|file| Ok(Daybook::read_gold(file)?));
    sets.collect()
}

/// The tab-separated files of a folder, in the order of their names.
fn tables_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
