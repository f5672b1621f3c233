//! Training lines in order, with numbers for occupations.
//!
//! ```text
//!  15-1252.00 Title 'Programmer (Java)'  ─► title 'Programmer (Java)' and 'Programmer', one family
//!  15-1252    Task 'Analyze user needs.' ─► text of 15-1252.00
//! ```

use super::features::{hash, mix, title_key};
use super::titles::without_brackets;
use super::tree::{Tree, full};
use super::{Kind, SocModelError, TrainingLine};

/// One of so many families of titles, and texts, is held out.
const FOLDS: u64 = 5;

/// What a model is trained on.
#[derive(Debug)]
pub(super) struct Corpus<'a> {
    pub(super) tree: Tree,
    /// By occupation and words, each once.
    pub(super) titles: Vec<Title>,
    /// Tasks and descriptions by occupation.
    pub(super) texts: Vec<(u16, &'a str)>,
}

/// A title of an occupation.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) occupation: u16,
    /// The hash of its words.
    pub(super) key: u64,
    /// The hash of its words outside brackets, by which it is held out.
    pub(super) family: u64,
    pub(super) text: String,
}

impl<'a> Corpus<'a> {
    pub(super) fn of(lines: &[TrainingLine<'a>]) -> Result<Self, SocModelError> {
        let lines = lines.iter().map(|line| {
            let code = full(line.code).ok_or_else(|| SocModelError::NoCode(line.code.to_owned()));
            Ok((code?, line.kind, line.text))
        });
        let mut lines = lines.collect::<Result<Vec<_>, _>>()?;
        lines.sort_unstable();
        lines.dedup();
        let mut occupations: Vec<String> = lines.iter().map(|(code, ..)| code.clone()).collect();
        occupations.dedup();
        let tree = Tree::of(occupations)?;
        let mut titles = Vec::new();
        let mut texts = Vec::new();
        for (code, kind, text) in lines {
            let number = tree.number(&code).unwrap_or_default();
            match kind {
                Kind::Title => titles.extend(variants(number, text)),
                Kind::Task | Kind::Description => texts.push((number, text)),
            }
        }
        // Of titles with the same words the first as written is kept.
        titles.sort_by(|a: &Title, b: &Title| {
            let words = (a.occupation, a.key).cmp(&(b.occupation, b.key));
            words.then_with(|| a.text.cmp(&b.text))
        });
        titles.dedup_by_key(|title| (title.occupation, title.key));
        if titles.is_empty() {
            return Err(SocModelError::NoTitles);
        }
        Ok(Corpus {
            tree,
            titles,
            texts,
        })
    }
}

/// A title as it is, and without its brackets.
fn variants(occupation: u16, text: &str) -> Vec<Title> {
    let outside = without_brackets(text);
    let family = title_key(outside.as_deref().unwrap_or(text));
    let all = [Some(text.to_owned()), outside].into_iter().flatten();
    let known = all.filter_map(|text| {
        let key = title_key(&text)?;
        let family = family.unwrap_or(key);
        Some(Title {
            occupation,
            key,
            family,
            text,
        })
    });
    known.collect()
}

/// Which lines are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All.
    All,
    /// Those that are not held out.
    Seen,
    /// The others.
    HeldOut,
}

impl Part {
    pub(super) fn has_title(self, title: &Title) -> bool {
        self.has(title.family)
    }

    pub(super) fn has_text(self, text: &str) -> bool {
        self.has(hash(b'd', &[text]))
    }

    fn has(self, hash: u64) -> bool {
        match self {
            Part::All => true,
            Part::Seen => !mix(hash).is_multiple_of(FOLDS),
            Part::HeldOut => mix(hash).is_multiple_of(FOLDS),
        }
    }
}
