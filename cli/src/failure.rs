//! What a command can end with besides success, and how that is told to a person.
//!
//! ```text
//! error: table `counts.skils` does not exist in this book
//! hint: is --book right? `daybook status` shows what it holds
//! ```

use std::fmt;
use std::io;

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;
use datafusion::parquet::errors::ParquetError;
use daybook::ErrorKind;

use crate::screen::{Paint, Screen};

/// The result of a command's step.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for something that does not go together.
    Usage(String),
    /// Daybook refused or failed.
    Daybook(daybook::Error),
    /// A statement is wrong, with a picture of where.
    Statement(daybook::Error, String),
    /// A file or the terminal did.
    Io(io::Error),
    /// Ctrl-C.
    Interrupted,
}

impl Failure {
    /// A wrong command line.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &str, source: &io::Error) -> Self {
        Self::Io(io::Error::new(source.kind(), format!("`{path}`: {source}")))
    }

    /// The command's task panicked.
    pub(crate) fn died(source: &tokio::task::JoinError) -> Self {
        Self::Daybook(daybook::Error::new(
            ErrorKind::Internal,
            format!("the command died: {source}"),
        ))
    }

    /// The program's exit code.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Interrupted => 130,
            Self::Io(source) if source.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Daybook(_) | Self::Statement(..) | Self::Io(_) => 1,
        }
    }

    /// Whether there is nothing to say: whoever read our output has gone (`daybook sql … | head`).
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Io(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// What to tell the person, with the line end.
    pub(crate) fn render(&self, screen: Screen) -> String {
        if matches!(self, Self::Interrupted) {
            return "stopped; the book is whole; run again to go on\n".to_string();
        }
        let mut text = self.render_briefly(screen);
        if let Some(hint) = self.hint() {
            text.push_str(&format!("{} {hint}\n", screen.paint(Paint::Dim, "hint:")));
        }
        text
    }

    /// The same without the hint: at the prompt the next line is the hint.
    pub(crate) fn render_briefly(&self, screen: Screen) -> String {
        let message = one_line(&self.to_string());
        let picture = match self {
            Self::Statement(_, picture) => picture.as_str(),
            _ => "",
        };
        let word = screen.paint(Paint::Error, "error:");
        format!("{word} {message}\n{picture}")
    }

    fn hint(&self) -> Option<&'static str> {
        match self {
            // The message says what is wrong with the request.
            Self::Daybook(source) | Self::Statement(source, _)
                if source.kind() == ErrorKind::Invalid =>
            {
                None
            }
            // A file that is not there has nothing to do with the book.
            Self::Daybook(source) | Self::Statement(source, _)
                if source.kind() == ErrorKind::NotFound && !speaks_of_the_book(source) =>
            {
                None
            }
            Self::Daybook(source) | Self::Statement(source, _) => Some(match source.kind() {
                ErrorKind::Invalid | ErrorKind::NotFound => {
                    "is --book right? `daybook status` shows what it holds"
                }
                ErrorKind::Conflict => "another writer was first; run the command again",
                ErrorKind::Data => "mend the file or row that the message names, then run again",
                ErrorKind::Unavailable => {
                    "storage did not answer; wait and run again: what is committed stays"
                }
                ErrorKind::Internal => {
                    "this looks like a bug: please report it with what DAYBOOK_LOG=debug prints"
                }
            }),
            Self::Usage(_) => Some("`daybook help COMMAND` shows what it takes"),
            Self::Io(_) | Self::Interrupted => None,
        }
    }
}

/// Whether something of the book is missing, not something beside it.
fn speaks_of_the_book(source: &daybook::Error) -> bool {
    let message = source.to_string();
    ["table `", "posting `", "model `", "dataset `"]
        .iter()
        .any(|thing| message.contains(thing))
}

/// Messages of libraries may span lines; ours are one.
fn one_line(message: &str) -> String {
    let lines: Vec<&str> = message
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Daybook(source) | Self::Statement(source, _) => source.fmt(f),
            Self::Io(source) => source.fmt(f),
            Self::Interrupted => f.write_str("stopped"),
        }
    }
}

impl From<daybook::Error> for Failure {
    fn from(source: daybook::Error) -> Self {
        Self::Daybook(source)
    }
}

impl From<io::Error> for Failure {
    fn from(source: io::Error) -> Self {
        Self::Io(source)
    }
}

impl From<DataFusionError> for Failure {
    fn from(source: DataFusionError) -> Self {
        Self::Daybook(source.into())
    }
}

impl From<ArrowError> for Failure {
    fn from(source: ArrowError) -> Self {
        match source {
            ArrowError::IoError(_, source) => Self::Io(source),
            other => DataFusionError::from(other).into(),
        }
    }
}

impl From<ParquetError> for Failure {
    fn from(source: ParquetError) -> Self {
        match source {
            ParquetError::External(source) => match source.downcast::<io::Error>() {
                Ok(source) => Self::Io(*source),
                Err(source) => DataFusionError::External(source).into(),
            },
            other => DataFusionError::from(other).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Screen = Screen::PLAIN;

    #[test]
    fn an_error_is_one_line_and_a_hint() {
        let failure = Failure::from(daybook::Error::not_found("table `x`\n  does not exist"));
        assert_eq!(
            failure.render(PLAIN),
            "error: table `x` does not exist\nhint: is --book right? `daybook status` shows what it holds\n"
        );
        assert_eq!(failure.exit_code(), 1);
    }

    #[test]
    fn every_kind_has_its_hint() {
        use ErrorKind::{Conflict, Data, Internal, Invalid, NotFound, Unavailable};
        let invalid = Failure::from(daybook::Error::new(Invalid, "x"));
        assert_eq!(invalid.hint(), None, "the message says it");
        let file = Failure::from(daybook::Error::not_found("x.zip: no such file"));
        assert_eq!(file.hint(), None, "it has nothing to do with the book");
        let kinds = [NotFound, Conflict, Data, Unavailable, Internal];
        let hints: std::collections::BTreeSet<_> = kinds
            .iter()
            .map(|kind| Failure::from(daybook::Error::new(*kind, "no table `x`")).hint())
            .collect();
        assert_eq!(hints.len(), kinds.len());
    }

    #[test]
    fn a_reader_that_left_is_no_error() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(failure.is_silent());
        assert_eq!(failure.exit_code(), 0);
        let wrapped = ArrowError::IoError("x".into(), io::ErrorKind::BrokenPipe.into());
        assert!(Failure::from(wrapped).is_silent());
    }

    #[test]
    fn ctrl_c_says_what_to_do_next() {
        assert_eq!(Failure::Interrupted.exit_code(), 130);
        assert!(Failure::Interrupted.render(PLAIN).contains("run again"));
    }
}
