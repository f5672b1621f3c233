//! A set of posting numbers: the state of `bitmap_state` and `bitmap_union`.
//!
//! ```text
//!   posting_no = days_since_1970 << 32 | ordinal      {16805<<32|0, 16805<<32|1, 16806<<32|0}
//!   bytes      = u64 number of days · per day: u32 day number, 32-bit roaring bitmap of the ordinals
//! ```
//!
//! The bytes are the *portable* 64-bit layout of the RoaringFormatSpec: CRoaring, Go, Python
//! (`pyroaring.BitMap64`) and Java (in portable mode) read them. Ordinals are dense within a day, which is
//! what makes the sets small and their unions quick.

use roaring::RoaringTreemap;

use super::state::State;

/// What a day of a set costs in memory beside its containers: a tree entry and a list of containers.
const BYTES_PER_DAY: usize = 96;

/// A set of posting numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PostingSet(RoaringTreemap);

impl PostingSet {
    /// Reads a set; the error says what is wrong with the bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes;
        let set = RoaringTreemap::deserialize_from(&mut rest)
            .map_err(|error| format!("not a portable 64-bit roaring bitmap ({error})"))?;
        if !rest.is_empty() {
            return Err(format!(
                "{} bytes follow the end of the roaring bitmap",
                rest.len()
            ));
        }
        Ok(Self(set))
    }

    /// Writes the set. Equal sets give equal bytes, whatever was merged to make them: containers are brought
    /// to one form first, since "run or array?" is a tie for some of them and would depend on history.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let canonical = RoaringTreemap::from_bitmaps(self.0.bitmaps().map(|(day, ordinals)| {
            let mut ordinals = ordinals.clone();
            ordinals.remove_run_compression();
            ordinals.optimize();
            (day, ordinals)
        }));
        let mut bytes = Vec::with_capacity(canonical.serialized_size());
        canonical
            .serialize_into(&mut bytes)
            .map_err(|error| format!("cannot write the bitmap ({error})"))?;
        Ok(bytes)
    }

    /// Adds a number; quickest when numbers come in ascending order.
    pub(crate) fn insert(&mut self, number: u64) {
        if self.0.try_push(number).is_err() {
            self.0.insert(number);
        }
    }

    pub(crate) fn union_with(&mut self, other: &Self) {
        self.0 |= &other.0;
    }

    pub(crate) fn intersect_with(&mut self, other: &Self) {
        self.0 &= &other.0;
    }

    pub(crate) fn remove_all(&mut self, other: &Self) {
        self.0 -= &other.0;
    }

    pub(crate) fn contains(&self, number: u64) -> bool {
        self.0.contains(number)
    }

    pub(crate) fn len(&self) -> u64 {
        self.0.len()
    }
}

impl State for PostingSet {
    fn merge(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.0 |= Self::from_bytes(bytes)?.0;
        Ok(())
    }

    fn finished(&self) -> Result<Vec<u8>, String> {
        self.to_bytes()
    }

    fn heap_bytes(&self) -> usize {
        self.0.serialized_size() + self.0.bitmaps().count() * BYTES_PER_DAY
    }
}

#[cfg(test)]
mod tests;
