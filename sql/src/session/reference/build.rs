//! From a taxonomy's tables to the shape its functions need.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::record_batch::RecordBatch;
use daybook_catalog::{Book, ErrorKind};
use daybook_engine::EngineError;
use daybook_udfs::{
    ReferenceData, SkillEntry, SkillMatcher, SocCodes, StateNames, StateRow, TitleWords,
};

use super::Taxonomy;
use crate::error::{Error, Result};

/// A column of text, whatever text type it is stored with.
fn text(batch: &RecordBatch, column: &str) -> Result<StringArray> {
    let Some(values) = batch.column_by_name(column) else {
        return Err(Error::new(
            ErrorKind::Data,
            format!("a taxonomy's table lacks the column `{column}`; add the taxonomy again"),
        ));
    };
    let values = cast(values, &DataType::Utf8).map_err(EngineError::from)?;
    Ok(values.as_string::<i32>().clone())
}

async fn demand(book: &Book, taxonomy: &Taxonomy, table: &str) -> Result<RecordBatch> {
    taxonomy.table(book, table).await?.ok_or_else(|| {
        Error::not_found(format!(
            "taxonomy {} {} has no table `{table}`; its release lacks it",
            taxonomy.record.kind, taxonomy.record.version
        ))
    })
}

/// Pairs of two columns, rows with a null left out.
fn pairs(batch: &RecordBatch, one: &str, other: &str) -> Result<Vec<(String, String)>> {
    let (one, other) = (text(batch, one)?, text(batch, other)?);
    let rows = (0..batch.num_rows()).filter(|row| one.is_valid(*row) && other.is_valid(*row));
    Ok(rows
        .map(|row| (one.value(row).to_string(), other.value(row).to_string()))
        .collect())
}

/// The names of a framework, and their other labels where the taxonomy has some.
pub(super) async fn skills(
    book: &Book,
    data: &ReferenceData,
    reference: &str,
    taxonomy: &Taxonomy,
    table: &str,
) -> Result<()> {
    let named = pairs(
        &demand(book, taxonomy, table).await?,
        "skill_id",
        "skill_name",
    )?;
    let mut entries: Vec<SkillEntry> = named
        .iter()
        .map(|(skill_id, name)| SkillEntry {
            skill_id: skill_id.clone(),
            name: name.clone(),
            canonical_name: name.clone(),
        })
        .collect();
    if let Some(labels) = taxonomy.table(book, "esco_labels").await?
        && table == "esco_skills"
    {
        let names: std::collections::HashMap<&str, &str> = named
            .iter()
            .map(|(id, name)| (id.as_str(), name.as_str()))
            .collect();
        for (skill_id, label) in pairs(&labels, "skill_id", "label")? {
            if let Some(name) = names.get(skill_id.as_str()) {
                let canonical_name = (*name).to_string();
                entries.push(SkillEntry {
                    skill_id,
                    name: label,
                    canonical_name,
                });
            }
        }
    }
    data.set_skills(
        reference,
        Arc::new(SkillMatcher::build(entries.into_iter())),
    );
    Ok(())
}

/// The names and codes of states.
pub(super) async fn states(book: &Book, data: &ReferenceData, taxonomy: &Taxonomy) -> Result<()> {
    let batch = demand(book, taxonomy, "states").await?;
    let (codes, names) = (text(&batch, "state_code")?, text(&batch, "state_name")?);
    let fips = text(&batch, "state_fips")?;
    let rows = (0..batch.num_rows()).map(|row| StateRow {
        usps: codes.value(row).to_string(),
        name: names.value(row).to_string(),
        fips: fips.value(row).to_string(),
    });
    data.set_states(Arc::new(StateNames::build(rows)));
    Ok(())
}

/// The places, states and protected titles that title cleaning reads.
pub(super) async fn titles(
    book: &Book,
    data: &ReferenceData,
    taxonomies: &[&Taxonomy],
) -> Result<()> {
    let [places, states, onet] = taxonomies else {
        return Err(Error::new(
            ErrorKind::Internal,
            "titles read places, states and onet",
        ));
    };
    let column = |batch: &RecordBatch, name: &str| -> Result<Vec<String>> {
        Ok(text(batch, name)?
            .iter()
            .flatten()
            .map(ToString::to_string)
            .collect())
    };
    let place_names = column(&demand(book, places, "places").await?, "place_name")?;
    let states = demand(book, states, "states").await?;
    let state_names = [
        column(&states, "state_name")?,
        column(&states, "state_code")?,
    ]
    .concat();
    let titles = column(&demand(book, onet, "onet_titles").await?, "title")?;
    let words = TitleWords::build(
        place_names.iter().map(String::as_str),
        state_names.iter().map(String::as_str),
        titles.iter().map(String::as_str),
    );
    data.set_titles(Arc::new(words));
    Ok(())
}

/// The codes of the SOC with their titles.
pub(super) async fn soc(book: &Book, data: &ReferenceData, taxonomy: &Taxonomy) -> Result<()> {
    let codes = pairs(
        &demand(book, taxonomy, "soc_codes").await?,
        "soc_code",
        "title",
    )?;
    data.set_soc(Arc::new(SocCodes::build(codes.into_iter())));
    Ok(())
}
