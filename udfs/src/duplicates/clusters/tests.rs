use proptest::prelude::*;

use super::super::signature::VERSION;
use super::*;

type Key = (i32, u64);

/// A signature of an ad with `edits` bins changed, here and there.
fn signature(ad: u8, edits: usize) -> Signature {
    let mut bytes = vec![VERSION];
    bytes.extend((0..BINS).map(|at| {
        if at * 97 % BINS >= edits {
            ad
        } else {
            200 + ad % 50
        }
    }));
    Signature::from_bytes(&bytes).unwrap()
}

fn posting(key: Key, signature: Option<Signature>) -> Posting<Key> {
    Posting { key, signature }
}

fn clustered(postings: &[Posting<Key>]) -> Vec<Member<Key>> {
    cluster(postings.iter().copied(), Threshold::default()).unwrap()
}

/// The definition, each with each: different signatures in order of their first key.
fn by_definition(postings: &[Posting<Key>]) -> Vec<Member<Key>> {
    let mut sorted: Vec<_> = postings.iter().collect();
    sorted.sort_by_key(|posting| posting.key);
    let mut units: Vec<(Signature, usize, usize)> = Vec::new();
    let mut members = Vec::new();
    for (at, posting) in sorted.iter().enumerate() {
        let Some(signature) = posting.signature else {
            members.push((at, BINS));
            continue;
        };
        if let Some((_, first, matches)) = units.iter().find(|unit| unit.0 == signature) {
            members.push((*first, *matches));
            continue;
        }
        let representatives = units.iter().filter(|unit| unit.2 == BINS);
        let alike = representatives.map(|unit| (unit.0.matches(&signature), unit.1));
        let alike = alike.filter(|(matches, _)| *matches >= Threshold::default().matches());
        let best = alike.max_by_key(|(matches, first)| (*matches, usize::MAX - first));
        let (matches, first) = best.unwrap_or((BINS, at));
        units.push((signature, first, matches));
        members.push((first, matches));
    }
    let place = |posting: &Posting<Key>| sorted.iter().position(|it| it.key == posting.key);
    let members = postings.iter().map(|posting| {
        let (first, matches) = members[place(posting).unwrap()];
        Member {
            representative: sorted[first].key,
            similarity: similarity_of(matches),
        }
    });
    members.collect()
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(clustered(&[]), []);
}

#[test]
fn the_earliest_names_the_cluster() {
    let rows = [
        posting((3, 1), Some(signature(1, 10))),
        posting((2, 9), Some(signature(1, 0))),
        posting((2, 7), Some(signature(1, 20))),
        posting((1, 5), Some(signature(2, 0))),
    ];
    let names: Vec<Key> = clustered(&rows)
        .iter()
        .map(|it| it.representative)
        .collect();
    assert_eq!(names, [(2, 7), (2, 7), (2, 7), (1, 5)]);
}

#[test]
fn little_texts_are_alone_even_when_they_are_copies() {
    let rows = [posting((1, 1), None), posting((1, 2), None)];
    let names: Vec<Key> = clustered(&rows)
        .iter()
        .map(|it| it.representative)
        .collect();
    assert_eq!(names, [(1, 1), (1, 2)]);
}

/// a – b – c are each like the next; c is not like a.
#[test]
fn a_chain_of_edits_is_cut() {
    let rows = [0, 40, 80].map(|edits| posting((edits, 1), Some(signature(1, edits as usize))));
    let members = clustered(&rows);
    let names: Vec<i32> = members.iter().map(|it| it.representative.0).collect();
    assert_eq!(names, [0, 0, 80]);
    assert!(members.iter().all(|it| it.similarity >= 0.8));
}

#[test]
fn a_posting_joins_the_most_similar() {
    let edits = [0, 60, 45, 20];
    let rows = [0, 1, 2, 3].map(|at| posting((at, 1), Some(signature(1, edits[at as usize]))));
    let names: Vec<i32> = clustered(&rows)
        .iter()
        .map(|it| it.representative.0)
        .collect();
    assert_eq!(names, [0, 1, 1, 0]);
}

/// A quadratic number of comparisons would take minutes.
#[test]
fn many_copies_are_cheap() {
    let copy = |at: u64| posting((1, at), Some(signature(1, (at % 5) as usize)));
    let rows: Vec<_> = (0..100_000).map(copy).collect();
    assert!(
        clustered(&rows)
            .iter()
            .all(|it| it.representative == (1, 0))
    );
}

#[test]
fn too_many_are_refused() {
    let rows = (0..5).map(|at| posting((1, at), None));
    let error = collect(rows, 4).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("more than 4"), "{error}");
}

/// Postings of a few ads with few or many edits, at random days; some without a signature.
fn postings() -> impl Strategy<Value = Vec<Posting<Key>>> {
    let row = (0_i32..5, 0_u8..6, 0_usize..120, 0_u8..10);
    prop::collection::vec(row, 0..120).prop_map(|rows| {
        let postings = (0..).zip(rows).map(|(at, (day, ad, edits, signed))| {
            posting((day, at), (signed > 0).then(|| signature(ad, edits)))
        });
        postings.collect()
    })
}

proptest! {
    #[test]
    fn each_with_each_gives_the_same(rows in postings()) {
        prop_assert_eq!(clustered(&rows), by_definition(&rows));
    }

    #[test]
    fn order_of_rows_changes_nothing(rows in postings(), turn in 0_usize..120) {
        let members = clustered(&rows);
        let mut turned: Vec<_> = rows.iter().copied().zip(members).rev().collect();
        let turn = turn % turned.len().max(1);
        turned.rotate_left(turn);
        let (rows, members): (Vec<_>, Vec<_>) = turned.into_iter().unzip();
        prop_assert_eq!(clustered(&rows), members);
    }

    #[test]
    fn a_representative_represents_itself(rows in postings()) {
        let members = clustered(&rows);
        for member in &members {
            let at = rows.iter().position(|row| row.key == member.representative);
            let own = members[at.unwrap()];
            prop_assert_eq!(own.representative, member.representative);
            prop_assert!(member.similarity >= 0.8);
        }
    }
}
