use super::*;

fn place(name: &str, state: &str, fips: &str, county: &str, is_located: bool) -> PlaceRow {
    PlaceRow {
        name: name.into(),
        state_code: state.into(),
        county_fips: Some(fips.into()),
        county_name: Some(county.into()),
        is_located,
        names: 1,
        is_alias: false,
    }
}

fn area(fips: &str, county: &str, state: &str, code: &str, name: &str) -> AreaRow {
    AreaRow {
        county_fips: fips.into(),
        county_name: Some(county.into()),
        state_code: Some(state.into()),
        cbsa_code: code.into(),
        cbsa_name: name.into(),
    }
}

pub(crate) fn gazetteer() -> Gazetteer {
    let places = [
        place("Saint Louis", "MO", "29510", "St. Louis city", true),
        PlaceRow {
            names: 76,
            ..place("Saint Louis", "MO", "29189", "St. Louis County", true)
        },
        place("Mesa", "AZ", "04005", "Coconino County", true),
        PlaceRow {
            names: 20,
            ..place("Mesa", "AZ", "04013", "Maricopa County", true)
        },
        place("Kansas City", "MO", "29095", "Jackson County", true),
        place("Kansas City", "MO", "29047", "Clay County", false),
        place("Phoenix", "AZ", "04013", "Maricopa County", true),
        place("Show Low", "AZ", "04017", "Navajo County", true),
        place("Page", "AZ", "04005", "Coconino County", true),
        place("Page", "AZ", "04017", "Navajo County", false),
        place("Stamford", "CT", "09001", "Fairfield County", true),
        place("Stamford", "CT", "09190", "Western Connecticut", false),
        PlaceRow {
            is_alias: true,
            ..place("Sunnyslope", "AZ", "04013", "Maricopa County", false)
        },
    ];
    let areas = [
        area("29510", "St. Louis city", "MO", "41180", "St. Louis, MO-IL"),
        area(
            "29189",
            "St. Louis County",
            "MO",
            "41180",
            "St. Louis, MO-IL",
        ),
        area(
            "29095",
            "Jackson County",
            "MO",
            "28140",
            "Kansas City, MO-KS",
        ),
        area("29047", "Clay County", "MO", "28140", "Kansas City, MO-KS"),
        area("04013", "Maricopa County", "AZ", "38060", "Phoenix, AZ"),
        area("04005", "Coconino County", "AZ", "22380", "Flagstaff, AZ"),
        area(
            "09190",
            "Western Connecticut",
            "CT",
            "14860",
            "Bridgeport, CT",
        ),
    ];
    let regions = [("MO", "Midwest"), ("AZ", "West"), ("CT", "Northeast")];
    let regions = regions.map(|(code, region)| RegionRow {
        state_code: code.into(),
        region: Some(region.into()),
        division: None,
    });
    Gazetteer::build(&places, &areas, &regions)
}

fn found(state: &str, name: &str) -> Option<(String, Option<String>, f32)> {
    let gazetteer = gazetteer();
    let found = gazetteer.find(state, name)?;
    let name = found
        .place_name
        .or(found.county_name)
        .unwrap_or_default()
        .to_owned();
    let percent = (found.confidence * 100.0).round();
    Some((name, found.cbsa_code.map(str::to_owned), percent))
}

fn is(state: &str, name: &str, town: &str, cbsa: Option<&str>, percent: f32) {
    let expected = Some((town.to_owned(), cbsa.map(str::to_owned), percent));
    assert_eq!(found(state, name), expected, "{name}, {state}");
}

#[test]
fn a_town_is_found_by_every_spelling_of_its_name() {
    for name in [
        "Saint Louis",
        "St. Louis",
        "ST LOUIS",
        "St.Louis",
        " st louis ",
    ] {
        is("MO", name, "Saint Louis", Some("41180"), 100.0);
    }
    is(
        "MO",
        "City of Saint Louis",
        "Saint Louis",
        Some("41180"),
        95.0,
    );
    is("AZ", "Phoenix metro area", "Phoenix", Some("38060"), 95.0);
    is("AZ", "Phoenix/Mesa", "Phoenix", Some("38060"), 80.0);
    is("AZ", "Pheonix", "Phoenix", Some("38060"), 80.0);
    is("AZ", "Sunnyslope", "Sunnyslope", Some("38060"), 90.0);
    assert_eq!(found("AZ", "Saint Louis"), None, "another state's");
    assert_eq!(found("AZ", ""), None);
}

#[test]
fn a_county_is_found_when_the_name_says_that_it_is_one() {
    is(
        "MO",
        "St. Louis County",
        "St. Louis County",
        Some("41180"),
        90.0,
    );
    is("AZ", "Navajo County", "Navajo County", None, 90.0);
    assert_eq!(found("AZ", "Navajo"), None);
}

#[test]
fn a_town_in_several_counties_lies_where_the_located_list_says() {
    is("MO", "Kansas City", "Kansas City", Some("28140"), 100.0);
    is("AZ", "Mesa", "Mesa", Some("38060"), 80.0);
    let gazetteer = gazetteer();
    let city = gazetteer.find("MO", "Saint Louis").unwrap();
    assert_eq!(
        city.county_fips,
        Some("29510"),
        "the city is its own county"
    );
    is("AZ", "Page", "Page", Some("22380"), 80.0);
    is("AZ", "Show Low", "Show Low", None, 100.0);
}

#[test]
fn connecticut_follows_the_delineation() {
    is("CT", "Stamford", "Stamford", Some("14860"), 100.0);
    let old = [area(
        "09001",
        "Fairfield County",
        "CT",
        "14860",
        "Bridgeport, CT",
    )];
    let places = [
        place("Stamford", "CT", "09001", "Fairfield County", true),
        place("Stamford", "CT", "09190", "Western Connecticut", false),
    ];
    let gazetteer = Gazetteer::build(&places, &old, &[]);
    let found = gazetteer.find("CT", "Stamford").unwrap();
    assert_eq!(found.county_fips, Some("09001"));
}
