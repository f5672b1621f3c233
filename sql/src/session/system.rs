//! Who fills the system tables.

use std::sync::Arc;

use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use daybook_catalog::system::{
    DayRow, FunctionRow, LineageRow, ModelRow, SYSTEM_TABLES, TaxonomyRow, days_batch,
    functions_batch, lineage_batch, models_batch, runs_batch, taxonomies_batch,
};
use daybook_catalog::tags;

use super::core::Core;
use crate::error::Result;
use crate::models::ModelKind;
use crate::status::day_statuses;

/// The names of the system tables.
pub(crate) const TABLES: [&str; 6] = SYSTEM_TABLES;

/// A system table, filled as of now.
pub(crate) async fn table(core: &Arc<Core>, name: &str) -> Result<Option<Arc<dyn TableProvider>>> {
    let batch = match name {
        "days" => days(core).await?,
        "functions" => functions(core)?,
        "lineage" => lineage(core).await?,
        "models" => models(core).await?,
        "runs" => runs_batch(&core.book.runs().await?)?,
        "taxonomies" => taxonomies(core)?,
        _ => return Ok(None),
    };
    Ok(Some(Arc::new(MemTable::try_new(
        batch.schema(),
        vec![vec![batch]],
    )?)))
}

async fn days(core: &Arc<Core>) -> Result<RecordBatch> {
    let rows: Vec<DayRow> = day_statuses(core)
        .await?
        .into_iter()
        .map(|day| DayRow {
            table_name: day.table.to_string(),
            date: day.date,
            state: day.state.word().to_string(),
            rows: day.rows,
            bytes: day.bytes,
            rejected: day.rejected,
            fingerprint: day.fingerprint,
            committed_at: day.committed_at,
        })
        .collect();
    Ok(days_batch(&rows)?)
}

async fn lineage(core: &Arc<Core>) -> Result<RecordBatch> {
    let mut rows = Vec::new();
    for table in core.book.tables().await? {
        let Some(snapshot) = core.snapshot(&table).await? else {
            continue;
        };
        for (date, files) in snapshot.days() {
            let tag = |name: &str| files.first().and_then(|file| file.tags.get(name)).cloned();
            rows.push(LineageRow {
                table_name: table.to_string(),
                date,
                fingerprint: tag(tags::FINGERPRINT),
                inputs: tag(tags::INPUTS),
                version: tag(tags::VERSION),
                committed_at: files.iter().map(|file| file.committed_at).max(),
            });
        }
    }
    Ok(lineage_batch(&rows)?)
}

async fn models(core: &Arc<Core>) -> Result<RecordBatch> {
    let mut rows = Vec::new();
    for definition in &core.at_hand().models {
        let reads = match definition.kind {
            ModelKind::Dataset => core.dataset_reads(definition).await?,
            _ => core.model(definition).await?.reads,
        };
        let reads: Vec<String> = reads.iter().map(ToString::to_string).collect();
        rows.push(ModelRow {
            kind: definition.kind.word().to_string(),
            name: definition.name.clone(),
            origin: definition.origin.word().to_string(),
            reads: reads.join(", "),
            comment: definition.comment.clone(),
            statement: definition.statement(),
        });
    }
    Ok(models_batch(&rows)?)
}

fn functions(core: &Core) -> Result<RecordBatch> {
    let rows: Vec<FunctionRow> = core
        .functions
        .iter()
        .map(|entry| {
            let documentation = entry.documentation();
            FunctionRow {
                name: entry.name.to_string(),
                family: entry.family.title().to_string(),
                kind: entry.function.kind().to_string(),
                version: entry.version,
                syntax: documentation
                    .map(|d| d.syntax_example.clone())
                    .unwrap_or_default(),
                description: documentation
                    .map(|d| d.description.clone())
                    .unwrap_or_default(),
            }
        })
        .collect();
    Ok(functions_batch(&rows)?)
}

fn taxonomies(core: &Core) -> Result<RecordBatch> {
    let at_hand = core.at_hand();
    let mut rows: Vec<TaxonomyRow> = Vec::new();
    for taxonomy in at_hand.taxonomies.all() {
        let newest = at_hand.taxonomies.find(&taxonomy.record.kind, None);
        rows.push(TaxonomyRow {
            record: taxonomy.record.clone(),
            is_newest: newest
                .is_some_and(|newest| newest.record.version == taxonomy.record.version),
            is_starter: taxonomy.is_starter(),
        });
    }
    rows.sort_by(|a, b| {
        (&a.record.kind, &a.record.version).cmp(&(&b.record.kind, &b.record.version))
    });
    Ok(taxonomies_batch(&rows)?)
}
