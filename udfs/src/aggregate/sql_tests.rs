//! The functions as a query calls them: partial and final steps over several partitions.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use datafusion::arrow::array::{
    ArrayRef, AsArray, BinaryArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{Date32Type, Int64Type};
use datafusion::assert_batches_sorted_eq;
use datafusion::common::Result;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::datasource::MemTable;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::execution::TaskContext;
use datafusion::physical_plan::common::collect;
use datafusion::physical_plan::{ExecutionPlan, displayable};
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::{Family, ReferenceData, functions};

/// This crate has no runtime, so exchanges between partitions are carried out by hand: see [`run`].
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = Box::pin(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        std::thread::yield_now();
    }
}

fn session() -> SessionContext {
    let config = SessionConfig::new()
        .with_target_partitions(3)
        .with_batch_size(64);
    let mut session = SessionContext::new_with_config(config);
    for entry in functions(&Arc::new(ReferenceData::new())) {
        entry.function.register(&mut session).unwrap();
    }
    session
}

fn register(session: &SessionContext, name: &str, parts: Vec<RecordBatch>) {
    let schema = parts[0].schema();
    let partitions = parts.into_iter().map(|batch| vec![batch]).collect();
    let table = MemTable::try_new(schema, partitions).expect("one schema");
    session
        .register_table(name, Arc::new(table))
        .expect("a new name");
}

fn batches_of(
    plan: &Arc<dyn ExecutionPlan>,
    context: &Arc<TaskContext>,
) -> Result<Vec<RecordBatch>> {
    let mut batches = vec![];
    for partition in 0..plan.properties().partitioning.partition_count() {
        let stream = plan.execute(partition, Arc::clone(context))?;
        batches.extend(block_on(collect(stream))?);
    }
    Ok(batches)
}

/// Plans and runs a query. Where the plan moves rows between partitions, which takes a runtime, all rows
/// of the input's partitions are collected and go on in one.
fn run(session: &SessionContext, sql: &str) -> Result<Vec<RecordBatch>> {
    let frame = block_on(session.sql(sql))?;
    let plan = block_on(frame.create_physical_plan())?;
    let context = session.task_ctx();
    let moved = plan.transform_up(|node| {
        if ![
            "RepartitionExec",
            "CoalescePartitionsExec",
            "SortPreservingMergeExec",
        ]
        .contains(&node.name())
        {
            return Ok(Transformed::no(node));
        }
        let rows = batches_of(node.children()[0], &context)?;
        let collected = MemorySourceConfig::try_new_exec(&[rows], node.schema(), None)?;
        Ok(Transformed::yes(collected as Arc<dyn ExecutionPlan>))
    })?;
    batches_of(&moved.data, &context)
}

fn plan_of(session: &SessionContext, sql: &str) -> String {
    let frame = block_on(session.sql(sql)).expect("plans");
    let plan = block_on(frame.create_physical_plan()).expect("plans");
    displayable(plan.as_ref()).indent(false).to_string()
}

fn failure(session: &SessionContext, sql: &str) -> String {
    match run(session, sql) {
        Ok(_) => panic!("{sql} should fail"),
        Err(error) => error.to_string(),
    }
}

/// Three partitions of (date, state_code, skill_name, postings, posting_no) with ties and a null state.
fn skill_rows() -> Vec<RecordBatch> {
    let part = |part: u64| {
        let rows = part * 200..(part + 1) * 200;
        let pick = |row: u64, salt: u64, of: u64| {
            (row * 7919 + salt).wrapping_mul(2_654_435_761) / 977 % of
        };
        let states = ["CA", "TX", "NY"];
        let dates: Date32Array = rows
            .clone()
            .map(|row| Some(16790 + pick(row, 1, 40) as i32))
            .collect();
        let codes: StringArray = rows
            .clone()
            .map(|row| states.get(pick(row, 2, 4) as usize).copied())
            .collect();
        let skills: StringArray = rows
            .clone()
            .map(|row| Some(format!("skill {:02}", pick(row, 3, 20))))
            .collect();
        let postings: Int64Array = rows
            .clone()
            .map(|row| Some(pick(row, 4, 4) as i64))
            .collect();
        let numbers: Int64Array = rows
            .map(|row| Some(16805 << 32 | pick(row, 5, 300) as i64))
            .collect();
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("date", Arc::new(dates)),
            ("state_code", Arc::new(codes)),
            ("skill_name", Arc::new(skills)),
            ("postings", Arc::new(postings)),
            ("posting_no", Arc::new(numbers)),
        ];
        RecordBatch::try_from_iter_with_nullable(
            columns
                .into_iter()
                .map(|(name, column)| (name, column, true)),
        )
        .expect("equal lengths")
    };
    (0..3).map(part).collect()
}

