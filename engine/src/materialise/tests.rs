use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use datafusion::arrow::datatypes::Schema;
use datafusion::logical_expr::LogicalPlanBuilder;
use daybook_catalog::{DayFile, TableName, TableSchema, TableSnapshot, TableSpec, tags};
use proptest::prelude::*;

use super::*;

/// postings ─► attributes.a ─► counts.c ◄─ attributes.b ◄─ postings
fn models() -> Vec<Model> {
    let postings = TableName::postings;
    vec![
        model(counts("c"), vec![attribute("a"), attribute("b")], "1"),
        model(attribute("b"), vec![postings()], "1"),
        model(attribute("a"), vec![postings()], "1"),
    ]
}

fn attribute(name: &str) -> TableName {
    TableName::new(TableSchema::Attributes, name)
}

fn counts(name: &str) -> TableName {
    TableName::new(TableSchema::Counts, name)
}

fn model(name: TableName, reads: Vec<TableName>, text: &str) -> Model {
    let table = TableSpec {
        name,
        schema: Arc::new(Schema::empty()),
        sort_by: Vec::new(),
        bloom_filter_on: Vec::new(),
        comment: String::new(),
    };
    let ingredients = vec![Ingredient {
        what: "model".to_string(),
        fingerprint: text.to_string(),
    }];
    let template = LogicalPlanBuilder::empty(false).build().unwrap();
    Model {
        table,
        reads,
        window: DayWindow::default(),
        ingredients,
        template,
    }
}

fn over(days: u32, model: Model) -> Model {
    let window = DayWindow::of_days(days).unwrap();
    Model { window, ..model }
}

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, n).unwrap()
}

/// What a book holds: for each table and day the fingerprint and the inputs it was computed from.
#[derive(Debug, Clone, Default)]
struct World(BTreeMap<(TableName, NaiveDate), (String, String)>);

impl World {
    fn land(&mut self, n: u32, content: &str) {
        self.0.insert(
            (TableName::postings(), day(n)),
            (content.to_string(), String::new()),
        );
    }

    fn snapshots(&self) -> Snapshots {
        let mut files: BTreeMap<TableName, Vec<Arc<DayFile>>> = BTreeMap::new();
        for ((table, date), (fingerprint, inputs)) in &self.0 {
            files
                .entry(table.clone())
                .or_default()
                .push(Arc::new(DayFile {
                    path: format!("date={date}/x.parquet"),
                    size_bytes: 10,
                    date: *date,
                    rows: 2,
                    committed_at: DateTime::UNIX_EPOCH,
                    tags: BTreeMap::from([
                        (tags::FINGERPRINT.to_string(), fingerprint.clone()),
                        (tags::INPUTS.to_string(), inputs.clone()),
                    ]),
                }));
        }
        let snapshot = |(table, files)| {
            let schema = Arc::new(Schema::empty());
            (
                table,
                Arc::new(TableSnapshot::new(0, schema, files, String::new())),
            )
        };
        files.into_iter().map(snapshot).collect()
    }

    fn plan(&self, models: &[Model], spec: &MaterializeSpec) -> Vec<PlannedDay> {
        let order = in_order(models, &spec.tables).unwrap();
        let work = plan(&order, &self.snapshots(), spec);
        work.into_iter().flat_map(|table| table.days).collect()
    }

    /// The days that a day of a model is computed from.
    fn inputs<'a>(
        &'a self,
        model: &'a Model,
        last: NaiveDate,
    ) -> impl Iterator<Item = InputDay<'a>> + Clone {
        let first = model.window.first_day(last);
        model.reads.iter().flat_map(move |table| {
            let days = (table.clone(), first)..=(table.clone(), last);
            self.0
                .range(days)
                .map(move |((_, date), (fingerprint, _))| InputDay {
                    table,
                    date: *date,
                    fingerprint,
                })
        })
    }

    /// Does what the plan says, as the run would.
    fn run(&mut self, models: &[Model], spec: &MaterializeSpec) -> Vec<PlannedDay> {
        let planned = self.plan(models, spec);
        for work in &planned {
            let model = models
                .iter()
                .find(|model| model.table.name == work.table)
                .unwrap();
            let done = Recipe::new(model).lineage(self.inputs(model, work.date));
            let key = (work.table.clone(), work.date);
            self.0
                .insert(key, (done.fingerprint, done.inputs.join("\n")));
        }
        planned
    }
}

