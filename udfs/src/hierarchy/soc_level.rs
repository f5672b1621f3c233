//! What the functions that climb the SOC hierarchy have in common.
//!
//! ```text
//!   text column  ──parse──►  code  ──climb──►  group above  ──►  text column (null where there is none)
//! ```

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, StringBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, DocSection, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature,
    Volatility,
};

use super::soc_levels::SocCode;

/// Where these functions stand in the SQL reference.
pub(crate) const HIERARCHY: DocSection = DocSection {
    include: true,
    label: "Occupation hierarchy",
    description: Some("From an occupation to the groups above it, by the 2018 SOC."),
};

/// One level of the hierarchy.
pub(crate) trait Level:
    Debug + Default + PartialEq + Eq + Hash + Send + Sync + 'static
{
    /// The name in SQL.
    const NAME: &'static str;
    /// The group of this level that a code belongs to; none for a coarser code.
    fn climb(code: SocCode) -> Option<SocCode>;
    /// The entry in the SQL reference.
    fn documentation() -> &'static Documentation;
}

/// A [`Level`] as DataFusion sees it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct LevelFunction<L> {
    signature: Signature,
    level: PhantomData<L>,
}

impl<L> Default for LevelFunction<L> {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            level: PhantomData,
        }
    }
}

impl<L: Level> ScalarUDFImpl for LevelFunction<L> {
    fn name(&self) -> &str {
        L::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [text] if text.is_string() || text.is_null() => Ok(vec![DataType::Utf8]),
            [DataType::Dictionary(_, text)] if text.is_string() => Ok(vec![DataType::Utf8]),
            [other] => plan_err!("{} takes a SOC code as text, got {other}", L::NAME),
            _ => plan_err!(
                "{} takes one SOC code, got {} arguments",
                L::NAME,
                arguments.len()
            ),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [codes] = arrays.as_slice() else {
            return plan_err!(
                "{} takes one SOC code, got {} arguments",
                L::NAME,
                arrays.len()
            );
        };
        let codes = codes.as_string::<i32>();
        let mut groups = StringBuilder::with_capacity(codes.len(), codes.len() * 7);
        for code in codes {
            let group = code.and_then(SocCode::parse).and_then(L::climb);
            groups.append_option(group.as_ref().map(SocCode::as_str));
        }
        Ok(ColumnarValue::Array(Arc::new(groups.finish())))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(L::documentation())
    }
}
