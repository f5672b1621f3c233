//! Landing: raw files in, days of `postings` and `rejects` out.
//!
//! ```text
//! inputs ─► objects ─► records ─► postings ─► by day ─► merged with what the day holds ─► one commit
//!  (glob)   (gz,xz,zst) (JSON, CSV…) └► rejects                (numbers kept)
//! ```

mod commit;
mod days;
mod decode;
mod flat;
mod formats;
mod identity;
mod inputs;
mod json;
mod mapping;
mod merge;
mod object_reader;
mod observer;
mod parse;
mod posting;
mod read;
mod rejects;
mod run;
mod slabs;
mod spec;
mod spill;
mod split;
mod stored;
mod summary;
mod tables;
#[cfg(test)]
mod testing;
mod text;
mod write;

pub use formats::format_descriptions;
pub use observer::{LandEvent, LandObserver, Unobserved};
pub use run::land;
pub use spec::{Identity, LandSpec, SourceFormat};
pub use summary::{LandSummary, UnreadableObject};
pub use tables::{postings_table, rejects_table};
