//! What the reader looks at: how wide it is, and whether it shows colours.

use std::io::IsTerminal;

/// A terminal, or a file or pipe that has no width and no colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Screen {
    /// Characters in a line; none when there is no terminal.
    pub(crate) width: Option<usize>,
    /// Whether colours and underlines may be used.
    pub(crate) colour: bool,
}

/// What a piece of text is, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// A heading or a name that matters.
    Strong,
    /// Something beside the point.
    Dim,
    /// A part of a text that was recognised.
    Match,
    /// Wrong or missing.
    Error,
    /// Whole.
    Good,
    /// Not quite.
    Warning,
    /// Out of date.
    Old,
}

impl Paint {
    /// The terminal's code that starts it.
    pub(crate) fn start(self) -> &'static str {
        match self {
            Self::Strong => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Match => "\x1b[4;36m",
            Self::Error => "\x1b[31m",
            Self::Good => "\x1b[32m",
            Self::Warning => "\x1b[33m",
            Self::Old => "\x1b[35m",
        }
    }
}

/// The terminal's code that ends every [`Paint`].
pub(crate) const UNPAINT: &str = "\x1b[0m";

impl Screen {
    /// A file or a pipe.
    pub(crate) const PLAIN: Self = Self {
        width: None,
        colour: false,
    };

    /// Standard output.
    pub(crate) fn stdout() -> Self {
        Self::of(std::io::stdout().is_terminal(), comfy_table::Table::new())
    }

    /// Standard error.
    pub(crate) fn stderr() -> Self {
        let mut probe = comfy_table::Table::new();
        probe.use_stderr();
        Self::of(std::io::stderr().is_terminal(), probe)
    }

    fn of(is_terminal: bool, probe: comfy_table::Table) -> Self {
        if !is_terminal {
            return Self::PLAIN;
        }
        let plain = |name, value: &str| std::env::var(name).is_ok_and(|set| set == value);
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        Self {
            width: Some(usize::from(probe.width().unwrap_or(80))),
            colour: !no_colour && !plain("TERM", "dumb"),
        }
    }

    /// Whether a person is looking.
    pub(crate) fn is_terminal(self) -> bool {
        self.width.is_some()
    }

    /// The width, or a readable one where there is none.
    pub(crate) fn width_or(self, default: usize) -> usize {
        self.width.unwrap_or(default)
    }

    /// The text as it should look.
    pub(crate) fn paint(self, paint: Paint, text: &str) -> String {
        if self.colour {
            format!("{}{text}{UNPAINT}", paint.start())
        } else {
            text.to_string()
        }
    }
}
