//! A planned mapping as a list of steps that run on batches, without planning again.
//!
//! ```text
//! Projection ◄─ Filter ◄─ Projection ◄─ TableScan      ─lower─►   [Pick, Project, Filter, Project]
//! ```
//! A batch on which a step fails (a CAST of a bad value) is halved until only the bad rows are left out.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, RecordBatch, RecordBatchOptions, UInt32Array,
};
use datafusion::arrow::compute::{filter, filter_record_batch, prep_null_mask_filter};
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef, UInt32Type};
use datafusion::error::{DataFusionError, Result as QueryResult};
use datafusion::execution::session_state::SessionState;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_expr::PhysicalExpr;

use super::invalid;
use super::output::{Output, Outputs};
use crate::error::Result;
use crate::land::flat::RowPlace;
use crate::land::parse::ChunkBuilder;
use crate::land::posting::{Refusal, RejectReason};

/// The steps of a mapping.
#[derive(Debug)]
pub(crate) struct Program {
    steps: Vec<Step>,
    outputs: Outputs,
    /// The input columns that are read.
    reads: Vec<usize>,
}

#[derive(Debug)]
enum Step {
    Pick(Vec<usize>),
    Filter(Arc<dyn PhysicalExpr>),
    Project {
        exprs: Vec<Arc<dyn PhysicalExpr>>,
        names: Vec<String>,
    },
    Nothing,
}

impl Program {
    /// The steps of an optimised plan.
    pub(super) fn lower(state: &SessionState, plan: &LogicalPlan, name: &str) -> Result<Self> {
        let fields: Vec<_> = plan.schema().fields().iter().cloned().collect();
        let outputs = Outputs::of(&fields).map_err(|message| invalid(name, &message))?;
        let mut program = Self {
            steps: Vec::new(),
            outputs,
            reads: Vec::new(),
        };
        program.add(state, plan, name)?;
        Ok(program)
    }

    /// The input columns that are read.
    pub(super) fn reads(&self) -> impl Iterator<Item = usize> {
        self.reads.iter().copied()
    }

    fn add(&mut self, state: &SessionState, plan: &LogicalPlan, name: &str) -> Result<()> {
        let query = |error: DataFusionError| match error {
            DataFusionError::NotImplemented(message) if message.contains("ubquery") => invalid(
                name,
                "a mapping lands record by record: it cannot ask a subquery",
            ),
            error => invalid(name, &error.strip_backtrace()),
        };
        match plan {
            LogicalPlan::TableScan(scan) if scan.filters.is_empty() && scan.fetch.is_none() => {
                let all = scan.source.schema().fields().len();
                let picked = scan
                    .projection
                    .clone()
                    .unwrap_or_else(|| (0..all).collect());
                self.reads.clone_from(&picked);
                self.steps.push(Step::Pick(picked));
            }
            LogicalPlan::SubqueryAlias(alias) => self.add(state, &alias.input, name)?,
            LogicalPlan::Filter(step) => {
                self.add(state, &step.input, name)?;
                let schema = step.input.schema();
                let predicate = state.create_physical_expr(step.predicate.clone(), schema);
                self.steps.push(Step::Filter(predicate.map_err(query)?));
            }
            LogicalPlan::Projection(step) => {
                self.add(state, &step.input, name)?;
                let schema = step.input.schema();
                let exprs = step.expr.iter();
                let exprs = exprs.map(|expr| state.create_physical_expr(expr.clone(), schema));
                let exprs = exprs.collect::<QueryResult<_>>().map_err(query)?;
                let names = step
                    .schema
                    .fields()
                    .iter()
                    .map(|field| field.name().clone())
                    .collect();
                self.steps.push(Step::Project { exprs, names });
            }
            LogicalPlan::EmptyRelation(step) if !step.produce_one_row => {
                self.steps.push(Step::Nothing);
            }
            other => {
                let kind = other.display().to_string();
                let kind = kind.split([':', ' ']).next().unwrap_or_default().to_owned();
                let message = format!(
                    "a mapping lands record by record: a SELECT of expressions from one table, with or \
                     without WHERE; this one has {kind}"
                );
                return Err(invalid(name, &message));
            }
        }
        Ok(())
    }

