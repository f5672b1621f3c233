//! Whether a posting demands what it names, or would welcome it.
//!
//! ```text
//!  "BS required, MS preferred"     BS ─► required (the cue stands in its clause)     MS ─► preferred
//!  "Preferred: BS, MS"             MS ─► preferred (no cue of its own, none behind: the one in front)
//!  under "Nice to have"            MS ─► preferred (no cue at all: the section)
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::Phrases;
use super::reading::Reading;
use crate::sections::SectionKind;

/// How much a posting wants something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Necessity {
    Required,
    Preferred,
}

impl Necessity {
    /// The word in SQL.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Preferred => "preferred",
        }
    }
}

const REQUIRED: &[&str] = &[
    "required",
    "require",
    "requires",
    "requirement",
    "requirements",
    "must",
    "minimum",
    "min",
    "mandatory",
    "at least",
    "need",
    "needed",
    "needs",
    "essential",
    "necessary",
    "basic qualifications",
    "shall",
    "no less than",
    "will have",
    "is a must",
    "non negotiable",
];

const PREFERRED: &[&str] = &[
    "preferred",
    "prefer",
    "prefers",
    "preferably",
    "preference",
    "desired",
    "desirable",
    "desire",
    "a plus",
    "a strong plus",
    "a big plus",
    "a huge plus",
    "a definite plus",
    "pluses",
    "nice to have",
    "nice to haves",
    "ideal",
    "ideally",
    "bonus",
    "bonus points",
    "an asset",
    "a benefit",
    "advantage",
    "advantageous",
    "beneficial",
    "helpful",
    "optional",
    "welcome",
    "welcomed",
    "not required",
    "not necessary",
    "not needed",
    "not a requirement",
    "not mandatory",
    "but not required",
    "considered",
    "highly valued",
    "would be great",
    "favorable",
];

/// The cues, and how many of the first of them mean required.
static CUES: LazyLock<(Phrases, u32)> = LazyLock::new(|| {
    let mut cues = Phrases::default();
    let required = REQUIRED.iter().filter_map(|cue| cues.insert(cue)).max();
    PREFERRED.iter().for_each(|cue| {
        cues.insert(cue);
    });
    (cues, required.map_or(0, |last| last + 1))
});

/// A cue in a sentence: the words it stands in.
struct Cue {
    words: Range<usize>,
    says: Necessity,
}

/// How much a posting wants what stands in these words; `None` where it does not say.
pub(crate) fn necessity(reading: &Reading<'_>, mention: Range<usize>) -> Option<Necessity> {
    let sentence = reading.sentence(mention.start);
    let cues = cues(reading, sentence);
    let behind = cues.iter().find(|cue| cue.words.end > mention.start);
    let before = cues.iter().rev().find(|cue| cue.words.end <= mention.start);
    let is_near = |from: usize, to: usize| !(from..to).any(|at| parts_clauses(reading.word(at)));
    let near_behind = behind.filter(|cue| is_near(mention.end, cue.words.start));
    let near_before = before.filter(|cue| is_near(cue.words.end, mention.start));
    // A semicolon ends what a cue behind it is about, but a list may go on over it: "Preferred: BS; MS".
    let within = |from: usize, to: usize| !(from..to).any(|at| reading.word(at) == ";");
    let behind = behind.filter(|cue| within(mention.end, cue.words.start));
    let cue = near_behind.or(near_before).or(behind).or(before);
    cue.map(|cue| cue.says)
        .or_else(|| of_section(reading.section(reading.bytes(mention).start)))
}

/// The cues of a sentence in order, the longest at each place.
fn cues(reading: &Reading<'_>, sentence: Range<usize>) -> Vec<Cue> {
    let (phrases, required) = &*CUES;
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let mut longest = None;
        phrases.each_at(reading, at, &mut |cue, end| {
            longest = Some((cue, end));
        });
        let Some((cue, end)) = longest else {
            at += 1;
            continue;
        };
        let says = if cue < *required {
            Necessity::Required
        } else {
            Necessity::Preferred
        };
        cues.push(Cue {
            words: at..end,
            says,
        });
        at = end;
    }
    cues
}

fn parts_clauses(word: &str) -> bool {
    matches!(word, "," | ";" | "/" | "|" | "." | "and" | "but" | "with")
}

fn of_section(kind: SectionKind) -> Option<Necessity> {
    match kind {
        SectionKind::Requirements | SectionKind::Qualifications => Some(Necessity::Required),
        SectionKind::PreferredQualifications => Some(Necessity::Preferred),
        _ => None,
    }
}
