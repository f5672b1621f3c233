use std::time::Duration;

use chrono::NaiveDate;
use daybook::land::UnreadableObject;

use super::*;
use crate::screen::Screen;

fn summary() -> LandSummary {
    LandSummary {
        objects: 2,
        bytes: 12_345_678,
        read: 1_239,
        filtered: 5,
        added: 1_200,
        duplicates: 4,
        rejected: [("no_title".to_string(), 20), ("bad_date".to_string(), 10)].into(),
        days: 90,
        days_changed: 89,
        day_range: NaiveDate::from_ymd_opt(2016, 1, 1).zip(NaiveDate::from_ymd_opt(2016, 3, 30)),
        commits: 1,
        columns_missing: vec!["pay_from".to_string()],
        unreadable: vec![UnreadableObject {
            object: "c.gz".to_string(),
            message: "truncated".to_string(),
        }],
        ..LandSummary::default()
    }
}

#[test]
fn the_summary_accounts_for_every_record() {
    let text = facts(&summary(), Duration::from_secs(2)).render(Screen::PLAIN);
    for line in [
        "records read             1,239",
        "  left out by the mapping's WHERE 5",
        "  added                  1,200",
        "  rejected                  30",
        "    bad_date                10",
        "days              90 (89 changed), 2016-01-01 to 2016-03-30",
        "columns missing   pay_from",
        "objects           2 (12.3 MB), 1 unreadable",
        "time              2.0 s (619 records/s)",
    ] {
        assert!(
            text.lines().any(|found| squeezed(found) == squeezed(line)),
            "{line} in\n{text}"
        );
    }
    assert!(
        !text.contains("mojibake"),
        "what did not happen is not told"
    );
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rejects_come_with_the_query_that_shows_them() {
    assert_eq!(
        hints(&summary(), "O'Neil"),
        "see them: SELECT * FROM rejects WHERE source = 'O''Neil' ORDER BY object, line LIMIT 20\n"
    );
    assert_eq!(hints(&LandSummary::default(), "VA"), "");
}

#[test]
fn a_mapping_is_a_file_when_it_is_not_built_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.sql");
    fs::write(&path, "SELECT 1 AS id FROM input").unwrap();
    let name = path.display().to_string();
    let format = mapping(&name).unwrap();
    assert_eq!(
        format,
        SourceFormat::Mapping {
            name,
            sql: "SELECT 1 AS id FROM input".to_string()
        }
    );
    let refused = mapping("no_such").unwrap_err();
    assert_eq!(refused.exit_code(), 2);
    assert!(refused.to_string().contains("neither a file nor built in"));
}
