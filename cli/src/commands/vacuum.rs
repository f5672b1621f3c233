//! `daybook vacuum`: files that no kept version needs.

use std::io::Write;

use clap::Args;

use crate::commands::Outcome;
use crate::failure::Result;
use crate::shell::Shell;
use crate::values::{counted, parse_hours};

/// Delete files that no version younger than --retain needs
///
/// Replaced days stay readable (AS OF) until their files are deleted here.
#[derive(Debug, Args)]
pub(crate) struct VacuumArgs {
    /// Keep what versions of this age need (12h, 7d, 2w)
    #[arg(long, value_name = "AGE", default_value = "7d", value_parser = parse_hours)]
    retain: u64,

    /// Only say what would be deleted
    #[arg(long)]
    dry_run: bool,
}

/// Deletes and lists what was deleted.
pub(crate) async fn run(args: VacuumArgs, shell: &mut Shell) -> Result<Outcome> {
    let book = shell.open().await?;
    let files = Box::pin(book.vacuum(args.retain, args.dry_run)).await?;
    for file in &files {
        writeln!(shell.out, "{file}")?;
    }
    shell.out.flush()?;
    let number = counted(files.len() as u64, "file", "files");
    shell.notice(&if args.dry_run {
        format!("{number} would be deleted")
    } else {
        format!("{number} deleted")
    });
    Ok(Outcome::Done)
}
