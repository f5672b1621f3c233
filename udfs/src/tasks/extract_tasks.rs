//! `extract_tasks`: the O*NET tasks that a text's sentences say.
//!
//! ```text
//!  extract_tasks('• Preparing the budgets for approval')
//!    ─► [{ task_id: 9, soc_code: 11-2022, task: 'Prepare budgets and …', span_start: 2, span_end: 36, likeness: 0.82 }]
//! ```

use std::sync::Arc;

use datafusion::arrow::array::StructBuilder;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::Documentation;

use super::{DEFAULT_LEAST, TaskIndex};
use crate::list_function::ListRule;
use crate::reference::Shared;
use crate::struct_row::StructRow;
use crate::{Family, Reads};

/// The rule of `extract_tasks`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct ExtractTasks(pub(super) Shared);

impl ListRule for ExtractTasks {
    const NAME: &'static str = "extract_tasks";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Extract;
    const READS: Reads = Reads::Taxonomy("tasks");
    type Known = Arc<TaskIndex>;

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The O*NET task statements that a text's sentences and list items say, as a list of structs task_id, \
            soc_code, task, span_start, span_end, likeness: for each sentence the statement with the most content \
            words in common, rare ones weighing more, when the likeness is 0.5 or more (1 is the same content words). \
            Five of six with 0.5 to 0.6 were read as the same task or a related one, and all above. Of statements \
            with the same words the one with the smallest task_id is told. Spans count characters from 0. English only.",
            "extract_tasks(text)",
        )
        .with_argument("text", "the text of a posting")
        .with_sql_example(
            "```sql\nSELECT posting_id, task['task'], task['likeness']\nFROM (SELECT posting_id, \
            unnest(extract_tasks(description)) AS task FROM postings);\n```",
        )
        .with_related_udf("extract_skills")
        .build()
    }

    fn fields() -> Fields {
        Fields::from(vec![
            Field::new("task_id", DataType::Utf8, true),
            Field::new("soc_code", DataType::Utf8, true),
            Field::new("task", DataType::Utf8, true),
            Field::new("span_start", DataType::Int32, true),
            Field::new("span_end", DataType::Int32, true),
            Field::new("likeness", DataType::Float32, true),
        ])
    }

    fn known(&self, _name: &str) -> Result<Self::Known> {
        match self.0.tasks() {
            Some(tasks) => Ok(tasks),
            None => exec_err!("{}: this book's O*NET is not loaded", Self::NAME),
        }
    }

    fn append_all(known: &Self::Known, structs: &mut StructBuilder, text: &str) {
        for found in known.find(text, DEFAULT_LEAST) {
            StructRow::new(structs)
                .text(Some(found.task_id))
                .text(Some(found.soc_code))
                .text(Some(found.statement))
                .span(text, found.span)
                .share(found.score)
                .end();
        }
    }
}
