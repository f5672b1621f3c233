//! The reference data that functions read, in the shape they need.
//!
//! ```text
//!  session: data.set_skills("onet_ksat@29.3", matcher)      extract_skills('onet_ksat@29.3', text): data.skills(…)
//! ```
//!
//! One value is shared by the session, which fills it from the book's taxonomies, and by the functions,
//! which look a part up once per batch and keep it by `Arc` while they work.

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::RwLock;

/// The parts of the book's taxonomies that functions read.
#[derive(Debug, Default)]
pub struct ReferenceData {
    soc: RwLock<Option<Arc<SocCodes>>>,
}

impl ReferenceData {
    /// Reference data in which nothing has been loaded yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts the SOC codes in place.
    pub fn set_soc(&self, codes: Arc<SocCodes>) {
        *self.soc.write() = Some(codes);
    }

    /// The SOC codes, when they are loaded.
    pub fn soc(&self) -> Option<Arc<SocCodes>> {
        self.soc.read().as_ref().map(Arc::clone)
    }
}

/// The occupations of the SOC: code to title, at every level of the hierarchy.
#[derive(Debug, Default)]
pub struct SocCodes {
    titles: BTreeMap<String, String>,
}

impl SocCodes {
    /// Codes (`15-1252`) with their titles.
    pub fn build(entries: impl Iterator<Item = (String, String)>) -> Self {
        SocCodes {
            titles: entries.collect(),
        }
    }

    /// The title of a code.
    pub fn title(&self, code: &str) -> Option<&str> {
        self.titles.get(code).map(String::as_str)
    }

    /// All codes with their titles, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.titles
            .iter()
            .map(|(code, title)| (code.as_str(), title.as_str()))
    }
}
