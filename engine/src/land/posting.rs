//! What reading makes of a record: a posting in the common schema, or a reject that says why not.
//!
//! ```text
//! record ──format──► Draft (as found) ──PostingBuilder──► row of parsed_schema()
//!                                        └─ Refusal ────► Reject (object, line, reason, raw)
//! ```
//! The draft `{id: "1", title: "Cook", date: "2016-01-05"}` of source `VA` becomes the row
//! `2016-01-05, VA_1, VA, Cook, …`; without its title it becomes a reject `no_title` of that day.

mod builder;
mod draft;

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef, TimeUnit};

pub(crate) use builder::{PostingBuilder, Refusal};
pub(crate) use draft::{DateField, Draft, Pay, Place, TextField, push_json_string};

use super::summary::UnreadableObject;

/// Most bytes of a bad record that `rejects` keeps.
pub(crate) const RAW_LIMIT: usize = 64 * 1024;

/// Why a record was rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum RejectReason {
    /// Not JSON, or a CSV record that does not fit its header.
    Unparsable,
    /// Bytes that are not UTF-8.
    BadUtf8,
    /// A value of a type its field cannot have.
    WrongType,
    /// No id, or a blank one.
    NoId,
    /// No title, or a blank one.
    NoTitle,
    /// No date of posting.
    NoDate,
    /// A date of posting that cannot be read.
    BadDate,
    /// A date of posting before 1990 or after the end of next year.
    DateOutOfRange,
    /// The record at which a compressed or broken stream ended early.
    Truncated,
    /// Longer than a record may be.
    TooLong,
}

impl RejectReason {
    /// The code that the column `reason` holds.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unparsable => "unparsable",
            Self::BadUtf8 => "bad_utf8",
            Self::WrongType => "wrong_type",
            Self::NoId => "no_id",
            Self::NoTitle => "no_title",
            Self::NoDate => "no_date",
            Self::BadDate => "bad_date",
            Self::DateOutOfRange => "date_out_of_range",
            Self::Truncated => "truncated",
            Self::TooLong => "too_long",
        }
    }
}

/// A record that did not become a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reject {
    /// The object it was read from.
    pub(crate) object: String,
    /// Its line, or its number among the records of a document; from 1.
    pub(crate) line: i64,
    /// Why.
    pub(crate) reason: RejectReason,
    /// Why, in words.
    pub(crate) message: String,
    /// Its date of posting, where that could be read.
    pub(crate) posted_date: Option<NaiveDate>,
    /// Its first bytes, at most [`RAW_LIMIT`].
    pub(crate) raw: Vec<u8>,
}

/// Some records of one object, in input order.
#[derive(Debug, Clone)]
pub(crate) struct ParsedChunk {
    /// The object's name.
    pub(crate) object: Arc<str>,
    /// The postings, as [`parsed_schema`].
    pub(crate) batch: RecordBatch,
    /// The records that are none.
    pub(crate) rejects: Vec<Reject>,
    /// Records read: rows, rejects and those left out, together.
    pub(crate) read: u64,
    /// Records that a mapping's WHERE leaves out.
    pub(crate) filtered: u64,
    /// Stored bytes newly consumed.
    pub(crate) bytes: u64,
    /// Postings in which misread UTF-8 was repaired.
    pub(crate) mojibake_repaired: u64,
    /// Postings in which HTML was turned to text.
    pub(crate) html_cleaned: u64,
}

/// What is known when every input has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ReadEnd {
    /// Objects that could not be read, or not to their end.
    pub(crate) unreadable: Vec<UnreadableObject>,
    /// Objects read to their end.
    pub(crate) objects: u64,
    /// Columns that the mapping names and no input had.
    pub(crate) columns_missing: Vec<String>,
    /// Stored bytes of all objects.
    pub(crate) total_bytes: u64,
}

/// The fields of a place in `job_locations`.
pub(crate) fn place_fields() -> Fields {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    Fields::from(vec![
        text("address_locality"),
        text("address_region"),
        text("address_country"),
    ])
}

/// The type of `job_locations`.
pub(crate) fn job_locations_type() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(
        DataType::Struct(place_fields()),
        true,
    )))
}

/// The columns of a batch of parsed postings: `postings` without `posting_no` and `landed_at`.
pub(crate) fn parsed_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| Arc::new(Schema::new(parsed_fields())));
    Arc::clone(&SCHEMA)
}

/// The columns of the table `postings`.
pub(crate) fn postings_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let mut fields = parsed_fields();
        fields.insert(1, Field::new("posting_no", DataType::Int64, false));
        fields.push(landed_at_field());
        Arc::new(Schema::new(fields))
    });
    Arc::clone(&SCHEMA)
}

/// The columns of the table `rejects`.
pub(crate) fn rejects_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        Arc::new(Schema::new(vec![
            Field::new("date", DataType::Date32, false),
            Field::new("reject_id", DataType::Utf8, false),
            Field::new("source", DataType::Utf8, false),
            Field::new("object", DataType::Utf8, false),
            Field::new("line", DataType::Int64, false),
            Field::new("reason", DataType::Utf8, false),
            Field::new("message", DataType::Utf8, false),
            Field::new("posted_date", DataType::Date32, true),
            Field::new("raw", DataType::Binary, false),
            landed_at_field(),
        ]))
    });
    Arc::clone(&SCHEMA)
}

fn landed_at_field() -> Field {
    let utc = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    Field::new("landed_at", utc, false)
}

/// Title, alternate name and description stand before the places and the pay, the other texts after.
fn parsed_fields() -> Vec<Field> {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let number = |name: &str| Field::new(name, DataType::Float64, true);
    let mut fields = vec![
        Field::new("date", DataType::Date32, false),
        Field::new("posting_id", DataType::Utf8, false),
        Field::new("source", DataType::Utf8, false),
        Field::new("title", DataType::Utf8, false),
        text("alternate_name"),
        text("description"),
        Field::new("valid_through", DataType::Date32, true),
        Field::new("job_locations", job_locations_type(), true),
        number("base_salary_min_value"),
        number("base_salary_max_value"),
        number("base_salary_median_value"),
        text("base_salary_unit"),
        text("base_salary_currency"),
    ];
    fields.extend(TextField::ALL[3..].iter().map(|field| text(field.column())));
    fields.push(Field::new("num_positions", DataType::Int64, true));
    fields.push(text("extra"));
    fields.push(Field::new("content_hash", DataType::Utf8, false));
    fields
}

#[cfg(test)]
mod tests;
