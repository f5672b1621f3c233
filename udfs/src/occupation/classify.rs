//! From the titles nearest to a posting's to its likeliest occupations.
//!
//! ```text
//!  'Java Coder'  nearest   java programmer 15-1251 .71 · java developer 15-1252 .66 · coder 29-2072 .52 …
//!  top           15-1251                                     the nearest title's
//!  common        votes  likeness⁴ of 50 neighbours            15-1252 .48   15-1251 .33   29-2072 .05 …
//!                + ½ likeness to all titles of the occupation
//!                + 2 × likeness of the description to them    ─► softmax ─► 15-1252 .62   15-1251 .27 …
//! ```
//!
//! A title that the taxonomy has is decided among the occupations that have it. Probabilities are calibrated: how sure one can be
//! at all depends on how near the nearest title is. Measured (`benches/run occupations`) on 2,662 titles reported by workers of
//! O*NET 27.0 against an index without them: `common` finds the code of 49 % (major group 70 %), with six task statements as
//! description 56 % (75 %); a vote of ten neighbours by letters alone 43 % (64 %); `top` 38 %.

use super::features::words;
use super::title_index::{Neighbour, Query, Scratch, TitleIndex};
use crate::hierarchy::soc_levels::SocCode;

/// Neighbours that vote.
const NEIGHBOURS: usize = 50;
/// The nearer a neighbour, the more its vote counts: likeness to this power.
const NEARNESS: i32 = 4;
/// What likeness to all titles of an occupation counts, against all votes together.
const TITLES: f32 = 0.5;
/// The same for the description. With a description about something else 48.7 % are right instead of 49.1.
const DESCRIPTION: f32 = 2.0;
/// Most occupations that are told.
const MOST: usize = 5;
/// Below this the best guess is not told unless asked for: it would be wrong three times of four.
pub(crate) const LEAST: f32 = 0.2;
/// A guess after the first that is less likely than this says nothing.
pub(super) const NEGLIGIBLE: f32 = 0.01;
/// A title with no likelier neighbour than this is like none of the taxonomy's.
pub(super) const TOO_FAR: f32 = 0.3;
/// How sure a title is that the taxonomy has.
const EXACT: f32 = 0.97;

/// How an occupation is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// That of the nearest title.
    Top,
    /// The vote of the nearest titles, and the description.
    Common,
}

/// The level of the SOC at which occupations are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Two digits: `15-0000`.
    Major,
    /// Three: `15-1200`.
    Minor,
    /// Five: `15-1250`.
    Broad,
    /// All six: `15-1252`.
    Detailed,
}

/// An occupation that a posting may be of.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The code, or its first digits: `15-1252`, `15-0000`.
    pub soc_code: String,
    /// From 0 to 1; those of all occupations add up to at most 1.
    pub probability: f32,
}

/// How sure one can be: of the best guess at all a logistic curve over the likeness of the nearest title, and between
/// guesses a softmax of their scores.
struct Confidence {
    intercept: f32,
    slope: f32,
    temperature: f32,
}

impl Confidence {
    fn at(&self, likeness: f32) -> f32 {
        1.0 / (1.0 + (-(self.intercept + self.slope * likeness)).exp())
    }
}

/// Fitted on the measured titles. Only a title that is as near as the nearest takes from its probability.
const TOP: Confidence = Confidence {
    intercept: -3.9,
    slope: 4.6,
    temperature: 0.01,
};
/// Fitted on half of the measured titles, and right on the other half.
const COMMON: Confidence = Confidence {
    intercept: -0.5,
    slope: 3.0,
    temperature: 0.1,
};

/// Classifies the rows of a batch; keeps what searching needs.
#[derive(Debug)]
pub(crate) struct Classifier<'a> {
    index: &'a TitleIndex,
    method: Method,
    level: Level,
    /// The least probability of a best guess that is told.
    least: f32,
    scratch: Scratch,
}

impl<'a> Classifier<'a> {
    pub(crate) fn new(index: &'a TitleIndex, method: Method, level: Level, least: f32) -> Self {
        Classifier {
            index,
            method,
            level,
            least,
            scratch: Scratch::default(),
        }
    }

