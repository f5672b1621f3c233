use std::path::Path;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Date32Type, Float64Type, Int64Type};
use datafusion::arrow::util::display::array_value_to_string;

use super::fields::{WrittenRange, read_range};
use super::*;
use crate::land::parse::read_json;
use crate::land::posting::PostingBuilder;

/// Reads one record; gives the rows and the reasons of what was refused.
fn read(format: &str, record: &str) -> (RecordBatch, Vec<&'static str>) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let mut builder = PostingBuilder::new("S", today);
    let mut refused = Vec::new();
    format_named(format)
        .unwrap()
        .read(read_json(record.as_bytes()).unwrap(), &mut |parsed| {
            if let Err(refusal) = parsed.draft.and_then(|draft| builder.push(draft)) {
                refused.push(refusal.reason.code());
            }
        });
    (builder.finish().unwrap(), refused)
}

/// Checks columns of the first row, as text.
fn check(format: &str, record: &str, columns: &[(&str, &str)]) {
    let (batch, refused) = read(format, record);
    assert_eq!(refused, Vec::<&str>::new(), "{record}");
    for (column, expected) in columns {
        let found = array_value_to_string(&batch[*column], 0).unwrap();
        assert_eq!(found, *expected, "{column} of {record}");
    }
}

fn common(members: &str) -> String {
    format!("{{\"id\":\"1\",\"title\":\"Cook\",\"datePosted\":\"2016-01-05\"{members}}}")
}

