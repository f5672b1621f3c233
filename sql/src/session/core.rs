//! What an opened book keeps: the book, the functions, what they read, and the models.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::logical_expr::LogicalPlan;
use daybook_catalog::{Book, DayRange, TableName, TableSnapshot};
use daybook_engine::materialise::{Ingredient, Model, short_hex};
use daybook_engine::taxonomy::{LoadedTaxonomy, starter};
use daybook_udfs::{FunctionEntry, ReferenceData, SkillNames, functions};
use parking_lot::{Mutex, RwLock};

use super::reference::{Need, ReferenceLoader, Taxonomies, needs, split_version};
use super::state::session_state;
use crate::daybook::DaybookOptions;
use crate::error::{Error, Result};
use crate::models::{
    BUILT_IN_MODELS, ModelDefinition, ModelKind, Origin, attribute_or_count, dataset_plan,
};
use crate::period::period_days;
use crate::text::{calls, normalised};

/// The book as of the last look at it. A statement looks once: all that it plans sees the same versions, and
/// each table's log is asked for once, however many models read the table.
#[derive(Debug)]
pub(crate) struct AtHand {
    pub(crate) models: Vec<ModelDefinition>,
    pub(crate) taxonomies: Taxonomies,
    /// Tables that were looked at since, with their newest version then.
    tables: Mutex<HashMap<TableName, Option<Arc<TableSnapshot>>>>,
    /// Models that were planned since, by their statement.
    planned: Mutex<HashMap<String, Model>>,
}

impl AtHand {
    fn new(models: Vec<ModelDefinition>, taxonomies: Taxonomies) -> Arc<Self> {
        Arc::new(Self {
            models,
            taxonomies,
            tables: Mutex::default(),
            planned: Mutex::default(),
        })
    }
}

/// What an opened book keeps.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) book: Book,
    pub(crate) options: DaybookOptions,
    pub(crate) functions: Vec<FunctionEntry>,
    pub(crate) runtime: Arc<RuntimeEnv>,
    data: Arc<ReferenceData>,
    loader: ReferenceLoader,
    /// What ships with Daybook, read once.
    starters: Vec<Arc<LoadedTaxonomy>>,
    built_in: Vec<ModelDefinition>,
    at_hand: RwLock<Arc<AtHand>>,
}

/// What a session keeps of small files and of footers, beside what its queries may take.
fn small_files_bytes(memory_bytes: usize) -> usize {
    (memory_bytes / 8).clamp(32 << 20, 512 << 20)
}

impl Core {
    /// Opens what a session needs.
    pub(crate) async fn open(book: Book, options: DaybookOptions) -> Result<Arc<Self>> {
        let data = Arc::new(ReferenceData::new());
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_limit(options.memory_bytes, 1.0)
            .with_metadata_cache_limit(small_files_bytes(options.memory_bytes))
            .build_arc()?;
        daybook_catalog::register_store(book.location(), &runtime)?;
        let starters: Vec<Arc<LoadedTaxonomy>> = starter()?.into_iter().map(Arc::new).collect();
        let built_in = BUILT_IN_MODELS
            .iter()
            .map(|sql| ModelDefinition::read(sql, Origin::BuiltIn))
            .collect::<Result<Vec<_>>>()?;
        let at_hand = AtHand::new(Vec::new(), Taxonomies::of(&book, &starters).await?);
        let core = Self {
            functions: functions(&data),
            book,
            options,
            runtime,
            data,
            loader: ReferenceLoader::default(),
            starters,
            built_in,
            at_hand: RwLock::new(at_hand),
        };
        core.refresh().await?;
        Ok(Arc::new(core))
    }

    /// Looks at the book's models and taxonomies again: other programs may have added some.
    pub(crate) async fn refresh(&self) -> Result<()> {
        let mut models = self.built_in.clone();
        for stored in self.book.models().await? {
            models.push(ModelDefinition::read(&stored.sql, Origin::Book)?);
        }
        let taxonomies = Taxonomies::of(&self.book, &self.starters).await?;
        *self.at_hand.write() = AtHand::new(models, taxonomies);
        Ok(())
    }

