use datafusion::arrow::array::{AsArray, BinaryArray, Int64Array};

use super::super::bitmap_state::BitmapState;
use super::super::bitmap_union::BitmapUnion;
use super::super::posting_set::PostingSet;
use super::*;

fn counts(states: &ArrayRef) -> Vec<u64> {
    let count = |bytes: Option<&[u8]>| {
        PostingSet::from_bytes(bytes.expect("never null"))
            .expect("readable")
            .len()
    };
    states.as_binary::<i32>().iter().map(count).collect()
}

fn column(numbers: Vec<Option<i64>>) -> ArrayRef {
    Arc::new(Int64Array::from(numbers))
}

#[test]
fn groups_are_emitted_in_parts() {
    let mut groups = StateGroups::<BitmapState>::default();
    let numbers = column(vec![Some(1), Some(2), None, Some(3), Some(4), Some(4)]);
    groups
        .update_batch(&[numbers], &[0, 1, 2, 1, 3, 3], None, 4)
        .expect("updated");
    let full = groups.size();
    assert_eq!(
        counts(&groups.evaluate(EmitTo::First(2)).expect("emitted")),
        [1, 2]
    );
    assert!(groups.size() < full);
    // What was group 2 is group 0 now.
    groups
        .update_batch(&[column(vec![Some(9)])], &[0], None, 2)
        .expect("updated");
    assert_eq!(
        counts(&groups.evaluate(EmitTo::All).expect("emitted")),
        [1, 1]
    );
    assert_eq!(groups.heap_bytes, 0);
}

#[test]
fn filters_leave_rows_out() {
    let mut groups = StateGroups::<BitmapState>::default();
    let keep = BooleanArray::from(vec![Some(true), Some(false), None]);
    let numbers = column(vec![Some(1), Some(2), Some(3)]);
    groups
        .update_batch(&[Arc::clone(&numbers)], &[0, 0, 0], Some(&keep), 1)
        .expect("updated");
    assert_eq!(counts(&groups.evaluate(EmitTo::All).expect("emitted")), [1]);
    let states = groups
        .convert_to_state(&[numbers], Some(&keep))
        .expect("converted");
    assert_eq!(counts(&states[0]), [1, 0, 0]);
}

#[test]
fn size_follows_what_is_held() {
    let mut groups = StateGroups::<BitmapState>::default();
    let scattered = column((0..10_000).map(|number| Some(number * 7)).collect());
    groups
        .update_batch(&[scattered], &vec![0; 10_000], None, 1)
        .expect("updated");
    assert!(groups.size() > 9_000, "{}", groups.size());
}

#[test]
fn a_bad_state_names_the_function() {
    let bad: ArrayRef = Arc::new(BinaryArray::from(vec![b"no bitmap".as_slice()]));
    let mut groups = StateGroups::<BitmapUnion>::default();
    let error = groups
        .update_batch(&[bad], &[0], None, 1)
        .expect_err("refused")
        .to_string();
    assert!(
        error.contains("bitmap_union: not a state this function can read"),
        "{error}"
    );
    let mut groups = StateGroups::<BitmapState>::default();
    let error = groups
        .update_batch(&[column(vec![Some(-1)])], &[0], None, 1)
        .expect_err("refused")
        .to_string();
    assert!(
        error.contains("a posting number is never negative, got -1"),
        "{error}"
    );
}
