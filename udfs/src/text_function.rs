//! Functions from one text to one text, which differ only in a rule.
//!
//! ```text
//!  struct StateCode { data }              rule: name, version, documentation, known(), apply(known, text)
//!        └── TextFunction<StateCode>      DataFusion's side: signature, nulls, constants, arrays
//! ```
//!
//! `known` is what a rule looks up once per batch (the state names, say); a null stays null.

use std::fmt::Debug;
use std::hash::Hash;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use crate::arguments::{TextColumn, evaluate, one_text, text_array};
use crate::{Family, FunctionEntry, Reads};

/// What one function from text to text does.
pub(crate) trait TextRule: Debug + PartialEq + Eq + Hash + Send + Sync + 'static {
    const NAME: &'static str;
    const VERSION: u32;
    const FAMILY: Family;
    const READS: Reads = Reads::Nothing;
    /// What the rule looks up once per batch.
    type Known;

    fn documentation() -> Documentation;
    fn known(&self) -> Result<Self::Known>;
    fn apply(known: &Self::Known, text: &str) -> Option<String>;
}

/// The list entry of a rule.
pub(crate) fn text_function<R: TextRule>(rule: R) -> FunctionEntry {
    let function = ScalarUDF::from(TextFunction {
        rule,
        signature: one_text(),
        documentation: R::documentation(),
    });
    FunctionEntry::scalar(R::NAME, R::VERSION, R::FAMILY, R::READS, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct TextFunction<R> {
    rule: R,
    signature: Signature,
    documentation: Documentation,
}

impl<R: TextRule> ScalarUDFImpl for TextFunction<R> {
    fn name(&self) -> &str {
        R::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let known = self.rule.known()?;
        evaluate(&args, |arrays| {
            let texts = TextColumn::try_new(R::NAME, &arrays[0])?;
            let apply = |row| texts.value(row).and_then(|text| R::apply(&known, text));
            Ok(text_array((0..texts.len()).map(apply)))
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
