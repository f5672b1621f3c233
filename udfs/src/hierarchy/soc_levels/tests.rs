use std::path::Path;

use proptest::prelude::*;

use super::*;

fn levels(text: &str) -> Option<[String; 3]> {
    let code = SocCode::parse(text)?;
    let show =
        |code: Option<SocCode>| code.map_or("-".to_string(), |code| code.as_str().to_string());
    Some([
        show(Some(code.major())),
        show(code.minor()),
        show(code.broad()),
    ])
}

#[test]
fn every_way_to_write_a_code() {
    for text in [
        "45-2092",
        "45-2092.00",
        "452092",
        "45209200",
        " 45-2092 ",
        "452092.01",
    ] {
        assert_eq!(
            levels(text),
            Some(["45-0000", "45-2000", "45-2090"].map(String::from)),
            "{text}"
        );
    }
}

#[test]
fn groups_that_break_the_rule() {
    for (text, minor, broad) in [
        ("15-1252", "15-1200", "15-1250"),
        ("15-1131.00", "15-1100", "15-1130"),
        ("15-2051", "15-2000", "15-2050"),
        ("31-1131", "31-1100", "31-1130"),
        ("31-9091", "31-9000", "31-9090"),
        ("51-5112", "51-5100", "51-5110"),
        ("51-2092", "51-2000", "51-2090"),
        ("29-1229", "29-1000", "29-1210"),
        ("29-1249", "29-1000", "29-1240"),
    ] {
        let levels = levels(text).expect(text);
        assert_eq!(
            (levels[1].as_str(), levels[2].as_str()),
            (minor, broad),
            "{text}"
        );
    }
}

#[test]
fn a_group_has_no_finer_level() {
    assert_eq!(
        levels("45-0000"),
        Some(["45-0000", "-", "-"].map(String::from))
    );
    assert_eq!(
        levels("45-2000"),
        Some(["45-0000", "45-2000", "-"].map(String::from))
    );
    assert_eq!(
        levels("15-1200"),
        Some(["15-0000", "15-1200", "-"].map(String::from))
    );
    assert_eq!(
        levels("45-2090"),
        Some(["45-0000", "45-2000", "45-2090"].map(String::from))
    );
}

#[test]
fn garbage_is_no_code() {
    for text in [
        "",
        "45",
        "45-209",
        "45-20923",
        "45-2092.0",
        "45-2092.x1",
        "99-9999.00",
        "00-0000",
        "12-1011",
        "4A-2092",
        "45_2092",
        "45-2092 or so",
        "4520920",
        "451-2092",
        "45-209200",
        "４５-2092",
    ] {
        assert_eq!(levels(text), None, "{text:?}");
    }
}

#[test]
fn the_published_structure_agrees() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/soc/soc_structure_2018.tsv");
    let Ok(structure) = std::fs::read_to_string(path) else {
        println!("skipped: no ../shared/data");
        return;
    };
    let mut above = [String::new(), String::new(), String::new()];
    let mut detailed = 0;
    for line in structure.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let Some((level, code)) = cells
            .iter()
            .take(4)
            .enumerate()
            .find(|(_, cell)| SocCode::parse(cell).is_some())
        else {
            continue;
        };
        if level < 3 {
            above[level] = (*code).to_string();
        } else {
            detailed += 1;
        }
        let shown = levels(code).expect("a code");
        let known = (level + 1).min(3);
        assert_eq!(shown[..known], above[..known], "{code}");
        assert!(
            shown[known..].iter().all(|missing| missing == "-"),
            "{code}: {shown:?}"
        );
    }
    assert_eq!(detailed, 867);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,12}", code in "[0-9]{2}-?[0-9]{3,6}[.]?[0-9]{0,3}") {
        let _ = (levels(&text), levels(&code));
    }
}
