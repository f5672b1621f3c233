mod negative;
mod positive;

use proptest::prelude::*;

use super::{PayMention, parse_pay};

/// A mention as the tables write it: "22.5 31 hour USD", with "-" for what is not said.
fn seen(mention: &PayMention) -> String {
    let amount = |side: Option<f64>| side.map_or("-".to_owned(), |value| value.to_string());
    let unit = mention.unit.map(|unit| format!("{unit:?}").to_lowercase());
    format!(
        "{} {} {} {}",
        amount(mention.min),
        amount(mention.max),
        unit.as_deref().unwrap_or("-"),
        mention.currency.unwrap_or("-"),
    )
}

/// Compares a table of lines "text => mention", in which ⏎ is a line end; all wrong lines are shown
/// at once, so that a changed rule shows everything that it moves.
fn check(table: &str) {
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        let (text, expected) = line.split_once(" => ").expect(line);
        let found = parse_pay(&text.replace('⏎', "\n"));
        let found: Vec<String> = found.iter().map(seen).collect();
        if found != [expected] {
            wrong.push(format!("{line}\n  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn spans(text: &str) -> Vec<&str> {
    parse_pay(text)
        .into_iter()
        .map(|mention| text.get(mention.span).unwrap())
        .collect()
}

#[test]
fn spans_run_from_the_sign_to_the_unit() {
    assert_eq!(
        spans("Pay: US$ 20 - 25 per hour."),
        ["US$ 20 - 25 per hour"]
    );
    assert_eq!(spans("up to £9.50/h!"), ["£9.50/h"]);
    assert_eq!(spans("salary $.85 per piece"), ["$.85 per piece"]);
    assert_eq!(
        spans("Cook $18/hr, Lead Cook $21/hr; manager $60,000 a year"),
        ["$18/hr", "$21/hr", "$60,000 a year"]
    );
    assert_eq!(spans("$25/hr - $52,000/yr"), ["$25/hr", "$52,000/yr"]);
}

#[test]
fn stated_units_are_surer_than_sizes() {
    let sure = |text: &str| parse_pay(text)[0].confidence;
    assert!(sure("$20 per hour") > sure("$20"));
    assert!(sure("salary $50,000 a year") > sure("salary $50,000"));
    assert!(sure("salary $50,000") > sure("salary 50,000"));
    assert!(sure("$15 - $20/hr") > sure("$20 - $15/hr"));
    for text in ["Pay: $15 - $20/hr", "80k-95k", "rate of pay 17.25 per hour"] {
        assert!((0.0..=1.0).contains(&sure(text)), "{text}");
    }
}

#[test]
fn slips_are_set_right() {
    check(
        "\
$31 - $22.50/hr => 22.5 31 hour USD
$95,000-$80,000 annually => 80000 95000 year USD
$60-70,000 a year => 60000 70000 year USD
$80k-95 annually => 80000 95000 year USD",
    );
}

#[test]
fn impossible_pay_is_left_out() {
    let texts = "$45 per year|$3,000/hr|$1.50 per hour|$2,000,000 per year|$40/month|$9 a week";
    for text in texts.split('|') {
        assert_eq!(parse_pay(text), [], "{text}");
    }
}

#[test]
fn hostile_text_is_read_to_its_end() {
    for piece in [
        "1 ", "$", "$1-", "  ", "9", "pay ", "$1,", "1k-", "\u{a0}", "$5 per ",
    ] {
        let text = piece.repeat(20_000 / piece.len());
        let _ = parse_pay(&text);
        let _ = parse_pay(&format!("{text}$20/hr{text}"));
    }
}

fn holds(text: &str) {
    let mut end = 0;
    for mention in parse_pay(text) {
        assert!(mention.span.start >= end, "{text:?}");
        assert!(mention.span.start < mention.span.end, "{text:?}");
        assert!(text.get(mention.span.clone()).is_some(), "{text:?}");
        assert!(mention.min.is_some() || mention.max.is_some());
        let ordered = mention
            .min
            .zip(mention.max)
            .is_none_or(|(min, max)| min <= max);
        assert!(ordered, "{text:?}");
        assert!((0.0..=1.0).contains(&mention.confidence));
        end = mention.span.end;
    }
}

/// Pieces that meet in the readers' corners more often than arbitrary characters do.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &str = "$|£|€|US$|C$|Â£|20|22.50|80k|1,000|45.000|.5|-|–|â€“| to | and |between |\
        /hr| per hour| an hour|\u{a0}|  |\n|salary |pay: |bonus |k|million|+|(|)|.|,|é|😀|USD | EUR|\
        up to |pa|%|'|’|ß|０|½|İ|manager |annual ";
    let piece = prop::sample::select(PIECES.split('|').collect::<Vec<_>>());
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_mix_of_pieces_is_read(text in pieces()) {
        holds(&text);
    }
}
