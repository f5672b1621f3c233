//! Three opinions over one vocabulary, and the table that they become.
//!
//! ```text
//!  row 17 "nurse"   learnt       29-1141.00 5.2 · 29 1.1 · 31-1131.00 −0.8 …   × 0.5 ┐
//!                   mean title   29-1141.00 .41 · 29-1171.00 .22 …             × 3.5 ├─► row 17 of the table
//!                   mean text    29-1141.00 .08 · 11-9111.00 .02 …             × 7.1 ┘
//! ```
//!
//! All are linear in a text's vector, so their weighted sum is one set of weights.

use super::features::Features;
use super::means::Means;
use super::softmax::{self, Example, Schedule, Weights};
use super::table::Table;
use super::tree::Tree;
use super::vocabulary::Vocabulary;

/// The number of a text's occupation, and what the text is read as.
pub(super) type Document = (u16, Features);

/// Opinions that a table is made of: what is learnt, the mean title, the mean text.
pub(super) const OPINIONS: usize = 3;

/// What is trained on titles, or on descriptions.
#[derive(Debug)]
pub(super) struct Opinions {
    vocabulary: Vocabulary,
    learnt: Weights,
    means: [Means; 2],
}

impl Opinions {
    /// Learns from documents, and takes the means of titles and of texts over the features that at
    /// least two of the documents have.
    pub(super) fn train(
        learnt: &[Document],
        means: [&[Document]; 2],
        tree: &Tree,
        schedule: Schedule,
    ) -> Self {
        let features = learnt.iter().map(|(_, features)| features.as_slice());
        let vocabulary = Vocabulary::build(features);
        let rows = vocabulary.len();
        let examples = |documents: &[Document]| -> Vec<Example> {
            let examples = documents.iter().map(|(number, features)| Example {
                occupation: *number,
                vector: vocabulary.vector(features),
            });
            examples.collect()
        };
        let means = means.map(|documents| Means::build(&examples(documents), rows, tree.len()));
        let learnt = softmax::train(&examples(learnt), rows, tree, schedule);
        Opinions {
            vocabulary,
            learnt,
            means,
        }
    }

    /// All opinions on a text.
    pub(super) fn judge(&self, features: &[(u32, f32)], tree: &Tree) -> Vec<Vec<f32>> {
        let vector = self.vocabulary.vector(features);
        let learnt = tree.scores(&self.learnt.sums(&vector));
        let means = self
            .means
            .iter()
            .map(|means| means.scores(&vector, tree.len()));
        [learnt].into_iter().chain(means).collect()
    }

    /// One table of all, each with its weight.
    pub(super) fn into_table(self, weights: [f32; OPINIONS], budget: usize) -> Table {
        let [learnt_weight, means_weights @ ..] = weights;
        let (learnt, means) = (self.learnt, self.means);
        Table::pack(self.vocabulary, learnt.columns, budget, |at, row| {
            for (weight, learnt) in row.iter_mut().zip(learnt.row(at)) {
                *weight = learnt_weight * learnt;
            }
            for (means, weight) in means.iter().zip(means_weights) {
                for (number, mean) in means.row(at) {
                    row[usize::from(*number)] += weight * mean;
                }
            }
        })
    }
}
