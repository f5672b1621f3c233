//! What a mapping's `SELECT` yields, read as drafts.
//!
//! ```text
//! id | title | date | base_salary_min_value | job_locations              | shift
//! 7  | Cook  | …    | "$12.50"              | [{address_locality: Tulsa}] | "night"   ─►  extra {"shift":"night"}
//! ```

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, ListArray, RecordBatch, StringArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, FieldRef};
use datafusion::error::Result as QueryResult;
use daybook_udfs::pay_unit;

use crate::land::flat::parquet::json_members;
use crate::land::formats::{places_named, read_number, whole};
use crate::land::posting::{DateField, Draft, Pay, Place, Refusal, TextField, job_locations_type};

const ID: &str = "id";
const DATE: &str = "date";
const VALID_THROUGH: &str = "valid_through";
const LOCATIONS: &str = "job_locations";
const UNIT: &str = "base_salary_unit";
const CURRENCY: &str = "base_salary_currency";
const POSITIONS: &str = "num_positions";
const PAY: [&str; 3] = [
    "base_salary_min_value",
    "base_salary_max_value",
    "base_salary_median_value",
];
const ADDRESS: [&str; 3] = ["address_locality", "address_region", "address_country"];

/// Every column that a mapping may yield.
pub(super) const COLUMNS: &[&str] = &[
    ID,
    "title",
    DATE,
    VALID_THROUGH,
    LOCATIONS,
    UNIT,
    CURRENCY,
    POSITIONS,
    PAY[0],
    PAY[1],
    PAY[2],
    ADDRESS[0],
    ADDRESS[1],
    ADDRESS[2],
    "alternate_name",
    "description",
    "employment_type",
    "industry",
    "occupational_category",
    "onet_soc_code",
    "education_requirements",
    "experience_requirements",
    "qualifications",
    "responsibilities",
    "skills",
    "incentive_compensation",
    "job_benefits",
    "hiring_organization_name",
    "hiring_organization_department",
    "url",
];

/// Columns that landing makes itself.
const GENERATED: [&str; 4] = ["posting_id", "posting_no", "content_hash", "landed_at"];

/// The columns that a mapping yields.
#[derive(Debug)]
pub(super) struct Outputs {
    /// Columns that `postings` does not have.
    extra: Vec<usize>,
}

impl Outputs {
    /// Checks names and types.
    pub(super) fn of(fields: &[FieldRef]) -> Result<Self, String> {
        let find = |name: &str| fields.iter().find(|field| field.name() == name);
        for required in [ID, "title", DATE] {
            if find(required).is_none() {
                return Err(format!(
                    "the SELECT yields no column {required}; name one with AS {required}"
                ));
            }
        }
        if let Some(name) = GENERATED.iter().find(|name| find(name).is_some()) {
            return Err(format!(
                "landing itself makes the column {name}; leave it out of the SELECT"
            ));
        }
        for field in fields {
            let known = COLUMNS.contains(&field.name().as_str()) && field.name() != LOCATIONS;
            let nested = field.data_type().is_nested() && !is_text_list(field.data_type());
            if known && nested {
                let (name, kind) = (field.name(), field.data_type());
                return Err(format!(
                    "the column {name} is {kind}, and holds one text or number"
                ));
            }
        }
        let unknown = |(at, field): (usize, &FieldRef)| {
            (!COLUMNS.contains(&field.name().as_str())).then_some(at)
        };
        Ok(Self {
            extra: fields.iter().enumerate().filter_map(unknown).collect(),
        })
    }

