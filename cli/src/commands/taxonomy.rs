//! `daybook taxonomy`: the reference data that models read.

use clap::{Args, Subcommand};
use daybook::TaxonomySummary;

use crate::commands::Outcome;
use crate::commands::sql::print_query;
use crate::failure::Result;
use crate::render::summary::Facts;
use crate::shell::Shell;

/// What `taxonomy list` shows; `SELECT * FROM system.taxonomies` shows all of it.
const LIST: &str = "\
SELECT kind, version, is_newest AS newest, is_starter AS starter, rows,
       cardinality(string_to_array(tables, ', ')) AS tables,
       CASE WHEN length(attribution) > 32 THEN left(attribution, 31) || '…'
            ELSE attribution END AS attribution
FROM   system.taxonomies ORDER BY kind, version";

/// Add and list taxonomies: O*NET, SOC, CBSA, states, places, ESCO, your own skills and concepts
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
        /// onet, soc, cbsa, states, places, esco; skills or concepts for a list of your own
        kind: String,
        /// The publisher's zip file or folder; for skills and concepts a text file or a table
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
        Action::List => print_query(&book, LIST, shell).await,
        Action::Add {
            kind,
            path,
            version,
        } => {
            let added =
                Box::pin(book.add_taxonomy(&kind, std::path::Path::new(&path), version.as_deref()))
                    .await?;
            let text = facts(&added).render(shell.screen);
            shell.summary(&text)?;
            Ok(Outcome::Done)
        }
    }
}

pub(crate) fn facts(added: &TaxonomySummary) -> Facts {
    let mut facts = Facts::new(match added.unchanged {
        true => "unchanged: the book holds this already",
        false => "added",
    });
    facts.text("taxonomy", &format!("{}@{}", added.kind, added.version));
    for (table, rows) in &added.tables {
        facts.number(&format!("  {table}"), *rows);
    }
    for absent in &added.absent {
        facts.text("this release has", absent);
    }
    facts.text("fingerprint", &added.fingerprint);
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::Screen;

    #[test]
    fn what_a_release_lacks_is_told() {
        let added = TaxonomySummary {
            kind: "onet".to_string(),
            version: "23.1".to_string(),
            fingerprint: "f".to_string(),
            tables: [("onet_skills".to_string(), 1_234)].into(),
            absent: vec!["no abilities (Abilities.txt)".to_string()],
            unchanged: false,
        };
        let text = facts(&added).render(Screen::PLAIN);
        assert!(
            text.starts_with("added\n  taxonomy           onet@23.1\n"),
            "{text}"
        );
        assert!(text.contains("no abilities (Abilities.txt)"), "{text}");
    }
}
