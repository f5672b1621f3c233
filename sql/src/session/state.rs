//! The one place where a DataFusion session is made.

use std::sync::Arc;

use datafusion::execution::context::SessionState;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::prelude::SessionConfig;
use daybook_catalog::DayRange;

use super::core::Core;
use super::keys_end_at_unnest::{KeysEndAtUnnest, PlannerWithoutKeys};
use super::schemas::BookCatalogs;

/// The SQL name of the book itself: `daybook.public.postings`.
pub(crate) const CATALOG: &str = "daybook";

/// A session over a book in which day tables show the days of `days` only, planning for `partitions`.
pub(crate) fn session_state(core: &Arc<Core>, days: DayRange, partitions: usize) -> SessionState {
    let config = SessionConfig::new()
        .with_target_partitions(partitions.max(1))
        .with_default_catalog_and_schema(CATALOG, "public")
        .with_create_default_catalog_and_schema(false)
        .with_information_schema(true)
        // A plan is made for a day's few megabytes or a quarter's counts: statistics cost more than they give.
        .set_bool("datafusion.execution.collect_statistics", false);
    let mut state = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(Arc::clone(&core.runtime))
        .with_default_features()
        .with_analyzer_rule(Arc::new(KeysEndAtUnnest))
        .with_query_planner(Arc::new(PlannerWithoutKeys))
        .with_catalog_list(Arc::new(BookCatalogs::new(core, days)))
        .build();
    register_functions(&mut state, core);
    state
}

fn register_functions(state: &mut SessionState, core: &Core) {
    // Registration fails only in registries that forbid it; a session's does not.
    let _registered = datafusion_functions_json::register_all(state);
    for entry in &core.functions {
        let _registered = entry.function.register(state);
    }
}
