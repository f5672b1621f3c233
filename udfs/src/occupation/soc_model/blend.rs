//! How much each opinion counts, fitted on texts that the opinions have not seen.
//!
//! ```text
//!  opinions  15-1252  15-1251  29-2072        weights     probability of the right one
//!  learnt       7.1      6.8      0.3          0.8    ─►  softmax(0.8 · learnt + 6.1 · mean)
//!  mean          .62      .51      .02         6.1
//! ```
//!
//! A logistic regression with one weight for each opinion and no more, so a few thousand texts fit
//! it well; its scale is at once the temperature of the probabilities. Newton's method.

use super::softmax::softmax;

/// What each opinion says of a text: a score for each occupation.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) opinions: Vec<Vec<f32>>,
    /// Numbers of the right occupations; at least one.
    pub(super) right: Vec<u16>,
}

const ROUNDS: usize = 12;
/// Keeps weights finite where all texts are judged right.
const RIDGE: f64 = 1e-2;

/// The weights that make the right occupations likeliest; 1 each where there is nothing to fit on.
pub(super) fn fit<const N: usize>(judged: &[Judged]) -> [f32; N] {
    let mut weights = [1.0_f64; N];
    if judged.is_empty() {
        return [1.0; N];
    }
    for _ in 0..ROUNDS {
        let (slopes, curvature) = derivatives(judged, &weights);
        let Some(step) = solve(curvature, slopes) else {
            break;
        };
        for (weight, step) in weights.iter_mut().zip(step) {
            // A half of the way at most: the first steps of Newton overshoot.
            *weight = (*weight - step).clamp(*weight * 0.5, *weight * 1.5 + 0.5);
        }
    }
    weights.map(|weight| weight as f32)
}

/// The blended scores of a text's occupations.
pub(super) fn sum(opinions: &[Vec<f32>], weights: &[f32]) -> Vec<f32> {
    let codes = opinions.first().map_or(0, Vec::len);
    let mut blended = vec![0.0_f32; codes];
    for (opinion, weight) in opinions.iter().zip(weights) {
        for (sum, score) in blended.iter_mut().zip(opinion) {
            *sum += weight * score;
        }
    }
    blended
}

/// The blended probabilities of a text's occupations.
pub(super) fn probabilities(opinions: &[Vec<f32>], weights: &[f32]) -> Vec<f32> {
    let mut blended = sum(opinions, weights);
    softmax(&mut blended);
    blended
}

/// Of the mean negative logarithm of the right occupations' probabilities.
fn derivatives<const N: usize>(judged: &[Judged], weights: &[f64; N]) -> ([f64; N], [[f64; N]; N]) {
    let plain = weights.map(|weight| weight as f32);
    let mut slopes = weights.map(|weight| RIDGE * weight);
    let mut curvature = [[0.0; N]; N];
    for (at, row) in curvature.iter_mut().enumerate() {
        row[at] = RIDGE;
    }
    for one in judged {
        let likely = probabilities(&one.opinions, &plain);
        let expect = |a: &[f32], b: Option<&[f32]>| -> f64 {
            let terms = likely.iter().zip(a).enumerate();
            let terms = terms.map(|(code, (p, a))| p * a * b.map_or(1.0, |b| b[code]));
            terms.map(f64::from).sum()
        };
        let means: Vec<f64> = one.opinions.iter().map(|a| expect(a, None)).collect();
        for (i, a) in one.opinions.iter().enumerate() {
            let right: f32 = one.right.iter().map(|code| a[usize::from(*code)]).sum();
            slopes[i] += means[i] - f64::from(right) / one.right.len() as f64;
            for (j, b) in one.opinions.iter().enumerate() {
                curvature[i][j] += expect(a, Some(b)) - means[i] * means[j];
            }
        }
    }
    (slopes, curvature)
}

/// Solves a small system by elimination; none where it is singular.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> Option<[f64; N]> {
    for pivot in 0..N {
        if matrix[pivot][pivot].abs() < 1e-12 {
            return None;
        }
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot];
            for (cell, above) in matrix[row].iter_mut().zip(above).skip(pivot) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}
