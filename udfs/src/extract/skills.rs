//! `extract_skills`: the skills of a framework that a text names.
//!
//! ```text
//!  extract_skills('onet_ksat', 'Wants C++.') ─► [{ skill_id, skill_name: 'C++', span_start: 6, span_end: 9, confidence: 1.0 }]
//! ```
//!
//! The function only wraps [`SkillMatcher`](crate::SkillMatcher), where the rules are.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Float32Builder, Int32Builder, ListArray, StringBuilder, StructArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::common::types::logical_string;
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::logical_expr::{
    Coercion, ColumnarValue, Documentation, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF,
    ScalarUDFImpl, Signature, TypeSignatureClass, Volatility,
};

use crate::arguments::{TextColumn, evaluate};
use crate::extract::skill_matcher::{Scratch, SkillMatcher};
use crate::extract::{SkillMatch, SkillNames};
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "extract_skills";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Extract.doc_section(),
        "The skills of a framework that a text names, as a list of structs skill_id, \
        skill_name, span_start, span_end, confidence: exact match of words whatever their case, \
        hyphens and spaces, the longest name at each place, never across the end of a line or \
        sentence. Spans count characters from 0. Confidence is 1.0, or from 0.2 for an everyday word \
        (Go, Access, R), as its capital, its neighbours and the words near it say. One struct per occurrence.",
        "extract_skills(framework, text)",
    )
    .with_argument(
        "framework",
        "a constant: onet_ksat, onet_technology, esco or skills@<list>, a list of your own; a version \
        may follow, as in 'onet_ksat@29.3'",
    )
    .with_argument("text", "the text to read, such as posting_text(…)")
    .with_sql_example(
        "```sql\nSELECT posting_id, skill['skill_name']\nFROM (SELECT posting_id, \
        unnest(extract_skills('onet_ksat', description)) AS skill FROM postings);\n```",
    )
    .with_related_udf("posting_text")
    .build();
    let text = || Coercion::new_exact(TypeSignatureClass::Native(logical_string()));
    let function = ScalarUDF::from(ExtractSkills {
        data: Shared::new(data),
        signature: Signature::coercible(vec![text(), text()], Volatility::Immutable),
        documentation,
    });
    FunctionEntry::scalar(NAME, 2, Family::Extract, Reads::FrameworkArgument, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ExtractSkills {
    data: Shared,
    signature: Signature,
    documentation: Documentation,
}

pub(super) fn fields() -> Fields {
    Fields::from(vec![
        Field::new("skill_id", DataType::Utf8, true),
        Field::new("skill_name", DataType::Utf8, true),
        Field::new("span_start", DataType::Int32, true),
        Field::new("span_end", DataType::Int32, true),
        Field::new("confidence", DataType::Float32, true),
    ])
}

/// The names of a framework; an error names those that the book has.
pub(super) fn framework(
    data: &ReferenceData,
    function: &str,
    framework: &str,
) -> Result<Arc<SkillNames>> {
    if let Some(names) = data.skills(framework) {
        return Ok(names);
    }
    let known = data.frameworks();
    let known = if known.is_empty() {
        "none".to_owned()
    } else {
        known.join(", ")
    };
    exec_err!(
        "{function}: this book has no skills framework '{framework}' (it has: {known}); add one \
        with daybook taxonomy add"
    )
}

impl ScalarUDFImpl for ExtractSkills {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::new_list(DataType::Struct(fields()), true))
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        // Whether the book has the framework is asked when the function runs: a model can be
        // planned before its taxonomy is added.
        match args
            .scalar_arguments
            .first()
            .copied()
            .flatten()
            .map(|name| name.try_as_str())
        {
            Some(Some(Some(_))) => {}
            _ => return plan_err!("{NAME}: the framework must be a constant, such as 'onet_ksat'"),
        }
        Ok(Arc::new(Field::new(NAME, self.return_type(&[])?, true)))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let framework = match args.args.first() {
            Some(ColumnarValue::Scalar(name)) => name.try_as_str().flatten().map(str::to_owned),
            _ => None,
        };
        let Some(framework) = framework else {
            return exec_err!("{NAME}: the framework must be a constant, such as 'onet_ksat'");
        };
        let names = self::framework(&self.data, NAME, &framework)?;
        evaluate(&args, |arrays| extract(names.exact(), &arrays[1]))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// One list per text; a null text gives null.
fn extract(matcher: &SkillMatcher, texts: &ArrayRef) -> Result<ArrayRef> {
    let texts = TextColumn::try_new(NAME, texts)?;
    let mut found = Found::default();
    let mut scratch = Scratch::default();
    let mut offsets = vec![0i32];
    let mut valid = Vec::with_capacity(texts.len());
    for row in 0..texts.len() {
        let text = texts.value(row);
        if let Some(text) = text {
            matcher.find_each(text, &mut scratch, |skill| found.push(&skill));
        }
        valid.push(text.is_some());
        match i32::try_from(found.len) {
            Ok(offset) => offsets.push(offset),
            Err(_) => return exec_err!("{NAME}: more than 2^31 skills in one batch of rows"),
        }
    }
    let item = Arc::new(Field::new_list_field(DataType::Struct(fields()), true));
    let offsets = OffsetBuffer::new(offsets.into());
    let list = ListArray::try_new(
        item,
        offsets,
        found.finish()?,
        Some(NullBuffer::from(valid)),
    )?;
    Ok(Arc::new(list))
}

/// The columns of the structs.
#[derive(Debug, Default)]
struct Found {
    len: usize,
    skill_id: StringBuilder,
    skill_name: StringBuilder,
    span_start: Int32Builder,
    span_end: Int32Builder,
    confidence: Float32Builder,
}

impl Found {
    fn push(&mut self, skill: &SkillMatch<'_>) {
        self.len += 1;
        self.skill_id.append_value(skill.skill_id);
        self.skill_name.append_value(skill.skill_name);
        self.span_start.append_value(skill.span_start);
        self.span_end.append_value(skill.span_end);
        self.confidence.append_value(skill.confidence);
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.skill_id.finish()),
            Arc::new(self.skill_name.finish()),
            Arc::new(self.span_start.finish()),
            Arc::new(self.span_end.finish()),
            Arc::new(self.confidence.finish()),
        ];
        Ok(Arc::new(StructArray::try_new(fields(), columns, None)?))
    }
}

#[cfg(test)]
mod tests;
