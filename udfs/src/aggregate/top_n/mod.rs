//! `top_n(value, weight, n)`: the values with the largest total weights, exactly.
//!
//! ```text
//!   state_code  skill_name  postings                  state_code  top_n(skill_name, postings, 2)
//!   CA          SQL         20         GROUP BY       CA          [(SQL, 31, 1), (Java, 12, 2)]
//!   CA          Python      12        ─────────►
//!   CA          SQL         11
//!   CA          Java        12                        Java and Python tie: the smaller value comes first
//! ```
//!
//! Counts are stored, `n` is chosen in the query: nothing stored knows what a top ten is.

mod accumulators;
mod tally;

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{
    DataType, Field, FieldRef, Fields, Float64Type, Int64Type, Schema,
};
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{
    Accumulator, AggregateUDFImpl, ColumnarValue, Documentation, GroupsAccumulator, Signature,
    Volatility,
};

use self::accumulators::{TopNAccumulator, TopNGroups};
use super::STATES;

/// The fields of an entry between partitions.
fn partial_fields(weight: &DataType) -> Fields {
    Fields::from(vec![
        Field::new("value", DataType::Utf8, true),
        Field::new("weight", weight.clone(), true),
    ])
}

/// The fields of an entry of the result.
fn entry_fields(weight: &DataType) -> Fields {
    Fields::from(vec![
        Field::new("value", DataType::Utf8, true),
        Field::new("weight", weight.clone(), true),
        Field::new("rank", DataType::Int64, true),
    ])
}

fn list_of(fields: Fields) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(
        DataType::Struct(fields),
        true,
    )))
}

/// The type that weights of a type are added up in.
fn weight_type(argument: &DataType) -> Result<DataType> {
    match argument {
        DataType::Null => Ok(DataType::Int64),
        integer if integer.is_integer() => Ok(DataType::Int64),
        number if number.is_numeric() => Ok(DataType::Float64),
        other => plan_err!("top_n(value, weight, n): weight is a number, got {other}"),
    }
}

/// `top_n(value, weight, n)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct TopN {
    signature: Signature,
}

impl Default for TopN {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl AggregateUDFImpl for TopN {
    fn name(&self) -> &str {
        "top_n"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [_, weight, n] if n.is_integer() => {
                Ok(vec![DataType::Utf8, weight_type(weight)?, DataType::Int64])
            }
            [_, _, n] => plan_err!("top_n(value, weight, n): n is a whole number, got {n}"),
            _ => plan_err!(
                "top_n takes (value, weight, n), got {} arguments",
                arguments.len()
            ),
        }
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType> {
        match arguments {
            [_, weight, _] => Ok(list_of(entry_fields(&weight_type(weight)?))),
            _ => plan_err!(
                "top_n takes (value, weight, n), got {} arguments",
                arguments.len()
            ),
        }
    }

    fn is_nullable(&self) -> bool {
        false
    }

    fn default_value(&self, data_type: &DataType) -> Result<ScalarValue> {
        match data_type {
            DataType::List(item) => Ok(ScalarValue::List(ScalarValue::new_list(
                &[],
                item.data_type(),
                true,
            ))),
            other => plan_err!("top_n returns a list, not {other}"),
        }
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let weight = match args.input_fields {
            [_, weight, _] => weight_type(weight.data_type())?,
            other => {
                return plan_err!(
                    "top_n takes (value, weight, n), got {} arguments",
                    other.len()
                );
            }
        };
        let name = format_state_name(args.name, "values");
        let lists = list_of(partial_fields(&weight));
        Ok(vec![Arc::new(Field::new(name, lists, true))])
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let n = wanted(&args)?;
        Ok(if weighs_whole(&args) {
            Box::new(TopNAccumulator::<Int64Type>::new(n))
        } else {
            Box::new(TopNAccumulator::<Float64Type>::new(n))
        })
    }

    fn groups_accumulator_supported(&self, _args: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        let n = wanted(&args)?;
        Ok(if weighs_whole(&args) {
            Box::new(TopNGroups::<Int64Type>::new(n))
        } else {
            Box::new(TopNGroups::<Float64Type>::new(n))
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&DOCUMENTATION)
    }
}

static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
    Documentation::builder(
        STATES,
        "The `n` values with the largest total weights, as a list of structs (`value`, `weight`, `rank`). The weights \
         of equal values are added up first, over all partitions, so the result is exact. Order: weight descending, \
         then value ascending (by bytes); `rank` counts 1, 2, 3 … in that order, so ties get different ranks and the \
         list never has more than `n` entries. A null value is not ranked; a null or NaN weight counts as 0, so \
         its value is still listed when there is room. A group without values gets an empty list. Whole weights \
         are added as Int64, others as Float64.",
        "top_n(value, weight, n)",
    )
    .with_argument("value", "What to rank; cast to text.")
    .with_argument("weight", "How much a row counts: any number, for example a stored count.")
    .with_argument("n", "How many values to keep: a literal, 1 or more.")
    .with_sql_example(
        "SELECT quarter(date), state_code, top_n(skill_name, postings, 15)\n\
         FROM   counts.skill_counts GROUP BY ALL",
    )
    .build()
});

fn weighs_whole(args: &AccumulatorArgs) -> bool {
    matches!(args.return_type(), DataType::List(item)
        if matches!(item.data_type(), DataType::Struct(fields)
            if fields.iter().any(|field| field.name() == "weight" && field.data_type() == &DataType::Int64)))
}

/// The literal `n` of the call.
fn wanted(args: &AccumulatorArgs) -> Result<usize> {
    if args.is_distinct {
        return plan_err!("top_n(DISTINCT …) is not supported; weights of equal values are added");
    }
    let Some(n) = args.exprs.get(2) else {
        return plan_err!("top_n takes (value, weight, n)");
    };
    let nothing = RecordBatch::new_empty(Arc::new(Schema::empty()));
    let n = match n.evaluate(&nothing) {
        Ok(ColumnarValue::Scalar(ScalarValue::Int64(Some(n)))) => n,
        _ => return plan_err!("top_n(value, weight, n): n is a literal whole number, got {n}"),
    };
    match usize::try_from(n) {
        Ok(n) if n > 0 => Ok(n),
        _ => plan_err!("top_n(value, weight, n): n is 1 or more, got {n}"),
    }
}
