//! The tables a taxonomy is kept as: their columns, and rows brought into one order.
//!
//! A row is a list of texts; a shape turns rows into a record batch. Rows are sorted and repeated ones dropped, so the same
//! facts give the same batch and the same fingerprint however their publisher ordered or packed them.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, Float64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};

use crate::error::Result;

/// A row of a table, before it is typed.
pub(crate) type Row = Vec<Option<String>>;

/// A table's name and columns; a name that ends with `:f` is a double, any other is text.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
}

macro_rules! shapes {
    ($($constant:ident = $name:literal [$($column:literal),+ $(,)?];)+) => {
        $(pub(crate) const $constant: Shape = Shape { name: $name, columns: &[$($column),+] };)+
    };
}

shapes! {
    ONET_OCCUPATIONS = "onet_occupations" ["onet_soc_code", "soc_code", "title", "description"];
    ONET_SKILLS = "onet_skills" ["skill_id", "skill_name", "category", "kind"];
    ONET_OCCUPATION_SKILLS = "onet_occupation_skills" ["onet_soc_code", "skill_id", "importance:f", "level:f"];
    ONET_TITLES = "onet_titles" ["onet_soc_code", "soc_code", "title", "short_title", "source"];
    ONET_CONTENT_MODEL = "onet_content_model" ["element_id", "element_name", "description"];
    ONET_TASKS = "onet_tasks" ["task_id", "onet_soc_code", "soc_code", "task", "task_type"];
    ONET_TASK_ACTIVITIES = "onet_task_activities" ["task_id", "activity_id", "activity"];
    SOC_CODES = "soc_codes" ["soc_code", "title", "level", "parent", "definition"];
    SOC_CROSSWALK = "soc_crosswalk" ["from_taxonomy", "from_code", "from_title", "to_taxonomy", "to_code", "to_title"];
    CBSA_COUNTIES = "cbsa_counties" [
        "cbsa_code", "cbsa_name", "metro_or_micro", "county_fips", "county_name", "state_code", "csa_code", "csa_name",
    ];
    CBSAS = "cbsas" ["cbsa_code", "cbsa_name", "kind"];
    STATES = "states" ["state_code", "state_name", "state_fips", "region", "division"];
    PLACES = "places" [
        "place_name", "state_code", "county_name", "county_fips", "latitude:f", "longitude:f", "kind", "names:f",
    ];
    SKILLS = "skills" ["skill_id", "skill_name", "category"];
    SKILL_LABELS = "skill_labels" ["skill_id", "label"];
    CONCEPT_RULES = "concept_rules" ["value", "keywords", "supporting", "refuting", "confidence:f"];
    ESCO_SKILLS = "esco_skills" ["skill_id", "skill_name", "skill_type", "description"];
    ESCO_LABELS = "esco_labels" ["skill_id", "label"];
    ESCO_OCCUPATIONS = "esco_occupations" ["occupation_id", "occupation_name", "isco_code", "description"];
    ESCO_OCCUPATION_LABELS = "esco_occupation_labels" ["occupation_id", "label"];
    ESCO_SKILL_GROUPS = "esco_skill_groups" ["group_id", "group_name", "description"];
    ESCO_BROADER = "esco_broader" ["concept_id", "broader_id"];
    ESCO_ONET = "esco_onet_crosswalk" ["onet_soc_code", "onet_title", "esco_id", "esco_title", "match_type"];
    ISCO_GROUPS = "isco_groups" ["isco_code", "title", "description"];
}

impl Shape {
    /// The batch of these rows, in canonical order.
    pub(crate) fn batch(&self, rows: impl IntoIterator<Item = Row>) -> Result<RecordBatch> {
        let rows: BTreeSet<Row> = rows.into_iter().collect();
        let mut fields = Vec::with_capacity(self.columns.len());
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.columns.len());
        for (at, column) in self.columns.iter().enumerate() {
            let cells = rows
                .iter()
                .map(|row| row.get(at).and_then(Option::as_deref));
            let (name, array): (_, ArrayRef) = match column.strip_suffix(":f") {
                Some(name) => (name, Arc::new(numbers(cells))),
                None => (*column, Arc::new(cells.collect::<StringArray>())),
            };
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
    }
}

fn numbers<'a>(cells: impl Iterator<Item = Option<&'a str>>) -> Float64Array {
    cells
        .map(|cell| cell.and_then(|text| text.parse::<f64>().ok()))
        .collect()
}

/// Digests tables: names, columns and every value, in order.
pub(crate) fn fingerprint(kind: &str, tables: &[(String, RecordBatch)]) -> String {
    let mut hasher = blake3::Hasher::new();
    put(&mut hasher, Some(kind));
    for (name, batch) in tables {
        put(&mut hasher, Some(name));
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            put(&mut hasher, Some(field.name()));
            hash_column(&mut hasher, column);
        }
    }
    hasher.finalize().to_hex().to_string()
}

fn hash_column(hasher: &mut blake3::Hasher, column: &ArrayRef) {
    if let Some(texts) = column.as_any().downcast_ref::<StringArray>() {
        texts.iter().for_each(|text| put(hasher, text));
    } else if let Some(values) = column.as_any().downcast_ref::<Float64Array>() {
        for value in values {
            put(hasher, value.map(|v| v.to_string()).as_deref());
        }
    } else {
        debug_assert_eq!(
            column.data_type(),
            &DataType::Null,
            "shapes hold text and doubles"
        );
    }
}

/// Length-prefixed, so that no two different lists of texts read alike.
fn put(hasher: &mut blake3::Hasher, text: Option<&str>) {
    match text {
        Some(text) => {
            hasher.update(&(text.len() as u64 + 1).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        None => {
            hasher.update(&0u64.to_le_bytes());
        }
    }
}

/// A text cell.
pub(crate) fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

/// A text cell that may be null.
pub(crate) fn maybe(value: Option<&str>) -> Option<String> {
    value.map(str::to_owned)
}
