//! Turns HTML to plain lines; text that holds no tag of HTML and no entity is left exactly as it is.
//!
//! ```text
//! <p>Duties:</p><ul><li>R&amp;D</li><li>C++ <3 years</li></ul>
//!     ─►   Duties:⏎• R&D⏎• C++ <3 years
//! ```
//! Only names of HTML elements make a tag: `a < b`, `List<String>` and `<me@example.com>` are text.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "br", "button", "cite", "code", "col", "colgroup", "del",
    "dfn", "em", "font", "head", "i", "iframe", "img", "input", "ins", "kbd", "label", "link",
    "mark", "meta", "nobr", "noscript", "o:p", "object", "q", "s", "samp", "script", "small",
    "span", "strike", "strong", "style", "sub", "sup", "svg", "td", "textarea", "th", "time",
    "title", "tt", "u", "var", "video", "wbr",
];
/// Elements whose content is not for readers.
const DROPPED: &[&str] = &["script", "style", "title"];

/// The plain text, or nothing when the text holds no HTML.
pub(crate) fn to_text(text: &str) -> Option<String> {
    let marked = Marked::read(text)?;
    let plain = tokenize(&marked);
    // Escaped as a whole by someone on the way: `&lt;p&gt;Duties&lt;/p&gt;`.
    if marked.tags == 0 && is_markup(&plain) {
        return Some(to_text(&plain).unwrap_or(plain));
    }
    Some(plain)
}

/// Whether text is written in HTML, rather than about it: an element is closed, or a line is broken.
fn is_markup(text: &str) -> bool {
    let mut ends = memchr::memchr_iter(b'<', text.as_bytes()).map(|at| &text[at..]);
    ends.any(|rest| {
        let name = tag_name(rest);
        let broken = name.as_deref() == Some("br");
        broken || rest.starts_with("</") && name.is_some_and(|name| is_element(&name))
    })
}

/// Text in which everything that is no tag of HTML and no entity is escaped.
struct Marked<'a> {
    text: Cow<'a, str>,
    tags: usize,
    /// Whether a tag makes lines, so that line feeds are mere white space.
    has_lines: bool,
}

impl<'a> Marked<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut marked = Marked {
            text: Cow::Borrowed(text),
            tags: 0,
            has_lines: false,
        };
        let mut escaped = String::new();
        let (mut copied, mut entities) = (0, 0);
        for at in memchr::memchr2_iter(b'<', b'&', text.as_bytes()) {
            let rest = &text[at..];
            let escape = if rest.starts_with('&') {
                let entity = is_entity(rest);
                entities += usize::from(entity);
                (!entity).then_some("&amp;")
            } else {
                let tag = marked.note_tag(rest);
                (!tag).then_some("&lt;")
            };
            if let Some(escape) = escape {
                escaped.push_str(&text[copied..at]);
                escaped.push_str(escape);
                copied = at + 1;
            }
        }
        if copied > 0 {
            escaped.push_str(&text[copied..]);
            marked.text = Cow::Owned(escaped);
        }
        (marked.tags + entities > 0).then_some(marked)
    }

    /// Whether a tag or a comment begins here.
    fn note_tag(&mut self, rest: &str) -> bool {
        if rest.starts_with("<!--") {
            let closed = rest.contains("-->");
            self.tags += usize::from(closed);
            return closed;
        }
        let name = tag_name(rest);
        let Some(name) = name.filter(|name| is_element(name)) else {
            return false;
        };
        self.tags += 1;
        self.has_lines |= name == "br" || BLOCKS.contains(&name.as_str());
        true
    }
}

fn is_element(name: &str) -> bool {
    BLOCKS.contains(&name) || INLINE.contains(&name) || name == "!doctype"
}

/// The name of the tag that begins here, if it is also closed.
fn tag_name(rest: &str) -> Option<String> {
    let inner = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':' || c == '!'))?;
    let name = inner[..end].to_ascii_lowercase();
    let after = &inner[end..];
    let closed = match after.as_bytes().first()? {
        b'>' => true,
        b'/' | b' ' | b'\t' | b'\r' | b'\n' => {
            // The tag's own end comes before the next tag's beginning.
            let close = after.find('>')?;
            after.find('<').is_none_or(|open| close < open)
        }
        _ => false,
    };
    (closed && !name.is_empty()).then_some(name)
}

/// Whether an entity begins here: `&amp;`, `&#8217;`, `&#x2019;`.
fn is_entity(rest: &str) -> bool {
    let name: String = rest[1..]
        .chars()
        .take(34)
        .take_while(|c| *c != ';')
        .collect();
    if !rest[1 + name.len()..].starts_with(';') {
        return false;
    }
    let number = |digits: &str, hex: bool| {
        let good = |c: char| {
            if hex {
                c.is_ascii_hexdigit()
            } else {
                c.is_ascii_digit()
            }
        };
        !digits.is_empty() && digits.chars().all(good)
    };
    match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hex) => number(hex, true),
            None => number(digits, false),
        },
        None => name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric()),
    }
}

