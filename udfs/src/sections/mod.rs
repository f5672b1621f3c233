//! `sections`: what each part of a posting's text is about.
//!
//! ```text
//!  "Acme makes maps.          Introduction      Acme makes maps.
//!   What you'll do            Responsibilities  • Draw
//!   • Draw               ─►
//!   Requirements: Java.       Requirements      Java.
//!   Acme is an EOE."          Legal             Acme is an EOE.
//! ```
//!
//! One pass over the text, in four steps:
//!
//! 1. `lines` leaves out the blank ones; `pieces` cuts each where a heading could begin or end, since
//!    many exporters put a whole posting on one line.
//! 2. `headings` keeps the pieces that look like a heading and (by `lexicon`, from the table in
//!    `vocabulary`) read like one.
//! 3. `legal` finds the statements that need no heading: equal opportunity, disclaimers.
//! 4. [`sections`] cuts the text at both. Headings and bodies cover it without gaps, in order.
//!
//! A section with unknown words for a heading is [`SectionKind::Other`], but only where marks (`##`,
//! bold, an underline) show it to be no smaller than the heading above; else it is part of the
//! section it stands in.

mod headings;
mod kind;
mod label;
mod legal;
mod lexicon;
mod lines;
mod pieces;
mod text_sections;
mod vocabulary;
mod words;

use std::ops::Range;
use std::sync::Arc;

use headings::{Heading, headings};
pub(crate) use kind::SectionKind;
use label::PLAIN;
use lines::{is_break, lines};

use crate::list_function::list_function;
use crate::{FunctionEntry, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![list_function(text_sections::TextSections)]
}

/// A part of a posting's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// What it is about.
    pub(crate) kind: SectionKind,
    /// The heading in bytes of the text, with its marks, colon and underline.
    pub(crate) heading: Option<Range<usize>>,
    /// What stands under the heading, in bytes of the text, up to the next section.
    pub(crate) body: Range<usize>,
}

impl Section {
    /// Heading and body together, in bytes of the text.
    #[must_use]
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self
            .heading
            .as_ref()
            .map_or(self.body.start, |heading| heading.start);
        start..self.body.end
    }

    /// The words of the heading in a text, without marks and colon.
    #[must_use]
    pub(crate) fn title<'a>(&self, text: &'a str) -> Option<&'a str> {
        let heading = text.get(self.heading.clone()?)?;
        let first = heading.trim_start().split(is_break).next()?;
        let marks = |c: char| !c.is_alphanumeric();
        let numbered = first.trim_start_matches(marks);
        let words = numbered
            .get(pieces::ordinal(numbered)..)?
            .trim_start_matches(marks);
        Some(words.trim_end_matches(|c: char| marks(c) && !matches!(c, ')' | '?' | '!')))
    }
}

/// Cuts a text into its sections; an empty text has none.
///
/// The sections cover the text in order: each begins where the one before ends.
#[must_use]
pub(crate) fn sections(text: &str) -> Vec<Section> {
    let headings = headings(&lines(text));
    let mut statements = legal::statements(text, &headings).into_iter().peekable();
    let mut cutter = Cutter::new(text);
    for heading in headings {
        while let Some(statement) = statements.next_if(|next| next.start < heading.range.start) {
            cutter.statement(statement);
        }
        if cutter.opens(&heading) {
            cutter.open(heading);
        }
    }
    for statement in statements {
        cutter.statement(statement);
    }
    cutter.close(text.len());
    cutter.done
}

/// The sections so far, and the one that is open.
struct Cutter<'a> {
    text: &'a str,
    done: Vec<Section>,
    open: Section,
    level: u8,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        let open = Section {
            kind: SectionKind::Introduction,
            heading: None,
            body: 0..0,
        };
        Self {
            text,
            done: Vec::new(),
            open,
            level: PLAIN,
        }
    }

    /// Whether a heading begins a section: an unknown one must be as large as the one above, have
    /// something above it, and stand below the introduction.
    fn opens(&self, heading: &Heading) -> bool {
        let room = heading.range.start >= self.open.body.start;
        let introduction = self.open.kind == SectionKind::Introduction;
        let unknown = heading.level <= self.level
            && !introduction
            && !self.is_blank(self.open.body.start..heading.range.start);
        room && (heading.kind.is_some() || unknown)
    }

    fn open(&mut self, heading: Heading) {
        let kind = heading.kind.unwrap_or(SectionKind::Other);
        let mut range = heading.range;
        self.close(range.start);
        // Blank lines above the first heading are no introduction.
        range.start = self.done.last().map_or(0, |last| last.body.end);
        self.level = heading.level;
        let body = range.end..range.end;
        self.open = Section {
            kind,
            heading: Some(range),
            body,
        };
    }

    /// Ends the open section, which is dropped if it has no heading and nothing else.
    fn close(&mut self, end: usize) {
        self.open.body.end = end;
        let last_chance = end == self.text.len() && self.done.is_empty() && end > 0;
        if self.open.heading.is_some() || !self.is_blank(self.open.body.clone()) || last_chance {
            self.done.push(self.open.clone());
        } else if let Some(last) = self.done.last_mut() {
            last.body.end = end;
        }
    }

    /// Makes a statement a section of its own, after which the open one goes on.
    fn statement(&mut self, statement: Range<usize>) {
        let start = statement.start.max(self.open.body.start);
        if self.open.kind == SectionKind::Legal || start >= statement.end {
            return;
        }
        self.close(start);
        let begin = self.done.last().map_or(0, |last| last.body.end);
        let body = begin..statement.end;
        self.done.push(Section {
            kind: SectionKind::Legal,
            heading: None,
            body,
        });
        let kind = self.kind_after(statement);
        let body = end_of(&self.done)..end_of(&self.done);
        self.open = Section {
            kind,
            heading: None,
            body,
        };
    }

    /// The text goes on behind a statement in its paragraph, and before more items of a list; else
    /// the section above is over.
    fn kind_after(&self, statement: Range<usize>) -> SectionKind {
        let after = self.text.get(statement.end..).unwrap_or("");
        let blank = after
            .get(..after.len() - after.trim_start().len())
            .unwrap_or("");
        let goes_on = !blank.contains(is_break) || pieces::is_listed(after);
        if goes_on || self.open.kind == SectionKind::Introduction {
            self.open.kind
        } else {
            SectionKind::Other
        }
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.text.get(range).unwrap_or("").trim().is_empty()
    }
}

fn end_of(done: &[Section]) -> usize {
    done.last().map_or(0, |last| last.body.end)
}

#[cfg(test)]
mod tests;
