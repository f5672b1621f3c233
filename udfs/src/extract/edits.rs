//! How many edits are between a name and the text that stands for it.
//!
//! ```text
//!  "procurement" ─ "procurment"  1 edit (a letter left out)      "teh" ─ "the"  1 edit (neighbours swapped)
//!  17 letters allow 2 edits: 12 % of the length, 4 at most
//! ```
//!
//! The distance is Damerau's with no letter edited twice (optimal string alignment), as in the predecessor's extractor,
//! `min(4, len - ceil(0.88 len))` of the phrase as it stands in the text.

/// The most edits at all.
pub(super) const MOST_EDITS: usize = 4;

/// The edits that a phrase of so many characters may hold.
pub(super) fn allowed(len: usize) -> usize {
    // ceil(0.88 len) in whole numbers.
    (len - (len * 22).div_ceil(25)).min(MOST_EDITS)
}

/// The most edits of any phrase that can stand for a name of so many characters: the phrase may be longer.
pub(super) fn most(len: usize) -> usize {
    let longer = (len..=len + MOST_EDITS).filter(|phrase| phrase - len <= allowed(*phrase));
    longer.map(allowed).max().unwrap_or(0)
}

/// A cell for each end of the phrase within the band, one on either side of it that is never reached.
type Row = [u8; 2 * MOST_EDITS + 3];

const FAR: u8 = u8::MAX / 2;

/// Tells the distance between a name and each beginning of `text` that is at most `most` edits away, with its length.
///
/// Only the band of cells that can hold so few edits is computed, and no more when all of a row are beyond them.
pub(super) fn distances(
    name: &[char],
    text: &[char],
    most: usize,
    mut tell: impl FnMut(usize, usize),
) {
    let band = Band { name, text, most };
    let mut before: Row = [FAR; 2 * MOST_EDITS + 3];
    let mut last = band.first_row();
    for row in 1..=name.len() {
        let next = band.row(row, &last, &before);
        if next.iter().all(|distance| usize::from(*distance) > most) {
            return;
        }
        (before, last) = (last, next);
    }
    for (cell, distance) in last.iter().enumerate() {
        let len = (name.len() + cell).checked_sub(most + 1);
        if let Some(len) = len
            && usize::from(*distance) <= most
        {
            tell(len, usize::from(*distance));
        }
    }
}

struct Band<'a> {
    name: &'a [char],
    text: &'a [char],
    most: usize,
}

impl Band<'_> {
    /// How much of the text a cell of a row has read: cell `most + 1` has read as much as of the name.
    fn read(&self, row: usize, cell: usize) -> Option<usize> {
        let read = (row + cell).checked_sub(self.most + 1)?;
        let inside = (1..=2 * self.most + 1).contains(&cell) && read <= self.text.len();
        inside.then_some(read)
    }

    fn first_row(&self) -> Row {
        let mut row = [FAR; 2 * MOST_EDITS + 3];
        for (cell, distance) in row.iter_mut().enumerate() {
            if let Some(read) = self.read(0, cell) {
                *distance = read as u8;
            }
        }
        row
    }

    /// The row behind `last`; in it the cell of the same text stands one to the left.
    fn row(&self, row: usize, last: &Row, before: &Row) -> Row {
        let mut next = [FAR; 2 * MOST_EDITS + 3];
        for cell in 1..=2 * self.most + 1 {
            let Some(read) = self.read(row, cell) else {
                continue;
            };
            let left_out = last[cell + 1].saturating_add(1);
            let put_in = next[cell - 1].saturating_add(1);
            let mut distance = left_out.min(put_in);
            if read > 0 {
                let same = self.name[row - 1] == self.text[read - 1];
                distance = distance.min(last[cell] + u8::from(!same));
                if self.is_swapped(row, read) {
                    distance = distance.min(before[cell] + 1);
                }
            }
            next[cell] = distance.min(FAR);
        }
        next
    }

    fn is_swapped(&self, row: usize, read: usize) -> bool {
        row > 1
            && read > 1
            && self.name[row - 1] == self.text[read - 2]
            && self.name[row - 2] == self.text[read - 1]
    }
}
