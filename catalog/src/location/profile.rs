//! The profiles of `~/.aws/credentials` and `~/.aws/config`.
//!
//! ```text
//! [default]                      [profile hub]        (config puts `profile` before the name)
//! aws_access_key_id = AKIA…      region = eu-west-1
//! ```

use std::collections::HashMap;

/// The settings of one profile, from both files; the credentials file wins.
pub(crate) fn read_profile(
    name: &str,
    credentials: Option<&str>,
    config: Option<&str>,
) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for text in [config, credentials].into_iter().flatten() {
        found.extend(section(text, name));
    }
    found
}

fn section(text: &str, name: &str) -> HashMap<String, String> {
    let mut inside = false;
    let mut found = HashMap::new();
    for line in text.lines() {
        // Indented lines belong to nested settings (`s3 =` blocks), which we do not use.
        if line.starts_with([' ', '\t', '#', ';']) {
            continue;
        }
        if let Some(header) = line.trim().strip_prefix('[') {
            let header = header.trim_end_matches(']').trim();
            inside = header.strip_prefix("profile ").unwrap_or(header).trim() == name;
        } else if let (true, Some((key, value))) = (inside, line.split_once('=')) {
            found.insert(key.trim().to_lowercase(), value.trim().to_owned());
        }
    }
    found
}
