//! The occupations of a model, the codes they belong to, and the groups they are in.
//!
//! ```text
//!  columns   0 11-1011.00  1 11-1011.03 … 1015 53-7199.00 │ 1016 11-1 … 1111 53-7 │ 1112 11 … 1133 53
//!            occupations of O*NET-SOC, both of 11-1011    │ minor groups          │ major groups
//! ```
//!
//! "All other" codes hold occupations that have nothing to do with each other (a dozen kinds of
//! managers). They are learnt apart and only told together: as one class they would be like every
//! text that speaks of several things.

use super::SocModelError;
use crate::hierarchy::soc_levels::SocCode;
use crate::occupation::classify::Level;

const CODE: usize = "15-1252".len();
const MINOR: usize = "15-1".len();
const MAJOR: usize = "15".len();

/// Occupations in order, and columns for them and their groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    /// Each like `15-1252.00`.
    occupations: Vec<String>,
    /// Columns of each occupation's minor and major group.
    groups: Vec<[u16; 2]>,
    columns: usize,
}

impl Tree {
    /// The tree of occupations, ascending and each once.
    pub(super) fn of(occupations: Vec<String>) -> Result<Self, SocModelError> {
        // Three columns each at most have to be numbered.
        if occupations.len() > usize::from(u16::MAX) / 4 {
            return Err(SocModelError::TooManyCodes(occupations.len()));
        }
        let wrong = occupations
            .iter()
            .find(|one| full(one).as_ref() != Some(one));
        if let Some(wrong) = wrong {
            return Err(SocModelError::NoCode(wrong.clone()));
        }
        let mut columns = occupations.len();
        let mut groups = vec![[0_u16; 2]; occupations.len()];
        for (level, length) in [(0, MINOR), (1, MAJOR)] {
            let mut last = "";
            for (occupation, groups) in occupations.iter().zip(&mut groups) {
                if occupation[..length] != *last {
                    last = &occupation[..length];
                    columns += 1;
                }
                groups[level] = (columns - 1) as u16;
            }
        }
        Ok(Tree {
            occupations,
            groups,
            columns,
        })
    }

    /// How many occupations there are.
    pub(super) fn len(&self) -> usize {
        self.occupations.len()
    }

    pub(super) fn occupations(&self) -> &[String] {
        &self.occupations
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn number(&self, occupation: &str) -> Option<u16> {
        let order = |known: &String| known.as_str().cmp(occupation);
        let found = self.occupations.binary_search_by(order);
        found.ok().map(|at| at as u16)
    }

    /// The detailed code of an occupation: `15-1252`.
    pub(super) fn code(&self, occupation: u16) -> Option<&str> {
        let occupation = self.occupations.get(usize::from(occupation));
        occupation.map(|occupation| &occupation[..CODE])
    }

    pub(super) fn groups(&self, occupation: usize) -> &[u16; 2] {
        &self.groups[occupation]
    }

    /// The score of each occupation: the sum of its own column and its groups'.
    pub(super) fn scores(&self, sums: &[f32]) -> Vec<f32> {
        let of_groups = |groups: &[u16; 2]| -> f32 {
            groups.iter().map(|group| sums[usize::from(*group)]).sum()
        };
        let all = sums.iter().zip(&self.groups);
        all.map(|(own, groups)| own + of_groups(groups)).collect()
    }

    /// The likeliest codes of a level, each with the sum of its occupations.
    pub(super) fn likeliest(
        &self,
        likely: &[f32],
        most: usize,
        level: Level,
    ) -> Vec<(SocCode, f32)> {
        let mut codes: Vec<(SocCode, f32)> = Vec::with_capacity(likely.len());
        for (number, probability) in (0..).zip(likely) {
            let Some(code) = self.code(number).and_then(|code| level.group(code)) else {
                continue;
            };
            match codes.last_mut() {
                Some((last, sum)) if *last == code => *sum += probability,
                _ => codes.push((code, *probability)),
            }
        }
        let order =
            |a: &(SocCode, f32), b: &(SocCode, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if codes.len() > most {
            codes.select_nth_unstable_by(most, order);
            codes.truncate(most);
        }
        codes.sort_unstable_by(order);
        codes
    }
}

/// A code of the SOC or O*NET-SOC as one of the latter: `15-1252` is `15-1252.00`.
pub(super) fn full(code: &str) -> Option<String> {
    let full = match code.len() {
        CODE => format!("{code}.00"),
        _ => code.to_owned(),
    };
    let pattern = "dd-dddd.dd".bytes();
    let fits = full
        .bytes()
        .zip(pattern)
        .all(|(byte, wanted)| match wanted {
            b'd' => byte.is_ascii_digit(),
            _ => byte == wanted,
        });
    (fits && full.len() == "15-1252.00".len()).then_some(full)
}
