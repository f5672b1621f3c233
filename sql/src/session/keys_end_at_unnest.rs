//! The rows that `unnest` makes of one row share its keys, so those are keys no more.
//!
//! ```text
//!  Sort state, rank                                Sort state, rank
//!    Unnest top                 DataFusion 55:       Unnest top                        with the rule:
//!      Aggregate BY state ─ key state ─► "rank"        WithoutKeys                     "rank" is kept
//!                            follows from state          Aggregate BY state
//! ```
//!
//! DataFusion 55.2 passes the functional dependencies of its input through `Unnest`
//! ([apache/datafusion#24787](https://github.com/apache/datafusion/pull/24787)) and drops the keys of sorts and groups that
//! would follow. A node that has none, and that plans as its input, stands between the two. Once a version does this itself,
//! the test stays and this file goes.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::common::{
    DFSchema, DFSchemaRef, FunctionalDependencies, Result, internal_datafusion_err,
};
use datafusion::config::ConfigOptions;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::{
    Expr, Extension, LogicalPlan, UserDefinedLogicalNode, UserDefinedLogicalNodeCore,
};
use datafusion::optimizer::AnalyzerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{DefaultPhysicalPlanner, ExtensionPlanner, PhysicalPlanner};

/// Puts the node below every `Unnest` whose input has keys.
#[derive(Debug)]
pub(super) struct KeysEndAtUnnest;

impl AnalyzerRule for KeysEndAtUnnest {
    fn name(&self) -> &str {
        "keys_end_at_unnest"
    }

    fn analyze(&self, plan: LogicalPlan, _config: &ConfigOptions) -> Result<LogicalPlan> {
        if !plan.exists(|node| Ok(has_keys_below_unnest(node)))? {
            return Ok(plan);
        }
        let rewritten = plan.transform_up_with_subqueries(|node| {
            let node = match node {
                LogicalPlan::Unnest(mut unnest) if keys(&unnest.input) => {
                    unnest.input = Arc::new(WithoutKeys::over(&unnest.input)?);
                    LogicalPlan::Unnest(unnest)
                }
                other => other,
            };
            // What stands above has learnt of the keys when it was planned.
            Ok(Transformed::yes(node.recompute_schema()?))
        })?;
        Ok(rewritten.data)
    }
}

fn keys(plan: &LogicalPlan) -> bool {
    !plan.schema().functional_dependencies().is_empty()
}

fn has_keys_below_unnest(plan: &LogicalPlan) -> bool {
    matches!(plan, LogicalPlan::Unnest(unnest) if keys(&unnest.input))
}

/// Its input, of whose keys nothing is known.
#[derive(Debug, Clone)]
struct WithoutKeys {
    input: LogicalPlan,
    schema: DFSchemaRef,
}

impl WithoutKeys {
    fn over(input: &LogicalPlan) -> Result<LogicalPlan> {
        let node = Arc::new(Self::new(input.clone())?);
        Ok(LogicalPlan::Extension(Extension { node }))
    }

    fn new(input: LogicalPlan) -> Result<Self> {
        let schema = DFSchema::clone(input.schema());
        let schema = schema.with_functional_dependencies(FunctionalDependencies::empty())?;
        Ok(Self {
            input,
            schema: Arc::new(schema),
        })
    }
}

impl PartialEq for WithoutKeys {
    fn eq(&self, other: &Self) -> bool {
        self.input == other.input
    }
}

impl Eq for WithoutKeys {}

impl PartialOrd for WithoutKeys {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.input.partial_cmp(&other.input)
    }
}

impl Hash for WithoutKeys {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.input.hash(state);
    }
}

impl UserDefinedLogicalNodeCore for WithoutKeys {
    fn name(&self) -> &str {
        "WithoutKeys"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        &self.schema
    }

    fn expressions(&self) -> Vec<Expr> {
        Vec::new()
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WithoutKeys")
    }

    fn with_exprs_and_inputs(&self, _: Vec<Expr>, mut inputs: Vec<LogicalPlan>) -> Result<Self> {
        let input = inputs
            .pop()
            .ok_or_else(|| internal_datafusion_err!("WithoutKeys without its input"))?;
        Self::new(input)
    }

    fn necessary_children_exprs(&self, output_columns: &[usize]) -> Option<Vec<Vec<usize>>> {
        Some(vec![output_columns.to_vec()])
    }
}

/// DataFusion's planner, which knows the node.
#[derive(Debug)]
pub(super) struct PlannerWithoutKeys;

#[async_trait]
impl QueryPlanner for PlannerWithoutKeys {
    async fn create_physical_plan(
        &self,
        logical_plan: &LogicalPlan,
        session: &dyn Session,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        DefaultPhysicalPlanner::with_extension_planners(vec![Arc::new(NodePlanner)])
            .create_physical_plan(logical_plan, session)
            .await
    }
}

/// Plans the node as its input.
struct NodePlanner;

#[async_trait]
impl ExtensionPlanner for NodePlanner {
    async fn plan_extension(
        &self,
        _planner: &dyn PhysicalPlanner,
        node: &dyn UserDefinedLogicalNode,
        _logical_inputs: &[&LogicalPlan],
        physical_inputs: &[Arc<dyn ExecutionPlan>],
        _session: &dyn Session,
        _context: &PhysicalPlanningContext,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let is_ours = node.as_any().is::<WithoutKeys>();
        Ok(physical_inputs.first().filter(|_| is_ours).map(Arc::clone))
    }
}
