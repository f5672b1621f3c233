//! Which words may be there: a set that is never wrong when it says no.
//!
//! ```text
//!  insert(hash of "word")    ─► bit 0x4a1f3 on
//!  may_have(hash of "wants") ─► bit 0x9c022 is off: surely not       may_have(hash of "word") ─► perhaps
//! ```

/// 2^20 bits: 128 KiB, which stays in a core's own cache.
const BITS: u32 = 20;

/// A set of hashes by their highest bits.
#[derive(Debug)]
pub(super) struct WordSet(Box<[u64]>);

impl Default for WordSet {
    fn default() -> Self {
        WordSet(vec![0; 1 << (BITS - 6)].into_boxed_slice())
    }
}

impl WordSet {
    pub(super) fn insert(&mut self, hash: u64) {
        let bit = hash >> (64 - BITS);
        if let Some(bits) = self.0.get_mut((bit / 64) as usize) {
            *bits |= 1 << (bit % 64);
        }
    }

    #[inline]
    pub(super) fn may_have(&self, hash: u64) -> bool {
        let bit = hash >> (64 - BITS);
        let bits = self.0.get((bit / 64) as usize);
        bits.is_some_and(|bits| (bits >> (bit % 64)) & 1 == 1)
    }
}
