//! The total weight of every value of every group.
//!
//! ```text
//!   names   0 → "Python"  1 → "SQL"                 each name once, however many groups have it
//!   groups  0: {0 → 12, 1 → 31}   1: {1 → 4}        name → weight
//!   ranked  0: (SQL 31) (Python 12)                 weight descending, then value ascending (by bytes)
//! ```

use std::cmp::Ordering;
use std::fmt::Debug;
use std::hash::BuildHasher;
use std::mem::size_of;

use datafusion::arrow::datatypes::{ArrowPrimitiveType, Float64Type, Int64Type};
use datafusion::logical_expr::EmitTo;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

/// The two kinds of weights: whole numbers stay whole.
pub(super) trait Weight: ArrowPrimitiveType + Debug {
    /// The sum; none when it does not fit.
    fn sum(a: Self::Native, b: Self::Native) -> Option<Self::Native>;
    /// A total order.
    fn order(a: Self::Native, b: Self::Native) -> Ordering;
    /// What a weight counts: not-a-number counts as nothing, like null.
    fn counted(weight: Self::Native) -> Self::Native;
}

impl Weight for Int64Type {
    fn sum(a: i64, b: i64) -> Option<i64> {
        a.checked_add(b)
    }

    fn order(a: i64, b: i64) -> Ordering {
        a.cmp(&b)
    }

    fn counted(weight: i64) -> i64 {
        weight
    }
}

impl Weight for Float64Type {
    fn sum(a: f64, b: f64) -> Option<f64> {
        // Adding zero keeps −0.0 from ranking below 0.0.
        Some(a + b + 0.0)
    }

    fn order(a: f64, b: f64) -> Ordering {
        a.total_cmp(&b)
    }

    fn counted(weight: f64) -> f64 {
        if weight.is_nan() { 0.0 } else { weight }
    }
}

/// Every distinct value once, numbered in order of appearance.
#[derive(Debug, Default)]
struct Names {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    text: String,
    ends: Vec<usize>,
}

impl Names {
    fn get(&self, number: u32) -> &str {
        name_at(&self.text, &self.ends, number)
    }

    fn number_of(&mut self, name: &str) -> Option<u32> {
        let Self {
            table,
            hasher,
            text,
            ends,
        } = self;
        let hash = hasher.hash_one(name);
        if let Some(&number) = table.find(hash, |&number| name_at(text, ends, number) == name) {
            return Some(number);
        }
        let number = u32::try_from(ends.len()).ok()?;
        text.push_str(name);
        ends.push(text.len());
        table.insert_unique(hash, number, |&number| {
            hasher.hash_one(name_at(text, ends, number))
        });
        Some(number)
    }

    fn heap_bytes(&self) -> usize {
        self.table.allocation_size()
            + self.text.capacity()
            + self.ends.capacity() * size_of::<usize>()
    }
}

fn name_at<'a>(text: &'a str, ends: &[usize], number: u32) -> &'a str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &text[start..ends[number]]
}

/// The total weight of every value of every group.
#[derive(Debug)]
pub(super) struct Tally<W: Weight> {
    names: Names,
    groups: Vec<HashMap<u32, W::Native>>,
    /// Number of (group, value) pairs held.
    pairs: usize,
}

impl<W: Weight> Default for Tally<W> {
    fn default() -> Self {
        Self {
            names: Names::default(),
            groups: Vec::new(),
            pairs: 0,
        }
    }
}

/// A value's name and total weight, as references into a [`Tally`].
pub(super) type Entry<'a, W> = (&'a str, <W as ArrowPrimitiveType>::Native);

impl<W: Weight> Tally<W> {
    /// Makes room for groups `0..count`.
    pub(super) fn grow(&mut self, count: usize) {
        if self.groups.len() < count {
            self.groups.resize_with(count, HashMap::new);
        }
    }

    /// Adds to the weight of a value; the error says what overflowed.
    pub(super) fn add(
        &mut self,
        group: usize,
        value: &str,
        weight: W::Native,
    ) -> Result<(), String> {
        let Some(number) = self.names.number_of(value) else {
            return Err("more than 4,294,967,295 distinct values".to_string());
        };
        let weights = &mut self.groups[group];
        let before = weights.len();
        let total = weights.entry(number).or_default();
        *total = W::sum(*total, W::counted(weight))
            .ok_or_else(|| format!("the weights of {value:?} add up beyond 64 bits"))?;
        self.pairs += weights.len() - before;
        Ok(())
    }

    /// Everything that is known of a group, in no order.
    pub(super) fn entries(&self, group: usize) -> impl Iterator<Item = Entry<'_, W>> {
        let weights = self.groups.get(group);
        weights
            .into_iter()
            .flatten()
            .map(|(&number, &weight)| (self.names.get(number), weight))
    }

    /// The `n` entries with the largest weights: weight descending, then value ascending.
    pub(super) fn ranked(&self, group: usize, n: usize) -> Vec<Entry<'_, W>> {
        let order = |a: &Entry<'_, W>, b: &Entry<'_, W>| {
            W::order(b.1, a.1).then_with(|| a.0.as_bytes().cmp(b.0.as_bytes()))
        };
        let mut entries: Vec<_> = self.entries(group).collect();
        if n < entries.len() {
            entries.select_nth_unstable_by(n, order);
            entries.truncate(n);
        }
        entries.sort_unstable_by(order);
        entries
    }

    /// How many groups `emit_to` asks for.
    pub(super) fn count(&self, emit_to: EmitTo) -> usize {
        match emit_to {
            EmitTo::All => self.groups.len(),
            EmitTo::First(count) => count,
        }
    }

    /// Forgets the groups that were emitted; the others move down.
    pub(super) fn forget(&mut self, emit_to: EmitTo) {
        let emitted = emit_to.take_needed(&mut self.groups);
        self.pairs -= emitted.iter().map(HashMap::len).sum::<usize>();
        if self.groups.is_empty() {
            self.names = Names::default();
        }
    }

    /// Roughly the memory held, counting hash tables at their usual fill.
    pub(super) fn heap_bytes(&self) -> usize {
        let pair = size_of::<(u32, W::Native)>() + 1;
        self.names.heap_bytes()
            + self.groups.capacity() * size_of::<HashMap<u32, W::Native>>()
            + self.pairs * pair * 3 / 2
    }
}
