//! The order of work: a model comes after every model whose table it reads. Nobody writes it down.

use std::collections::{BTreeMap, BTreeSet};

use daybook_catalog::TableName;

use super::model::Model;
use crate::error::{EngineError, Result};

/// The models needed for `wanted` (all, when empty), inputs before readers; ties by name.
pub fn in_order<'a>(models: &'a [Model], wanted: &'a [TableName]) -> Result<Vec<&'a Model>> {
    let by_name: BTreeMap<&TableName, &Model> = models
        .iter()
        .map(|model| (&model.table.name, model))
        .collect();
    for name in wanted {
        if !by_name.contains_key(name) {
            return Err(unknown_model(name, by_name.keys()));
        }
    }
    let roots: Vec<&TableName> = match wanted {
        [] => by_name.keys().copied().collect(),
        some => some.iter().collect(),
    };
    let mut order = Vec::new();
    let mut done = BTreeSet::new();
    for root in roots {
        visit(root, &by_name, &mut done, &mut Vec::new(), &mut order)?;
    }
    Ok(order)
}

fn visit<'a>(
    name: &'a TableName,
    by_name: &BTreeMap<&'a TableName, &'a Model>,
    done: &mut BTreeSet<&'a TableName>,
    path: &mut Vec<&'a TableName>,
    order: &mut Vec<&'a Model>,
) -> Result<()> {
    if let Some(start) = path.iter().position(|on_path| *on_path == name) {
        let cycle: Vec<String> = path[start..].iter().map(ToString::to_string).collect();
        return Err(EngineError::Invalid(format!(
            "models read each other in a circle: {} -> {name}",
            cycle.join(" -> ")
        )));
    }
    let Some(model) = by_name.get(name) else {
        return Ok(());
    };
    if done.contains(name) {
        return Ok(());
    }
    path.push(name);
    for input in &model.reads {
        visit(input, by_name, done, path, order)?;
    }
    path.pop();
    done.insert(name);
    order.push(model);
    Ok(())
}

fn unknown_model<'a>(
    name: &TableName,
    known: impl Iterator<Item = &'a &'a TableName>,
) -> EngineError {
    let known: Vec<String> = known.map(ToString::to_string).collect();
    EngineError::NotFound(format!(
        "no model `{name}`; there are: {}",
        known.join(", ")
    ))
}