    /// Models and taxonomies as of the last look.
    pub(crate) fn at_hand(&self) -> Arc<AtHand> {
        Arc::clone(&self.at_hand.read())
    }

    /// The newest version of a table as of the last look.
    pub(crate) async fn snapshot(&self, table: &TableName) -> Result<Option<Arc<TableSnapshot>>> {
        let at_hand = self.at_hand();
        if let Some(seen) = at_hand.tables.lock().get(table) {
            return Ok(seen.clone());
        }
        let snapshot = self.book.snapshot(table).await?;
        let mut tables = at_hand.tables.lock();
        Ok(tables.entry(table.clone()).or_insert(snapshot).clone())
    }

    /// The same for several tables, asked for side by side.
    pub(crate) async fn snapshots(
        &self,
        tables: Vec<TableName>,
    ) -> Result<Vec<(TableName, Option<Arc<TableSnapshot>>)>> {
        let at_hand = self.at_hand();
        let seen = |table: &TableName| at_hand.tables.lock().get(table).cloned();
        let (held, missing): (Vec<_>, Vec<_>) =
            tables.into_iter().partition(|table| seen(table).is_some());
        let mut all = self.book.snapshots(missing).await?;
        at_hand.tables.lock().extend(all.iter().cloned());
        all.extend(
            held.into_iter()
                .filter_map(|table| seen(&table).map(|seen| (table, seen))),
        );
        Ok(all)
    }

    /// Loads what the functions called in a text read.
    pub(crate) async fn prepare(&self, sql: &str) -> Result<()> {
        let needs = needs(&calls(sql)?, &self.functions);
        self.prepare_needs(&needs).await
    }

    /// The same beside a skills framework that is no taxonomy.
    pub(crate) async fn prepare_beside(&self, sql: &str, names: (&str, SkillNames)) -> Result<()> {
        let (framework, names) = names;
        let mut needs = needs(&calls(sql)?, &self.functions);
        needs.retain(|need| *need != Need::Framework(framework.to_owned()));
        self.data.set_skills(framework, Arc::new(names));
        self.prepare_needs(&needs).await
    }

    /// Loads what the functions called in any model read.
    pub(crate) async fn prepare_models(&self) -> Result<()> {
        for definition in &self.at_hand().models {
            self.prepare(&definition.query).await?;
        }
        Ok(())
    }

    async fn prepare_needs(&self, needs: &[Need]) -> Result<()> {
        let at_hand = self.at_hand();
        self.loader
            .load(&self.book, &self.data, &at_hand.taxonomies, needs)
            .await
    }

