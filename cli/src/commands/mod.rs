//! The commands, one file each: what it takes (`…Args`), what it does (`run`).
//!
//! A new command is a file here, a line in [`Command`] and a line in [`run`].

mod demo;
mod docs;
mod eval;
mod export;
mod generate;
mod inspect;
mod land;
mod materialize;
pub(crate) mod sql;
mod status;
mod taxonomy;
mod train;
mod vacuum;

use clap::Subcommand;

use crate::failure::Result;
use crate::shell::Shell;

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it is done.
    Done,
    /// Some of it could not be done; the summary says what. Exit code 3.
    Partly,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Land(land::LandArgs),
    Taxonomy(taxonomy::TaxonomyArgs),
    Train(train::TrainArgs),
    Materialize(materialize::MaterializeArgs),
    Sql(sql::SqlArgs),
    Export(export::ExportArgs),
    Status(status::StatusArgs),
    Inspect(inspect::InspectArgs),
    Eval(eval::EvalArgs),
    Vacuum(vacuum::VacuumArgs),
    Generate(generate::GenerateArgs),
    Demo(demo::DemoArgs),
    #[command(hide = true)]
    Docs(docs::DocsArgs),
}

impl Command {
    /// Whether the command talks with a person and handles Ctrl-C itself.
    pub(crate) fn is_interactive(&self) -> bool {
        matches!(self, Self::Sql(args) if args.is_interactive())
    }
}

/// Runs a command.
pub(crate) async fn run(command: Command, mut shell: Shell) -> Result<Outcome> {
    let shell = &mut shell;
    // Boxed: a command's state is the state of the whole engine below it.
    match command {
        Command::Land(args) => Box::pin(land::run(args, shell)).await,
        Command::Taxonomy(args) => Box::pin(taxonomy::run(args, shell)).await,
        Command::Train(args) => Box::pin(train::run(args, shell)).await,
        Command::Materialize(args) => Box::pin(materialize::run(args, shell)).await,
        Command::Sql(args) => Box::pin(sql::run(args, shell)).await,
        Command::Export(args) => Box::pin(export::run(args, shell)).await,
        Command::Status(args) => Box::pin(status::run(args, shell)).await,
        Command::Inspect(args) => Box::pin(inspect::run(args, shell)).await,
        Command::Eval(args) => Box::pin(eval::run(args, shell)).await,
        Command::Vacuum(args) => Box::pin(vacuum::run(args, shell)).await,
        Command::Generate(args) => generate::run(&args, shell),
        Command::Demo(args) => Box::pin(demo::run(args, shell)).await,
        Command::Docs(args) => docs::run(&args, shell),
    }
}
