//! The run: days computed side by side, written, and committed in batches.
//!
//! A day that fails is reported and left out; the days of other dates go on, and so do the tables that
//! do not read it. Running again finds exactly the days that are left, because nothing else is stale.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::catalog::TableProvider;
use datafusion::execution::TaskContext;
use datafusion::execution::context::SessionState;
use datafusion::physical_plan::execute_stream;
use daybook_catalog::{
    Book, DayRange, DayTableProvider, DayWriter, TableName, TableSnapshot, WrittenFile, tags,
};
use futures::{StreamExt, stream};

use super::commit::DayDone;
use super::graph::in_order;
use super::lineage::{InputDay, Lineage, Recipe, day_identity};
use super::model::Model;
use super::observer::{MaterializeEvent, MaterializeObserver};
use super::plan::{Snapshots, TableWork, plan};
use super::spec::MaterializeSpec;
use super::summary::{FailedDay, MaterializeSummary, PlannedDay, Reason, TableSummary};
use crate::error::{EngineError, Result};

/// Days in one commit at most: few commits for a long history, little lost when a run is stopped.
const DAYS_IN_A_COMMIT: usize = 128;

/// Days computed in one run after which a checkpoint of the table's log pays.
const MUCH_WORK_DAYS: u64 = 64;

/// The newest snapshot of every table that `models` read or write.
pub async fn snapshots(book: &Book, models: &[Model]) -> Result<Snapshots> {
    let mut names: Vec<TableName> = models
        .iter()
        .map(|model| model.table.name.clone())
        .collect();
    names.extend(models.iter().flat_map(|model| model.reads.clone()));
    names.sort();
    names.dedup();
    let held = book.snapshots(names).await?.into_iter();
    Ok(held
        .filter_map(|(name, snapshot)| Some((name, snapshot?)))
        .collect())
}

/// What [`materialize`] would do.
pub async fn plan_materialize(
    book: &Book,
    models: &[Model],
    spec: &MaterializeSpec,
) -> Result<Vec<PlannedDay>> {
    let order = in_order(models, &spec.tables)?;
    let work = plan(&order, &snapshots(book, models).await?, spec);
    Ok(work.into_iter().flat_map(|table| table.days).collect())
}

/// Brings tables up to date. `state` plans and runs the queries: one partition a plan, since days are
/// what runs side by side, and one memory pool for all of them.
pub async fn materialize(
    book: &Book,
    state: &Arc<SessionState>,
    models: &[Model],
    spec: &MaterializeSpec,
    observer: &dyn MaterializeObserver,
) -> Result<MaterializeSummary> {
    let order = in_order(models, &spec.tables)?;
    let work = plan(&order, &snapshots(book, models).await?, spec);
    observer.observe(MaterializeEvent::Planned {
        tables: work.iter().filter(|table| !table.days.is_empty()).count(),
        days: work.iter().map(|table| table.days.len() as u64).sum(),
    });
    let context = Arc::new(TaskContext::from(state.as_ref()));
    let mut summary = MaterializeSummary::default();
    for table in work {
        let run = TableRun {
            book,
            state,
            context: &context,
            model: Arc::new(table.model.clone()),
            jobs: spec.jobs.max(1),
            observer,
        };
        let (done, failed) = run.table(&table).await?;
        summary.tables.push(done);
        summary.failed.extend(failed);
    }
    Ok(summary)
}

/// The run of one table.
pub(super) struct TableRun<'a> {
    pub(super) book: &'a Book,
    state: &'a Arc<SessionState>,
    context: &'a Arc<TaskContext>,
    pub(super) model: Arc<Model>,
    jobs: usize,
    pub(super) observer: &'a dyn MaterializeObserver,
}

