//! CSV as the Research Hub's readers know it.
//!
//! ```text
//! cbsa_fips,cbsa_name,title,counts_total       header: the names of the columns, always there
//! 33860,"Montgomery, AL",nurse,12              quotes only where needed, \n at line ends
//! ,,cook,3                                     null is empty
//! ```

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv::{Writer, WriterBuilder};
use datafusion::arrow::datatypes::{DataType, SchemaRef};

use super::{Encoder, ExportFormat};
use crate::error::{EngineError, Result};

pub(super) const FORMAT: ExportFormat = ExportFormat {
    name: "csv",
    extension: "csv",
    encoder,
};

struct CsvEncoder {
    schema: SchemaRef,
    started: bool,
}

fn encoder(schema: &SchemaRef) -> Result<Box<dyn Encoder>> {
    for field in schema.fields() {
        if is_nested(field.data_type()) {
            return Err(EngineError::Invalid(format!(
                "column '{}' is a {} and CSV has no such cells; unnest it, take one element, or export as parquet",
                field.name(),
                field.data_type()
            )));
        }
    }
    Ok(Box::new(CsvEncoder {
        schema: SchemaRef::clone(schema),
        started: false,
    }))
}

fn is_nested(data_type: &DataType) -> bool {
    data_type.is_nested()
        || matches!(
            data_type,
            DataType::Binary
                | DataType::LargeBinary
                | DataType::BinaryView
                | DataType::FixedSizeBinary(_)
        )
}

impl CsvEncoder {
    fn writer<'a>(&mut self, out: &'a mut Vec<u8>) -> Writer<&'a mut Vec<u8>> {
        let header = !std::mem::replace(&mut self.started, true);
        WriterBuilder::new().with_header(header).build(out)
    }
}

impl Encoder for CsvEncoder {
    fn encode(&mut self, batch: &RecordBatch, out: &mut Vec<u8>) -> Result<()> {
        Ok(self.writer(out).write(batch)?)
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()> {
        if !self.started {
            let empty = RecordBatch::new_empty(SchemaRef::clone(&self.schema));
            self.writer(out).write(&empty)?;
        }
        Ok(())
    }
}
