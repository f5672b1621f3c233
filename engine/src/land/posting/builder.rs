//! Drafts become rows: the rules that every source is held to, and the columns.
//!
//! ```text
//! Draft ─► id, title, date present and readable? ─► text repaired ─► hashed ─► appended
//!           └ no: Refusal {no_id | no_title | no_date | bad_date | date_out_of_range}
//! ```

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use datafusion::arrow::array::{
    ArrayRef, Date32Builder, Float64Builder, Int64Builder, ListArray, RecordBatch, StringBuilder,
    StructArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::arrow::error::ArrowError;

use super::draft::{DateField, Draft, Pay, Place, TextField};
use super::{RejectReason, parsed_schema, place_fields};
use crate::land::text::dates::read_date;
use crate::land::text::{Repairs, repair};

/// Why a record cannot be a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The reason's code.
    pub(crate) reason: RejectReason,
    /// The reason in words.
    pub(crate) message: String,
    /// Its date of posting, where that could be read.
    pub(crate) posted_date: Option<NaiveDate>,
}

impl Refusal {
    /// A refusal of a record whose date is not known.
    pub(crate) fn new(reason: RejectReason, message: impl Into<String>) -> Self {
        Self {
            reason,
            message: message.into(),
            posted_date: None,
        }
    }
}

/// Collects the postings of a chunk.
#[derive(Debug)]
pub(crate) struct PostingBuilder {
    source: String,
    prefix: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    repairs: Repairs,
    date: Date32Builder,
    posting_id: StringBuilder,
    source_column: StringBuilder,
    texts: [StringBuilder; TextField::ALL.len()],
    valid_through: Date32Builder,
    places: PlacesBuilder,
    pay: [Float64Builder; 3],
    unit: StringBuilder,
    currency: StringBuilder,
    num_positions: Int64Builder,
    extra: StringBuilder,
    content_hash: StringBuilder,
}

impl PostingBuilder {
    /// A builder for postings of a source; `today` bounds the dates.
    pub(crate) fn new(source: &str, today: NaiveDate) -> Self {
        let next_year = today.year().saturating_add(1);
        Self {
            source: source.to_owned(),
            prefix: format!("{source}_"),
            first_day: NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or(NaiveDate::MIN),
            last_day: NaiveDate::from_ymd_opt(next_year, 12, 31).unwrap_or(NaiveDate::MAX),
            repairs: Repairs::default(),
            date: Date32Builder::with_capacity(0),
            posting_id: StringBuilder::with_capacity(0, 0),
            source_column: StringBuilder::with_capacity(0, 0),
            texts: std::array::from_fn(|_| StringBuilder::with_capacity(0, 0)),
            valid_through: Date32Builder::with_capacity(0),
            places: PlacesBuilder::default(),
            pay: std::array::from_fn(|_| Float64Builder::with_capacity(0)),
            unit: StringBuilder::with_capacity(0, 0),
            currency: StringBuilder::with_capacity(0, 0),
            num_positions: Int64Builder::with_capacity(0),
            extra: StringBuilder::with_capacity(0, 0),
            content_hash: StringBuilder::with_capacity(0, 0),
        }
    }

    /// Postings so far in which text was repaired.
    pub(crate) fn repairs(&self) -> Repairs {
        self.repairs
    }

    /// Appends a posting, or says why it is none.
    pub(crate) fn push(&mut self, mut draft: Draft<'_>) -> Result<(), Refusal> {
        let date = self.check(&draft)?;
        let valid_through = self.read_valid_through(&mut draft);
        let mut repaired = Repairs::default();
        for field in TextField::ALL {
            let text = draft.texts[field as usize].take();
            draft.texts[field as usize] = text.and_then(|text| tidy(field, text, &mut repaired));
        }
        for place in &mut draft.places {
            tidy_place(place, &mut repaired);
        }
        draft.places.retain(|place| !place.is_blank());
        if draft.texts[TextField::Title as usize].is_none() {
            // A title of nothing but tags.
            return Err(no_title(Some(date)));
        }
        self.repairs.mojibake += u64::from(repaired.mojibake > 0);
        self.repairs.html += u64::from(repaired.html > 0);
        self.append(date, valid_through, &draft);
        Ok(())
    }

    /// The posting's date, if the record may be a posting.
    fn check(&self, draft: &Draft<'_>) -> Result<NaiveDate, Refusal> {
        let date = self.read_posting_date(&draft.date);
        let posted_date = date.as_ref().ok().copied();
        if is_blank(draft.id.as_deref()) {
            let message = "the record has no id".to_owned();
            return Err(Refusal {
                reason: RejectReason::NoId,
                message,
                posted_date,
            });
        }
        if is_blank(draft.texts[TextField::Title as usize].as_deref()) {
            return Err(no_title(posted_date));
        }
        date
    }