    /// Maps rows and adds what comes of them. Rows that a WHERE leaves out are counted.
    pub(crate) fn add_rows<'r>(
        &self,
        input: &RecordBatch,
        mut places: Vec<RowPlace>,
        chunk: &mut ChunkBuilder,
        raw: impl Fn(usize) -> Cow<'r, [u8]>,
    ) {
        let mut waiting = vec![(0, input.num_rows())];
        while let Some((start, length)) = waiting.pop() {
            if length == 0 {
                continue;
            }
            let part = input.slice(start, length);
            match self
                .run(&part)
                .and_then(|(rows, kept)| Ok((self.outputs.read(&rows)?, kept)))
            {
                Ok((output, kept)) => {
                    chunk.leave_out(length - kept.len());
                    let kept = kept.values().iter().map(|row| start + *row as usize);
                    add_output(&output, kept, &mut places, chunk, &raw);
                }
                Err(error) if length == 1 => {
                    let place = &places[start];
                    let message = error.strip_backtrace();
                    let refusal = Refusal::new(RejectReason::WrongType, message);
                    chunk.reject(place.line, refusal, &raw(place.record));
                }
                Err(_) => {
                    // The first half is to be taken from the stack first: input order.
                    let half = length / 2;
                    waiting.push((start + half, length - half));
                    waiting.push((start, half));
                }
            }
        }
    }

    /// The rows that come out, and which of the input's they are.
    fn run(&self, input: &RecordBatch) -> QueryResult<(RecordBatch, UInt32Array)> {
        let rows = u32::try_from(input.num_rows())
            .map_err(|_| DataFusionError::Internal("a batch of too many rows".to_owned()))?;
        let mut kept = UInt32Array::from_iter_values(0..rows);
        let mut batch = input.clone();
        for step in &self.steps {
            batch = match step {
                Step::Pick(columns) => batch.project(columns)?,
                Step::Nothing => {
                    kept = kept.slice(0, 0);
                    batch.slice(0, 0)
                }
                Step::Filter(predicate) => {
                    let mask = predicate.evaluate(&batch)?.into_array(batch.num_rows())?;
                    let mask = match mask.as_boolean() {
                        mask if mask.null_count() > 0 => prep_null_mask_filter(mask),
                        mask => mask.clone(),
                    };
                    kept = filter(&kept, &mask)?.as_primitive::<UInt32Type>().clone();
                    filter_record_batch(&batch, &mask)?
                }
                Step::Project { exprs, names } => project(&batch, exprs, names)?,
            };
        }
        Ok((batch, kept))
    }
}

fn project(
    batch: &RecordBatch,
    exprs: &[Arc<dyn PhysicalExpr>],
    names: &[String],
) -> QueryResult<RecordBatch> {
    let rows = batch.num_rows();
    let columns: Vec<ArrayRef> = exprs
        .iter()
        .map(|expr| expr.evaluate(batch)?.into_array(rows))
        .collect::<QueryResult<_>>()?;
    let fields = names.iter().zip(&columns);
    let fields = fields.map(|(name, column)| Field::new(name, column.data_type().clone(), true));
    let schema: SchemaRef = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    Ok(RecordBatch::try_new_with_options(
        schema, columns, &options,
    )?)
}

fn add_output<'r>(
    output: &Output,
    kept: impl Iterator<Item = usize>,
    places: &mut [RowPlace],
    chunk: &mut ChunkBuilder,
    raw: impl Fn(usize) -> Cow<'r, [u8]>,
) {
    for (row, from) in kept.enumerate() {
        let place = &mut places[from];
        let extra = std::mem::take(&mut place.extra);
        if let Err(refusal) = chunk.try_add(output.draft(row, extra)) {
            chunk.reject(place.line, refusal, &raw(place.record));
        }
    }
}
