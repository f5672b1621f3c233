use super::employer_key;
use proptest::prelude::*;

/// A name and its key.
const NAMES: &[(&str, &str)] = &[
    // Case, accents, punctuation.
    ("ACME", "acme"),
    ("  acme  ", "acme"),
    ("Nestlé", "nestle"),
    ("Nestle\u{301}", "nestle"),
    ("Müller & Söhne", "muller and sohne"),
    ("Łódź Foods", "lodz foods"),
    ("Weiß AG", "weiss"),
    ("McDonald's", "mcdonalds"),
    ("McDonald’s", "mcdonalds"),
    ("Coca-Cola", "coca cola"),
    ("Yahoo!", "yahoo"),
    ("Amazon.com, Inc.", "amazon com"),
    ("ACME (Chicago)", "acme chicago"),
    ("Ａｃｍｅ", "acme"),
    // "&" and "and"; initials.
    ("Johnson & Johnson", "johnson and johnson"),
    ("Johnson and Johnson", "johnson and johnson"),
    ("Johnson &amp; Johnson", "johnson and johnson"),
    ("AT&T", "at and t"),
    ("A.T. & T.", "at and t"),
    ("J.P. Morgan", "jp morgan"),
    ("J. P. Morgan", "jp morgan"),
    ("JP Morgan", "jp morgan"),
    // "the".
    ("The Home Depot", "home depot"),
    ("Home Depot, The", "home depot"),
    ("The Company", "company"),
    ("The", "the"),
    ("Theater Co.", "theater"),
    // Legal suffixes.
    ("Acme Inc", "acme"),
    ("Acme, Inc.", "acme"),
    ("Acme LLC", "acme"),
    ("Acme L.L.C.", "acme"),
    ("Acme, L. L. C.", "acme"),
    ("Acme Corp.", "acme"),
    ("Acme Corporation", "acme"),
    ("Acme Co.", "acme"),
    ("Acme Company", "acme"),
    ("Acme Ltd", "acme"),
    ("Acme LP", "acme"),
    ("Acme L.P.", "acme"),
    ("Acme LLP", "acme"),
    ("Acme PLC", "acme"),
    ("Acme P.L.C.", "acme"),
    ("Acme GmbH", "acme"),
    ("Acme GmbH & Co. KG", "acme"),
    ("Acme S.A.", "acme"),
    ("Acme AG", "acme"),
    ("Wells Fargo Bank, N.A.", "wells fargo bank"),
    ("Acme Pty Ltd", "acme"),
    ("Acme Pty. Ltd.", "acme"),
    ("Smith Law, P.C.", "smith law"),
    ("Smith Law PLLC", "smith law"),
    ("John Smith, M.D., P.C.", "john smith md"),
    ("Acme Co., Inc.", "acme"),
    ("The Acme Company, L.L.C.", "acme"),
    ("Smith & Co.", "smith"),
    ("Acme Limited Liability Company", "acme"),
    ("Acme Limited Partnership", "acme"),
    ("Incyte Corp", "incyte"),
    ("Inc", "inc"),
    ("Co. Inc.", "co"),
    ("Company of Heroes", "company of heroes"),
    ("Costco", "costco"),
    ("Massage Spa", "massage spa"),
    // Cooperatives.
    ("Park Slope Food Co-op", "park slope food coop"),
    ("Park Slope Food Coop", "park slope food coop"),
    ("REI Co-op, Inc.", "rei coop"),
    ("Co-op", "coop"),
    ("Farmers Co-Operative Co.", "farmers cooperative"),
    // Trading names.
    ("JMC Foods Inc. d/b/a Joe's Pizza", "joes pizza"),
    ("JMC Foods DBA Joe's Pizza LLC", "joes pizza"),
    ("JMC Foods d.b.a. Joe's Pizza", "joes pizza"),
    ("Plan B d/b/a The Shop", "shop"),
    ("JMC doing business as Joe's Pizza", "joes pizza"),
    ("A Inc dba B Inc dba Gamma", "gamma"),
    ("JMC Foods Inc. dba", "jmc foods"),
    ("dba", "dba"),
    ("JMC FOODS INC D B A JOES PIZZA", "joes pizza"),
    ("Joe B. d/b/a Gamma", "gamma"),
    // Locations.
    ("Subway #1234", "subway"),
    ("Subway # 1234", "subway"),
    ("Walgreens - Store 12", "walgreens"),
    ("Walgreens (Store #12)", "walgreens"),
    ("McDonald's No. 123", "mcdonalds"),
    ("Subway #12, LLC", "subway"),
    ("Walgreens Co. Store #12", "walgreens"),
    ("Motel 6", "motel 6"),
    ("Forever 21, Inc.", "forever 21"),
    ("Studio 54", "studio 54"),
    ("#1 Chinese", "1 chinese"),
    ("Store 12", "store 12"),
    ("#12", "12"),
    ("School District #1", "school district 1"),
    ("School District No. 1", "school district 1"),
    ("3M Company", "3m"),
    ("7-Eleven #33", "7 eleven"),
    // The United States, saints.
    ("U.S. Bank", "us bank"),
    ("US Bank", "us bank"),
    ("United States Bank", "us bank"),
    ("U. S. Bank", "us bank"),
    ("United States of America", "us"),
    ("Toys \"R\" Us", "toys r us"),
    ("St. Mary's Hospital", "saint marys hospital"),
    ("Saint Mary's Hospital", "saint marys hospital"),
    ("ST MARY'S HOSPITAL", "saint marys hospital"),
    ("The St. Regis", "saint regis"),
    ("State St. Bank", "state st bank"),
    ("St", "st"),
    // Other scripts.
    ("株式会社", "株式会社"),
    ("Яндекс", "яндекс"),
];

