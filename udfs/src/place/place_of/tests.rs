use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::ColumnarValue;

use crate::ReferenceData;
use crate::place::gazetteer::tests::gazetteer;
use crate::testing::{call, scalar};

/// Town, area, state, country of a call, as one line; `null` for a null struct.
fn place_of(texts: &[Option<&str>]) -> String {
    let data = Arc::new(ReferenceData::new());
    data.set_gazetteer(Arc::new(gazetteer()));
    let args = texts.iter().map(|text| scalar(*text)).collect();
    let ColumnarValue::Scalar(ScalarValue::Struct(place)) = call("place_of", &data, args).unwrap()
    else {
        panic!("no struct")
    };
    if place.is_null(0) {
        return "null".to_owned();
    }
    let part = |name: &str| {
        let column = place.column_by_name(name).unwrap().as_string::<i32>();
        if column.is_null(0) {
            "-"
        } else {
            column.value(0)
        }
    };
    ["place_name", "cbsa_code", "state_code", "country"]
        .map(part)
        .join(" ")
}

#[test]
fn an_address_in_fields() {
    let of = |locality, region| place_of(&[Some(locality), Some(region)]);
    assert_eq!(of("St. Louis", "Missouri"), "Saint Louis 41180 MO US");
    assert_eq!(of("Pheonix", "AZ"), "Phoenix 38060 AZ US");
    assert_eq!(of("Phoenix, AZ", "AZ"), "Phoenix 38060 AZ US");
    assert_eq!(of("Nowhere At All", "AZ"), "- - AZ US");
    assert_eq!(
        place_of(&[None, Some("AZ"), Some("United States")]),
        "- - AZ US"
    );
    assert_eq!(
        place_of(&[Some("Toronto"), Some("ON"), Some("Canada")]),
        "- - - CA"
    );
    assert_eq!(place_of(&[None, None, Some("USA")]), "- - - US");
    assert_eq!(place_of(&[None, None, None]), "null");
}

#[test]
fn an_address_on_one_line() {
    let of = |text| place_of(&[Some(text)]);
    let phoenix = "Phoenix 38060 AZ US";
    for text in [
        "Phoenix, AZ",
        "Phoenix AZ",
        "Phoenix, Arizona 85001",
        "USA:AZ:Phoenix:1 N Central Ave",
        "US-AZ-Phoenix",
        "Phoenix, AZ (some telework)",
        "Phoenix, AZ or Remote",
        "Onsite in Phoenix, Arizona",
        "Phoenix, Arizona Area",
        "Banner Clinic | 1111 E McDowell Rd | Phoenix | AZ",
        "Phoenix, Maricopa County, Arizona, United States",
        "1 N Central Ave, Phoenix AZ 85004-1234",
    ] {
        assert_eq!(of(text), phoenix, "{text}");
    }
    for text in [
        "Store #0212 Phoenix AZ",
        "AZ Phoenix",
        "US AZ Phoenix",
        "Plant 4 - Phoenix AZ 2nd shift",
        "phoenix az",
        "United States > Arizona > Phoenix",
    ] {
        assert_eq!(of(text), phoenix, "{text}");
    }
    assert_eq!(of("Red Phoenix AZ"), "- - AZ US", "another town");
    assert_eq!(of("Arizona"), "- - AZ US");
    assert_eq!(of("Remote - Arizona"), "- - AZ US");
    assert_eq!(of("London, United Kingdom"), "- - - GB");
    assert_eq!(of("United States"), "- - - US");
    for text in [
        "2 Locations",
        "Multiple Locations",
        "Remote",
        "Work in or near home",
        "A drop-in center",
        "",
        "Springfield Works",
        "Washington",
        "Nevada City",
        "North Dakota Avenue",
        "Kansas City",
    ] {
        assert_eq!(of(text), "null", "{text}");
    }
}

#[test]
fn places_without_a_state() {
    let of = |text| place_of(&[Some(text)]);
    assert_eq!(of("PHX"), "Phoenix 38060 AZ US");
    assert_eq!(of("Silicon Valley"), "- - CA US");
    assert_eq!(of("Quad Cities"), "- - - US");
    assert_eq!(of("Northeast US"), "- - - US");
    assert_eq!(of("Paris"), "- - - FR");
    assert_eq!(of("CAN"), "- - - CA");
}

#[test]
fn what_only_looks_like_a_state() {
    let of = |locality, region| place_of(&[Some(locality), Some(region)]);
    assert_eq!(of("Hyderabad", "IN"), "- - - IN");
    assert_eq!(of("Hammond", "IN"), "- - IN US");
    assert_eq!(of("Tbilisi", "Georgia"), "- - - GE");
    assert_eq!(of("Yokosuka", "JP"), "- - - JP");
    assert_eq!(of("St. Louis", "MO-IL"), "Saint Louis 41180 MO US");
    assert_eq!(of("Central", "AZ"), "- - AZ US");
}
