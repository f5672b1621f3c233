//! The parts of a model, each by itself.

use proptest::prelude::*;

use crate::hierarchy::soc_levels::SocCode;
use crate::occupation::classify::Level;
use crate::occupation::soc_model::blend::{self, Judged};
use crate::occupation::soc_model::calibrate::{Block, Curve, pool};
use crate::occupation::soc_model::features::{title_features, title_key, words};
use crate::occupation::soc_model::softmax::{exp, softmax};
use crate::occupation::soc_model::table::Table;
use crate::occupation::soc_model::titles::without_brackets;
use crate::occupation::soc_model::tree::{Tree, full};
use crate::occupation::soc_model::vocabulary::Vocabulary;

#[test]
fn words_are_plain_singular_and_without_rank() {
    assert_eq!(words("Sr. Staff Nurses"), ["staff", "nurse"]);
    assert_eq!(words("Director of Utilities"), ["director", "utility"]);
    assert_eq!(words("Lead"), ["lead"], "nothing else is left");
    assert_eq!(words("Gas"), ["gas"]);
    assert!(words(" - ").is_empty());
    assert_eq!(title_key("Nurses, Staff"), title_key("nurse STAFF"));
    assert_eq!(title_key("…"), None);
}

#[test]
fn pieces_are_cut_between_letters() {
    // A word, the last word, the head, and 6 + 5 + 4 pieces of " señora ".
    assert_eq!(title_features("Señora").len(), 3 + 6 + 5 + 4);
}

#[test]
fn the_head_is_the_word_that_names_the_job() {
    let shared = |a: &str, b: &str| {
        let (a, b) = (title_features(a), title_features(b));
        a.iter().filter(|one| b.contains(one)).count()
    };
    let other = shared("Director Nursing", "Director");
    assert_eq!(shared("Director of Nursing", "Director"), other + 1);
    assert_eq!(shared("Director - Nursing", "Director"), other + 1);
}

#[test]
fn brackets_are_left_out_unless_nothing_else_is_there() {
    assert_eq!(without_brackets("CEO (Chief)").as_deref(), Some("CEO "));
    assert_eq!(without_brackets("(a [b] c) d) e").as_deref(), Some(" d e"));
    assert_eq!(without_brackets("CEO"), None);
    assert_eq!(without_brackets("(CEO)"), None);
}

#[test]
fn the_tree_has_a_column_for_each_code_and_group() {
    let code = |code| SocCode::parse(code).unwrap();
    let codes = ["11-1011.00", "11-1011.03", "15-1252.00", "15-2011.00"];
    let tree = Tree::of(codes.map(str::to_owned).to_vec()).unwrap();
    assert_eq!(tree.columns(), 4 + 3 + 2);
    assert_eq!(tree.groups(2), &[5, 8]);
    assert_eq!(tree.number("15-1252.00"), Some(2));
    let scores = tree.scores(&[0.0, 0.1, 0.2, 0.3, 1.0, 2.0, 3.0, 10.0, 20.0]);
    assert_eq!(scores, [11.0, 11.1, 22.2, 23.3]);
    assert_eq!(
        tree.likeliest(&[0.2, 0.3, 0.4, 0.1], 2, Level::Detailed),
        [(code("11-1011"), 0.5), (code("15-1252"), 0.4)]
    );
}

#[test]
fn codes_are_of_the_soc_or_of_onet() {
    assert_eq!(full("15-1252").as_deref(), Some("15-1252.00"));
    assert_eq!(full("15-1252.03").as_deref(), Some("15-1252.03"));
    for wrong in [
        "",
        "15-125",
        "151252",
        "15-1252.0",
        "15-1252.000",
        "１5-1252",
        "15-125x",
    ] {
        assert_eq!(full(wrong), None, "{wrong}");
    }
}

#[test]
fn a_table_keeps_the_weights_that_matter() {
    let weights = [[0.5, 0.0, -2.0], [1.0, 0.01, 0.0]];
    let vocabulary = Vocabulary::of(vec![3, 9], vec![1.0, 1.0]);
    let table = Table::pack(vocabulary, 3, 3, |at, row| {
        row.copy_from_slice(&weights[at as usize])
    });
    assert_eq!(table.entries.len(), 3, "one hundredth is left out");
    let mut sums = [0.0; 3];
    table.add_to(&vec![(0, 1.0), (1, 1.0)], 2.0, &mut sums);
    for (sum, right) in sums.iter().zip([3.0_f32, 0.0, -4.0]) {
        assert!((sum - right).abs() < 0.05, "{sums:?}");
    }
}

#[test]
fn weights_are_fitted_to_what_is_right() {
    // The first opinion is right three times of four where it prefers one, the second says nothing.
    let judged = |right| Judged {
        opinions: vec![vec![1.0, 0.0], vec![0.3, 0.3]],
        right: vec![right],
    };
    let all: Vec<Judged> = [0, 0, 0, 1].repeat(100).into_iter().map(judged).collect();
    let weights: [f32; 2] = blend::fit(&all);
    let likely = blend::probabilities(&all[0].opinions, &weights);
    assert!((likely[0] - 0.75).abs() < 0.01, "{weights:?} {likely:?}");
    assert_eq!(blend::fit::<2>(&[]), [1.0, 1.0]);
}