    /// A model by name: with its schema (`counts.skill_counts`) or, where no other has it, without.
    pub(crate) fn definition(&self, name: &str) -> Result<ModelDefinition> {
        let at_hand = self.at_hand();
        let matches: Vec<&ModelDefinition> = at_hand
            .models
            .iter()
            .filter(|model| model.sql_name() == name || model.name == name)
            .collect();
        match matches.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(Error::not_found(format!(
                "no model `{name}`; SHOW MODELS lists them{}",
                nearest(name, at_hand.models.iter().map(ModelDefinition::sql_name))
            ))),
            several => {
                let names: Vec<String> = several.iter().map(|model| model.sql_name()).collect();
                Err(Error::invalid(format!(
                    "`{name}` may mean {}; say which",
                    names.join(" or ")
                )))
            }
        }
    }

    /// Plans one attribute or count table.
    pub(crate) async fn model(self: &Arc<Self>, definition: &ModelDefinition) -> Result<Model> {
        let at_hand = self.at_hand();
        let text = definition.statement();
        if let Some(planned) = at_hand.planned.lock().get(&text) {
            return Ok(planned.clone());
        }
        let state = session_state(self, DayRange::default(), 1);
        let ingredients = self.ingredients(definition)?;
        let model = attribute_or_count(&state, definition, ingredients).await?;
        at_hand.planned.lock().insert(text, model.clone());
        Ok(model)
    }

    /// Plans every attribute and count table.
    pub(crate) async fn planned_models(self: &Arc<Self>) -> Result<Vec<Model>> {
        let mut models = Vec::new();
        let at_hand = self.at_hand();
        // Planning looks at tables one by one as the queries name them. Meanwhile the others are opened: who
        // asks for one waits for it, and learns of its errors.
        let tables = at_hand.models.iter().filter_map(ModelDefinition::table);
        let tables: Vec<TableName> = [TableName::postings()].into_iter().chain(tables).collect();
        let book = self.book.clone();
        tokio::spawn(async move { book.snapshots(tables).await.is_ok() });
        for definition in &at_hand.models {
            if definition.kind != ModelKind::Dataset {
                models.push(self.model(definition).await?);
            }
        }
        Ok(models)
    }

    /// The plan of a dataset; over all days, when no period is named.
    pub(crate) async fn dataset(
        self: &Arc<Self>,
        definition: &ModelDefinition,
        period: Option<&str>,
    ) -> Result<LogicalPlan> {
        let days = match period {
            Some(period) => {
                let (from, to) = period_days(period)?;
                DayRange {
                    from: Some(from),
                    to: Some(to),
                }
            }
            None => DayRange::default(),
        };
        self.prepare(&definition.query).await?;
        let state = session_state(self, days, self.options.jobs);
        dataset_plan(&state, definition).await
    }

    /// The count tables a dataset reads.
    pub(crate) async fn dataset_reads(
        self: &Arc<Self>,
        definition: &ModelDefinition,
    ) -> Result<Vec<TableName>> {
        let plan = self.dataset(definition, None).await?;
        Ok(daybook_engine::materialise::day_tables_of(&plan)?)
    }

    /// What a model is made of beside its input days.
    fn ingredients(&self, definition: &ModelDefinition) -> Result<Vec<Ingredient>> {
        let query = &definition.query;
        let calls = calls(query)?;
        let mut ingredients = vec![Ingredient {
            what: "model".to_string(),
            fingerprint: short_hex(&blake3::hash(normalised(query)?.as_bytes())),
        }];
        if !definition.window.is_one_day() {
            ingredients.push(Ingredient {
                what: "window".to_string(),
                fingerprint: format!("{} days", definition.window.days()),
            });
        }
        for entry in &self.functions {
            let called = |call: &crate::text::Call| {
                call.function == entry.name || entry.aliases().contains(&call.function)
            };
            if calls.iter().any(called) {
                ingredients.push(Ingredient {
                    what: format!("function {}", entry.name),
                    fingerprint: entry.version.to_string(),
                });
            }
        }
        let at_hand = self.at_hand();
        for need in needs(&calls, &self.functions) {
            for taxonomy in need.taxonomies(&at_hand.taxonomies)? {
                ingredients.push(taxonomy.ingredient());
            }
        }
        ingredients.extend(self.taxonomy_tables_in(query, &at_hand.taxonomies)?);
        ingredients.sort();
        ingredients.dedup();
        Ok(ingredients)
    }

    /// The taxonomies whose tables a query reads.
    fn taxonomy_tables_in(&self, query: &str, at_hand: &Taxonomies) -> Result<Vec<Ingredient>> {
        let text = normalised(query)?;
        let words: Vec<&str> = text.split(' ').collect();
        let tables = words.windows(3).filter_map(|three| match three {
            ["taxonomies", ".", table] => at_hand.with_table(table.trim_matches('"')),
            _ => None,
        });
        Ok(tables.map(|(taxonomy, _)| taxonomy.ingredient()).collect())
    }
}

impl super::reference::Taxonomy {
    fn ingredient(&self) -> Ingredient {
        Ingredient {
            what: format!("taxonomy {} {}", self.record.kind, self.record.version),
            fingerprint: self.record.fingerprint.clone(),
        }
    }
}

/// A hint at the name that was probably meant.
pub(crate) fn nearest(name: &str, known: impl Iterator<Item = String>) -> String {
    let (name, _) = split_version(name);
    let name = name.rsplit('.').next().unwrap_or(name);
    let distance = |candidate: &String| {
        let bare = candidate.rsplit('.').next().unwrap_or(candidate);
        datafusion::common::utils::datafusion_strsim::levenshtein(name, bare)
    };
    let best = known
        .map(|candidate| (distance(&candidate), candidate))
        .min();
    match best {
        Some((distance, candidate)) if distance <= 3 => format!("; did you mean `{candidate}`?"),
        _ => String::new(),
    }
}
