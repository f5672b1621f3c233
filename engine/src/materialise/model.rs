//! A model, planned: the query of one table, ready to be bound to any day.
//!
//! ```text
//! CREATE COUNT TABLE skill_counts AS SELECT s.date, g.state_code, … GROUP BY ALL
//!      │ parsed, checked, optimised once
//!      ▼
//! template: Aggregate ← Join ← [scan attributes.skill_…] [scan attributes.state]
//!      │ bind(2016-01-05): each scan now reads that day's files and no others
//!      ▼
//! the plan of one day
//! ```
//! Because a bound plan cannot see any other day, a model *is* day-decomposable: the rule needs no trust.
//!
//! A model that states a window sees the days before too, and yields the rows of its day by comparing `date`
//! with the parameter `$day`:
//! ```text
//! CREATE ATTRIBUTE TABLE posting_cluster WINDOW 60 DAYS AS …
//!      │ bind(2016-03-01): each scan reads 2016-01-02 … 2016-03-01, and $day is 2016-03-01
//! ```

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::catalog::TableProvider;
use datafusion::common::tree_node::Transformed;
use datafusion::common::{ParamValues, ScalarValue, TableReference};
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{LogicalPlan, TableScan};
use daybook_catalog::{TableName, TableSpec};

use crate::error::Result;

/// One thing a model is made of, beside its input days: its text, a function, a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ingredient {
    /// What it is, as people read it: `model`, `function extract_skills`, `taxonomy onet`.
    pub what: String,
    /// Its version or fingerprint.
    pub fingerprint: String,
}

/// The days that a model's day is computed from: the day itself and those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayWindow(NonZeroU32);

impl DayWindow {
    /// The parameter of a window's query that stands for its day.
    pub const DAY: &'static str = "$day";

    /// The most days that a window may have: ten years.
    pub const MOST_DAYS: u32 = 3653;

    /// A window of so many days, its own included; none of no days or of too many.
    pub fn of_days(days: u32) -> Option<Self> {
        let days = NonZeroU32::new(days)?;
        (days.get() <= Self::MOST_DAYS).then_some(Self(days))
    }

    /// How many days there are in it.
    pub fn days(self) -> u32 {
        self.0.get()
    }

    /// Whether it is the day alone, as it is of a model that states no window.
    pub fn is_one_day(self) -> bool {
        self.days() == 1
    }

    /// The first day of the window that ends on `date`.
    pub fn first_day(self, date: NaiveDate) -> NaiveDate {
        let before = Days::new(u64::from(self.days() - 1));
        date.checked_sub_days(before).unwrap_or(NaiveDate::MIN)
    }
}

impl Default for DayWindow {
    fn default() -> Self {
        Self(NonZeroU32::MIN)
    }
}

/// A model, planned.
#[derive(Debug, Clone)]
pub struct Model {
    /// The table it computes.
    pub table: TableSpec,
    /// The day tables it reads.
    pub reads: Vec<TableName>,
    /// The days of those that one day of it is computed from.
    pub window: DayWindow,
    /// What it is made of: text, functions, taxonomies; sorted.
    pub ingredients: Vec<Ingredient>,
    /// The optimised query, to be bound to a day.
    pub template: LogicalPlan,
}

impl Model {
    /// The query of one day: every scan of a day table replaced by a scan of that day's provider, which for
    /// a model with a window shows the days of the window.
    pub fn bind(
        &self,
        date: NaiveDate,
        inputs: &HashMap<TableName, Arc<dyn TableProvider>>,
    ) -> Result<LogicalPlan> {
        let bound = bind(&self.template, inputs)?;
        if self.window.is_one_day() {
            return Ok(bound);
        }
        Ok(bound.replace_params_with_values(&day_parameter(date))?)
    }
}

fn day_parameter(date: NaiveDate) -> ParamValues {
    let day = ScalarValue::Date32(Some(Date32Type::from_naive_date(date)));
    ParamValues::from(vec![(DayWindow::DAY.trim_start_matches('$'), day)])
}

/// Replaces the scans of day tables in a plan by scans of the given providers.
pub fn bind(
    template: &LogicalPlan,
    inputs: &HashMap<TableName, Arc<dyn TableProvider>>,
) -> Result<LogicalPlan> {
    let bound = template.clone().transform_up_with_subqueries(|node| {
        let LogicalPlan::TableScan(scan) = &node else {
            return Ok(Transformed::no(node));
        };
        let Some(provider) = day_table(&scan.table_name).and_then(|name| inputs.get(&name)) else {
            return Ok(Transformed::no(node));
        };
        let source = provider_as_source(Arc::clone(provider));
        let rebound = TableScan {
            source,
            ..scan.clone()
        };
        Ok(Transformed::yes(LogicalPlan::TableScan(rebound)))
    })?;
    Ok(bound.data)
}

/// The day table that a reference in a plan names, if it names one.
pub fn day_table(reference: &TableReference) -> Option<TableName> {
    let table = reference.table();
    match reference.schema() {
        None => table.parse().ok(),
        Some(schema) => format!("{schema}.{table}").parse().ok(),
    }
}

/// Names of the day tables that a plan scans, each once, sorted.
pub fn day_tables_of(plan: &LogicalPlan) -> Result<Vec<TableName>> {
    let mut names = std::collections::BTreeSet::new();
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node
            && let Some(name) = day_table(&scan.table_name)
        {
            names.insert(name);
        }
        Ok(datafusion::common::tree_node::TreeNodeRecursion::Continue)
    })?;
    Ok(names.into_iter().collect())
}
