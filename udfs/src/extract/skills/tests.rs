use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{Float32Type, Int32Type};

use super::*;
use crate::SkillEntry;
use crate::testing::{call, column, scalar};

fn data() -> Arc<ReferenceData> {
    let entry = |(id, name): (&str, &str)| SkillEntry {
        skill_id: id.to_owned(),
        name: name.to_owned(),
        canonical_name: name.to_owned(),
    };
    let entries = [("1", "C++"), ("2", "Problem solving"), ("3", "Self")].map(entry);
    let data = Arc::new(ReferenceData::new());
    data.set_skills("demo", Arc::new(SkillNames::new(entries.to_vec())));
    data
}

fn shown(list: &ListArray, row: usize) -> Option<Vec<String>> {
    let skills = list.is_valid(row).then(|| list.value(row))?;
    let skills = skills.as_struct();
    let text = |column: usize, row| {
        skills
            .column(column)
            .as_string::<i32>()
            .value(row)
            .to_owned()
    };
    let number = |column: usize, row| skills.column(column).as_primitive::<Int32Type>().value(row);
    let one = |row| {
        let confidence = skills.column(4).as_primitive::<Float32Type>().value(row);
        let (id, name) = (text(0, row), text(1, row));
        format!(
            "{id} {name} {}..{} {confidence}",
            number(2, row),
            number(3, row)
        )
    };
    Some((0..skills.len()).map(one).collect())
}

#[test]
fn constants_columns_and_nulls() {
    let data = data();
    let text = "É: problem–solving, C++ and self-help";
    let expected = [
        "2 Problem solving 3..18 1",
        "1 C++ 20..23 1",
        "3 Self 28..32 0.3",
    ];
    let one = call(NAME, &data, vec![scalar(Some("demo")), scalar(Some(text))]).unwrap();
    assert!(matches!(one, ColumnarValue::Scalar(_)));
    let one = one.into_array(1).unwrap();
    assert_eq!(shown(one.as_list::<i32>(), 0).unwrap(), expected);
    for layout in [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View] {
        let rows = column(&layout, &[Some(text), None, Some(""), Some("C++ c++")]);
        let lists = call(NAME, &data, vec![scalar(Some("demo")), rows]).unwrap();
        let lists = lists.into_array(4).unwrap();
        let lists = lists.as_list::<i32>();
        assert_eq!(shown(lists, 0).unwrap(), expected);
        assert_eq!(shown(lists, 1), None);
        assert_eq!(shown(lists, 2).unwrap(), Vec::<String>::new());
        assert_eq!(shown(lists, 3).unwrap(), ["1 C++ 0..3 1", "1 C++ 4..7 1"]);
    }
    let null = call(NAME, &data, vec![scalar(Some("demo")), scalar(None)]).unwrap();
    assert_eq!(shown(null.into_array(1).unwrap().as_list::<i32>(), 0), None);
}

#[test]
fn an_unknown_framework_names_the_fix() {
    let error = call(NAME, &data(), vec![scalar(Some("esco")), scalar(Some("x"))]).unwrap_err();
    let error = error.to_string();
    assert!(error.contains("'esco' (it has: demo)"), "{error}");
    assert!(error.contains("daybook taxonomy add"), "{error}");
}

#[test]
fn the_framework_must_be_a_constant() {
    let rows = column(&DataType::Utf8, &[Some("demo")]);
    let error = call(NAME, &data(), vec![rows, scalar(Some("x"))])
        .unwrap_err()
        .to_string();
    assert!(error.contains("must be a constant"), "{error}");
}
