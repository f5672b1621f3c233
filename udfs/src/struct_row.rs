//! One struct appended field by field, in the order of its fields.
//!
//! ```text
//!  StructRow::new(structs).text(Some("bachelor")).span(text, 2..12).real(Some(1.0)).end()
//! ```
//!
//! A field of another type than the builder's stays out, which the next `end` would notice: a function's tests do.

use std::ops::Range;

use datafusion::arrow::array::{
    BooleanBuilder, Float32Builder, Float64Builder, Int32Builder, StringBuilder, StructBuilder,
};

/// A struct that is being appended.
pub(crate) struct StructRow<'b> {
    structs: &'b mut StructBuilder,
    field: usize,
}

impl<'b> StructRow<'b> {
    pub(crate) fn new(structs: &'b mut StructBuilder) -> Self {
        Self { structs, field: 0 }
    }

    pub(crate) fn text(mut self, value: Option<&str>) -> Self {
        let field = self.next();
        if let Some(values) = self.structs.field_builder::<StringBuilder>(field) {
            values.append_option(value);
        }
        self
    }

    pub(crate) fn flag(mut self, value: bool) -> Self {
        let field = self.next();
        if let Some(values) = self.structs.field_builder::<BooleanBuilder>(field) {
            values.append_value(value);
        }
        self
    }

    pub(crate) fn whole(mut self, value: Option<i32>) -> Self {
        let field = self.next();
        if let Some(values) = self.structs.field_builder::<Int32Builder>(field) {
            values.append_option(value);
        }
        self
    }

    pub(crate) fn real(mut self, value: Option<f64>) -> Self {
        let field = self.next();
        if let Some(values) = self.structs.field_builder::<Float64Builder>(field) {
            values.append_option(value);
        }
        self
    }

    pub(crate) fn share(mut self, value: f32) -> Self {
        let field = self.next();
        if let Some(values) = self.structs.field_builder::<Float32Builder>(field) {
            values.append_value(value);
        }
        self
    }

    /// Two whole numbers: where a span of bytes begins and ends, in characters from 0.
    pub(crate) fn span(self, text: &str, bytes: Range<usize>) -> Self {
        let before = |end: usize| {
            let before = text.get(..end).unwrap_or_default();
            i32::try_from(before.chars().count()).unwrap_or(i32::MAX)
        };
        self.whole(Some(before(bytes.start)))
            .whole(Some(before(bytes.end)))
    }

    pub(crate) fn end(self) {
        self.structs.append(true);
    }

    fn next(&mut self) -> usize {
        self.field += 1;
        self.field - 1
    }
}
