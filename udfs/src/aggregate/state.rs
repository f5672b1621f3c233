//! One state per group: what every aggregate that stores states has in common.
//!
//! An aggregate of this folder says what a [`State`] is and how one row goes into it ([`StateFunction`]);
//! the rest (groups, memory, partial and final step, bytes in and out) is written once, here.
//!
//! ```text
//!   rows ──feed──► [state of group 0][state of group 1]…   ──intermediate──►  Binary  (between partitions)
//!   states ──merge──►            "                          ──finished─────►  Binary  (what a table stores)
//! ```

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BinaryBuilder, BooleanArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue, exec_err, internal_err, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{
    Accumulator, AggregateUDFImpl, Documentation, EmitTo, GroupsAccumulator, Signature, Volatility,
};

use super::state_column::StateColumn;

/// A value that can be built a row at a time, written as bytes and merged with other such bytes.
pub(crate) trait State: Debug + Default + Send + Sync + 'static {
    /// Adds everything that the state in `bytes` has seen; the error says what is wrong with them.
    fn merge(&mut self, bytes: &[u8]) -> Result<(), String>;

    /// The bytes handed from one step of a query to the next; may be larger than the stored ones.
    fn intermediate(&self) -> Result<Vec<u8>, String> {
        self.finished()
    }

    /// The bytes that a table stores: the same for the same rows, in whatever order they came.
    fn finished(&self) -> Result<Vec<u8>, String>;

    /// Roughly the memory held outside the struct itself.
    fn heap_bytes(&self) -> usize;
}

/// What one aggregate does: a name, a kind of state, and how rows enter it.
pub(crate) trait StateFunction:
    Debug + Default + PartialEq + Eq + Hash + Send + Sync + 'static
{
    /// The name in SQL.
    const NAME: &'static str;
    /// Whether `f(DISTINCT x)` would mean the same as `f(x)`.
    const DISTINCT_IS_HARMLESS: bool;
    /// What is kept per group.
    type State: State;

    /// The type that an argument of this type is cast to before [`StateFunction::feed`] sees it.
    fn coerce(argument: &DataType) -> Result<DataType>;

    /// Puts the rows of a column into the states of their groups; nulls are ignored.
    fn feed(column: &ArrayRef, rows: &mut Rows<'_, Self::State>) -> Result<()>;

    /// The entry in the SQL reference.
    fn documentation() -> &'static Documentation;
}

/// The rows of a batch and the states of the groups that they belong to.
#[derive(Debug)]
pub(crate) struct Rows<'a, S> {
    states: &'a mut [S],
    groups: &'a [usize],
    filter: Option<&'a BooleanArray>,
}

impl<S> Rows<'_, S> {
    /// The state that a row goes to, or none when a `FILTER (WHERE …)` leaves the row out.
    pub(crate) fn state_of(&mut self, row: usize) -> Option<&mut S> {
        if let Some(filter) = self.filter
            && !(filter.is_valid(row) && filter.value(row))
        {
            return None;
        }
        self.states.get_mut(*self.groups.get(row)?)
    }
}

/// Merges a column of states into the states of the rows' groups.
pub(crate) fn merge_column<S: State>(
    function: &str,
    column: &ArrayRef,
    rows: &mut Rows<'_, S>,
) -> Result<()> {
    let column = StateColumn::try_new(function, column)?;
    for row in 0..column.len() {
        if let Some(bytes) = column.bytes(row)
            && let Some(state) = rows.state_of(row)
            && let Err(reason) = state.merge(bytes)
        {
            return exec_err!("{function}: not a state this function can read: {reason}");
        }
    }
    Ok(())
}

/// A [`StateFunction`] as DataFusion sees it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct StateAggregate<F> {
    signature: Signature,
    function: PhantomData<F>,
}

impl<F> Default for StateAggregate<F> {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            function: PhantomData,
        }
    }
}

impl<F: StateFunction> AggregateUDFImpl for StateAggregate<F> {
    fn name(&self) -> &str {
        F::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [argument] => Ok(vec![F::coerce(argument)?]),
            _ => plan_err!("{} takes one argument, got {}", F::NAME, arguments.len()),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Binary)
    }

    fn is_nullable(&self) -> bool {
        false
    }

    fn default_value(&self, _data_type: &DataType) -> Result<ScalarValue> {
        finished_scalar::<F>(&F::State::default())
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format_state_name(args.name, "state");
        Ok(vec![Arc::new(Field::new(name, DataType::Binary, true))])
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        refuse_distinct::<F>(&args)?;
        Ok(Box::new(OneState::<F>::default()))
    }

    fn groups_accumulator_supported(&self, _args: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        refuse_distinct::<F>(&args)?;
        Ok(Box::new(StateGroups::<F>::default()))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(F::documentation())
    }
}

fn refuse_distinct<F: StateFunction>(args: &AccumulatorArgs) -> Result<()> {
    if args.is_distinct && !F::DISTINCT_IS_HARMLESS {
        return plan_err!(
            "{0}(DISTINCT …) is not mergeable; leave out DISTINCT or read from a subquery with GROUP BY",
            F::NAME
        );
    }
    Ok(())
}

fn finished_scalar<F: StateFunction>(state: &F::State) -> Result<ScalarValue> {
    match state.finished() {
        Ok(bytes) => Ok(ScalarValue::Binary(Some(bytes))),
        Err(reason) => exec_err!("{}: {reason}", F::NAME),
    }
}

