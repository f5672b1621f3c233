//! A list of concepts: keywords of a team's own, mapped to the values they stand for.
//!
//! ```text
//!  value     keywords               supporting     refuting        "A bachelor's degree, and a current CDL"
//!  bachelor  bachelor's|BS|BA       degree         bachelor party    ─► { bachelor, 2..12 }
//!            general manager                                         a rule without a value: found, and not told
//! ```
//!
//! At each word the longest keyword counts of which a rule holds: one of its supporting phrases stands in the same sentence
//! (or it has none), and none of its refuting ones does. A context may also be a section, `section:benefits`. `#` in a
//! keyword is a number, and as a value it is that number.

use std::borrow::Cow;
use std::ops::Range;

use super::necessity::{Necessity, necessity};
use super::number::number;
use super::phrases::Phrases;
use super::reading::Reading;
use crate::sections::SectionKind;

/// One rule of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptRule {
    /// What a match tells; a rule without one keeps its keywords from being told.
    pub value: Option<String>,
    /// The words to find, each for itself.
    pub keywords: Vec<String>,
    /// Of these one must stand in the same sentence, if there are any.
    pub supporting: Vec<String>,
    /// Of these none may stand in the same sentence.
    pub refuting: Vec<String>,
    /// How sure a match is, from 0 to 1.
    pub confidence: f32,
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConceptRuleError {
    /// No keyword has a letter, a digit or a sign.
    #[error("it has no keyword to find")]
    NoKeyword,
    /// A context names a section that there is not.
    #[error("there is no section `{0}`; the sections are {known}", known = section_names())]
    UnknownSection(String),
    /// The confidence is no number from 0 to 1.
    #[error("its confidence `{0}` is no number from 0 to 1")]
    Confidence(String),
}

fn section_names() -> String {
    SectionKind::ALL.map(SectionKind::as_str).join(", ")
}

impl ConceptRule {
    /// The rule in the cells of a list's row; phrases are separated by `|`.
    ///
    /// # Errors
    /// When the rule could never hold: no keyword, an unknown section, a confidence out of range.
    pub fn parse(
        value: Option<&str>,
        keywords: &str,
        supporting: Option<&str>,
        refuting: Option<&str>,
        confidence: Option<&str>,
    ) -> Result<Self, ConceptRuleError> {
        let contexts = [phrases(supporting)?, phrases(refuting)?];
        let [supporting, refuting] = contexts;
        let keywords = phrases(Some(keywords))?;
        let mut words = Phrases::default();
        if !keywords
            .iter()
            .any(|keyword| words.insert(keyword).is_some())
        {
            return Err(ConceptRuleError::NoKeyword);
        }
        let number = confidence.map_or(Ok(1.0), str::parse::<f32>);
        match number {
            Ok(sure) if (0.0..=1.0).contains(&sure) => Ok(Self {
                value: value.map(str::to_owned),
                keywords,
                supporting,
                refuting,
                confidence: sure,
            }),
            _ => Err(ConceptRuleError::Confidence(
                confidence.unwrap_or_default().to_owned(),
            )),
        }
    }
}

/// The phrases of a cell.
fn phrases(cell: Option<&str>) -> Result<Vec<String>, ConceptRuleError> {
    let all = cell.unwrap_or_default().split('|').map(str::trim);
    let unknown = |phrase: &&str| {
        let section = phrase.strip_prefix(SECTION).map(str::trim);
        section.is_some_and(|section| SectionKind::named(section).is_none())
    };
    let phrases: Vec<&str> = all.filter(|phrase| !phrase.is_empty()).collect();
    match phrases.iter().find(|phrase| unknown(phrase)) {
        Some(phrase) => Err(ConceptRuleError::UnknownSection(
            phrase.trim_start_matches(SECTION).to_owned(),
        )),
        None => Ok(phrases.into_iter().map(str::to_owned).collect()),
    }
}

/// A value that a text names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConceptMatch<'l> {
    pub(crate) value: Cow<'l, str>,
    /// The keyword in bytes of the text.
    pub(crate) span: Range<usize>,
    pub(crate) necessity: Option<Necessity>,
    pub(crate) confidence: f32,
}

/// The rules of one list, ready to be found.
#[derive(Debug, Default)]
pub struct ConceptList {
    keywords: Phrases,
    contexts: Phrases,
    rules: Vec<Rule>,
    /// The rules of each keyword, in the order of the list.
    of_keyword: Vec<Vec<usize>>,
}

#[derive(Debug)]
struct Rule {
    value: Option<String>,
    supporting: Vec<Context>,
    refuting: Vec<Context>,
    confidence: f32,
}

#[derive(Debug, PartialEq)]
enum Context {
    Phrase(u32),
    Section(SectionKind),
}

const SECTION: &str = "section:";

