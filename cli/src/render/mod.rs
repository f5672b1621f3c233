//! How things look: query results in six formats, summaries, calendars, charts, postings.
//!
//! ```text
//! rows ──► results.rs ──► text_table · markdown · csv · json · parquet      (one sink per format)
//! summaries, plans ──► summary.rs, text_table.rs     days ──► calendar.rs, day_ranges.rs
//! ```

pub(crate) mod calendar;
pub(crate) mod chart;
mod csv;
pub(crate) mod day_ranges;
pub(crate) mod inspect;
mod json;
mod markdown;
mod nested;
pub(crate) mod overview;
mod parquet;
pub(crate) mod place;
pub(crate) mod results;
mod rows_table;
pub(crate) mod summary;
pub(crate) mod text_table;
mod wrap;
