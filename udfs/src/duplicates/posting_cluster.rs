//! `posting_cluster(posting_no, signature) OVER (…)`: which earlier posting says the same.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Float64Builder, Int64Builder, StructArray,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, Float64Type, Int64Type};
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::logical_expr::function::{PartitionEvaluatorArgs, WindowUDFFieldArgs};
use datafusion::logical_expr::{
    Documentation, LimitEffect, PartitionEvaluator, Signature as Arguments, TypeSignature,
    Volatility, WindowUDFImpl,
};
use datafusion::physical_expr::PhysicalExpr;

use super::bands::Threshold;
use super::clusters::{Member, Posting, cluster};
use super::signature::Signature;
use crate::Family;
use crate::aggregate::StateColumn;

pub(super) const NAME: &str = "posting_cluster";
pub(super) const VERSION: u32 = 1;

/// `posting_cluster(posting_no, signature[, similarity]) OVER (…)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct PostingCluster {
    signature: Arguments,
}

impl Default for PostingCluster {
    fn default() -> Self {
        let two = vec![DataType::Int64, DataType::Binary];
        let three = vec![DataType::Int64, DataType::Binary, DataType::Float64];
        let forms = vec![TypeSignature::Exact(two), TypeSignature::Exact(three)];
        Self {
            signature: Arguments::one_of(forms, Volatility::Immutable),
        }
    }
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("cluster_no", DataType::Int64, true),
        Field::new("similarity", DataType::Float64, true),
    ])
}

impl WindowUDFImpl for PostingCluster {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Arguments {
        &self.signature
    }

    fn partition_evaluator(
        &self,
        _args: PartitionEvaluatorArgs,
    ) -> Result<Box<dyn PartitionEvaluator>> {
        Ok(Box::new(OnePartition))
    }

    fn field(&self, args: WindowUDFFieldArgs) -> Result<FieldRef> {
        let result = DataType::Struct(fields());
        Ok(Arc::new(Field::new(args.name(), result, true)))
    }

    /// A row's cluster depends on rows that a limit would leave out.
    fn limit_effect(&self, _args: &[Arc<dyn PhysicalExpr>]) -> LimitEffect {
        LimitEffect::Unknown
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                Family::Duplicates.doc_section(),
                "The cluster of postings that say the same: the number of its first posting, and how much this posting resembles \
                 that one. In the order of their numbers, each posting joins the most similar first posting that is similar \
                 enough, or is one itself; so every member resembles the first, and the order of the rows does not matter. \
                 Null where the signature is null. All rows of the window are looked at, whatever its frame.",
                "posting_cluster(posting_no, signature [, similarity]) OVER ([PARTITION BY …])",
            )
            .with_argument("posting_no", "the posting's number, by which postings are in the order of their days")
            .with_argument("signature", "what posting_signature gave")
            .with_argument("similarity", "the least share of shingles in common, a constant from 0.5 to 1; 0.8 where it is left out")
            .with_sql_example(
                "```sql\nSELECT posting_id, c['cluster_no'] AS cluster_no, c['similarity'] AS similarity\n\
                 FROM  (SELECT posting_id, posting_cluster(posting_no, signature) OVER () AS c FROM attributes.posting_signature\n       \
                 WHERE date BETWEEN '2016-01-01' AND '2016-03-31');\n```",
            )
            .with_related_udf("posting_signature")
            .build()
        });
        Some(&DOCUMENTATION)
    }
}

/// The rows of one partition.
#[derive(Debug)]
struct OnePartition;

impl PartitionEvaluator for OnePartition {
    fn evaluate_all(&mut self, values: &[ArrayRef], num_rows: usize) -> Result<ArrayRef> {
        let [numbers, signatures, more @ ..] = values else {
            return plan_err!("{NAME} takes a posting number and a signature");
        };
        let threshold = threshold(more.first())?;
        let numbers = numbers.as_primitive::<Int64Type>();
        let signatures = StateColumn::try_new(NAME, signatures)?;
        let is_known = |row: &usize| numbers.is_valid(*row) && signatures.bytes(*row).is_some();
        let rows: Vec<usize> = (0..num_rows).filter(is_known).collect();
        let postings = rows.iter().map(|row| {
            let bytes = signatures.bytes(*row).unwrap_or_default();
            let signature =
                Signature::from_bytes(bytes).or_else(|error| exec_err!("{NAME}: {error}"))?;
            Ok(Posting {
                key: numbers.value(*row),
                signature: Some(signature),
            })
        });
        let postings = postings.collect::<Result<Vec<_>>>()?;
        let found = cluster(postings, threshold).or_else(|error| exec_err!("{NAME}: {error}"))?;
        let mut members: Vec<Option<Member<i64>>> = vec![None; num_rows];
        for (row, member) in rows.into_iter().zip(found) {
            members[row] = Some(member);
        }
        Ok(Arc::new(struct_array(&members)?))
    }
}

fn threshold(argument: Option<&ArrayRef>) -> Result<Threshold> {
    let Some(argument) = argument.filter(|column| !column.is_empty()) else {
        return Ok(Threshold::default());
    };
    let column = argument.as_primitive::<Float64Type>();
    let given = column.value(0);
    let constant = column.null_count() == 0 && column.values().iter().all(|value| *value == given);
    match Threshold::new(given).filter(|_| constant) {
        Some(threshold) => Ok(threshold),
        None => exec_err!("{NAME}: the similarity is a constant from 0.5 to 1"),
    }
}

fn struct_array(members: &[Option<Member<i64>>]) -> Result<StructArray> {
    let mut numbers = Int64Builder::with_capacity(members.len());
    let mut similarities = Float64Builder::with_capacity(members.len());
    for member in members {
        numbers.append_option(member.map(|member| member.representative));
        similarities.append_option(member.map(|member| member.similarity));
    }
    let valid: NullBuffer = members.iter().map(Option::is_some).collect();
    let columns: Vec<ArrayRef> = vec![Arc::new(numbers.finish()), Arc::new(similarities.finish())];
    Ok(StructArray::try_new(fields(), columns, Some(valid))?)
}
