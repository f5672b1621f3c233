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

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::common::tree_node::Transformed;
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

/// A model, planned.
#[derive(Debug, Clone)]
pub struct Model {
    /// The table it computes.
    pub table: TableSpec,
    /// The day tables it reads.
    pub reads: Vec<TableName>,
    /// What it is made of: text, functions, taxonomies; sorted.
    pub ingredients: Vec<Ingredient>,
    /// The optimised query, to be bound to a day.
    pub template: LogicalPlan,
}

impl Model {
    /// The query of one day: every scan of a day table replaced by a scan of that day's provider.
    pub fn bind(&self, inputs: &HashMap<TableName, Arc<dyn TableProvider>>) -> Result<LogicalPlan> {
        bind(&self.template, inputs)
    }
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
