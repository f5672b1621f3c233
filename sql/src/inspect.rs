//! One posting, and everything that was found in it.
//!
//! ```text
//! VA_4835a9 ─► its row · the text the extractors read · skills with their spans
//!              · its row in every attribute table · what its day was computed from
//! ```

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{DataType, Date32Type, Int32Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use daybook_catalog::{TableName, TableSchema, tags};
use daybook_engine::EngineError;

use crate::daybook::Daybook;
use crate::error::{Error, Result};

/// A skill found in a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillSpan {
    /// The skill's identifier in its framework.
    pub skill_id: String,
    /// Its name.
    pub skill_name: String,
    /// First character of the match in the posting's text.
    pub start: usize,
    /// One past the last character of the match.
    pub end: usize,
    /// The attribute table it comes from.
    pub table: String,
}

/// One posting and everything that was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The posting's columns in order, as text; null columns left out.
    pub fields: Vec<(String, String)>,
    /// The text that extractors read.
    pub text: String,
    /// Skills found, by position.
    pub skills: Vec<SkillSpan>,
    /// Rows of every other attribute table: table, then column and value.
    pub attributes: Vec<(String, Vec<(String, String)>)>,
    /// Lineage of the posting's day: table, state, fingerprint, what it was computed from.
    pub lineage: Vec<(String, String, String, String)>,
}

/// Where a posting stands: its day and its number.
struct Place {
    date: i32,
    posting_no: i64,
}

/// Looks a posting up by its id, on every day it appeared.
pub(crate) async fn inspect(daybook: &Daybook, posting_id: &str) -> Result<Vec<Inspection>> {
    let quoted = posting_id.replace('\'', "''");
    let found = daybook
        .rows(&format!(
            "SELECT *, posting_text(description, experience_requirements, qualifications, skills) AS posting_text \
             FROM postings WHERE posting_id = '{quoted}' ORDER BY date"
        ))
        .await?;
    let mut inspections = Vec::new();
    for batch in &found {
        for row in 0..batch.num_rows() {
            inspections.push(inspect_row(daybook, batch, row).await?);
        }
    }
    match inspections.is_empty() {
        false => Ok(inspections),
        true => Err(Error::not_found(format!(
            "no posting `{posting_id}` in this book; ids are <source>_<native id>, see: SELECT posting_id FROM postings LIMIT 10"
        ))),
    }
}

async fn inspect_row(daybook: &Daybook, batch: &RecordBatch, row: usize) -> Result<Inspection> {
    let mut fields = row_as_text(batch, row)?;
    let text = match fields.iter().position(|(name, _)| name == "posting_text") {
        Some(position) => fields.remove(position).1,
        None => String::new(),
    };
    let place = place(batch, row)?;
    let mut inspection = Inspection {
        fields,
        text,
        skills: Vec::new(),
        attributes: Vec::new(),
        lineage: Vec::new(),
    };
    let book = &daybook.core.book;
    for table in book.tables().await? {
        if table.schema != TableSchema::Attributes {
            continue;
        }
        for batch in rows_of(daybook, &table, &place).await? {
            add_rows(&mut inspection, &table, &batch)?;
        }
    }
    inspection
        .skills
        .sort_by_key(|skill| (skill.start, skill.end));
    inspection.lineage = lineage(daybook, &place).await?;
    Ok(inspection)
}

fn place(batch: &RecordBatch, row: usize) -> Result<Place> {
    let date = batch
        .column_by_name("date")
        .and_then(|c| c.as_primitive_opt::<Date32Type>());
    let number = batch
        .column_by_name("posting_no")
        .and_then(|c| c.as_primitive_opt::<Int64Type>());
    match (date, number) {
        (Some(date), Some(number)) => Ok(Place {
            date: date.value(row),
            posting_no: number.value(row),
        }),
        _ => Err(Error::new(
            daybook_catalog::ErrorKind::Data,
            "`postings` has no date or posting_no",
        )),
    }
}

async fn rows_of(daybook: &Daybook, table: &TableName, place: &Place) -> Result<Vec<RecordBatch>> {
    let date = Date32Type::to_naive_date_opt(place.date).unwrap_or_default();
    daybook
        .rows(&format!(
            "SELECT * FROM {table} WHERE date = DATE '{date}' AND posting_no = {}",
            place.posting_no
        ))
        .await
}

fn add_rows(inspection: &mut Inspection, table: &TableName, batch: &RecordBatch) -> Result<()> {
    for row in 0..batch.num_rows() {
        match skill_span(table, batch, row) {
            Some(skill) => inspection.skills.push(skill),
            None => {
                let mut values = row_as_text(batch, row)?;
                values.retain(|(name, _)| {
                    !["date", "posting_no", "posting_id"].contains(&name.as_str())
                });
                inspection.attributes.push((table.to_string(), values));
            }
        }
    }
    Ok(())
}

/// A row of a table of spans: skills, whatever extractor found them.
fn skill_span(table: &TableName, batch: &RecordBatch, row: usize) -> Option<SkillSpan> {
    let text = |name: &str| {
        let column = datafusion::arrow::compute::cast(batch.column_by_name(name)?, &DataType::Utf8);
        column
            .ok()
            .map(|column| column.as_string::<i32>().value(row).to_string())
    };
    let number = |name: &str| {
        let column = batch
            .column_by_name(name)?
            .as_primitive_opt::<Int32Type>()?;
        usize::try_from(column.value(row)).ok()
    };
    Some(SkillSpan {
        skill_id: text("skill_id")?,
        skill_name: text("skill_name")?,
        start: number("span_start")?,
        end: number("span_end")?,
        table: table.to_string(),
    })
}

fn row_as_text(batch: &RecordBatch, row: usize) -> Result<Vec<(String, String)>> {
    let options = FormatOptions::default();
    let mut values = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        if column.is_null(row) || matches!(field.data_type(), DataType::Binary) {
            continue;
        }
        let formatter = ArrayFormatter::try_new(column, &options).map_err(EngineError::from)?;
        values.push((field.name().clone(), formatter.value(row).to_string()));
    }
    Ok(values)
}

/// What the day of a posting was computed from, table by table.
async fn lineage(
    daybook: &Daybook,
    place: &Place,
) -> Result<Vec<(String, String, String, String)>> {
    let date = Date32Type::to_naive_date_opt(place.date).unwrap_or_default();
    let mut lines = Vec::new();
    for day in crate::status::day_statuses(&daybook.core).await? {
        if day.date != date || day.table == TableName::rejects() {
            continue;
        }
        let snapshot = daybook.core.snapshot(&day.table).await?;
        let first = snapshot
            .as_ref()
            .and_then(|snapshot| snapshot.day(date).first());
        let inputs = first.and_then(|file| file.tags.get(tags::INPUTS)).cloned();
        lines.push((
            day.table.to_string(),
            day.state.word().to_string(),
            day.fingerprint.unwrap_or_default(),
            inputs.unwrap_or_default(),
        ));
    }
    Ok(lines)
}
