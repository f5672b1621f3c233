//! The one name that a misspelt one is closest to.
//!
//! ```text
//!  pheonix ─► phoenix (one transposition, 0.8)      albuqerqe ─► albuquerque (two, 0.6)      york ─► none: too short
//! ```
//!
//! Distance is Damerau's (optimal string alignment), in characters. Names under five letters are not corrected,
//! names under nine by one edit, longer ones by two. Two names equally close: neither, since a guess is worse than nothing.

use strsim::osa_distance;

/// The closest of the names, and the confidence in it.
pub(super) fn closest<'a>(
    names: impl Iterator<Item = &'a str>,
    misspelt: &str,
) -> Option<(&'a str, f32)> {
    let letters = misspelt.chars().count();
    let allowed = match letters {
        0..5 => return None,
        5..9 => 1,
        _ => 2,
    };
    let mut best: Option<(&str, usize)> = None;
    let mut tied = false;
    for name in names {
        if name.len().abs_diff(misspelt.len()) > allowed * 2 || !same_start(name, misspelt) {
            continue;
        }
        let distance = osa_distance(name, misspelt);
        if distance > allowed || best.is_some_and(|(_, least)| distance > least) {
            continue;
        }
        tied = best.is_some_and(|(_, least)| distance == least);
        best = Some((name, distance));
    }
    let (name, distance) = best.filter(|_| !tied)?;
    Some((name, if distance <= 1 { 0.8 } else { 0.6 }))
}

/// The first letter is seldom misspelt; asking for it leaves a tenth of the names to compare and a
/// better answer among them. A transposed beginning ("Hcicago") is let through.
fn same_start(name: &str, misspelt: &str) -> bool {
    let start = |text: &str| (text.chars().next(), text.chars().nth(1));
    let ((first, second), (other_first, other_second)) = (start(name), start(misspelt));
    first == other_first || (first == other_second && second == other_first)
}

#[cfg(test)]
mod tests {
    use super::closest;

    fn of(misspelt: &str) -> Option<(&str, f32)> {
        let names = [
            "phoenix",
            "albuquerque",
            "york",
            "salem",
            "salado",
            "portland",
        ];
        closest(names.into_iter(), misspelt)
    }

    #[test]
    fn small_misspellings_find_their_name() {
        assert_eq!(of("pheonix"), Some(("phoenix", 0.8)));
        assert_eq!(of("hpoenix"), Some(("phoenix", 0.8)));
        assert_eq!(of("albuqerqe"), Some(("albuquerque", 0.6)));
        assert_eq!(of("portlnd"), Some(("portland", 0.8)));
    }

    #[test]
    fn short_names_ties_and_others_find_none() {
        assert_eq!(of("yrok"), None, "too short");
        assert_eq!(of("sale"), None, "too short");
        assert_eq!(of("kansas"), None);
        let tied = ["marion", "marian"];
        assert_eq!(closest(tied.into_iter(), "mariun"), None);
    }
}
