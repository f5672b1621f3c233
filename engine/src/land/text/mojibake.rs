//! Repairs UTF-8 that was read as Windows-1252 or Latin-1, once or several times over.
//!
//! ```text
//! "Cityâ€™s rÃ©sumÃ©"   bytes 'E2 80 99', 'C3 A9' read one by one   ─►   "City’s résumé"
//! ```
//! Each misread character is judged by itself, so a good character elsewhere does not prevent the repair.
//! Sequences that a writer may have meant (`CAFÉ”`) are left alone, unless the same text holds others that
//! nobody writes and no good character beyond ASCII.

/// Text is rarely misread more often than this.
const MOST_ROUNDS: usize = 4;

/// The repaired text, or nothing when there is nothing to repair.
pub(crate) fn repair(text: &str) -> Option<String> {
    let mut repaired = repair_once(text)?;
    for _ in 1..MOST_ROUNDS {
        match repair_once(&repaired) {
            Some(again) => repaired = again,
            None => break,
        }
    }
    Some(repaired)
}

/// A sequence of characters that reads as one character of UTF-8.
struct Misread {
    start: usize,
    end: usize,
    character: char,
    certain: bool,
    /// Whether all but its first character is punctuation that may follow a word.
    punctuation: bool,
}

fn repair_once(text: &str) -> Option<String> {
    // Every first character of a misread sequence is U+00C2 to U+00F4, in UTF-8 `C3 82` to `C3 B4`.
    memchr::memchr(0xC3, text.as_bytes())?;
    let (mut found, clean) = find(text);
    mark_neighbours(&mut found);
    if !found.iter().any(|misread| misread.certain) {
        return None;
    }
    if !clean {
        found.retain(|misread| misread.certain);
    }
    let mut repaired = String::with_capacity(text.len());
    let mut copied = 0;
    for misread in &found {
        repaired.push_str(&text[copied..misread.start]);
        repaired.push(misread.character);
        copied = misread.end;
    }
    repaired.push_str(&text[copied..]);
    Some(repaired)
}

/// The sequences, and whether every character beyond ASCII belongs to one.
fn find(text: &str) -> (Vec<Misread>, bool) {
    let mut found = Vec::new();
    let mut clean = true;
    let mut previous = ' ';
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let misread = if first.is_ascii() {
            None
        } else {
            read_at(text, at, previous)
        };
        clean &= first.is_ascii() || misread.is_some();
        previous = first;
        at = match misread {
            Some(misread) => {
                let end = misread.end;
                previous = misread.character;
                found.push(misread);
                end
            }
            None => at + first.len_utf8(),
        };
    }
    (found, clean)
}

/// The misread sequence that begins here.
fn read_at(text: &str, start: usize, previous: char) -> Option<Misread> {
    let mut characters = text[start..].chars();
    let first = characters.next()?;
    let length = match byte_of(first)? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [byte_of(first)?, 0, 0, 0];
    let mut end = start + first.len_utf8();
    let mut second = ' ';
    let mut punctuation = true;
    for byte in &mut bytes[1..length] {
        second = characters.next()?;
        *byte = byte_of(second).filter(|byte| (0x80..=0xBF).contains(byte))?;
        end += second.len_utf8();
        punctuation &= is_written_after_a_word(second);
    }
    let character = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let next = characters.next().unwrap_or(' ');
    let certain = match length {
        2 => is_certain_pair(first, second, previous, next),
        3 => {
            matches!(character, '\u{2000}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FEFF}' | '\u{FFFD}')
        }
        _ => matches!(character, '\u{1F000}'..='\u{1FAFF}'),
    };
    Some(Misread {
        start,
        end,
        character,
        certain,
        punctuation,
    })
}

/// Pairs of `Â` and `Ã` are what Western text turns into. What follows may be punctuation that was meant:
/// then the pair is certain only inside a word, or after a small letter, where no capital stands, or where
/// `Ã`, which begins no word, is a word by itself and owned by nobody: `Ã©`.
fn is_certain_pair(first: char, second: char, previous: char, next: char) -> bool {
    match first {
        'Â' | 'Ã' if is_written_after_a_word(second) => {
            previous.is_lowercase()
                || first == 'Ã' && !previous.is_alphabetic() && "©®".contains(second)
                || second == '\u{a0}' && !previous.is_alphabetic()
                || next.is_alphabetic() && second != '\u{a0}' && second != '’'
        }
        'Â' | 'Ã' => true,
        _ => false,
    }
}

