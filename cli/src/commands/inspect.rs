//! `daybook inspect`: one posting and everything that was found in it.

use clap::Args;

use crate::commands::Outcome;
use crate::failure::Result;
use crate::render::inspect;
use crate::shell::Shell;

/// Show one posting with everything that was found in it
///
/// Its fields, its text with the skills found marked, its codes and other attributes, and the
/// lineage of its day.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// The posting's id (VA_1234)
    #[arg(value_name = "POSTING_ID")]
    posting_id: String,
}

/// Prints each appearance of the posting.
pub(crate) async fn run(args: InspectArgs, shell: &mut Shell) -> Result<Outcome> {
    let book = shell.open().await?;
    let found = Box::pin(book.inspect(&args.posting_id)).await?;
    if found.is_empty() {
        return Err(daybook::Error::not_found(format!(
            "posting `{}` is not in this book",
            args.posting_id
        ))
        .into());
    }
    for inspection in &found {
        let text = inspect::draw(&args.posting_id, inspection, shell.screen);
        shell.print(&text)?;
    }
    Ok(Outcome::Done)
}
