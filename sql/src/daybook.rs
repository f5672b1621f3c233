//! A book, opened: everything a program does with Daybook starts here.
//!
//! ```no_run
//! # async fn run() -> daybook_sql::Result<()> {
//! let book = daybook_sql::Daybook::open("./book").await?;
//! for answer in book.sql("SELECT quarter(date) AS quarter, count(*) FROM postings GROUP BY ALL").await? {
//!     println!("{}", answer.schema());
//! }
//! # Ok(()) }
//! ```

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::prelude::SessionContext;
use daybook_catalog::{Book, DayRange, Environment, Location, TableName};
use daybook_engine::land::{LandObserver, LandSpec, LandSummary, SourceFormat, land};
use daybook_engine::materialise::{
    MaterializeObserver, MaterializeSpec, MaterializeSummary, PlannedDay, materialize,
    plan_materialize,
};

use crate::answers;
use crate::error::Result;
use crate::export::{ExportSummary, export};
use crate::inspect::{Inspection, inspect};
use crate::models::SOURCE_MAPPINGS;
use crate::run_log::RunLog;
use crate::session::{Core, session_state};
use crate::statements::read;
use crate::status::{TableStatus, table_status};
use crate::taxonomy::{TaxonomySummary, add_taxonomy};
use crate::text::{render, statements};
use crate::training::train_soc;

/// How a book is opened.
#[derive(Debug, Clone)]
pub struct DaybookOptions {
    /// Clock and file names.
    pub environment: Environment,
    /// Days, parsers or partitions worked on side by side.
    pub jobs: usize,
    /// Bytes that queries and materialisation may hold together.
    pub memory_bytes: usize,
}

impl Default for DaybookOptions {
    /// The machine's clock, its cores, and two gibibytes.
    fn default() -> Self {
        Self {
            environment: Environment::system(),
            jobs: std::thread::available_parallelism().map_or(2, usize::from),
            memory_bytes: 2 << 30,
        }
    }
}

/// The answer to a statement: rows, and for statements that do something a line for people.
#[allow(missing_debug_implementations, reason = "a stream has nothing to show")]
pub struct Answer {
    /// The rows.
    pub rows: SendableRecordBatchStream,
    /// What was done, in words; none for a query.
    pub message: Option<String>,
}

impl Answer {
    /// The columns of the rows.
    pub fn schema(&self) -> SchemaRef {
        self.rows.schema()
    }
}

/// A book, opened. Cheap to clone.
#[derive(Clone)]
pub struct Daybook {
    pub(crate) core: Arc<Core>,
    /// The session of queries: settings made with `SET` stay.
    pub(crate) context: SessionContext,
}

impl std::fmt::Debug for Daybook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Daybook")
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}

