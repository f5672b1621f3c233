//! What a title and a description are read as: words, pairs of words, and the pieces of words.
//!
//! ```text
//!  "Director of Staff Nurses" ─► words   director · staff · nurse       ("of" joins, it names nothing)
//!                                pairs   director staff · staff nurse
//!                                head    director   last   nurse
//!                                pieces  _st sta taf aff ff_ _sta … nurse    (3 to 5 letters)
//! ```
//!
//! Pieces let "programmer" meet "programming". The head of a title is the word that names the job:
//! the last one before "of", "for", a comma, a dash or a bracket; the last word is often another.
//! A feature is a bucket of 2^18, found by hashing: a linear model bears the few that collide, and
//! no text of the training data has to be kept.

use crate::text::phase_one;

/// Words that say how senior a job is, or join others.
const LEFT_OUT: &[&str] = &[
    "senior", "sr", "junior", "jr", "lead", "i", "ii", "iii", "iv", "and", "of", "the", "for",
    "in", "to", "a", "or",
];
/// Words behind which a title only says where or for whom.
const ENDS_HEAD: &[&str] = &["of", "for", "in", "at", "to", "with"];

/// Weight of a word, against 1 of a piece of it.
const WORD: f32 = 2.0;
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;
/// What of a description is read: boilerplate stands at its end.
const DESCRIPTION_BYTES: usize = 16 << 10;
/// Features are numbered with so many bits.
pub(super) const BUCKET_BITS: u32 = 18;

/// The buckets of a text, each with its weight; a repeated one comes several times.
pub(super) type Features = Vec<(u32, f32)>;

/// The words of a text that name something, in the singular.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = phase_one(text);
    let all = text.split(' ').filter(|word| !word.is_empty());
    let kept: Vec<String> = all
        .clone()
        .filter(|word| !LEFT_OUT.contains(word))
        .map(singular)
        .collect();
    if kept.is_empty() {
        all.map(singular).collect()
    } else {
        kept
    }
}

fn singular(word: &str) -> String {
    let letters = word.chars().count();
    match word.strip_suffix("ies") {
        Some(stem) if letters > 4 => format!("{stem}y"),
        _ => match word.strip_suffix('s') {
            Some(stem) if letters > 3 && !stem.ends_with('s') => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

/// The word that names the job.
fn head(title: &str) -> Option<String> {
    let cut = |c: char| matches!(c, ',' | '(' | '/' | ':' | ';' | '–' | '—');
    let first = title.split(cut).find(|part| !part.trim().is_empty())?;
    let first = first.split(" - ").find(|part| !part.trim().is_empty())?;
    let plain = phase_one(first);
    let before: Vec<&str> = plain
        .split(' ')
        .take_while(|word| !ENDS_HEAD.contains(word))
        .filter(|word| !LEFT_OUT.contains(word))
        .collect();
    before.last().map(|word| singular(word))
}

/// What a title is read as.
pub(super) fn title_features(title: &str) -> Features {
    let words = words(title);
    let mut features = Vec::with_capacity(words.len() * 16);
    for word in &words {
        features.push((word_feature(word), WORD));
        add_pieces(word, &mut features);
    }
    for pair in words.windows(2) {
        features.push((bucket(b'p', &[&pair[0], " ", &pair[1]]), WORD));
    }
    if let Some(last) = words.last() {
        features.push((bucket(b'l', &[last]), WORD));
    }
    if let Some(head) = head(title) {
        features.push((bucket(b'h', &[&head]), WORD));
    }
    features
}

/// The words of a title by themselves.
pub(super) fn title_words(title: &str) -> Vec<u32> {
    words(title).iter().map(|word| word_feature(word)).collect()
}

/// What a description is read as: its words.
pub(super) fn description_features(text: &str) -> Features {
    let words = words(&text[..text.floor_char_boundary(DESCRIPTION_BYTES)]);
    words.iter().map(|word| (word_feature(word), 1.0)).collect()
}

/// A title as it is looked up: the hash of its words, none without words.
pub(super) fn title_key(title: &str) -> Option<u64> {
    let words = words(title);
    (!words.is_empty()).then(|| hash(b't', &[&words.join(" ")]))
}

fn word_feature(word: &str) -> u32 {
    bucket(b'w', &[word])
}

fn add_pieces(word: &str, features: &mut Features) {
    let padded = format!(" {word} ");
    let ends: Vec<usize> = padded
        .char_indices()
        .map(|(at, _)| at)
        .chain([padded.len()])
        .collect();
    for length in PIECES {
        for piece in ends.windows(length + 1) {
            let (Some(start), Some(end)) = (piece.first(), piece.last()) else {
                continue;
            };
            if let Some(text) = padded.get(*start..*end) {
                features.push((bucket(b'c', &[text]), 1.0));
            }
        }
    }
}

fn bucket(kind: u8, parts: &[&str]) -> u32 {
    (mix(hash(kind, parts)) >> (64 - BUCKET_BITS)) as u32
}

/// FNV-1a: the same on every machine and version of Rust, as a stored model needs.
pub(super) fn hash(kind: u8, parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    [kind]
        .into_iter()
        .chain(bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// The finalizer of SplitMix64 (Steele et al. 2014): spreads a number over all 64 bits.
pub(super) fn mix(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
