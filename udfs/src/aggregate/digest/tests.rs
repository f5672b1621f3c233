use proptest::prelude::*;

use super::*;

fn digest_of(values: &[f64]) -> Digest {
    let mut digest = Digest::default();
    values.iter().for_each(|value| digest.add(*value));
    digest
}

fn state_of(values: &[f64]) -> Vec<u8> {
    digest_of(values).finished().expect("written")
}

fn merged(states: &[Vec<u8>]) -> Vec<u8> {
    let mut digest = Digest::default();
    for state in states {
        digest.merge(state).expect("readable");
    }
    digest.finished().expect("written")
}

fn read(state: &[u8]) -> Digest {
    Digest::from_bytes(state).expect("readable")
}

/// How far the share of values below `value` is from `q`.
fn rank_error(sorted: &[f64], value: f64, q: f64) -> f64 {
    let count = sorted.len() as f64;
    let below = sorted.partition_point(|x| *x < value) as f64 / count;
    let up_to = sorted.partition_point(|x| *x <= value) as f64 / count;
    (below - q).max(q - up_to).max(0.0)
}

/// Pay-like numbers: many repeat, a few are huge.
fn pay(count: u64, seed: u64) -> Vec<f64> {
    let mut state = seed;
    (0..count)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let unit = (state >> 11) as f64 / (1_u64 << 53) as f64;
            let hourly = 7.25 / (1.0 - unit * 0.995).powf(0.8);
            if state & 3 == 0 {
                hourly.round()
            } else {
                hourly
            }
        })
        .collect()
}

#[test]
fn small_groups_are_exact() {
    let digest = digest_of(&[30.0, 10.0, 20.0]);
    assert_eq!(digest.intermediate(), digest.finished());
    let digest = read(&state_of(&[30.0, 10.0, 20.0]));
    assert_eq!(digest.quantile(0.0), Some(10.0));
    assert_eq!(digest.quantile(0.5), Some(20.0));
    assert_eq!(digest.quantile(1.0), Some(30.0));
    assert_eq!(read(&state_of(&[4.5])).quantile(0.9), Some(4.5));
    assert_eq!(read(&state_of(&[])).quantile(0.5), None);
}

#[test]
fn what_is_not_finite_is_ignored() {
    let odd = [f64::NAN, f64::INFINITY, 1.0, f64::NEG_INFINITY, -0.0];
    assert_eq!(state_of(&odd), state_of(&[0.0, 1.0]));
}

#[test]
fn quantiles_of_a_quarter_are_within_half_a_percent() {
    let days: Vec<Vec<f64>> = (0..90).map(|day| pay(1_000 + 37 * day, day + 1)).collect();
    let states: Vec<Vec<u8>> = days.iter().map(|day| state_of(day)).collect();
    assert!(states.iter().all(|state| state.len() < 10_000));
    let digest = read(&merged(&states));
    let mut sorted = days.concat();
    sorted.sort_by(f64::total_cmp);
    assert_eq!(digest.count(), sorted.len() as u64);
    for (q, bound) in [
        (0.001, 0.0005),
        (0.01, 0.001),
        (0.1, 0.005),
        (0.5, 0.005),
        (0.9, 0.005),
        (0.99, 0.001),
    ] {
        let value = digest.quantile(q).expect("not empty");
        let error = rank_error(&sorted, value, q);
        assert!(error <= bound, "q {q}: {value} is off by {error}");
    }
    assert_eq!(digest.quantile(0.0), sorted.first().copied());
    assert_eq!(digest.quantile(1.0), sorted.last().copied());
}

#[test]
fn huge_groups_are_compressed_on_the_way() {
    let mut digest = Digest::default();
    for value in 0..COLLECTED_MAX as u32 + 5 {
        digest.add(f64::from(value));
    }
    assert!(digest.centroids.len() < 2_000);
    assert_eq!(digest.count(), COLLECTED_MAX as u64 + 5);
    let median = digest.quantile(0.5).expect("not empty");
    assert!(
        (median / COLLECTED_MAX as f64 - 0.5).abs() < 0.005,
        "{median}"
    );
}

