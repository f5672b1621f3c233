//! Models made, shown and dropped.

use datafusion::arrow::datatypes::Schema;
use daybook_catalog::{ErrorKind, TableSpec};
use daybook_engine::materialise::in_order;

use super::{done, rows, texts};
use crate::daybook::{Answer, Daybook};
use crate::error::{Error, Result};
use crate::models::{ModelDefinition, ModelKind, Origin};
use crate::statements::{CreateModel, DropModel};

pub(super) async fn create_model(daybook: &Daybook, create: CreateModel) -> Result<Answer> {
    let definition = ModelDefinition {
        kind: create.kind,
        name: create.name,
        comment: create.comment,
        window: create.window,
        query: create.query,
        origin: Origin::Book,
    };
    let existing = daybook.core.definition(&definition.sql_name()).ok();
    match (&existing, create.replace) {
        (Some(model), _) if model.origin == Origin::BuiltIn => {
            return Err(Error::invalid(format!(
                "`{}` is built in; give yours another name",
                definition.sql_name()
            )));
        }
        (Some(_), false) => {
            return Err(Error::invalid(format!(
                "`{}` exists; write CREATE OR REPLACE {} to change it",
                definition.sql_name(),
                definition.kind.statement()
            )));
        }
        _ => {}
    }
    check_name(&definition)?;
    let columns = check_model(daybook, &definition).await?;
    drop_if_columns_changed(daybook, &definition, &columns).await?;
    let book = &daybook.core.book;
    book.put_model(
        definition.kind.word(),
        &definition.name,
        &definition.statement(),
    )
    .await?;
    daybook.core.refresh().await?;
    let next = match definition.kind {
        ModelKind::Dataset => "query it or EXPORT it".to_string(),
        _ => format!("MATERIALIZE {} computes its days", definition.sql_name()),
    };
    done(format!("created {}; {next}", definition.sql_name()))
}

fn check_name(definition: &ModelDefinition) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let starts = definition
        .name
        .starts_with(|c: char| c.is_ascii_lowercase());
    match starts && definition.name.len() <= 100 && definition.name.chars().all(plain) {
        true => Ok(()),
        false => Err(Error::invalid(format!(
            "`{}` is no name for a model: small letters, digits and _, a letter first, 100 at most",
            definition.name
        ))),
    }
}

/// Plans a model, which checks it; gives its table, if it has one.
async fn check_model(daybook: &Daybook, definition: &ModelDefinition) -> Result<Option<TableSpec>> {
    let core = &daybook.core;
    match definition.kind {
        ModelKind::Dataset => {
            core.dataset(definition, None).await?;
            Ok(None)
        }
        _ => {
            let mut models = core.planned_models().await?;
            let model = core.model(definition).await?;
            models.retain(|other| other.table.name != model.table.name);
            let table = model.table.clone();
            models.push(model);
            in_order(&models, &[])?;
            Ok(Some(table))
        }
    }
}

/// A table whose columns change begins anew: its days are computed again anyway.
async fn drop_if_columns_changed(
    daybook: &Daybook,
    definition: &ModelDefinition,
    table: &Option<TableSpec>,
) -> Result<()> {
    let (Some(name), Some(table)) = (definition.table(), table) else {
        return Ok(());
    };
    let Some(held) = daybook.core.book.snapshot(&name).await? else {
        return Ok(());
    };
    let columns = |schema: &Schema| -> Vec<String> {
        schema
            .fields()
            .iter()
            .map(|field| format!("{} {}", field.name(), field.data_type()))
            .collect()
    };
    if columns(&held.schema) != columns(&table.schema) {
        daybook.core.book.drop_table(&name).await?;
    }
    Ok(())
}

pub(super) async fn drop_model(daybook: &Daybook, drop: DropModel) -> Result<Answer> {
    let sql_name = format!("{}.{}", drop.kind.schema(), drop.name);
    let definition = match daybook.core.definition(&sql_name) {
        Ok(definition) => definition,
        Err(_) if drop.if_exists => return done(format!("{sql_name} does not exist")),
        Err(error) => return Err(error),
    };
    if definition.origin == Origin::BuiltIn {
        return Err(Error::invalid(format!(
            "`{sql_name}` is built in and stays"
        )));
    }
    check_unread(daybook, &definition).await?;
    daybook
        .core
        .book
        .delete_model(drop.kind.word(), &drop.name)
        .await?;
    if let Some(table) = definition.table() {
        match daybook.core.book.drop_table(&table).await {
            // A model that was never materialised has no table.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            dropped => dropped?,
        }
    }
    daybook.core.refresh().await?;
    done(format!("dropped {sql_name}"))
}

/// Refuses to drop what another model reads.
async fn check_unread(daybook: &Daybook, definition: &ModelDefinition) -> Result<()> {
    let Some(table) = definition.table() else {
        return Ok(());
    };
    let mut readers: Vec<String> = Vec::new();
    for model in daybook.core.planned_models().await? {
        if model.reads.contains(&table) {
            readers.push(model.table.name.to_string());
        }
    }
    for other in &daybook.core.at_hand().models {
        if other.kind == ModelKind::Dataset
            && daybook.core.dataset_reads(other).await?.contains(&table)
        {
            readers.push(other.sql_name());
        }
    }
    match readers.is_empty() {
        true => Ok(()),
        false => Err(Error::invalid(format!(
            "`{table}` is read by {}; drop that first",
            readers.join(", ")
        ))),
    }
}

pub(super) fn show_create(daybook: &Daybook, name: &str) -> Result<Answer> {
    let definition = daybook.core.definition(name)?;
    rows(
        vec![
            ("name", texts([definition.sql_name()])),
            ("statement", texts([definition.statement()])),
        ],
        None,
    )
}
