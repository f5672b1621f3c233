//! The rules of models, each with an error that names the fix.
//!
//! - day-decomposable: a model yields its inputs' `date`; nothing in it changes between two runs or looks
//!   over days;
//! - attribute tables aggregate nothing and name the posting;
//! - count tables hold keys and mergeable measures, and no more: what does not merge cannot be rolled up;
//! - datasets read count tables and taxonomies.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan, Volatility};
use daybook_catalog::TableSchema;
use daybook_engine::materialise::day_tables_of;

use super::definition::{ModelDefinition, ModelKind};
use crate::error::{Error, Result};

/// Aggregates whose results merge: `f(A ∪ B)` follows from `f(A)` and `f(B)`.
const MERGEABLE: &[&str] = &[
    "count",
    "sum",
    "min",
    "max",
    "bitmap_state",
    "bitmap_union",
    "quantile_state",
    "quantile_merge",
];

/// What to write instead of an aggregate that does not merge.
const REPLACEMENTS: &[(&str, &str)] = &[
    (
        "avg",
        "keep count(x) AS n and sum(x) AS total; divide in the query",
    ),
    (
        "mean",
        "keep count(x) AS n and sum(x) AS total; divide in the query",
    ),
    (
        "median",
        "keep quantile_state(x); ask quantile(quantile_merge(state), 0.5) in the query",
    ),
    (
        "approx_median",
        "keep quantile_state(x); ask quantile(quantile_merge(state), 0.5) in the query",
    ),
    (
        "approx_percentile_cont",
        "keep quantile_state(x); ask quantile(quantile_merge(state), q) in the query",
    ),
    (
        "percentile_cont",
        "keep quantile_state(x); ask quantile(quantile_merge(state), q) in the query",
    ),
    (
        "stddev",
        "keep count(x), sum(x) and sum(x * x); compute the deviation in the query",
    ),
    (
        "stddev_pop",
        "keep count(x), sum(x) and sum(x * x); compute the deviation in the query",
    ),
    (
        "var",
        "keep count(x), sum(x) and sum(x * x); compute the variance in the query",
    ),
    (
        "var_pop",
        "keep count(x), sum(x) and sum(x * x); compute the variance in the query",
    ),
    (
        "approx_distinct",
        "keep bitmap_state(posting_no); ask bitmap_count(bitmap_union(state)) in the query",
    ),
    (
        "top_n",
        "keep the value as a key and its count; rank in the query with top_n(value, postings, n)",
    ),
    ("array_agg", "keep the value as a key and its count"),
    ("string_agg", "keep the value as a key and its count"),
    ("first_value", "keep min(x) or max(x), or make x a key"),
    ("last_value", "keep min(x) or max(x), or make x a key"),
];

/// Checks a model's plan, as the SQL parser gave it, against the rules of its kind.
pub(crate) fn check(definition: &ModelDefinition, plan: &LogicalPlan) -> Result<()> {
    check_steady(definition, plan)?;
    check_window(definition)?;
    match definition.kind {
        ModelKind::Attribute => {
            check_columns(definition, plan, &["date", "posting_no", "posting_id"])?;
            check_attribute(definition, plan)
        }
        ModelKind::Count => {
            check_columns(definition, plan, &["date"])?;
            check_count(definition, plan)
        }
        ModelKind::Dataset => check_dataset(definition, plan),
    }
}

fn refuse<T>(definition: &ModelDefinition, what: impl std::fmt::Display) -> Result<T> {
    Err(Error::invalid(format!(
        "`{}`: {what}",
        definition.sql_name()
    )))
}

