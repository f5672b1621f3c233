//! What every command has at hand: its settings, where results go, where notices go, and the book.

use std::fmt;
use std::io::{self, BufWriter, Write};

use daybook::{Daybook, DaybookOptions, Environment};

use crate::args::{ProgressChoice, Settings};
use crate::failure::Result;
use crate::progress::ProgressStyle;
use crate::screen::{Paint, Screen};

/// A command's surroundings.
pub(crate) struct Shell {
    /// The options of every command.
    pub(crate) settings: Settings,
    /// Where results go.
    pub(crate) out: Box<dyn Write + Send>,
    /// What results are looked at with.
    pub(crate) screen: Screen,
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shell")
            .field("settings", &self.settings)
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}

impl Shell {
    /// Results to standard output.
    pub(crate) fn on_terminal(settings: Settings) -> Self {
        Self {
            settings,
            out: Box::new(BufWriter::with_capacity(1 << 16, io::stdout())),
            screen: Screen::stdout(),
        }
    }

    /// Opens the book.
    pub(crate) async fn open(&mut self) -> Result<Daybook> {
        let url = self.settings.book().to_string();
        self.open_at(&url).await
    }

    /// Opens another book with the same settings.
    pub(crate) async fn open_at(&mut self, url: &str) -> Result<Daybook> {
        let options = DaybookOptions {
            environment: Environment::system(),
            jobs: self.settings.jobs(),
            memory_bytes: self.settings.memory_bytes(),
        };
        Ok(Daybook::open_with(url, options).await?)
    }

    /// How progress is shown here.
    pub(crate) fn progress(&self) -> ProgressStyle {
        match self.settings.progress {
            _ if self.settings.quiet => ProgressStyle::None,
            ProgressChoice::None => ProgressStyle::None,
            ProgressChoice::Plain => ProgressStyle::Plain,
            ProgressChoice::Bar => ProgressStyle::Bar,
            ProgressChoice::Auto if Screen::stderr().is_terminal() => ProgressStyle::Bar,
            ProgressChoice::Auto => ProgressStyle::Plain,
        }
    }

    /// Prints text as it is, at once.
    pub(crate) fn print(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes())?;
        Ok(self.out.flush()?)
    }

    /// Prints a line.
    pub(crate) fn say(&mut self, line: &str) -> Result<()> {
        self.print(&format!("{line}\n"))
    }

    /// Prints what a person wants to know and a script does not; nothing with `--quiet`.
    pub(crate) fn summary(&mut self, text: &str) -> Result<()> {
        if self.settings.quiet {
            return Ok(());
        }
        self.print(text)
    }

    /// A notice on standard error; nothing with `--quiet`.
    pub(crate) fn notice(&self, text: &str) {
        if !self.settings.quiet {
            let line = Screen::stderr().paint(Paint::Dim, text);
            // A notice that cannot be shown is no reason to stop.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// A warning on standard error.
    pub(crate) fn warn(&self, text: &str) {
        let word = Screen::stderr().paint(Paint::Warning, "warning:");
        let _ = writeln!(io::stderr(), "{word} {text}");
    }
}
