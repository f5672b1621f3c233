//! Postings that say the same: the same job advertised again, or by another board.
//!
//! ```text
//!  text ── words ── shingles of 4 ── MinHash ─► signature (257 bytes)         posting_signature(text)
//!  two signatures ─► share of shingles that both have                         signature_similarity(a, b)
//!
//!  posting_no  signature                posting_cluster(posting_no, signature) OVER ()
//!  16805<<32   s1                ─►     16805<<32, 1.00     the first of its cluster
//!  16807<<32   s1 but a word     ─►     16805<<32, 0.97     said before
//!  16810<<32   s2                ─►     16810<<32, 1.00
//! ```
//!
//! MinHash: A. Broder, On the resemblance and containment of documents, 1997; its banding: J. Leskovec, A. Rajaraman and
//! J. Ullman, Mining of Massive Datasets, chapter 3; its 16 bits: P. Li and A. König, b-Bit Minwise Hashing, 2010.

mod clusters;
mod posting_cluster;
mod posting_signature;
mod signature;
mod signature_similarity;

use std::sync::Arc;

use crate::{Family, FunctionEntry, Reads, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    let scalar = |name, version, function: datafusion::logical_expr::ScalarUDF| {
        FunctionEntry::scalar(name, version, Family::Duplicates, Reads::Nothing, function)
    };
    vec![
        scalar(
            posting_signature::NAME,
            posting_signature::VERSION,
            posting_signature::PostingSignature::default().into(),
        ),
        scalar(
            signature_similarity::NAME,
            signature_similarity::VERSION,
            signature_similarity::SignatureSimilarity::default().into(),
        ),
        FunctionEntry::window(
            posting_cluster::NAME,
            posting_cluster::VERSION,
            Family::Duplicates,
            posting_cluster::PostingCluster::default(),
        ),
    ]
}
