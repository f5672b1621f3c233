//! From the lines of a taxonomy to a model.
//!
//! ```text
//!  titles                 ─────────────────────────────► titles model
//!     └──────────────────┐
//!  texts (tasks, …)     ─┼► each alone, and for each code 20 times two to six of its texts together ─► texts model
//! ```
//!
//! A description says several things an occupation does, between others that say nothing, so the model learns from
//! several texts at once too.

use std::collections::BTreeMap;

use super::SocModel;
use super::softmax::{Draw, Line, fit};
use crate::occupation::features::{features, text_features, words};

/// Texts put together for each code.
const MIXTURES: usize = 20;

/// Texts in one of them: two to so many.
const MOST_TEXTS: usize = 6;

/// A title or a text, and the code of its occupation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModelLine {
    /// The code: `15-1252`.
    pub soc_code: String,
    /// A title, a task statement, a description.
    pub text: String,
}

/// What a model is trained from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrainingLines {
    /// Titles of occupations.
    pub titles: Vec<ModelLine>,
    /// What is done in them: task statements, descriptions.
    pub texts: Vec<ModelLine>,
}

impl SocModel {
    /// Trains a model; the order of the lines, and lines that come twice, make no difference.
    pub fn train(mut lines: TrainingLines) -> Self {
        for lines in [&mut lines.titles, &mut lines.texts] {
            lines.sort_unstable();
            lines.dedup();
        }
        let codes = codes_of(&lines);
        let number = |line: &ModelLine| codes.binary_search(&line.soc_code).ok();
        let line = |line: &ModelLine, features: Vec<(u64, f32)>| {
            let code = u16::try_from(number(line)?).ok()?;
            Some(Line { code, features })
        };
        let titles: Vec<Line> = lines
            .titles
            .iter()
            .filter_map(|title| line(title, features(&words(&title.text))))
            .collect();
        let mut texts: Vec<ModelLine> = lines.texts.clone();
        texts.extend(mixtures(&lines.texts));
        texts.extend(lines.titles.iter().cloned());
        let texts: Vec<Line> = texts
            .iter()
            .filter_map(|text| line(text, text_features(&words(&text.text))))
            .collect();
        SocModel {
            titles: fit(&titles, codes.len()),
            texts: fit(&texts, codes.len()),
            codes,
        }
    }
}

/// The codes that have a title, in order; more than 65,536 no classification has.
fn codes_of(lines: &TrainingLines) -> Vec<String> {
    let mut codes: Vec<String> = lines
        .titles
        .iter()
        .map(|line| line.soc_code.clone())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(usize::from(u16::MAX));
    codes
}

fn mixtures(texts: &[ModelLine]) -> Vec<ModelLine> {
    let mut by_code: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in texts {
        by_code.entry(&line.soc_code).or_default().push(&line.text);
    }
    let mut draw = Draw::default();
    let mut mixed = Vec::with_capacity(by_code.len() * MIXTURES);
    for (code, texts) in by_code {
        for _ in 0..MIXTURES {
            let count = 2 + draw.below(MOST_TEXTS - 1);
            let some: Vec<&str> = (0..count)
                .filter_map(|_| texts.get(draw.below(texts.len())).copied())
                .collect();
            mixed.push(ModelLine {
                soc_code: code.to_owned(),
                text: some.join(" "),
            });
        }
    }
    mixed
}
