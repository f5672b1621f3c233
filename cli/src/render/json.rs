//! JSON: one array, or an object per line. Nulls are written, so every row has every key.

use std::io::Write;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::json::WriterBuilder;
use datafusion::arrow::json::writer::{JsonArray, LineDelimited, Writer};

use super::results::RowSink;
use crate::failure::Result;

type Out<'a> = &'a mut (dyn Write + Send);

/// Writes JSON.
pub(crate) enum JsonSink<'a> {
    /// One array.
    Array(Writer<Out<'a>, JsonArray>),
    /// An object per line.
    Lines(Writer<Out<'a>, LineDelimited>),
}

impl<'a> JsonSink<'a> {
    /// One array of objects.
    pub(crate) fn array(out: Out<'a>) -> Self {
        Self::Array(builder().build(out))
    }

    /// An object per line.
    pub(crate) fn lines(out: Out<'a>) -> Self {
        Self::Lines(builder().build(out))
    }
}

fn builder() -> WriterBuilder {
    WriterBuilder::new().with_explicit_nulls(true)
}

impl RowSink for JsonSink<'_> {
    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        match self {
            Self::Array(writer) => writer.write(batch)?,
            Self::Lines(writer) => writer.write(batch)?,
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        match *self {
            Self::Array(mut writer) => {
                writer.finish()?;
                writeln!(writer.into_inner())?;
            }
            Self::Lines(mut writer) => writer.finish()?,
        }
        Ok(())
    }
}
