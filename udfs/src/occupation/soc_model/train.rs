//! From the lines of a taxonomy to a model.
//!
//! ```text
//!  lines, sorted ─► four fifths ─► opinions ─► judge the other fifth ─► weights, curves ─┐
//!               └─► all         ─► opinions ────────────────────────── fold, pack ◄──────┴─► SocModel
//! ```

use super::classify::{Blend, SocModel};
use super::corpus::{Corpus, Part};
use super::features::{Features, description_features, mix, title_features};
use super::fit::fit;
use super::opinion::{Document, Opinions};
use super::softmax::Schedule;
use super::titles::Titles;
use super::{SocModelError, TrainingLine};

const TITLE_SCHEDULE: Schedule = Schedule {
    epochs: 4,
    rate: 4.0,
    dropout: 64,
};
const DESCRIPTION_SCHEDULE: Schedule = Schedule {
    epochs: 3,
    rate: 3.0,
    dropout: 128,
};
/// Entries that are kept of each table; three bytes each.
const TITLE_ENTRIES: usize = 1_900_000;
const DESCRIPTION_ENTRIES: usize = 700_000;
/// Mixtures of texts that stand for descriptions, for each occupation.
const MIXTURES: u64 = 16;

/// The model of a taxonomy. The order of the lines and lines that come twice make no difference.
///
/// # Errors
/// When a code is none, or no line is a title with words.
pub fn train(lines: &[TrainingLine<'_>]) -> Result<SocModel, SocModelError> {
    let corpus = Corpus::of(lines)?;
    let fitted = fit(&corpus);
    let titles = train_titles(&corpus, Part::All);
    let titles = titles.into_table(fitted.titles, TITLE_ENTRIES);
    let descriptions = train_descriptions(&corpus, Part::All);
    let descriptions = descriptions.into_table(fitted.descriptions, DESCRIPTION_ENTRIES);
    let known = corpus
        .titles
        .iter()
        .map(|title| (title.key, title.occupation));
    // Titles alone teach nothing of how descriptions speak.
    let blend = match corpus.texts.is_empty() {
        true => Blend::of_titles(),
        false => fitted.blend,
    };
    Ok(SocModel {
        known: Titles::of(known.collect()),
        tree: corpus.tree,
        titles,
        descriptions,
        blend,
        curves: fitted.curves,
    })
}

/// The opinions on titles, learnt from titles.
pub(super) fn train_titles(corpus: &Corpus<'_>, part: Part) -> Opinions {
    let titles = titles(corpus, part, title_features);
    let means = [&titles[..], &texts(corpus, part)];
    Opinions::train(&titles, means, &corpus.tree, TITLE_SCHEDULE)
}

/// The opinions on descriptions, learnt from texts, from several together, and from titles.
pub(super) fn train_descriptions(corpus: &Corpus<'_>, part: Part) -> Opinions {
    let texts = texts(corpus, part);
    let titles = titles(corpus, part, description_features);
    let all = [&texts[..], &mixtures(&texts), &titles].concat();
    let means = [&titles[..], &texts];
    Opinions::train(&all, means, &corpus.tree, DESCRIPTION_SCHEDULE)
}

fn titles(corpus: &Corpus<'_>, part: Part, features: impl Fn(&str) -> Features) -> Vec<Document> {
    let kept = corpus.titles.iter().filter(|title| part.has_title(title));
    kept.map(|title| (title.occupation, features(&title.text)))
        .collect()
}

fn texts(corpus: &Corpus<'_>, part: Part) -> Vec<Document> {
    let kept = corpus.texts.iter().filter(|(_, text)| part.has_text(text));
    kept.map(|(number, text)| (*number, description_features(text)))
        .collect()
}

/// Two to six texts of an occupation together, for each several times.
fn mixtures(documents: &[Document]) -> Vec<Document> {
    let mut mixtures = Vec::new();
    for texts in documents.chunk_by(|a, b| a.0 == b.0) {
        let Some((occupation, _)) = texts.first() else {
            continue;
        };
        for number in 0..MIXTURES {
            let seed = mix((u64::from(*occupation) << 16) | number);
            let mixed = (0..2 + seed % 5).flat_map(|at| {
                let chosen = mix(seed ^ at) % texts.len() as u64;
                texts[chosen as usize].1.iter().copied()
            });
            mixtures.push((*occupation, mixed.collect()));
        }
    }
    mixtures
}
