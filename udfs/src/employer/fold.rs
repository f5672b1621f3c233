//! A name as plain words.
//!
//! ```text
//!  "A.T.& T. Café, L.L.C. #12"  ─►  at  and  t  cafe  llc  #12
//! ```

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words with another spelling that the folding of letters does not see.
const JOINED: &[(&str, &str, &str)] = &[("co", "op", "coop"), ("co", "operative", "cooperative")];

/// The folded words of a name; a "#" stays at the number behind it.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = split(&letters(name));
    let parts = join_pairs(join_dba(parts));
    join_initials(parts)
}

/// A word of a name.
#[derive(Debug)]
struct Part {
    text: String,
    /// A comma, bracket or the like stands before it.
    new_phrase: bool,
}

/// Small letters without accents.
fn letters(name: &str) -> String {
    let plain = name.replace("&amp;", "&").replace("&AMP;", "&");
    let plain = plain.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let small: String = plain.flat_map(char::to_lowercase).collect();
    let small = small.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let mut letters = String::new();
    for c in small.nfc() {
        match c {
            'ß' => letters.push_str("ss"),
            'æ' => letters.push_str("ae"),
            'œ' => letters.push_str("oe"),
            'þ' => letters.push_str("th"),
            'ø' => letters.push('o'),
            'ł' => letters.push('l'),
            'đ' | 'ð' => letters.push('d'),
            'ı' => letters.push('i'),
            other => letters.push(other),
        }
    }
    letters
}

fn split(name: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut phrase = false;
    let mut inside = false;
    let mut number = false;
    for c in name.chars() {
        match c {
            c if c.is_alphanumeric() || is_combining_mark(c) => {
                if !inside {
                    let text = if number && c.is_ascii_digit() {
                        "#".to_owned()
                    } else {
                        String::new()
                    };
                    parts.push(Part {
                        text,
                        new_phrase: phrase,
                    });
                }
                if let Some(part) = parts.last_mut() {
                    part.text.push(c);
                }
                (phrase, inside, number) = (false, true, false);
            }
            '\'' | '’' | '‘' | '`' | 'ʼ' => {}
            '&' | '+' if c == '&' || !inside => {
                parts.push(Part {
                    text: "and".to_owned(),
                    new_phrase: true,
                });
                (phrase, inside, number) = (true, false, false);
            }
            _ => {
                phrase |= matches!(c, ',' | '(' | ')' | ';' | ':');
                number = c == '#' || number && c == ' ';
                inside = false;
            }
        }
    }
    parts.retain(|part| part.text.contains(char::is_alphanumeric));
    parts
}

/// "d/b/a", "d.b.a.", "D B A" and "doing business as" become "dba".
fn join_dba(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        joined.push(part);
        let Some(at) = joined.len().checked_sub(3) else {
            continue;
        };
        let last = joined.get(at..).unwrap_or(&[]);
        let is = |name: [&str; 3]| last.iter().map(|part| &*part.text).eq(name);
        let is_dba = is(["d", "b", "a"]) || is(["doing", "business", "as"]);
        if is_dba {
            joined.truncate(at);
            joined.push(Part {
                text: "dba".to_owned(),
                new_phrase: true,
            });
        }
    }
    joined
}

/// "Co-op" is not "Co."
fn join_pairs(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        let pair = joined.last_mut().and_then(|last| {
            let rule = JOINED
                .iter()
                .find(|(a, b, _)| last.text == *a && part.text == *b)?;
            Some((last, rule.2))
        });
        match pair {
            Some((last, whole)) => whole.clone_into(&mut last.text),
            None => joined.push(part),
        }
    }
    joined
}

/// Single letters in a row become one word, unless a comma parts them.
fn join_initials(parts: Vec<Part>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut in_run = false;
    for part in parts {
        let mut chars = part.text.chars();
        let single = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        match words
            .last_mut()
            .filter(|_| in_run && single && !part.new_phrase)
        {
            Some(run) => run.push_str(&part.text),
            None => words.push(part.text),
        }
        in_run = single;
    }
    words
}
