//! Years of experience that a posting asks for.
//!
//! ```text
//!  "At least three (3) years of experience; 5-7 preferred."   ─► { minimum 3, required }
//!  "6 months' warehouse experience"                           ─► { minimum 0.5 }
//!  "no experience necessary"                                  ─► { minimum 0, maximum 0 }
//!  "must be 18 years old", "we have 40 years of experience"   ─► nothing
//! ```
//!
//! A number (or a range) with a unit of time counts when the sentence speaks of experience near it. Without that word it
//! counts, less surely, where the sentence or its section demands it ("3+ years in sales required").

use std::ops::Range;

use super::duration::{Duration, duration};
use super::necessity::{Necessity, necessity};
use super::phrases::Phrases;
use super::reading::Reading;
use crate::sections::SectionKind;
use std::sync::LazyLock;

/// Experience that a text asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Experience {
    /// In years.
    pub(crate) minimum: f64,
    pub(crate) maximum: Option<f64>,
    pub(crate) necessity: Option<Necessity>,
    /// Number and unit in bytes of the text.
    pub(crate) span: Range<usize>,
    pub(crate) confidence: f32,
}

/// How many words before a number, and behind its unit, may speak of experience.
const BEFORE: usize = 8;
const BEHIND: usize = 16;

/// More is what a company has, not what it asks for.
const MOST_YEARS: f64 = 30.0;

/// How sure a mention is that says experience, and one that does not.
const SAID: f32 = 1.0;
const UNSAID: f32 = 0.6;

/// A company that tells of itself mostly tells more than this.
const MANY_YEARS: f64 = 10.0;

const SPEAKS: &[&str] = &[
    "experience",
    "experiences",
    "experienced",
    "exp",
    "expereince",
    "experiance",
    "work history",
    "track record",
    "background in",
];

/// Words behind a unit that make it something else than experience.
const NOT_EXPERIENCE: &[&str] = &[
    "old",
    "of age",
    "ago",
    "degree",
    "college degree",
    "university degree",
    "college",
    "university",
    "program",
    "diploma",
    "term",
    "contract",
    "commitment",
    "anniversary",
    "warranty",
    "in business",
    "of business",
    "of history",
    "history",
    "of excellence",
    "of growth",
    "of innovation",
    "younger",
    "or older",
    "and older",
    "of service to",
    "of serving",
    "lease",
    "plan",
    "appointment",
    "assignment",
    "after",
    "per year",
    "from",
    "of employment",
    "probation",
    "probationary",
    "of post",
    "of college",
    "of education",
    "of school",
    "of schooling",
    "of coursework",
    "of study",
    "of studies",
    "of undergraduate",
    "of graduate",
    "of university",
    "of academic",
    "of high school",
    "of full time education",
    "of higher education",
    "of residency",
    "of training",
];

/// Words in front of a number that make it something else.
const NOT_ASKED: &[&str] = &[
    "within",
    "within the",
    "in the last",
    "in the past",
    "over the past",
    "over the last",
    "past",
    "last",
    "the last",
    "the past",
    "next",
    "the next",
    "every",
    "age",
    "aged",
    "ages",
    "for the",
    "previous",
    "within the last",
    "within the past",
    "of the last",
    "of the past",
];

const OF_THE_COMPANY: &[&str] = &[
    "we",
    "we've",
    "our",
    "us",
    "company",
    "firm",
    "founded",
    "established",
    "family owned",
    "combined",
    "collective",
    "serving",
    "has been",
    "have been",
];

const OF_THE_CANDIDATE: &[&str] = &[
    "you",
    "your",
    "candidate",
    "candidates",
    "applicant",
    "applicants",
    "must",
    "minimum",
    "required",
    "preferred",
    "at least",
    "requires",
    "require",
    "seeking",
    "looking for",
    "desired",
    "ideal",
    "should",
    "need",
];

const NONE_ASKED: &[&str] = &[
    "no experience necessary",
    "no experience required",
    "no experience needed",
    "no experience is necessary",
    "no experience is required",
    "no experience is needed",
    "no prior experience",
    "no previous experience",
    "experience not required",
    "experience is not required",
    "experience not necessary",
    "experience is not necessary",
    "experience not needed",
    "experience is not needed",
    "no work experience required",
    "without experience",
    "no experience",
];

/// Schooling beside which a bare number of years is experience: "BA and 2 years".
const SCHOOLING: &[&str] = &[
    "bachelor's",
    "bachelors",
    "bachelor",
    "master's",
    "degree",
    "BS",
    "BA",
    "B.S",
    "B.A",
    "GED",
    "diploma",
    "HS",
    "high school",
    "associate's",
    "license",
    "certification",
    "CDL",
    "RN",
    "CPA",
];

