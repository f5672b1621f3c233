//! The session: a book, opened for SQL.
//!
//! ```text
//! Core (book, functions, models, taxonomies) ─► SessionState (catalog `daybook`) ─► plans
//!                                                 public · attributes · counts · datasets · taxonomies · system
//! ```

mod core;
mod keys_end_at_unnest;
mod reference;
mod schemas;
mod state;
mod system;

pub(crate) use self::core::{AtHand, Core};
pub(crate) use reference::{taxonomy_record, trained, training_lines};
pub(crate) use state::{CATALOG, session_state};
pub(crate) use system::TABLES as SYSTEM_TABLES;
