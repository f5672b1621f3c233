//! The visible list of functions, one [`FunctionEntry`] each.
//!
//! ```text
//!  functions(data) = extract ++ noun_phrases ++ concepts ++ occupation ++ sections ++ tasks ++ text ++ place ++ …   one list a folder
//!  FunctionEntry { name: "state_code", version: 1, family: Place, reads: Taxonomy("states"), function: Scalar(…) }
//! ```
//!
//! A model's fingerprint holds the versions of the functions it calls and the fingerprints of the
//! taxonomies they read, so an entry says both. Raise the version of a function whenever its result
//! for some input changes: the days computed with the old one become stale.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::{AggregateUDF, DocSection, Documentation, ScalarUDF, WindowUDF};

use crate::ReferenceData;
use crate::{
    aggregate, bitmap, calendar, concepts, duplicates, extract, hierarchy, noun_phrases,
    occupation, pay, place, sections, tasks, text,
};

/// All functions of Daybook, in the order of the SQL reference.
pub fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    [
        extract::functions(data),
        noun_phrases::functions(data),
        concepts::functions(data),
        occupation::functions(data),
        sections::functions(data),
        tasks::functions(data),
        text::functions(data),
        place::functions(data),
        pay::functions(data),
        duplicates::functions(data),
        aggregate::functions(data),
        bitmap::functions(data),
        calendar::functions(data),
        hierarchy::functions(data),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One function of the list: what it is called, what its result depends on, and how it is run.
#[derive(Debug, Clone)]
pub struct FunctionEntry {
    /// The name in SQL.
    pub name: &'static str,
    /// Raised whenever the result for some input changes.
    pub version: u32,
    /// The chapter of the SQL reference.
    pub family: Family,
    /// What besides its arguments the result depends on.
    pub reads: Reads,
    /// The function as DataFusion runs it.
    pub function: Function,
}

impl FunctionEntry {
    /// An entry for a scalar function; the name is the function's own.
    pub(crate) fn scalar(
        name: &'static str,
        version: u32,
        family: Family,
        reads: Reads,
        function: impl Into<ScalarUDF>,
    ) -> Self {
        let function = Function::Scalar(function.into());
        FunctionEntry {
            name,
            version,
            family,
            reads,
            function,
        }
    }

    /// An entry for a function over the rows of a window; the name is the function's own.
    pub(crate) fn window(
        name: &'static str,
        version: u32,
        family: Family,
        function: impl Into<WindowUDF>,
    ) -> Self {
        let function = Function::Window(function.into());
        FunctionEntry {
            name,
            version,
            family,
            reads: Reads::Nothing,
            function,
        }
    }

    /// The description, arguments and example from which the SQL reference is made.
    pub fn documentation(&self) -> Option<&Documentation> {
        match &self.function {
            Function::Scalar(function) => function.documentation(),
            Function::Aggregate(function) => function.documentation(),
            Function::Window(function) => function.documentation(),
        }
    }

    /// Other names under which SQL finds the function.
    pub fn aliases(&self) -> &[String] {
        match &self.function {
            Function::Scalar(function) => function.aliases(),
            Function::Aggregate(function) => function.aliases(),
            Function::Window(function) => function.aliases(),
        }
    }
}

/// A function as DataFusion runs it.
#[derive(Debug, Clone)]
pub enum Function {
    /// One value per row.
    Scalar(ScalarUDF),
    /// One value per group.
    Aggregate(AggregateUDF),
    /// One value per row, from all rows of its window.
    Window(WindowUDF),
}

impl Function {
    /// Makes the function known to a session, in place of one of the same name.
    pub fn register(&self, session: &mut dyn FunctionRegistry) -> Result<()> {
        match self {
            Function::Scalar(function) => {
                session.register_udf(Arc::new(function.clone()))?.is_some()
            }
            Function::Aggregate(function) => {
                session.register_udaf(Arc::new(function.clone()))?.is_some()
            }
            Function::Window(function) => {
                session.register_udwf(Arc::new(function.clone()))?.is_some()
            }
        };
        Ok(())
    }

    /// The name of its kind: `scalar`, `aggregate`, `window`.
    pub fn kind(&self) -> &'static str {
        match self {
            Function::Scalar(_) => "scalar",
            Function::Aggregate(_) => "aggregate",
            Function::Window(_) => "window",
        }
    }
}

/// The family a function belongs to: a chapter of the SQL reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// What a posting's text names.
    Extract,
    /// Many rows to one mergeable state, and states to answers.
    Aggregate,
    /// Dates to periods.
    Calendar,
    /// Codes to the groups above them.
    Hierarchy,
    /// Text to cleaner text.
    Text,
    /// Text to places.
    Place,
    /// Pay on one scale.
    Pay,
    /// Postings that say the same.
    Duplicates,
}

impl Family {
    /// The chapter as DataFusion's documentation names it.
    pub fn doc_section(self) -> DocSection {
        DocSection {
            include: true,
            label: self.title(),
            description: None,
        }
    }

    /// The chapter heading.
    pub fn title(self) -> &'static str {
        match self {
            Family::Extract => "Extractors",
            Family::Aggregate => "Mergeable aggregates",
            Family::Calendar => "Calendar",
            Family::Hierarchy => "Hierarchies",
            Family::Text => "Text",
            Family::Place => "Places",
            Family::Pay => "Pay",
            Family::Duplicates => "Duplicates",
        }
    }
}

/// What, besides its arguments, a function's result depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reads {
    /// Nothing: the same arguments always give the same result.
    Nothing,
    /// The taxonomy of this kind, such as `states`.
    Taxonomy(&'static str),
    /// The skills framework named by the first argument, a literal such as `'onet_ksat'` or
    /// `'onet_ksat@29.3'`.
    FrameworkArgument,
    /// The list of concepts named by the first argument, a literal such as `'clearance'`.
    ConceptListArgument,
}

impl Reads {
    /// Whether the first argument names what is read.
    pub(crate) fn is_named_by_argument(self) -> bool {
        matches!(self, Reads::FrameworkArgument | Reads::ConceptListArgument)
    }
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