fn tokenize(marked: &Marked<'_>) -> String {
    let mode = match (marked.tags, marked.has_lines) {
        (0, _) => Whitespace::Kept,
        (_, false) => Whitespace::LinesKept,
        (_, true) => Whitespace::Collapsed,
    };
    let sink = Sink {
        lines: RefCell::new(Lines::new(mode)),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(marked.text.as_ref()));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.lines.into_inner().finish()
}

struct Sink {
    lines: RefCell<Lines>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut lines = self.lines.borrow_mut();
        match token {
            Token::CharacterTokens(text) => lines.text(&text),
            Token::TagToken(tag) => return lines.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What white space in the source means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whitespace {
    /// Itself: there are entities only.
    Kept,
    /// Line feeds are line feeds, for no tag makes lines.
    LinesKept,
    /// A space, all of it.
    Collapsed,
}

/// The lines made so far.
struct Lines {
    out: String,
    whitespace: Whitespace,
    space: bool,
    bullet: bool,
    dropping: Option<String>,
}

impl Lines {
    fn new(whitespace: Whitespace) -> Self {
        Self {
            out: String::new(),
            whitespace,
            space: false,
            bullet: false,
            dropping: None,
        }
    }

    fn text(&mut self, text: &str) {
        if self.dropping.is_some() {
            return;
        }
        if self.whitespace == Whitespace::Kept {
            self.out.push_str(text);
            return;
        }
        for character in text.chars() {
            match character {
                '\n' if self.whitespace == Whitespace::LinesKept => self.end_line(),
                character if character.is_whitespace() => self.space = true,
                character => self.push(character),
            }
        }
    }

    fn push(&mut self, character: char) {
        let begins = self.out.is_empty() || self.out.ends_with('\n');
        if begins && self.bullet {
            self.out.push_str("• ");
        } else if !begins && self.space {
            self.out.push(' ');
        }
        self.bullet = false;
        self.space = false;
        self.out.push(character);
    }

    fn end_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.space = false;
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if tag.kind == EndTag && self.dropping.as_deref() == Some(name) {
            self.dropping = None;
        }
        if name == "br" || BLOCKS.contains(&name) {
            self.end_line();
        } else if matches!(name, "td" | "th") {
            self.space = true;
        }
        // A bullet waits for its text: the item may begin with a paragraph.
        self.bullet = (self.bullet && name != "li") || (name == "li" && tag.kind == StartTag);
        if tag.kind == StartTag && DROPPED.contains(&name) {
            self.dropping = Some(name.to_owned());
            let raw = if name == "script" {
                RawKind::ScriptData
            } else {
                RawKind::Rawtext
            };
            return TokenSinkResult::RawData(raw);
        }
        TokenSinkResult::Continue
    }

    fn finish(mut self) -> String {
        if self.whitespace != Whitespace::Kept {
            self.out.truncate(self.out.trim_end().len());
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_lines() {
        for (html, text) in [
            (
                "<p>Duties:</p><ul><li>R&amp;D</li><li>C++ <3 years</li></ul>",
                "Duties:\n• R&D\n• C++ <3 years",
            ),
            ("one<br>two<br/>three<BR />", "one\ntwo\nthree"),
            ("<p>a\n b</p>\n\n<p> c </p>", "a b\nc"),
            ("two\nlines <b>bold</b>", "two\nlines bold"),
            ("a<script>if (x</p) {}</script>b<style>p{}</style>c", "abc"),
            (
                "<ul><li><p>x</p></li><li></li><li>y</li></ul>z",
                "• x\n• y\nz",
            ),
            (
                "&ldquo;hi&rdquo;  &#8217;&#x2019;\n\nA&M",
                "“hi”  ’’\n\nA&M",
            ),
            (
                "&lt;p&gt;Duties&lt;/p&gt;&lt;p&gt;More&lt;/p&gt;",
                "Duties\nMore",
            ),
            ("<div>a < b &amp; c > d</div>", "a < b & c > d"),
            (
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
                "a b\nc",
            ),
            ("x<!-- hidden -->y", "xy"),
            ("<p class=\"x\" style='a:b'>Text&nbsp;here</p>", "Text here"),
            ("<b>x", "x"),
            (
                "&lt;strong&gt;Bold&lt;/strong&gt; words&lt;br /&gt;next",
                "Bold words\nnext",
            ),
            ("one&lt;br&gt;two", "one\ntwo"),
            ("knows the &lt;b&gt; tag", "knows the <b> tag"),
        ] {
            assert_eq!(to_text(html).as_deref(), Some(text), "{html}");
        }
    }

    #[test]
    fn text_that_is_no_html_stays() {
        for text in [
            "a < b",
            "R&D",
            "C++ <3 years",
            "AT&T; no",
            "List<String>",
            "<me@example.com>",
            "x <y and z> w",
            "Q&A & more",
            "a <b",
            "1 <p 2",
            "&copy 2016",
            "&;",
            "&#;",
            "<",
            "&",
            "<>",
            "</",
            "two  spaces\n\n\n.",
        ] {
            assert_eq!(to_text(text).filter(|plain| plain != text), None, "{text}");
        }
    }

    proptest! {
        /// Nothing panics, and what comes out holds no known tags that went in whole.
        #[test]
        fn anything_goes(text in "([<>&;/a-z \n]|<p>|<br>|<li>|&amp;|<script>|</script>){0,40}") {
            let _ = to_text(&text);
        }
    }
}
