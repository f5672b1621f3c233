//! Which release a path or its files name.
//!
//! ```text
//! db_29_3_text.zip ─► 29.3      soc_structure_2018.tsv ─► 2018      v1_0/skills_en.csv ─► 1.0
//! ```

use super::source::Source;

/// The release named by the source's own name, else by its files when they agree.
pub(crate) fn from_names(kind: &str, source: &Source) -> Option<String> {
    let read = reader(kind)?;
    if let Some(version) = read(&source.name) {
        return Some(version);
    }
    let mut named: Vec<String> = source
        .files
        .iter()
        .flat_map(|file| file.name.split(['/', '!']).filter_map(read))
        .collect();
    named.sort();
    named.dedup();
    match named.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

fn reader(kind: &str) -> Option<fn(&str) -> Option<String>> {
    match kind {
        "onet" => Some(onet),
        "esco" => Some(esco),
        "skills" | "concepts" => Some(list),
        _ => None,
    }
}

/// `db_29_3_text` is `29.3`, `db_29_text` is `29`.
fn onet(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let rest = &name[name.find("db_")? + 3..];
    dotted(rest)
}

/// `v1_0`, `ESCO dataset - v1.1.0 - classification`.
fn esco(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    name.match_indices('v')
        .filter(|(at, _)| {
            !name[..*at]
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric)
        })
        .find_map(|(at, _)| dotted(&name[at + 1..]))
}

/// A list is called after its file without the ending: `GIS tools` is `gis_tools`, `gis.v2` is `gis_v2`.
fn list(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join("_"))
}

/// The numbers at the start of a text, separated by `_`, `.` or `-`, written with dots.
fn dotted(text: &str) -> Option<String> {
    let numbers: Vec<&str> = text
        .split(['_', '.', '-', ' '])
        .take_while(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
        .collect();
    (!numbers.is_empty()).then(|| numbers.join("."))
}

/// The last year a name mentions.
pub(crate) fn year(name: &str) -> Option<String> {
    name.split(|c: char| !c.is_ascii_digit())
        .rfind(|digits| digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19")))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_releases() {
        assert_eq!(onet("db_29_3_text"), Some("29.3".to_owned()));
        assert_eq!(onet("db_29_text.zip"), Some("29".to_owned()));
        assert_eq!(onet("onet"), None);
        assert_eq!(esco("v1_0"), Some("1.0".to_owned()));
        assert_eq!(esco("skills_en_label_v1.1.0.txt"), Some("1.1.0".to_owned()));
        assert_eq!(list("GIS tools"), Some("gis_tools".to_owned()));
        // Two editions are two lists.
        assert_eq!(list("gis.v2"), Some("gis_v2".to_owned()));
        assert_eq!(year("soc_structure_2018.tsv"), Some("2018".to_owned()));
        assert_eq!(year("list1_2023.xlsx"), Some("2023".to_owned()));
    }
}
