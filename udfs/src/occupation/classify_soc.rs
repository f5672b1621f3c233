//! `classify_soc`: the occupations that a posting is likeliest of.
//!
//! ```text
//!  classify_soc('Sr. Java Developer', 'You build web services …') ─► [{ soc_code: 15-1252, rank: 1, probability: 0.81 }, …]
//!  classify_soc('Lead Generation Ninja', null)                    ─► null: none is likely enough
//! ```
//!
//! How it decides is in [`classify`](super::classify).

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use super::classify::{Classifier, Method};
use super::soc_guesses::{
    classify, constant, guesses_type, least, level, number, text, whole, with_optional,
};
use crate::arguments::evaluate;
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "classify_soc";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let function = ScalarUDF::from(ClassifySoc {
        data: Shared::new(data),
        signature: with_optional(&[text(), text(), text(), whole(), number()], 2),
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

impl ScalarUDFImpl for ClassifySoc {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(guesses_type())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let Some(index) = self.data.occupation_titles() else {
            return exec_err!("{NAME}: the titles of the taxonomy onet are not loaded");
        };
        let (level, least) = (level(NAME, &args, 3)?, least(NAME, &args, 4)?);
        let mut classifier = Classifier::new(&index, method(&args)?, level, least);
        evaluate(&args, |arrays| {
            classify(NAME, arrays, |title, description| match title {
                Some(title) => classifier.classify(title, description),
                None => Vec::new(),
            })
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

fn method(args: &ScalarFunctionArgs) -> Result<Method> {
    match constant(NAME, args, 2)?.and_then(|name| name.try_as_str().flatten()) {
        None | Some("common") => Ok(Method::Common),
        Some("top") => Ok(Method::Top),
        Some(other) => exec_err!(
            "{NAME}: no method '{other}'; there are 'common' and 'top'; predict_soc asks the trained model"
        ),
    }
}
