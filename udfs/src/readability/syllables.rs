//! How many syllables an English word has, by its letters.
//!
//! ```text
//!  "manager"  a·a·e   3 groups of vowels                                       ─►  3
//!  "create"   ea·e    2 groups, − 1 silent e, + 1 because "ea" is two here     ─►  2
//!  "worked"   o·e     2 groups, − 1 silent "ed"                                ─►  1
//! ```
//!
//! One for each group of a, e, i, o, u, y; less what is silent at the end; more where two vowels
//! are said apart; at least 1. Words of an acronym's shape are counted like any other.

/// Common words that the rules get wrong.
const EXCEPTIONS: &[(&str, u64)] = &[
    ("business", 2),
    ("businesses", 3),
    ("something", 2),
    ("someone", 2),
    ("rhythm", 2),
    ("every", 2),
];

/// The number of syllables, 1 or more.
pub(super) fn syllables(word: &str) -> u64 {
    let letters: Vec<u8> = word.bytes().filter(u8::is_ascii_alphabetic).collect();
    let letters = letters.to_ascii_lowercase();
    let letters = without_possessive(word, &letters);
    if let Some((_, count)) = EXCEPTIONS
        .iter()
        .find(|(word, _)| word.as_bytes() == letters)
    {
        return *count;
    }
    let groups = vowel_groups(letters);
    (groups + apart(letters))
        .saturating_sub(silent_end(letters))
        .max(1)
}

fn without_possessive<'a>(word: &str, letters: &'a [u8]) -> &'a [u8] {
    let possessive = word.ends_with("'s") || word.ends_with("’s");
    match letters.split_last() {
        Some((_, stem)) if possessive => stem,
        _ => letters,
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Groups of vowels; a "y" before a vowel is a consonant, and so is the "u" of "qu".
fn vowel_groups(letters: &[u8]) -> u64 {
    let mut groups = 0;
    let mut in_group = false;
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied().unwrap_or(0);
        let before = at
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .copied()
            .unwrap_or(0);
        let glide = *letter == b'y' && is_vowel(next) && (at == 0 || is_vowel(before));
        let vowel = is_vowel(*letter) && !glide && !(*letter == b'u' && before == b'q');
        groups += u64::from(vowel && !in_group);
        in_group = vowel;
    }
    groups
}

/// Ends in which an "e" is not said, and what may stand before them.
fn silent_end(letters: &[u8]) -> u64 {
    let silent = match letters {
        [.., before, b'l', b'e'] => is_vowel(*before),
        [.., before, b'l', b'e', b's'] => is_vowel(*before),
        [.., _, before, b'e'] => !is_vowel(*before),
        [.., _, before, b'e', b'd'] => !is_vowel(*before) && !matches!(before, b't' | b'd'),
        [.., _, before, b'e', b's'] => {
            let hissed = matches!(before, b's' | b'x' | b'z' | b'c' | b'g' | b'h');
            !is_vowel(*before) && (!hissed || letters.ends_with(b"thes"))
        }
        _ => false,
    };
    let inside = ["ement", "eful", "eless", "ely", "etime", "eness", "ety"];
    let inner = inside
        .iter()
        .any(|end| silent_inside(letters, end.as_bytes()));
    u64::from(silent) + u64::from(inner)
}

/// "management", "careful": the "e" before the ending is not said, unless the word is short.
fn silent_inside(letters: &[u8], end: &[u8]) -> bool {
    match letters.strip_suffix(end) {
        Some(stem) => {
            let consonant = stem.last().is_some_and(|letter| !is_vowel(*letter));
            consonant && vowel_groups(stem) > 0 && !stem.ends_with(b"l") || stem.ends_with(b"ul")
        }
        None => false,
    }
}

/// Vowels that stand together but are said apart.
const APART: &[&str] = &[
    "ia", "io", "iu", "eo", "ua", "uou", "ien", "scien", "iet", "area", "idea", "creat", "react",
    "eing", "ying", "oing", "uing", "uit", "oop", "eum", "ism",
];

/// Words and endings in which they are said together after all.
const TOGETHER: &[&str] = &[
    "tion", "sion", "cian", "tial", "cial", "tian", "sian", "gion", "cious", "tious", "gious",
    "people", "guar", "qua", "sua", "lingua", "tia", "cia", "nion", "lion", "suit", "fruit",
    "cruit", "geo", "oop", "george", "xious", "tien", "cien", "frien", "ieties",
];

fn apart(letters: &[u8]) -> u64 {
    let count = |parts: &[&str]| -> u64 {
        let here = |at: usize| {
            let rest = letters.get(at..).unwrap_or(&[]);
            parts.iter().any(|part| rest.starts_with(part.as_bytes()))
        };
        (0..letters.len()).filter(|at| here(*at)).count() as u64
    };
    count(APART).saturating_sub(count(TOGETHER))
}
