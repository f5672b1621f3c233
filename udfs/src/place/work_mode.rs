//! Words in a location that say how one works there, and not where.
//!
//! ```text
//!  "Hybrid remote in Columbus, OH"   ─► "Columbus, OH"        "Denver, CO - 3 days onsite" ─► "Denver, CO"
//!  "Telework eligible - Rockville, MD" ─► "Rockville, MD"     "Remote" ─► ""
//! ```
//!
//! Such words are cut off at either end, with those that join them to the place. A run of joining words alone stays: there
//! is a "Home, KS".

/// Words that say how one works.
const MODES: &[&str] = &[
    "remote",
    "remotely",
    "hybrid",
    "onsite",
    "on-site",
    "offsite",
    "telework",
    "teleworking",
    "teleworkable",
    "telecommute",
    "telecommuting",
    "wfh",
    "virtual",
    "in-office",
    "in-person",
    "work-from-home",
    "home-based",
];

/// Words that stand beside them.
const BESIDE: &[&str] = &[
    "in",
    "at",
    "or",
    "and",
    "with",
    "from",
    "near",
    "not",
    "no",
    "some",
    "fully",
    "partially",
    "partly",
    "mostly",
    "100%",
    "work",
    "working",
    "home",
    "office",
    "eligible",
    "eligibility",
    "optional",
    "option",
    "possible",
    "available",
    "only",
    "position",
    "job",
    "role",
    "based",
    "first",
    "friendly",
    "flexible",
    "day",
    "days",
    "day/week",
    "a",
    "per",
    "week",
    "wk",
    "to",
    "site",
    "on",
];

/// The text without such words at its ends.
pub(super) fn without_work_mode(text: &str) -> &str {
    let text = text.trim();
    let front = run(text.split_inclusive(char::is_whitespace));
    let text = &text[front..];
    let back = run(text.trim_end().split_inclusive(char::is_whitespace).rev());
    let text = text.trim_end();
    let text = &text[..text.len() - back];
    let text = MODES
        .iter()
        .find_map(|mode| glued(text, mode))
        .unwrap_or(text);
    text.trim_matches(|c: char| c.is_whitespace() || is_joint(c))
}

/// The bytes of the words at the beginning that say how one works; none where only joining words are there.
fn run<'t>(words: impl Iterator<Item = &'t str>) -> usize {
    let (mut read, mut found) = (0, false);
    for word in words {
        let plain = word.trim_matches(|c: char| c.is_whitespace() || is_joint(c));
        read += word.len();
        let lower = plain.to_lowercase();
        if MODES.contains(&lower.as_str()) {
            found = true;
        } else if !plain.is_empty() && !beside(&lower) {
            read -= word.len();
            break;
        }
    }
    if found { read } else { 0 }
}

fn beside(word: &str) -> bool {
    BESIDE.contains(&word)
        || word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '-' | '–' | '—' | ',' | ':' | '/' | '|' | '•' | '·' | '(' | ')' | '[' | ']'
    )
}

/// "CA-Remote", "Atlanta GA/Remote".
fn glued<'t>(text: &'t str, mode: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(mode.len() + 1)?;
    let (before, end) = text.split_at_checked(at)?;
    let is_glued = end.starts_with(['-', '/']) && end[1..].eq_ignore_ascii_case(mode);
    is_glued.then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_how_one_works_is_cut_off() {
        for (text, place) in [
            ("Hybrid remote in Columbus, OH 43215", "Columbus, OH 43215"),
            ("Denver, CO - 3 days onsite", "Denver, CO"),
            ("Telework eligible - Rockville, MD", "Rockville, MD"),
            ("Not remote: Omaha, NE", "Omaha, NE"),
            ("San Francisco, CA or Remote", "San Francisco, CA"),
            ("Remote - US", "US"),
            ("REMOTE, USA", "USA"),
            ("CA-Remote", "CA"),
            ("Remote", ""),
            ("100% Remote", ""),
            ("Fully remote", ""),
            ("Home, KS", "Home, KS"),
            ("Office Park, Tulsa, OK", "Office Park, Tulsa, OK"),
            ("", ""),
        ] {
            assert_eq!(without_work_mode(text), place, "{text}");
        }
    }
}
