//! Functions from one text to the list of what is in it, which differ only in a rule.
//!
//! ```text
//!  struct ParsePay                        rule: name, version, fields, documentation, append_all(structs, text)
//!        └── ListFunction<ParsePay>       DataFusion's side: signature, nulls, lists, constants
//! ```
//!
//! A null text gives null, a text with nothing in it the empty list. Rules that read reference data are functions of
//! their own.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListBuilder, StructBuilder};
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use crate::arguments::{TextColumn, evaluate, one_text};
use crate::{Family, FunctionEntry, Reads};

/// What one function from text to a list does.
pub(crate) trait ListRule: Debug + PartialEq + Eq + Hash + Send + Sync + 'static {
    const NAME: &'static str;
    const VERSION: u32;
    const FAMILY: Family;

    fn documentation() -> Documentation;
    /// The fields of the structs in the list.
    fn fields() -> Fields;
    /// Appends a struct for each thing in the text.
    fn append_all(structs: &mut StructBuilder, text: &str);
}

/// The list entry of a rule.
pub(crate) fn list_function<R: ListRule>() -> FunctionEntry {
    let function = ScalarUDF::from(ListFunction::<R> {
        signature: one_text(),
        documentation: R::documentation(),
        rule: PhantomData,
    });
    FunctionEntry::scalar(R::NAME, R::VERSION, R::FAMILY, Reads::Nothing, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ListFunction<R> {
    signature: Signature,
    documentation: Documentation,
    rule: PhantomData<R>,
}

impl<R: ListRule> ScalarUDFImpl for ListFunction<R> {
    fn name(&self) -> &str {
        R::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::new_list(DataType::Struct(R::fields()), true))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate(&args, |arrays| {
            let texts = TextColumn::try_new(R::NAME, &arrays[0])?;
            let structs = StructBuilder::from_fields(R::fields(), texts.len());
            let mut lists = ListBuilder::new(structs);
            for row in 0..texts.len() {
                let text = texts.value(row);
                if let Some(text) = text {
                    R::append_all(lists.values(), text);
                }
                lists.append(text.is_some());
            }
            Ok(Arc::new(lists.finish()) as ArrayRef)
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