fn is_written_after_a_word(character: char) -> bool {
    "‚„…‰‹‘’“”•–—™›«»©®°·\u{a0}".contains(character)
}

/// Scripts other than ours are misread into pairs and triples by the row, which nobody writes.
fn mark_neighbours(found: &mut [Misread]) {
    for at in 1..found.len() {
        let [one, two] = &mut found[at - 1..=at] else {
            continue;
        };
        let written = one.punctuation && two.punctuation;
        if one.end == two.start
            && !written
            && one.character.is_alphabetic()
            && two.character.is_alphabetic()
        {
            one.certain = true;
            two.certain = true;
        }
    }
}

/// The byte that Windows-1252 (and Latin-1, where that has a gap) reads as this character.
fn byte_of(character: char) -> Option<u8> {
    let code = u32::from(character);
    if let Ok(byte) = u8::try_from(code) {
        return Some(byte);
    }
    let place = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
        .chars()
        .position(|other| other == character)?;
    const BYTES: [u8; 27] = [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91, 0x92,
        0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9E, 0x9F,
    ];
    BYTES.get(place).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn misread(text: &str) -> String {
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn misread_text_is_repaired() {
        for good in [
            "City’s",
            "résumé",
            "“quoted” — and • more…",
            "naïve café",
            "£40,000 – £50,000",
            "Ångström",
            "Århus",
            "Zürich",
            "Señor",
            "à la carte",
            "SÖNDAG",
            "Привет мир",
            "日本語",
            "100 °C ±5",
            "ﬁrst",
            "😀 fun",
        ] {
            assert_eq!(
                repair(&misread(good)).as_deref(),
                Some(good),
                "{}",
                misread(good)
            );
            let twice = misread(&misread(good));
            assert_eq!(repair(&twice).as_deref(), Some(good), "{twice}");
        }
    }

    #[test]
    fn good_characters_elsewhere_do_not_prevent_it() {
        assert_eq!(
            repair("São Paulo, Cityâ€™s").as_deref(),
            Some("São Paulo, City’s")
        );
        assert_eq!(repair("café, rÃ©sumÃ©").as_deref(), Some("café, résumé"));
        assert_eq!(repair("Ã© Ã®").as_deref(), Some("é î"));
    }

    #[test]
    fn text_that_was_meant_stays() {
        for good in [
            "Ångström",
            "Århus",
            "naïve",
            "CAFÉ”",
            "«À LA CARTÉ»",
            "ÉTÉ…",
            "IRMÃ” e",
            "SÃO PAULO",
            "MÂCON",
            "Âge",
            "pâte – brisée",
            "“É” is a letter",
            "ÎLE-DE-FRANCE",
            "Ä–Ö",
            "R&D",
            "é™",
            "CRÈME™ • BRÛLÉE®",
            "Việt Nam",
            "Łódź",
            "ÑANDÚ®",
            "IRMÃ© • MAÇÃ®",
            "“Ã” is a letter",
            "à “la” carte",
        ] {
            assert_eq!(repair(good), None, "{good}");
        }
    }

    proptest! {
        /// Words misread and repaired are the words again.
        #[test]
        fn round_trip(text in "[a-z ’“”—•…éèüñöç]{1,40}") {
            let bad = misread(&text);
            prop_assert_eq!(repair(&bad).unwrap_or(bad), text);
        }

        /// Good Western text, punctuation and all, is never touched.
        #[test]
        fn good_text_stays(text in "([A-ZÀÂÄÇÉÈÊÎÔÖÜ]{1,6}([”’™…»] | )|[a-zàâäçéèêîôöü]{1,6}([”’™…»] | |’)){1,8}") {
            prop_assert_eq!(repair(&text), None);
        }

        /// Nothing panics.
        #[test]
        fn anything_goes(text in "\\PC{0,40}") {
            let _ = repair(&text);
        }
    }
}
