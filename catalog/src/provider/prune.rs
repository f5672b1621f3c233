//! Which days a query's filters leave.
//!
//! ```text
//! filter quarter(date) = '2016Q1'   days [2015-12-31, 2016-01-01, …]  ──►  [false, true, …]   exact, so the
//!                                                                          filter need not run again
//! ```
//!
//! A filter about nothing but the day is computed once per day of the table, whatever functions it calls.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Array, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::catalog::Session;
use datafusion::common::DFSchema;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, Volatility};

use crate::schema::DATE;
use crate::snapshot::DayFile;

/// Whether a filter depends on the day alone and always gives the same answer.
pub(super) fn is_about_days(filter: &Expr) -> bool {
    let columns = filter.column_refs();
    !columns.is_empty() && columns.iter().all(|column| column.name == DATE) && is_plain(filter)
}

fn is_plain(filter: &Expr) -> bool {
    let mut plain = true;
    let visited = filter.apply(|expr| {
        plain &= match expr {
            Expr::ScalarFunction(call) => call.func.signature().volatility != Volatility::Volatile,
            Expr::Exists(_)
            | Expr::InSubquery(_)
            | Expr::ScalarSubquery(_)
            | Expr::OuterReferenceColumn(..)
            | Expr::Placeholder(_)
            | Expr::AggregateFunction(_)
            | Expr::WindowFunction(_)
            | Expr::Unnest(_) => false,
            _ => true,
        };
        Ok(if plain {
            TreeNodeRecursion::Continue
        } else {
            TreeNodeRecursion::Stop
        })
    });
    plain && visited.is_ok()
}

/// The files of the days for which every filter about days holds.
pub(super) fn files_of_days<'a>(
    state: &dyn Session,
    files: Vec<&'a DayFile>,
    filters: &[Expr],
) -> Result<Vec<&'a DayFile>> {
    let about_days: Vec<&Expr> = filters
        .iter()
        .filter(|filter| is_about_days(filter))
        .collect();
    if about_days.is_empty() || files.is_empty() {
        return Ok(files);
    }
    let mut days: Vec<NaiveDate> = files.iter().map(|file| file.date).collect();
    days.dedup();
    let batch = batch_of(&days)?;
    let schema = DFSchema::try_from(batch.schema())?;
    let mut kept: HashSet<NaiveDate> = days.iter().copied().collect();
    for filter in about_days {
        let filter = filter.clone().transform(|expr| Ok(unqualified(expr)))?.data;
        let computed = state.create_physical_expr(filter, &schema)?;
        let answer = computed.evaluate(&batch)?.into_array(days.len())?;
        keep(&mut kept, &days, &answer);
    }
    Ok(files
        .into_iter()
        .filter(|file| kept.contains(&file.date))
        .collect())
}

fn unqualified(expr: Expr) -> datafusion::common::tree_node::Transformed<Expr> {
    use datafusion::common::tree_node::Transformed;
    match expr {
        Expr::Column(column) if column.relation.is_some() => Transformed::yes(Expr::Column(
            datafusion::common::Column::new_unqualified(column.name),
        )),
        other => Transformed::no(other),
    }
}

fn keep(kept: &mut HashSet<NaiveDate>, days: &[NaiveDate], answer: &ArrayRef) {
    let Some(answer) = answer.as_boolean_opt() else {
        // A filter that is a bare null keeps no row.
        kept.clear();
        return;
    };
    for (index, day) in days.iter().enumerate() {
        if answer.is_null(index) || !answer.value(index) {
            kept.remove(day);
        }
    }
}

fn batch_of(days: &[NaiveDate]) -> Result<RecordBatch> {
    let schema = Schema::new(vec![Field::new(DATE, DataType::Date32, true)]);
    let values: Date32Array = days.iter().map(|day| Some(epoch_days(*day))).collect();
    Ok(RecordBatch::try_new(
        Arc::new(schema),
        vec![Arc::new(values)],
    )?)
}

/// Days since 1970-01-01.
pub(super) fn epoch_days(date: NaiveDate) -> i32 {
    const DAYS_TO_1970: i32 = 719_163;
    date.num_days_from_ce() - DAYS_TO_1970
}
