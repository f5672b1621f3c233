//! How a day's file is laid out.
//!
//! ```text
//!                    compression of a column, by its encoded bytes   page index   bloom filter for
//! a small day, held  none ── 512 ── snappy ── 16 Ki ── zstd          none         the rows it has
//! a large day        zstd                                            yes          a row group of rows
//! ```
//! Zstd has a state of its own for each column of each file, which costs more than a small column is worth,
//! at every writing and every reading; and a column of one page needs no index of its pages.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Schema, SchemaRef};
use datafusion::parquet::arrow::ArrowSchemaConverter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::Result;
use datafusion::parquet::file::metadata::SortingColumn;
use datafusion::parquet::file::properties::{
    EnabledStatistics, WriterProperties, WriterPropertiesBuilder,
};
use datafusion::parquet::schema::types::ColumnPath;

use crate::spec::TableSpec;

const ROW_GROUP_ROWS: usize = 128 * 1024;
/// Bounds what a writer of long texts holds in memory.
const ROW_GROUP_BYTES: usize = 64 * 1024 * 1024;
/// One in a hundred lookups of an absent value opens the row group in vain.
const BLOOM_FILTER_FPP: f64 = 0.01;
/// A column of a small day is compressed fast from so many encoded bytes on ...
const SNAPPY_BYTES: usize = 512;
/// ... and well from so many.
const ZSTD_BYTES: usize = 16 * 1024;

/// A day is small, and held until it is whole, up to so many rows (a page of every column) ...
pub(super) const SMALL_DAY_ROWS: usize = 20_000;
/// ... and so many bytes.
pub(super) const SMALL_DAY_BYTES: usize = 2 * 1024 * 1024;

/// Bytes of the values of a column in each batch, however much memory stands behind them.
pub(super) fn column_bytes(batch: &RecordBatch, column: usize) -> usize {
    let data = batch.column(column).to_data();
    data.get_slice_memory_size().unwrap_or_default()
}

/// About what a column takes once it is encoded: each distinct value once, and a few bits for each row.
fn encoded_bytes(batch: &RecordBatch, column: usize) -> usize {
    let raw = column_bytes(batch, column);
    if raw < ZSTD_BYTES {
        return raw;
    }
    let values = batch.column(column);
    let key = Box::new(DataType::Int32);
    let encoded = DataType::Dictionary(key, Box::new(values.data_type().clone()));
    let Ok(encoded) = cast(values, &encoded) else {
        return raw; // nested: no dictionary of whole values
    };
    let Some(encoded) = encoded.as_dictionary_opt::<Int32Type>() else {
        return raw;
    };
    let distinct = encoded.values().to_data();
    let bits = usize::BITS - distinct.len().leading_zeros();
    let keys = batch.num_rows() * bits as usize / 8;
    raw.min(distinct.get_slice_memory_size().unwrap_or(raw) + keys)
}

/// The layout of a day that is known whole.
pub(super) fn small_day(
    schema: &SchemaRef,
    spec: &TableSpec,
    batches: &[RecordBatch],
) -> Result<WriterProperties> {
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let mut properties = common(schema, spec, rows)
        .set_compression(Compression::UNCOMPRESSED)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true);
    let leaves = ArrowSchemaConverter::new().convert(schema)?;
    for (leaf, column) in leaves.columns().iter().enumerate() {
        let root = leaves.get_column_root_idx(leaf);
        let bytes: usize = batches.iter().map(|batch| encoded_bytes(batch, root)).sum();
        let compression = match bytes {
            0..SNAPPY_BYTES => continue,
            SNAPPY_BYTES..ZSTD_BYTES => Compression::SNAPPY,
            _ => zstd()?,
        };
        properties = properties.set_column_compression(column.path().clone(), compression);
    }
    Ok(properties.build())
}

/// The layout of a day that is still being written.
pub(super) fn large_day(schema: &Schema, spec: &TableSpec) -> Result<WriterProperties> {
    let properties = common(schema, spec, ROW_GROUP_ROWS);
    Ok(properties.set_compression(zstd()?).build())
}

fn zstd() -> Result<Compression> {
    Ok(Compression::ZSTD(ZstdLevel::try_new(3)?))
}

/// `most_rows`: of a row group.
fn common(schema: &Schema, spec: &TableSpec, most_rows: usize) -> WriterPropertiesBuilder {
    let mut properties = WriterProperties::builder()
        // Not the library's version: an upgrade that changes no byte of data should change no byte at all.
        .set_created_by("daybook".to_owned())
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_sorting_columns(sorting_columns(schema, &spec.sort_by));
    for name in &spec.bloom_filter_on {
        let column = ColumnPath::from(name.as_str());
        properties = properties
            .set_column_bloom_filter_enabled(column.clone(), true)
            .set_column_bloom_filter_fpp(column.clone(), BLOOM_FILTER_FPP)
            // An upper bound: the filter is folded to the values it really holds.
            .set_column_bloom_filter_max_ndv(column, most_rows.max(1) as u64);
    }
    properties
}

/// Parquet counts leaf columns, so the order can be declared only as far as no nested column precedes.
fn sorting_columns(schema: &Schema, sort_by: &[String]) -> Option<Vec<SortingColumn>> {
    let fields = schema.fields();
    let flat = fields
        .iter()
        .take_while(|field| !field.data_type().is_nested())
        .count();
    let columns: Vec<SortingColumn> = sort_by
        .iter()
        .map_while(|name| {
            fields
                .iter()
                .take(flat)
                .position(|field| field.name() == name)
        })
        .map(|index| SortingColumn {
            column_idx: index as i32,
            descending: false,
            nulls_first: false,
        })
        .collect();
    (!columns.is_empty()).then_some(columns)
}
