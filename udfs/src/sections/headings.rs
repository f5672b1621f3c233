//! Which pieces of a text are headings.
//!
//! ```text
//!  "Who you are"                      own line      a known phrase and nothing else
//!  "Minimum Qualifications: 5 years"  before colon  the same, and the section begins on the line
//!  "… Norfolk, VA Requirements: …"    before colon  the last words are a known phrase, capitalised
//!  "… team. REQUIREMENTS Must …"      upper case    a known phrase, and what follows is not
//!  "**Benefits** Health …"            set off       by bold, or by " – ", at the line's beginning
//!  "## Our parent company"            marked        unknown words, but marks of a heading
//! ```
//!
//! Words decide together with shape: a sentence that begins with a heading's word has none of these
//! shapes, and an item of a list must show more than other lines do.

use std::ops::Range;

use super::SectionKind;
use super::label::{Label, PLAIN, is_upper, underline};
use super::lexicon::{LONGEST_BYTES, Named, Trust, named};
use super::lines::Line;
use super::pieces::{Edge, Piece, pieces};

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Bytes of the text, with decoration, colon and underline.
    pub(super) range: Range<usize>,
    /// None if its words are unknown.
    pub(super) kind: Option<SectionKind>,
    /// 1 is the largest.
    pub(super) level: u8,
}

/// Words of an unknown heading, at most.
const LONGEST_UNKNOWN_WORDS: usize = 8;

/// Words looked at before a colon.
const WORDS_BEFORE_COLON: usize = 10;

/// Words of a capital run that may belong to what follows it: "REQUIREMENTS BA DEGREE in".
const SPARE_CAPITALS: usize = 2;

/// Capital words that a heading does not end with.
const CONNECTING: &[&str] = &["AND", "OR", "OF", "THE", "AN", "FOR", "IN", "TO", "WITH"];

