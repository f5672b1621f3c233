use proptest::prelude::*;

use super::*;

/// A posting of `template` with some of its words changed.
fn posting(template: u32, changed: &[usize]) -> Signature {
    let word = |at: usize| match changed.contains(&at) {
        true => format!("x{template}y{at}z{}", changed.len()),
        false => format!("t{template}w{at}"),
    };
    let words: Vec<String> = (0..120).map(word).collect();
    Signature::of(&words.join(" "), &mut Vec::new()).unwrap()
}

/// Every posting compared with every first posting.
fn naive(postings: &[Signature], least: f64) -> Vec<Membership> {
    let mut firsts: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (row, signature) in postings.iter().enumerate() {
        let similar = |first: &usize| (postings[*first].similarity(signature), *first);
        let best = firsts
            .iter()
            .map(similar)
            .fold(None, |best, next| match best {
                Some((most, _)) if next.0 <= most => best,
                _ => Some(next),
            });
        match best.filter(|(similarity, _)| *similarity >= least) {
            Some((similarity, first)) => found.push(Membership {
                cluster_no: first as i64,
                similarity,
            }),
            None => {
                firsts.push(row);
                found.push(Membership {
                    cluster_no: row as i64,
                    similarity: 1.0,
                });
            }
        }
    }
    found
}

fn clustered(postings: &[Signature], least: f64) -> Vec<Membership> {
    let mut clusters = Clusters::new(least);
    let numbered = postings.iter().enumerate();
    numbered
        .map(|(row, signature)| clusters.push(row as i64, signature.clone()))
        .collect()
}

#[test]
fn the_same_again_joins_and_another_begins() {
    let postings = [
        posting(1, &[]),
        posting(2, &[]),
        posting(1, &[7]),
        posting(1, &[]),
        posting(2, &[50, 51]),
    ];
    let numbers: Vec<i64> = clustered(&postings, SIMILARITY)
        .iter()
        .map(|m| m.cluster_no)
        .collect();
    assert_eq!(numbers, [0, 1, 0, 0, 1]);
}

#[test]
fn a_cluster_does_not_drift() {
    // Each differs a little from the one before, the last from the first in a third of its words.
    let changes: Vec<usize> = (0..40).map(|n| n * 3).collect();
    let postings: Vec<Signature> = (0..8).map(|n| posting(1, &changes[..n * 5])).collect();
    let found = clustered(&postings, SIMILARITY);
    assert!(found.iter().all(|member| member.similarity >= SIMILARITY));
    assert_eq!(found[0].cluster_no, 0);
    assert_ne!(found[7].cluster_no, 0);
}

#[test]
fn thousands_of_one_text_cost_no_more_than_one() {
    let mut clusters = Clusters::new(SIMILARITY);
    for row in 0..5_000 {
        clusters.push(row, posting(1, &[]));
    }
    assert_eq!(clusters.firsts.len(), 1);
}

proptest! {
    /// The bands miss none of what is clearly similar, and find nothing that is not.
    #[test]
    fn as_comparing_all_with_all(made in prop::collection::vec((0u32..4, prop::collection::vec(0usize..120, 0..4)), 1..40)) {
        let postings: Vec<Signature> = made.iter().map(|(template, changed)| posting(*template, changed)).collect();
        prop_assert_eq!(clustered(&postings, 0.8), naive(&postings, 0.8));
    }
}
