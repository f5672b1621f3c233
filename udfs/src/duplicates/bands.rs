//! Which signatures can be alike at all, without comparing each with each.
//!
//! ```text
//!  threshold 0.8: at most 51 of 256 bins may differ, so the bins are cut into 52 bands
//!
//!   band      0         1         2        …     51
//!   one     │ a7 3c 91 │ 0e f0 22 11 │ …        │ …
//!   other   │ a7 3c 90 │ 0e f0 22 11 │ …        │ …        ─► a bucket of band 1 has both
//! ```
//!
//! 51 differences cannot touch all of 52 bands: two signatures that are alike share a whole band.
//! This is banding (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3) with as many
//! bands as make it exact, not probable, for the similarity of *signatures*.
//!
//! Signatures are sorted band by band. Those alone in a bucket, nearly all in most bands, leave
//! nothing behind; of a bucket with several only a place is kept, which [`clusters`](super::clusters)
//! fills with the representatives found so far, [`CAPACITY`] at most.

use std::ops::Range;

use super::signature::{BINS, Signature, similarity_of};
use super::words::{mix, spread};

/// Representatives that one bucket holds. They are all unlike each other, so only boilerplate that
/// many different ads share brings more together; two ads that are alike share other bands too.
pub(super) const CAPACITY: usize = 64;

/// The similarity from which on two texts are one ad.
///
/// Below 0.5, bands are so narrow that chance fills the buckets; it is the least.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Threshold {
    similarity: f64,
}

impl Threshold {
    /// A threshold of 0.5 to 1; `None` for other numbers.
    pub(super) fn new(similarity: f64) -> Option<Self> {
        let allowed = (0.5..=1.0).contains(&similarity);
        allowed.then_some(Threshold { similarity })
    }

    /// The least number of equal bins that makes two signatures alike.
    pub(super) fn matches(self) -> usize {
        let enough = |matches: &usize| similarity_of(*matches) >= self.similarity;
        (0..=BINS).find(enough).unwrap_or(BINS)
    }

    /// Bands that [`matches`](Self::matches) equal bins cannot all miss.
    fn bands(self) -> usize {
        BINS - self.matches() + 1
    }
}

impl Default for Threshold {
    /// 0.8: one word in 36 replaced here and there, or a quarter of the text added at the end. Above,
    /// pairs of real ads that are no copies mostly have the same occupation; below, mostly only the
    /// same employer's phrases.
    fn default() -> Self {
        Threshold { similarity: 0.8 }
    }
}

/// No bucket: the signature is alone in this band.
const ALONE: u32 = u32::MAX;

/// The buckets of some signatures.
pub(super) struct Buckets {
    signatures: usize,
    /// Where the bucket of a signature begins in `places`: for each band, for each signature.
    of: Vec<u32>,
    /// Buckets one behind the other: the number of representatives, then room for them, as many as
    /// the bucket has signatures but for [`CAPACITY`].
    places: Vec<u32>,
}

impl Buckets {
    /// Sorts signatures, no more than [`most`](Self::most), into buckets.
    pub(super) fn of(signatures: &[Signature], threshold: Threshold) -> Self {
        let bands = threshold.bands();
        let mut buckets = Buckets {
            signatures: signatures.len(),
            of: vec![ALONE; bands * signatures.len()],
            places: Vec::new(),
        };
        let mut keys = Vec::with_capacity(signatures.len());
        for band in 0..bands {
            let bins = band_bins(band, bands);
            keys.clear();
            let numbered = (0..).zip(signatures);
            keys.extend(numbered.map(|(at, signature)| key(&signature.bins()[bins.clone()], at)));
            keys.sort_unstable();
            buckets.add_band(band, &keys);
        }
        buckets
    }

    /// How many signatures can be told apart by 32 bits of place.
    pub(super) fn most(threshold: Threshold) -> usize {
        u32::MAX as usize / (2 * threshold.bands())
    }

    fn add_band(&mut self, band: usize, sorted: &[u64]) {
        let start = band * self.signatures;
        let of = &mut self.of[start..start + self.signatures];
        for bucket in sorted.chunk_by(|a, b| a >> 32 == b >> 32) {
            if bucket.len() < 2 {
                continue;
            }
            let place = self.places.len();
            let room = bucket.len().min(CAPACITY);
            self.places.resize(place + 1 + room, 0);
            for key in bucket {
                of[*key as u32 as usize] = place as u32;
            }
        }
    }

    /// Makes a signature a representative in those of its buckets that have room.
    pub(super) fn represent(&mut self, signature: usize) {
        for band in 0..self.of.len() / self.signatures {
            let place = self.of[band * self.signatures + signature];
            if place == ALONE {
                continue;
            }
            let place = place as usize;
            let count = self.places[place] as usize;
            if count < CAPACITY {
                self.places[place + 1 + count] = signature as u32;
                self.places[place] += 1;
            }
        }
    }

    /// The places of a signature's buckets.
    fn places_of(&self, signature: usize) -> impl Iterator<Item = usize> {
        let of = self.of.iter().skip(signature).step_by(self.signatures);
        of.filter(|place| **place != ALONE)
            .map(|place| *place as usize)
    }

    /// Calls with the representatives in a signature's buckets, with some more than once.
    pub(super) fn representatives(&self, signature: usize, mut found: impl FnMut(u32)) {
        for place in self.places_of(signature) {
            let count = self.places[place] as usize;
            let representatives = &self.places[place + 1..place + 1 + count];
            representatives.iter().for_each(|it| found(*it));
        }
    }
}

/// The bins of a band; widths differ by one at most.
fn band_bins(band: usize, bands: usize) -> Range<usize> {
    band * BINS / bands..(band + 1) * BINS / bands
}

/// A band's bins in 32 bits, above the number of the signature.
fn key(bins: &[u8], signature: u32) -> u64 {
    let hash = bins.chunks(8).fold(0, |hash, bins| {
        let chunk = bins
            .iter()
            .fold(0, |chunk, bin| (chunk << 8) | u64::from(*bin));
        mix(hash, chunk)
    });
    (spread(hash) & !u64::from(u32::MAX)) | u64::from(signature)
}

#[cfg(test)]
mod tests;
