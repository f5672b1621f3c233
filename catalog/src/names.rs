//! Names of tables: `postings`, `attributes.state`, `counts.skill_counts`.

use std::fmt;

use crate::error::{CatalogError, Result};

/// The SQL schema a day table lives in; it is also the folder that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableSchema {
    /// `postings` and `rejects`: written by landing, in the default schema.
    Landing,
    /// `attributes.*`: what was found in each posting.
    Attributes,
    /// `counts.*`: mergeable counts.
    Counts,
}

impl TableSchema {
    /// The schema's name in SQL; landing tables live in the default schema, `public`.
    pub fn sql_name(self) -> &'static str {
        match self {
            Self::Landing => "public",
            Self::Attributes => "attributes",
            Self::Counts => "counts",
        }
    }
}

/// The name of a day table.
///
/// ```
/// use daybook_catalog::TableName;
/// let name: TableName = "attributes.state".parse()?;
/// assert_eq!(name.to_string(), "attributes.state");
/// assert_eq!(name.folder(), "attributes/state");
/// # Ok::<(), daybook_catalog::CatalogError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableName {
    /// The schema.
    pub schema: TableSchema,
    /// The name within the schema.
    pub name: String,
}

impl TableName {
    /// `postings`.
    pub fn postings() -> Self {
        Self::new(TableSchema::Landing, "postings")
    }

    /// `rejects`.
    pub fn rejects() -> Self {
        Self::new(TableSchema::Landing, "rejects")
    }

    /// A name in a schema.
    pub fn new(schema: TableSchema, name: impl Into<String>) -> Self {
        Self {
            schema,
            name: name.into(),
        }
    }

    /// The table's folder, relative to the book.
    pub fn folder(&self) -> String {
        match self.schema {
            TableSchema::Landing => self.name.clone(),
            other => format!("{}/{}", other.sql_name(), self.name),
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.schema {
            TableSchema::Landing => f.write_str(&self.name),
            other => write!(f, "{}.{}", other.sql_name(), self.name),
        }
    }
}

impl std::str::FromStr for TableName {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once('.') {
            None => Ok(Self::new(TableSchema::Landing, text)),
            Some(("public", name)) => Ok(Self::new(TableSchema::Landing, name)),
            Some(("attributes", name)) => Ok(Self::new(TableSchema::Attributes, name)),
            Some(("counts", name)) => Ok(Self::new(TableSchema::Counts, name)),
            Some((schema, _)) => Err(CatalogError::Invalid {
                message: format!(
                    "`{text}` names no day table: schema `{schema}` is not one of attributes, counts"
                ),
            }),
        }
    }
}
