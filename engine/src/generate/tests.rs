//! That lines are the same for ever, look like a labour market, and go wrong as told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::*;

fn spec(postings: u64) -> GenerateSpec {
    GenerateSpec {
        postings,
        days: 180,
        first_day: NaiveDate::from_ymd_opt(2016, 1, 1).unwrap(),
        seed: 20_160_101,
        source: "DEMO".to_owned(),
        defects: false,
    }
}

fn parsed(spec: &GenerateSpec) -> Vec<Value> {
    generate(spec)
        .map(|line| serde_json::from_str(&line).unwrap())
        .collect()
}

#[test]
fn the_first_thousand_lines_never_change() {
    let mut hasher = blake3::Hasher::new();
    for line in generate(&spec(1_000)) {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    assert_eq!(hasher.finalize().to_hex().as_str(), PINNED);
}

const PINNED: &str = "bb79bb2cf5ab4afa263327b5a0465b059cf43115a7387730f3134e4817a4ccfe";

#[test]
fn lines_look_like_a_labour_market() {
    let lines = parsed(&spec(3_000));
    let states: BTreeSet<&str> = lines
        .iter()
        .filter_map(|line| line["jobLocation"]["address"]["addressRegion"].as_str())
        .filter(|region| region.len() == 2)
        .collect();
    assert!(states.len() >= 25, "{} states", states.len());
    let lengths = lines
        .iter()
        .map(|line| line["description"].as_str().unwrap().len());
    let (short, long) = lengths.fold((usize::MAX, 0), |(s, l), n| (s.min(n), l.max(n)));
    assert!(short > 700 && long < 3_500, "{short}..{long}");
    let paid = lines
        .iter()
        .filter(|line| line["baseSalary"]["minValue"].is_number())
        .count();
    assert!((1_950..2_250).contains(&paid), "{paid} paid");
    let ids: BTreeSet<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), lines.len());
    let texts: BTreeSet<&str> = lines
        .iter()
        .map(|line| line["description"].as_str().unwrap())
        .collect();
    assert!(
        (100..150).contains(&(lines.len() - texts.len())),
        "about 4 % reposts"
    );
}

#[test]
fn filler_visits_every_sentence() {
    assert_eq!(words::FILLER.len(), 34);
    let mut dice = Dice::new(1, 1);
    for _ in 0..20 {
        let mut filler = posting::Filler::shuffled(&mut dice);
        let seen: BTreeSet<&str> = (0..34).map(|_| filler.next()).collect();
        assert_eq!(seen.len(), 34);
    }
}

#[test]
fn days_follow_the_week() {
    let mut weekdays = BTreeMap::new();
    let mut last = String::new();
    for line in parsed(&spec(5_000)) {
        let day = line["datePosted"].as_str().unwrap().to_owned();
        assert!(day >= last);
        let date: NaiveDate = day.parse().unwrap();
        *weekdays
            .entry(chrono::Datelike::weekday(&date).num_days_from_monday())
            .or_insert(0) += 1;
        last = day;
    }
    assert!(weekdays[&1] > 4 * weekdays[&6]);
    assert!(last.as_str() >= "2016-06-20");
}

#[test]
fn skills_named_are_in_the_starter_set() {
    let sets = crate::taxonomy::starter().unwrap();
    let onet = sets.iter().find(|set| set.kind == "onet").unwrap();
    let names = onet
        .table("onet_skills")
        .unwrap()
        .column_by_name("skill_name")
        .unwrap();
    let names = datafusion::arrow::array::AsArray::as_string::<i32>(names);
    let known: BTreeSet<&str> = names.iter().flatten().collect();
    let codes: BTreeSet<&str> =
        BTreeSet::from_iter(Facts::read().occupations.iter().map(|o| o.soc_code));
    assert_eq!(codes.len(), 61);
    for occupation in Facts::read().occupations {
        for name in [&occupation.skills, &occupation.knowledge, &occupation.tools]
            .into_iter()
            .flatten()
        {
            assert!(known.contains(name), "{name} of {}", occupation.soc_code);
        }
        assert!(
            words::BUSINESSES
                .iter()
                .any(|(business, _, _)| *business == occupation.business)
        );
    }
}

#[test]
fn defects_are_about_two_in_a_hundred() {
    let clean: Vec<String> = generate(&spec(3_000)).collect();
    let spoilt: Vec<String> = generate(&GenerateSpec {
        defects: true,
        ..spec(3_000)
    })
    .collect();
    assert_eq!(clean.len(), spoilt.len());
    let differing = clean.iter().zip(&spoilt).filter(|(a, b)| a != b).count();
    assert!((35..90).contains(&differing), "{differing}");
    let repeated = spoilt.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert!((15..45).contains(&repeated), "{repeated}");
    let broken = spoilt
        .iter()
        .filter(|line| serde_json::from_str::<Value>(line).is_err())
        .count();
    assert!(broken > 2, "{broken}");
}

#[test]
#[ignore = "a measurement: cargo test --release -- --ignored generation_rate --nocapture"]
fn generation_rate() {
    let started = std::time::Instant::now();
    let bytes: usize = generate(&spec(20_000)).map(|line| line.len()).sum();
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{:.0} postings/s, {:.0} MB/s, {} bytes each",
        20_000.0 / seconds,
        bytes as f64 / seconds / 1e6,
        bytes / 20_000
    );
}
