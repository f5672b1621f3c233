//! Gold sets are read, and judged as they say.

use super::gold::parse;
use super::*;

#[test]
fn the_sets_that_ship_are_large_enough_and_judged() {
    let sets = Daybook::gold_sets().unwrap();
    assert_eq!(sets.len(), 6);
    for set in sets {
        assert!(set.lines() >= 200, "{}: {}", set.name, set.lines());
        assert!(judge(&set).is_ok(), "{}", set.name);
    }
}

#[test]
fn a_line_with_other_cells_than_columns_is_named() {
    let error = parse("pay", "text\tminimum\na\t1\nb\n")
        .unwrap_err()
        .to_string();
    assert!(error.contains("pay, line 3: 1 cells"), "{error}");
    let unknown = parse("cats", "text\na\n").unwrap();
    let error = judge(&unknown).unwrap_err().to_string();
    assert!(
        error.contains("`cats`") && error.contains("requirements"),
        "{error}"
    );
}
