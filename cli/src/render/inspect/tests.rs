use super::*;

fn span(name: &str, start: usize, end: usize) -> SkillSpan {
    SkillSpan {
        skill_id: format!("id-{name}"),
        skill_name: name.to_string(),
        start,
        end,
        table: "attributes.skill_extract_onet_ksat_exact".to_string(),
    }
}

const COLOUR: Screen = Screen {
    width: Some(60),
    colour: true,
};

#[test]
fn skills_stand_in_brackets_without_colour() {
    let text = "Knows SQL and Python";
    let spans = [span("python", 14, 20), span("sql", 6, 9)];
    assert_eq!(
        highlighted(text, &spans, 80, Screen::PLAIN),
        "  Knows [SQL] and [Python]\n"
    );
}

#[test]
fn spans_count_characters_not_bytes() {
    let text = "Žena zná SQL";
    assert_eq!(
        highlighted(text, &[span("sql", 9, 12)], 80, Screen::PLAIN),
        "  Žena zná [SQL]\n"
    );
}

#[test]
fn overlapping_spans_are_marked_once() {
    let text = "critical care nursing today";
    let spans = [span("critical care", 0, 13), span("care nursing", 9, 21)];
    assert_eq!(
        highlighted(text, &spans, 80, Screen::PLAIN),
        "  [critical care nursing] today\n"
    );
    assert_eq!(
        merged(&[span("a", 0, 3), span("b", 3, 5)]),
        [(0, 3), (3, 5)]
    );
    assert_eq!(
        highlighted("ab", &[span("a", 0, 1), span("b", 1, 2)], 80, Screen::PLAIN),
        "  [a][b]\n"
    );
}

#[test]
fn spans_outside_the_text_do_no_harm() {
    assert_eq!(
        highlighted("ab", &[span("x", 5, 9)], 80, Screen::PLAIN),
        "  ab\n"
    );
    assert_eq!(
        highlighted("ab", &[span("x", 1, 9)], 80, Screen::PLAIN),
        "  a[b]\n"
    );
    assert_eq!(highlighted("", &[span("x", 0, 1)], 80, Screen::PLAIN), "\n");
}

#[test]
fn a_mark_ends_at_the_line_and_goes_on_in_the_next() {
    let text = highlighted("some critical care", &[span("cc", 5, 18)], 16, COLOUR);
    let on = Paint::Match.start();
    assert_eq!(
        text,
        format!("  some {on}critical{UNPAINT}\n  {on}care{UNPAINT}\n")
    );
}

#[test]
fn the_page_has_all_its_parts() {
    let inspection = Inspection {
        fields: vec![
            ("date".into(), "2016-01-05".into()),
            ("title".into(), "Nurse".into()),
            ("description".into(), "long ".repeat(500)),
        ],
        text: "Knows SQL".into(),
        skills: vec![span("sql", 6, 9), span("sql", 6, 9)],
        attributes: vec![(
            "attributes.state".into(),
            vec![("state_code".into(), "VA".into())],
        )],
        lineage: vec![(
            "postings".into(),
            "complete".into(),
            "0123456789abcdef0123".into(),
            "landing".into(),
        )],
    };
    let page = draw("VA_1", &inspection, Screen::PLAIN);
    for part in [
        "VA_1   Nurse   2016-01-05\n",
        "  Knows [SQL]\n",
        "attributes.state   state_code VA\n",
        "│ sql   ┆ id-sql ┆     2 ┆",
        "0123456789ab ",
        "long long",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    assert!(!page.contains("0123456789abc"), "{page}");
    assert!(
        page.lines().all(|line| line.chars().count() <= 140),
        "{page}"
    );
}
