//! `daybook train`: models that are learnt from the book's taxonomies.

use clap::{Args, Subcommand};

use crate::commands::Outcome;
use crate::commands::taxonomy::facts;
use crate::failure::Result;
use crate::shell::Shell;

/// Train a model from the book's taxonomies and keep it in the book
///
/// The same taxonomies give the same model, byte for byte. Days that were computed with an
/// earlier model become stale.
#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    #[command(subcommand)]
    model: Model,
}

#[derive(Debug, Subcommand)]
enum Model {
    /// The model of occupations, from O*NET's titles and task statements (some 20 seconds)
    Soc {
        /// The version it is kept under [default: that of the O*NET release]
        #[arg(long, value_name = "V")]
        version: Option<String>,
    },
}

/// Trains a model.
pub(crate) async fn run(args: TrainArgs, shell: &mut Shell) -> Result<Outcome> {
    let Model::Soc { version } = args.model;
    let book = shell.open().await?;
    let trained = Box::pin(book.train_soc(version.as_deref())).await?;
    let text = facts(&trained).render(shell.screen);
    shell.summary(&text)?;
    Ok(Outcome::Done)
}
