//! `docs/accuracy.md` holds what `daybook eval` says of the gold sets that ship, with the starter taxonomies.

use std::fmt::Write as _;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::util::display::array_value_to_string;
use daybook::{Daybook, Judged};
use futures::TryStreamExt;

use crate::support::open;

const PAGE: &str = "docs/accuracy.md";
const BEGIN: &str = "<!-- scores: written by `DAYBOOK_BLESS=1 bash tests/run accuracy` -->\n";
const END: &str = "<!-- end of scores -->\n";

async fn scores() -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let book = open(folder.path()).await;
    let sets = Daybook::gold_sets().expect("gold sets");
    let answer = book.eval(&sets, Judged::Scores).await.expect("scores");
    let batches: Vec<_> = answer.rows.try_collect().await.expect("rows");
    let mut table = String::new();
    for batch in &batches {
        let names = batch.schema();
        let names: Vec<&str> = names
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        let _ = writeln!(
            table,
            "| {} |\n|{}",
            names.join(" | "),
            "---|".repeat(names.len())
        );
        for row in 0..batch.num_rows() {
            let cell = |column: &ArrayRef| array_value_to_string(column, row).expect("a value");
            let cells: Vec<String> = batch.columns().iter().map(cell).collect();
            let _ = writeln!(table, "| {} |", cells.join(" | "));
        }
    }
    table
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_accuracy_is_what_eval_says() {
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("the beginning of the scores");
    let (told, after) = rest.split_once(END).expect("the end of the scores");
    let scores = scores().await;
    if std::env::var_os("DAYBOOK_BLESS").is_some() {
        std::fs::write(PAGE, format!("{before}{BEGIN}{scores}{END}{after}"))
            .expect("the page is written");
        return;
    }
    assert_eq!(told, scores, "run DAYBOOK_BLESS=1 bash tests/run accuracy");
}
