use super::*;
use crate::models::ModelKind;
use crate::text::tokens;
use daybook_engine::materialise::Mode;

fn read_text(sql: &str) -> Result<Statement> {
    read(&tokens(sql).unwrap())
}

#[test]
fn a_model_is_read_with_its_comment_and_query() {
    let sql = "create or replace count table counts.x comment 'it''s' as select 1 -- end";
    let Statement::Create(create) = read_text(sql).unwrap() else {
        panic!("not a model")
    };
    assert_eq!(create.kind, ModelKind::Count);
    assert_eq!(create.name, "x");
    assert_eq!(create.comment, "it's");
    assert!(create.query.starts_with("select 1"));
    assert!(create.replace);
}

#[test]
fn materialize_takes_every_form_of_range() {
    let forms = [
        "MATERIALIZE ALL BETWEEN '2016-01-01' AND '2016-03-31'",
        "MATERIALIZE ALL FROM '2016-01-01' TO '2016-03-31'",
        "MATERIALIZE ALL FOR '2016Q1'",
    ];
    for form in forms {
        let Statement::Materialize(work) = read_text(form).unwrap() else {
            panic!("{form}")
        };
        assert_eq!(work.from.unwrap().to_string(), "2016-01-01", "{form}");
        assert_eq!(work.to.unwrap().to_string(), "2016-03-31", "{form}");
        assert_eq!(work.mode, Mode::Stale);
    }
    let some = "MATERIALIZE attributes.state, skill_counts MODE replace";
    let Statement::Materialize(work) = read_text(some).unwrap() else {
        panic!("{some}")
    };
    assert_eq!(work.tables, ["attributes.state", "skill_counts"]);
    assert_eq!(work.mode, Mode::Replace);
}

#[test]
fn a_wrong_statement_is_told_its_form() {
    let error = read_text("EXPORT DATASET title_count TO 'x'")
        .unwrap_err()
        .to_string();
    assert!(error.contains("expected FOR, found `TO`"), "{error}");
    assert!(error.contains("EXPORT DATASET name FOR"), "{error}");
    let error = read_text("MATERIALIZE ALL MODE fresh")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("not one of stale, reuse, replace"),
        "{error}"
    );
}

#[test]
fn plain_sql_passes_through() {
    for sql in [
        "SELECT 1",
        "EXPLAIN SELECT 1",
        "SHOW datafusion.execution.batch_size",
    ] {
        assert_eq!(read_text(sql).unwrap(), Statement::Sql(sql.to_string()));
    }
}
