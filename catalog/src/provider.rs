//! A table's snapshot as DataFusion reads it.
//!
//! ```text
//! WHERE date >= '2016-01-01' AND state_code = 'VA'
//!        │ evaluated on the 1,000 days at plan time      │ handed to Parquet: row groups, pages, bloom filters
//!        ▼                                               ▼
//! DataSourceExec { 90 files in target_partitions groups, date filled in per file }
//! ```
//!
//! No listing, no reading of footers: the plan is made from the snapshot alone, and it is the ordinary
//! Parquet scan, so filters, statistics and serialisation work as for any other.
//!
//! Texts are read as `Utf8`, the type in the files, so a table's schema is the same at writing and at
//! reading; [`DayTableProvider::with_view_types`] reads `Utf8View` and `BinaryView` instead.

mod prune;
mod reader;
mod scan;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Statistics;
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use object_store::path::Path;

use crate::location::Location;
use crate::names::TableName;
use crate::snapshot::{DayFile, TableSnapshot};

/// Days from one to another, both included; an open end has no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayRange {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl DayRange {
    /// A single day.
    pub fn day(date: NaiveDate) -> Self {
        Self {
            from: Some(date),
            to: Some(date),
        }
    }

    /// From one day to another, both included.
    pub fn between(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from: Some(from),
            to: Some(to),
        }
    }

    /// Whether the day is within.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// A table's days as a DataFusion table.
#[derive(Debug, Clone)]
pub struct DayTableProvider {
    store: std::result::Result<ObjectStoreUrl, String>,
    root: Path,
    schema: SchemaRef,
    snapshot: Arc<TableSnapshot>,
    days: DayRange,
}

impl DayTableProvider {
    /// All days of a snapshot.
    pub fn new(location: &Location, table: &TableName, snapshot: Arc<TableSnapshot>) -> Self {
        Self {
            store: location
                .object_store_url()
                .map_err(|error| error.to_string()),
            root: location.child(&table.folder()),
            schema: Arc::clone(&snapshot.schema),
            snapshot,
            days: DayRange::default(),
        }
    }

    /// Only these days, whatever the query says.
    #[must_use]
    pub fn restricted_to(mut self, days: DayRange) -> Self {
        self.days = days;
        self
    }

    /// Reads texts and bytes as views, which copies less when rows with long texts are filtered.
    #[must_use]
    pub fn with_view_types(mut self) -> Self {
        self.schema = scan::view_types(&self.schema);
        self
    }

    /// The snapshot that is read.
    pub fn snapshot(&self) -> &Arc<TableSnapshot> {
        &self.snapshot
    }

    /// The files that can hold a row: empty days have none.
    fn files(&self) -> impl Iterator<Item = &DayFile> {
        let files = self.snapshot.files.iter().map(AsRef::as_ref);
        files.filter(|file| file.rows > 0 && self.days.contains(file.date))
    }
}

#[async_trait]
impl TableProvider for DayTableProvider {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn statistics(&self) -> Option<Statistics> {
        let files: Vec<&DayFile> = self.files().collect();
        Some(scan::statistics(&self.schema, &files))
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        let of = |filter: &&Expr| {
            if prune::is_about_days(filter) {
                TableProviderFilterPushDown::Exact
            } else {
                TableProviderFilterPushDown::Inexact
            }
        };
        Ok(filters.iter().map(of).collect())
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let files = prune::files_of_days(state, self.files().collect(), filters)?;
        scan::Scan {
            store: self
                .store
                .clone()
                .map_err(datafusion::error::DataFusionError::Plan)?,
            root: &self.root,
            schema: &self.schema,
            files,
        }
        .plan(state, projection, limit)
    }
}

#[cfg(test)]
mod tests;
