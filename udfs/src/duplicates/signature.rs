//! What of a text is stored to find its near duplicates.
//!
//! ```text
//!  byte 0    1    2          …          256
//!       01   a7   3c   …                 f0
//!       │    └─ bin 0: the low 8 bits of its member's hash, and so on for 256 bins
//!       └─ version
//! ```
//!
//! Only 8 bits of each bin are kept (Li, König 2010, "b-Bit Minwise Hashing"): they differ for
//! different members but once in 256 times, which [`similarity`] takes into account, and twice the
//! bins in half the bytes estimate better than the other way round.

use std::fmt;

use super::shingles::Shingles;
use super::sketch::fill;

/// Bins of a signature.
pub(super) const BINS: usize = 256;

/// Length of a stored signature in bytes.
pub(super) const LENGTH: usize = BINS + 1;

/// The format of stored signatures: the first byte. Another version's cannot be compared.
pub(super) const VERSION: u8 = 1;

/// How often two different members have the same 8 bits.
const CHANCE: f64 = 1.0 / 256.0;

/// What is kept of a text; equal for equal texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Signature {
    bins: [u8; BINS],
}

impl Signature {
    /// The stored form.
    pub(super) fn to_bytes(self) -> [u8; LENGTH] {
        let mut bytes = [VERSION; LENGTH];
        bytes[1..].copy_from_slice(&self.bins);
        bytes
    }

    /// Reads the stored form.
    ///
    /// # Errors
    ///
    /// Where length or version are not of this format.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, UnknownFormat> {
        match bytes {
            [VERSION, bins @ ..] => match bins.try_into() {
                Ok(bins) => Ok(Signature { bins }),
                Err(_) => Err(UnknownFormat::of(bytes)),
            },
            _ => Err(UnknownFormat::of(bytes)),
        }
    }

    /// The first eight bins, which order signatures that differ there as all of them do.
    pub(super) fn first_bytes(&self) -> u64 {
        let first = self.bins.first_chunk();
        first.map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }

    /// The bins' values.
    pub(super) fn bins(&self) -> &[u8; BINS] {
        &self.bins
    }

    /// How many bins are equal, 0 to [`BINS`].
    #[inline]
    pub(super) fn matches(&self, other: &Signature) -> usize {
        let halves = self.bins.chunks(128).zip(other.bins.chunks(128));
        // No more than 128 fit a byte, and bytes are counted many at a time.
        let counts = halves.map(|(a, b)| {
            let equal = a.iter().zip(b).map(|(a, b)| u8::from(a == b));
            usize::from(equal.sum::<u8>())
        });
        counts.sum()
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({:02x?}…)", &self.bins[..8])
    }
}

/// Bytes that are no signature of this version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a posting signature has {LENGTH} bytes and version {VERSION}, not {length} bytes and version {}; compute the \
     signature again with posting_signature(text)",
    version.map_or_else(|| "none".to_owned(), |version| version.to_string())
)]
pub(super) struct UnknownFormat {
    version: Option<u8>,
    length: usize,
}

impl UnknownFormat {
    fn of(bytes: &[u8]) -> Self {
        UnknownFormat {
            version: bytes.first().copied(),
            length: bytes.len(),
        }
    }
}

/// Signs one text after another without allocation.
#[derive(Debug)]
pub(super) struct Signer {
    shingles: Shingles,
    bins: [u64; BINS],
}

impl Default for Signer {
    fn default() -> Self {
        Signer {
            shingles: Shingles::default(),
            bins: [0; BINS],
        }
    }
}

impl Signer {
    /// The signature of a posting's text. `None` for a text of fewer than twenty words, or of the same few over and over: a
    /// title and an employer do not show that two postings are one.
    pub(super) fn sign(&mut self, text: &str) -> Option<Signature> {
        let hashes = self.shingles.cut(text)?;
        fill(hashes, &mut self.bins);
        let bins = self.bins.map(|member| member as u8);
        Some(Signature { bins })
    }
}

/// The estimated Jaccard index, 0 to 1, of the shingles of two texts. The standard error at a true
/// index `j` is `sqrt(j (1 - j) / 256)`, slightly more at small ones.
pub(super) fn similarity(one: &Signature, other: &Signature) -> f64 {
    similarity_of(one.matches(other))
}

/// Of two unlike bins one in 256 is equal by chance: the share of equal ones is `j + (1 - j)/256`.
pub(super) fn similarity_of(matches: usize) -> f64 {
    let share = matches as f64 / BINS as f64;
    ((share - CHANCE) / (1.0 - CHANCE)).max(0.0)
}

#[cfg(test)]
mod tests;