fn all(mode: Mode) -> MaterializeSpec {
    MaterializeSpec {
        tables: Vec::new(),
        from: None,
        to: None,
        mode,
        jobs: 1,
    }
}

fn shown(planned: &[PlannedDay]) -> Vec<String> {
    planned
        .iter()
        .map(|day| format!("{} {}: {}", day.table, day.date, day.reason))
        .collect()
}

#[test]
fn inputs_come_before_their_readers() {
    let models = models();
    let order = in_order(&models, &[]).unwrap();
    let names: Vec<String> = order
        .iter()
        .map(|model| model.table.name.to_string())
        .collect();
    assert_eq!(names, ["attributes.a", "attributes.b", "counts.c"]);
    let some = [attribute("b")];
    assert_eq!(in_order(&models, &some).unwrap().len(), 1);
}

#[test]
fn a_circle_is_named() {
    let circle = vec![
        model(attribute("a"), vec![attribute("b")], "1"),
        model(attribute("b"), vec![attribute("a")], "1"),
    ];
    let error = in_order(&circle, &[]).unwrap_err().to_string();
    assert!(
        error.contains("attributes.a -> attributes.b -> attributes.a"),
        "{error}"
    );
}

#[test]
fn an_unknown_table_is_told_what_there_is() {
    let wanted = [counts("nothing")];
    let error = in_order(&models(), &wanted).unwrap_err().to_string();
    assert!(
        error.contains("counts.nothing") && error.contains("counts.c"),
        "{error}"
    );
}

#[test]
fn a_changed_day_makes_exactly_its_readers_stale() {
    let (models, mut world) = (models(), World::default());
    world.land(1, "x");
    world.land(2, "y");
    assert_eq!(world.run(&models, &all(Mode::Stale)).len(), 6);
    assert_eq!(shown(&world.plan(&models, &all(Mode::Stale))), [""; 0]);
    world.land(2, "changed");
    assert_eq!(
        shown(&world.plan(&models, &all(Mode::Stale))),
        [
            "attributes.a 2016-01-02: stale: postings changed",
            "attributes.b 2016-01-02: stale: postings changed",
            "counts.c 2016-01-02: `attributes.a` is recomputed",
        ]
    );
    assert_eq!(world.plan(&models, &all(Mode::Reuse)).len(), 0);
    assert_eq!(world.plan(&models, &all(Mode::Replace)).len(), 6);
}

#[test]
fn a_changed_model_is_named_and_only_its_readers_follow() {
    let (mut changed, mut world) = (models(), World::default());
    world.land(1, "x");
    world.run(&changed, &all(Mode::Stale));
    changed[1].ingredients[0].fingerprint = "2".to_string();
    assert_eq!(
        shown(&world.plan(&changed, &all(Mode::Stale))),
        [
            "attributes.b 2016-01-01: stale: model changed",
            "counts.c 2016-01-01: `attributes.b` is recomputed",
        ]
    );
}

#[test]
fn replace_is_meant_for_the_tables_named() {
    let (models, mut world) = (models(), World::default());
    world.land(1, "x");
    world.run(&models, &all(Mode::Stale));
    let spec = MaterializeSpec {
        tables: vec![counts("c")],
        ..all(Mode::Replace)
    };
    assert_eq!(
        shown(&world.plan(&models, &spec)),
        ["counts.c 2016-01-01: asked for"]
    );
}

#[test]
fn a_day_that_lacks_an_input_waits() {
    let models = models();
    let mut world = World::default();
    world
        .0
        .insert((attribute("a"), day(1)), ("x".to_string(), String::new()));
    let order = in_order(&models, &[]).unwrap();
    let work = plan(&order, &world.snapshots(), &all(Mode::Stale));
    assert_eq!(work[2].blocked, [(day(1), attribute("b"))]);
}

/// postings ─► attributes.a ─► attributes.w, of which a day is computed from three
fn models_with_a_window() -> Vec<Model> {
    let signatures = model(attribute("a"), vec![TableName::postings()], "1");
    let clusters = model(attribute("w"), vec![attribute("a")], "1");
    vec![signatures, over(3, clusters)]
}

#[test]
fn a_changed_day_makes_the_days_stale_whose_window_it_is_in() {
    let (models, mut world) = (models_with_a_window(), World::default());
    for n in [1, 2, 4, 5, 6] {
        world.land(n, "x");
    }
    assert_eq!(world.run(&models, &all(Mode::Stale)).len(), 10);
    assert_eq!(shown(&world.plan(&models, &all(Mode::Stale))), [""; 0]);
    world.land(2, "changed");
    assert_eq!(
        shown(&world.plan(&models, &all(Mode::Stale))),
        [
            "attributes.a 2016-01-02: stale: postings changed",
            "attributes.w 2016-01-02: `attributes.a` is recomputed",
            "attributes.w 2016-01-04: `attributes.a` is recomputed",
        ]
    );
}

