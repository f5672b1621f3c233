//! `daybook sql`: one query, a file of statements, standard input, or a prompt.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use daybook::{Answer, Daybook};

use crate::commands::Outcome;
use crate::failure::{Failure, Result};
use crate::output::OutputFile;
use crate::prompt;
use crate::render::place;
use crate::render::results::{Drawing, Format, write_rows};
use crate::shell::Shell;
use crate::values::elapsed;

/// Ask in SQL: one query, a file, standard input, or a prompt
///
/// Without a query, on a terminal, there is a prompt with history, completion and `\help`.
///
/// Examples:
///   daybook sql 'SELECT count(*) FROM postings'
///   daybook sql --format csv --output states.csv --file states.sql
///   echo 'SHOW TABLES' | daybook sql
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct SqlArgs {
    /// Statements, separated by `;`
    #[arg(conflicts_with = "file")]
    query: Option<String>,

    /// A file of statements
    #[arg(long, short, value_name = "FILE")]
    file: Option<PathBuf>,

    /// The format of the rows [default: that of the output file's name, else table]
    #[arg(long)]
    format: Option<Format>,

    /// Where the rows go; the file appears when it is whole [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Say how long each statement took
    #[arg(long)]
    timing: bool,

    /// Rows of a drawn table before it is cut; 0 for all
    #[arg(long, value_name = "N", default_value_t = 1000)]
    max_rows: usize,
}

impl SqlArgs {
    /// Whether a person is asked for statements.
    pub(crate) fn is_interactive(&self) -> bool {
        self.query.is_none()
            && self.file.is_none()
            && self.output.is_none()
            && io::stdin().is_terminal()
            && io::stdout().is_terminal()
    }
}

/// Answers the statements.
pub(crate) async fn run(args: SqlArgs, shell: &mut Shell) -> Result<Outcome> {
    let asking = Asking {
        drawing: Drawing {
            format: args.format(),
            max_rows: (args.max_rows > 0).then_some(args.max_rows),
            screen: shell.screen,
        },
        timing: args.timing,
    };
    if args.is_interactive() {
        let book = shell.open().await?;
        Box::pin(prompt::run(&book, asking, shell)).await?;
        return Ok(Outcome::Done);
    }
    let text = args.statements().await?;
    let is_binary = asking.drawing.format == Format::Parquet;
    if is_binary && args.output.is_none() && shell.screen.is_terminal() {
        return Err(Failure::usage(
            "parquet is nothing for a terminal; give --output FILE",
        ));
    }
    let book = shell.open().await?;
    match &args.output {
        None => ask(&book, &text, asking, shell).await?,
        Some(path) => {
            let started = Instant::now();
            let mut file = OutputFile::create(path)?;
            let asking = asking.without_screen();
            run_each(&book, &text, asking, OneResult::Only, &mut file).await?;
            file.finish()?;
            if args.timing {
                shell.notice(&format!("time: {}", elapsed(started.elapsed())));
            }
        }
    }
    Ok(Outcome::Done)
}

impl SqlArgs {
    /// The format asked for, in words or by the name of the file.
    fn format(&self) -> Format {
        let extension = self.output.as_ref().and_then(|path| path.extension());
        let named = extension.and_then(|extension| match extension.to_str()? {
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "parquet" => Some(Format::Parquet),
            "md" => Some(Format::Markdown),
            _ => None,
        });
        self.format.or(named).unwrap_or(Format::Table)
    }

    async fn statements(&self) -> Result<String> {
        match (&self.query, &self.file) {
            (Some(query), _) => Ok(query.clone()),
            (None, Some(file)) => fs::read_to_string(file)
                .map_err(|source| Failure::file(&file.display().to_string(), &source)),
            (None, None) => read_input().await,
        }
    }
}

/// All of standard input, read on a thread of its own: Ctrl-C does not wait for its end.
async fn read_input() -> Result<String> {
    let reading = tokio::task::spawn_blocking(|| io::read_to_string(io::stdin()));
    Ok(reading.await.map_err(|died| Failure::died(&died))??)
}

/// How statements are answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking {
    /// How rows are drawn.
    pub(crate) drawing: Drawing,
    /// Whether to say how long it took.
    pub(crate) timing: bool,
}

impl Asking {
    /// The same, to a file.
    fn without_screen(mut self) -> Self {
        self.drawing.screen = crate::screen::Screen::PLAIN;
        self
    }
}

/// Whether several results may follow each other in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OneResult {
    /// A file holds one.
    Only,
    /// A stream of text may hold several.
    OrMore,
}

