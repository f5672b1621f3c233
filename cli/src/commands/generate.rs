//! `daybook generate`: made-up postings, the same for the same seed.

use std::io::Write;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::commands::Outcome;
use crate::failure::Result;
use crate::output::OutputFile;
use crate::sample::{SampleSpec, write_postings};
use crate::shell::Shell;
use crate::values::{counted, parse_day};

/// Make up postings: realistic, of any number, the same for the same seed
///
/// They are written as JSON lines in the common schema:
///   daybook generate --postings 100000 --days 365 --seed 1 --output sample.jsonl
///   daybook land --source SAMPLE --format common-schema sample.jsonl
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct GenerateArgs {
    /// How many postings
    #[arg(long, value_name = "N")]
    postings: u64,

    /// Over how many days they are spread
    #[arg(long, value_name = "D")]
    days: u32,

    /// The seed
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// The first day
    #[arg(long, value_name = "DAY", default_value = "2016-01-01", value_parser = parse_day)]
    first_day: NaiveDate,

    /// The source's name
    #[arg(long, value_name = "NAME", default_value = "SAMPLE")]
    source: String,

    /// Mix in what real files suffer from: broken lines, missing fields, bad dates, mojibake, HTML
    #[arg(long)]
    defects: bool,

    /// The file to write; standard output otherwise
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the postings.
pub(crate) fn run(args: &GenerateArgs, shell: &mut Shell) -> Result<Outcome> {
    let spec = SampleSpec {
        postings: args.postings,
        days: args.days,
        seed: args.seed,
        first_day: args.first_day,
        source: args.source.clone(),
        defects: args.defects,
    };
    match &args.output {
        None => {
            write_postings(&spec, &mut shell.out)?;
            shell.out.flush()?;
        }
        Some(path) => {
            let mut file = OutputFile::create(path)?;
            write_postings(&spec, &mut file)?;
            file.finish()?;
            shell.notice(&format!(
                "{} written to {}",
                counted(spec.postings, "posting", "postings"),
                path.display()
            ));
        }
    }
    Ok(Outcome::Done)
}