fn skills_session() -> SessionContext {
    let session = session();
    register(&session, "skill_counts", skill_rows());
    session
}

type Ranked = BTreeMap<(String, Option<String>), Vec<(String, i64)>>;

fn naive_top(n: usize) -> Ranked {
    let mut totals: BTreeMap<_, BTreeMap<String, i64>> = BTreeMap::new();
    for batch in skill_rows() {
        let dates = batch.column(0).as_primitive::<Date32Type>();
        let (codes, skills) = (
            batch.column(1).as_string::<i32>(),
            batch.column(2).as_string::<i32>(),
        );
        let postings = batch.column(3).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            let quarter = if dates.value(row) < 16801 {
                "2015Q4"
            } else {
                "2016Q1"
            };
            let code = codes.iter().nth(row).flatten().map(String::from);
            let group = totals.entry((quarter.to_string(), code)).or_default();
            *group.entry(skills.value(row).to_string()).or_default() += postings.value(row);
        }
    }
    let rank = |totals: BTreeMap<String, i64>| {
        let mut ranked: Vec<_> = totals.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(n);
        ranked
    };
    totals
        .into_iter()
        .map(|(key, totals)| (key, rank(totals)))
        .collect()
}

const ROLLUP: &str = "SELECT quarter(date) AS quarter, state_code, top_n(skill_name, postings, 15) AS top \
                      FROM skill_counts GROUP BY ALL";

#[test]
fn the_rollup_of_the_design_is_exact_over_partitions() {
    let session = skills_session();
    let plan = plan_of(&session, ROLLUP);
    assert!(
        plan.contains("mode=Partial") && plan.contains("mode=FinalPartitioned"),
        "{plan}"
    );
    let mut found = Ranked::new();
    for batch in run(&session, ROLLUP).expect("runs") {
        let (quarters, codes) = (
            batch.column(0).as_string::<i32>(),
            batch.column(1).as_string::<i32>(),
        );
        for (row, list) in batch.column(2).as_list::<i32>().iter().enumerate() {
            let list = list.expect("never null");
            let (values, weights) = (list.as_struct().column(0), list.as_struct().column(1));
            let entries = values
                .as_string::<i32>()
                .iter()
                .zip(weights.as_primitive::<Int64Type>());
            let entries =
                entries.map(|(value, weight)| (value.unwrap().to_string(), weight.unwrap()));
            let code = codes.iter().nth(row).flatten().map(String::from);
            found.insert((quarters.value(row).to_string(), code), entries.collect());
        }
    }
    assert_eq!(found.len(), 8);
    assert_eq!(found, naive_top(15));
}

#[test]
fn top_n_of_text_numbers_and_nulls() {
    let session = session();
    let sql = "SELECT top_n(column1, column2, 2) AS top FROM (VALUES (1, 1.5), (2, NULL), (NULL, 99), (1, 1))";
    assert_batches_sorted_eq!(
        [
            "+----------------------------------------------------------------------+",
            "| top                                                                  |",
            "+----------------------------------------------------------------------+",
            "| [{value: 1, weight: 2.5, rank: 1}, {value: 2, weight: 0.0, rank: 2}] |",
            "+----------------------------------------------------------------------+",
        ],
        &run(&session, sql).expect("runs")
    );
}

