//! The one public error of Daybook: what went wrong, and what to do about it.

use datafusion::error::DataFusionError;
use daybook_catalog::{CatalogError, ErrorKind};
use daybook_engine::EngineError;

/// The result of a Daybook call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of Daybook. Its [`kind`](Error::kind) tells what the caller can do; its message names the
/// thing, the place and the fix.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with nothing behind it.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    /// A request that is wrong.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, message)
    }

    /// A name that stands for nothing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotFound, message)
    }

    /// What the caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl From<EngineError> for Error {
    fn from(source: EngineError) -> Self {
        match source {
            EngineError::DataFusion(inner) => Self::from(*inner),
            other => {
                let (kind, message) = (other.kind(), other.to_string());
                Self {
                    kind,
                    message,
                    source: Some(Box::new(other)),
                }
            }
        }
    }
}

impl From<CatalogError> for Error {
    fn from(source: CatalogError) -> Self {
        Self::from(EngineError::from(source))
    }
}

impl From<DataFusionError> for Error {
    /// Our own errors travel through plans and streams as external ones; here they come back.
    fn from(source: DataFusionError) -> Self {
        if let DataFusionError::External(inner) = source.find_root() {
            if let Some(own) = inner.downcast_ref::<Self>() {
                return Self::new(own.kind, own.message.clone());
            }
            if let Some(own) = inner.downcast_ref::<CatalogError>() {
                return Self::new(own.kind(), own.to_string());
            }
        }
        if let Some(file) = vanished_file(&source.to_string()) {
            return Self::not_found(format!(
                "`{file}` is not in the book any more: vacuum deletes what replaced days held; ask for a \
                 newer version, or, if none was asked for, run the query again"
            ));
        }
        let engine = EngineError::DataFusion(Box::new(source));
        let told = engine.to_string().replace("\ncaused by\n", " caused by ");
        // What fails while a query is planned is the query's, not the data's: a date that is none, say.
        let kind = match engine.kind() {
            ErrorKind::Data if told.starts_with(OPTIMIZER) => ErrorKind::Invalid,
            kind => kind,
        };
        let message = plain(&told);
        Self {
            kind,
            message,
            source: Some(Box::new(engine)),
        }
    }
}

/// The file of a day that a message says could not be found: readers give only text, in two forms.
fn vanished_file(message: &str) -> Option<&str> {
    let forms = [
        ("Failed to fetch metadata for file ", ": "),
        ("Object at location ", " not found"),
    ];
    let file = forms.iter().find_map(|(before, after)| {
        let (_, rest) = message.split_once(before)?;
        rest.split_once(after).map(|(file, _)| file)
    })?;
    (message.contains("not found") && file.contains("/date=")).then_some(file)
}

impl From<Error> for DataFusionError {
    fn from(error: Error) -> Self {
        Self::External(Box::new(error))
    }
}

/// What stands before the words that matter, once for each layer that an error went through.
const LAYERS: [&str; 6] = [
    "Error during planning: ",
    "Execution error: ",
    "Schema error: ",
    "Arrow error: ",
    "External error: ",
    "SQL error: ",
];

/// How an error while planning begins.
const OPTIMIZER: &str = "Optimizer rule '";

/// A library's message without the names of its layers.
fn plain(message: &str) -> String {
    let mut rest = message;
    loop {
        let before = rest;
        for layer in LAYERS {
            rest = rest.strip_prefix(layer).unwrap_or(rest);
        }
        for (start, end) in [
            (OPTIMIZER, "' failed caused by "),
            ("Function '", "' user-defined coercion failed with: "),
        ] {
            if rest.starts_with(start)
                && let Some((_, cause)) = rest.split_once(end)
            {
                rest = cause.trim_start();
            }
        }
        if rest == before {
            break;
        }
    }
    let parser = ["ParserError(\"", "TokenizerError(\""]
        .iter()
        .find_map(|start| rest.strip_prefix(start)?.strip_suffix("\")"));
    if let Some(words) = parser {
        return format!("cannot read the SQL: {}", words.replace("\\\"", "\""));
    }
    unknown_field(rest).unwrap_or_else(|| {
        rest.split(" No function matches the given name and argument types")
            .next()
            .filter(|told| told.contains(" takes "))
            .unwrap_or(rest)
            .to_string()
    })
}

/// Columns that are told when one is asked for that is not there; of more, the likeliest only.
const COLUMNS_TOLD: usize = 12;

/// `No field named state; did you mean `state_code`? There are date, state_code, …`: a name that holds the one asked for is
/// likelier than one of as many letters.
fn unknown_field(message: &str) -> Option<String> {
    let (told, valid) = message.split_once("Valid fields are ")?;
    let (_, asked) = told.split_once("No field named ")?;
    let (asked, suggested) = match asked.split_once(". Did you mean '") {
        Some((asked, rest)) => (asked, rest.split_once('\'').map(|(name, _)| name)),
        None => (asked.trim_end().trim_end_matches('.'), None),
    };
    let last = |name: &str| {
        name.rsplit('.')
            .next()
            .unwrap_or(name)
            .trim_matches('"')
            .to_owned()
    };
    let columns: Vec<String> = valid.trim_end_matches('.').split(", ").map(last).collect();
    let name = last(asked).to_lowercase();
    let holds =
        |column: &&String| column.to_lowercase().contains(&name) || name.contains(column.as_str());
    let likely = columns.iter().find(holds).cloned().or(suggested.map(last));
    let likely = likely.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    let all = match columns.join(", ") {
        all if likely.is_empty() => format!(". The columns are {all}."),
        all if columns.len() <= COLUMNS_TOLD => format!(" The columns are {all}."),
        _ => String::new(),
    };
    Some(format!("No field named {asked}{likely}{all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_left_out() {
        for (message, expected) in [
            (
                "SQL error: ParserError(\"Expected: ), found: \\\"FROM\\\" at Line: 1, Column: 16\")",
                "cannot read the SQL: Expected: ), found: \"FROM\" at Line: 1, Column: 16",
            ),
            (
                "Schema error: No field named titel. Did you mean 'postings.title'?\nValid fields are a, b.",
                "No field named titel; did you mean `title`? The columns are a, b.",
            ),
            (
                "Schema error: No field named state. Did you mean 't.date'?\nValid fields are t.date, t.state_code.",
                "No field named state; did you mean `state_code`? The columns are date, state_code.",
            ),
            (
                "Schema error: No field named q. Valid fields are a, b.",
                "No field named q. The columns are a, b.",
            ),
            (
                "Optimizer rule 'simplify_expressions' failed caused by Arrow error: Cast error: Cannot cast",
                "Cast error: Cannot cast",
            ),
            (
                "Error during planning: Execution error: Function 'soc_major' user-defined coercion failed with: \
                 Error during planning: soc_major takes one SOC code, got 2 arguments. No function matches the given \
                 name and argument types 'soc_major(Utf8, Int64)'.",
                "soc_major takes one SOC code, got 2 arguments.",
            ),
        ] {
            assert_eq!(plain(message), expected);
        }
    }
}
