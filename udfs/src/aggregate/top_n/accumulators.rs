//! The accumulators of `top_n`: rows in, partial lists between partitions, ranked lists out.
//!
//! ```text
//!   partial step  (value, weight, n) rows  ──►  List<Struct<value, weight>>          every value of the group
//!   final step    those lists              ──►  List<Struct<value, weight, rank>>    the n largest
//! ```
//! The partial step keeps every value: a list cut to `n` per partition would not merge exactly.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Builder, ListArray, PrimitiveArray,
    PrimitiveBuilder, StringArray, StringBuilder, StructArray,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, ScalarValue, exec_err, internal_err};
use datafusion::logical_expr::{Accumulator, EmitTo, GroupsAccumulator};

use super::tally::{Entry, Tally, Weight};
use super::{entry_fields, partial_fields};

/// All groups of one partition of a query.
#[derive(Debug)]
pub(super) struct TopNGroups<W: Weight> {
    tally: Tally<W>,
    n: usize,
}

impl<W: Weight> TopNGroups<W> {
    pub(super) fn new(n: usize) -> Self {
        Self {
            tally: Tally::default(),
            n,
        }
    }

    fn add(&mut self, group: usize, value: &str, weight: Option<W::Native>) -> Result<()> {
        let weight = weight.unwrap_or_default();
        match self.tally.add(group, value, weight) {
            Ok(()) => Ok(()),
            Err(reason) => exec_err!("top_n: {reason}"),
        }
    }

    fn add_rows(
        &mut self,
        columns: &[ArrayRef],
        group_of: impl Fn(usize) -> Option<usize>,
    ) -> Result<()> {
        let [values, weights, ..] = columns else {
            return internal_err!("top_n got {} columns instead of three", columns.len());
        };
        let (values, weights) = (values.as_string::<i32>(), weights.as_primitive::<W>());
        for row in 0..values.len() {
            if values.is_valid(row)
                && let Some(group) = group_of(row)
            {
                let weight = weights.is_valid(row).then(|| weights.value(row));
                self.add(group, values.value(row), weight)?;
            }
        }
        Ok(())
    }

    fn add_lists(&mut self, columns: &[ArrayRef], group_of: impl Fn(usize) -> usize) -> Result<()> {
        let [lists] = columns else {
            return internal_err!("top_n got {} states instead of one", columns.len());
        };
        let lists = lists.as_list::<i32>();
        let entries = lists.values().as_struct();
        let values: &StringArray = entries.column(0).as_string::<i32>();
        let weights: &PrimitiveArray<W> = entries.column(1).as_primitive::<W>();
        let offsets = lists.value_offsets();
        for row in 0..lists.len() {
            if lists.is_null(row) {
                continue;
            }
            for entry in offsets[row] as usize..offsets[row + 1] as usize {
                self.add(
                    group_of(row),
                    values.value(entry),
                    Some(weights.value(entry)),
                )?;
            }
        }
        Ok(())
    }

    fn partial_lists(&self, groups: usize) -> Result<ListArray> {
        let mut lists = ListsBuilder::<W>::new(false);
        for group in 0..groups {
            lists.append(self.tally.entries(group))?;
        }
        lists.finish()
    }

    fn ranked_lists(&self, groups: usize) -> Result<ListArray> {
        let mut lists = ListsBuilder::<W>::new(true);
        for group in 0..groups {
            lists.append(self.tally.ranked(group, self.n).into_iter())?;
        }
        lists.finish()
    }
}

impl<W: Weight> GroupsAccumulator for TopNGroups<W> {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        opt_filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        self.tally.grow(total_num_groups);
        let passes = |row| opt_filter.is_none_or(|keep| keep.is_valid(row) && keep.value(row));
        self.add_rows(values, |row| passes(row).then(|| group_indices[row]))
    }

    fn merge_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        total_num_groups: usize,
    ) -> Result<()> {
        self.tally.grow(total_num_groups);
        self.add_lists(values, |row| group_indices[row])
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let lists = self.ranked_lists(self.tally.count(emit_to))?;
        self.tally.forget(emit_to);
        Ok(Arc::new(lists))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let lists = self.partial_lists(self.tally.count(emit_to))?;
        self.tally.forget(emit_to);
        Ok(vec![Arc::new(lists)])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        opt_filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows = values.first().map_or(0, |column| column.len());
        let every_row: Vec<usize> = (0..rows).collect();
        let mut groups = Self::new(self.n);
        groups.update_batch(values, &every_row, opt_filter, rows)?;
        groups.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.tally.heap_bytes()
    }
}

/// A query without `GROUP BY`: the same with one group.
#[derive(Debug)]
pub(super) struct TopNAccumulator<W: Weight>(TopNGroups<W>);

impl<W: Weight> TopNAccumulator<W> {
    pub(super) fn new(n: usize) -> Self {
        let mut groups = TopNGroups::new(n);
        groups.tally.grow(1);
        Self(groups)
    }
}

impl<W: Weight> Accumulator for TopNAccumulator<W> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.0.add_rows(values, |_| Some(0))
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.0.add_lists(states, |_| 0)
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::List(Arc::new(self.0.ranked_lists(1)?)))
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![ScalarValue::List(Arc::new(self.0.partial_lists(1)?))])
    }

    fn size(&self) -> usize {
        self.0.size()
    }
}

/// Builds lists of (value, weight) or (value, weight, rank).
struct ListsBuilder<W: Weight> {
    values: StringBuilder,
    weights: PrimitiveBuilder<W>,
    ranks: Option<Int64Builder>,
    lengths: Vec<usize>,
}

impl<W: Weight> ListsBuilder<W> {
    fn new(ranked: bool) -> Self {
        Self {
            values: StringBuilder::new(),
            weights: PrimitiveBuilder::new(),
            ranks: ranked.then(Int64Builder::new),
            lengths: Vec::new(),
        }
    }

    fn append<'a>(&mut self, entries: impl Iterator<Item = Entry<'a, W>>) -> Result<()> {
        let mut length = 0;
        for (value, weight) in entries {
            // The offsets of a Utf8 column are 32 bits wide; the builder would panic beyond them.
            if self.values.values_slice().len() + value.len() > i32::MAX as usize {
                return exec_err!(
                    "top_n: the values of one batch exceed 2 GiB; ask for fewer groups"
                );
            }
            length += 1;
            self.values.append_value(value);
            self.weights.append_value(weight);
            if let Some(ranks) = &mut self.ranks {
                ranks.append_value(length as i64);
            }
        }
        self.lengths.push(length);
        Ok(())
    }

    fn finish(mut self) -> Result<ListArray> {
        if self.lengths.iter().sum::<usize>() > i32::MAX as usize {
            return exec_err!(
                "top_n: more than 2,147,483,647 values in one batch; ask for fewer groups"
            );
        }
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.values.finish()),
            Arc::new(self.weights.finish()),
        ];
        let fields: Fields = match &mut self.ranks {
            Some(ranks) => {
                columns.push(Arc::new(ranks.finish()));
                entry_fields(&W::DATA_TYPE)
            }
            None => partial_fields(&W::DATA_TYPE),
        };
        let entries = StructArray::try_new(fields.clone(), columns, None)?;
        let item = Arc::new(Field::new_list_field(DataType::Struct(fields), true));
        let offsets = OffsetBuffer::from_lengths(self.lengths);
        Ok(ListArray::try_new(item, offsets, Arc::new(entries), None)?)
    }
}

#[cfg(test)]
mod tests;
