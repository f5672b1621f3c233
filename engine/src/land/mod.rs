//! Landing: raw files in, days of `postings` and `rejects` out.
//!
//! ```text
//! inputs ─► objects ─► records ─► postings ─► by day ─► merged with what the day holds ─► one commit
//!  (glob)   (gz,xz,zst) (JSON, CSV…) └► rejects                (numbers kept)
//! ```

mod commit;
mod days;
mod identity;
mod merge;
mod object_reader;
mod decode;
mod flat;
mod formats;
mod inputs;
mod json;
mod mapping;
mod observer;
mod parse;
mod posting;
mod read;
mod rejects;
mod run;
mod slabs;
mod spec;
mod spill;
mod stored;
mod split;
mod summary;
mod tables;
#[cfg(test)]
mod testing;
mod text;
mod write;

pub use formats::format_descriptions;
pub use run::land;
pub use tables::{postings_table, rejects_table};
pub use observer::{LandEvent, LandObserver, Unobserved};
pub use spec::{Identity, LandSpec, SourceFormat};
pub use summary::{LandSummary, UnreadableObject};
