//! The Parquet scan over a list of files.
//!
//! ```text
//! files by date   a 10 MB │ b 2 MB │ c 9 MB │ d 1 MB      target_partitions = 2
//! groups          ╰──── 12 MB ────╯ ╰──── 10 MB ────╯     consecutive days, balanced by bytes
//! ```

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef};
use datafusion::catalog::Session;
use datafusion::common::stats::Precision;
use datafusion::common::{ColumnStatistics, Statistics};
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::datasource::table_schema::TableSchema;
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use datafusion::scalar::ScalarValue;
use object_store::ObjectMeta;
use object_store::path::Path;

use super::prune::epoch_days;
use super::reader::DayFileReaders;
use crate::schema::{DATE, file_schema};
use crate::snapshot::DayFile;

/// What to read and from where.
pub(super) struct Scan<'a> {
    pub(super) store: ObjectStoreUrl,
    pub(super) root: &'a Path,
    pub(super) schema: &'a SchemaRef,
    pub(super) files: Vec<&'a DayFile>,
}

impl Scan<'_> {
    pub(super) fn plan(
        self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if self.files.is_empty() {
            let schema = match projection {
                Some(indices) => Arc::new(self.schema.project(indices)?),
                None => Arc::clone(self.schema),
            };
            return Ok(Arc::new(EmptyExec::new(schema)));
        }
        let date: FieldRef = Arc::new(Field::new(DATE, DataType::Date32, true));
        let table_schema = TableSchema::builder(file_schema(self.schema))
            .with_table_partition_cols(vec![date])
            .build();
        let options = state.table_options().parquet.clone();
        let runtime = state.runtime_env();
        let readers = DayFileReaders::new(
            runtime.object_store(&self.store)?,
            runtime.cache_manager.get_file_metadata_cache(),
        );
        let source = ParquetSource::new(table_schema)
            .with_table_parquet_options(options)
            .with_parquet_file_reader_factory(Arc::new(readers));
        let source =
            source.with_pushdown_filters(state.config_options().execution.parquet.pushdown_filters);
        let config = FileScanConfigBuilder::new(self.store.clone(), Arc::new(source))
            .with_file_groups(self.groups(state.config().target_partitions()))
            .with_statistics(date_last(statistics(self.schema, &self.files)))
            .with_projection_indices(Some(self.indices(projection)))?
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }

    /// Our columns in DataFusion's order of a file's columns first, `date` last.
    fn indices(&self, projection: Option<&Vec<usize>>) -> Vec<usize> {
        let last = self.schema.fields().len() - 1;
        let of = |index: usize| if index == 0 { last } else { index - 1 };
        match projection {
            Some(indices) => indices.iter().map(|index| of(*index)).collect(),
            None => (0..=last).map(of).collect(),
        }
    }

    fn groups(&self, partitions: usize) -> Vec<FileGroup> {
        let total: u64 = self.files.iter().map(|file| file.size_bytes).sum();
        let partitions = partitions.clamp(1, self.files.len()) as u64;
        let mut groups: Vec<(usize, Vec<PartitionedFile>)> = Vec::new();
        let mut before = 0_u64;
        for file in &self.files {
            // The group in which the middle of the file falls when all bytes are cut into equal parts.
            let middle = before + file.size_bytes / 2;
            let group = (middle * partitions / total.max(1)) as usize;
            before += file.size_bytes;
            match groups.last_mut() {
                Some((at, files)) if *at == group => files.push(self.file(file)),
                _ => groups.push((group, vec![self.file(file)])),
            }
        }
        groups
            .into_iter()
            .map(|(_, files)| FileGroup::new(files))
            .collect()
    }

    fn file(&self, file: &DayFile) -> PartitionedFile {
        let meta = ObjectMeta {
            location: self
                .root
                .parts()
                .chain(Path::from(file.path.as_str()).parts())
                .collect(),
            last_modified: file.committed_at,
            size: file.size_bytes,
            e_tag: None,
            version: None,
        };
        let unknown = vec![ColumnStatistics::new_unknown(); self.schema.fields().len() - 1];
        PartitionedFile::new_from_meta(meta)
            .with_partition_values(vec![ScalarValue::Date32(Some(epoch_days(file.date)))])
            .with_statistics(Arc::new(Statistics {
                num_rows: Precision::Exact(file.rows as usize),
                total_byte_size: Precision::Absent,
                column_statistics: unknown,
            }))
    }
}

/// What the snapshot knows of the files: exact rows, exact first and last day.
pub(super) fn statistics(schema: &SchemaRef, files: &[&DayFile]) -> Statistics {
    let mut statistics = Statistics::new_unknown(schema);
    let bytes: u64 = files.iter().map(|file| file.size_bytes).sum();
    let rows: u64 = files.iter().map(|file| file.rows).sum();
    statistics.num_rows = Precision::Exact(rows as usize);
    statistics.total_byte_size = Precision::Inexact(bytes as usize);
    if let (Some(date), Some(first), Some(last)) = (
        statistics.column_statistics.first_mut(),
        files.first(),
        files.last(),
    ) {
        date.null_count = Precision::Exact(0);
        date.min_value = Precision::Exact(ScalarValue::Date32(Some(epoch_days(first.date))));
        date.max_value = Precision::Exact(ScalarValue::Date32(Some(epoch_days(last.date))));
    }
    statistics
}

fn date_last(mut statistics: Statistics) -> Statistics {
    statistics.column_statistics.rotate_left(1);
    statistics
}

/// The schema with texts and bytes as views, at every depth.
pub(super) fn view_types(schema: &SchemaRef) -> SchemaRef {
    let fields: Vec<FieldRef> = schema.fields().iter().map(view_field).collect();
    Arc::new(Schema::new(fields))
}

fn view_field(field: &FieldRef) -> FieldRef {
    let data_type = match field.data_type() {
        DataType::Utf8 => DataType::Utf8View,
        DataType::Binary => DataType::BinaryView,
        DataType::List(element) => DataType::List(view_field(element)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(view_field).collect()),
        other => other.clone(),
    };
    Arc::new(field.as_ref().clone().with_data_type(data_type))
}
