//! A column of stored states, in whichever of Arrow's binary types a reader chose.
//!
//! Parquet files say `Binary`; depending on a session's settings they are read as `Binary`, `LargeBinary`
//! or `BinaryView`. States are large, so they are read in place instead of being cast.

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, BinaryViewArray, LargeBinaryArray,
};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err, plan_err};

/// The bytes of each row, whatever the Arrow type.
#[derive(Debug)]
pub(crate) enum StateColumn<'a> {
    Binary(&'a BinaryArray),
    Large(&'a LargeBinaryArray),
    View(&'a BinaryViewArray),
    /// A column of untyped nulls.
    Nulls(usize),
}

impl<'a> StateColumn<'a> {
    /// Looks at a column of states; `function` names the caller in an error.
    pub(crate) fn try_new(function: &str, column: &'a ArrayRef) -> Result<Self> {
        match column.data_type() {
            DataType::Binary => Ok(Self::Binary(column.as_binary())),
            DataType::LargeBinary => Ok(Self::Large(column.as_binary())),
            DataType::BinaryView => Ok(Self::View(column.as_binary_view())),
            DataType::Null => Ok(Self::Nulls(column.len())),
            other => exec_err!("{function} reads Binary states, got {other}"),
        }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Binary(array) => array.len(),
            Self::Large(array) => array.len(),
            Self::View(array) => array.len(),
            Self::Nulls(rows) => *rows,
        }
    }

    /// The bytes of the first row; none when there is none or it is null.
    pub(crate) fn bytes_of_first(&self) -> Option<&'a [u8]> {
        if self.len() == 0 { None } else { self.bytes(0) }
    }

    /// The bytes of a row; none for null.
    pub(crate) fn bytes(&self, row: usize) -> Option<&'a [u8]> {
        match self {
            Self::Binary(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Self::View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Nulls(_) => None,
        }
    }
}

/// Accepts the binary types as they are; refuses anything else when the query is planned.
pub(crate) fn coerce_state(function: &str, argument: &DataType) -> Result<DataType> {
    match argument {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(argument.clone()),
        DataType::Null => Ok(DataType::Binary),
        other => plan_err!("{function} takes a stored state (Binary), got {other}"),
    }
}
