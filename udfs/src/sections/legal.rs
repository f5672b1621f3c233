//! Legal statements that stand in the text without a heading.
//!
//! ```text
//!  "Bring a smile. Acme is an Equal Opportunity Employer. Applicants are considered without
//!   regard to race. Apply by Friday."
//!                 └──────────── cue ────────────────────┘└──── cue ───────────────────────┘
//! ```
//!
//! A cue is a wording that only such statements use; its whole sentence is legal. Sentences beside
//! it that use words of such statements ("disability", "background check") belong to it. Items of
//! lists are never statements: "• Process reasonable accommodation requests" is a duty.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::headings::Heading;
use super::lines::is_break;
use super::pieces::{is_bullet, is_listed};

/// Wordings of legal statements. A space stands for white space of any kind.
const CUES: &[&str] = &[
    r"equal (employment )?opportunit(y|ies)( ?[/,&] ?| and | )?(affirmative action )?(workplace|employers?)\b",
    r"equal (employment )?opportunit(y|ies) (is|to all|for all|without|regardless)",
    r"committed to (providing |the principles of )?equal (employment )?opportunit",
    r"without regard to (\w+ or \w+ |an individual's |their )?(race|age|color|colour|sex|gender|religion)\b",
    r"regardless of (\w+ or \w+ |their |your )?(race|age|colou?r|sex|gender|religion|background|disability)\b",
    r"\b(does|do|will|shall) not (unlawfully )?(discriminate|tolerate discrimination)",
    r"affirmative action[ /-](employer|equal)",
    r"all qualified (applicants|candidates|individuals|persons) (will|are|shall)",
    r"prohibits (unlawful )?(discrimination|harassment)",
    r"\bEOE\b",
    r"reasonable accommodations? (may|will|can|to|for|in|during|is|are)\b",
    r"participates? in (the )?e-?verify",
    r"(criminal|arrest)( and \w+| or \w+)? (histor(y|ies)|records?|convictions?) (will|in a|consistent|in accordance)",
    r"fair chance (act|ordinance|initiative)",
    r"(contingent|conditional) (up)?on .{0,60}background",
    r"rehabilitation of offenders act",
    r"\bnot (intended|designed|meant) to (be|cover|contain|include) (an? )?(all|exhaustive|complete|comprehensive)",
    r"\b(is|be) not (an |to be construed as an )?exhaustive (list|statement)",
    r"(job|position) description .{0,60}subject to (change|revision)",
    r"nothing in this (job|position) (description|posting)",
    r"reserves? the right to (change|modify|amend|revise|assign|close|withdraw)",
];

/// Words of sentences that belong to a statement beside them.
const COMPANIONS: &str = r"\b(race|religion|creed|national origin|gender identity|sexual orientation|disabilit(y|ies)|disabled|veterans?|discriminat\w+|accommodations?|affirmative action|EEO|EEOC|e-?verify|background (checks?|investigations?|screening)|criminal|drug (screen|test)\w*|harassment|diversity|protected (class|characteristic)\w*|applicable laws?|equal opportunity)\b";

/// Bytes of a sentence between two statements that is taken as part of them.
const LONGEST_BRIDGE_BYTES: usize = 300;

/// Bytes that a sentence may have before its cue.
const LONGEST_START_BYTES: usize = 400;

/// A pattern in which a space is any white space, and an apostrophe either kind.
fn pattern(pattern: &str) -> Option<Regex> {
    // Word boundaries of ASCII only: the regex crate's fast engine has no others.
    let pattern = pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace(' ', r"\s+")
        .replace('\'', "['\u{2019}]");
    Regex::new(&format!("(?i){pattern}")).ok()
}

/// None only if a pattern above is malformed, which the tests would show.
pub(super) static CUE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(&CUES.join("|")));
pub(super) static COMPANION: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(COMPANIONS));

/// The legal statements of a text, in order, apart from each other and from headings, which are
/// given in order.
pub(super) fn statements(text: &str, headings: &[Heading]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let Some(cues) = CUE.as_ref() else {
        return found;
    };
    let mut headings = headings
        .iter()
        .map(|heading| heading.range.clone())
        .peekable();
    let mut floor = 0;
    for cue in cues.find_iter(text) {
        while let Some(heading) = headings.next_if(|heading| heading.start <= cue.start()) {
            floor = heading.end.max(floor);
        }
        if cue.start() < floor {
            continue;
        }
        let ceiling = headings.peek().map_or(text.len(), |heading| heading.start);
        let start = sentence_start(text, floor, cue.start());
        let end = sentence_end(text, cue.end()).min(ceiling);
        if start < end && !in_list(text, floor, start..end) {
            let statement = with_companions(text, floor, start..end);
            let end = statement.end.min(ceiling);
            add(text, floor, &mut found, statement.start..end);
            floor = end;
        }
    }
    found
}