#[test]
fn a_day_that_landed_late_is_named() {
    let (models, mut world) = (models_with_a_window(), World::default());
    world.land(3, "x");
    world.run(&models, &all(Mode::Stale));
    world.land(1, "late");
    let signatures = MaterializeSpec {
        tables: vec![attribute("a")],
        ..all(Mode::Stale)
    };
    world.run(&models, &signatures);
    assert_eq!(
        shown(&world.plan(&models, &all(Mode::Stale))),
        [
            "attributes.w 2016-01-01: absent",
            "attributes.w 2016-01-03: stale: attributes.a@2016-01-01 changed",
        ]
    );
}

#[test]
fn a_window_asks_for_the_days_before_those_asked_for() {
    let (models, mut world) = (models_with_a_window(), World::default());
    for n in 1..=5 {
        world.land(n, "x");
    }
    let last = MaterializeSpec {
        from: Some(day(5)),
        ..all(Mode::Stale)
    };
    assert_eq!(
        shown(&world.run(&models, &last)),
        [
            "attributes.a 2016-01-03: absent",
            "attributes.a 2016-01-04: absent",
            "attributes.a 2016-01-05: absent",
            "attributes.w 2016-01-05: absent",
        ]
    );
    let again = MaterializeSpec {
        mode: Mode::Replace,
        ..last
    };
    assert_eq!(
        shown(&world.plan(&models, &again)),
        [
            "attributes.a 2016-01-05: asked for",
            "attributes.w 2016-01-05: asked for",
        ]
    );
}

#[test]
fn a_window_ends_on_its_day_and_has_an_end() {
    let two = DayWindow::of_days(2).unwrap();
    assert_eq!(two.first_day(day(5)), day(4));
    assert_eq!(DayWindow::default().first_day(day(5)), day(5));
    assert_eq!(DayWindow::of_days(0), None);
    assert_eq!(DayWindow::of_days(DayWindow::MOST_DAYS + 1), None);
    assert_eq!(two.first_day(NaiveDate::MIN), NaiveDate::MIN);
}

proptest! {
    /// Whatever happened before: after a run nothing is left to do, a run touches no other day than asked for,
    /// and a day is planned exactly when something it is made of changed.
    #[test]
    fn a_run_leaves_nothing_and_takes_nothing_more(
        landings in prop::collection::vec((1u32..6, 0u8..3), 1..20),
        from in 1u32..6,
        versions in (0u8..2, 0u8..2),
    ) {
        let (mut models, mut world) = (models(), World::default());
        let half = landings.len() / 2;
        for (n, content) in &landings[..half] {
            world.land(*n, &content.to_string());
        }
        world.run(&models, &all(Mode::Stale));
        for (n, content) in &landings[half..] {
            world.land(*n, &content.to_string());
        }
        models[1].ingredients[0].fingerprint = versions.0.to_string();
        models[2].ingredients[0].fingerprint = versions.1.to_string();
        let ranged = MaterializeSpec { from: Some(day(from)), ..all(Mode::Stale) };
        let in_range = world.run(&models, &ranged);
        prop_assert!(in_range.iter().all(|work| work.date >= day(from)));
        prop_assert!(world.plan(&models, &ranged).is_empty());
        let rest = world.run(&models, &all(Mode::Stale));
        prop_assert!(rest.iter().all(|work| work.date < day(from)));
        prop_assert!(world.plan(&models, &all(Mode::Stale)).is_empty());
    }

    /// A fingerprint depends on every ingredient and input, and on nothing else.
    #[test]
    fn fingerprints_tell_inputs_apart(one in "[a-z]{1,4}", other in "[a-z]{1,4}") {
        let model = models().remove(0);
        let with = |a: &str, b: &str| {
            let (tables, date) = ([attribute("a"), attribute("b")], day(1));
            let inputs = tables.iter().zip([a, b]);
            Recipe::new(&model).lineage(inputs.map(|(table, fingerprint)| InputDay { table, date, fingerprint }))
        };
        prop_assert_eq!(with(&one, "x") == with(&other, "x"), one == other);
        prop_assert_eq!(with("x", &one) == with("x", &other), one == other);
    }
}
