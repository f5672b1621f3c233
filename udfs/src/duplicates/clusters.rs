//! Clusters of postings that say the same.
//!
//! ```text
//!  in the order of their numbers, each posting joins the most similar first posting, or is one itself
//!
//!  first postings        a ───────── d          bands of 6 places: a[0..6] a[6..12] … a[120..126]
//!                        │ 0.93      │ 0.88     only those that agree with a posting in a whole band are compared
//!                        b   c       e
//! ```
//!
//! Every member is as similar as asked to the *first* posting of its cluster, not to just any member: advertisements that
//! change a little from week to week would else end in one cluster with what they no longer resemble. Two texts
//! that share 80 % of their shingles agree in one of the 21 bands with a probability of 99.8 %, 85 %: 99.99 %.

use std::collections::HashMap;

use super::signature::{PLACES, Signature};

/// Places of a band: all must agree for two postings to be compared.
const BAND: usize = 6;

const BANDS: usize = PLACES / BAND;

/// The least similarity that the bands are made for: of two texts that share 70 % of their shingles, 93 % are found.
pub(super) const LEAST_SIMILARITY: f64 = 0.7;

/// What is the same where nobody says: 0.8 keeps a reposted advertisement with another date, place or contact together,
/// and parts those of an employer who begins and ends all of them alike.
pub(super) const SIMILARITY: f64 = 0.8;

/// Which cluster a posting belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Membership {
    /// The number of the cluster's first posting.
    pub(super) cluster_no: i64,
    /// How much it resembles that posting, 0 to 1.
    pub(super) similarity: f64,
}

/// No posting: the end of a chain.
const NONE: u32 = u32::MAX;

/// The first postings of clusters, found by their bands.
#[derive(Debug)]
pub(super) struct Clusters {
    similarity: f64,
    firsts: Vec<(i64, Signature)>,
    /// For a band's hash the newest first posting that has it.
    newest: HashMap<u64, u32>,
    /// For each first posting and band the next older one of the same hash.
    older: Vec<[u32; BANDS]>,
    /// For each first posting the row that it was last compared with.
    compared: Vec<u32>,
    /// Rows seen so far.
    rows: u32,
}

impl Clusters {
    /// Clusters of postings that resemble the first of theirs by `similarity` at least.
    pub(super) fn new(similarity: f64) -> Self {
        Self {
            similarity,
            firsts: Vec::new(),
            newest: HashMap::new(),
            older: Vec::new(),
            compared: Vec::new(),
            rows: 0,
        }
    }

    /// Takes the next posting, whose number is greater than those before.
    pub(super) fn push(&mut self, posting_no: i64, signature: Signature) -> Membership {
        let bands = bands(&signature);
        self.rows += 1;
        if let Some((first, similarity)) = self.most_similar(&signature, &bands) {
            let cluster_no = self.firsts[first as usize].0;
            return Membership {
                cluster_no,
                similarity,
            };
        }
        self.add_first(posting_no, signature, &bands);
        Membership {
            cluster_no: posting_no,
            similarity: 1.0,
        }
    }

    /// The most similar first posting, of equals the oldest, if one is similar enough.
    fn most_similar(&mut self, signature: &Signature, bands: &[u64; BANDS]) -> Option<(u32, f64)> {
        let mut best: Option<(u32, f64)> = None;
        for (band, hash) in bands.iter().enumerate() {
            let mut at = self.newest.get(hash).copied().unwrap_or(NONE);
            while at != NONE {
                let first = at as usize;
                at = self.older[first][band];
                if std::mem::replace(&mut self.compared[first], self.rows) == self.rows {
                    continue;
                }
                let similarity = self.firsts[first].1.similarity(signature);
                let better = best.is_none_or(|(oldest, most)| {
                    similarity > most || (similarity == most && (first as u32) < oldest)
                });
                if similarity >= self.similarity && better {
                    best = Some((first as u32, similarity));
                }
            }
        }
        best
    }

    fn add_first(&mut self, posting_no: i64, signature: Signature, bands: &[u64; BANDS]) {
        let index = self.firsts.len() as u32;
        let chain = |hash: &u64| self.newest.insert(*hash, index).unwrap_or(NONE);
        let older: Vec<u32> = bands.iter().map(chain).collect();
        self.older.push(older.try_into().unwrap_or([NONE; BANDS]));
        self.compared.push(0);
        self.firsts.push((posting_no, signature));
    }
}

/// The hash of each band, told apart by which band it is.
fn bands(signature: &Signature) -> [u64; BANDS] {
    let mut hashes = [0; BANDS];
    let places = signature.places().chunks_exact(BAND);
    for (band, (hash, places)) in hashes.iter_mut().zip(places).enumerate() {
        *hash = band as u64;
        for place in places {
            *hash = (hash.rotate_left(16) ^ u64::from(*place)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
    hashes
}

#[cfg(test)]
mod tests;
