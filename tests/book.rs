//! What holds for every book: nothing is done twice, exactly what changed is done again, whatever is
//! stopped leaves the book whole, and the same input gives the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use daybook::land::{LandEvent, LandObserver, Unobserved};
use daybook::materialise::{MaterializeEvent, MaterializeObserver, MaterializeSpec};
use daybook::{Daybook, Environment};
use tokio::sync::Notify;

use crate::support::{
    common_schema, everything, handmade_book, open, open_elsewhere, open_in, options, posting,
    root, rows, table_files, try_rows,
};

const STALE: &str =
    "SELECT table_name, date FROM system.days WHERE state = 'stale' ORDER BY table_name, date";

async fn land(book: &Daybook, text: &str) -> daybook::land::LandSummary {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("postings.jsonl");
    std::fs::write(&file, text).expect("a file");
    book.land(common_schema("HM", &[&file]), Arc::new(Unobserved))
        .await
        .expect("it lands")
}

fn handmade() -> String {
    std::fs::read_to_string(root().join("tests/fixtures/handmade.jsonl")).expect("the fixture")
}

/// Lands the fixture from where it lies: rejects name the file.
async fn land_fixture(book: &Daybook) -> daybook::land::LandSummary {
    let postings = root().join("tests/fixtures/handmade.jsonl");
    book.land(common_schema("HM", &[&postings]), Arc::new(Unobserved))
        .await
        .expect("it lands")
}

fn only(tables: &[&str]) -> MaterializeSpec {
    MaterializeSpec {
        tables: tables
            .iter()
            .map(|name| name.parse().expect("a name"))
            .collect(),
        ..everything()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_again_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    handmade_book(folder.path()).await;
    let before = table_files(folder.path());

    let book = open(folder.path()).await;
    let landed = land_fixture(&book).await;
    assert_eq!((landed.added, landed.changed, landed.commits), (0, 0, 0));
    assert_eq!(landed.unchanged, 17);
    let done = book
        .materialize(everything(), Arc::new(Unobserved))
        .await
        .expect("it materialises");
    assert!(done.tables.iter().all(|table| table.days_computed == 0));
    assert!(done.tables.iter().all(|table| table.days_kept == 6));

    let after = table_files(folder.path());
    assert!(before.keys().eq(after.keys()));
    assert!(before == after);
}

/// One advertisement by two boards, for another town, again after a month with another date, and after half a year.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_counts_once_however_often_it_is_advertised() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let text = "Line cook wanted. You will plan menus, order supplies, prepare fresh meals for our senior residents \
        and keep the kitchen clean and safe at all times. We offer paid training and free meals. Apply by ";
    let posting = |id: &str, day: &str, town: &str, end: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"Line Cook\", \"datePosted\": \"{day}\", \"description\": \"{text}{end}\", \
             \"jobLocation\": {{\"address\": {{\"addressLocality\": \"{town}\", \"addressRegion\": \"OK\"}}}}}}"
        )
    };
    let lines = [
        posting("a", "2016-01-04", "Tulsa", "May 1."),
        posting("b", "2016-01-04", "Norman", "May 1."),
        posting("c", "2016-02-10", "Tulsa", "June 15."),
        posting("d", "2016-03-31", "Tulsa", "July 20."),
        posting("e", "2016-10-01", "Tulsa", "July 20."),
        posting("f", "2016-10-02", "Tulsa", "July 20.")
            .replace("cook", "nurse")
            .replace("meals", "tests and drugs"),
    ];
    land(&book, &lines.join("\n")).await;
    let done = book.materialize(everything(), Arc::new(Unobserved)).await;
    assert_eq!(done.expect("it materialises").failed, []);
    let clusters = "SELECT split_part(c.posting_id, '_', 2), split_part(f.posting_id, '_', 2)
        FROM attributes.posting_cluster c JOIN postings f ON f.posting_no = c.cluster_no ORDER BY 1";
    assert_eq!(
        rows(&book, clusters).await,
        ["a | a", "b | a", "c | a", "d | c", "e | e", "f | f"]
    );
    let jobs = "SELECT quarter(date), sum(postings), sum(jobs) FROM counts.job_counts GROUP BY ALL ORDER BY 1";
    assert_eq!(
        rows(&book, jobs).await,
        ["2016Q1 | 4 | 1", "2016Q4 | 2 | 2"]
    );
    let places = "SELECT count(DISTINCT g.place_name) FROM attributes.posting_cluster c
        JOIN attributes.geography g ON g.posting_no = c.posting_no
        WHERE c.cluster_no = (SELECT min(posting_no) FROM postings)";
    assert_eq!(rows(&book, places).await, ["2"]);
}