/// Whether a statement is an item of a list.
fn in_list(text: &str, floor: usize, statement: Range<usize>) -> bool {
    let before = text.get(floor..statement.start).unwrap_or("");
    let before = before.trim_end_matches([' ', '\t', '\u{a0}']);
    before.ends_with(is_bullet) || is_listed(text.get(statement).unwrap_or(""))
}

/// Adds a statement, joined with the one before if little stands between them, and no heading:
/// `floor` is the end of the last of either.
fn add(text: &str, floor: usize, found: &mut Vec<Range<usize>>, statement: Range<usize>) {
    if let Some(last) = found.last_mut().filter(|last| last.end == floor) {
        let between = text.get(last.end..statement.start).unwrap_or("");
        let near = between.len() <= LONGEST_BRIDGE_BYTES && !between.contains(is_break);
        if near || between.trim().is_empty() {
            last.end = statement.end;
            return;
        }
    }
    found.push(statement);
}

/// The statement with the sentences beside it that belong to it.
fn with_companions(text: &str, floor: usize, statement: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = statement;
    while let Some(before) = text.get(floor..start).map(str::trim_end) {
        let before_end = floor + before.len();
        let from = sentence_start(text, floor, before_end.saturating_sub(1).max(floor));
        if !belongs(text, from..before_end) || text.get(before_end..start).is_none_or(has_break) {
            break;
        }
        start = from;
    }
    while let Some(after) = text.get(end..) {
        let from = end + after.len() - after.trim_start().len();
        let to = sentence_end(text, from);
        if to <= from || !belongs(text, from..to) {
            break;
        }
        end = to;
    }
    start..end
}

fn has_break(text: &str) -> bool {
    text.contains(is_break)
}

fn belongs(text: &str, range: Range<usize>) -> bool {
    let sentence = text.get(range).unwrap_or("");
    let companion = COMPANION
        .as_ref()
        .is_some_and(|companion| companion.is_match(sentence));
    companion && !is_listed(sentence)
}

/// Where the sentence begins that `at` is in, not before `floor`.
///
/// In text without punctuation that is the last capital letter a word begins with.
fn sentence_start(text: &str, floor: usize, at: usize) -> usize {
    let before = text.get(floor..at).unwrap_or("");
    let mut next = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or(' ');
    let (mut start, mut capital) = (at, None);
    let mut spaces = 0;
    for (offset, c) in before.char_indices().rev() {
        let ends = ends_sentence(c, next) || (c == ':' && next.is_uppercase());
        if is_break(c) || is_bullet(c) || (spaces > 0 && ends) {
            return start;
        }
        if c.is_whitespace() {
            if next.is_uppercase() {
                if spaces > 0 {
                    return start;
                }
                capital = capital.or(Some(start));
            }
            spaces += 1;
            continue;
        }
        if before.len() - offset > LONGEST_START_BYTES {
            return capital.unwrap_or(at);
        }
        (next, start, spaces) = (c, floor + offset, 0);
    }
    start
}

/// Where the sentence ends that `at` is in: behind its mark, or at the line's end.
fn sentence_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if is_break(c) || is_bullet(c) {
            return at + offset;
        }
        let space = chars.peek().is_some_and(|(_, next)| next.is_whitespace());
        if space && matches!(c, '.' | '!' | '?') {
            let after = rest.get(offset + 1..).unwrap_or("");
            // The look ahead is short: white space is skipped within reason.
            let next = after
                .chars()
                .take(16)
                .find(|c| !c.is_whitespace())
                .unwrap_or(' ');
            if ends_sentence(c, next) {
                return at + offset + c.len_utf8();
            }
        }
    }
    text.len()
}

/// "Acme Inc. is" goes on; "Inc. We" does not.
fn ends_sentence(mark: char, next: char) -> bool {
    matches!(mark, '.' | '!' | '?') && !next.is_lowercase()
}
