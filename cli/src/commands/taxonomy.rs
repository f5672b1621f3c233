//! `daybook taxonomy`: the reference data that models read.

use clap::{Args, Subcommand};

use crate::commands::Outcome;
use crate::commands::sql::print_query;
use crate::failure::Result;
use crate::render::summary::Facts;
use crate::shell::Shell;

/// Add and list taxonomies: O*NET, SOC, CBSA, states, places, ESCO
///
/// Taxonomies are kept in the book by version, several side by side. Adding one makes the days
/// that were computed with its kind's newest version stale.
#[derive(Debug, Args)]
pub(crate) struct TaxonomyArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a taxonomy, as its publisher distributes it, or replace the same version
    Add {
        /// onet, soc, cbsa, states, places or esco
        kind: String,
        /// The publisher's zip file or folder
        path: String,
        /// The version, when it cannot be told from the files
        #[arg(long, value_name = "V")]
        version: Option<String>,
    },
    /// List the taxonomies that the book holds
    List,
}

/// Adds or lists taxonomies.
pub(crate) async fn run(args: TaxonomyArgs, shell: &mut Shell) -> Result<Outcome> {
    let book = shell.open().await?;
    match args.action {
        Action::List => print_query(&book, "SHOW TAXONOMIES", shell).await,
        Action::Add {
            kind,
            path,
            version,
        } => {
            let added =
                Box::pin(book.add_taxonomy(&kind, std::path::Path::new(&path), version.as_deref()))
                    .await?;
            let mut facts = Facts::new(if added.unchanged {
                "unchanged: the book holds this already"
            } else {
                "added"
            });
            facts.text("taxonomy", &format!("{}@{}", added.kind, added.version));
            facts.text("fingerprint", &added.fingerprint);
            for (table, rows) in &added.tables {
                facts.number(&format!("  {table}"), *rows);
            }
            let text = facts.render(shell.screen);
            shell.summary(&text)?;
            Ok(Outcome::Done)
        }
    }
}