#[test]
fn sets_merge_and_count_like_distinct() {
    let session = skills_session();
    let sql = "WITH day AS (SELECT date, skill_name, bitmap_state(posting_no) AS state FROM skill_counts GROUP BY ALL), \
                    sets AS (SELECT skill_name, bitmap_count(bitmap_union(state)) AS merged FROM day GROUP BY ALL), \
                    facts AS (SELECT skill_name, count(DISTINCT posting_no) AS counted FROM skill_counts GROUP BY ALL), \
                    rows AS (SELECT merged AS m, 0 AS c FROM sets UNION ALL SELECT 0, counted FROM facts) \
               SELECT sum(m) > 0 AS some, sum(m) = sum(c) AS same FROM rows";
    assert_batches_sorted_eq!(
        [
            "+------+------+",
            "| some | same |",
            "+------+------+",
            "| true | true |",
            "+------+------+"
        ],
        &run(&session, sql).expect("runs")
    );
}

#[test]
fn filters_and_groups_without_rows() {
    let session = skills_session();
    let sql = "SELECT bitmap_count(bitmap_state(posting_no) FILTER (WHERE postings > 99)) AS none, \
                      quantile(quantile_state(postings) FILTER (WHERE postings > 99), 0.5) AS median, \
                      top_n(skill_name, postings, 3) FILTER (WHERE postings > 99) AS top \
               FROM skill_counts";
    assert_batches_sorted_eq!(
        [
            "+------+--------+-----+",
            "| none | median | top |",
            "+------+--------+-----+",
            "| 0    |        | []  |",
            "+------+--------+-----+"
        ],
        &run(&session, sql).expect("runs")
    );
}

#[test]
fn quantiles_merge_over_days() {
    let session = session();
    let part = |from: i32| {
        let pay: Float64Array = (from..from + 50).map(f64::from).map(Some).collect();
        let soc: StringArray = (0..50)
            .map(|row| Some(if row % 2 == 0 { "11-1011" } else { "45-2092" }))
            .collect();
        let columns: [(&str, ArrayRef); 2] = [("pay", Arc::new(pay)), ("soc", Arc::new(soc))];
        RecordBatch::try_from_iter(columns).expect("equal lengths")
    };
    register(&session, "pay", vec![part(0), part(50), part(100)]);
    let sql = "SELECT soc_major(soc) AS major, quantile(quantile_merge(state), 0.5) AS median \
               FROM (SELECT soc, quantile_state(pay) AS state FROM pay GROUP BY soc, pay > 40) GROUP BY soc_major(soc)";
    assert_batches_sorted_eq!(
        [
            "+---------+--------+",
            "| major   | median |",
            "+---------+--------+",
            "| 11-0000 | 74.0   |",
            "| 45-0000 | 75.0   |",
            "+---------+--------+"
        ],
        &run(&session, sql).expect("runs")
    );
}

#[test]
fn set_functions_over_columns_and_literals() {
    let session = session();
    let a = "X'0100000000000000000000003a300000010000000000020010000000010002000500'";
    let b = "X'0100000000000000000000003a30000001000000000001001000000002000700'";
    let sql = format!(
        "SELECT bitmap_count(bitmap_intersect({a}, s)) AS both, bitmap_count(bitmap_and_not(s, {b})) AS only_a, \
                bitmap_count(bitmap_or(s, {b})) AS either, bitmap_contains(s, 5) AS has, bitmap_contains({b}, no) AS lit, \
                bitmap_count(arrow_cast(s, 'BinaryView')) AS view, bitmap_count(bitmap_or(s, NULL)) AS nothing \
         FROM (SELECT bitmap_state(column1) AS s, max(column1) AS no FROM (VALUES (1), (2), (5)))"
    );
    assert_batches_sorted_eq!(
        [
            "+------+--------+--------+------+-------+------+---------+",
            "| both | only_a | either | has  | lit   | view | nothing |",
            "+------+--------+--------+------+-------+------+---------+",
            "| 3    | 2      | 4      | true | false | 3    |         |",
            "+------+--------+--------+------+-------+------+---------+",
        ],
        &run(&session, &sql).expect("runs")
    );
}