#[test]
fn common_schema_fields() {
    for (members, columns) in [
        (
            r#","@context":"http://schema.org","@type":"JobPosting","new":{"a":1,"b":null}"#,
            &[("extra", r#"{"new":{"a":1}}"#)][..],
        ),
        (
            r#","jobLocation":{"@type":"Place","address":{"addressLocality":"Tulsa","addressRegion":"OK","streetAddress":"1 Main"}}"#,
            &[
                (
                    "job_locations",
                    "[{address_locality: Tulsa, address_region: OK, address_country: }]",
                ),
                (
                    "extra",
                    r#"{"jobLocation":{"address":{"streetAddress":"1 Main"}}}"#,
                ),
            ],
        ),
        (
            r#","jobLocation":[{"address":"Tulsa, OK, USA"},"Remote",{"address":{"addressCountry":{"name":"US"}}}]"#,
            &[(
                "job_locations",
                "[{address_locality: Tulsa, address_region: OK, address_country: USA}, {address_locality: , address_region: , address_country: US}]",
            )],
        ),
        (
            r#","baseSalary":{"currency":"USD","value":{"minValue":12,"maxValue":"15.50","unitText":"HOUR"}}"#,
            &[
                ("base_salary_min_value", "12.0"),
                ("base_salary_max_value", "15.5"),
                ("base_salary_unit", "hour"),
                ("base_salary_currency", "USD"),
                ("extra", ""),
            ],
        ),
        (
            r#","baseSalary":{"minValue":"$40,000","maxValue":null,"medianValue":45000,"salaryFrequency":"yearly"}"#,
            &[
                ("base_salary_min_value", "40000.0"),
                ("base_salary_max_value", ""),
                ("base_salary_median_value", "45000.0"),
                ("base_salary_unit", "year"),
            ],
        ),
        (
            r#","baseSalary":"$40,000","salaryCurrency":"EUR""#,
            &[
                ("base_salary_min_value", "40000.0"),
                ("base_salary_max_value", "40000.0"),
                ("base_salary_currency", "EUR"),
            ],
        ),
        (
            r#","baseSalary":"negotiable""#,
            &[
                ("base_salary_min_value", ""),
                ("extra", r#"{"baseSalary":"negotiable"}"#),
            ],
        ),
        (
            r#","hiringOrganization":"Acme""#,
            &[("hiring_organization_name", "Acme")],
        ),
        (
            r#","hiringOrganization":{"name":"Acme","department":{"name":"IT"},"logo":"x"}"#,
            &[
                ("hiring_organization_name", "Acme"),
                ("hiring_organization_department", "IT"),
                ("extra", r#"{"hiringOrganization":{"logo":"x"}}"#),
            ],
        ),
        (
            r#","skills":["Welding",{"name":"CAD"},5,null,""],"employmentType":["FULL_TIME"]"#,
            &[
                ("skills", "Welding, CAD, 5"),
                ("employment_type", "FULL_TIME"),
            ],
        ),
        (
            r#","experienceRequirements":{"@type":"OccupationalExperienceRequirements","monthsOfExperience":36}"#,
            &[("experience_requirements", "36 months")],
        ),
        (
            r#","onet_soc_code":"","numPositions":"3","validThrough":"2016-02-05T00:00:00Z""#,
            &[
                ("onet_soc_code", ""),
                ("num_positions", "3"),
                ("valid_through", "2016-02-05"),
            ],
        ),
    ] {
        check("common-schema", &common(members), columns);
    }
}

#[test]
fn common_schema_as_sites_publish_it() {
    for (members, columns) in [
        (
            r#","@type":["JobPosting"],"jobLocation":5,"skills":{"a":"b"},"url":{"href":"x"}"#,
            &[
                (
                    "extra",
                    r#"{"jobLocation":5,"skills":{"a":"b"},"url":{"href":"x"}}"#,
                ),
                ("skills", ""),
            ][..],
        ),
        (
            r#","@type":"http://schema.org/JobPosting","jobBenefits":["Medical",{"x":1}]"#,
            &[
                ("job_benefits", "Medical"),
                ("extra", r#"{"jobBenefits":[null,{"x":1}]}"#),
            ],
        ),
        (
            r#","occupationalCategory":{"@type":"CategoryCode","codeValue":"15-1132.00","name":"Software Developers"}"#,
            &[("occupational_category", "15-1132.00 - Software Developers")],
        ),
        (
            r#","occupationalCategory":["15-1132.00","Software Developers"]"#,
            &[("occupational_category", "15-1132.00, Software Developers")],
        ),
        (
            r#","educationRequirements":{"educationalLevel":"BA"},"experienceRequirements":{"minimum":1}"#,
            &[
                ("education_requirements", ""),
                (
                    "extra",
                    r#"{"educationRequirements":{"educationalLevel":"BA"},"experienceRequirements":{"minimum":1}}"#,
                ),
            ],
        ),
        (
            r#","jobLocation":{"address":"1 Main St, Austin, TX 78701, USA"},"jobLocationType":"TELECOMMUTE""#,
            &[
                (
                    "job_locations",
                    "[{address_locality: Austin, address_region: TX, address_country: USA}]",
                ),
                ("extra", r#"{"jobLocationType":"TELECOMMUTE"}"#),
            ],
        ),
        (
            r#","jobLocation":{"address":{"addressRegion":{"@type":"State","name":"Nevada"},"addressCountry":{"@type":"Country","name":"US"}}}"#,
            &[(
                "job_locations",
                "[{address_locality: , address_region: Nevada, address_country: US}]",
            )],
        ),
        (
            r#","baseSalary":{"currency":"USD","value":{"value":55000,"unitCode":"ANN"}}"#,
            &[
                ("base_salary_min_value", "55000.0"),
                ("base_salary_unit", "year"),
                ("extra", ""),
            ],
        ),
        (
            r#","baseSalary":"$45,000 - $60,000 per year""#,
            &[
                ("base_salary_min_value", "45000.0"),
                ("base_salary_max_value", "60000.0"),
                ("base_salary_unit", "year"),
                ("extra", ""),
            ],
        ),
        (
            r#","baseSalary":{"currency":"USD","value":"45k-60k"}"#,
            &[
                ("base_salary_max_value", "60000.0"),
                ("base_salary_currency", "USD"),
            ],
        ),
        (
            r#","baseSalary":{"@type":"PriceSpecification","price":"20.00","priceCurrency":"USD"}"#,
            &[
                ("base_salary_max_value", "20.0"),
                ("base_salary_currency", "USD"),
            ],
        ),
        (
            r#","title":{"@language":"en","@value":"<b>Chef</b> de&nbsp;Cuisine"},"datePosted":{"@type":"Date","@value":"2016-01-07T23:30:00-08:00"}"#,
            &[("title", "Chef de Cuisine"), ("date", "2016-01-07")],
        ),
    ] {
        check("common-schema", &common(members), columns);
    }
}

#[test]
fn written_pay_says_its_currency() {
    for (members, currency) in [
        (r#","baseSalary":"50,000 - 60,000 USD per year""#, "USD"),
        (r#","baseSalary":"£12.50 per hour""#, "GBP"),
        (
            r#","baseSalary":"£12.50 per hour","salaryCurrency":"EUR""#,
            "EUR",
        ),
        (r#","baseSalary":"$12.50 per hour""#, ""),
    ] {
        let columns = [("base_salary_currency", currency), ("extra", "")];
        check("common-schema", &common(members), &columns);
    }
}

const POSTING: &str = r##"{"@type":"JobPosting","identifier":{"value":{"@value":"7"}},"title":"Cook","datePosted":"2016-01-05","hiringOrganization":{"@id":"#us"}}"##;

#[test]
fn pages_hold_postings_among_other_things() {
    let us = r##"{"@type":"Organization","@id":"#us","name":"Acme"}"##;
    for page in [
        format!(
            r#"{{"@context":"https://schema.org","@graph":[{us},{POSTING},{{"@type":"WebSite"}}]}}"#
        ),
        format!(r#"[{{"@type":"BreadcrumbList"}},{POSTING},{us}]"#),
        format!(
            r#"{{"@graph":[{us},{{"@type":"ItemList","itemListElement":[{{"@type":"ListItem","item":{POSTING}}}]}}]}}"#
        ),
        format!(r#"{{"@graph":[{us},{{"@type":"WebPage","mainEntity":{POSTING}}}]}}"#),
    ] {
        check(
            "common-schema",
            &page,
            &[("posting_id", "S_7"), ("hiring_organization_name", "Acme")],
        );
    }
    let broken = r#"{"@type":"JobPosting","title":"Cook","datePosted":"2016-01-05"}"#;
    let page = format!(r#"{{"@graph":[{POSTING},{broken},{POSTING}]}}"#);
    let (batch, refused) = read("common-schema", &page);
    assert_eq!((batch.num_rows(), refused), (2, vec!["no_id"]));
    for page in [r#"{"@graph":[{"@type":"WebSite"}]}"#, "{}"] {
        assert_eq!(read("common-schema", page).1, ["no_id"], "{page}");
    }
    assert_eq!(read("common-schema", "[1,2]").1, ["wrong_type"]);
}

#[test]
fn ranges_of_pay_as_people_write_them() {
    for (text, min, max, unit) in [
        ("$45,000 - $60,000", 45000.0, 60000.0, None),
        (
            "$45,000.00 to $60,000.00 per year",
            45000.0,
            60000.0,
            Some("year"),
        ),
        ("45k–60k", 45000.0, 60000.0, None),
        ("$15.50/hr", 15.5, 15.5, Some("hour")),
        ("$15 - $18 an hour", 15.0, 18.0, Some("hour")),
        ("12 hourly", 12.0, 12.0, Some("hour")),
    ] {
        let range = read_range(text);
        assert_eq!(range, Some(WrittenRange { min, max, unit }), "{text}");
    }
    for text in [
        "",
        "negotiable",
        "60k-45k",
        "$15 and more",
        "-5",
        "DOE",
        "2016-01-05",
    ] {
        assert_eq!(read_range(text), None, "{text}");
    }
}

#[test]
fn common_schema_ids() {
    for (id, expected) in [
        (r#""id":42"#, "S_42"),
        (r#""id":"S_42""#, "S_42"),
        (r#""identifier":"a""#, "S_a"),
        (r#""identifier":{"@type":"PropertyValue","value":7}"#, "S_7"),
        (r#""@id":"http://x/1""#, "S_http://x/1"),
        (r#""id":"","identifier":"b""#, "S_b"),
    ] {
        check(
            "common-schema",
            &format!(r#"{{{id},"title":"Cook","datePosted":"20160105"}}"#),
            &[("posting_id", expected)],
        );
    }
}

#[test]
fn wrong_types_are_refused() {
    for members in [
        r#","title":5"#,
        r#","title":{"a":1}"#,
        r#","id":{"a":1}"#,
        r#","datePosted":{"a":1}"#,
        r#","datePosted":true"#,
        r#","description":{"a":1}"#,
    ] {
        assert_eq!(
            read("common-schema", &common(members)).1,
            ["wrong_type"],
            "{members}"
        );
    }
    for format in ["common-schema", "virginia", "usajobs"] {
        assert_eq!(read(format, "5").1, ["wrong_type"]);
        assert_eq!(read(format, "{}").1, ["no_id"]);
    }
}

const ITEM: &str = r#"{"MatchedObjectId":"442","MatchedObjectDescriptor":{"PositionID":"P-1","PositionTitle":"Nurse",
 "PositionURI":"https://www.usajobs.gov:443/GetJob/ViewDetails/442040700","PositionStartDate":"2016-06-15T00:00:00Z","PositionEndDate":"2016-07-15",
 "OrganizationName":"VA","DepartmentName":"Veterans","QualificationSummary":"RN","PositionSchedule":[{"Name":"Full-Time","Code":"1"}],
 "PositionLocation":[{"CityName":"Tulsa","CountrySubDivisionCode":"Oklahoma","CountryCode":"United States"},{"CityName":"Dover"}],
 "PositionRemuneration":[{"MinimumRange":"50000.0","MaximumRange":"60000","RateIntervalCode":"PA"}],
 "UserArea":{"Details":{"JobSummary":"Care","Education":"BSN","MajorDuties":["One","Two"],"Requirements":"R","Benefits":"B","TotalOpenings":"Many"}}}}"#;

#[test]
fn usajobs_items_pages_and_bare_documents() {
    let columns = [
        ("posting_id", "S_442"),
        ("title", "Nurse"),
        ("date", "2016-06-15"),
        ("valid_through", "2016-07-15"),
        ("description", "Care"),
        ("responsibilities", "One\nTwo"),
        ("education_requirements", "BSN"),
        ("experience_requirements", "R"),
        ("job_benefits", "B"),
        ("qualifications", "RN"),
        ("employment_type", "Full-Time"),
        ("base_salary_min_value", "50000.0"),
        ("base_salary_max_value", "60000.0"),
        ("base_salary_unit", "year"),
        ("hiring_organization_name", "VA"),
        ("hiring_organization_department", "Veterans"),
    ];
    check("usajobs", ITEM, &columns);
    let page = format!(
        r#"{{"SearchResult":{{"SearchResultItems":[{ITEM},5,{{"MatchedObjectId":"1"}},{ITEM}]}}}}"#
    );
    let (batch, refused) = read("usajobs", &page);
    assert_eq!(
        (batch.num_rows(), refused),
        (2, vec!["wrong_type", "no_title"])
    );
    assert_eq!(batch["job_locations"].as_list::<i32>().value_length(0), 2);
    let extra = batch["extra"].as_string::<i32>().value(0);
    assert!(
        extra.contains(r#""TotalOpenings":"Many""#) && extra.contains("PositionID"),
        "{extra}"
    );
    let bare = r#"{"PositionTitle":"Nurse","PositionURI":"https://x/ViewDetails/99/","PositionStartDate":"2016-06-15","PositionRemuneration":null,"UserArea":null}"#;
    check(
        "usajobs",
        bare,
        &[("posting_id", "S_99"), ("base_salary_min_value", "")],
    );
}

#[test]
fn virginia_reads_the_predecessors_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/predecessor_cases");
    let folder = std::env::var_os("DAYBOOK_TEST_CASES").map_or(folder, Into::into);
    let Ok(text) = std::fs::read_to_string(folder.join("importer_virginia.json")) else {
        println!("skipped: no ../shared/data");
        return;
    };
    let cases: serde_json::Value = serde_json::from_str(&text).unwrap();
    let case = &cases["groups"][0]["cases"][0];
    let expected = &case["expected"]["equals"];
    let document = case["input"]["document"].to_string();
    let place = format!(
        "[{{address_locality: {}, address_region: {}, address_country: }}]",
        expected["jobLocation.address.addressLocality"]
            .as_str()
            .unwrap(),
        expected["jobLocation.address.addressRegion"]
            .as_str()
            .unwrap(),
    );
    let text = |key: &str| expected[key].as_str().unwrap().to_owned();
    check(
        "virginia",
        &document,
        &[
            ("title", &text("title")),
            ("date", &text("datePosted")),
            ("valid_through", &text("validThrough")[..10]),
            ("education_requirements", &text("educationRequirements")),
            ("onet_soc_code", &text("onet_soc_code")),
            ("job_locations", &place),
            ("base_salary_min_value", ""),
            ("num_positions", "1"),
            ("extra", ""),
        ],
    );
}

#[test]
fn virginia_fields() {
    let record = r#"{"id":"1","title":"Cook","datePosted":"2016-01-05","dateExpires":"","jobDescription":"Cooks",
      "baseSalary":{"minSalary":10,"maxSalary":0,"medianSalary":12},"normalizedTitle":{"onetCode":"35-2014.00","onetName":"Cooks"},
      "hiringOrganization":{"organizationName":"Acme","organizationCode":"722"},"skills":["a","b"],"numberOfOpenings":2}"#;
    let (batch, _) = read("virginia", record);
    assert_eq!(
        batch["base_salary_min_value"]
            .as_primitive::<Float64Type>()
            .value(0),
        10.0
    );
    assert_eq!(
        batch["num_positions"].as_primitive::<Int64Type>().value(0),
        2
    );
    assert!(
        batch["valid_through"]
            .as_primitive::<Date32Type>()
            .is_null(0)
    );
    check(
        "virginia",
        record,
        &[
            ("base_salary_max_value", ""),
            ("base_salary_median_value", "12.0"),
            ("onet_soc_code", "35-2014.00"),
            ("industry", "722"),
            ("hiring_organization_name", "Acme"),
            ("skills", "a, b"),
            ("extra", r#"{"normalizedTitle":{"onetName":"Cooks"}}"#),
        ],
    );
}

#[test]
fn virginia_odd_values() {
    for (members, columns) in [
        (
            r#""jobLocation":[{"address":{"locality":"A","region":"VA"}},{"address":{"locality":"B"}}]"#,
            &[(
                "job_locations",
                "[{address_locality: A, address_region: VA, address_country: }, {address_locality: B, address_region: , address_country: }]",
            )][..],
        ),
        (
            r#""jobLocation":{"address":"Norfolk, VA"}"#,
            &[
                (
                    "job_locations",
                    "[{address_locality: Norfolk, address_region: VA, address_country: }]",
                ),
                ("extra", ""),
            ],
        ),
        (
            r#""jobLocation":5,"hiringOrganization":"Acme""#,
            &[
                ("hiring_organization_name", "Acme"),
                ("extra", r#"{"jobLocation":5}"#),
            ],
        ),
        (
            r#""baseSalary":{"salary":14}"#,
            &[("base_salary_min_value", "14.0"), ("extra", "")],
        ),
        (
            r#""baseSalary":"$45,000""#,
            &[("base_salary_max_value", "45000.0"), ("extra", "")],
        ),
        (
            r#""minSalary":"12","maxSalary":13.5,"baseSalary":{}"#,
            &[
                ("base_salary_min_value", "12.0"),
                ("base_salary_max_value", "13.5"),
                ("extra", ""),
            ],
        ),
        (
            r#""baseSalary":{"salary":0,"minSalary":0},"normalizedTitle":null,"skills":["a",{"b":1}]"#,
            &[("base_salary_min_value", ""), ("skills", "a")],
        ),
        (
            r#""baseSalary":{"salary":13,"minSalary":12}"#,
            &[
                ("base_salary_min_value", "12.0"),
                ("extra", r#"{"baseSalary":{"salary":13}}"#),
            ],
        ),
    ] {
        let record = format!(r#"{{"id":"1","title":"Cook","datePosted":"2016-01-05",{members}}}"#);
        check("virginia", &record, columns);
    }
}

#[test]
fn usajobs_odd_values() {
    for (members, columns) in [
        (
            r#""PositionLocation":[{"CityName":"Tulsa, Oklahoma","CountrySubDivisionCode":"Oklahoma"},"Reno, NV",{"LocationName":"Dover, Delaware"}]"#,
            &[(
                "job_locations",
                "[{address_locality: Tulsa, address_region: Oklahoma, address_country: }, {address_locality: Reno, address_region: NV, address_country: }, {address_locality: Dover, address_region: Delaware, address_country: }]",
            )][..],
        ),
        (
            r#""PositionLocationDisplay":"Tulsa, Oklahoma","PositionSchedule":"Full-time""#,
            &[
                (
                    "job_locations",
                    "[{address_locality: Tulsa, address_region: Oklahoma, address_country: }]",
                ),
                ("employment_type", "Full-time"),
            ],
        ),
        (
            r#""PositionLocationDisplay":"Multiple Locations""#,
            &[
                ("job_locations", ""),
                (
                    "extra",
                    r#"{"PositionLocationDisplay":"Multiple Locations"}"#,
                ),
            ],
        ),
        (
            r#""PositionRemuneration":[{"MinimumRange":10,"MaximumRange":"15,000.50","RateIntervalCode":"Per Hour"}]"#,
            &[
                ("base_salary_min_value", "10.0"),
                ("base_salary_max_value", "15000.5"),
                ("base_salary_unit", "hour"),
            ],
        ),
        (
            r#""PositionRemuneration":[{"MinimumRange":1,"RateIntervalCode":"WC"}]"#,
            &[
                ("base_salary_unit", ""),
                (
                    "extra",
                    r#"{"PositionRemuneration":[{"RateIntervalCode":"WC"}]}"#,
                ),
            ],
        ),
    ] {
        let record = format!(
            r#"{{"PositionID":1,"PositionTitle":"Nurse","PositionStartDate":"2016-06-15",{members}}}"#
        );
        check("usajobs", &record, columns);
    }
}

#[test]
fn numbers_as_people_write_them() {
    for (text, number) in [
        ("40000", Some(40000.0)),
        ("$40,000.50", Some(40000.5)),
        (" 12.50 USD", Some(12.5)),
        ("-1", Some(-1.0)),
        ("12,5", None),
        ("", None),
        ("ten", None),
        ("1-2", None),
        ("1e3", Some(1000.0)),
        ("inf", None),
        ("NaN", None),
    ] {
        assert_eq!(read_number(text), number, "{text}");
    }
}