    fn read_posting_date(&self, field: &DateField<'_>) -> Result<NaiveDate, Refusal> {
        let date = match field {
            DateField::Missing => None,
            DateField::Date(date) => Some(*date),
            DateField::Text(text) if text.trim().is_empty() => None,
            DateField::Text(text) => Some(read_date(text).ok_or_else(|| {
                let message = format!("the date of posting {text:?} cannot be read");
                Refusal::new(RejectReason::BadDate, shorten(message))
            })?),
        };
        let date = date.ok_or_else(|| {
            Refusal::new(RejectReason::NoDate, "the record has no date of posting")
        })?;
        if self.in_range(date) {
            return Ok(date);
        }
        let (first, last) = (self.first_day, self.last_day);
        let message = format!("the date of posting {date} is not between {first} and {last}");
        Err(Refusal::new(RejectReason::DateOutOfRange, message))
    }

    /// An end date that cannot be is kept beside the columns: the posting itself is good.
    fn read_valid_through(&self, draft: &mut Draft<'_>) -> Option<NaiveDate> {
        let (date, written) = match std::mem::take(&mut draft.valid_through) {
            DateField::Missing => return None,
            DateField::Text(text) if text.trim().is_empty() => return None,
            DateField::Date(date) => (Some(date), Cow::Owned(date.to_string())),
            DateField::Text(text) => (read_date(&text), text),
        };
        let date = date.filter(|date| self.in_valid_range(*date));
        if date.is_none() {
            draft.keep_extra("valid_through", &written);
        }
        date
    }

    fn in_range(&self, date: NaiveDate) -> bool {
        (self.first_day..=self.last_day).contains(&date)
    }

    /// Postings may stand for years: end dates are believed for ten years more than posting dates.
    fn in_valid_range(&self, date: NaiveDate) -> bool {
        date >= self.first_day && date.year() <= self.last_day.year().saturating_add(10)
    }

    fn append(&mut self, date: NaiveDate, valid_through: Option<NaiveDate>, draft: &Draft<'_>) {
        let native = draft.id.as_deref().unwrap_or_default().trim();
        let native = native
            .strip_prefix(&self.prefix)
            .filter(|id| !id.is_empty())
            .unwrap_or(native);
        let posting_id = [self.prefix.as_str(), native].concat().replace('\0', "");
        let extra = (!draft.extra.is_empty()).then(|| format!("{{{}}}", draft.extra));
        let day = days_since_1970(date);
        let until = valid_through.map(days_since_1970);
        let key = Key {
            day,
            posting_id: &posting_id,
            source: &self.source,
            until,
        };
        let hash = content_hash(&key, draft, extra.as_deref());

        self.date.append_value(day);
        self.posting_id.append_value(posting_id);
        self.source_column.append_value(&self.source);
        for (builder, text) in self.texts.iter_mut().zip(&draft.texts) {
            builder.append_option(text.as_deref());
        }
        self.valid_through.append_option(until);
        self.places.append(&draft.places);
        let Pay {
            min,
            max,
            median,
            unit,
            currency,
        } = &draft.pay;
        for (builder, value) in self.pay.iter_mut().zip([min, max, median]) {
            builder.append_option(*value);
        }
        self.unit.append_option(unit.as_deref());
        self.currency.append_option(currency.as_deref());
        self.num_positions.append_option(draft.num_positions);
        self.extra.append_option(extra);
        self.content_hash.append_value(hash);
    }

    /// The postings pushed since the last call.
    pub(crate) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.repairs = Repairs::default();
        let mut texts = self
            .texts
            .iter_mut()
            .map(|text| Arc::new(text.finish()) as ArrayRef);
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.date.finish()),
            Arc::new(self.posting_id.finish()),
            Arc::new(self.source_column.finish()),
        ];
        columns.extend(texts.by_ref().take(3));
        columns.push(Arc::new(self.valid_through.finish()));
        columns.push(self.places.finish()?);
        columns.extend(
            self.pay
                .iter_mut()
                .map(|pay| Arc::new(pay.finish()) as ArrayRef),
        );
        columns.push(Arc::new(self.unit.finish()));
        columns.push(Arc::new(self.currency.finish()));
        columns.extend(texts);
        columns.push(Arc::new(self.num_positions.finish()));
        columns.push(Arc::new(self.extra.finish()));
        columns.push(Arc::new(self.content_hash.finish()));
        RecordBatch::try_new(parsed_schema(), columns)
    }
}

