use clap::CommandFactory;

use super::*;
use crate::commands::Command;

fn parse(line: &str) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(std::iter::once("daybook").chain(line.split_whitespace()))
}

#[test]
fn the_definition_holds_together() {
    Cli::command().debug_assert();
}

#[test]
fn global_options_stand_before_and_after_the_command() {
    for line in [
        "--book b --jobs 3 --memory 1GiB status",
        "status --book b --jobs 3 --memory 1GiB",
    ] {
        let settings = parse(line).unwrap().settings;
        assert_eq!(settings.book(), "b");
        assert_eq!(settings.jobs(), 3);
        assert_eq!(settings.memory_bytes(), 1 << 30);
    }
}

#[test]
fn what_is_not_given_has_a_default() {
    let settings = Settings::default();
    assert_eq!(settings.book(), DEFAULT_BOOK);
    assert!(settings.jobs() >= 1);
    assert_eq!(settings.memory_bytes(), 2 << 30);
    assert_eq!(settings.progress, ProgressChoice::Auto);
}

#[test]
fn the_forms_that_scripts_rely_on() {
    for line in [
        "--book u sql --format csv SELECT",
        "--book u land --source VA --format virginia a.json b.json",
        "--book u land --source NYC --mapping nyc_jobs *.csv",
        "--book u taxonomy add onet db_29.zip",
        "--book u taxonomy add onet db_29.zip --version 29.3",
        "--book u taxonomy list",
        "--book u materialize",
        "--book u materialize counts.skill_counts --from 2016-01-01 --to 2016-03-31 --mode replace",
        "--book u export title_count --for 2016Q1 --to s3://hub/2016Q1 --format csv",
        "--book u status",
        "--book u inspect VA_1",
        "--book u vacuum --retain 7d --dry-run",
        "generate --postings 10 --days 3 --seed 1 --first-day 2016-01-01 --defects",
        "demo --book d",
    ] {
        assert!(parse(line).is_ok(), "{line}");
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    for line in [
        "",
        "land --source VA a.json",
        "land --source VA --format virginia --mapping x a.json",
        "land --format virginia a.json",
        "land --source VA --format virginia",
        "land --source VA --format virgina a.json",
        "materialize --mode sometimes",
        "materialize --from yesterday",
        "sql --format xls SELECT",
        "export title_count --to here",
        "--jobs 0 status",
        "--memory lots status",
        "vacuum --retain 7",
        "inspect",
        "stauts",
    ] {
        assert!(parse(line).is_err(), "{line}");
    }
}

#[test]
fn a_typo_is_answered_with_the_word() {
    let told = |line| parse(line).unwrap_err().to_string();
    assert!(told("stauts").contains("status"));
    assert!(told("land --source VA --format virgina a").contains("virginia"));
    assert!(told("status --boook x").contains("--book"));
}

#[test]
fn only_a_prompt_is_interactive() {
    let command = parse("sql SELECT").unwrap().command;
    assert!(!command.is_interactive());
    assert!(matches!(command, Command::Sql(_)));
    assert!(!parse("status").unwrap().command.is_interactive());
}
