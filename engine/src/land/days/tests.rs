//! Days come out as they went in, through memory or through files.

use std::sync::Arc;

use datafusion::arrow::array::{Date32Array, Int64Array, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Int64Type, Schema};
use proptest::prelude::*;

use super::*;

fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("date", DataType::Date32, false),
        Field::new("row", DataType::Int64, false),
        Field::new("text", DataType::Utf8, true),
    ]))
}

/// A batch of one row per date; rows are numbered from `first`.
fn batch(dates: &[i32], first: usize) -> RecordBatch {
    let rows = first as i64..(first + dates.len()) as i64;
    let texts = rows
        .clone()
        .map(|row| (row % 3 > 0).then(|| "x".repeat(row as usize % 50)));
    RecordBatch::try_new(
        schema(),
        vec![
            Arc::new(Date32Array::from(dates.to_vec())),
            Arc::new(Int64Array::from_iter_values(rows.clone())),
            Arc::new(texts.collect::<StringArray>()),
        ],
    )
    .unwrap()
}

fn collect(batches: &[Vec<i32>], memory_bytes: usize) -> LandedDays {
    let mut collector = DayCollector::new(schema(), memory_bytes);
    let mut first = 0;
    for dates in batches {
        collector.push(batch(dates, first)).unwrap();
        first += dates.len();
    }
    collector.finish().unwrap()
}

fn day(days: &LandedDays, date: NaiveDate) -> RecordBatch {
    let parts = (0..days.parts(date)).map(|part| days.load(date, part, None).unwrap());
    concat_batches(&schema(), &parts.collect::<Vec<_>>()).unwrap()
}

fn row_numbers(batch: &RecordBatch) -> Vec<i64> {
    let rows = batch.column_by_name("row").unwrap();
    rows.as_primitive::<Int64Type>().values().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn files_and_memory_give_the_same_days(
        batches in prop::collection::vec(prop::collection::vec(16_000..16_010i32, 0..40), 0..20),
        memory_bytes in 0..60_000usize,
    ) {
        let in_memory = collect(&batches, usize::MAX);
        let in_files = collect(&batches, memory_bytes);
        prop_assert!(in_memory.dates().eq(in_files.dates()));
        let rows: usize = batches.iter().map(Vec::len).sum();
        prop_assert_eq!(in_files.dates().map(|date| in_files.rows(date)).sum::<usize>(), rows);
        for date in in_memory.dates() {
            let (expected, got) = (day(&in_memory, date), day(&in_files, date));
            prop_assert!(row_numbers(&expected).is_sorted());
            prop_assert_eq!(expected, got);
        }
    }
}

#[test]
fn a_part_is_read_by_columns_and_bounded() {
    let dates = vec![16_000; 3 * PART_ROWS / 2];
    for memory_bytes in [usize::MAX, 0] {
        let days = collect(std::slice::from_ref(&dates), memory_bytes);
        let date = days.dates().next().unwrap();
        assert_eq!(days.parts(date), 2);
        assert_eq!(days.part_rows(date, 0), PART_ROWS);
        let rows = days.load(date, 1, Some(&[1])).unwrap();
        assert_eq!(rows.num_columns(), 1);
        assert_eq!(row_numbers(&rows)[0], PART_ROWS as i64);
    }
}

#[test]
fn many_batches_of_one_row_are_joined() {
    let mut collector = DayCollector::new(schema(), usize::MAX);
    for row in 0..2 * JOINED_ROWS + 5 {
        collector.push(batch(&[16_000], row)).unwrap();
    }
    assert_eq!(collector.held.len(), 2);
    assert_eq!(collector.small.len(), 5);
    let days = collector.finish().unwrap();
    assert_eq!(days.rows(days.dates().next().unwrap()), 2 * JOINED_ROWS + 5);
}

#[test]
fn nothing_in_nothing_out() {
    let days = collect(&[vec![]], 0);
    assert_eq!(days.dates().count(), 0);
}
