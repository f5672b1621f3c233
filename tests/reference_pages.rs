//! The generated pages under `docs/`: the files say what the code says. `DAYBOOK_BLESS=1` rewrites them.

use crate::support::root;

fn check(page: &str, text: &str) {
    let path = root().join("docs").join(page);
    if std::env::var("DAYBOOK_BLESS").is_ok() {
        std::fs::write(&path, text).expect("the page is written");
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == text,
        "docs/{page} is out of date: run the suite once with DAYBOOK_BLESS=1"
    );
}

#[test]
fn functions() {
    check("functions.md", &daybook::docs::function_reference());
}

#[test]
fn models() {
    check(
        "models.md",
        &daybook::docs::model_reference().expect("the models"),
    );
}

#[test]
fn statements() {
    check("statements.md", &daybook::docs::statement_reference());
}