    /// Prepares a batch to be read row by row.
    pub(super) fn read(&self, batch: &RecordBatch) -> QueryResult<Output> {
        let column = |name: &str| batch.column_by_name(name);
        let text = |name: &str| column(name).map(text_column).transpose();
        let number = |name: &str| column(name).map(NumberColumn::of).transpose();
        let mut texts = Vec::with_capacity(TextField::ALL.len());
        for field in TextField::ALL {
            texts.push(text(field.column())?);
        }
        Ok(Output {
            id: text(ID)?,
            date: column(DATE).map(DateColumn::of).transpose()?,
            valid_through: column(VALID_THROUGH).map(DateColumn::of).transpose()?,
            texts,
            locations: column(LOCATIONS).map(PlacesColumn::of).transpose()?,
            address: [text(ADDRESS[0])?, text(ADDRESS[1])?, text(ADDRESS[2])?],
            pay: [number(PAY[0])?, number(PAY[1])?, number(PAY[2])?],
            unit: text(UNIT)?,
            currency: text(CURRENCY)?,
            num_positions: number(POSITIONS)?,
            extra: json_members(&batch.project(&self.extra)?)?,
        })
    }
}

/// A batch that a mapping yielded.
pub(super) struct Output {
    id: Option<StringArray>,
    date: Option<DateColumn>,
    valid_through: Option<DateColumn>,
    texts: Vec<Option<StringArray>>,
    locations: Option<PlacesColumn>,
    address: [Option<StringArray>; 3],
    pay: [Option<NumberColumn>; 3],
    unit: Option<StringArray>,
    currency: Option<StringArray>,
    num_positions: Option<NumberColumn>,
    extra: Vec<String>,
}

impl Output {
    /// A row as a draft; `extra` is what the mapping did not use.
    pub(super) fn draft(&self, row: usize, extra: String) -> Result<Draft<'_>, Refusal> {
        let mut draft = Draft {
            id: text_at(&self.id, row),
            date: date_at(&self.date, row),
            valid_through: date_at(&self.valid_through, row),
            texts: std::array::from_fn(|field| text_at(&self.texts[field], row)),
            places: self
                .locations
                .as_ref()
                .map(|column| column.at(row))
                .unwrap_or_default(),
            extra,
            ..Draft::default()
        };
        let [locality, region, country] = self.address.each_ref().map(|part| text_at(part, row));
        let address = Place {
            locality,
            region,
            country,
        };
        if !address.is_blank() {
            draft.places.push(address);
        }
        let own = &self.extra[row];
        if !own.is_empty() {
            draft.extra = if draft.extra.is_empty() {
                own.clone()
            } else {
                format!("{own},{}", draft.extra)
            };
        }
        self.fill_numbers(row, &mut draft);
        Ok(draft)
    }

    /// Numbers and units that are none are kept beside the columns.
    fn fill_numbers<'a>(&'a self, row: usize, draft: &mut Draft<'a>) {
        let mut amounts = [None; 3];
        for ((amount, column), name) in amounts.iter_mut().zip(&self.pay).zip(PAY) {
            *amount = number_at(column, row, name, draft);
        }
        let [min, max, median] = amounts;
        let mut unit = None;
        if let Some(text) = text_at(&self.unit, row).filter(|text| !text.trim().is_empty()) {
            unit = pay_unit(&text).map(Cow::Borrowed);
            if unit.is_none() {
                draft.keep_extra(UNIT, &text);
            }
        }
        let currency = text_at(&self.currency, row).filter(|text| !text.trim().is_empty());
        draft.pay = Pay {
            min,
            max,
            median,
            unit,
            currency,
        };
        draft.num_positions = number_at(&self.num_positions, row, POSITIONS, draft).and_then(whole);
    }
}

fn number_at(
    column: &Option<NumberColumn>,
    row: usize,
    name: &str,
    draft: &mut Draft<'_>,
) -> Option<f64> {
    match column.as_ref()? {
        NumberColumn::Number(values) => values.is_valid(row).then(|| values.value(row)),
        NumberColumn::Text(values) => {
            let text = values.is_valid(row).then(|| values.value(row))?;
            let number = read_number(text);
            if number.is_none() && !text.trim().is_empty() {
                draft.keep_extra(name, text);
            }
            number
        }
    }
}

fn date_at(column: &Option<DateColumn>, row: usize) -> DateField<'_> {
    column
        .as_ref()
        .map_or(DateField::Missing, |column| column.at(row))
}

