//! What is fitted on held-out lines: how much opinions count, and how sure the model may be.
//!
//! ```text
//!  held-out title   'Java Coder' (15-1251, 15-1252)
//!  its description  three held-out tasks of 15-1252, two of 51-4041      as noisy as postings are
//! ```
//!
//! A title is held out or not by the hash of its words, so that the same title of two occupations is never
//! on both sides. A posting's description says much that is not of the job, and sometimes nothing
//! that is: so do these.

use super::blend::{self, Judged};
use super::calibrate::Curve;
use super::classify::{Blend, MOST};
use super::corpus::{Corpus, Part, Title};
use super::features::{Features, description_features, mix, title_features};
use super::opinion::{OPINIONS, Opinions};
use super::train::{train_descriptions, train_titles};
use super::tree::Tree;
use crate::hierarchy::soc_levels::SocCode;
use crate::occupation::classify::Level;

/// Held-out titles that weights and curves are fitted on.
const MOST_ASKED: usize = 6_000;
/// One of so many descriptions says nothing of its title's occupation.
const BESIDE: u64 = 8;

/// What is fitted.
#[derive(Debug)]
pub(super) struct Fitted {
    /// Weights of the opinions in the title table.
    pub(super) titles: [f32; OPINIONS],
    /// The same in the description table.
    pub(super) descriptions: [f32; OPINIONS],
    pub(super) blend: Blend,
    /// For a title alone, with description, and a description alone.
    pub(super) curves: [Curve; 3],
}

/// Trains on what is not held out and fits on what is.
pub(super) fn fit(corpus: &Corpus<'_>) -> Fitted {
    let asked = Asked::all(corpus);
    let features: Vec<Features> = asked.iter().map(|one| title_features(one.title)).collect();
    let opinions = train_titles(corpus, Part::Seen);
    let (titles, of_titles) = joined(judge(&asked, &features, &opinions, &corpus.tree));
    drop(opinions);
    let features = asked
        .iter()
        .map(|one| description_features(&one.description));
    let features: Vec<Features> = features.collect();
    let opinions = train_descriptions(corpus, Part::Seen);
    let (descriptions, of_texts) = joined(judge(&asked, &features, &opinions, &corpus.tree));
    let both: Vec<Judged> = of_titles.iter().zip(&of_texts).map(together).collect();
    let blend = Blend {
        both: blend::fit(&both),
    };
    let curves = [
        curve(&corpus.tree, &of_titles, &[1.0]),
        curve(&corpus.tree, &both, &blend.both),
        curve(&corpus.tree, &of_texts, &[1.0]),
    ];
    Fitted {
        titles,
        descriptions,
        blend,
        curves,
    }
}

fn judge(asked: &[Asked<'_>], texts: &[Features], by: &Opinions, tree: &Tree) -> Vec<Judged> {
    let judged = asked.iter().zip(texts).map(|(one, features)| Judged {
        opinions: by.judge(features, tree),
        right: one.occupations.clone(),
    });
    judged.collect()
}

/// The weights of the opinions, and the texts with one opinion that is made of all.
fn joined(judged: Vec<Judged>) -> ([f32; OPINIONS], Vec<Judged>) {
    let weights: [f32; OPINIONS] = blend::fit(&judged);
    let joined = judged.into_iter().map(|one| Judged {
        opinions: vec![blend::sum(&one.opinions, &weights)],
        right: one.right,
    });
    (weights, joined.collect())
}

fn together((title, text): (&Judged, &Judged)) -> Judged {
    let opinions = title.opinions.iter().chain(&text.opinions);
    Judged {
        opinions: opinions.cloned().collect(),
        right: title.right.clone(),
    }
}

fn curve(tree: &Tree, judged: &[Judged], weights: &[f32]) -> Curve {
    let mut guesses = Vec::with_capacity(judged.len() * MOST);
    for one in judged {
        let likely = blend::probabilities(&one.opinions, weights);
        let code_of = |occupation: &u16| tree.code(*occupation).and_then(SocCode::parse);
        let right = |code: SocCode| one.right.iter().any(|one| code_of(one) == Some(code));
        let told = tree.likeliest(&likely, MOST, Level::Detailed);
        guesses.extend(told.iter().map(|(code, p)| (*p, right(*code))));
    }
    Curve::fit(guesses)
}

/// A held-out title with all occupations that have it, and a description made for it.
struct Asked<'a> {
    occupations: Vec<u16>,
    title: &'a str,
    description: String,
}

impl<'a> Asked<'a> {
    fn all(corpus: &'a Corpus<'_>) -> Vec<Asked<'a>> {
        let texts = corpus.texts.iter().copied();
        let texts: Vec<(u16, &str)> = texts
            .filter(|(_, text)| Part::HeldOut.has_text(text))
            .collect();
        let titles = corpus.titles.iter();
        let mut titles: Vec<&Title> = titles.filter(|one| Part::HeldOut.has_title(one)).collect();
        titles.sort_by_key(|title| (mix(title.key), title.occupation));
        let mut asked: Vec<Asked<'a>> = titles
            .chunk_by(|a, b| a.key == b.key)
            .filter_map(|same| Asked::of(same, &texts))
            .collect();
        asked.truncate(MOST_ASKED);
        asked
    }

    /// None when no text of its occupations is held out.
    fn of(same: &[&'a Title], texts: &[(u16, &str)]) -> Option<Self> {
        let first = same.first()?;
        let description = same.iter().find_map(|title| description(title, texts))?;
        Some(Asked {
            occupations: same.iter().map(|title| title.occupation).collect(),
            title: &first.text,
            description,
        })
    }
}

/// None to five texts of the title's occupation and none to ten of others; none when no text is its own.
fn description(title: &Title, texts: &[(u16, &str)]) -> Option<String> {
    let start = texts.partition_point(|(number, _)| *number < title.occupation);
    let end = texts.partition_point(|(number, _)| *number <= title.occupation);
    let own = texts.get(start..end).filter(|own| !own.is_empty())?;
    let seed = mix(title.key);
    let is_beside = (seed >> 16).is_multiple_of(BESIDE);
    let own_count = if is_beside { 0 } else { 1 + seed % 5 };
    let first = mix(seed) >> 8;
    let mine = (0..own_count.min(own.len() as u64)).map(|at| pick(own, first + at));
    let other_count = (seed >> 32) % 10 + u64::from(is_beside);
    let others = (0..other_count).map(|at| pick(texts, mix(seed ^ at)));
    let all: Vec<&str> = mine.chain(others).collect();
    Some(all.join(" "))
}

/// A text by any number; there is at least one.
fn pick<'t>(texts: &[(u16, &'t str)], number: u64) -> &'t str {
    texts[(number % texts.len() as u64) as usize].1
}