/// Refuses what gives another answer tomorrow: `now()`, `random()`, `system.*`.
fn check_steady(definition: &ModelDefinition, plan: &LogicalPlan) -> Result<()> {
    let mut unsteady = None;
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node
            && let Some(schema @ ("system" | "datasets" | "information_schema")) =
                scan.table_name.schema()
        {
            unsteady = Some(format!("`{schema}.{}`", scan.table_name.table()));
        }
        node.apply_expressions(|expression| {
            expression.apply(|part| {
                if let Expr::ScalarFunction(call) = part
                    && call.func.signature().volatility != Volatility::Immutable
                {
                    unsteady = Some(format!("`{}()`", call.name()));
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })
    })?;
    match unsteady {
        None => Ok(()),
        Some(what) => refuse(
            definition,
            format!(
                "{what} does not depend on the day's data alone; a model reads that day of its tables and taxonomies, nothing else"
            ),
        ),
    }
}

/// A window is for attributes: the counts of windows that overlap would not add up.
fn check_window(definition: &ModelDefinition) -> Result<()> {
    if definition.window.is_one_day() || definition.kind == ModelKind::Attribute {
        return Ok(());
    }
    let fix = "state the window in an attribute table and count that table's days";
    refuse(
        definition,
        format!("WINDOW counts a posting on several days, so that they would not add up; {fix}"),
    )
}

fn check_columns(definition: &ModelDefinition, plan: &LogicalPlan, wanted: &[&str]) -> Result<()> {
    for name in wanted {
        if plan.schema().field_with_unqualified_name(name).is_err() {
            return refuse(
                definition,
                format!("column `{name}` is missing; select the input's `{name}`"),
            );
        }
    }
    let date = plan.schema().field_with_unqualified_name("date")?;
    match date.data_type() {
        DataType::Date32 => Ok(()),
        other => refuse(
            definition,
            format!("`date` is of type {other}; select the input's `date` unchanged"),
        ),
    }
}

fn check_attribute(definition: &ModelDefinition, plan: &LogicalPlan) -> Result<()> {
    let aggregates =
        |node: &LogicalPlan| matches!(node, LogicalPlan::Aggregate(_) | LogicalPlan::Distinct(_));
    if plan_has(plan, aggregates)? {
        return refuse(
            definition,
            "an attribute table aggregates nothing; make it a CREATE COUNT TABLE",
        );
    }
    Ok(())
}

/// The aggregate of a count table, under nothing but renaming.
fn check_count(definition: &ModelDefinition, plan: &LogicalPlan) -> Result<()> {
    match plan {
        LogicalPlan::Projection(projection) => {
            for expression in &projection.expr {
                if !is_plain(expression) && !is_constant(expression) {
                    return refuse(
                        definition,
                        format!(
                            "`{expression}` computes with measures; a count table stores measures, queries compute with them"
                        ),
                    );
                }
            }
            check_count(definition, &projection.input)
        }
        LogicalPlan::SubqueryAlias(alias) => check_count(definition, &alias.input),
        LogicalPlan::Aggregate(aggregate) => check_aggregate(definition, aggregate),
        LogicalPlan::Sort(_) | LogicalPlan::Limit(_) => refuse(
            definition,
            "ORDER BY and LIMIT store a top-N list, which does not merge; store the counts and choose N in the query",
        ),
        LogicalPlan::Filter(_) => refuse(
            definition,
            "HAVING drops groups that may be large when merged; filter in the query",
        ),
        LogicalPlan::Window(_) => refuse(
            definition,
            "window functions do not merge; use them in the query",
        ),
        _ => refuse(
            definition,
            "a count table is SELECT keys, mergeable measures … GROUP BY keys (GROUP BY ALL)",
        ),
    }
}

fn is_plain(expression: &Expr) -> bool {
    match expression {
        Expr::Column(_) => true,
        Expr::Alias(alias) => is_plain(&alias.expr),
        _ => false,
    }
}

/// A constant key (`'given' AS method`) may be written above the aggregate by the SQL parser.
fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::Literal(_, _) => true,
        Expr::Alias(alias) => is_constant(&alias.expr),
        Expr::Cast(cast) => is_constant(&cast.expr),
        _ => false,
    }
}

fn check_aggregate(definition: &ModelDefinition, aggregate: &Aggregate) -> Result<()> {
    let dated = aggregate
        .group_expr
        .iter()
        .any(|key| key.qualified_name().1 == "date");
    if !dated {
        return refuse(
            definition,
            "`date` is not a key; GROUP BY it, or write GROUP BY ALL",
        );
    }
    for measure in &aggregate.aggr_expr {
        check_measure(definition, measure)?;
    }
    Ok(())
}

fn check_measure(definition: &ModelDefinition, measure: &Expr) -> Result<()> {
    match measure {
        Expr::Alias(alias) => check_measure(definition, &alias.expr),
        Expr::AggregateFunction(call) => check_call(definition, call),
        other => refuse(definition, format!("`{other}` is no mergeable measure")),
    }
}

fn check_call(definition: &ModelDefinition, call: &AggregateFunction) -> Result<()> {
    let name = call.func.name().to_lowercase();
    if call.params.distinct {
        let of_posting = matches!(call.params.args.as_slice(),
            [argument] if argument.qualified_name().1 == "posting_no");
        return match name == "count" && of_posting {
            true => Ok(()),
            false => refuse(
                definition,
                format!(
                    "`{name}(DISTINCT …)` does not merge over days; keep bitmap_state(posting_no) and ask bitmap_count(bitmap_union(state)) in the query (count(DISTINCT posting_no) alone may be stored: a posting belongs to one day)"
                ),
            ),
        };
    }
    if MERGEABLE.contains(&name.as_str()) {
        return Ok(());
    }
    let fix = REPLACEMENTS
        .iter()
        .find(|(refused, _)| *refused == name)
        .map_or(
            "keep count, sum, min, max, bitmap_state or quantile_state instead",
            |(_, fix)| *fix,
        );
    refuse(
        definition,
        format!("`{name}` does not merge over days; {fix}"),
    )
}

fn check_dataset(definition: &ModelDefinition, plan: &LogicalPlan) -> Result<()> {
    let reads = day_tables_of(plan)?;
    match reads.iter().find(|name| name.schema != TableSchema::Counts) {
        None => Ok(()),
        Some(name) => refuse(
            definition,
            format!(
                "it reads `{name}`; a dataset reads count tables: put what it needs into a CREATE COUNT TABLE"
            ),
        ),
    }
}

fn plan_has(plan: &LogicalPlan, is: impl Fn(&LogicalPlan) -> bool) -> Result<bool> {
    let mut found = false;
    plan.apply_with_subqueries(|node| {
        found |= is(node);
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(found)
}
