//! `place_of`: where a posting's location lies.
//!
//! ```text
//!  place_of('St Luis', 'Missouri')                      ─► { Saint Louis, 29510, …, 41180, St. Louis, MO-IL, MO, Midwest, …, US, 0.8 }
//!  place_of('Mercy Clinic | 4401 Wornall Rd | Kansas City | MO') ─► { Kansas City, …, 28140, …, MO, …, US, 0.95 }
//!  place_of('Toronto', 'ON', 'Canada')                  ─► { country: CA }
//!  place_of('2 Locations')                              ─► null
//! ```
//!
//! The rules are in [`Gazetteer`] (names to towns) and `address` (where in a text the town stands).

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Float32Builder, NullBufferBuilder, StringBuilder, StructArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::types::logical_string;
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{
    Coercion, ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl,
    Signature, TypeSignature, TypeSignatureClass, Volatility,
};

use crate::arguments::{TextColumn, evaluate};
use crate::place::address::{Address, Atlas, Place};
use crate::place::state_code::names;
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "place_of";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let text = || Coercion::new_exact(TypeSignatureClass::Native(logical_string()));
    let arguments = (1..=3).map(|count| TypeSignature::Coercible(vec![text(); count]));
    let function = ScalarUDF::from(PlaceOf {
        data: Shared::new(data),
        signature: Signature::one_of(arguments.collect(), Volatility::Immutable),
        documentation: documentation(),
    });
    FunctionEntry::scalar(
        NAME,
        3,
        Family::Place,
        Reads::Taxonomy("gazetteer"),
        function,
    )
}

fn documentation() -> Documentation {
    Documentation::builder(
        Family::Place.doc_section(),
        "Where a location lies, as a struct place_name, county_fips, county_name, cbsa_code, \
        cbsa_name, state_code, region, division, country, confidence: the town's county, the \
        metropolitan or micropolitan area of the county, the Census region and division of the \
        state. Spellings (St. Louis, Saint Louis), what stands around a name (City of, metro \
        area), words beside it (Store #12 Mesa AZ), nicknames and small misspellings are understood, each at the cost \
        of some confidence, and so are cities and regions that need no state (Chicago, Silicon Valley). A town \
        that is not known leaves the state; a place abroad gives its country only, as its ISO 3166-1 code where its name is known; a text that \
        names no place gives null. Reads the taxonomies places, cbsa and states.",
        "place_of(locality [, region [, country]])",
    )
    .with_argument(
        "locality",
        "the town, or, where it is the only argument or region is null, a whole address on one line",
    )
    .with_argument("region", "the state, as the supplier writes it")
    .with_argument("country", "the country, as the supplier writes it")
    .with_sql_example(
        "```sql\nSELECT place_of('Chicago', 'Illinois')['cbsa_code'], place_of('USA:IL:Chicago')['state_code'];\n\
        -- 16980, IL\n```",
    )
    .with_related_udf("parse_locations")
    .build()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct PlaceOf {
    data: Shared,
    signature: Signature,
    documentation: Documentation,
}

const TEXTS: [&str; 9] = [
    "place_name",
    "county_fips",
    "county_name",
    "cbsa_code",
    "cbsa_name",
    "state_code",
    "region",
    "division",
    "country",
];

fn fields() -> Fields {
    let texts = TEXTS.map(|name| Field::new(name, DataType::Utf8, true));
    let confidence = Field::new("confidence", DataType::Float32, true);
    texts.into_iter().chain([confidence]).collect()
}

impl ScalarUDFImpl for PlaceOf {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let Some(gazetteer) = self.data.gazetteer() else {
            return exec_err!("{NAME}: the taxonomies places, cbsa and states are not loaded");
        };
        let states = names(&self.data);
        let atlas = Atlas {
            states: &states,
            gazetteer: &gazetteer,
        };
        evaluate(&args, |arrays| places(&atlas, arrays))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

fn places(atlas: &Atlas<'_>, arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let columns = arguments
        .iter()
        .map(|array| TextColumn::try_new(NAME, array));
    let columns = columns.collect::<Result<Vec<_>>>()?;
    let rows = columns.first().map_or(0, TextColumn::len);
    let mut found = Columns::new(rows);
    for row in 0..rows {
        let part = |column: usize| columns.get(column).and_then(|texts| texts.value(row));
        let address = Address {
            locality: part(0),
            region: part(1),
            country: part(2),
        };
        found.push(atlas.place(address).as_ref());
    }
    found.finish()
}

/// The columns of the structs.
struct Columns {
    texts: [StringBuilder; TEXTS.len()],
    confidence: Float32Builder,
    valid: NullBufferBuilder,
}

impl Columns {
    fn new(rows: usize) -> Self {
        Columns {
            texts: std::array::from_fn(|_| StringBuilder::new()),
            confidence: Float32Builder::with_capacity(rows),
            valid: NullBufferBuilder::new(rows),
        }
    }

    fn push(&mut self, place: Option<&Place<'_>>) {
        let values = place.map_or([None; TEXTS.len()], |place| {
            let town = place.town.as_ref();
            [
                town.and_then(|town| town.place_name),
                town.and_then(|town| town.county_fips),
                town.and_then(|town| town.county_name),
                town.and_then(|town| town.cbsa_code),
                town.and_then(|town| town.cbsa_name),
                place.state_code,
                place.region,
                place.division,
                place.country,
            ]
        });
        for (column, value) in self.texts.iter_mut().zip(values) {
            column.append_option(value);
        }
        let confidence = place.map(|place| place.town.map_or(1.0, |town| town.confidence));
        self.confidence.append_option(confidence);
        self.valid.append(place.is_some());
    }

    fn finish(mut self) -> Result<ArrayRef> {
        let texts = self.texts.iter_mut();
        let mut arrays: Vec<ArrayRef> = texts.map(|texts| Arc::new(texts.finish()) as _).collect();
        arrays.push(Arc::new(self.confidence.finish()));
        let valid = self.valid.finish();
        Ok(Arc::new(StructArray::try_new(fields(), arrays, valid)?))
    }
}

#[cfg(test)]
mod tests;