#[test]
fn spellings_have_one_key() {
    let wrong: Vec<_> = NAMES
        .iter()
        .filter(|(name, key)| employer_key(name).as_deref() != Some(key))
        .map(|(name, key)| format!("{name:?}: {key:?}, not {:?}", employer_key(name)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(NAMES.len() >= 60);
}

#[test]
fn a_key_is_its_own_key() {
    for (_, key) in NAMES {
        assert_eq!(employer_key(key).as_deref(), Some(*key));
    }
}

#[test]
fn a_name_without_letters_and_digits_has_no_key() {
    for name in ["", " ", "...", "&", "#", "\0", "—", "👩‍🚒", "'"] {
        assert_eq!(employer_key(name), None, "{name:?}");
    }
}

#[test]
fn a_long_name_does_not_take_long() {
    for part in [
        "Inc. the d/b/a #1 & ",
        "the ",
        "United States ",
        "a ",
        "a, ",
        "inc ",
        "#1 inc ",
        "a.b c,",
    ] {
        let name = part.repeat(200_000 / part.len());
        let started = std::time::Instant::now();
        assert!(employer_key(&name).is_some());
        assert!(
            started.elapsed().as_secs() < 2,
            "{part}: {:?}",
            started.elapsed()
        );
    }
}

fn check(name: &str) -> Result<(), TestCaseError> {
    let key = employer_key(name);
    let has_letters = name.contains(char::is_alphanumeric);
    prop_assert!(key.is_none() || has_letters);
    if let Some(key) = key {
        prop_assert_eq!(employer_key(&key), Some(key.clone()));
        prop_assert!(!key.is_empty() && key.trim() == key);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn keys_of_any_text_are_their_own_keys(name in ".{0,40}") {
        check(&name)?;
    }

    #[test]
    fn keys_of_name_like_texts_are_their_own_keys(
        parts in prop::collection::vec(prop::sample::select(vec![
            "The", "the", "Acme", "Co", "Co.", "-op", "op", "Inc", ", Inc.", "L.L.C.", "L", "l", "c", "d/b/a",
            "d", "b", "a", "/", ".", ",", "&", "+", "and", "#", "12", "#12", "Store", "No.", "St.", "United",
            "States", "of", "America", "U.S.", "u", "s", "USA", "doing", "business", "as", "district", "(",
            "limited", "liability", "company", "operative", "'", "é", "ß", "N.A.", "A", "1a",
        ]), 0..9),
        spaced in any::<bool>(),
    ) {
        check(&parts.join(if spaced { " " } else { "" }))?;
    }

    #[test]
    fn case_and_stops_do_not_matter(name in "[a-z]{2,8}( [a-z]{2,8}){0,3}") {
        let dotted = format!("{}, Inc.", name.to_uppercase());
        let plain = employer_key(&format!("{name} inc"));
        prop_assert_eq!(employer_key(&dotted), plain);
    }
}
