use std::collections::BTreeMap;

use datafusion::arrow::array::Int64Array;
use datafusion::arrow::datatypes::{Float64Type, Int64Type};
use proptest::prelude::*;

use super::*;

type Row = (usize, Option<String>, Option<i64>);

const GROUPS: usize = 3;

fn columns(rows: &[Row]) -> (Vec<ArrayRef>, Vec<usize>) {
    let values: StringArray = rows.iter().map(|row| row.1.as_deref()).collect();
    let weights: Int64Array = rows.iter().map(|row| row.2).collect();
    let n = Int64Array::from(vec![0; rows.len()]);
    let groups = rows.iter().map(|row| row.0).collect();
    (
        vec![Arc::new(values), Arc::new(weights), Arc::new(n)],
        groups,
    )
}

fn fed(n: usize, rows: &[Row]) -> TopNGroups<Int64Type> {
    let (columns, groups) = columns(rows);
    let mut accumulator = TopNGroups::new(n);
    accumulator
        .update_batch(&columns, &groups, None, GROUPS)
        .expect("updated");
    accumulator
}

/// What the function should say, the slow way.
fn oracle(n: usize, rows: &[Row]) -> Vec<Vec<(String, i64, i64)>> {
    let mut totals = vec![BTreeMap::new(); GROUPS];
    for (group, value, weight) in rows {
        if let Some(value) = value {
            *totals[*group].entry(value.clone()).or_insert(0) += weight.unwrap_or(0);
        }
    }
    totals
        .into_iter()
        .map(|totals| {
            let mut ranked: Vec<(String, i64)> = totals.into_iter().collect();
            ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            let numbered = ranked.into_iter().take(n).zip(1..);
            numbered
                .map(|((value, weight), rank)| (value, weight, rank))
                .collect()
        })
        .collect()
}

fn shown(lists: &ArrayRef) -> Vec<Vec<(String, i64, i64)>> {
    let read = |list: Option<ArrayRef>| {
        let list = list.expect("never null");
        let entries = list.as_struct();
        let values = entries.column(0).as_string::<i32>();
        let weights = entries.column(1).as_primitive::<Int64Type>();
        let ranks = entries.column(2).as_primitive::<Int64Type>();
        (0..entries.len())
            .map(|at| {
                (
                    values.value(at).to_string(),
                    weights.value(at),
                    ranks.value(at),
                )
            })
            .collect()
    };
    lists.as_list::<i32>().iter().map(read).collect()
}

fn row(group: usize, value: &str, weight: i64) -> Row {
    (group, Some(value.to_string()), Some(weight))
}

#[test]
fn ties_go_to_the_smaller_value() {
    let rows = [
        row(0, "SQL", 20),
        row(0, "Python", 12),
        row(0, "SQL", 11),
        row(0, "Java", 12),
    ];
    let lists = fed(2, &rows).evaluate(EmitTo::All).expect("emitted");
    let expected = vec![("SQL".to_string(), 31, 1), ("Java".to_string(), 12, 2)];
    assert_eq!(shown(&lists), [expected, vec![], vec![]]);
}

#[test]
fn groups_are_emitted_in_parts() {
    let mut groups = fed(5, &[row(0, "a", 1), row(1, "b", 2), row(2, "c", 3)]);
    let first = groups.evaluate(EmitTo::First(2)).expect("emitted");
    assert_eq!(
        shown(&first),
        [vec![("a".to_string(), 1, 1)], vec![("b".to_string(), 2, 1)]]
    );
    let (more, _) = columns(&[row(0, "d", 9)]);
    groups.update_batch(&more, &[0], None, 1).expect("updated");
    let rest = groups.evaluate(EmitTo::All).expect("emitted");
    assert_eq!(
        shown(&rest),
        [vec![("d".to_string(), 9, 1), ("c".to_string(), 3, 2)]]
    );
}

#[test]
fn weights_that_overflow_are_an_error() {
    let (columns, groups) = columns(&[row(0, "a", i64::MAX), row(0, "a", 1)]);
    let mut accumulator = TopNGroups::<Int64Type>::new(1);
    let error = accumulator
        .update_batch(&columns, &groups, None, GROUPS)
        .expect_err("overflow")
        .to_string();
    assert!(
        error.contains("top_n: the weights of \"a\" add up beyond 64 bits"),
        "{error}"
    );
}

#[test]
fn weights_that_are_not_numbers_count_nothing() {
    let mut accumulator = TopNGroups::<Float64Type>::new(3);
    for (value, weight) in [
        ("a", Some(f64::NAN)),
        ("b", Some(0.5)),
        ("c", None),
        ("b", Some(-0.0)),
    ] {
        accumulator.tally.grow(1);
        accumulator.add(0, value, weight).expect("added");
    }
    assert_eq!(
        accumulator.tally.ranked(0, 3),
        [("b", 0.5), ("a", 0.0), ("c", 0.0)]
    );
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let value = prop::option::weighted(0.9, "[a-dé]{0,2}");
    let weight = prop::option::weighted(0.9, -3_i64..9);
    prop::collection::vec((0..GROUPS, value, weight), 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_partitioning_agrees_with_the_oracle(
        rows in rows(),
        n in 1_usize..12,
        parts in 1_usize..6,
        converted in any::<bool>(),
    ) {
        let mut whole = TopNGroups::<Int64Type>::new(n);
        for part in 0..parts {
            let part: Vec<Row> = rows.iter().skip(part).step_by(parts).cloned().collect();
            if converted {
                let (columns, groups) = columns(&part);
                let states = whole.convert_to_state(&columns, None).expect("converted");
                whole.merge_batch(&states, &groups, GROUPS).expect("merged");
            } else {
                let states = fed(n, &part).state(EmitTo::All).expect("written");
                whole.merge_batch(&states, &[0, 1, 2], GROUPS).expect("merged");
            }
        }
        let lists = whole.evaluate(EmitTo::All).expect("emitted");
        prop_assert_eq!(shown(&lists), oracle(n, &rows));
    }

    #[test]
    fn one_group_agrees_with_the_oracle(rows in rows(), n in 1_usize..12, half in 0_usize..120) {
        let rows: Vec<Row> = rows.into_iter().map(|row| (0, row.1, row.2)).collect();
        let (left, right) = rows.split_at(half.min(rows.len()));
        let mut whole = TopNAccumulator::<Int64Type>::new(n);
        for part in [left, right] {
            let mut partial = TopNAccumulator::<Int64Type>::new(n);
            partial.update_batch(&columns(part).0).expect("updated");
            let states: Vec<ArrayRef> = partial
                .state()
                .expect("written")
                .iter()
                .map(|state| state.to_array().expect("an array"))
                .collect();
            whole.merge_batch(&states).expect("merged");
        }
        let list = whole.evaluate().expect("emitted").to_array().expect("an array");
        prop_assert_eq!(&shown(&list)[..1], &oracle(n, &rows)[..1]);
    }
}
