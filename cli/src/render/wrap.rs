//! Lines of a width out of a text of any length, with or without marked parts.

/// A character and whether it belongs to a marked part.
pub(crate) type Marked = (char, bool);

/// Wraps a text between words; words longer than a line are cut.
pub(crate) fn plain(text: &str, width: usize) -> Vec<String> {
    let chars: Vec<Marked> = text.chars().map(|c| (c, false)).collect();
    marked(&chars, width)
        .into_iter()
        .map(|line| line.into_iter().map(|(c, _)| c).collect())
        .collect()
}

/// Wraps a marked text between words, keeping its marks; its own line ends stay.
pub(crate) fn marked(text: &[Marked], width: usize) -> Vec<Vec<Marked>> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split(|(c, _)| *c == '\n') {
        paragraph_lines(paragraph, width, &mut lines);
    }
    lines
}

fn paragraph_lines(paragraph: &[Marked], width: usize, lines: &mut Vec<Vec<Marked>>) {
    let mut line: Vec<Marked> = Vec::new();
    for word in paragraph.split(|(c, _)| c.is_whitespace()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() && line.len() + 1 + word.len() > width {
            lines.push(std::mem::take(&mut line));
        }
        if let Some((_, before)) = line.last().copied() {
            // A space inside a marked phrase is marked too.
            line.push((' ', before && word[0].1));
        }
        let mut word = word;
        while word.len() > width {
            let (head, tail) = word.split_at(width);
            lines.push(head.to_vec());
            word = tail;
        }
        line.extend_from_slice(word);
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(plain("one two three", 8), ["one two", "three"]);
        assert_eq!(plain("one\n\ntwo", 8), ["one", "", "two"]);
        assert_eq!(plain("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(plain("", 4), [""]);
        assert_eq!(plain("žluť ouč", 4), ["žluť", "ouč"]);
    }

    #[test]
    fn marks_survive() {
        let text: Vec<Marked> = "aa bb".chars().map(|c| (c, true)).collect();
        assert_eq!(marked(&text, 10), vec![text.clone()]);
        assert!(marked(&text, 3).iter().flatten().all(|(_, on)| *on));
    }
}