/// The states of all groups of one partition of a query.
#[derive(Debug)]
struct StateGroups<F: StateFunction> {
    states: Vec<F::State>,
    /// Heap bytes of each state when it was last touched; `heap_bytes` is their sum.
    known: Vec<usize>,
    heap_bytes: usize,
}

impl<F: StateFunction> Default for StateGroups<F> {
    fn default() -> Self {
        Self {
            states: Vec::new(),
            known: Vec::new(),
            heap_bytes: 0,
        }
    }
}

impl<F: StateFunction> StateGroups<F> {
    fn grow(&mut self, total_num_groups: usize) {
        self.states.resize_with(total_num_groups, F::State::default);
        self.known.resize(total_num_groups, 0);
    }

    /// Measures the touched groups again; rows of one group mostly follow each other.
    fn measure(&mut self, groups: &[usize]) {
        let mut previous = None;
        for &group in groups {
            if previous.replace(group) == Some(group) {
                continue;
            }
            let bytes = self.states[group].heap_bytes();
            self.heap_bytes = self.heap_bytes + bytes - self.known[group];
            self.known[group] = bytes;
        }
    }

    fn take(&mut self, emit_to: EmitTo) -> Vec<F::State> {
        let known = emit_to.take_needed(&mut self.known);
        self.heap_bytes -= known.iter().sum::<usize>();
        emit_to.take_needed(&mut self.states)
    }
}

/// A Binary array of what `bytes_of` makes of each state.
fn write_states<S>(
    function: &str,
    states: &[S],
    bytes_of: impl Fn(&S) -> Result<Vec<u8>, String>,
) -> Result<ArrayRef> {
    let mut builder = BinaryBuilder::with_capacity(states.len(), states.len() * 64);
    let mut total = 0_usize;
    for state in states {
        let bytes = match bytes_of(state) {
            Ok(bytes) => bytes,
            Err(reason) => return exec_err!("{function}: {reason}"),
        };
        total += bytes.len();
        // The offsets of a Binary column are 32 bits wide; the builder would panic beyond them.
        if total > i32::MAX as usize {
            return exec_err!(
                "{function}: the states of {} groups exceed 2 GiB in one batch; ask for fewer groups or a shorter period",
                states.len()
            );
        }
        builder.append_value(&bytes);
    }
    Ok(Arc::new(builder.finish()))
}

impl<F: StateFunction> GroupsAccumulator for StateGroups<F> {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        opt_filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        self.grow(total_num_groups);
        let mut rows = Rows {
            states: &mut self.states,
            groups: group_indices,
            filter: opt_filter,
        };
        F::feed(only_column::<F>(values)?, &mut rows)?;
        self.measure(group_indices);
        Ok(())
    }

    fn merge_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        total_num_groups: usize,
    ) -> Result<()> {
        self.grow(total_num_groups);
        let mut rows = Rows {
            states: &mut self.states,
            groups: group_indices,
            filter: None,
        };
        merge_column(F::NAME, only_column::<F>(values)?, &mut rows)?;
        self.measure(group_indices);
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        write_states(F::NAME, &self.take(emit_to), State::finished)
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let states = self.take(emit_to);
        Ok(vec![write_states(F::NAME, &states, State::intermediate)?])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        opt_filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows = only_column::<F>(values)?.len();
        let every_row: Vec<usize> = (0..rows).collect();
        let mut groups = Self::default();
        groups.update_batch(values, &every_row, opt_filter, rows)?;
        groups.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        self.states.capacity() * size_of::<F::State>()
            + self.known.capacity() * size_of::<usize>()
            + self.heap_bytes
    }
}

fn only_column<F: StateFunction>(values: &[ArrayRef]) -> Result<&ArrayRef> {
    match values {
        [column] => Ok(column),
        _ => internal_err!("{} got {} columns instead of one", F::NAME, values.len()),
    }
}

/// The state of a query without `GROUP BY`.
#[derive(Debug)]
struct OneState<F: StateFunction> {
    state: F::State,
    /// All zeros: every row belongs to the one group.
    groups: Vec<usize>,
}

impl<F: StateFunction> Default for OneState<F> {
    fn default() -> Self {
        Self {
            state: F::State::default(),
            groups: Vec::new(),
        }
    }
}

impl<F: StateFunction> OneState<F> {
    fn rows(&mut self, count: usize) -> Rows<'_, F::State> {
        if self.groups.len() < count {
            self.groups.resize(count, 0);
        }
        Rows {
            states: std::slice::from_mut(&mut self.state),
            groups: &self.groups,
            filter: None,
        }
    }
}

impl<F: StateFunction> Accumulator for OneState<F> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let column = only_column::<F>(values)?;
        F::feed(column, &mut self.rows(column.len()))
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let column = only_column::<F>(states)?;
        merge_column(F::NAME, column, &mut self.rows(column.len()))
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        finished_scalar::<F>(&self.state)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        match self.state.intermediate() {
            Ok(bytes) => Ok(vec![ScalarValue::Binary(Some(bytes))]),
            Err(reason) => exec_err!("{}: {reason}", F::NAME),
        }
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.groups.capacity() * size_of::<usize>() + self.state.heap_bytes()
    }
}

#[cfg(test)]
mod tests;
