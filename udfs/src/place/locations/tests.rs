use datafusion::arrow::array::ListArray;

use super::*;
use crate::testing::{call, column, scalar};

/// A place as "locality/region/country", absent parts empty.
fn shown(list: &ListArray, row: usize) -> Option<Vec<String>> {
    let places = list.is_valid(row).then(|| list.value(row))?;
    let places = places.as_struct();
    let part = |column: usize, row| {
        let texts = places.column(column).as_string::<i32>();
        if texts.is_valid(row) {
            texts.value(row).to_owned()
        } else {
            String::new()
        }
    };
    let one = |row| format!("{}/{}/{}", part(0, row), part(1, row), part(2, row));
    Some((0..places.len()).map(one).collect())
}

fn parse_one(text: &str) -> Vec<String> {
    let data = Arc::new(ReferenceData::new());
    let result = call(NAME, &data, vec![scalar(Some(text))]).unwrap();
    shown(result.into_array(1).unwrap().as_list::<i32>(), 0).unwrap()
}

#[test]
fn addresses_of_suppliers() {
    let cases = [
        ("Norfolk, Virginia", "Norfolk/Virginia/"),
        ("Norfolk, VA", "Norfolk/VA/"),
        (
            "Martinsburg, West Virginia, United States",
            "Martinsburg/West Virginia/United States",
        ),
        (
            "Dam Neck Naval Facility, Virginia Beach, Virginia, United States",
            "Virginia Beach/Virginia/United States",
        ),
        (
            "Washington, District of Columbia",
            "Washington/District of Columbia/",
        ),
        ("Tokyo, Japan", "Tokyo//Japan"),
        ("Yokosuka, None, Japan", "Yokosuka//Japan"),
        ("Vilseck, None, Elbonia", "Vilseck//Elbonia"),
        ("Toronto, Ontario", "Toronto/Ontario/"),
        ("Toronto, Ontario, Canada", "Toronto/Ontario/Canada"),
        ("Oklahoma City", "Oklahoma City//"),
        ("Virginia", "/Virginia/"),
        ("None, Virginia", "/Virginia/"),
        ("United States", "//United States"),
        ("Atlanta, Georgia", "Atlanta/Georgia/"),
        ("Austin, TX 78701", "Austin/TX/"),
        ("Austin, TX 78701-1234, USA", "Austin/TX/USA"),
        ("Austin, TX, 78701", "Austin/TX/"),
        ("1 Main St, Suite 5, Austin TX 78701", "Austin/TX/"),
        ("33602 Tampa, FL", "Tampa/FL/"),
        ("US, TX, Houston", "Houston/TX/US"),
        (
            "United States > Texas > Houston",
            "Houston/Texas/United States",
        ),
        ("Phoenix, Maricopa County, Arizona", "Phoenix/Arizona/"),
        ("Tulsa, Oklahoma, Tulsa County", "Tulsa/Oklahoma/"),
        ("Various locations in Ohio", "/Ohio/"),
        (
            "1 Main St, Austin, TX 78701, United States",
            "Austin/TX/United States",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_one(text), [expected], "{text}");
    }
}

#[test]
fn what_names_no_place_gives_none() {
    for text in [
        "",
        "None",
        "None, None, None",
        "Anywhere in the U.S. (remote job)",
        "Anywhere in the U.S. (remote job), United States",
        "Location Negotiable After Selection",
        "Location Negotiable After Selection, None, United States",
        "IRS Nationwide Locations",
    ] {
        assert!(parse_one(text).is_empty(), "{text}");
    }
}

#[test]
fn several_addresses_in_one_text() {
    assert_eq!(
        parse_one("Dugway, Utah; Fort Hood, Texas; Remote; Aberdeen, Maryland (+7 more)"),
        ["Dugway/Utah/", "Fort Hood/Texas/", "Aberdeen/Maryland/"]
    );
}

#[test]
fn columns_of_text_and_of_lists() {
    let data = Arc::new(ReferenceData::new());
    for layout in [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View] {
        let rows = column(&layout, &[Some("Norfolk, VA"), None, Some("Remote")]);
        let result = call(NAME, &data, vec![rows])
            .unwrap()
            .into_array(3)
            .unwrap();
        let list = result.as_list::<i32>();
        assert_eq!(shown(list, 0).unwrap(), ["Norfolk/VA/"]);
        assert_eq!(shown(list, 1), None);
        assert_eq!(shown(list, 2).unwrap(), Vec::<String>::new());
    }
    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.values().append_value("Salem, Oregon");
    lists.values().append_value("Bend, Oregon");
    lists.append(true);
    lists.append(false);
    lists.append(true);
    let rows = ColumnarValue::Array(Arc::new(lists.finish()));
    let result = call(NAME, &data, vec![rows])
        .unwrap()
        .into_array(3)
        .unwrap();
    let list = result.as_list::<i32>();
    assert_eq!(shown(list, 0).unwrap(), ["Salem/Oregon/", "Bend/Oregon/"]);
    assert_eq!(shown(list, 1), None);
    assert_eq!(shown(list, 2).unwrap(), Vec::<String>::new());
}

#[test]
fn numbers_are_refused() {
    let data = Arc::new(ReferenceData::new());
    let number = ColumnarValue::Scalar(datafusion::common::ScalarValue::Int64(Some(1)));
    let error = call(NAME, &data, vec![number]).unwrap_err().to_string();
    assert!(error.contains("takes text or a list of text"), "{error}");
}