impl TableRun<'_> {
    async fn table(&self, work: &TableWork<'_>) -> Result<(TableSummary, Vec<FailedDay>)> {
        let mut summary = TableSummary {
            table: self.model.table.name.clone(),
            days_computed: 0,
            days_kept: work.kept,
            days_failed: 0,
            rows: 0,
            bytes: 0,
        };
        let mut failed: Vec<FailedDay> = work.blocked.iter().map(|day| self.blocked(day)).collect();
        for batch in work.days.chunks(DAYS_IN_A_COMMIT) {
            let own = self.book.snapshot(&self.model.table.name).await?;
            let inputs = self.inputs().await?;
            let left: Vec<&PlannedDay> = batch
                .iter()
                .filter(|day| !self.is_there(own.as_deref(), &inputs, day))
                .collect();
            let (computed, batch_failed) = self.batch(&left, &inputs).await?;
            failed.extend(batch_failed);
            let outcome = self.commit(own, computed).await?;
            failed.extend(outcome.failed);
            let done = &outcome.done;
            summary.days_kept += (batch.len() - left.len()) as u64 + outcome.kept;
            summary.days_computed += done.len() as u64;
            summary.rows += done.iter().map(|day| day.file.rows).sum::<u64>();
            summary.bytes += done.iter().map(|day| day.file.size_bytes).sum::<u64>();
        }
        if summary.days_computed >= MUCH_WORK_DAYS {
            // Only a help for the next reader: without it the days are there all the same.
            if let Err(error) = self.book.checkpoint(&self.model.table.name).await {
                tracing::warn!(table = %self.model.table.name, %error, "no checkpoint");
            }
        }
        summary.days_failed = failed.len() as u64;
        Ok((summary, failed))
    }

    /// Whether the table holds the day as it would be computed now: another writer made it since the plan,
    /// or the input that was to change did not.
    fn is_there(&self, own: Option<&TableSnapshot>, inputs: &Inputs, day: &PlannedDay) -> bool {
        let held = own.and_then(|own| own.fingerprint(day.date));
        day.reason != Reason::Asked
            && held.is_some_and(|held| {
                lineage_of(&self.model, inputs, day.date).is_ok_and(|now| now.fingerprint == held)
            })
    }

    fn blocked(&self, (date, input): &(NaiveDate, TableName)) -> FailedDay {
        self.failed(*date, format!("waits for `{input}`, which lacks the day"))
    }

    pub(super) fn failed(&self, date: NaiveDate, message: String) -> FailedDay {
        let table = self.model.table.name.clone();
        self.observer.observe(MaterializeEvent::DayFailed {
            table: table.to_string(),
            date,
            message: message.clone(),
        });
        FailedDay {
            table,
            date,
            message,
        }
    }

    /// Computes and writes some days side by side.
    async fn batch(
        &self,
        days: &[&PlannedDay],
        inputs: &Arc<Inputs>,
    ) -> Result<(Vec<DayDone>, Vec<FailedDay>)> {
        let tasks: Vec<DayTask> = days
            .iter()
            .map(|day| DayTask::new(self, inputs, day.date))
            .collect();
        let mut results = stream::iter(tasks.into_iter().map(spawn)).buffered(self.jobs);
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        while let Some((date, result)) = results.next().await {
            match result {
                Ok(file) => {
                    self.observer.observe(MaterializeEvent::DayDone {
                        table: self.model.table.name.to_string(),
                        date,
                        rows: file.rows,
                    });
                    done.push(DayDone { date, file });
                }
                Err(error) => failed.push(self.failed(date, error.to_string())),
            }
        }
        Ok((done, failed))
    }

    pub(super) async fn inputs(&self) -> Result<Arc<Inputs>> {
        let mut inputs = BTreeMap::new();
        for name in &self.model.reads {
            if let Some(snapshot) = self.book.snapshot(name).await? {
                inputs.insert(name.clone(), snapshot);
            }
        }
        Ok(Arc::new(inputs))
    }
}

/// Everything one day needs, owned, so that it can run on any thread.
struct DayTask {
    book: Book,
    state: Arc<SessionState>,
    context: Arc<TaskContext>,
    model: Arc<Model>,
    inputs: Arc<Inputs>,
    date: NaiveDate,
}

/// The tables that a model reads, as they are now.
pub(super) type Inputs = BTreeMap<TableName, Arc<TableSnapshot>>;

/// Runs a day on its own task; dropping the future stops it.
async fn spawn(task: DayTask) -> (NaiveDate, Result<WrittenFile>) {
    let date = task.date;
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(task.run());
    let result = match tasks.join_next().await {
        Some(Ok(result)) => result,
        Some(Err(error)) => Err(EngineError::Internal(format!("a day's task died: {error}"))),
        None => Err(EngineError::Internal("a day's task vanished".to_string())),
    };
    (date, result)
}