/// Runs statements and prints their answers.
pub(crate) async fn ask(
    book: &Daybook,
    text: &str,
    asking: Asking,
    shell: &mut Shell,
) -> Result<()> {
    let started = Instant::now();
    let several = match asking.drawing.format {
        Format::Parquet => OneResult::Only,
        _ => OneResult::OrMore,
    };
    run_each(book, text, asking, several, &mut shell.out).await?;
    if asking.timing {
        shell.notice(&format!("time: {}", elapsed(started.elapsed())));
    }
    Ok(())
}

/// Runs the statements one by one: what the first ones gave is seen even when a later one is wrong.
async fn run_each(
    book: &Daybook,
    text: &str,
    asking: Asking,
    several: OneResult,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut results = 0;
    for statement in Daybook::split(text).map_err(|error| located(error.into(), text))? {
        let answers = Box::pin(book.sql(&statement))
            .await
            .map_err(|error| located(error.into(), &statement))?;
        write_answers(answers, asking, several, &mut results, out)
            .await
            .map_err(|error| located(error, &statement))?;
    }
    Ok(())
}

/// The failure with a picture of the place in the statement, when it is known.
fn located(failure: Failure, statement: &str) -> Failure {
    let Failure::Daybook(error) = failure else {
        return failure;
    };
    match place::picture(&error.to_string(), statement) {
        Some(picture) => Failure::Statement(error, picture),
        None => Failure::Daybook(error),
    }
}

async fn write_answers(
    answers: Vec<Answer>,
    asking: Asking,
    several: OneResult,
    results: &mut usize,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    for answer in answers {
        if let Some(message) = &answer.message {
            // Words among the rows of a CSV would be read as rows.
            match asking.drawing.format {
                Format::Table => writeln!(out, "{message}")?,
                _ => writeln!(io::stderr(), "{message}")?,
            }
        }
        if answer.rows.schema().fields().is_empty() {
            continue;
        }
        *results += 1;
        match (*results, several) {
            (1, _) => {}
            (_, OneResult::Only) => {
                return Err(Failure::usage(
                    "these statements have several results; a file holds one",
                ));
            }
            (_, OneResult::OrMore) => writeln!(out)?,
        }
        write_rows(answer.rows, asking.drawing, out).await?;
    }
    Ok(out.flush()?)
}

/// Runs a query and draws its rows as a table.
pub(crate) async fn print_query(book: &Daybook, query: &str, shell: &mut Shell) -> Result<Outcome> {
    let asking = Asking {
        drawing: Drawing {
            format: Format::Table,
            max_rows: None,
            screen: shell.screen,
        },
        timing: false,
    };
    ask(book, query, asking, shell).await?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch};
    use datafusion::arrow::datatypes::Schema;
    use datafusion::physical_plan::stream::RecordBatchStreamAdapter;

    use super::*;
    use crate::screen::Screen;

    fn answer(number: i64) -> Answer {
        let column: ArrayRef = Arc::new(Int64Array::from(vec![number]));
        let batch = RecordBatch::try_from_iter([("n", column)]).unwrap();
        let rows = futures::stream::iter([Ok(batch.clone())]);
        Answer {
            rows: Box::pin(RecordBatchStreamAdapter::new(batch.schema(), rows)),
            message: None,
        }
    }

    fn done(message: &str) -> Answer {
        let rows = futures::stream::empty();
        Answer {
            rows: Box::pin(RecordBatchStreamAdapter::new(
                Arc::new(Schema::empty()),
                rows,
            )),
            message: Some(message.to_string()),
        }
    }

    fn written(answers: Vec<Answer>, format: Format, several: OneResult) -> Result<String> {
        let asking = Asking {
            drawing: Drawing {
                format,
                max_rows: None,
                screen: Screen::PLAIN,
            },
            timing: false,
        };
        let mut out = Vec::new();
        let mut results = 0;
        let writing = write_answers(answers, asking, several, &mut results, &mut out);
        futures::executor::block_on(writing)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn several_answers_follow_each_other() {
        let answers = vec![answer(1), done("made a table"), answer(2)];
        let text = written(answers, Format::Csv, OneResult::OrMore).unwrap();
        assert_eq!(text, "n\n1\n\nn\n2\n");
    }

    #[test]
    fn a_statement_without_rows_says_what_it_did() {
        let text = written(vec![done("made a table")], Format::Table, OneResult::OrMore).unwrap();
        assert_eq!(text, "made a table\n");
    }

    #[test]
    fn a_file_holds_one_result() {
        let refused = written(vec![answer(1), answer(2)], Format::Csv, OneResult::Only);
        assert_eq!(refused.unwrap_err().exit_code(), 2);
        assert!(written(vec![done("x"), answer(2)], Format::Csv, OneResult::Only).is_ok());
    }
}