/// The phrases of this module, by what they say.
struct Cues {
    speaks: Phrases,
    not_experience: Phrases,
    not_asked: Phrases,
    of_the_company: Phrases,
    of_the_candidate: Phrases,
    none_asked: Phrases,
    schooling: Phrases,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
    speaks: phrases(SPEAKS),
    not_experience: phrases(NOT_EXPERIENCE),
    not_asked: phrases(NOT_ASKED),
    of_the_company: phrases(OF_THE_COMPANY),
    of_the_candidate: phrases(OF_THE_CANDIDATE),
    none_asked: phrases(NONE_ASKED),
    schooling: phrases(SCHOOLING),
});

fn phrases(all: &[&str]) -> Phrases {
    let mut phrases = Phrases::default();
    all.iter().for_each(|phrase| {
        phrases.insert(phrase);
    });
    phrases
}

/// The experience that a text asks for, from left to right.
pub(crate) fn experience(text: &str) -> Vec<Experience> {
    let reading = Reading::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let none = CUES.none_asked.longest_at(&reading, at);
        if let Some(end) = none {
            found.push(none_asked(&reading, at..end));
            at = end;
        } else if let Some(length) = duration(&reading, at) {
            at = length.words.end;
            found.extend(asked(&reading, length));
        } else {
            at += 1;
        }
    }
    found
}

fn none_asked(reading: &Reading<'_>, words: Range<usize>) -> Experience {
    Experience {
        minimum: 0.0,
        maximum: Some(0.0),
        necessity: None,
        span: reading.bytes(words),
        confidence: 1.0,
    }
}

/// A length of time, if it is experience that is asked for.
fn asked(reading: &Reading<'_>, length: Duration) -> Option<Experience> {
    let words = length.words.clone();
    let sentence = reading.sentence(words.start);
    let section = reading.section(reading.bytes(words.clone()).start);
    let is_other = CUES.not_experience.longest_at(reading, words.end).is_some()
        || ends_before(reading, &CUES.not_asked, words.start);
    if is_other
        || length.minimum > MOST_YEARS
        || of_the_company(reading, &sentence, section, length.minimum)
    {
        return None;
    }
    let necessity = necessity(reading, words.clone());
    let near = words.start.saturating_sub(BEFORE).max(sentence.start)
        ..(words.end + BEHIND).min(sentence.end);
    let confidence = if names(reading, &CUES.speaks, near) {
        SAID
    } else if section == SectionKind::Experience || is_asked(reading, &words, &sentence, necessity)
    {
        UNSAID
    } else {
        return None;
    };
    Some(Experience {
        minimum: length.minimum,
        maximum: length.maximum,
        necessity,
        span: reading.bytes(words),
        confidence,
    })
}

/// Whether years are asked for although the word experience is missing: a demand, schooling beside them, or what follows
/// says where they were spent; but not where a company tells of itself.
fn is_asked(
    reading: &Reading<'_>,
    words: &Range<usize>,
    sentence: &Range<usize>,
    necessity: Option<Necessity>,
) -> bool {
    if names(reading, &CUES.of_the_company, sentence.clone()) {
        return false;
    }
    let open = reading.word(words.start).ends_with('+');
    let spent = necessity.is_some() || ends_before(reading, &CUES.of_the_candidate, words.start);
    open || spent && works(reading, words.end)
        || works(reading, words.end) && words.start == sentence.start
        || names(reading, &CUES.schooling, sentence.clone())
}

/// "in", "as", "of", "working": what follows says where the years were spent.
fn works(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at).to_lowercase();
    matches!(
        word.as_str(),
        "in" | "as"
            | "of"
            | "with"
            | "working"
            | "doing"
            | "managing"
            | "at"
            | "behind"
            | "on"
            | "leading"
            | "teaching"
    )
}

/// Whether a sentence with so many years tells of the company, not of whom it looks for.
fn of_the_company(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    section: SectionKind,
    years: f64,
) -> bool {
    let many = years >= MANY_YEARS;
    let told =
        section == SectionKind::AboutUs || names(reading, &CUES.of_the_company, sentence.clone());
    many && told && !names(reading, &CUES.of_the_candidate, sentence.clone())
}

/// Whether a phrase ends right before a word.
fn ends_before(reading: &Reading<'_>, phrases: &Phrases, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|start| {
        let mut ends = false;
        phrases.each_at(reading, start, &mut |_, end| ends |= end == at);
        ends
    })
}

fn names(reading: &Reading<'_>, phrases: &Phrases, mut words: Range<usize>) -> bool {
    let end = words.end;
    words.any(|at| {
        phrases
            .longest_at(reading, at)
            .is_some_and(|behind| behind <= end)
    })
}
