//! A materialisation that another one overtakes, at a chosen moment: after it has computed its first day.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use daybook::land::Unobserved;
use daybook::materialise::{
    MaterializeEvent, MaterializeObserver, MaterializeSpec, MaterializeSummary,
};

use crate::support::{common_schema, everything, open_elsewhere as open, posting, rows};

const DAYS: [&str; 3] = ["2016-01-01", "2016-01-02", "2016-01-03"];

fn words() -> MaterializeSpec {
    let words = "attributes.words".parse().expect("a name");
    MaterializeSpec {
        tables: vec![words],
        ..everything()
    }
}

/// Does something in another program's stead when the first day is computed.
struct Meanwhile(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl MaterializeObserver for Meanwhile {
    fn observe(&self, event: MaterializeEvent) {
        if matches!(event, MaterializeEvent::DayDone { .. })
            && let Some(work) = self.0.lock().expect("no panic").take()
        {
            std::thread::spawn(work).join().expect("the other program");
        }
    }
}

async fn land(folder: &Path, titles: [&str; 3]) {
    let raw = tempfile::tempdir().expect("a folder");
    let file = raw.path().join("postings.jsonl");
    let lines = DAYS
        .iter()
        .zip(titles)
        .map(|(day, title)| posting(day, day, title, ""));
    std::fs::write(&file, lines.collect::<String>()).expect("a file");
    let spec = common_schema("HM", &[&file]);
    let landed = open(folder).await.land(spec, Arc::new(Unobserved)).await;
    landed.expect("it lands");
}

async fn model(folder: &Path, word: &str) {
    let create = format!(
        "CREATE OR REPLACE ATTRIBUTE TABLE words AS
         SELECT date, posting_no, posting_id, concat('{word} ', title) AS word FROM postings"
    );
    rows(&open(folder).await, &create).await;
}

async fn materialize(folder: &Path) -> MaterializeSummary {
    let book = open(folder).await;
    book.materialize(words(), Arc::new(Unobserved))
        .await
        .expect("it materialises")
}

/// Materialises while another program does `work`, which is given the book's folder.
async fn overtaken<F>(
    folder: &Path,
    work: impl FnOnce(PathBuf) -> F + Send + 'static,
) -> MaterializeSummary
where
    F: Future<Output = ()>,
{
    land(folder, ["a", "b", "c"]).await;
    model(folder, "one").await;
    let place = folder.to_path_buf();
    let work = move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(work(place));
    };
    let observer = Arc::new(Meanwhile(Mutex::new(Some(Box::new(work)))));
    let book = open(folder).await;
    let mine = book.materialize(words(), observer).await;
    mine.expect("being overtaken is no error")
}

fn figures(summary: &MaterializeSummary) -> (u64, u64, u64) {
    let table = summary.tables.last().expect("a table");
    (table.days_computed, table.days_kept, table.days_failed)
}

async fn held(folder: &Path) -> Vec<String> {
    rows(
        &open(folder).await,
        "SELECT word FROM attributes.words ORDER BY date",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_another_run_made_alike_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = overtaken(folder.path(), |folder| async move {
        assert_eq!(figures(&materialize(&folder).await), (3, 0, 0));
    })
    .await;
    assert_eq!(figures(&mine), (0, 3, 0));
    assert_eq!(held(folder.path()).await, ["one a", "one b", "one c"]);
    assert_eq!(figures(&materialize(folder.path()).await), (0, 3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn days_whose_input_moved_on_fail_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = overtaken(folder.path(), |folder| async move {
        land(&folder, ["a", "B", "c"]).await;
        assert_eq!(figures(&materialize(&folder).await), (3, 0, 0));
    })
    .await;
    assert_eq!(figures(&mine), (0, 2, 1));
    let failed = &mine.failed[0];
    assert_eq!(failed.date.to_string(), DAYS[1]);
    assert!(
        failed.message.contains("another writer"),
        "{}",
        failed.message
    );
    assert_eq!(held(folder.path()).await, ["one a", "one B", "one c"]);
    assert_eq!(figures(&materialize(folder.path()).await), (0, 3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_committed_before_its_input_moved_on_is_stale() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = overtaken(folder.path(), |folder| async move {
        land(&folder, ["a", "B", "c"]).await;
    })
    .await;
    assert_eq!(figures(&mine), (3, 0, 0));
    assert_eq!(held(folder.path()).await, ["one a", "one b", "one c"]);
    assert_eq!(figures(&materialize(folder.path()).await), (1, 2, 0));
    assert_eq!(held(folder.path()).await, ["one a", "one B", "one c"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_of_another_model_are_replaced_and_known_as_stale() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = overtaken(folder.path(), |folder| async move {
        model(&folder, "two").await;
        assert_eq!(figures(&materialize(&folder).await), (3, 0, 0));
    })
    .await;
    assert_eq!(figures(&mine), (3, 0, 0));
    assert_eq!(held(folder.path()).await, ["one a", "one b", "one c"]);
    assert_eq!(figures(&materialize(folder.path()).await), (3, 0, 0));
    assert_eq!(held(folder.path()).await, ["two a", "two b", "two c"]);
}