/// The headings of a text, in order.
pub(super) fn headings(lines: &[Line<'_>]) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut parts = Vec::new();
    let mut rest = lines.iter();
    while let Some(line) = rest.next() {
        let next = rest.as_slice().first().copied();
        pieces(line.text, &mut parts);
        for piece in &parts {
            let place = Place {
                line: *line,
                next,
                alone: parts.len() == 1,
                piece,
            };
            found.extend(place.heading());
        }
    }
    found
}

/// A piece and what stands around it.
struct Place<'a, 'p> {
    line: Line<'a>,
    next: Option<Line<'a>>,
    /// It is all of its line.
    alone: bool,
    piece: &'p Piece,
}

impl Place<'_, '_> {
    fn heading(&self) -> Option<Heading> {
        let label = Label::of(self.line.text, self.piece)?;
        if self.piece.after == Edge::Colon {
            return self.before_colon(&label);
        }
        let own = match (self.piece.before, self.piece.after) {
            (Edge::Line | Edge::Bullet, Edge::Line) if self.alone => self.own_line(&label),
            (Edge::Line | Edge::Sentence | Edge::Gap, Edge::Gap | Edge::Line) => {
                self.between(&label)
            }
            _ => None,
        };
        own.or_else(|| self.upper_case(&label))
            .or_else(|| self.set_off(&label))
    }

    /// A label that is all of its line, without a colon.
    fn own_line(&self, label: &Label<'_>) -> Option<Heading> {
        let below = self
            .next
            .and_then(|next| Some((next, underline(next.text)?)));
        let marked = label.marked.or(below.map(|(_, level)| level));
        let fits = !label.sentence && label.begins_high() && label.core.len() <= LONGEST_BYTES;
        if !fits || (label.listed && !label.is_upper() && label.marked.is_none()) {
            return None;
        }
        let known = named(label.core).filter(|named| self.stands_alone(label, *named, marked));
        if known.is_none() && (marked.is_none() || !may_be_unknown(label)) {
            return None;
        }
        let end = match below {
            Some((line, _)) => line.start + line.text.trim_end().len(),
            None => self.line.start + self.line.text.trim_end().len(),
        };
        let range = self.line.start + label.start..end;
        Some(Heading {
            range,
            kind: known.map(|known| known.kind),
            level: marked.unwrap_or(PLAIN),
        })
    }

    /// Not the first line of a sentence that goes on below: "Requirements for this job" / "vary".
    fn stands_alone(&self, label: &Label<'_>, named: Named, marked: Option<u8>) -> bool {
        let last_small = label
            .core
            .rsplit(' ')
            .next()
            .is_some_and(|w| w.starts_with(char::is_lowercase));
        let goes_on = self
            .next
            .is_some_and(|next| next.text.trim_start().starts_with(char::is_lowercase));
        let skills = named.trust == Trust::LastWord && named.kind == SectionKind::Skills;
        // "Excellent Communication Skills" is an item whose bullet got lost.
        marked.is_some() || !(skills || last_small && goes_on)
    }

    /// A label with a colon behind it.
    fn before_colon(&self, label: &Label<'_>) -> Option<Heading> {
        let in_text = !matches!(self.piece.before, Edge::Line | Edge::Bullet) || label.listed;
        let whole = named(label.core).filter(|_| label.begins_high() || !in_text);
        let (kind, start) = match whole.filter(|named| self.suits_list(label, *named)) {
            Some(named) => (named.kind, label.start),
            None if whole.is_some() => return None,
            None => self.last_words(label)?,
        };
        let level = label.marked.unwrap_or(PLAIN);
        Some(self.inline(start, self.piece.range.end, kind, level))
    }

    /// In a list, "• Education: a degree" is an item; "• Requirements: a degree" begins a section.
    fn suits_list(&self, label: &Label<'_>, named: Named) -> bool {
        let behind = self.line.text.get(self.piece.range.end + 1..).unwrap_or("");
        let nothing_behind = !behind.contains(char::is_alphanumeric);
        match named.trust {
            Trust::Phrase => true,
            Trust::Label => !(label.listed || label.numbered) || nothing_behind,
            Trust::LastWord => !label.listed,
        }
    }

    /// The heading at the end of a label that has other words before it: the longest that there is.
    fn last_words(&self, label: &Label<'_>) -> Option<(SectionKind, usize)> {
        let mut best = None;
        let mut rest = label.core;
        for _ in 0..WORDS_BEFORE_COLON {
            let before = rest.trim_end_matches(|c: char| !c.is_whitespace());
            let words = label.core.get(before.len()..)?;
            if before.is_empty() || words.len() > LONGEST_BYTES {
                break;
            }
            rest = before.trim_end();
            let known = begins_heading(rest, words).then(|| named(words)).flatten();
            if let Some(named) = known.filter(|named| may_follow(rest, words, *named)) {
                best = Some((named.kind, label.range.start + before.len()));
            }
        }
        best
    }

    /// A label between gaps or at the line's end: "…all staff.   Preferred Skills   Excel".
    fn between(&self, label: &Label<'_>) -> Option<Heading> {
        let capitals = label.core.split_whitespace().filter(|word| word.len() > 3);
        let title = label.begins_high()
            && capitals
                .clone()
                .all(|word| !word.starts_with(char::is_lowercase));
        if self.alone || !title || label.sentence || label.listed {
            return None;
        }
        let known = named(label.core).filter(|named| named.trust == Trust::Phrase)?;
        let end = self.piece.range.start
            + self
                .line
                .text
                .get(self.piece.range.clone())?
                .trim_end()
                .len();
        let level = label.marked.unwrap_or(PLAIN);
        Some(self.heading_at(label.start..end, known.kind, level))
    }

    /// Capital words with small ones behind: "REQUIREMENTS Must have".
    fn upper_case(&self, label: &Label<'_>) -> Option<Heading> {
        let ends = capital_run(label.core);
        let known = ends.iter().rev().take(1 + SPARE_CAPITALS).find_map(|end| {
            let named = named(label.core.get(..*end)?)?;
            (named.trust == Trust::Phrase).then_some((named.kind, *end))
        });
        let (kind, end) = known.filter(|(_, end)| *end < label.core.len())?;
        Some(self.heading_at(label.start..label.range.start + end, kind, PLAIN))
    }

    /// Bold or a spaced dash parts it from what follows, at the line's beginning.
    fn set_off(&self, label: &Label<'_>) -> Option<Heading> {
        if self.piece.before != Edge::Line || label.listed || !label.begins_high() {
            return None;
        }
        let near = label.core.floor_char_boundary(LONGEST_BYTES);
        let ahead = label.core.get(..near)?;
        ahead.find(['*', '_', '-', '–', '—'])?;
        let marks: &[&str] = &["**", "__", " - ", " – ", " — ", "—"];
        let (at, mark) = marks
            .iter()
            .filter_map(|mark| Some((ahead.find(mark)?, *mark)))
            .min()?;
        let known = named(label.core.get(..at)?)?;
        // A dash needs words that are capital, bold does not: "experience - 5 years".
        let fits = known.trust != Trust::LastWord || matches!(mark, "**" | "__");
        let end = label.range.start + at + mark.trim_end().len();
        fits.then(|| self.heading_at(label.start..end, known.kind, PLAIN))
    }

    /// A heading up to a colon, with the marks that close behind the colon.
    fn inline(&self, start: usize, colon: usize, kind: SectionKind, level: u8) -> Heading {
        let behind = self.line.text.get(colon + 1..).unwrap_or("");
        let bold = behind.len() - behind.trim_start_matches(['*', '_']).len();
        let bold = if bold > 1 { bold } else { 0 };
        self.heading_at(start..colon + 1 + bold, kind, level)
    }

    fn heading_at(&self, range: Range<usize>, kind: SectionKind, level: u8) -> Heading {
        let range = self.line.start + range.start..self.line.start + range.end;
        Heading {
            range,
            kind: Some(kind),
            level,
        }
    }
}

/// Few words, for a heading that the table does not have.
fn may_be_unknown(label: &Label<'_>) -> bool {
    !label.listed && label.core.split_whitespace().count() <= LONGEST_UNKNOWN_WORDS
}

/// Whether words before a colon are worth a look: capitalised, and not the rest of a name in
/// capitals; or they introduce a list: "Reporting to the head, duties include:".
fn begins_heading(before: &str, words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    let last = before.split_whitespace().next_back().unwrap_or("");
    let shouted = is_upper(first) && is_upper(last) && last.len() > 2;
    if first.starts_with(char::is_uppercase) {
        !shouted
    } else {
        words.contains(" include")
    }
}

/// Whether a heading may stand behind other words: phrases, and the labels of a list of facts.
fn may_follow(before: &str, words: &str, named: Named) -> bool {
    use SectionKind::{Location, Pay, Responsibilities, Schedule};
    let last = before.split_whitespace().next_back().unwrap_or("");
    match named.trust {
        Trust::Phrase if words.starts_with(char::is_lowercase) => {
            let duties = ["duties", "responsibilities", "tasks"]
                .iter()
                .any(|word| words.contains(word));
            duties && named.kind == Responsibilities
        }
        Trust::Phrase => true,
        // "Starting Travel:" may be a name of its own; "dental Travel:" is not.
        Trust::Label => {
            let name = last.starts_with(char::is_uppercase) && last.len() > 2;
            matches!(named.kind, Location | Pay | Schedule) && !name
        }
        Trust::LastWord => false,
    }
}

/// Where the words end that a text begins with in capitals, until one is not.
fn capital_run(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    for word in text.split(' ').take(WORDS_BEFORE_COLON + SPARE_CAPITALS) {
        let sign = !word.contains(char::is_alphanumeric);
        if !sign && !is_upper(word) {
            return ends;
        }
        at += word.len();
        if !sign && word.len() > 1 && !CONNECTING.contains(&word) {
            ends.push(at);
        }
        at += 1;
    }
    // All of it is capital: a sentence that shouts, or a heading for other rules to find.
    Vec::new()
}
