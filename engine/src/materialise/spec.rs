//! What to materialise: models, days and what to do with days that exist.

use chrono::NaiveDate;
use daybook_catalog::TableName;

/// What to do with days that exist already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Compute absent and stale days.
    #[default]
    Stale,
    /// Compute absent days only; keep every day that exists.
    Reuse,
    /// Compute every day asked for.
    Replace,
}

impl std::str::FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "stale" => Ok(Self::Stale),
            "reuse" => Ok(Self::Reuse),
            "replace" => Ok(Self::Replace),
            other => Err(format!(
                "mode `{other}` is not one of stale, reuse, replace"
            )),
        }
    }
}

/// One materialisation.
#[derive(Debug, Clone)]
pub struct MaterializeSpec {
    /// Tables to bring up to date, with everything they read; empty means all.
    pub tables: Vec<TableName>,
    /// First day, included; none means from the first.
    pub from: Option<NaiveDate>,
    /// Last day, included; none means to the last.
    pub to: Option<NaiveDate>,
    /// What to do with days that exist.
    pub mode: Mode,
    /// Days computed side by side.
    pub jobs: usize,
}
