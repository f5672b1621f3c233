//! The built program: what it exits with and what it says, for requests that need no book.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn daybook(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daybook"));
    command
        .args(arguments)
        .env_remove("DAYBOOK_BOOK")
        .env_remove("DAYBOOK_LOG")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    daybook(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_wrong_command_line_is_2() {
    for arguments in [
        &["no-such-command"][..],
        &["land", "--source", "VA", "x.json"],
        &[
            "land",
            "--source",
            "VA",
            "--mapping",
            "no_such_mapping",
            "x",
        ],
        &["materialize", "--from", "yesterday"],
        &["--memory", "lots", "status"],
        &["sql", "--format", "xls", "SELECT 1"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = said(&output.stderr);
        assert!(errors.starts_with("error: "), "{errors}");
        assert!(output.stdout.is_empty());
        assert!(!errors.contains('\x1b'), "no colours off the terminal");
    }
}

#[test]
fn a_typo_is_answered_with_the_word() {
    let errors = said(&run(&["materialise"]).stderr);
    assert!(errors.contains("materialize"), "{errors}");
}

#[test]
fn help_and_version_are_0() {
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["help", "land"],
        &["land", "--help"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn the_help_page_is_the_same_in_any_terminal() {
    let page = |columns: &str| {
        let output = daybook(&["docs"]).env("COLUMNS", columns).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        said(&output.stdout)
    };
    assert_eq!(page("40"), page("200"));
    assert!(page("80").starts_with("# The command line\n"));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = daybook(&["docs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    assert_eq!(said(&output.stderr), "");
}

#[test]
fn a_missing_file_of_statements_is_1() {
    let output = run(&["sql", "--file", "no/such.sql"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = said(&output.stderr);
    assert!(errors.starts_with("error: `no/such.sql`: "), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

#[test]
fn statements_that_are_not_text_are_refused() {
    let mut child = daybook(&["sql"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&[0xff, 0xfe])
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stderr).starts_with("error: "));
}

/// Whether the process listens for Ctrl-C by now.
#[cfg(target_os = "linux")]
fn listens(pid: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
    caught & 0b10 != 0
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_is_130_and_says_how_to_go_on() {
    let mut child = daybook(&["sql"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !listens(child.id()) {
        std::thread::sleep(Duration::from_millis(10));
    }
    let input = child.stdin.take();
    let pid = child.id().to_string();
    Command::new("kill").args(["-INT", &pid]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(
        said(&output.stderr),
        "stopped; the book is whole; run again to go on\n"
    );
}
#[test]
fn wrong_sql_is_shown_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().to_str().unwrap();
    let output = run(&[
        "--book",
        book,
        "sql",
        "SELECT 7 AS n; SELECT count(* FROM x",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stdout).contains('7'), "the first is answered");
    let errors = said(&output.stderr);
    let lines: Vec<&str> = errors.lines().collect();
    assert!(
        lines[0].starts_with("error: cannot read the SQL: Expected: )"),
        "{errors}"
    );
    assert_eq!(lines[1], "  SELECT count(* FROM x");
    assert_eq!(lines[2].find('^'), lines[1].find("FROM"), "{errors}");
}

#[test]
fn a_files_name_tells_its_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let book = folder.path().join("book");
    let output = daybook(&["sql", "SELECT 7 AS n"])
        .arg("--book")
        .arg(&book)
        .arg("--output")
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "n\n7\n");
    assert!(!book.exists(), "asking makes no book");
}

#[test]
fn what_cannot_be_read_is_3_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    let land = |path: &str| {
        daybook(&["land", "--source", "X", "--format", "common-schema", path])
            .arg("--book")
            .arg(&book)
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    let output = land("no/such.json");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output.stderr));
    assert!(said(&output.stderr).contains("no/such.json"));
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let output = land("empty");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        said(&output.stderr).contains("nothing to read"),
        "{}",
        said(&output.stderr)
    );
}

#[test]
fn names_are_suggested() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().to_str().unwrap();
    for (arguments, suggestion) in [
        (&["materialize", "skil_counts"][..], "`counts.skill_counts`"),
        (
            &["export", "title_cont", "--for", "2016Q1", "--to", "x"],
            "`datasets.title_count`",
        ),
        (
            &["land", "--source", "X", "--mapping", "nyc", "x"],
            "nyc_jobs",
        ),
    ] {
        let output = run(&[&["--book", book], arguments].concat());
        assert_ne!(output.status.code(), Some(0));
        let errors = said(&output.stderr);
        assert!(errors.contains(suggestion), "{errors}");
    }
}