#[test]
fn a_curve_says_how_often_it_was_right() {
    // Said .5: right each fourth time. Said .9: always.
    let guesses = (0..4000).map(|at| match at % 2 {
        0 => (0.5, at % 8 == 0),
        _ => (0.9, true),
    });
    let curve = Curve::fit(guesses.collect());
    assert!((curve.at(0.5) - 0.25).abs() < 0.01, "{curve:?}");
    assert!((curve.at(0.9) - 1.0).abs() < 0.01, "{curve:?}");
    let none = Curve::fit(Vec::new());
    assert_eq!(none.at(0.3), 0.3);
}

proptest! {
    #[test]
    fn a_curve_rises_between_nothing_and_one(
        guesses in prop::collection::vec((0.0_f32..=1.0, any::<bool>()), 0..400),
        asked in prop::collection::vec(0.0_f32..=1.0, 2..20),
    ) {
        let curve = Curve::fit(guesses);
        let mut asked = asked;
        asked.sort_by(f32::total_cmp);
        let told: Vec<f32> = asked.iter().map(|said| curve.at(*said)).collect();
        prop_assert!(told.is_sorted(), "{told:?}");
        prop_assert!(told.iter().all(|told| (0.0..=1.0).contains(told)), "{told:?}");
    }

    /// Isotonic regression is the largest of the smallest means (Barlow et al. 1972).
    #[test]
    fn pooling_is_isotonic_regression(rights in prop::collection::vec((0_u8..=9, 1_u8..9), 1..30)) {
        let block = |(at, (right, count)): (usize, &(u8, u8))| {
            let count = f32::from(*count);
            let right = f32::from(*right).min(count);
            Block { said: at as f32 * count, right, count }
        };
        let blocks: Vec<Block> = rights.iter().enumerate().map(block).collect();
        let mean = |from: usize, to: usize| {
            let sum = |of: fn(&Block) -> f32| blocks[from..=to].iter().map(of).sum::<f32>();
            sum(|block| block.right) / sum(|block| block.count)
        };
        let last = blocks.len() - 1;
        let right = |at: usize| {
            let least = |from: usize| (at..=last).map(|to| mean(from, to)).fold(f32::MAX, f32::min);
            (0..=at).map(least).fold(f32::MIN, f32::max)
        };
        let mut seen = 0.0;
        let pooled = pool(blocks.clone());
        let mut ends = pooled.iter().map(|block| { seen += block.count; (seen, block.share()) });
        let mut current = ends.next().unwrap();
        let mut start = 0.0;
        for (at, block) in blocks.iter().enumerate() {
            start += block.count;
            while start > current.0 {
                current = ends.next().unwrap();
            }
            prop_assert!((current.1 - right(at)).abs() < 1e-4);
        }
    }

    #[test]
    fn a_packed_table_scores_as_its_weights_do(
        weights in prop::collection::vec(prop::array::uniform4(-9.0_f32..9.0), 1..12),
        vector in prop::collection::vec(0.0_f32..1.0, 12),
    ) {
        let rows = weights.len() as u32;
        let vocabulary = Vocabulary::of((0..rows).collect(), vec![1.0; weights.len()]);
        let fill = |at: u32, row: &mut [f32]| row.copy_from_slice(&weights[at as usize]);
        let table = Table::pack(vocabulary, 4, usize::MAX, fill);
        let vector: Vec<(u32, f32)> = (0..rows).zip(vector).collect();
        let mut sums = [0.0; 4];
        table.add_to(&vector, 1.0, &mut sums);
        for (column, sum) in sums.iter().enumerate() {
            let right: f32 = vector.iter().map(|(row, v)| v * weights[*row as usize][column]).sum();
            prop_assert!((sum - right).abs() <= 0.5 * 9.0 / 127.0 * rows as f32);
        }
    }

    #[test]
    fn exp_is_that_of_the_library(power in -80.0_f32..=0.0) {
        let right = power.exp();
        prop_assert!((exp(power) - right).abs() <= right * 1e-5);
    }

    #[test]
    fn softmax_adds_up_to_one(mut scores in prop::collection::vec(-50.0_f32..50.0, 1..50)) {
        softmax(&mut scores);
        prop_assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-4);
    }

    #[test]
    fn a_vector_has_length_one_and_rising_rows(buckets in prop::collection::vec(0_u32..40, 0..60)) {
        let vocabulary = Vocabulary::of((0..20).map(|at| at * 2).collect(), vec![1.5; 20]);
        let features: Vec<(u32, f32)> = buckets.iter().map(|bucket| (*bucket, 2.0)).collect();
        let vector = vocabulary.vector(&features);
        let square: f32 = vector.iter().map(|(_, weight)| weight * weight).sum();
        prop_assert!(vector.is_empty() || (square - 1.0).abs() < 1e-4);
        prop_assert!(vector.is_sorted_by(|a, b| a.0 < b.0));
        prop_assert_eq!(vector.is_empty(), buckets.iter().all(|bucket| bucket % 2 == 1));
    }
}
