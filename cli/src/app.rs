//! One run of the program: arguments in, exit code out.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | an error; nothing, or nothing more, was done |
//! | 2 | the command line is wrong |
//! | 3 | done in part: an object was unreadable, a day failed |
//! | 130 | stopped by Ctrl-C; the book is whole |

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use crate::args::{Cli, Settings};
use crate::commands::{self, Outcome};
use crate::failure::{Failure, Result};
use crate::screen::Screen;
use crate::shell::Shell;

/// What is heard when `DAYBOOK_LOG` is not set: warnings, but not the storage libraries' small talk.
const QUIET_LOG: &str = "warn,deltalake=error,deltalake_core=error,buoyant_kernel=error,\
                         delta_kernel=error,object_store=error,hyper_util=error";

/// How long threads that are still busy may hold the program after Ctrl-C.
const GRACE: Duration = Duration::from_secs(1);

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log();
    match run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(3),
        Err(failure) => {
            report(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(cli: Cli) -> Result<Outcome> {
    let runtime = runtime(&cli.settings)?;
    let interactive = cli.command.is_interactive();
    let shell = Shell::on_terminal(cli.settings);
    let result = if interactive {
        // The prompt makes its own sense of Ctrl-C: it stops the query, not the program.
        runtime.block_on(commands::run(cli.command, shell))
    } else {
        runtime.block_on(until_interrupted(cli.command, shell))
    };
    runtime.shutdown_timeout(GRACE);
    result
}

fn runtime(settings: &Settings) -> Result<Runtime> {
    Ok(Builder::new_multi_thread()
        .worker_threads(settings.jobs().max(2))
        .thread_name("daybook")
        .enable_all()
        .build()?)
}

/// Runs a command until it ends or until Ctrl-C; a second Ctrl-C does not wait for anything.
async fn until_interrupted(command: commands::Command, shell: Shell) -> Result<Outcome> {
    let mut task = tokio::spawn(commands::run(command, shell));
    tokio::select! {
        ended = &mut task => ended.unwrap_or_else(|died| Err(Failure::died(&died))),
        interrupt = tokio::signal::ctrl_c() => {
            interrupt?;
            task.abort();
            tokio::spawn(async {
                if tokio::signal::ctrl_c().await.is_ok() {
                    std::process::exit(130);
                }
            });
            // Dropping the command's future is what stops it: wait until it is gone.
            let _gone = tokio::time::timeout(GRACE, task).await;
            Err(Failure::Interrupted)
        }
    }
}

fn start_log() {
    let filter =
        EnvFilter::try_from_env("DAYBOOK_LOG").unwrap_or_else(|_| EnvFilter::new(QUIET_LOG));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(Screen::stderr().colour)
        .try_init();
    drop(log); // only fails when a log is there already
}

/// Says on standard error what went wrong. Nothing can be done when even that fails.
fn report(failure: &Failure) {
    if failure.is_silent() {
        return;
    }
    let _ = io::stderr().write_all(failure.render(Screen::stderr()).as_bytes());
}