    /// The likeliest occupations, the likeliest first; none when even that is unlikely.
    pub(crate) fn classify(&mut self, title: &str, description: Option<&str>) -> Vec<Guess> {
        let words = words(title);
        let query = self.index.title_query(&words);
        let exact = self.index.exact(&words);
        let is_exact = !exact.is_empty();
        let near = if is_exact {
            exact
        } else {
            self.index.nearest(&query, NEIGHBOURS, &mut self.scratch)
        };
        let likeness = near.first().map_or(0.0, |(_, likeness)| *likeness);
        if likeness < TOO_FAR {
            return Vec::new();
        }
        let (scores, curve) = match self.method {
            Method::Top => (self.nearest_titles(&near), &TOP),
            Method::Common => (self.votes(&near, &query, description), &COMMON),
        };
        let sure = if is_exact { EXACT } else { curve.at(likeness) };
        self.guesses(softmax(scores, sure, curve.temperature))
    }

    /// The likest title of each occupation.
    fn nearest_titles(&self, near: &[Neighbour]) -> Vec<(u32, f32)> {
        let mut scores: Vec<(u32, f32)> = Vec::new();
        for (title, likeness) in near {
            if let Some(code) = self.index.code_of(*title)
                && scores.iter().all(|(known, _)| *known != code)
            {
                scores.push((code, *likeness));
            }
        }
        scores
    }

    fn votes(
        &self,
        near: &[Neighbour],
        query: &Query,
        description: Option<&str>,
    ) -> Vec<(u32, f32)> {
        let mut scores: Vec<(u32, f32)> = Vec::new();
        let all: f32 = near
            .iter()
            .map(|(_, likeness)| likeness.powi(NEARNESS))
            .sum();
        for (title, likeness) in near {
            let Some(code) = self.index.code_of(*title) else {
                continue;
            };
            let vote = likeness.powi(NEARNESS) / all;
            match scores.iter_mut().find(|(known, _)| *known == code) {
                Some((_, votes)) => *votes += vote,
                None => scores.push((code, vote)),
            }
        }
        let by_titles = self.index.likeness_to_codes(query);
        let text = description.map(|text| self.index.description_query(text));
        let by_text = text.map(|query| self.index.likeness_to_codes(&query));
        let of = |likeness: &[f32], code: u32| likeness.get(code as usize).copied();
        for (code, score) in &mut scores {
            *score += TITLES * of(&by_titles, *code).unwrap_or_default();
            let text = by_text.as_ref().and_then(|likeness| of(likeness, *code));
            *score += DESCRIPTION * text.unwrap_or_default();
        }
        scores
    }

    fn guesses(&self, likely: Vec<(u32, f32)>) -> Vec<Guess> {
        let mut guesses: Vec<Guess> = Vec::new();
        for (code, probability) in likely {
            let Some(code) = self.index.code(code) else {
                continue;
            };
            let soc_code = self.level.of(code);
            match guesses.iter_mut().find(|guess| guess.soc_code == soc_code) {
                Some(guess) => guess.probability += probability,
                None => guesses.push(Guess {
                    soc_code,
                    probability,
                }),
            }
        }
        guesses.sort_by(|a, b| {
            let order = b.probability.total_cmp(&a.probability);
            order.then_with(|| a.soc_code.cmp(&b.soc_code))
        });
        guesses.truncate(MOST);
        let first = guesses.iter().take(1);
        let likely = guesses
            .iter()
            .skip(1)
            .take_while(|guess| guess.probability >= NEGLIGIBLE);
        let kept = first.chain(likely).count();
        guesses.truncate(kept);
        if guesses
            .first()
            .is_none_or(|best| best.probability < self.least)
        {
            guesses.clear();
        }
        guesses
    }
}

/// Scores as probabilities that add up to `sure`.
fn softmax(mut scores: Vec<(u32, f32)>, sure: f32, temperature: f32) -> Vec<(u32, f32)> {
    let most = scores.iter().map(|(_, score)| *score).fold(0.0, f32::max);
    let mut all = 0.0;
    for (_, score) in &mut scores {
        *score = ((*score - most) / temperature).exp();
        all += *score;
    }
    for (_, score) in &mut scores {
        *score *= sure / all;
    }
    scores
}

impl Level {
    /// The group of a code at this level; a code that is its own group stays.
    fn of(self, code: &str) -> String {
        let group = self.group(code);
        group.map_or_else(|| code.to_owned(), |group| group.as_str().to_owned())
    }

    /// The same for what is a code.
    pub(super) fn group(self, code: &str) -> Option<SocCode> {
        let code = SocCode::parse(code)?;
        let group = match self {
            Level::Major => Some(code.major()),
            Level::Minor => code.minor(),
            Level::Broad => code.broad(),
            Level::Detailed => None,
        };
        Some(group.unwrap_or(code))
    }
}

#[cfg(test)]
mod tests;