/// `examples/extractors`: a list of keywords and four lines of SQL.
#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_an_extractor_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let examples = root().join("examples/extractors");
    let list = examples.join("office_days.csv");
    let added = book.add_taxonomy("concepts", &list, None).await;
    assert_eq!(added.expect("a list").version, "office_days");
    let posting = |id: u32, text: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"Clerk\", \"datePosted\": \"2024-03-01\", \"description\": \"{text}\"}}"
        )
    };
    let postings = [
        posting(1, "Hybrid role: 3 days in the office, two from home."),
        posting(2, "This job is fully remote."),
        posting(3, "This job is not fully remote."),
    ];
    land(&book, &postings.join("\n")).await;
    let sql = std::fs::read_to_string(examples.join("office_days.sql")).expect("the example");
    let mut answer = Vec::new();
    for statement in sql.split_inclusive(';') {
        if !statement.trim().is_empty() {
            answer = rows(&book, statement).await;
        }
    }
    assert_eq!(answer, ["2024Q1 | 0 | 1", "2024Q1 | 3 | 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_posting_makes_its_day_stale_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let landed = land(&book, &handmade().replace("\"Line Cook\"", "\"Head Cook\"")).await;
    assert_eq!(
        (landed.changed, landed.days_changed, landed.commits),
        (1, 1, 1)
    );

    // Clusters, and the jobs counted by them, have windows of 60 days.
    let computed = "SELECT table_name, date FROM system.days
        WHERE table_name LIKE '%.%' AND date BETWEEN '2016-02-10' AND '2016-04-09'
          AND (date = '2016-02-10' OR table_name IN ('attributes.posting_cluster', 'counts.job_counts'))
        ORDER BY table_name, date";
    let expected = rows(&book, computed).await;
    assert_eq!(expected.len(), 42 + 2 * 2);
    assert_eq!(rows(&book, STALE).await, expected);

    let why = rows(&book, "EXPLAIN MATERIALIZE title_counts").await;
    let why: Vec<Vec<&str>> = why
        .iter()
        .map(|row| row.split(" | ").take(3).collect())
        .collect();
    let attribute = |name| vec![name, "2016-02-10", "stale: postings changed"];
    assert_eq!(
        why,
        [
            attribute("attributes.geography"),
            attribute("attributes.title_clean_phase_one"),
            attribute("attributes.title_clean_phase_two"),
            vec![
                "counts.title_counts",
                "2016-02-10",
                "`attributes.geography` is recomputed"
            ],
        ]
    );
    let done = book
        .materialize(everything(), Arc::new(Unobserved))
        .await
        .expect("it materialises");
    let computed = done.tables.iter().map(|table| table.days_computed as usize);
    assert_eq!(computed.sum::<usize>(), expected.len());
    assert!(
        done.tables
            .iter()
            .all(|table| table.days_computed + table.days_kept == 6)
    );
    assert_eq!(rows(&book, STALE).await, Vec::<String>::new());
    let titles =
        "SELECT title FROM counts.title_counts WHERE date = '2016-02-10' AND title LIKE '%cook'";
    assert_eq!(rows(&book, titles).await, ["head cook"]);
}

