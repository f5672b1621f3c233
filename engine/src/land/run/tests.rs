//! Whole landings, from chunks to what the book holds.

use daybook_catalog::TableName;
use object_store::memory::InMemory;
use proptest::prelude::*;

use super::super::testing::*;
use super::*;

#[tokio::test]
async fn landing_again_changes_nothing_and_writes_nothing() {
    let store = Arc::new(InMemory::new());
    let book = book_in(Arc::clone(&store) as _, 0).await;
    let rows = [
        row("1", 5, "Cook"),
        row("2", 5, "Baker"),
        row("3", 6, "!"),
        row("4", 7, "Smith"),
    ];
    let first = land_rows(&book, &spec(), &rows).await.unwrap();
    assert_eq!(
        (first.added, first.rejected_total(), first.commits),
        (3, 1, 1)
    );
    assert_eq!((first.days, first.days_changed), (2, 2));
    assert_eq!(first.day_range, Some((day(5), day(7))));
    let before = objects(&store).await;

    let later = book_in(Arc::clone(&store) as _, 30).await;
    let again = land_rows(&later, &spec(), &rows).await.unwrap();
    assert_eq!((again.unchanged, again.added, again.commits), (3, 0, 0));
    assert_eq!((again.days, again.days_changed), (2, 0));
    assert_eq!(again.rejected_total(), 1);
    assert_eq!(objects(&store).await, before);
}

#[tokio::test]
async fn a_changed_posting_keeps_its_number_and_a_late_one_joins() {
    let store = Arc::new(InMemory::new());
    let book = book_in(Arc::clone(&store) as _, 0).await;
    let rows = [
        row("1", 5, "Cook"),
        row("2", 5, "Baker"),
        row("3", 5, "Smith"),
    ];
    land_rows(&book, &spec(), &rows).await.unwrap();
    let later = book_in(store, 1).await;
    let rows = [
        row("9", 5, "Late"),
        row("2", 5, "Head baker"),
        row("1", 5, "Cook"),
    ];
    let summary = land_rows(&later, &spec(), &rows).await.unwrap();
    assert_eq!(
        (summary.added, summary.changed, summary.unchanged),
        (1, 1, 1)
    );
    let held = held(&later).await;
    let posting = |id: &str| held[&(day(5), format!("VA_{id}"))].clone();
    assert_eq!(posting("2").title, "Head baker");
    let ordinals: Vec<i64> = ["1", "2", "3", "9"].map(|id| posting(id).ordinal).into();
    assert_eq!(ordinals, [0, 1, 2, 3]);
    let landed = ["1", "2", "3", "9"].map(|id| posting(id).landed_at);
    assert_eq!(landed, [time(0), time(1), time(0), time(1)]);
}

#[tokio::test]
async fn the_last_record_of_an_id_wins() {
    let book = empty_book().await;
    let rows = [
        row("1", 5, "A"),
        row("1", 5, "B"),
        row("2", 5, "X"),
        row("1", 6, "D"),
        row("1", 5, "C"),
    ];
    let summary = land_rows(&book, &spec(), &rows).await.unwrap();
    assert_eq!((summary.added, summary.duplicates), (3, 2));
    let held = held(&book).await;
    assert_eq!(held[&(day(5), "VA_1".into())].title, "C");
    // Another date is a new appearance on that day.
    assert_eq!(held[&(day(6), "VA_1".into())].title, "D");
}

#[tokio::test]
async fn identity_book_moves_a_posting_in_one_commit() {
    let book = empty_book().await;
    let rows = [row("1", 5, "A"), row("2", 5, "B"), row("3", 6, "C")];
    land_rows(&book, &spec(), &rows).await.unwrap();
    let one_home = LandSpec {
        identity: Identity::Book,
        ..spec()
    };
    let rows = [
        row("1", 9, "A"),
        row("3", 7, "C"),
        row("3", 6, "C"),
        row("2", 8, "B"),
    ];
    let summary = land_rows(&book, &one_home, &rows).await.unwrap();
    assert_eq!(
        (summary.added, summary.moved, summary.duplicates),
        (2, 2, 1)
    );
    assert_eq!(
        (summary.unchanged, summary.commits, summary.days_changed),
        (1, 1, 3)
    );
    let homes: Vec<_> = held(&book).await.into_keys().collect();
    let expected = [(6, "VA_3"), (8, "VA_2"), (9, "VA_1")];
    assert_eq!(homes, expected.map(|(date, id)| (day(date), id.to_owned())));
    // The day that lost all its postings is empty, and never gives their numbers again.
    let snapshot = book
        .snapshot(&TableName::postings())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(snapshot.day(day(5))[0].rows, 0);
    land_rows(&book, &spec(), &[row("7", 5, "New")])
        .await
        .unwrap();
    assert_eq!(ordinals(&book, day(5)).await["VA_7"], 2);
    let again = land_rows(&book, &one_home, &rows).await.unwrap();
    assert_eq!((again.commits, again.moved), (0, 0));
}

#[tokio::test]
async fn many_days_are_one_commit() {
    let book = empty_book().await;
    let ids: Vec<&'static str> = vec!["1", "2"];
    let days = (1..=1_200).flat_map(|date| ids.iter().map(move |id| row(id, date, "Cook")));
    let rows: Vec<Row> = days.collect();
    let tiny = LandSpec {
        memory_bytes: 200_000,
        ..spec()
    };
    let summary = land_rows(&book, &tiny, &rows).await.unwrap();
    assert_eq!(
        (summary.added, summary.commits, summary.days),
        (2_400, 1, 1_200)
    );
    assert_eq!(held(&book).await.len(), 2_400);
}

