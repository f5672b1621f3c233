//! The command line as a whole: the options that every command takes, then the command.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};

use crate::commands::Command;
use crate::values::parse_size;

/// The book that is used when none is named.
pub(crate) const DEFAULT_BOOK: &str = "./book";

/// Daybook keeps job postings by day, works out what is in them, and answers questions in SQL.
///
/// Postings land by day; models turn each day into attributes and then into counts that add up;
/// every rollup after that is a GROUP BY.
///
/// Exit codes: 0 done, 1 error, 2 wrong command line, 3 done in part (an object was unreadable,
/// a day failed), 130 stopped by Ctrl-C.
#[derive(Debug, Parser)]
#[command(name = "daybook", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The options of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Settings {
    /// The book: a folder or s3://bucket/prefix [default: ./book]
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "DAYBOOK_BOOK",
        hide_env_values = true
    )]
    pub(crate) book: Option<String>,

    /// How many days, parsers or partitions are worked on side by side [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = parse_jobs)]
    jobs: Option<usize>,

    /// Memory that queries and materialisation may hold together (512MiB, 4GiB) [default: 2GiB]
    #[arg(long, global = true, value_name = "SIZE", value_parser = parse_size)]
    memory: Option<usize>,

    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// How progress is shown on standard error
    #[arg(
        long,
        global = true,
        value_name = "STYLE",
        default_value = "auto",
        hide_possible_values = false
    )]
    pub(crate) progress: ProgressChoice,
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressChoice {
    /// Bars on a terminal, plain lines otherwise
    #[default]
    Auto,
    /// Bars
    Bar,
    /// A line every few seconds
    Plain,
    /// Nothing
    None,
}

impl Settings {
    /// The book's URL.
    pub(crate) fn book(&self) -> &str {
        self.book.as_deref().unwrap_or(DEFAULT_BOOK)
    }

    /// How much is worked on side by side.
    pub(crate) fn jobs(&self) -> usize {
        self.jobs.unwrap_or_else(|| {
            std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
        })
    }

    /// Bytes that queries and materialisation may hold.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.memory.unwrap_or(2 << 30)
    }
}

fn parse_jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("give a whole number from 1".to_string()),
        Ok(jobs) => Ok(jobs),
    }
}

/// The folder for what the program remembers between runs (`$XDG_STATE_HOME/daybook`).
pub(crate) fn state_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let base = set("XDG_STATE_HOME").map(PathBuf::from).or_else(|| {
        let home = set("HOME")?;
        Some(PathBuf::from(home).join(".local").join("state"))
    })?;
    Some(base.join("daybook"))
}

#[cfg(test)]
mod tests;
