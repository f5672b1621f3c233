//! `classify_soc`: the occupations that a posting is likeliest of.
//!
//! ```text
//!  classify_soc('Sr. Java Developer', 'You build web services …') ─► [{ soc_code: 15-1252, rank: 1, probability: 0.81 }, …]
//!  classify_soc('Lead Generation Ninja', null)                    ─► null: none is likely enough
//! ```
//!
//! How it decides is in [`classify`](super::classify).

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::types::{NativeType, logical_float64, logical_string};
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::logical_expr::{
    Coercion, ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl,
    Signature, TypeSignature, TypeSignatureClass, Volatility,
};

use super::classify::{Classifier, Guess, LEAST, Level, Method};
use crate::arguments::{TextColumn, evaluate};
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "classify_soc";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let text = || Coercion::new_exact(TypeSignatureClass::Native(logical_string()));
    let whole = || Coercion::new_exact(TypeSignatureClass::Integer);
    let number = || {
        let numbers = vec![TypeSignatureClass::Integer, TypeSignatureClass::Decimal];
        let float = TypeSignatureClass::Native(logical_float64());
        Coercion::new_implicit(float, numbers, NativeType::Float64)
    };
    let all = [text(), text(), text(), whole(), number()];
    let arguments = (2..=5).map(|count| {
        let first = all.iter().take(count).cloned();
        TypeSignature::Coercible(first.collect())
    });
    let function = ScalarUDF::from(ClassifySoc {
        data: Shared::new(data),
        signature: Signature::one_of(arguments.collect(), Volatility::Immutable),
        documentation: documentation(),
    });
    let reads = Reads::Taxonomy("occupation_titles");
    FunctionEntry::scalar(NAME, 1, Family::Extract, reads, function)
}

fn documentation() -> Documentation {
    Documentation::builder(
        Family::Extract.doc_section(),
        "The occupations that a posting is likeliest of, by the O*NET titles most like its own \
        and by its description, as a list of at most five structs soc_code, rank, probability, the \
        likeliest first. Probabilities are calibrated and add up to at most 1; what is missing is \
        the chance that it is none of the five. Null when not even the first reaches the least probability.",
        "classify_soc(title, description [, method [, digits [, least]]])",
    )
    .with_argument("title", "the title as posted")
    .with_argument("description", "what the posting says; may be null")
    .with_argument(
        "method",
        "'common' (the vote of the 50 nearest titles, and the description; the default) or 'top' \
        (the nearest title)",
    )
    .with_argument(
        "digits",
        "6 (the default), 5, 3 or 2: the level of the SOC at which occupations are told apart",
    )
    .with_argument(
        "least",
        "the least probability of the first guess, 0.2 by default; 0 always guesses",
    )
    .with_sql_example(
        "```sql\nSELECT classify_soc('Registered Nurse', NULL)[1]['soc_code'];\n-- 29-1141\n```",
    )
    .with_related_udf("soc_code")
    .build()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ClassifySoc {
    data: Shared,
    signature: Signature,
    documentation: Documentation,
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("soc_code", DataType::Utf8, true),
        Field::new("rank", DataType::Int64, true),
        Field::new("probability", DataType::Float64, true),
    ])
}

impl ScalarUDFImpl for ClassifySoc {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::new_list(DataType::Struct(fields()), true))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let Some(index) = self.data.occupation_titles() else {
            return exec_err!("{NAME}: the titles of the taxonomy onet are not loaded");
        };
        let method = method(&args)?;
        let level = level(&args)?;
        let mut classifier = Classifier::new(&index, method, level, least(&args)?);
        evaluate(&args, |arrays| classify(&mut classifier, arrays))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// A constant argument, if it is given and not null.
fn constant(args: &ScalarFunctionArgs, at: usize) -> Result<Option<&ScalarValue>> {
    match args.args.get(at) {
        None => Ok(None),
        Some(ColumnarValue::Scalar(value)) => Ok(Some(value).filter(|value| !value.is_null())),
        Some(ColumnarValue::Array(_)) => {
            exec_err!("{NAME}: method, digits and least must be constants")
        }
    }
}

fn method(args: &ScalarFunctionArgs) -> Result<Method> {
    match constant(args, 2)?.and_then(|name| name.try_as_str().flatten()) {
        None | Some("common") => Ok(Method::Common),
        Some("top") => Ok(Method::Top),
        Some(other) => exec_err!("{NAME}: no method '{other}'; there are 'common' and 'top'"),
    }
}

fn level(args: &ScalarFunctionArgs) -> Result<Level> {
    let Some(digits) = constant(args, 3)? else {
        return Ok(Level::Detailed);
    };
    match digits.cast_to(&DataType::Int64)? {
        ScalarValue::Int64(Some(6)) => Ok(Level::Detailed),
        ScalarValue::Int64(Some(5)) => Ok(Level::Broad),
        ScalarValue::Int64(Some(3)) => Ok(Level::Minor),
        ScalarValue::Int64(Some(2)) => Ok(Level::Major),
        other => exec_err!("{NAME}: a SOC code has a level of 2, 3, 5 or 6 digits, not {other}"),
    }
}

fn least(args: &ScalarFunctionArgs) -> Result<f32> {
    let Some(least) = constant(args, 4)? else {
        return Ok(LEAST);
    };
    match least.cast_to(&DataType::Float64)? {
        ScalarValue::Float64(Some(least)) if (0.0..=1.0).contains(&least) => Ok(least as f32),
        other => exec_err!("{NAME}: the least probability is from 0 to 1, not {other}"),
    }
}

fn classify(classifier: &mut Classifier<'_>, arrays: &[ArrayRef]) -> Result<ArrayRef> {
    let texts = |at: usize| TextColumn::try_new(NAME, &arrays[at]);
    let (titles, descriptions) = (texts(0)?, texts(1)?);
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields(), titles.len()));
    for row in 0..titles.len() {
        let title = titles.value(row);
        let guesses = title.map(|title| classifier.classify(title, descriptions.value(row)));
        let guesses = guesses.unwrap_or_default();
        for (index, guess) in guesses.iter().enumerate() {
            append(lists.values(), guess, index as i64 + 1);
        }
        lists.append(!guesses.is_empty());
    }
    Ok(Arc::new(lists.finish()))
}

fn append(structs: &mut StructBuilder, guess: &Guess, rank: i64) {
    if let Some(codes) = structs.field_builder::<StringBuilder>(0) {
        codes.append_value(&guess.soc_code);
    }
    if let Some(ranks) = structs.field_builder::<Int64Builder>(1) {
        ranks.append_value(rank);
    }
    if let Some(probabilities) = structs.field_builder::<Float64Builder>(2) {
        // Six decimals are more than it is worth, and print as they are.
        let millionths = (f64::from(guess.probability) * 1e6).round();
        probabilities.append_value(millionths / 1e6);
    }
    structs.append(true);
}
