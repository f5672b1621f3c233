//! The prompt: statements until `;`, commands with `\`, history, completion.
//!
//! ```text
//! daybook> SELECT count(*)
//! FROM postings;                Ctrl-C stops the query, Ctrl-D ends the prompt
//! ```

mod commands;
mod editor;
mod statement;

use std::fs;
use std::path::PathBuf;

use daybook::Daybook;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Editor};

use crate::args::state_folder;
use crate::commands::sql::{Asking, ask};
use crate::failure::{Failure, Result};
use crate::screen::Screen;
use crate::shell::Shell;
use commands::{Action, HELP};
use editor::PromptHelper;

const PROMPT: &str = "daybook> ";

/// Statements that are remembered.
const HISTORY_LENGTH: usize = 2_000;

type Lines = Editor<PromptHelper, FileHistory>;

/// What goes on at the prompt.
struct Prompt<'a> {
    book: &'a Daybook,
    asking: Asking,
    lines: Lines,
    history: Option<PathBuf>,
}

/// Talks until the person has enough.
pub(crate) async fn run(book: &Daybook, asking: Asking, shell: &mut Shell) -> Result<()> {
    let mut prompt = Prompt {
        book,
        asking,
        lines: editor()?,
        history: history_file(),
    };
    if let Some(history) = &prompt.history {
        // The first time there is none.
        let _ = prompt.lines.load_history(history);
    }
    shell.notice(&format!("{}   \\help for help, \\q to leave", book.url()));
    prompt.refresh();
    loop {
        // Blocking is fine: nothing else goes on while a person types.
        match tokio::task::block_in_place(|| prompt.lines.readline(PROMPT)) {
            Ok(line) => {
                if !prompt.answer(&line, shell).await {
                    break;
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(ReadlineError::Io(source)) => return Err(source.into()),
            Err(other) => return Err(std::io::Error::other(other.to_string()).into()),
        }
    }
    prompt.remember();
    Ok(())
}

impl Prompt<'_> {
    /// Answers one line; false when it was the last one.
    async fn answer(&mut self, line: &str, shell: &mut Shell) -> bool {
        let line = line.trim();
        if line.is_empty() {
            return true;
        }
        // History that cannot be kept is no reason to stop.
        let _ = self.lines.add_history_entry(line);
        self.remember();
        let done = match commands::parse(line) {
            None => self.ask(line, shell).await,
            Some(Ok(Action::Quit)) => return false,
            Some(Ok(action)) => self.act(action, shell).await,
            Some(Err(message)) => Err(Failure::usage(message)),
        };
        if let Err(failure) = done {
            if failure.is_silent() {
                return false;
            }
            let text = match failure {
                Failure::Interrupted => "stopped\n".to_string(),
                other => other.render_briefly(shell.screen),
            };
            return shell.print(&text).is_ok();
        }
        true
    }

    /// Runs statements; Ctrl-C stops them.
    async fn ask(&mut self, text: &str, shell: &mut Shell) -> Result<()> {
        let asked = {
            let asking = Box::pin(ask(self.book, text, self.asking, shell));
            tokio::select! {
                done = asking => done,
                interrupt = tokio::signal::ctrl_c() => {
                    interrupt?;
                    Err(Failure::Interrupted)
                }
            }
        };
        if statement::may_change_names(text) {
            self.refresh();
        }
        asked
    }

    async fn act(&mut self, action: Action, shell: &mut Shell) -> Result<()> {
        match action {
            Action::Quit => Ok(()),
            Action::Help => shell.print(HELP),
            Action::Tables => self.show(commands::TABLES, shell).await,
            Action::Columns(table) => self.show(&commands::columns_query(&table), shell).await,
            Action::Timing => {
                self.asking.timing = !self.asking.timing;
                let word = if self.asking.timing { "on" } else { "off" };
                shell.say(&format!("timing is {word}"))
            }
            Action::Format(format) => {
                self.asking.drawing.format = format;
                Ok(())
            }
        }
    }

    /// Runs a query of our own, always drawn as a table.
    async fn show(&mut self, query: &str, shell: &mut Shell) -> Result<()> {
        let before = self.asking;
        self.asking.drawing.format = crate::render::results::Format::Table;
        let shown = Box::pin(self.ask(query, shell)).await;
        self.asking = before;
        shown
    }

    /// Learns the names that completion offers, while the person goes on. Without them there are still the keywords.
    fn refresh(&self) {
        let Some(words) = self.lines.helper().map(PromptHelper::words) else {
            return;
        };
        let book = self.book.clone();
        tokio::spawn(async move {
            if let Ok(names) = Box::pin(book.completions()).await {
                words.learn(names);
            }
        });
    }

    fn remember(&mut self) {
        if let Some(history) = &self.history {
            // A folder that cannot be written is no reason to stop.
            let _ = self.lines.save_history(history);
        }
    }
}

fn editor() -> Result<Lines> {
    let failed = |source: ReadlineError| std::io::Error::other(source.to_string());
    let config = Config::builder()
        .max_history_size(HISTORY_LENGTH)
        .map_err(failed)?
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .build();
    let mut lines = Lines::with_config(config).map_err(failed)?;
    lines.set_helper(Some(PromptHelper::new(Screen::stdout())));
    Ok(lines)
}

/// The history's file; its folder is made when it is missing.
fn history_file() -> Option<PathBuf> {
    let folder = state_folder()?;
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}
