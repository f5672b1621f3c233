use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn set_of(numbers: &[u64]) -> PostingSet {
    let mut set = PostingSet::default();
    numbers.iter().for_each(|number| set.insert(*number));
    set
}

fn state_of(numbers: &[u64]) -> Vec<u8> {
    set_of(numbers).to_bytes().expect("written")
}

fn merged(states: &[Vec<u8>]) -> Vec<u8> {
    let mut set = PostingSet::default();
    for state in states {
        set.merge(state).expect("readable");
    }
    set.to_bytes().expect("written")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The vectors were written by CRoaring (`BitMap64.serialize` of pyroaring 1.0, after `run_optimize`).
#[test]
fn bytes_are_those_of_croaring() {
    assert_eq!(
        hex(&state_of(&[3, 1, 2, 1])),
        "0100000000000000000000003a300000010000000000020010000000010002000300"
    );
    let day = 16805 << 32;
    let mut numbers: Vec<u64> = (day..day + 100).collect();
    numbers.extend([day + 500, (16806 << 32) + 7]);
    assert_eq!(
        hex(&state_of(&numbers)),
        "0200000000000000a54100003b3000000100006400020000006300f4010000a64100003a3000000100000000000000100000000700"
    );
    assert_eq!(hex(&state_of(&[])), "0000000000000000");
}

#[test]
fn a_dense_day_is_a_few_bytes() {
    let day = 16805_u64 << 32;
    let numbers: Vec<u64> = (day..day + 55_000).collect();
    assert!(state_of(&numbers).len() < 40);
}

/// {0..4} ∪ {9} takes ten bytes as runs and ten as a list: which one must not depend on history.
#[test]
fn equal_sets_have_equal_bytes_whatever_they_were_made_of() {
    let parts = [state_of(&[0, 1, 2, 3, 4, 5, 6]), state_of(&[9])];
    let mut set = PostingSet::default();
    parts
        .iter()
        .for_each(|part| set.merge(part).expect("readable"));
    set.remove_all(&set_of(&[4, 5, 6]));
    assert_eq!(set.to_bytes(), Ok(state_of(&[0, 1, 2, 3, 9])));
    set.remove_all(&set_of(&[0, 1, 2, 3, 9]));
    assert_eq!(set.to_bytes(), Ok(state_of(&[])));
}

#[test]
fn corrupt_bytes_are_described() {
    let good = state_of(&[1, 2, 70_000, 5 << 40]);
    for cut in 0..good.len() {
        assert!(
            PostingSet::from_bytes(&good[..cut]).is_err(),
            "cut at {cut}"
        );
    }
    let mut longer = good;
    longer.push(0);
    let error = PostingSet::from_bytes(&longer).expect_err("too long");
    assert_eq!(error, "1 bytes follow the end of the roaring bitmap");
    let error = PostingSet::from_bytes(&[1; 40]).expect_err("other bytes");
    assert!(
        error.starts_with("not a portable 64-bit roaring bitmap"),
        "{error}"
    );
}

/// Numbers of three days; runs as well as single ones.
fn numbers() -> impl Strategy<Value = Vec<u64>> {
    let run = (0_u64..3, 0_u64..70_000, 1_u64..60).prop_map(|(day, from, count)| {
        (from..from + count)
            .map(|no| day << 32 | no)
            .collect::<Vec<_>>()
    });
    prop::collection::vec(run, 0..30).prop_map(|runs| runs.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn merging_obeys_its_laws(a in numbers(), b in numbers(), c in numbers()) {
        let [sa, sb, sc] = [&a, &b, &c].map(|part| state_of(part));
        let ab = merged(&[sa.clone(), sb.clone()]);
        prop_assert_eq!(&ab, &state_of(&[a.clone(), b.clone()].concat()));
        prop_assert_eq!(&ab, &merged(&[sb.clone(), sa.clone()]));
        prop_assert_eq!(&sa, &merged(&[sa.clone(), state_of(&[])]));
        prop_assert_eq!(&sa, &merged(&[sa.clone(), sa.clone()]));
        let right = merged(&[sa, merged(&[sb, sc.clone()])]);
        prop_assert_eq!(merged(&[ab, sc]), right);
    }

    #[test]
    fn set_algebra_agrees_with_sets(a in numbers(), b in numbers()) {
        let (left, right): (BTreeSet<u64>, BTreeSet<u64>) =
            (a.iter().copied().collect(), b.iter().copied().collect());
        let mut set = set_of(&a);
        prop_assert_eq!(set.len(), left.len() as u64);
        set.intersect_with(&set_of(&b));
        let both: Vec<u64> = left.intersection(&right).copied().collect();
        prop_assert_eq!(set.to_bytes(), Ok(state_of(&both)));
        let mut set = set_of(&a);
        set.remove_all(&set_of(&b));
        let only: Vec<u64> = left.difference(&right).copied().collect();
        prop_assert_eq!(set.to_bytes(), Ok(state_of(&only)));
    }

    #[test]
    fn replacing_a_day_with_itself_changes_nothing(a in numbers(), day in 0_u64..3) {
        let of_day: Vec<u64> = a.iter().copied().filter(|number| number >> 32 == day).collect();
        let mut set = set_of(&a);
        set.remove_all(&set_of(&of_day));
        set.union_with(&set_of(&of_day));
        prop_assert_eq!(set.to_bytes(), Ok(state_of(&a)));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..60), runs in any::<bool>()) {
        let mut bytes = bytes;
        let cookie = if runs { 0x3b } else { 0x3a };
        bytes.splice(0..0, [1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, cookie, 0x30, 0, 0]);
        if let Ok(set) = PostingSet::from_bytes(&bytes) {
            let _ = (set.len(), set.to_bytes());
        }
    }
}
