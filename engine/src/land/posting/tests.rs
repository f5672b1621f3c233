use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn draft(id: &str, title: &str, date: &str) -> Draft<'static> {
    let mut draft = Draft {
        id: Some(id.to_owned().into()),
        ..Draft::default()
    };
    draft.set(TextField::Title, Some(title.to_owned().into()));
    draft.date = DateField::Text(date.to_owned().into());
    draft
}

#[test]
fn the_schemas_are_the_contracts() {
    let names: Vec<_> = postings_schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect();
    assert_eq!(
        names.join(" "),
        "date posting_no posting_id source title alternate_name description valid_through \
         job_locations base_salary_min_value base_salary_max_value base_salary_median_value \
         base_salary_unit base_salary_currency employment_type industry occupational_category \
         onet_soc_code education_requirements experience_requirements qualifications \
         responsibilities skills incentive_compensation job_benefits hiring_organization_name \
         hiring_organization_department url num_positions extra content_hash landed_at"
    );
    assert_eq!(
        postings_schema().fields().len(),
        parsed_schema().fields().len() + 2
    );
}

#[test]
fn the_id_is_prefixed_once() {
    let mut builder = PostingBuilder::new("VA", today());
    for id in ["1", "VA_2", " 3 ", "VA_"] {
        builder.push(draft(id, "Cook", "2016-01-05")).unwrap();
    }
    let batch = builder.finish().unwrap();
    let ids = batch["posting_id"].as_string::<i32>();
    let ids: Vec<_> = ids.iter().map(Option::unwrap).collect();
    assert_eq!(ids, ["VA_1", "VA_2", "VA_3", "VA_VA_"]);
}

#[test]
fn each_rule_has_its_reason() {
    let mut builder = PostingBuilder::new("VA", today());
    for (id, title, date, reason) in [
        ("", "Cook", "2016-01-05", RejectReason::NoId),
        ("1", " \n", "2016-01-05", RejectReason::NoTitle),
        ("1", "<br>", "2016-01-05", RejectReason::NoTitle),
        ("1", "Cook", "", RejectReason::NoDate),
        ("1", "Cook", "soon", RejectReason::BadDate),
        ("1", "Cook", "1989-12-31", RejectReason::DateOutOfRange),
        ("1", "Cook", "2028-01-01", RejectReason::DateOutOfRange),
    ] {
        let refusal = builder.push(draft(id, title, date)).unwrap_err();
        assert_eq!(refusal.reason, reason, "{id:?} {title:?} {date:?}");
    }
    builder.push(draft("1", "Cook", "1990-01-01")).unwrap();
    builder.push(draft("1", "Cook", "2027-12-31")).unwrap();
    assert_eq!(builder.finish().unwrap().num_rows(), 2);
}

#[test]
fn an_impossible_end_date_is_kept_aside() {
    let mut builder = PostingBuilder::new("VA", today());
    let mut posting = draft("1", "Cook", "2016-01-05");
    posting.valid_through = DateField::Text("2216-01-05".into());
    builder.push(posting).unwrap();
    let batch = builder.finish().unwrap();
    assert!(batch["valid_through"].is_null(0));
    assert_eq!(
        batch["extra"].as_string::<i32>().value(0),
        r#"{"valid_through":"2216-01-05"}"#
    );
}

#[test]
fn the_hash_tells_fields_apart() {
    let mut builder = PostingBuilder::new("VA", today());
    let mut one = draft("1", "Cook", "2016-01-05");
    let mut two = one.clone();
    one.set(TextField::Skills, Some("ab".into()));
    two.set(TextField::JobBenefits, Some("ab".into()));
    for posting in [one.clone(), two, one] {
        builder.push(posting).unwrap();
    }
    let batch = builder.finish().unwrap();
    let hashes = batch["content_hash"].as_string::<i32>();
    assert_ne!(hashes.value(0), hashes.value(1));
    assert_eq!(hashes.value(0), hashes.value(2));
    assert_eq!(hashes.value(0).len(), 32);
}
