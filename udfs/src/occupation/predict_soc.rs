//! `predict_soc`: the occupations that a posting is likeliest of, by the trained model.
//!
//! ```text
//!  predict_soc('Java Coder', 'You build web services …') ─► [{ soc_code: 15-1252, rank: 1, probability: 0.71 }, …]
//! ```
//!
//! A function of its own beside `classify_soc`, since it reads the model: what was classified without one does not become
//! stale when one is trained. How it decides is in [`soc_model`](super::soc_model).

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use super::classify::{Guess, NEGLIGIBLE};
use super::soc_guesses::{
    classify, guesses_type, least, level, number, text, whole, with_optional,
};
use crate::arguments::evaluate;
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "predict_soc";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let function = ScalarUDF::from(PredictSoc {
        data: Shared::new(data),
        signature: with_optional(&[text(), text(), whole(), number()], 2),
        documentation: documentation(),
    });
    let reads = Reads::Taxonomy("soc_model");
    FunctionEntry::scalar(NAME, 1, Family::Extract, reads, function)
}

fn documentation() -> Documentation {
    Documentation::builder(
        Family::Extract.doc_section(),
        "The occupations that a posting is likeliest of, by the model that `daybook train soc` made from the book's O*NET titles and \
        task statements, or else by one of the starter titles. A list of at most five structs soc_code, rank, probability, the \
        likeliest first. Probabilities are calibrated and add up to at most 1; what is missing is the chance that it is none of \
        the five. Null when not even the first reaches the least probability.",
        "predict_soc(title, description [, digits [, least]])",
    )
    .with_argument("title", "the title as posted; may be null where there is a description")
    .with_argument("description", "what the posting says; may be null")
    .with_argument(
        "digits",
        "6 (the default), 5, 3 or 2: the level of the SOC at which occupations are told apart",
    )
    .with_argument(
        "least",
        "the least probability of the first guess, 0.2 by default; 0 always guesses",
    )
    .with_sql_example(
        "```sql\nSELECT predict_soc('Registered Nurse', NULL)[1]['soc_code'];\n-- 29-1141\n```",
    )
    .with_related_udf("classify_soc")
    .build()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct PredictSoc {
    data: Shared,
    signature: Signature,
    documentation: Documentation,
}

impl ScalarUDFImpl for PredictSoc {
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
        let Some(model) = self.data.soc_model() else {
            return exec_err!("{NAME}: the taxonomy soc_model is not loaded");
        };
        let (level, least) = (level(NAME, &args, 2)?, least(NAME, &args, 3)?);
        evaluate(&args, |arrays| {
            classify(NAME, arrays, |title, description| {
                likely(model.classify(title, description, level), least)
            })
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// The guesses that are told: none where even the first is unlikely, and after the first none that says nothing.
fn likely(mut guesses: Vec<Guess>, least: f32) -> Vec<Guess> {
    let kept = guesses
        .iter()
        .take_while(|guess| guess.probability >= NEGLIGIBLE);
    let kept = kept.count().max(1);
    guesses.truncate(kept);
    match guesses.first() {
        Some(best) if best.probability >= least => guesses,
        _ => Vec::new(),
    }
}
