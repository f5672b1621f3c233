//! The reference pages that are generated: SQL functions, models, statements. A test compares the files
//! under `docs/` with these texts; `DAYBOOK_BLESS=1` rewrites them.

use std::fmt::Write as _;
use std::sync::Arc;

use daybook_engine::land::format_descriptions;
use daybook_udfs::{Family, FunctionEntry, Reads, ReferenceData, functions};

use crate::error::Result;
use crate::models::{BUILT_IN_MODELS, ModelDefinition, ModelKind, Origin, SOURCE_MAPPINGS};
use crate::session::SYSTEM_TABLES;
use crate::statements::STATEMENTS;

/// Everything that is registered by name: what tests and documentation must cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registry {
    /// SQL functions.
    pub functions: Vec<String>,
    /// Models, with their schema.
    pub models: Vec<String>,
    /// Statements, as their first words: `CREATE`, `MATERIALIZE`, …
    pub statements: Vec<String>,
    /// System tables, without the schema.
    pub system_tables: Vec<String>,
    /// Source formats in code.
    pub formats: Vec<String>,
    /// Source mappings in SQL.
    pub mappings: Vec<String>,
}

/// What is registered.
pub fn registry() -> Result<Registry> {
    Ok(Registry {
        functions: entries()
            .iter()
            .map(|entry| entry.name.to_string())
            .collect(),
        models: definitions()?
            .iter()
            .map(ModelDefinition::sql_name)
            .collect(),
        statements: STATEMENTS
            .iter()
            .filter_map(|(form, _)| form.split(' ').next().map(ToString::to_string))
            .collect(),
        system_tables: SYSTEM_TABLES.iter().map(ToString::to_string).collect(),
        formats: format_descriptions()
            .iter()
            .map(|(name, _)| (*name).to_string())
            .collect(),
        mappings: SOURCE_MAPPINGS
            .iter()
            .map(|(name, _)| (*name).to_string())
            .collect(),
    })
}

fn entries() -> Vec<FunctionEntry> {
    functions(&Arc::new(ReferenceData::new()))
}

fn definitions() -> Result<Vec<ModelDefinition>> {
    BUILT_IN_MODELS
        .iter()
        .map(|sql| ModelDefinition::read(sql, Origin::BuiltIn))
        .collect()
}

/// `docs/functions.md`.
pub fn function_reference() -> String {
    let mut page = String::from(
        "# SQL functions\n\nGenerated from the code; `DAYBOOK_BLESS=1` with the test suite rewrites it. Every function of \
         DataFusion is there too; these are Daybook's own.\n",
    );
    let entries = entries();
    let mut families: Vec<Family> = entries.iter().map(|entry| entry.family).collect();
    families.sort();
    families.dedup();
    for family in families {
        let _ = write!(page, "\n## {}\n", family.title());
        for entry in entries.iter().filter(|entry| entry.family == family) {
            write_function(&mut page, entry);
        }
    }
    page
}

fn write_function(page: &mut String, entry: &FunctionEntry) {
    let _ = write!(page, "\n### `{}`\n", entry.name);
    if let Some(documentation) = entry.documentation() {
        let _ = write!(
            page,
            "\n{}\n\n```sql\n{}\n```\n",
            documentation.description.trim(),
            documentation.syntax_example
        );
        for (name, meaning) in documentation.arguments.iter().flatten() {
            let _ = write!(page, "\n- `{name}`: {}", meaning.trim());
        }
        if documentation.arguments.is_some() {
            page.push('\n');
        }
        if let Some(example) = &documentation.sql_example {
            let _ = write!(page, "\n{}\n", example.trim());
        }
    }
    let reads = match entry.reads {
        Reads::Nothing => String::new(),
        Reads::Taxonomy("titles") => " Reads the taxonomies `places`, `states` and `onet`.".into(),
        Reads::Taxonomy("occupation_titles" | "tasks") => " Reads the taxonomy `onet`.".into(),
        Reads::Taxonomy("gazetteer") => {
            " Reads the taxonomies `places`, `cbsa` and `states`.".into()
        }
        Reads::Taxonomy(name) => format!(" Reads the taxonomy `{name}`."),
        Reads::FrameworkArgument => {
            " Reads the skills framework that its first argument names.".to_string()
        }
        Reads::ConceptListArgument => {
            " Reads the list of concepts that its first argument names.".to_string()
        }
    };
    let _ = write!(page, "\nVersion {}.{reads}\n", entry.version);
}

/// `docs/models.md`.
pub fn model_reference() -> Result<String> {
    let mut page = String::from(
        "# Built-in models\n\nGenerated from the files under `sql/models`; `DAYBOOK_BLESS=1` with the test suite rewrites it. \
         A model of your own is made by the same statement.\n",
    );
    for (kind, title) in [
        (ModelKind::Attribute, "Attribute tables"),
        (ModelKind::Count, "Count tables"),
        (ModelKind::Dataset, "Datasets"),
    ] {
        let _ = write!(page, "\n## {title}\n");
        for definition in definitions()?
            .iter()
            .filter(|definition| definition.kind == kind)
        {
            let _ = write!(
                page,
                "\n### `{}`\n\n{}.\n\n```sql\n{}```\n",
                definition.sql_name(),
                definition.comment,
                definition.statement()
            );
        }
    }
    let _ = write!(page, "\n## Source mappings\n");
    for (name, sql) in SOURCE_MAPPINGS {
        let _ = write!(page, "\n### `{name}`\n\n```sql\n{}\n```\n", sql.trim());
    }
    Ok(page)
}

/// `docs/statements.md`.
pub fn statement_reference() -> String {
    let mut page = String::from(
        "# Statements\n\nGenerated from the code; `DAYBOOK_BLESS=1` with the test suite rewrites it. Any `SELECT` of DataFusion works; \
         these are the statements that Daybook adds.\n\n",
    );
    for (form, _) in STATEMENTS {
        let _ = writeln!(page, "```sql\n{form}\n```\n");
    }
    page.push_str(
        "A table in a query takes a point in time: `postings AS OF VERSION 3`, `counts.soc_counts AS OF TIMESTAMP \
         '2016-05-01T12:00:00Z'`; a dataset takes a period: `datasets.title_count('2016Q1')`.\n",
    );
    page
}
