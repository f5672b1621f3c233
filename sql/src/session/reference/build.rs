//! From a taxonomy's tables to the shape its functions need.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::record_batch::RecordBatch;
use daybook_catalog::{Book, ErrorKind};
use daybook_engine::EngineError;
use daybook_engine::taxonomy::{SOC_MODEL, model_bytes};
use daybook_udfs::{
    AreaRow, ConceptList, ConceptRule, Gazetteer, PlaceRow, ReferenceData, RegionRow, SkillEntry,
    SkillNames, SocModel, SocSuccessors, StateNames, StateRow, TaskEntry, TaskIndex, TitleIndex,
    TitleWords, TrainingKind, TrainingLine, train_soc_model,
};

use super::{Framework, Taxonomies, Taxonomy};
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
            "taxonomy {} {} has no table `{table}`; add it again, in case an older Daybook left it out",
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
    framework: &Framework,
) -> Result<()> {
    let batch = demand(book, taxonomy, framework.table).await?;
    let mut named = pairs(&batch, "skill_id", "skill_name")?;
    if let Some(category) = framework.category {
        let categories = pairs(&batch, "skill_id", "category")?;
        let wanted: HashSet<String> = categories
            .into_iter()
            .filter(|(_, of_skill)| of_skill == category)
            .map(|(id, _)| id)
            .collect();
        named.retain(|(id, _)| wanted.contains(id));
    }
    let mut entries: Vec<SkillEntry> = named
        .iter()
        .map(|(skill_id, name)| entry(skill_id, name, name))
        .collect();
    if let Some(table) = framework.labels
        && let Some(labels) = taxonomy.table(book, table).await?
    {
        let names: HashMap<&str, &str> = named
            .iter()
            .map(|(id, name)| (id.as_str(), name.as_str()))
            .collect();
        let labels = pairs(&labels, "skill_id", "label")?;
        entries.extend(labels.iter().filter_map(|(skill_id, label)| {
            let name = names.get(skill_id.as_str())?;
            Some(entry(skill_id, label, name))
        }));
    }
    data.set_skills(reference, Arc::new(SkillNames::new(entries)));
    Ok(())
}

fn entry(skill_id: &str, name: &str, canonical_name: &str) -> SkillEntry {
    SkillEntry {
        skill_id: skill_id.to_owned(),
        name: name.to_owned(),
        canonical_name: canonical_name.to_owned(),
    }
}

/// The rules of a list of concepts.
pub(super) async fn concepts(
    book: &Book,
    data: &ReferenceData,
    list: &str,
    taxonomy: &Taxonomy,
) -> Result<()> {
    let batch = demand(book, taxonomy, "concept_rules").await?;
    let columns = ["value", "keywords", "supporting", "refuting", "confidence"];
    let columns = columns.map(|column| text(&batch, column));
    let [value, keywords, supporting, refuting, confidence] = columns;
    let (value, keywords) = (value?, keywords?);
    let (supporting, refuting, confidence) = (supporting?, refuting?, confidence?);
    let mut rules = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let at = |column: &StringArray| cell(column, row);
        let rule = ConceptRule::parse(
            at(&value).as_deref(),
            &at(&keywords).unwrap_or_default(),
            at(&supporting).as_deref(),
            at(&refuting).as_deref(),
            at(&confidence).as_deref(),
        );
        rules.push(rule.map_err(|error| {
            Error::new(
                ErrorKind::Data,
                format!("the list of concepts {list}: {error}"),
            )
        })?);
    }
    data.set_concepts(list, Arc::new(ConceptList::build(rules)));
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

/// The titles that postings are classified by, with their occupations.
pub(super) async fn occupation_titles(
    book: &Book,
    data: &ReferenceData,
    taxonomy: &Taxonomy,
) -> Result<()> {
    let batch = demand(book, taxonomy, "onet_titles").await?;
    let titles = pairs(&batch, "title", "soc_code")?;
    data.set_occupation_titles(Arc::new(TitleIndex::build(titles.into_iter())));
    Ok(())
}

/// The task statements of occupations.
pub(super) async fn tasks(book: &Book, data: &ReferenceData, taxonomy: &Taxonomy) -> Result<()> {
    let batch = demand(book, taxonomy, "onet_tasks").await?;
    let (ids, codes) = (text(&batch, "task_id")?, text(&batch, "soc_code")?);
    let statements = text(&batch, "task")?;
    let entry = |row| {
        Some(TaskEntry {
            task_id: cell(&ids, row)?,
            soc_code: cell(&codes, row)?,
            statement: cell(&statements, row)?,
        })
    };
    let entries = (0..batch.num_rows()).filter_map(entry);
    data.set_tasks(Arc::new(TaskIndex::build(entries)));
    Ok(())
}

/// The towns, counties and areas that places are looked up in.
pub(super) async fn gazetteer(
    book: &Book,
    data: &ReferenceData,
    taxonomies: &[&Taxonomy],
) -> Result<()> {
    let [places, cbsa, states] = taxonomies else {
        return Err(Error::new(
            ErrorKind::Internal,
            "the gazetteer reads places, cbsa and states",
        ));
    };
    let places = place_rows(&demand(book, places, "places").await?)?;
    let areas = area_rows(&demand(book, cbsa, "cbsa_counties").await?)?;
    let regions = region_rows(&demand(book, states, "states").await?)?;
    data.set_gazetteer(Arc::new(Gazetteer::build(&places, &areas, &regions)));
    Ok(())
}

fn cell(column: &StringArray, row: usize) -> Option<String> {
    column.is_valid(row).then(|| column.value(row).to_string())
}

