//! Merging against a model that keeps a plain map.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 5).unwrap()
}

/// Number of the day's posting with an ordinal.
fn number(ordinal: i64) -> i64 {
    (16_805 << 32) + ordinal
}

fn rows(pairs: &[(u128, u128)]) -> Vec<RowIdentity> {
    let rows = pairs.iter().map(|(id, content)| RowIdentity {
        id: *id,
        content: *content,
    });
    rows.collect()
}

/// A day as the book would hold it, changed by plans.
#[derive(Debug, Clone, Default)]
struct Day {
    stored: Vec<StoredRow>,
    next_ordinal: u64,
}

impl Day {
    fn plan(&self, landed: &[(u128, u128)], elsewhere: &[u128]) -> MergePlan {
        let landed = rows(landed);
        let day = DayToMerge {
            date: date(),
            landed: &landed,
            stored: &self.stored,
            next_ordinal: self.next_ordinal,
        };
        MergePlan::try_new(&day, |id| elsewhere.contains(&id)).unwrap()
    }

    /// What writing does: replace in place, drop, append.
    fn apply(&mut self, landed: &[(u128, u128)], plan: &MergePlan) {
        let mut stored = Vec::new();
        for (row, old) in self.stored.iter().enumerate() {
            if plan.removed.contains(&row) {
                continue;
            }
            let content = plan.replaced.get(&row).map(|new| landed[*new].1);
            stored.push(StoredRow {
                content: content.or(old.content),
                ..*old
            });
        }
        let added = plan.fates.iter().zip(landed);
        let added = added.filter(|(fate, _)| **fate == Fate::Added);
        stored.extend(added.enumerate().map(|(at, (_, (id, content)))| StoredRow {
            posting_no: plan.first_added_no + at as i64,
            id: Some(*id),
            content: Some(*content),
        }));
        self.stored = stored;
        self.next_ordinal = plan.next_ordinal;
    }
}

proptest! {
    #[test]
    fn numbers_are_kept_and_never_given_twice(
        landings in prop::collection::vec(
            (prop::collection::vec((0..12u128, 0..3u128), 0..15), prop::collection::vec(0..12u128, 0..2)),
            0..8,
        )
    ) {
        let mut day = Day::default();
        let mut model: BTreeMap<u128, (i64, u128)> = BTreeMap::new();
        let mut given = 0;
        for (landed, elsewhere) in &landings {
            let plan = day.plan(landed, elsewhere);
            prop_assert_eq!(plan.counts.rows(), landed.len() as u64);
            day.apply(landed, &plan);

            model.retain(|id, _| !elsewhere.contains(id));
            let mut last: Vec<(u128, u128)> = Vec::new();
            for (id, content) in landed {
                last.retain(|(earlier, _)| earlier != id);
                if !elsewhere.contains(id) {
                    last.push((*id, *content));
                }
            }
            for (id, content) in last {
                match model.get_mut(&id) {
                    Some((_, stored)) => *stored = content,
                    None => {
                        model.insert(id, (number(given), content));
                        given += 1;
                    }
                }
            }
            let held: BTreeMap<u128, (i64, u128)> = day.stored.iter()
                .map(|row| (row.id.unwrap(), (row.posting_no, row.content.unwrap())))
                .collect();
            prop_assert_eq!(held.len(), day.stored.len());
            prop_assert_eq!(&held, &model);
            prop_assert!(day.stored.is_sorted_by_key(|row| row.posting_no));
            prop_assert!(!day.plan(landed, elsewhere).counts.is_change());
        }
    }
}

#[test]
fn each_row_has_one_fate() {
    let mut day = Day::default();
    day.apply(&[(1, 10), (2, 20)], &day.plan(&[(1, 10), (2, 20)], &[]));
    let plan = day.plan(&[(1, 10), (2, 21), (2, 22), (4, 40)], &[]);
    use Fate::{Added, Changed, Superseded, Unchanged};
    assert_eq!(plan.fates, [Unchanged, Superseded, Changed, Added]);
    assert_eq!(plan.replaced, HashMap::from([(1, 2)]));
    assert_eq!(plan.first_added_no, number(2));
    assert_eq!(plan.next_ordinal, 3);
}

#[test]
fn a_recorded_ordinal_is_not_given_again() {
    let mut day = Day::default();
    day.apply(&[(1, 10), (2, 20)], &day.plan(&[(1, 10), (2, 20)], &[]));
    // Posting 2 leaves: its number stays spent although no row shows it.
    let plan = day.plan(&[], &[2]);
    assert_eq!(plan.counts.moved, 1);
    day.apply(&[], &plan);
    assert_eq!(day.plan(&[(3, 30)], &[]).first_added_no, number(2));
}

#[test]
fn rows_of_other_programs_are_left_alone() {
    let strange = StoredRow {
        posting_no: 77,
        id: None,
        content: None,
    };
    let day = Day {
        stored: vec![strange],
        next_ordinal: 0,
    };
    let plan = day.plan(&[(1, 10)], &[]);
    assert_eq!(plan.fates, [Fate::Added]);
    assert_eq!(plan.first_added_no, number(0));
}

#[test]
fn a_day_that_runs_out_of_numbers_is_refused() {
    let landed = rows(&[(1, 10)]);
    let full = DayToMerge {
        date: date(),
        landed: &landed,
        stored: &[],
        next_ordinal: 1 << 32,
    };
    let error = MergePlan::try_new(&full, |_| false).unwrap_err();
    assert!(error.to_string().contains("2016-01-05"), "{error}");
    let nothing_new = DayToMerge {
        landed: &[],
        ..full
    };
    assert!(MergePlan::try_new(&nothing_new, |_| false).is_ok());
}