#[tokio::test]
async fn rejects_on_different_lines_are_different() {
    let book = empty_book().await;
    let rows = [row("1", 5, "!"), row("1", 5, "!")];
    let summary = land_rows(&book, &spec(), &rows).await.unwrap();
    assert_eq!((summary.rejected_total(), summary.commits), (2, 0));
    assert_eq!(version(&book, &TableName::postings()).await, None);
    let snapshot = book.snapshot(&TableName::rejects()).await.unwrap().unwrap();
    assert_eq!(snapshot.rows(), 2);
    // One more joins the day; those known stay as they are.
    let rows = [row("1", 5, "!"), row("1", 5, "!"), row("1", 5, "!")];
    land_rows(&book, &spec(), &rows).await.unwrap();
    let snapshot = book.snapshot(&TableName::rejects()).await.unwrap().unwrap();
    assert_eq!((snapshot.rows(), snapshot.files.len()), (3, 1));
}

#[tokio::test]
async fn writers_at_once_lose_nothing() {
    let store = Arc::new(InMemory::new());
    let mut tasks = tokio::task::JoinSet::new();
    for (at, ids) in [["1", "2"], ["3", "4"], ["5", "2"]].into_iter().enumerate() {
        let store = Arc::clone(&store);
        tasks.spawn(async move {
            let book = book_in(store, 0).await;
            let rows: Vec<Row> = (5..10)
                .flat_map(|date| ids.map(|id| row(id, date, "Cook")))
                .chain([row("9", 20 + at as u32, "Own day"), row("8", 30, "!")])
                .collect();
            land_rows(&book, &spec(), &rows).await
        });
    }
    while let Some(landed) = tasks.join_next().await {
        landed.unwrap().unwrap();
    }
    let book = book_in(store, 0).await;
    for date in 5..10 {
        let ordinals = ordinals(&book, day(date)).await;
        assert_eq!(ordinals.len(), 5, "{ordinals:?}");
    }
    assert_eq!(held(&book).await.len(), 28);
}

#[tokio::test]
async fn a_landing_that_dies_leaves_each_day_old_or_new() {
    let old = [row("1", 5, "A"), row("2", 6, "B"), row("3", 6, "!")];
    let new = [
        row("1", 5, "A2"),
        row("4", 6, "D"),
        row("5", 7, "E"),
        row("6", 6, "!"),
    ];
    for last_takes_effect in [false, true] {
        // Every second step of each: a store that fails before its effect, and one that loses the answer.
        for after in (i64::from(last_takes_effect)..).step_by(2) {
            let memory = Arc::new(InMemory::new());
            let book = book_in(Arc::clone(&memory) as _, 0).await;
            land_rows(&book, &spec(), &old).await.unwrap();
            let before = held(&book).await;
            let failing = Arc::new(FailingStore::new(
                Arc::clone(&memory) as _,
                after,
                last_takes_effect,
            ));
            let dying = book_in(Arc::clone(&failing) as _, 1).await;
            let landed = land_rows(&dying, &spec(), &new).await;

            let survivor = book_in(Arc::clone(&memory) as _, 1).await;
            let after_death = held(&survivor).await;
            let whole =
                after_death.len() == 4 && after_death[&(day(5), "VA_1".into())].title == "A2";
            assert!(
                whole || after_death == before,
                "after {after}: {after_death:?}"
            );
            assert!(whole || landed.is_err(), "after {after}");
            land_rows(&survivor, &spec(), &new).await.unwrap();
            assert_eq!(held(&survivor).await.len(), 4, "after {after}");
            if !failing.has_failed() {
                break;
            }
        }
    }
}

#[tokio::test]
async fn files_are_landed_from_end_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let lines = [
        r#"{"id": "1", "title": "Cook", "datePosted": "2016-01-05"}"#,
        r#"{"id": "2", "title": "Baker", "datePosted": "2016-01-05"}"#,
        r#"{"id": "3", "title": "Smith"}"#,
        "not json",
    ];
    std::fs::write(&path, lines.join("\n")).unwrap();
    let spec = LandSpec {
        inputs: vec![path.display().to_string()],
        ..spec()
    };
    let book = empty_book().await;
    let session = SessionContext::new();
    let landing = land(&book, &session, &spec, &super::super::Unobserved);
    let summary = must_be_send(landing).await.unwrap();
    assert_eq!(
        (summary.read, summary.added, summary.rejected_total()),
        (4, 2, 2)
    );
    assert_eq!((summary.objects, summary.unreadable.len()), (1, 0));
    assert_eq!(ordinals(&book, day(5)).await.len(), 2);
}

fn must_be_send<T: Send>(value: T) -> T {
    value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn landings_match_a_plain_map(
        landings in prop::collection::vec(
            prop::collection::vec((0..6usize, 1..4u32, 0..3u32), 1..12), 1..4),
        spilling in any::<bool>(),
    ) {
        const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let held = runtime.block_on(async {
            let book = empty_book().await;
            let spec = LandSpec { memory_bytes: if spilling { 0 } else { 1 << 20 }, ..spec() };
            for landing in &landings {
                let rows: Vec<Row> = landing.iter()
                    .map(|(id, date, title)| row(IDS[*id], *date, &title.to_string()))
                    .collect();
                land_rows(&book, &spec, &rows).await.unwrap();
            }
            held(&book).await
        });
        let mut model = std::collections::BTreeMap::new();
        for (id, date, title) in landings.iter().flatten() {
            model.insert((day(*date), format!("VA_{}", IDS[*id])), title.to_string());
        }
        let titles: std::collections::BTreeMap<_, _> =
            held.into_iter().map(|(key, posting)| (key, posting.title)).collect();
        prop_assert_eq!(titles, model);
    }
}