/// Days since 1970-01-01, as Arrow counts them.
pub(crate) fn days_since_1970(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 719_163
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn no_title(posted_date: Option<NaiveDate>) -> Refusal {
    let message = "the record has no title".to_owned();
    Refusal {
        reason: RejectReason::NoTitle,
        message,
        posted_date,
    }
}

/// Messages quote the data: not more of it than helps.
fn shorten(mut message: String) -> String {
    if let Some((end, _)) = message.char_indices().nth(200) {
        message.truncate(end);
        message.push('…');
    }
    message
}

/// The text of a column, repaired; blank is null.
fn tidy<'a>(field: TextField, text: Cow<'a, str>, repaired: &mut Repairs) -> Option<Cow<'a, str>> {
    let text = if field.is_prose() {
        repair(text, repaired)
    } else {
        drop_nul(text)
    };
    (!text.trim().is_empty()).then_some(text)
}

fn tidy_place(place: &mut Place<'_>, repaired: &mut Repairs) {
    for part in [&mut place.locality, &mut place.region, &mut place.country] {
        let text = part.take().map(|text| repair(text, repaired));
        *part = text.and_then(trimmed);
    }
}

fn trimmed(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    match text.trim() {
        "" => None,
        part if part.len() == text.len() => Some(text),
        part => Some(Cow::Owned(part.to_owned())),
    }
}

fn drop_nul(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', ""))
    } else {
        text
    }
}

/// The fields of a posting that its draft does not hold as the row does.
struct Key<'a> {
    day: i32,
    posting_id: &'a str,
    source: &'a str,
    until: Option<i32>,
}

/// 32 hex digits over every field, each preceded by its length so that no two postings read alike.
fn content_hash(key: &Key<'_>, draft: &Draft<'_>, extra: Option<&str>) -> String {
    let mut fields = FieldHasher(blake3::Hasher::new());
    fields.add(Some(&key.day.to_le_bytes()));
    fields.add(Some(key.posting_id.as_bytes()));
    fields.add(Some(key.source.as_bytes()));
    for text in &draft.texts {
        fields.add(text.as_deref().map(str::as_bytes));
    }
    fields.add(
        key.until
            .map(i32::to_le_bytes)
            .as_ref()
            .map(<[u8; 4]>::as_slice),
    );
    fields.0.update(&(draft.places.len() as u64).to_le_bytes());
    for place in &draft.places {
        for part in [&place.locality, &place.region, &place.country] {
            fields.add(part.as_deref().map(str::as_bytes));
        }
    }
    let pay = &draft.pay;
    for value in [pay.min, pay.max, pay.median] {
        fields.add(
            value
                .map(f64::to_le_bytes)
                .as_ref()
                .map(<[u8; 8]>::as_slice),
        );
    }
    fields.add(pay.unit.as_deref().map(str::as_bytes));
    fields.add(pay.currency.as_deref().map(str::as_bytes));
    let positions = draft.num_positions.map(i64::to_le_bytes);
    fields.add(positions.as_ref().map(<[u8; 8]>::as_slice));
    fields.add(extra.map(str::as_bytes));
    fields.finish()
}

struct FieldHasher(blake3::Hasher);

impl FieldHasher {
    fn add(&mut self, field: Option<&[u8]>) {
        let length = field.map_or(u64::MAX, |field| field.len() as u64);
        self.0.update(&length.to_le_bytes());
        self.0.update(field.unwrap_or_default());
    }

    fn finish(&self) -> String {
        self.0
            .finalize()
            .to_hex()
            .as_str()
            .chars()
            .take(32)
            .collect()
    }
}

/// The column `job_locations`; a posting without a place is null.
#[derive(Debug, Default)]
struct PlacesBuilder {
    lengths: Vec<usize>,
    parts: [StringBuilder; 3],
}

impl PlacesBuilder {
    fn append(&mut self, places: &[Place<'_>]) {
        self.lengths.push(places.len());
        for place in places {
            let parts = [&place.locality, &place.region, &place.country];
            for (builder, part) in self.parts.iter_mut().zip(parts) {
                builder.append_option(part.as_deref());
            }
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let lengths = std::mem::take(&mut self.lengths);
        let valid: NullBuffer = lengths.iter().map(|length| *length > 0).collect();
        let parts = self
            .parts
            .iter_mut()
            .map(|part| Arc::new(part.finish()) as ArrayRef);
        let places = StructArray::try_new(place_fields(), parts.collect(), None)?;
        let element = Field::new_list_field(DataType::Struct(place_fields()), true);
        let offsets = OffsetBuffer::from_lengths(lengths);
        let list = ListArray::try_new(Arc::new(element), offsets, Arc::new(places), Some(valid))?;
        Ok(Arc::new(list))
    }
}
