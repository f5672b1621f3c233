//! What to land: the wish, before anything is read.

/// How the records of a source are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceFormat {
    /// A nested format that needs code, by name: `common-schema`, `virginia`, `usajobs`.
    Coded(String),
    /// Flat files (CSV, JSON lines, Parquet), mapped by a `SELECT` over the table `input`.
    Mapping {
        /// Where the SQL came from, for messages (`nyc_jobs`, `mappings/mine.sql`).
        name: String,
        /// The `SELECT`.
        sql: String,
    },
}

/// Over what a posting's id is unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Identity {
    /// The same id on another date is a new appearance on that day. Landing reads the days it touches only.
    #[default]
    Day,
    /// One posting of an id in the whole book: landing it with another date moves it. Costs reading the
    /// `posting_id` column of every day the source has.
    Book,
}

/// One landing.
#[derive(Debug, Clone)]
pub struct LandSpec {
    /// Who supplied the postings: the prefix of their ids (`VA`, `USAJOBS`).
    pub source: String,
    /// How to read them.
    pub format: SourceFormat,
    /// Files, folders, globs, or object-store prefixes.
    pub inputs: Vec<String>,
    /// Over what an id is unique.
    pub identity: Identity,
    /// How many parsers and day writers run side by side.
    pub jobs: usize,
    /// Bytes of parsed postings kept in memory before they go to temporary files.
    pub memory_bytes: usize,
}
