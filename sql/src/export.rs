//! `EXPORT DATASET`: a period of a dataset as files, the same bytes every time.
//!
//! ```text
//! EXPORT DATASET title_count FOR '2016Q1' TO 's3://hub/v1'
//!   ─► s3://hub/v1/title_count/2016Q1.csv   s3://hub/v1/title_count/README.txt
//! ```

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::prelude::SessionContext;
use daybook_catalog::{DayRange, Location};
use daybook_engine::export::{
    DatasetDescription, ExportDestination, ExportFormat, export_stream, format as export_format,
    readme,
};
use daybook_engine::materialise::{DayState, MaterializeSpec, Mode, PlannedDay, plan_materialize};
use object_store::ObjectStoreExt;
use serde_json::json;

use crate::columns::describe;
use crate::error::{Error, Result};
use crate::models::{ModelDefinition, ModelKind};
use crate::period::period_days;
use crate::run_log::RunLog;
use crate::session::{Core, session_state};

/// What `EXPORT` did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportSummary {
    /// The files written, with their rows and bytes.
    pub files: Vec<(String, u64, u64)>,
    /// Things the reader should know: days that are partial, say.
    pub warnings: Vec<String>,
}

/// Publishes one period of a dataset.
pub(crate) async fn export(
    core: &Arc<Core>,
    dataset: &str,
    period: &str,
    to: &str,
    format: &str,
) -> Result<ExportSummary> {
    let run = RunLog::start(&core.book, "export");
    let definition = core
        .definition(&format!("datasets.{dataset}"))
        .map_err(|error| {
            Error::new(
                error.kind(),
                error
                    .to_string()
                    .replace("no model", "no dataset")
                    .replace("SHOW MODELS", "SHOW DATASETS"),
            )
        })?;
    debug_assert_eq!(definition.kind, ModelKind::Dataset);
    let form = export_format(format)?;
    let target = Target::of(to, dataset, period, form)?;
    let mut warnings = check_days(core, &definition, period).await?;
    let plan = core.dataset(&definition, Some(period)).await?;
    let state = session_state(core, DayRange::default(), core.options.jobs);
    let frame = SessionContext::new_with_state(state)
        .execute_logical_plan(plan)
        .await?;
    let columns = describe(
        frame
            .schema()
            .fields()
            .iter()
            .map(|field| field.name().as_str()),
    );
    let rows = frame.execute_stream().await?;
    let destination = ExportDestination {
        store: Arc::clone(target.folder.store()),
        path: target.file.clone(),
    };
    let written = export_stream(form, rows, &destination).await?;
    let mut files = vec![(target.shown(&target.file), written.rows, written.bytes)];
    if let Some(path) = &target.readme {
        let text = readme(&DatasetDescription {
            name: definition.name.clone(),
            comment: definition.comment.clone(),
            columns,
        });
        let bytes = text.len() as u64;
        target
            .folder
            .store()
            .put(path, text.into())
            .await
            .map_err(daybook_engine::EngineError::from)?;
        files.push((target.shown(path), 0, bytes));
    }
    if written.rows == 0 {
        warnings.push(format!(
            "no row of `{}` falls in {period}: the file has its header only (SHOW DAYS says which days the book holds)",
            definition.sql_name()
        ));
    }
    run.end(
        "done",
        json!({ "dataset": dataset, "period": period, "to": to, "rows": written.rows }),
    )
    .await?;
    Ok(ExportSummary { files, warnings })
}

/// Where the files go: `TO` names a file when it ends like one, else the folder of all datasets.
struct Target {
    folder: Location,
    file: object_store::path::Path,
    readme: Option<object_store::path::Path>,
}

impl Target {
    fn of(to: &str, dataset: &str, period: &str, format: &ExportFormat) -> Result<Self> {
        let extension = format.extension;
        if to.ends_with(&format!(".{extension}")) {
            let (folder, file) = to.rsplit_once('/').unwrap_or((".", to));
            let folder = Location::parse(folder)?;
            return Ok(Self {
                file: folder.child(file),
                folder,
                readme: None,
            });
        }
        let folder = Location::parse(to)?;
        Ok(Self {
            file: folder.child(&format!("{dataset}/{period}.{extension}")),
            readme: Some(folder.child(&format!("{dataset}/README.txt"))),
            folder,
        })
    }

    /// A file as the user would name it.
    fn shown(&self, path: &object_store::path::Path) -> String {
        match self.folder.url().scheme() {
            "file" => format!("/{path}"),
            _ => {
                let bucket = self.folder.url().host_str().unwrap_or_default();
                format!("{}://{bucket}/{path}", self.folder.url().scheme())
            }
        }
    }
}

/// Refuses to publish days that are absent or stale; names the partial ones.
async fn check_days(
    core: &Arc<Core>,
    definition: &ModelDefinition,
    period: &str,
) -> Result<Vec<String>> {
    let (from, to) = period_days(period)?;
    let reads = core.dataset_reads(definition).await?;
    let spec = MaterializeSpec {
        tables: reads,
        from: Some(from),
        to: Some(to),
        mode: Mode::Stale,
        jobs: 1,
    };
    let models = core.planned_models().await?;
    let left = plan_materialize(&core.book, &models, &spec).await?;
    if !left.is_empty() {
        return Err(not_ready(definition, period, &left));
    }
    let statuses = crate::status::day_statuses(core).await?;
    let in_period = |date: NaiveDate| date >= from && date <= to;
    let partial = statuses
        .iter()
        .filter(|day| in_period(day.date) && day.state == DayState::Partial);
    let rejected: u64 = partial.clone().map(|day| day.rejected).sum();
    match partial.count() {
        0 => Ok(Vec::new()),
        days => Ok(vec![format!(
            "partial days in {period}: {days}, with {rejected} rejected at landing (SELECT * FROM rejects)"
        )]),
    }
}

fn not_ready(definition: &ModelDefinition, period: &str, left: &[PlannedDay]) -> Error {
    let (Some(first), Some(last)) = (left.first(), left.iter().map(|day| day.date).max()) else {
        return Error::invalid(format!("`{}` cannot be published", definition.sql_name()));
    };
    let from = left.iter().map(|day| day.date).min().unwrap_or(last);
    Error::invalid(format!(
        "`{}` cannot be published for {period}: {} days of its tables are not up to date, the first {} of {} ({}); \
         run: daybook materialize --from {from} --to {last}",
        definition.sql_name(),
        left.len(),
        first.date,
        first.table,
        first.reason
    ))
}