/// {1.0, 2.0, 3.0} as the Apache DataSketches libraries write it.
#[test]
fn bytes_are_those_of_datasketches() {
    let mut expected = vec![2, 1, 20, 144, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0];
    expected.extend(1.0_f64.to_le_bytes());
    expected.extend(3.0_f64.to_le_bytes());
    for mean in [1.0_f64, 2.0, 3.0] {
        expected.extend(mean.to_le_bytes());
        expected.extend(1_u64.to_le_bytes());
    }
    assert_eq!(state_of(&[3.0, 1.0, 2.0]), expected);
    // The same with the last value still in the buffer, as other libraries may write it.
    expected[8] = 2;
    expected[12] = 1;
    expected.truncate(expected.len() - 8);
    assert_eq!(read(&expected).quantile(0.5), Some(2.0));
}

#[test]
fn corrupt_bytes_are_described() {
    let good = state_of(&[1.0, 2.0, 3.0]);
    for cut in 0..good.len() {
        assert!(Digest::from_bytes(&good[..cut]).is_err(), "cut at {cut}");
    }
    let mut longer = good.clone();
    longer.push(0);
    let error = Digest::from_bytes(&longer).expect_err("too long");
    assert_eq!(error, "1 bytes follow the end of the t-digest");
    let error = Digest::from_bytes(b"not a digest").expect_err("other bytes");
    assert!(error.starts_with("not a t-digest"), "{error}");
    let mut weightless = good;
    weightless[40..48].fill(0);
    assert!(Digest::from_bytes(&weightless).is_err());
}

fn numbers() -> impl Strategy<Value = Vec<f64>> {
    let number = prop_oneof![(0_i32..60).prop_map(f64::from), -1.0e6..1.0e6_f64];
    prop::collection::vec(number, 0..600)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_does_not_matter(values in numbers().prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle()))) {
        prop_assert_eq!(state_of(&values.0), state_of(&values.1));
    }

    #[test]
    fn partial_steps_change_nothing(values in numbers(), cuts in (0_usize..600, 0_usize..600)) {
        let (a, b) = (cuts.0.min(cuts.1).min(values.len()), cuts.0.max(cuts.1).min(values.len()));
        let parts: Vec<Vec<u8>> = [&values[..a], &values[a..b], &values[b..]]
            .iter()
            .map(|part| digest_of(part).intermediate().expect("written"))
            .collect();
        prop_assert_eq!(merged(&parts), state_of(&values));
    }

    #[test]
    fn merging_obeys_its_laws(a in numbers(), b in numbers(), c in numbers(), q in 0.0..=1.0_f64) {
        let [sa, sb, sc] = [&a, &b, &c].map(|values| state_of(values));
        prop_assert_eq!(merged(&[sa.clone(), sb.clone()]), merged(&[sb.clone(), sa.clone()]));
        prop_assert_eq!(merged(&[sa.clone(), state_of(&[])]), sa.clone());
        let left = read(&merged(&[merged(&[sa.clone(), sb.clone()]), sc.clone()]));
        let right = read(&merged(&[sa, merged(&[sb, sc])]));
        let mut sorted = [a, b, c].concat();
        sorted.sort_by(f64::total_cmp);
        for digest in [left, right] {
            prop_assert_eq!(digest.count(), sorted.len() as u64);
            prop_assert_eq!(digest.quantile(0.0), sorted.first().copied());
            prop_assert_eq!(digest.quantile(1.0), sorted.last().copied());
            if let Some(value) = digest.quantile(q) {
                let bound = 0.015 + 1.0 / sorted.len() as f64;
                prop_assert!(rank_error(&sorted, value, q) <= bound, "q {} gave {}", q, value);
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), start in any::<bool>()) {
        let mut bytes = bytes;
        if start {
            bytes.splice(0..0, [2, 1, 20, 144, 1, 0, 0, 0, 2, 0, 0, 0]);
        }
        if let Ok(digest) = Digest::from_bytes(&bytes) {
            let _ = (digest.quantile(0.3), digest.finished());
        }
    }
}
