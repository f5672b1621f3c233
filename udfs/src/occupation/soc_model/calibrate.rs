//! Probabilities that are right as often as they say.
//!
//! ```text
//!  said  .1 .2 .3 .5 .7 .9      curve   .12 ─► .10 · .48 ─► .44 · .91 ─► .87
//!  right  0  1  0  0  1  1              in between on straight lines
//! ```
//!
//! Isotonic regression (pool adjacent violators, Ayer et al. 1955) over equal shares of what was
//! said of texts that the model had not seen: more likely before stays at least as likely after.

/// Most points of a curve.
const POINTS: usize = 24;
/// Fewest guesses a point stands on.
const LEAST_GUESSES: usize = 40;

/// A rising curve from said to calibrated probabilities.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curve {
    /// Said and calibrated, both ascending.
    pub(super) points: Vec<(f32, f32)>,
}

impl Curve {
    /// From probabilities that were said and whether each was right.
    pub(super) fn fit(mut guesses: Vec<(f32, bool)>) -> Self {
        guesses.sort_by(|a, b| a.0.total_cmp(&b.0));
        let share = (guesses.len() / POINTS).max(LEAST_GUESSES) as f32;
        let mut blocks: Vec<Block> = Vec::new();
        // What is said alike stays together.
        for alike in guesses.chunk_by(|a, b| a.0 == b.0) {
            let next = Block::of(alike);
            match blocks.last_mut().filter(|last| last.count < share) {
                Some(last) => *last = last.with(&next),
                None => blocks.push(next),
            }
        }
        let blocks = pool(blocks);
        let points = blocks
            .iter()
            .map(|block| (block.said / block.count, block.share()));
        Curve {
            points: points.collect(),
        }
    }

    /// The calibrated probability. Outside the points in proportion; without points as said.
    pub(super) fn at(&self, said: f32) -> f32 {
        let above = self.points.partition_point(|(x, _)| *x <= said);
        let before = above.checked_sub(1).and_then(|at| self.points.get(at));
        let (low, high) = match (before, self.points.get(above)) {
            (Some(low), Some(high)) => (*low, *high),
            (None, Some(high)) => ((0.0, 0.0), *high),
            (Some(low), None) => (*low, (1.0, low.1.max(1.0_f32.min(low.1 / low.0)))),
            (None, None) => return said,
        };
        let width = (high.0 - low.0).max(f32::MIN_POSITIVE);
        let share = ((said - low.0) / width).clamp(0.0, 1.0);
        low.1 + share * (high.1 - low.1)
    }
}

/// Pools neighbours until a block that is said likelier is right more often.
pub(super) fn pool(blocks: Vec<Block>) -> Vec<Block> {
    let mut pooled: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut next in blocks {
        while let Some(last) = pooled.pop_if(|last| last.share() >= next.share()) {
            next = last.with(&next);
        }
        pooled.push(next);
    }
    pooled
}

/// Guesses that are said alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) said: f32,
    pub(super) right: f32,
    pub(super) count: f32,
}

impl Block {
    fn of(guesses: &[(f32, bool)]) -> Self {
        Block {
            said: guesses.iter().map(|(said, _)| said).sum(),
            right: guesses.iter().filter(|(_, right)| *right).count() as f32,
            count: guesses.len() as f32,
        }
    }

    pub(super) fn share(&self) -> f32 {
        self.right / self.count
    }

    fn with(&self, other: &Block) -> Self {
        Block {
            said: self.said + other.said,
            right: self.right + other.right,
            count: self.count + other.count,
        }
    }
}
