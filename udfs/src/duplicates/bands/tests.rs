use super::*;

fn signature(bins: [u8; BINS]) -> Signature {
    let mut bytes = vec![super::super::signature::VERSION];
    bytes.extend(bins);
    Signature::from_bytes(&bytes).unwrap()
}

fn found(buckets: &Buckets, signature: usize) -> Vec<u32> {
    let mut found = Vec::new();
    buckets.representatives(signature, |it| found.push(it));
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn thresholds_outside_their_range_are_refused() {
    for similarity in [f64::NAN, -1.0, 0.0, 0.49, 1.01, f64::INFINITY] {
        assert_eq!(Threshold::new(similarity), None);
    }
    assert_eq!(Threshold::new(0.8), Some(Threshold::default()));
    assert_eq!(Threshold::default().matches(), 205);
    assert_eq!(Threshold::new(1.0).map(Threshold::matches), Some(BINS));
}

#[test]
fn bands_cover_all_bins_once() {
    for bands in 1..=BINS / 2 {
        let bins: Vec<usize> = (0..bands).flat_map(|band| band_bins(band, bands)).collect();
        assert_eq!(bins, (0..BINS).collect::<Vec<_>>());
    }
}

/// As many differences as the threshold allows, as far apart as they can be.
#[test]
fn signatures_that_are_alike_share_a_bucket() {
    for similarity in [0.5, 0.6, 0.75, 0.8, 0.9, 0.99, 1.0] {
        let threshold = Threshold::new(similarity).unwrap();
        let differences = BINS - threshold.matches();
        let mut other = [7; BINS];
        (0..differences).for_each(|at| other[at * BINS / differences] = 8);
        let mut buckets = Buckets::of(&[signature([7; BINS]), signature(other)], threshold);
        assert!(found(&buckets, 1).is_empty());
        buckets.represent(0);
        assert_eq!(found(&buckets, 1), [0], "{similarity}");
    }
}

#[test]
fn unlike_signatures_leave_nothing() {
    let signatures: Vec<_> = (0..100).map(|value| signature([value; BINS])).collect();
    let mut buckets = Buckets::of(&signatures, Threshold::default());
    assert!(buckets.places.is_empty());
    buckets.represent(3);
    assert!(found(&buckets, 3).is_empty());
    assert!(Buckets::of(&[], Threshold::default()).of.is_empty());
}

#[test]
fn a_full_bucket_takes_no_more() {
    let bins = |value: u8| std::array::from_fn(|at| if at < 200 { value } else { 0 });
    let signatures: Vec<_> = (1..100).map(|value| signature(bins(value))).collect();
    let mut buckets = Buckets::of(&signatures, Threshold::default());
    (0..99).for_each(|at| buckets.represent(at));
    assert_eq!(found(&buckets, 98).len(), CAPACITY);
}
