//! Landing: raw files in, days of `postings` and `rejects` out.
//!
//! ```text
//! inputs ─► objects ─► records ─► postings ─► by day ─► merged with what the day holds ─► one commit
//!  (glob)   (gz,xz,zst) (JSON, CSV…) └► rejects                (numbers kept)
//! ```

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
mod slabs;
mod spec;
mod split;
mod summary;
mod text;

pub use formats::format_descriptions;
pub use observer::{LandEvent, LandObserver, Unobserved};
pub use spec::{Identity, LandSpec, SourceFormat};
pub use summary::{LandSummary, UnreadableObject};
