//! `parse_locations`: addresses on one line, to locality, region and country.
//!
//! ```text
//!  'Norfolk, Virginia'                          ─► [{ Norfolk, Virginia, null }]
//!  'Fort Hood, Texas; Wiesbaden, Germany'       ─► [{ Fort Hood, Texas, null }, { Wiesbaden, null, Germany }]
//!  'Anywhere in the U.S. (remote job)'          ─► []
//! ```
//!
//! How a text falls into addresses is in [`addresses`](super::addresses), how one is read in [`named_place`](super::named_place).

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, ListBuilder, StringBuilder, StructBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
    Volatility,
};

use crate::arguments::{TextColumn, evaluate};
use crate::place::StateNames;
use crate::place::named_place::{NamedPlace, places};
use crate::place::state_code::names;
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "parse_locations";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Place.doc_section(),
        "The places that one or more addresses name, as a list of structs address_locality, \
        address_region, address_country. Several addresses in one text are told apart (\"Omaha or \
        Lincoln, NE\", \"NY, NJ, CT\"), remarks on how one works there are left out (\"Denver, CO (hybrid)\"); phrases that \
        name no place (\"Anywhere in the U.S. (remote job)\") give none.",
        "parse_locations(text)",
    )
    .with_argument(
        "text",
        "an address such as 'City, State' or 'City, State, Country', or a \
        list of addresses",
    )
    .with_sql_example(
        "```sql\nSELECT parse_locations('Norfolk, Virginia, United States');\n-- \
        [{address_locality: Norfolk, address_region: Virginia, address_country: United \
        States}]\n```",
    )
    .with_related_udf("state_code")
    .build();
    let function = ScalarUDF::from(ParseLocations {
        data: Shared::new(data),
        signature: Signature::any(1, Volatility::Immutable),
        documentation,
    });
    FunctionEntry::scalar(NAME, 3, Family::Place, Reads::Taxonomy("states"), function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ParseLocations {
    data: Shared,
    signature: Signature,
    documentation: Documentation,
}

fn fields() -> Fields {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    Fields::from(vec![
        text("address_locality"),
        text("address_region"),
        text("address_country"),
    ])
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

impl ScalarUDFImpl for ParseLocations {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType> {
        let readable = match &arguments[0] {
            DataType::List(item) | DataType::LargeList(item) => is_text(item.data_type()),
            other => is_text(other),
        };
        if !readable {
            return plan_err!("{NAME} takes text or a list of text, not {}", arguments[0]);
        }
        Ok(DataType::new_list(DataType::Struct(fields()), true))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let states = names(&self.data);
        evaluate(&args, |arrays| parse(&states, &arrays[0]))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

fn parse(states: &StateNames, array: &ArrayRef) -> Result<ArrayRef> {
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields(), array.len()));
    // One row's texts: itself, or the items of its list.
    let (texts, rows): (TextColumn, Vec<std::ops::Range<usize>>) = match array.data_type() {
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let rows = list
                .value_offsets()
                .windows(2)
                .map(|w| w[0] as usize..w[1] as usize);
            (TextColumn::try_new(NAME, list.values())?, rows.collect())
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            let rows = list
                .value_offsets()
                .windows(2)
                .map(|w| w[0] as usize..w[1] as usize);
            (TextColumn::try_new(NAME, list.values())?, rows.collect())
        }
        _ => {
            let texts = TextColumn::try_new(NAME, array)?;
            (texts, (0..array.len()).map(|row| row..row + 1).collect())
        }
    };
    for (row, items) in rows.into_iter().enumerate() {
        if array.is_valid(row) && !array.data_type().is_null() {
            for text in items.filter_map(|item| texts.value(item)) {
                places(states, text)
                    .into_iter()
                    .for_each(|one| append(lists.values(), one));
            }
            lists.append(true);
        } else {
            lists.append(false);
        }
    }
    Ok(Arc::new(lists.finish()))
}

fn append(structs: &mut StructBuilder, place: NamedPlace) {
    let parts = [place.locality, place.region, place.country];
    for (index, part) in parts.into_iter().enumerate() {
        if let Some(builder) = structs.field_builder::<StringBuilder>(index) {
            builder.append_option(part);
        }
    }
    structs.append(true);
}

#[cfg(test)]
mod tests;