/// A release of O*NET with one skill that the starter set lacks.
fn onet(folder: &Path) {
    let occupations = "O*NET-SOC Code\tTitle\tDescription\n35-2014.00\tCooks\tThey cook.\n";
    std::fs::write(folder.join("Occupation Data.txt"), occupations).expect("a file");
    let mut skills = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n".to_string();
    for (scale, value) in [("IM", "4.5"), ("LV", "3.0")] {
        writeln!(
            skills,
            "35-2014.00\t2.A.9.z\tPrepare Meals\t{scale}\t{value}"
        )
        .expect("text");
    }
    std::fs::write(folder.join("Skills.txt"), skills).expect("a file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_taxonomy_makes_stale_what_reads_it_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let release = tempfile::tempdir().expect("a folder");
    onet(release.path());
    let added = book
        .add_taxonomy("onet", release.path(), Some("99.0"))
        .await
        .expect("it is a release");
    assert_eq!(added.version, "99.0");

    let stale =
        "SELECT DISTINCT table_name FROM system.days WHERE state = 'stale' ORDER BY table_name";
    // Its skills are extracted; words of its titles stay in cleaned titles; postings are classified by its titles.
    let readers = [
        "attributes.skill_extract_onet_ksat_exact",
        "attributes.skill_extract_onet_ksat_fuzzy",
        "attributes.skill_extract_onet_ksat_occscoped_exact",
        "attributes.soc_common",
        "attributes.soc_top",
        "attributes.tasks",
        "attributes.title_clean_phase_two",
        "attributes.title_normalized",
        "counts.skill_counts",
        "counts.soc_skill_counts",
        "counts.title_counts",
        "counts.title_skill_counts",
        "counts.title_soc_counts",
    ];
    assert_eq!(rows(&book, stale).await, readers);
    let why = rows(&book, "EXPLAIN MATERIALIZE skill_extract_onet_ksat_exact").await;
    assert_eq!(why.len(), 6);
    assert!(
        why[0].contains("stale: taxonomy onet 99.0 changed"),
        "{}",
        why[0]
    );

    let done = book
        .materialize(everything(), Arc::new(Unobserved))
        .await
        .expect("it materialises");
    for table in &done.tables {
        let expected = if readers.contains(&table.table.to_string().as_str()) {
            6
        } else {
            0
        };
        assert_eq!(table.days_computed, expected, "{}", table.table);
    }
    let found = "SELECT DISTINCT skill_name FROM counts.skill_counts";
    assert_eq!(rows(&book, found).await, ["Prepare Meals"]);
    // O*NET links the skill to cooks alone: it is scoped to them, by the code they came with or by their title.
    let scoped = "SELECT x.posting_id, p.title, x.method, x.soc_code FROM
                    attributes.skill_extract_onet_ksat_occscoped_exact x JOIN postings p USING (date, posting_no)
                  ORDER BY x.posting_id";
    let cooks = [
        "HM_c1 | Cook | given | 35-2014",
        "HM_c2 | Line Cook | given | 35-2014",
        "HM_c3 | Cook | given | 35-2014",
        "HM_c4 | Cook | given | 35-2014",
    ];
    assert_eq!(rows(&book, scoped).await, cooks);

    let again = book
        .add_taxonomy("onet", release.path(), Some("99.0"))
        .await
        .expect("it is a release");
    assert!(again.unchanged);
    assert_eq!(rows(&book, STALE).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_skills_of_ones_own_is_found_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let list = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        path
    };
    let care = "skill,id,aliases\nListening,l1,active listening|hearing\n";
    let add = async |path: &Path| book.add_taxonomy("skills", path, None).await;
    add(&list("Care skills.csv", care)).await.expect("a list");

    let found = |framework: &str| {
        format!(
            "SELECT DISTINCT skill['skill_id'], skill['skill_name'] FROM
               (SELECT unnest(extract_skills('{framework}', description)) AS skill FROM postings)"
        )
    };
    assert_eq!(rows(&book, &found("skills")).await, ["l1 | Listening"]);
    let model = "CREATE ATTRIBUTE TABLE listening AS SELECT date, posting_no, posting_id,
                   extract_skills('skills@care_skills', description) AS found FROM postings;
                 MATERIALIZE attributes.listening";
    rows(&book, model).await;

    add(&list("kitchen.txt", "Excel\n")).await.expect("a list");
    assert_eq!(rows(&book, STALE).await, Vec::<String>::new());
    assert_eq!(
        rows(&book, &found("skills@kitchen")).await,
        ["Excel | Excel"]
    );
    let several = try_rows(&book, &found("skills")).await;
    let several = several.expect_err("which list?");
    assert_eq!(
        several.to_string(),
        "this book has several lists of skills (care_skills, kitchen): name one, as in 'skills@care_skills'"
    );
    add(&list("Care skills.csv", "skill\nHearing\n"))
        .await
        .expect("a list");
    assert_ne!(rows(&book, STALE).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_day_stops_no_other_and_the_next_run_does_what_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let days = ["2016-01-01", "2016-01-02", "2016-01-03"];
    let mut lines: Vec<String> = days.iter().map(|day| posting(day, day, "7", "")).collect();
    lines[1] = posting(days[1], days[1], "seven", "");
    land(&book, &lines.concat()).await;
    rows(
        &book,
        "CREATE ATTRIBUTE TABLE number AS
           SELECT date, posting_no, posting_id, CAST(title AS INT) AS number FROM postings;
         CREATE COUNT TABLE numbers AS
           SELECT date, number, count(*) AS postings FROM attributes.number GROUP BY ALL",
    )
    .await;
    let spec = || only(&["attributes.number", "counts.numbers"]);
    let done = book
        .materialize(spec(), Arc::new(Unobserved))
        .await
        .expect("a failed day is no failed run");
    let failed: Vec<String> = done
        .failed
        .iter()
        .map(|day| format!("{} {}: {}", day.table, day.date, day.message))
        .collect();
    assert_eq!(failed.len(), 2, "{failed:?}");
    assert!(failed[0].starts_with("attributes.number 2016-01-02: "));
    assert!(failed[0].contains("seven"), "{}", failed[0]);
    assert!(
        failed[1].contains("waits for `attributes.number`"),
        "{}",
        failed[1]
    );
    let computed = |done: &daybook::materialise::MaterializeSummary| -> Vec<u64> {
        done.tables
            .iter()
            .map(|table| table.days_computed)
            .collect()
    };
    assert_eq!(computed(&done), [2, 2]);

    let again = book
        .materialize(spec(), Arc::new(Unobserved))
        .await
        .expect("a run");
    assert_eq!((computed(&again), again.failed.len()), (vec![0, 0], 2));

    lines[1] = posting(days[1], days[1], "8", "");
    land(&book, &lines.concat()).await;
    let mended = book
        .materialize(spec(), Arc::new(Unobserved))
        .await
        .expect("a run");
    assert_eq!((computed(&mended), mended.failed.len()), (vec![1, 1], 0));
    let sums =
        "SELECT date, sum(number * postings) FROM counts.numbers GROUP BY date ORDER BY date";
    let expected = ["2016-01-01 | 7", "2016-01-02 | 8", "2016-01-03 | 7"];
    assert_eq!(rows(&book, sums).await, expected);
}

/// Rings at one of the events of a run.
struct Alarm {
    left: AtomicUsize,
    bell: Arc<Notify>,
}

impl Alarm {
    fn after(events: usize) -> (Arc<Self>, Arc<Notify>) {
        let bell = Arc::new(Notify::new());
        let alarm = Self {
            left: AtomicUsize::new(events),
            bell: Arc::clone(&bell),
        };
        (Arc::new(alarm), bell)
    }

    fn tick(&self) {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.bell.notify_one();
        }
    }
}

impl LandObserver for Alarm {
    fn observe(&self, _event: LandEvent) {
        self.tick();
    }
}

impl MaterializeObserver for Alarm {
    fn observe(&self, _event: MaterializeEvent) {
        self.tick();
    }
}

/// What a book holds, whatever its files are called and when they came.
async fn contents(book: &Daybook) -> BTreeMap<String, Vec<String>> {
    let mut contents = BTreeMap::new();
    let tables = "SELECT DISTINCT table_name FROM system.days WHERE fingerprint IS NOT NULL";
    for table in rows(book, tables).await {
        let mut held = rows(book, &format!("SELECT * FROM {table}")).await;
        held.sort();
        contents.insert(table, held);
    }
    contents
}

/// The contents without `rejects`, which name the file they came from: each landing here has its own.
async fn computed(book: &Daybook) -> BTreeMap<String, Vec<String>> {
    let mut tables = contents(book).await;
    tables.remove("rejects");
    tables
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_anywhere_leaves_the_book_whole() {
    let spec = || only(&["counts.title_counts", "counts.skill_counts"]);
    let whole = tempfile::tempdir().expect("a folder");
    let reference = open_elsewhere(whole.path()).await;
    land_fixture(&reference).await;
    let done = reference.materialize(spec(), Arc::new(Unobserved)).await;
    assert_eq!(done.expect("it materialises").failed, []);
    let expected = computed(&reference).await;
    let postings = root().join("tests/fixtures/handmade.jsonl");

    for events in [1, 4, 9, 13, 27, 41] {
        let folder = tempfile::tempdir().expect("a folder");
        let book = open_elsewhere(folder.path()).await;
        let (alarm, bell) = Alarm::after(events);
        tokio::select! {
            biased;
            () = bell.notified() => {}
            landed = book.land(common_schema("HM", &[&postings]), alarm) => drop(landed.expect("it lands")),
        }
        // Another program finds what was committed and nothing else.
        let book = open_elsewhere(folder.path()).await;
        let held = contents(&book).await;
        let landed = held.get("postings");
        assert!(
            landed.is_none() || landed == expected.get("postings"),
            "{events}"
        );
        land_fixture(&book).await;

        let (alarm, bell) = Alarm::after(events);
        tokio::select! {
            biased;
            () = bell.notified() => {}
            done = book.materialize(spec(), alarm) => drop(done.expect("it materialises")),
        }
        let book = open_elsewhere(folder.path()).await;
        for (table, held) in computed(&book).await {
            assert_eq!(
                Some(&held),
                expected.get(&table),
                "{table} after {events} events"
            );
        }
        let done = book
            .materialize(spec(), Arc::new(Unobserved))
            .await
            .expect("it materialises");
        assert_eq!(done.failed, []);
        assert!(computed(&book).await == expected, "{events}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_input_gives_the_same_bytes() {
    let mut books = Vec::new();
    for jobs in [1, 3] {
        let folder = tempfile::tempdir().expect("a folder");
        let url = folder.path().to_str().expect("UTF-8");
        let book = Daybook::open_with(url, daybook::DaybookOptions { jobs, ..options() })
            .await
            .expect("it opens");
        let file = root().join("tests/fixtures/handmade.jsonl");
        let spec = daybook::land::LandSpec {
            jobs,
            ..common_schema("HM", &[&file])
        };
        book.land(spec, Arc::new(Unobserved))
            .await
            .expect("it lands");
        let spec = MaterializeSpec {
            jobs,
            ..everything()
        };
        book.materialize(spec, Arc::new(Unobserved))
            .await
            .expect("it materialises");
        // Names of files are drawn in the order in which days happen to be done; their bytes are not.
        let mut days: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        for (name, bytes) in table_files(folder.path()) {
            if let Some((day, _)) = name.rsplit_once('/').filter(|_| name.ends_with(".parquet")) {
                days.entry(day.to_string()).or_default().push(bytes);
            }
        }
        books.push(days);
    }
    assert_eq!(books[0].len(), 43 * 6 + 1);
    for (day, bytes) in &books[0] {
        assert!(Some(bytes) == books[1].get(day), "{day}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn vacuum_ends_time_travel_with_a_clear_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = open_in(folder.path(), Environment::system()).await;
    let day = "2016-01-01";
    land(&book, &posting("a", day, "Cook", "")).await;
    land(&book, &posting("a", day, "Chef", "")).await;
    let titles = |version: &str| format!("SELECT title FROM postings {version}");
    assert_eq!(rows(&book, &titles("VERSION AS OF 0")).await, ["Cook"]);

    assert_eq!(
        book.vacuum(1, false).await.expect("vacuum"),
        Vec::<String>::new()
    );
    assert_eq!(rows(&book, &titles("VERSION AS OF 0")).await, ["Cook"]);
    let named = book.vacuum(0, true).await.expect("a rehearsal");
    let deleted = book.vacuum(0, false).await.expect("vacuum");
    assert_eq!((named.len(), &named), (1, &deleted));
    assert!(
        deleted[0].starts_with("postings/date=2016-01-01/"),
        "{deleted:?}"
    );

    assert_eq!(rows(&book, &titles("")).await, ["Chef"]);
    assert_eq!(rows(&book, &titles("VERSION AS OF 1")).await, ["Chef"]);
    // The session that has read the small file keeps it; any other is told.
    assert_eq!(rows(&book, &titles("VERSION AS OF 0")).await, ["Cook"]);
    let error = try_rows(&open(folder.path()).await, &titles("VERSION AS OF 0"))
        .await
        .expect_err("its file is gone");
    let message = error.to_string();
    assert!(message.contains("vacuum"), "{message}");
    assert_eq!(error.kind(), daybook::ErrorKind::NotFound, "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_extractor_runs_once_a_posting() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = handmade_book(folder.path()).await;
    let model = std::fs::read_to_string(
        root().join("sql/models/attributes/skill_extract_onet_ksat_exact.sql"),
    )
    .expect("the model");
    let (_, query) = model.split_once("\nAS ").expect("AS SELECT");
    let plan = rows(&book, &format!("EXPLAIN ANALYZE {query}"))
        .await
        .join("\n");
    // Columns are called after the whole expression; a call has its first argument unquoted.
    let calls: Vec<&str> = plan
        .lines()
        .filter(|line| line.contains("extract_skills(onet_ksat, "))
        .collect();
    let [call] = calls.as_slice() else {
        panic!("one step of the plan extracts:\n{plan}");
    };
    assert_eq!(
        call.matches("extract_skills(onet_ksat, ").count(),
        1,
        "{call}"
    );
    assert!(call.contains("output_rows=17"), "{call}");
}