fn text_at(column: &Option<StringArray>, row: usize) -> Option<Cow<'_, str>> {
    let column = column.as_ref()?;
    column
        .is_valid(row)
        .then(|| Cow::Borrowed(column.value(row)))
}

fn is_text_list(kind: &DataType) -> bool {
    matches!(kind, DataType::List(item) | DataType::LargeList(item) if !item.data_type().is_nested())
}

/// A column as text; lists are joined by `, `.
fn text_column(column: &ArrayRef) -> QueryResult<StringArray> {
    if !is_text_list(column.data_type()) {
        return Ok(cast(column, &DataType::Utf8)?.as_string::<i32>().clone());
    }
    let lists = text_lists(column)?;
    Ok(lists
        .iter()
        .map(|list| {
            Some(
                list?
                    .as_string::<i32>()
                    .iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        })
        .collect())
}

fn text_lists(column: &ArrayRef) -> QueryResult<ListArray> {
    let item = datafusion::arrow::datatypes::Field::new_list_field(DataType::Utf8, true);
    Ok(cast(column, &DataType::List(Arc::new(item)))?
        .as_list::<i32>()
        .clone())
}

enum DateColumn {
    Date(Date32Array),
    Text(StringArray),
}

impl DateColumn {
    fn of(column: &ArrayRef) -> QueryResult<Self> {
        Ok(match column.data_type() {
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => {
                Self::Date(cast(column, &DataType::Date32)?.as_primitive().clone())
            }
            _ => Self::Text(text_column(column)?),
        })
    }

    fn at(&self, row: usize) -> DateField<'_> {
        match self {
            Self::Date(values) if values.is_valid(row) => {
                let date: Option<NaiveDate> = values.value_as_date(row);
                date.map_or(DateField::Missing, DateField::Date)
            }
            Self::Text(values) if values.is_valid(row) => {
                DateField::Text(Cow::Borrowed(values.value(row)))
            }
            _ => DateField::Missing,
        }
    }
}

enum NumberColumn {
    Number(Float64Array),
    Text(StringArray),
}

impl NumberColumn {
    fn of(column: &ArrayRef) -> QueryResult<Self> {
        Ok(match column.data_type() {
            DataType::Null => Self::Number(Float64Array::new_null(column.len())),
            kind if kind.is_numeric() => {
                Self::Number(cast(column, &DataType::Float64)?.as_primitive().clone())
            }
            _ => Self::Text(text_column(column)?),
        })
    }
}

enum PlacesColumn {
    Places(ListArray, Box<[StringArray; 3]>),
    Texts(ListArray),
    Text(StringArray),
}

impl PlacesColumn {
    fn of(column: &ArrayRef) -> QueryResult<Self> {
        match column.data_type() {
            kind if is_text_list(kind) => Ok(Self::Texts(text_lists(column)?)),
            kind if kind.is_nested() => {
                let lists = cast(column, &job_locations_type())?
                    .as_list::<i32>()
                    .clone();
                let places = lists.values().as_struct();
                let part = |at: usize| places.column(at).as_string::<i32>().clone();
                let parts = Box::new([part(0), part(1), part(2)]);
                Ok(Self::Places(lists, parts))
            }
            _ => Ok(Self::Text(text_column(column)?)),
        }
    }

    fn at(&self, row: usize) -> Vec<Place<'_>> {
        match self {
            Self::Text(values) if values.is_valid(row) => places_named(values.value(row)),
            Self::Texts(lists) if lists.is_valid(row) => {
                let list = lists.value(row);
                let texts = list.as_string::<i32>().iter().flatten();
                texts.flat_map(places_named).collect()
            }
            Self::Places(lists, parts) if lists.is_valid(row) => {
                let offsets = lists.value_offsets();
                let within = offsets[row] as usize..offsets[row + 1] as usize;
                within.map(|at| place_at(parts, at)).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn place_at(parts: &[StringArray; 3], at: usize) -> Place<'_> {
    let [locality, region, country] = parts
        .each_ref()
        .map(|part| part.is_valid(at).then(|| Cow::Borrowed(part.value(at))));
    Place {
        locality,
        region,
        country,
    }
}
