//! The schemas of a book, as the SQL engine sees them.
//!
//! | schema | tables | where they come from |
//! |---|---|---|
//! | `public` | `postings`, `rejects` | Delta snapshots |
//! | `attributes`, `counts` | one for each model | Delta snapshots; empty until materialised |
//! | `datasets` | one for each dataset, also `"name@2016Q1"` | the dataset's query |
//! | `taxonomies` | the newest version's tables, also `"name@29.3"` | Parquet in the book |
//! | `system` | `days`, `lineage`, `models`, … | what the book knows of itself |

use std::sync::{Arc, Weak};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{CatalogProvider, CatalogProviderList, SchemaProvider, TableProvider};
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::{MemTable, ViewTable};
use datafusion::error::Result as DataFusionResult;
use daybook_catalog::{AsOf, DayRange, DayTableProvider, TableName, TableSchema};
use daybook_engine::land::{postings_table, rejects_table};

use super::core::{Core, nearest};
use super::reference::split_version;
use super::state::CATALOG;
use super::system;
use crate::error::{Error, Result};
use crate::models::{ModelDefinition, ModelKind};

/// The catalogs of a session: one, the book.
#[derive(Debug)]
pub(crate) struct BookCatalogs {
    book: Arc<BookCatalog>,
}

impl BookCatalogs {
    pub(crate) fn new(core: &Arc<Core>, days: DayRange) -> Self {
        Self {
            book: Arc::new(BookCatalog {
                core: Arc::downgrade(core),
                days,
            }),
        }
    }
}

impl CatalogProviderList for BookCatalogs {
    fn register_catalog(
        &self,
        _name: String,
        _catalog: Arc<dyn CatalogProvider>,
    ) -> Option<Arc<dyn CatalogProvider>> {
        None
    }

    fn catalog_names(&self) -> Vec<String> {
        vec![CATALOG.to_string()]
    }

    fn catalog(&self, name: &str) -> Option<Arc<dyn CatalogProvider>> {
        (name == CATALOG).then(|| Arc::clone(&self.book) as Arc<dyn CatalogProvider>)
    }
}

/// The book as a catalog. It holds the core weakly: the core's runtime outlives no session.
#[derive(Debug)]
struct BookCatalog {
    core: Weak<Core>,
    days: DayRange,
}

impl CatalogProvider for BookCatalog {
    fn schema_names(&self) -> Vec<String> {
        SchemaName::ALL
            .iter()
            .map(|schema| schema.word().to_string())
            .collect()
    }

    fn schema(&self, name: &str) -> Option<Arc<dyn SchemaProvider>> {
        let schema = SchemaName::ALL
            .into_iter()
            .find(|schema| schema.word() == name)?;
        let core = self.core.upgrade()?;
        Some(Arc::new(BookSchema {
            core,
            schema,
            days: self.days,
        }))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SchemaName {
    Public,
    Attributes,
    Counts,
    Datasets,
    Taxonomies,
    System,
}

impl SchemaName {
    const ALL: [Self; 6] = [
        Self::Public,
        Self::Attributes,
        Self::Counts,
        Self::Datasets,
        Self::Taxonomies,
        Self::System,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Attributes => "attributes",
            Self::Counts => "counts",
            Self::Datasets => "datasets",
            Self::Taxonomies => "taxonomies",
            Self::System => "system",
        }
    }

    fn kind(self) -> Option<ModelKind> {
        match self {
            Self::Attributes => Some(ModelKind::Attribute),
            Self::Counts => Some(ModelKind::Count),
            Self::Datasets => Some(ModelKind::Dataset),
            Self::Public | Self::Taxonomies | Self::System => None,
        }
    }
}

#[derive(Debug)]
struct BookSchema {
    core: Arc<Core>,
    schema: SchemaName,
    days: DayRange,
}

#[async_trait]
impl SchemaProvider for BookSchema {
    fn table_names(&self) -> Vec<String> {
        let at_hand = self.core.at_hand();
        match self.schema {
            SchemaName::Public => vec!["postings".to_string(), "rejects".to_string()],
            SchemaName::Taxonomies => at_hand.taxonomies.table_names(),
            SchemaName::System => system::TABLES.iter().map(ToString::to_string).collect(),
            SchemaName::Attributes | SchemaName::Counts | SchemaName::Datasets => at_hand
                .models
                .iter()
                .filter(|model| Some(model.kind) == self.schema.kind())
                .map(|model| model.name.clone())
                .collect(),
        }
    }