fn place_rows(batch: &RecordBatch) -> Result<Vec<PlaceRow>> {
    let (names, states) = (text(batch, "place_name")?, text(batch, "state_code")?);
    let (fips, counties) = (text(batch, "county_fips")?, text(batch, "county_name")?);
    let (kinds, latitudes) = (text(batch, "kind")?, text(batch, "latitude")?);
    let names_of_place = text(batch, "names")?;
    let row = |row| {
        Some(PlaceRow {
            name: cell(&names, row)?,
            state_code: cell(&states, row)?,
            county_fips: cell(&fips, row),
            county_name: cell(&counties, row),
            is_located: latitudes.is_valid(row),
            // A number of the table, as text.
            names: cell(&names_of_place, row)
                .and_then(|count| count.parse::<f64>().ok())
                .unwrap_or_default() as u32,
            is_alias: cell(&kinds, row).as_deref() == Some("alias"),
        })
    };
    Ok((0..batch.num_rows()).filter_map(row).collect())
}

fn area_rows(batch: &RecordBatch) -> Result<Vec<AreaRow>> {
    let (fips, counties) = (text(batch, "county_fips")?, text(batch, "county_name")?);
    let (codes, names) = (text(batch, "cbsa_code")?, text(batch, "cbsa_name")?);
    let states = text(batch, "state_code")?;
    let row = |row| {
        Some(AreaRow {
            county_fips: cell(&fips, row)?,
            county_name: cell(&counties, row),
            state_code: cell(&states, row),
            cbsa_code: cell(&codes, row)?,
            cbsa_name: cell(&names, row)?,
        })
    };
    Ok((0..batch.num_rows()).filter_map(row).collect())
}

fn region_rows(batch: &RecordBatch) -> Result<Vec<RegionRow>> {
    let codes = text(batch, "state_code")?;
    let (regions, divisions) = (text(batch, "region")?, text(batch, "division")?);
    let row = |row| {
        Some(RegionRow {
            state_code: cell(&codes, row)?,
            region: cell(&regions, row),
            division: cell(&divisions, row),
        })
    };
    Ok((0..batch.num_rows()).filter_map(row).collect())
}

/// Which code of the 2018 SOC took the place of which of the 2010 SOC.
pub(super) async fn soc_successors(
    book: &Book,
    data: &ReferenceData,
    taxonomy: &Taxonomy,
) -> Result<()> {
    let Some(batch) = taxonomy.table(book, "soc_crosswalk").await? else {
        data.set_soc_successors(Arc::default());
        return Ok(());
    };
    let (from, to) = (text(&batch, "from_taxonomy")?, text(&batch, "to_taxonomy")?);
    let (old, new) = (text(&batch, "from_code")?, text(&batch, "to_code")?);
    let is_line = |row: &usize| {
        from.value(*row).ends_with("soc_2010")
            && (to.value(*row).ends_with("soc_2018") || to.value(*row).ends_with("soc_2019"))
    };
    let lines = (0..batch.num_rows())
        .filter(is_line)
        .map(|row| (old.value(row), new.value(row)));
    data.set_soc_successors(Arc::new(SocSuccessors::build(lines)));
    Ok(())
}

/// The trained model of occupations; before one is trained, that of the starter titles.
pub(super) async fn soc_model(
    book: &Book,
    data: &ReferenceData,
    at_hand: &Taxonomies,
) -> Result<()> {
    let taxonomy = at_hand.demand(SOC_MODEL, None)?;
    let bytes = model_bytes(&demand(book, taxonomy, SOC_MODEL).await?);
    let model = match bytes {
        Some(bytes) => SocModel::from_bytes(&bytes).map_err(|error| {
            let version = &taxonomy.record.version;
            let fix = "train it again with: daybook train soc";
            Error::new(
                ErrorKind::Data,
                format!("soc_model {version}: {error} ({fix})"),
            )
        })?,
        None => {
            let mut starter = at_hand.all().iter();
            let onet = starter.find(|one| one.is_starter() && one.record.kind == "onet");
            let onet = onet.ok_or_else(|| Error::not_found("there are no starter titles"))?;
            trained(&training_lines(book, onet).await?)?
        }
    };
    data.set_soc_model(Arc::new(model));
    Ok(())
}

/// A title or a text that a model of occupations learns from.
#[derive(Debug, Clone)]
pub(crate) struct OwnedLine {
    pub(crate) kind: TrainingKind,
    code: String,
    text: String,
}

impl OwnedLine {
    fn line(&self) -> TrainingLine<'_> {
        TrainingLine {
            code: &self.code,
            kind: self.kind,
            text: &self.text,
        }
    }
}

/// The model that is learnt from lines.
pub(crate) fn trained(lines: &[OwnedLine]) -> Result<SocModel> {
    let lines: Vec<TrainingLine<'_>> = lines.iter().map(OwnedLine::line).collect();
    train_soc_model(&lines).map_err(|error| {
        Error::new(
            ErrorKind::Data,
            format!("the titles of the taxonomy onet: {error}"),
        )
    })
}

/// What a model of occupations learns from: titles, task statements, descriptions.
pub(crate) async fn training_lines(book: &Book, onet: &Taxonomy) -> Result<Vec<OwnedLine>> {
    let mut lines = Vec::new();
    let tables = [
        (TrainingKind::Title, "onet_titles", "title"),
        (TrainingKind::Description, "onet_occupations", "description"),
        (TrainingKind::Task, "onet_tasks", "task"),
    ];
    for (kind, table, column) in tables {
        // A release that was added by an older Daybook has no tasks.
        if let Some(batch) = onet.table(book, table).await? {
            let pairs = pairs(&batch, "onet_soc_code", column)?.into_iter();
            lines.extend(pairs.map(|(code, text)| OwnedLine { kind, code, text }));
        }
    }
    Ok(lines)
}