impl DayTask {
    fn new(run: &TableRun<'_>, inputs: &Arc<Inputs>, date: NaiveDate) -> Self {
        Self {
            book: run.book.clone(),
            state: Arc::clone(run.state),
            context: Arc::clone(run.context),
            model: Arc::clone(&run.model),
            inputs: Arc::clone(inputs),
            date,
        }
    }

    async fn run(self) -> Result<WrittenFile> {
        let lineage = lineage_of(&self.model, &self.inputs, self.date)?;
        let plan = self.model.bind(self.date, &self.providers())?;
        let physical = self
            .state
            .query_planner()
            .create_physical_plan(&plan, self.state.as_ref())
            .await?;
        let mut rows = execute_stream(physical, Arc::clone(&self.context))?;
        let mut writer = DayWriter::try_new(&self.book, &self.model.table, self.date)?;
        while let Some(batch) = rows.next().await {
            let written = match batch {
                Ok(batch) => match check_date(&self.model, &batch, self.date) {
                    Ok(()) => writer.write(&batch).await.map_err(EngineError::from),
                    Err(error) => Err(error),
                },
                Err(error) => Err(EngineError::from(error)),
            };
            if let Err(error) = written {
                writer.abort().await;
                return Err(error);
            }
        }
        Ok(writer.finish(tags_of(lineage)).await?)
    }

    fn providers(&self) -> HashMap<TableName, Arc<dyn TableProvider>> {
        let days = DayRange {
            from: Some(self.model.window.first_day(self.date)),
            to: Some(self.date),
        };
        let provider = |(name, snapshot): (&TableName, &Arc<TableSnapshot>)| {
            let table = DayTableProvider::new(self.book.location(), name, Arc::clone(snapshot))
                .restricted_to(days);
            (name.clone(), Arc::new(table) as Arc<dyn TableProvider>)
        };
        self.inputs.iter().map(provider).collect()
    }
}

/// What a day is really computed from: the inputs as they are, not as they were planned.
pub(super) fn lineage_of(model: &Model, inputs: &Inputs, date: NaiveDate) -> Result<Lineage> {
    let mut days: Vec<(&TableName, NaiveDate, Cow<'_, str>)> = Vec::new();
    for table in &model.reads {
        let held = inputs.get(table);
        let snapshot = held.filter(|snapshot| !snapshot.day(date).is_empty());
        let snapshot = snapshot.ok_or_else(|| {
            EngineError::Data(format!("waits for `{table}`, which lacks the day"))
        })?;
        for (date, _) in snapshot.days_within(model.window.first_day(date), date) {
            days.extend(day_identity(snapshot, date).map(|identity| (table, date, identity)));
        }
    }
    let inputs = days.iter().map(|(table, date, identity)| InputDay {
        table,
        date: *date,
        fingerprint: identity.as_ref(),
    });
    Ok(Recipe::new(model).lineage(inputs))
}

fn tags_of(lineage: Lineage) -> BTreeMap<String, String> {
    BTreeMap::from([
        (tags::FINGERPRINT.to_string(), lineage.fingerprint),
        (tags::INPUTS.to_string(), lineage.inputs.join("\n")),
        (
            tags::VERSION.to_string(),
            env!("CARGO_PKG_VERSION").to_string(),
        ),
    ])
}

/// Refuses rows of another day: they would be lost in the partition of this one.
fn check_date(
    model: &Model,
    batch: &datafusion::arrow::record_batch::RecordBatch,
    date: NaiveDate,
) -> Result<()> {
    use datafusion::arrow::array::{Array, AsArray};
    use datafusion::arrow::datatypes::Date32Type;
    let Some(dates) = batch
        .column_by_name("date")
        .and_then(|d| d.as_primitive_opt::<Date32Type>())
    else {
        return Err(EngineError::Internal(format!(
            "`{}` yields no date column",
            model.table.name
        )));
    };
    let day = Date32Type::from_naive_date(date);
    if dates.null_count() > 0 || dates.values().iter().any(|value| *value != day) {
        return Err(EngineError::Data(format!(
            "`{}` yields rows of other dates than {date}; select the input's `date` unchanged",
            model.table.name
        )));
    }
    Ok(())
}