    async fn table(&self, name: &str) -> DataFusionResult<Option<Arc<dyn TableProvider>>> {
        let found = match self.schema {
            SchemaName::Public => self.day_table(TableSchema::Landing, name).await?,
            SchemaName::Attributes => self.day_table(TableSchema::Attributes, name).await?,
            SchemaName::Counts => self.day_table(TableSchema::Counts, name).await?,
            SchemaName::Datasets => self.dataset(name).await?,
            SchemaName::Taxonomies => self.taxonomy_table(name).await?,
            SchemaName::System => system::table(&self.core, name).await?,
        };
        match found {
            Some(table) => Ok(Some(table)),
            None => Err(self.unknown(name).into()),
        }
    }

    fn table_exist(&self, name: &str) -> bool {
        self.table_names().iter().any(|known| known == name)
    }
}

impl BookSchema {
    fn unknown(&self, name: &str) -> Error {
        let schema = self.schema.word();
        let hint = nearest(name, self.table_names().into_iter());
        Error::not_found(format!("no table `{name}` in schema `{schema}`{hint}"))
    }

    async fn day_table(
        &self,
        schema: TableSchema,
        reference: &str,
    ) -> Result<Option<Arc<dyn TableProvider>>> {
        let (name, at) = split_version(reference);
        let table = TableName::new(schema, name);
        let book = &self.core.book;
        let snapshot = match at {
            Some(at) => Some(book.snapshot_at(&table, point_in_time(at)?).await?),
            None => self.core.snapshot(&table).await?,
        };
        match snapshot {
            Some(snapshot) => {
                let provider = DayTableProvider::new(book.location(), &table, snapshot);
                Ok(Some(Arc::new(provider.restricted_to(self.days))))
            }
            None => {
                let Some(schema) = self.schema_of(&table).await? else {
                    return Ok(None);
                };
                // The columns as they will be read: a plan made now must fit the days that come.
                let schema = daybook_catalog::storable_schema(&schema)?;
                Ok(Some(Arc::new(EmptyTable::new(schema))))
            }
        }
    }

    /// The columns of a table that has no day yet.
    async fn schema_of(&self, table: &TableName) -> Result<Option<SchemaRef>> {
        if *table == TableName::postings() {
            return Ok(Some(postings_table().schema));
        }
        if *table == TableName::rejects() {
            return Ok(Some(rejects_table().schema));
        }
        match self.model_definition(&table.name) {
            Some(definition) => Ok(Some(self.core.model(&definition).await?.table.schema)),
            None => Ok(None),
        }
    }

    fn model_definition(&self, name: &str) -> Option<ModelDefinition> {
        let at_hand = self.core.at_hand();
        let kind = self.schema.kind();
        at_hand
            .models
            .iter()
            .find(|model| Some(model.kind) == kind && model.name == name)
            .cloned()
    }

    async fn dataset(&self, reference: &str) -> Result<Option<Arc<dyn TableProvider>>> {
        let (name, period) = split_version(reference);
        let Some(definition) = self.model_definition(name) else {
            return Ok(None);
        };
        let plan = self.core.dataset(&definition, period).await?;
        Ok(Some(Arc::new(ViewTable::new(plan, Some(definition.query)))))
    }

    async fn taxonomy_table(&self, reference: &str) -> Result<Option<Arc<dyn TableProvider>>> {
        let at_hand = self.core.at_hand();
        let Some((taxonomy, table)) = at_hand.taxonomies.with_table(reference) else {
            return Ok(None);
        };
        match taxonomy.table(&self.core.book, &table).await? {
            Some(batch) => {
                let table = MemTable::try_new(batch.schema(), vec![vec![batch]])?;
                Ok(Some(Arc::new(table)))
            }
            None => Ok(None),
        }
    }
}

/// `v3`, `2016-05-01` (its end) or an RFC 3339 time.
fn point_in_time(text: &str) -> Result<AsOf> {
    if let Some(version) = text
        .strip_prefix('v')
        .and_then(|digits| digits.parse().ok())
    {
        return Ok(AsOf::Version(version));
    }
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(AsOf::Timestamp(time.with_timezone(&Utc)));
    }
    for form in [
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
    ] {
        if let Ok(time) = chrono::NaiveDateTime::parse_from_str(text, form) {
            return Ok(AsOf::Timestamp(time.and_utc()));
        }
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        && let Some(end) = day.and_hms_micro_opt(23, 59, 59, 999_999)
    {
        return Ok(AsOf::Timestamp(end.and_utc()));
    }
    Err(Error::invalid(format!(
        "`{text}` is no version and no time; write AS OF VERSION 3 or AS OF TIMESTAMP '2016-05-01T12:00:00Z'"
    )))
}
