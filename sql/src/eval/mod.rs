//! How right the extractors are: gold sets judged by SQL.
//!
//! ```text
//!  gold/pay.tsv   text               minimum …       eval/pay.sql: a row a judgement
//!                 "$18 an hour"      18              measure    line  wanted  told  right
//!                                          ─────►    amounts    2     true    true  true      ─► precision, recall, F1
//! ```
//!
//! A gold set is a tab-separated file without quotes; its name says which query judges it, `\n` in a cell is a line
//! break, an empty cell is null. The sets that ship with Daybook were labelled without a look at its code.

mod gold;

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::{
    CatalogProvider, CatalogProviderList, MemoryCatalogProvider, MemoryCatalogProviderList,
    MemorySchemaProvider, SchemaProvider,
};
use datafusion::datasource::MemTable;
use datafusion::execution::SessionStateBuilder;
use datafusion::physical_plan::memory::MemoryStream;
use datafusion::prelude::SessionContext;
use daybook_catalog::DayRange;
use daybook_engine::EngineError;
use daybook_udfs::{SkillEntry, SkillNames};

pub use gold::GoldSet;

use crate::daybook::{Answer, Daybook};
use crate::error::{Error, Result};
use crate::session::{CATALOG, session_state};

/// What a gold set may be called, and the query that judges it.
const JUDGES: &[(&str, &str)] = &[
    ("pay", include_str!("../../eval/pay.sql")),
    ("places", include_str!("../../eval/places.sql")),
    ("requirements", include_str!("../../eval/requirements.sql")),
    ("sections", include_str!("../../eval/sections.sql")),
    ("skills", include_str!("../../eval/skills.sql")),
    ("soc", include_str!("../../eval/soc.sql")),
    ("titles", include_str!("../../eval/titles.sql")),
];

/// The query around a judge that counts its judgements.
const SCORES: &str = include_str!("../../eval/scores.sql");

/// The query around a judge that shows what is wrong.
const MISTAKES: &str = include_str!("../../eval/mistakes.sql");

/// What is asked of a gold set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// Precision, recall and F1 of each measure.
    Scores,
    /// What is wrong, line by line.
    Mistakes,
}

impl Daybook {
    /// The gold sets that ship with Daybook.
    pub fn gold_sets() -> Result<Vec<GoldSet>> {
        gold::shipped()
    }

    /// Reads a gold set from a file, which is called after what it labels.
    pub fn read_gold(path: &Path) -> Result<GoldSet> {
        gold::read(path)
    }

    /// Judges the extractors, with this book's taxonomies, by gold sets.
    pub async fn eval(&self, sets: &[GoldSet], asked: Judged) -> Result<Answer> {
        self.core.refresh().await?;
        let mut batches = Vec::new();
        for set in sets {
            batches.extend(self.judged(set, asked).await?);
        }
        let Some(schema) = batches.first().map(RecordBatch::schema) else {
            return Err(Error::invalid("there is no gold set to judge by"));
        };
        let rows = concat_batches(&schema, &batches).map_err(EngineError::from)?;
        let rows = MemoryStream::try_new(vec![rows], schema, None)?;
        Ok(Answer {
            rows: Box::pin(rows),
            message: None,
        })
    }

    /// Judges by one set, which is the table `gold` of a session of its own.
    async fn judged(&self, set: &GoldSet, asked: Judged) -> Result<Vec<RecordBatch>> {
        let frame = match asked {
            Judged::Scores => SCORES,
            Judged::Mistakes => MISTAKES,
        };
        let sql = frame
            .replace("$judge", judge(set)?)
            .replace("$set", &format!("'{}'", set.name))
            .replace("$first", &set.first_column());
        self.core.prepare_beside(&sql, gold_names(set)).await?;
        let context = self.context_with_gold(set)?;
        Ok(context.sql(&sql).await?.collect().await?)
    }
}

impl Daybook {
    /// A session that has the functions of the book, and a gold set as its only table.
    fn context_with_gold(&self, set: &GoldSet) -> Result<SessionContext> {
        let schema = MemorySchemaProvider::new();
        let rows = vec![vec![set.rows.clone()]];
        let table = MemTable::try_new(set.rows.schema(), rows)?;
        schema.register_table("gold".to_owned(), Arc::new(table))?;
        let catalog = MemoryCatalogProvider::new();
        catalog.register_schema("public", Arc::new(schema))?;
        let catalogs = MemoryCatalogProviderList::new();
        catalogs.register_catalog(CATALOG.to_owned(), Arc::new(catalog));
        let state = session_state(&self.core, DayRange::default(), 1);
        let state = SessionStateBuilder::new_from_existing(state)
            .with_catalog_list(Arc::new(catalogs))
            .build();
        Ok(SessionContext::new_with_state(state))
    }
}

/// The query that judges a set.
fn judge(set: &GoldSet) -> Result<&'static str> {
    let judge = JUDGES.iter().find(|(name, _)| *name == set.name);
    judge.map(|(_, sql)| *sql).ok_or_else(|| {
        let known: Vec<&str> = JUDGES.iter().map(|(name, _)| *name).collect();
        Error::not_found(format!(
            "nothing judges a gold set `{}`; a file is called after what it labels: {}",
            set.name,
            known.join(", ")
        ))
    })
}

/// The skills that a set names, as a framework `gold`.
fn gold_names(set: &GoldSet) -> (&'static str, SkillNames) {
    let entry = |name: String| SkillEntry {
        skill_id: name.clone(),
        canonical_name: name.clone(),
        name,
    };
    let entries = set.values("skill").into_iter().map(entry);
    ("gold", SkillNames::new(entries.collect()))
}

#[cfg(test)]
mod tests;
