//! A model as it was written.

use daybook_catalog::{TableName, TableSchema};
use daybook_engine::materialise::DayWindow;

use crate::error::{Error, Result};
use crate::statements::{Statement, read};
use crate::text::statements;

/// The three kinds of model. (The fourth kind of table, landing tables, has no model.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ModelKind {
    /// One or more rows a posting, nothing aggregated.
    Attribute,
    /// Mergeable counts.
    Count,
    /// A query over count tables for a period.
    Dataset,
}

impl ModelKind {
    /// The SQL schema its tables live in.
    pub(crate) fn schema(self) -> &'static str {
        match self {
            Self::Attribute => "attributes",
            Self::Count => "counts",
            Self::Dataset => "datasets",
        }
    }

    /// Its name in `system.models` and in the book's folder of models.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Count => "count",
            Self::Dataset => "dataset",
        }
    }

    /// As in `CREATE …`.
    pub(crate) fn statement(self) -> &'static str {
        match self {
            Self::Attribute => "ATTRIBUTE TABLE",
            Self::Count => "COUNT TABLE",
            Self::Dataset => "DATASET",
        }
    }
}

/// Where a model comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It ships with Daybook.
    BuiltIn,
    /// A `CREATE` statement put it into the book.
    Book,
}

impl Origin {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::Book => "book",
        }
    }
}

/// A model as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModelDefinition {
    pub(crate) kind: ModelKind,
    pub(crate) name: String,
    pub(crate) comment: String,
    /// The days that one of its days is computed from.
    pub(crate) window: DayWindow,
    /// The `SELECT`.
    pub(crate) query: String,
    pub(crate) origin: Origin,
}

impl ModelDefinition {
    /// Reads a file that holds one `CREATE` statement.
    pub(crate) fn read(sql: &str, origin: Origin) -> Result<Self> {
        let parts = statements(sql)?;
        let [part] = parts.as_slice() else {
            return Err(Error::invalid("a model's file holds one CREATE statement"));
        };
        match read(part)? {
            Statement::Create(create) => Ok(Self {
                kind: create.kind,
                name: create.name,
                comment: create.comment,
                window: create.window,
                query: create.query,
                origin,
            }),
            _ => Err(Error::invalid(
                "a model's file holds a CREATE ATTRIBUTE TABLE, COUNT TABLE or DATASET statement",
            )),
        }
    }

    /// The statement that makes it.
    pub(crate) fn statement(&self) -> String {
        let comment = match self.comment.as_str() {
            "" => String::new(),
            text => format!("\n  COMMENT '{}'", text.replace('\'', "''")),
        };
        let window = match self.window.is_one_day() {
            true => String::new(),
            false => format!("\n  WINDOW {} DAYS", self.window.days()),
        };
        format!(
            "CREATE {} {}{comment}{window}\nAS {}\n",
            self.kind.statement(),
            self.name,
            self.query
        )
    }

    /// The table it computes; a dataset has none.
    pub(crate) fn table(&self) -> Option<TableName> {
        let schema = match self.kind {
            ModelKind::Attribute => TableSchema::Attributes,
            ModelKind::Count => TableSchema::Counts,
            ModelKind::Dataset => return None,
        };
        Some(TableName::new(schema, self.name.clone()))
    }

    /// Its name in SQL, with the schema.
    pub(crate) fn sql_name(&self) -> String {
        format!("{}.{}", self.kind.schema(), self.name)
    }
}
