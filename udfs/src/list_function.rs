//! Functions from one text to the list of what is in it, which differ only in a rule.
//!
//! ```text
//!  struct ParsePay                        rule: name, version, fields, documentation, known, append_all(known, structs, text)
//!        └── ListFunction<ParsePay>       DataFusion's side: signature, nulls, lists, constants
//!
//!  parse_pay(text)                        known: nothing
//!  extract_concepts('clearance', text)    known: the list `clearance`, since the rule reads what its first argument names
//! ```
//!
//! A null text gives null, a text with nothing in it the empty list.

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListBuilder, StructBuilder};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::common::types::logical_string;
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{
    Coercion, ColumnarValue, Documentation, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF,
    ScalarUDFImpl, Signature, TypeSignatureClass, Volatility,
};

use crate::arguments::{TextColumn, evaluate, one_text};
use crate::{Family, FunctionEntry, Reads};

/// What one function from text to a list does.
pub(crate) trait ListRule: Debug + PartialEq + Eq + Hash + Send + Sync + 'static {
    const NAME: &'static str;
    const VERSION: u32;
    const FAMILY: Family;
    const READS: Reads = Reads::Nothing;
    /// What the rule looks up once per batch.
    type Known;

    fn documentation() -> Documentation;
    /// The fields of the structs in the list.
    fn fields() -> Fields;
    /// What the rule knows; `name` is the first argument of a function that takes one.
    fn known(&self, name: &str) -> Result<Self::Known>;
    /// Appends a struct for each thing in the text.
    fn append_all(known: &Self::Known, structs: &mut StructBuilder, text: &str);
}

/// The list entry of a rule.
pub(crate) fn list_function<R: ListRule>(rule: R) -> FunctionEntry {
    let signature = if R::READS.is_named_by_argument() {
        name_and_text()
    } else {
        one_text()
    };
    let function = ScalarUDF::from(ListFunction {
        rule,
        signature,
        documentation: R::documentation(),
    });
    FunctionEntry::scalar(R::NAME, R::VERSION, R::FAMILY, R::READS, function)
}

fn name_and_text() -> Signature {
    let text = || Coercion::new_exact(TypeSignatureClass::Native(logical_string()));
    Signature::coercible(vec![text(), text()], Volatility::Immutable)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ListFunction<R> {
    rule: R,
    signature: Signature,
    documentation: Documentation,
}

impl<R: ListRule> ListFunction<R> {
    /// The name in the first argument, where the function takes one; it must be a constant.
    fn name_argument(&self, first: Option<&ScalarValue>) -> Result<String> {
        if !R::READS.is_named_by_argument() {
            return Ok(String::new());
        }
        match first.and_then(|name| name.try_as_str().flatten()) {
            Some(name) => Ok(name.to_owned()),
            None => plan_err!("{}: the first argument must be a constant name", R::NAME),
        }
    }
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

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        // Whether the book has what is named is asked when the function runs: a model can be planned before it is added.
        self.name_argument(args.scalar_arguments.first().copied().flatten())?;
        Ok(Arc::new(Field::new(R::NAME, self.return_type(&[])?, true)))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let first = match args.args.first() {
            Some(ColumnarValue::Scalar(first)) => Some(first),
            _ => None,
        };
        let known = self.rule.known(&self.name_argument(first)?)?;
        evaluate(&args, |arrays| {
            let texts = arrays
                .last()
                .map(|array| TextColumn::try_new(R::NAME, array));
            let Some(texts) = texts.transpose()? else {
                return plan_err!("{} takes a text", R::NAME);
            };
            let structs = StructBuilder::from_fields(R::fields(), texts.len());
            let mut lists = ListBuilder::new(structs);
            for row in 0..texts.len() {
                let text = texts.value(row);
                if let Some(text) = text {
                    R::append_all(&known, lists.values(), text);
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
