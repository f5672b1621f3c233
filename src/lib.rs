//! Daybook keeps job postings by day, works out what is in them, and answers questions in SQL.
//!
//! ```text
//!  files ──land──► postings ──materialize──► attributes ──materialize──► counts ──sql──► rows
//!                  (by day)                  (per posting)               (states         └─export──► files
//!                                                                         that merge)
//! ```
//!
//! A **book** is a folder or an `s3://bucket/prefix` that holds all of it; a **day** is the unit of work; a **model** is a
//! `SELECT` that computes one day of one table. Every rollup after that is a `GROUP BY`.
//!
//! # The types you need
//!
//! | type | what it is |
//! |---|---|
//! | [`Daybook`] | a book, opened: everything starts here |
//! | [`Answer`] | the rows of a statement, as a stream of Arrow batches |
//! | [`land::LandSpec`], [`materialise::MaterializeSpec`] | what to land, what to compute |
//! | [`land::Unobserved`] | for both: nobody watches the progress |
//! | [`Error`], [`ErrorKind`] | what went wrong, and what you can do about it |
//!
//! # Ask
//!
//! A book need not exist: it begins when something is first written, and its tables are there, empty, before that.
//!
//! ```
//! use daybook::Daybook;
//! use futures::TryStreamExt;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let url = folder.path().to_str().ok_or("a path in UTF-8")?;
//! let book = Daybook::open(url).await?;
//! for answer in book.sql("SELECT count(*) AS postings FROM postings").await? {
//!     let batches: Vec<_> = answer.rows.try_collect().await?;
//!     assert_eq!(batches[0].num_rows(), 1);
//! }
//! # Ok(()) }
//! ```
//!
//! # Land, compute, ask
//!
//! Records that are no postings go to the table `rejects`; the summary accounts for every record read.
//!
//! ```
//! use std::sync::Arc;
//!
//! use daybook::Daybook;
//! use daybook::land::{Identity, LandSpec, SourceFormat, Unobserved};
//! use daybook::materialise::{MaterializeSpec, Mode};
//! use futures::TryStreamExt;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let url = folder.path().join("book").display().to_string();
//! let file = folder.path().join("jobs.csv");
//! std::fs::write(&file, "Ref,Role,Posted,State\n1,Cook,01/05/2016,TX\n2,,01/05/2016,TX\n")?;
//!
//! let book = Daybook::open(&url).await?;
//! let landing = LandSpec {
//!     source: "ACME".to_string(),
//!     format: SourceFormat::Mapping {
//!         name: "acme.sql".to_string(),
//!         sql: "SELECT ref AS id, role AS title, posted AS date, state AS address_region FROM input".to_string(),
//!     },
//!     inputs: vec![file.display().to_string()],
//!     identity: Identity::Day,
//!     jobs: 2,
//!     memory_bytes: 64 << 20,
//! };
//! let landed = book.land(landing, Arc::new(Unobserved)).await?;
//! assert_eq!((landed.read, landed.added, landed.rejected["no_title"]), (2, 1, 1));
//!
//! let work = MaterializeSpec {
//!     tables: vec![book.table_named("counts.title_counts")?], // with all that it reads
//!     from: None,
//!     to: None,
//!     mode: Mode::Stale,
//!     jobs: 2,
//! };
//! let done = book.materialize(work, Arc::new(Unobserved)).await?;
//! assert!(done.failed.is_empty());
//!
//! let question = "SELECT state_code, title, sum(postings) FROM counts.title_counts GROUP BY ALL";
//! for answer in book.sql(question).await? {
//!     let batches: Vec<_> = answer.rows.try_collect().await?;
//!     assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 1); // TX, cook, 1
//! }
//! # Ok(()) }
//! ```
//!
//! # A model of your own
//!
//! A model is made by a statement and kept in the book. What a model may not be is refused with what to write instead:
//! a mean, say, does not add up over days.
//!
//! ```
//! use daybook::{Daybook, ErrorKind};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let url = folder.path().to_str().ok_or("a path in UTF-8")?;
//! let book = Daybook::open(url).await?;
//! book.sql(
//!     "CREATE ATTRIBUTE TABLE remote AS
//!      SELECT date, posting_no, posting_id, description ILIKE '%remote%' AS is_remote FROM postings;
//!      CREATE COUNT TABLE remote_counts AS
//!      SELECT date, is_remote, count(*) AS postings FROM attributes.remote GROUP BY ALL",
//! )
//! .await?;
//!
//! let refused = "CREATE COUNT TABLE x AS SELECT date, avg(num_positions) AS a FROM postings GROUP BY date";
//! let error = book.sql(refused).await.err().ok_or("an average was stored")?;
//! assert_eq!(error.kind(), ErrorKind::Invalid);
//! assert!(error.to_string().contains("keep count"));
//! # Ok(()) }
//! ```
//!
//! # What you may ignore
//!
//! - [`DaybookOptions`] and [`Environment`]: clock, file names, memory and parallelism have defaults; tests replace the
//!   clock to get the same bytes twice.
//! - [`docs`]: the texts of the reference pages under `docs/`, for the tests that compare them.
//! - [`generate`]: made-up postings, for demos and benchmarks.
//! - Most of [`materialise`]: the planner's parts are there for those who schedule days themselves.
//!
//! Everything that a program can do a person can do with the command `daybook`; see `README.md` and `docs/`.

pub use daybook_sql::{
    Answer, Clock, DayState, Daybook, DaybookOptions, Environment, Error, ErrorKind, ExportSummary,
    GoldSet, IdSource, Inspection, Judged, Result, SkillSpan, TableName, TableSchema, TableStatus,
    TaxonomySummary,
};
pub use daybook_sql::{docs, generate, land, materialise};
