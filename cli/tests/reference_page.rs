//! `docs/cli.md` is what the program says of itself. `DAYBOOK_BLESS=1` rewrites it.

use std::path::Path;
use std::process::Command;

#[test]
fn the_page_of_the_command_line_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_daybook"))
        .arg("docs")
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    let page = String::from_utf8(output.stdout).expect("the page is text");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli.md");
    if std::env::var("DAYBOOK_BLESS").is_ok() {
        std::fs::write(&path, &page).expect("the page is written");
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == page,
        "docs/cli.md is out of date: run the suite once with DAYBOOK_BLESS=1"
    );
}