#[test]
fn errors_name_the_function_and_the_fix() {
    let session = skills_session();
    let bad: ArrayRef = Arc::new(BinaryArray::from(vec![b"nonsense!".as_slice()]));
    register(
        &session,
        "bad",
        vec![RecordBatch::try_from_iter([("s", bad)]).expect("a batch")],
    );
    for (sql, message) in [
        (
            "SELECT top_n(skill_name, postings, 0) FROM skill_counts",
            "n is 1 or more, got 0",
        ),
        (
            "SELECT top_n(skill_name, postings, -1) FROM skill_counts",
            "n is 1 or more, got -1",
        ),
        (
            "SELECT top_n(skill_name, postings, postings) FROM skill_counts",
            "n is a literal whole number",
        ),
        (
            "SELECT top_n(skill_name, skill_name, 3) FROM skill_counts",
            "weight is a number, got Utf8",
        ),
        (
            "SELECT top_n(skill_name, 3) FROM skill_counts",
            "top_n takes (value, weight, n), got 2",
        ),
        (
            "SELECT bitmap_state(skill_name) FROM skill_counts",
            "bitmap_state takes an integer, got Utf8",
        ),
        (
            "SELECT bitmap_union(posting_no) FROM skill_counts",
            "bitmap_union takes a stored state (Binary), got Int64",
        ),
        (
            "SELECT quantile_state(skill_name) FROM skill_counts",
            "quantile_state takes a number, got Utf8",
        ),
        (
            "SELECT quantile_state(DISTINCT postings), count(*) FROM skill_counts",
            "leave out DISTINCT",
        ),
        (
            "SELECT quantile(quantile_state(postings), 1.5) FROM skill_counts",
            "q goes from 0 to 1, got 1.5",
        ),
        (
            "SELECT bitmap_union(s) FROM bad",
            "bitmap_union: not a state",
        ),
        (
            "SELECT quantile_merge(s) FROM bad",
            "quantile_merge: not a state",
        ),
        (
            "SELECT bitmap_count(s) FROM bad",
            "bitmap_count: not a state",
        ),
        ("SELECT bitmap_or(s, s) FROM bad", "bitmap_or: not a state"),
        (
            "SELECT bitmap_contains(s, 1) FROM bad",
            "bitmap_contains: not a state",
        ),
        ("SELECT quantile(s, 0.5) FROM bad", "quantile: not a state"),
    ] {
        let found = failure(&session, sql);
        assert!(
            found.contains(message),
            "{sql}\n  said    {found}\n  not     {message}"
        );
    }
}

#[test]
fn every_function_of_these_families_is_documented_with_an_example() {
    for entry in functions(&Arc::new(ReferenceData::new())) {
        if !matches!(entry.family, Family::Aggregate | Family::Calendar) {
            continue;
        }
        let documentation = entry.documentation().expect(entry.name);
        assert!(
            documentation.syntax_example.starts_with(entry.name),
            "{}",
            entry.name
        );
        assert!(documentation.sql_example.is_some(), "{}", entry.name);
        assert!(documentation.arguments.is_some(), "{}", entry.name);
    }
}

#[test]
fn a_top_list_becomes_rows() {
    let session = skills_session();
    let sql = "SELECT quarter, state_code, entry.rank, entry.value AS skill_name, entry.weight AS postings \
               FROM (SELECT quarter(date) AS quarter, state_code, unnest(top_n(skill_name, postings, 15)) AS entry \
                     FROM skill_counts GROUP BY ALL)";
    let batches = run(&session, sql).expect("runs");
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    assert_eq!(rows, naive_top(15).values().map(Vec::len).sum::<usize>());
}

#[test]
fn a_quarter_in_a_filter_reads_only_its_days() {
    let session = skills_session();
    let sql = "SELECT sum(postings) FROM skill_counts WHERE quarter(date) = '2016Q1'";
    let plan = plan_of(&session, sql);
    assert!(
        plan.contains("2016-01-01") && plan.contains("2016-04-01"),
        "{plan}"
    );
    assert!(!plan.contains("quarter("), "{plan}");
    let sql = "SELECT sum(postings) FROM skill_counts WHERE quarter(date) IN ('2016Q1', '2015Q4')";
    assert_eq!(run(&session, sql).expect("runs").len(), 1);
}