impl Daybook {
    /// Opens the book at a folder or `s3://bucket/prefix`. It need not exist yet; opening writes nothing.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, DaybookOptions::default()).await
    }

    /// Opens a book with given clock, parallelism and memory.
    pub async fn open_with(url: &str, options: DaybookOptions) -> Result<Self> {
        let book = Book::open(Location::parse(url)?, options.environment.clone()).await?;
        let core = Core::open(book, options).await?;
        let state = session_state(&core, DayRange::default(), core.options.jobs);
        Ok(Self {
            core,
            context: SessionContext::new_with_state(state),
        })
    }

    /// The book's URL.
    pub fn url(&self) -> &str {
        self.core.book.location().url().as_str()
    }

    /// The options it was opened with.
    pub fn options(&self) -> &DaybookOptions {
        &self.core.options
    }

    /// Runs statements separated by `;` and gives the answer of each.
    pub async fn sql(&self, text: &str) -> Result<Vec<Answer>> {
        let mut all = Vec::new();
        for tokens in statements(text)? {
            self.core.refresh().await?;
            all.push(answers::answer(self, read(&tokens)?).await?);
        }
        Ok(all)
    }

    /// The statements of a text, for callers that want the answer of one before the next is run.
    pub fn split(text: &str) -> Result<Vec<String>> {
        let parts = statements(text)?;
        Ok(parts
            .iter()
            .map(|tokens| render(tokens).trim().to_string())
            .collect())
    }

    /// Lands postings.
    pub async fn land(
        &self,
        spec: LandSpec,
        observer: Arc<dyn LandObserver>,
    ) -> Result<LandSummary> {
        if let SourceFormat::Mapping { sql, .. } = &spec.format {
            self.core.prepare(sql).await?;
        }
        let run = RunLog::start(&self.core.book, "land");
        let landed = land(&self.core.book, &self.context, &spec, observer.as_ref()).await;
        run.end_landing(&spec, &landed).await?;
        Ok(landed?)
    }

    /// The built-in source mappings: name and SQL.
    pub fn mappings() -> &'static [(&'static str, &'static str)] {
        SOURCE_MAPPINGS
    }

    /// Adds or replaces a taxonomy from a publisher's zip or folder; `version` overrides the detected one.
    pub async fn add_taxonomy(
        &self,
        kind: &str,
        path: &Path,
        version: Option<&str>,
    ) -> Result<TaxonomySummary> {
        let summary = add_taxonomy(&self.core.book, kind, path, version).await?;
        self.core.refresh().await?;
        Ok(summary)
    }

    /// Trains the model that `predict_soc` asks from the newest O*NET release of the book, and keeps it under that release's
    /// version or the one given. Takes some twenty seconds for a whole release.
    pub async fn train_soc(&self, version: Option<&str>) -> Result<TaxonomySummary> {
        self.core.refresh().await?;
        let summary = train_soc(&self.core.book, &self.core.at_hand(), version).await?;
        self.core.refresh().await?;
        Ok(summary)
    }

    /// The attribute or count table of a name, with or without its schema.
    pub fn table_named(&self, name: &str) -> Result<TableName> {
        let definition = self.core.definition(name)?;
        definition.table().ok_or_else(|| {
            crate::Error::invalid(format!(
                "`{}` is a dataset; it is computed when it is exported or queried",
                definition.sql_name()
            ))
        })
    }

    /// What a materialisation would do.
    pub async fn plan_materialize(&self, spec: &MaterializeSpec) -> Result<Vec<PlannedDay>> {
        self.core.refresh().await?;
        let models = self.core.planned_models().await?;
        Ok(plan_materialize(&self.core.book, &models, spec).await?)
    }

    /// Brings tables up to date.
    pub async fn materialize(
        &self,
        spec: MaterializeSpec,
        observer: Arc<dyn MaterializeObserver>,
    ) -> Result<MaterializeSummary> {
        self.core.refresh().await?;
        let run = RunLog::start(&self.core.book, "materialize");
        let models = self.core.planned_models().await?;
        self.core.prepare_models().await?;
        let state = Arc::new(session_state(&self.core, DayRange::default(), 1));
        let done = materialize(&self.core.book, &state, &models, &spec, observer.as_ref()).await;
        run.end_materialisation(&done).await?;
        Ok(done?)
    }

    /// Publishes a dataset for a period (`2016Q1`, `2016`, `2016-03`, `2016-01-01..2016-03-31`) under a
    /// URL as `csv` or `parquet`.
    pub async fn export(
        &self,
        dataset: &str,
        period: &str,
        to: &str,
        format: &str,
    ) -> Result<ExportSummary> {
        self.core.refresh().await?;
        export(&self.core, dataset, period, to, format).await
    }

    /// The calendar of every table.
    pub async fn status(&self) -> Result<Vec<TableStatus>> {
        self.core.refresh().await?;
        table_status(&self.core).await
    }

    /// One posting and everything found in it; several when the id appeared on several days.
    pub async fn inspect(&self, posting_id: &str) -> Result<Vec<Inspection>> {
        self.core.refresh().await?;
        inspect(self, posting_id).await
    }

    /// Deletes files that no version younger than `retain_hours` needs; gives their names.
    pub async fn vacuum(&self, retain_hours: u64, dry_run: bool) -> Result<Vec<String>> {
        let retain =
            chrono::Duration::hours(i64::try_from(retain_hours).unwrap_or(i64::MAX / 3600));
        let mut deleted = Vec::new();
        for table in self.core.book.tables().await? {
            let summary = self.core.book.vacuum(&table, retain, dry_run).await?;
            deleted.extend(
                summary
                    .files
                    .iter()
                    .map(|file| format!("{}/{file}", table.folder())),
            );
        }
        Ok(deleted)
    }

    /// Names for completion: tables, columns, functions.
    pub async fn completions(&self) -> Result<Vec<String>> {
        self.core.refresh().await?;
        answers::completions(self).await
    }

    /// Rows of a query, all at once: for small answers.
    pub(crate) async fn rows(
        &self,
        sql: &str,
    ) -> Result<Vec<datafusion::arrow::record_batch::RecordBatch>> {
        self.core.prepare(sql).await?;
        Ok(self.context.sql(sql).await?.collect().await?)
    }
}