impl ConceptList {
    /// The list of these rules. Where several rules hold for one keyword, all their values are told, in their order.
    pub fn build(rules: impl IntoIterator<Item = ConceptRule>) -> Self {
        let mut list = Self::default();
        for rule in rules {
            let at = list.rules.len();
            for keyword in &rule.keywords {
                let Some(keyword) = list.keywords.insert(keyword) else {
                    continue;
                };
                if list.of_keyword.len() <= keyword as usize {
                    list.of_keyword.push(Vec::new());
                }
                if let Some(rules) = list.of_keyword.get_mut(keyword as usize) {
                    rules.push(at);
                }
            }
            let supporting = list.contexts(&rule.supporting);
            let refuting = list.contexts(&rule.refuting);
            list.rules.push(Rule {
                value: rule.value,
                supporting,
                refuting,
                confidence: rule.confidence,
            });
        }
        list
    }

    fn contexts(&mut self, phrases: &[String]) -> Vec<Context> {
        let context = |phrase: &String| match phrase.trim().strip_prefix(SECTION) {
            Some(kind) => SectionKind::named(kind.trim()).map(Context::Section),
            None => self.contexts.insert(phrase).map(Context::Phrase),
        };
        phrases.iter().filter_map(context).collect()
    }

    /// The values that a text names, from left to right, one for each occurrence.
    pub(crate) fn find(&self, text: &str) -> Vec<ConceptMatch<'_>> {
        let reading = Reading::new(text);
        let mut found = Vec::new();
        let mut sentence = Sentence::default();
        let mut candidates = Vec::new();
        let mut at = 0;
        while at < reading.words.len() {
            candidates.clear();
            let mut candidate = |keyword, end| candidates.push((keyword, end));
            self.keywords.each_at(&reading, at, &mut candidate);
            // A keyword with `#` and one without may end at the same word: the longest first, in the order found.
            candidates.sort_by_key(|(_, end)| std::cmp::Reverse(*end));
            let held = candidates.iter().find_map(|(keyword, end)| {
                sentence.around(&reading, at, &self.contexts);
                let rules = self.holding(&reading, &sentence, *keyword, at);
                (!rules.is_empty()).then_some((rules, *end))
            });
            let Some((rules, end)) = held else {
                at += 1;
                continue;
            };
            tell(&reading, &rules, at..end, &mut found);
            at = end;
        }
        found
    }

    /// The rules of a keyword that hold where it begins.
    fn holding(
        &self,
        reading: &Reading<'_>,
        sentence: &Sentence,
        keyword: u32,
        at: usize,
    ) -> Vec<&Rule> {
        let byte = reading.bytes(at..at + 1).start;
        let rules = self.of_keyword.get(keyword as usize);
        let rules = rules.into_iter().flatten();
        rules
            .filter_map(|rule| self.rules.get(*rule))
            .filter(|rule| sentence.allows(reading, rule, byte))
            .collect()
    }
}

/// Tells the values of the rules that hold for a keyword, each once.
fn tell<'l>(
    reading: &Reading<'_>,
    rules: &[&'l Rule],
    words: Range<usize>,
    found: &mut Vec<ConceptMatch<'l>>,
) {
    let before = found.len();
    for rule in rules {
        let value = rule.value.as_deref();
        let Some(value) = value.and_then(|value| told(reading, value, &words)) else {
            continue;
        };
        if found.iter().skip(before).all(|other| other.value != value) {
            found.push(ConceptMatch {
                value,
                span: reading.bytes(words.clone()),
                necessity: necessity(reading, words.clone()),
                confidence: rule.confidence,
            });
        }
    }
}

/// A value as it is told: `#` is the first number of the keyword.
fn told<'l>(reading: &Reading<'_>, value: &'l str, words: &Range<usize>) -> Option<Cow<'l, str>> {
    if value != "#" {
        return Some(Cow::Borrowed(value));
    }
    let found = words.clone().find_map(|at| number(reading.word(at)))?;
    Some(Cow::Owned(found.to_string()))
}

/// The contexts that stand in the sentence that is being read.
#[derive(Debug, Default)]
struct Sentence {
    words: Option<Range<usize>>,
    contexts: Vec<u32>,
}

impl Sentence {
    /// Reads the sentence around a word, unless it is the one that was read last.
    fn around(&mut self, reading: &Reading<'_>, at: usize, contexts: &Phrases) {
        let words = reading.sentence(at);
        if self.words.as_ref() == Some(&words) {
            return;
        }
        self.contexts.clear();
        for word in words.clone() {
            contexts.each_at(reading, word, &mut |context, _| {
                self.contexts.push(context);
            });
        }
        self.words = Some(words);
    }

    fn allows(&self, reading: &Reading<'_>, rule: &Rule, byte: usize) -> bool {
        let stands = |context: &Context| match context {
            Context::Phrase(phrase) => self.contexts.contains(phrase),
            Context::Section(kind) => reading.section(byte) == *kind,
        };
        (rule.supporting.is_empty() || rule.supporting.iter().any(stands))
            && !rule.refuting.iter().any(stands)
    }
}
