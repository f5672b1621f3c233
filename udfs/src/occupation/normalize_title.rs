//! `normalize_title`: the title of the taxonomy that a posted title is most like.
//!
//! ```text
//!  normalize_title('sr java developper')    ─► { title: 'Java Developer', likeness: 0.68 }
//!  normalize_title('xyzzy')                 ─► null: like none
//! ```
//!
//! Likeness is the cosine of the two titles' features ([`title_index`](super::title_index)): 1 where they have the same words.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Float64Builder, NullBufferBuilder, StringBuilder, StructArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use super::classify::TOO_FAR;
use super::features::words;
use super::title_index::{Scratch, TitleIndex};
use crate::arguments::{TextColumn, evaluate, one_text};
use crate::reference::Shared;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

const NAME: &str = "normalize_title";

/// The list entry of the function.
pub(crate) fn entry(data: &Arc<ReferenceData>) -> FunctionEntry {
    let function = ScalarUDF::from(NormalizeTitle {
        data: Shared::new(data),
        signature: one_text(),
        documentation: documentation(),
    });
    let reads = Reads::Taxonomy("occupation_titles");
    FunctionEntry::scalar(NAME, 1, Family::Text, reads, function)
}

fn documentation() -> Documentation {
    Documentation::builder(
        Family::Text.doc_section(),
        "The O*NET title that a posted title is most like, as a struct title, likeness: from 1, where \
        both have the same words, down to 0.3; null where none is as like as that. Likeness counts \
        words and parts of words, the rarer the more. Of titles equally like the first in the order of \
        O*NET's codes is told.",
        "normalize_title(title)",
    )
    .with_argument("title", "a title, as posted or cleaned")
    .with_sql_example(
        "```sql\nSELECT normalize_title('REGISTERED  NURSES')['title'];\n-- Registered Nurse\n```",
    )
    .with_related_udf("classify_soc")
    .with_related_udf("title_clean_phase_two")
    .build()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct NormalizeTitle {
    data: Shared,
    signature: Signature,
    documentation: Documentation,
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("title", DataType::Utf8, true),
        Field::new("likeness", DataType::Float64, true),
    ])
}

impl ScalarUDFImpl for NormalizeTitle {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let Some(index) = self.data.occupation_titles() else {
            return exec_err!("{NAME}: the titles of the taxonomy onet are not loaded");
        };
        evaluate(&args, |arrays| normalize(&index, &arrays[0]))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

fn normalize(index: &TitleIndex, titles: &ArrayRef) -> Result<ArrayRef> {
    let titles = TextColumn::try_new(NAME, titles)?;
    let mut scratch = Scratch::default();
    let mut names = StringBuilder::new();
    let mut likeness = Float64Builder::with_capacity(titles.len());
    let mut valid = NullBufferBuilder::new(titles.len());
    for row in 0..titles.len() {
        let found = titles
            .value(row)
            .and_then(|title| nearest(index, title, &mut scratch));
        names.append_option(found.map(|(name, _)| name));
        // Four decimals are more than a cosine of titles is worth, and print as they are.
        let rounded = found.map(|(_, likeness)| (f64::from(likeness) * 1e4).round() / 1e4);
        likeness.append_option(rounded);
        valid.append(found.is_some());
    }
    let columns: Vec<ArrayRef> = vec![Arc::new(names.finish()), Arc::new(likeness.finish())];
    let structs = StructArray::try_new(fields(), columns, valid.finish())?;
    Ok(Arc::new(structs))
}

/// The title that a title is most like, unless it is like none.
fn nearest<'i>(
    index: &'i TitleIndex,
    title: &str,
    scratch: &mut Scratch,
) -> Option<(&'i str, f32)> {
    let words = words(title);
    let same = index.exact(&words).first().copied();
    let (number, likeness) = same.or_else(|| {
        let query = index.title_query(&words);
        index.nearest(&query, 1, scratch).first().copied()
    })?;
    // Sums of rounded squares may exceed 1 in the last digit.
    let title = index.title(number).filter(|_| likeness >= TOO_FAR);
    title.map(|title| (title, likeness.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> TitleIndex {
        let titles = [
            ("Registered Nurse (RN)", "29-1141"),
            ("Registered Nurse", "29-1141"),
            ("Registered Nurse", "29-1171"),
            ("Software Developer", "15-1252"),
            ("Java Developer", "15-1252"),
            ("Short Order Cook", "35-2015"),
        ];
        TitleIndex::build(
            titles
                .into_iter()
                .map(|(t, c)| (t.to_owned(), c.to_owned())),
        )
    }

    fn normalized(title: &str) -> Option<(String, f32)> {
        let index = index();
        let found = nearest(&index, title, &mut Scratch::default());
        found.map(|(title, likeness)| (title.to_owned(), likeness))
    }

    #[test]
    fn the_same_words_are_the_title_itself() {
        assert_eq!(
            normalized("registered  NURSE"),
            Some(("Registered Nurse".to_owned(), 1.0))
        );
        assert_eq!(
            normalized("Software-Developers"),
            Some(("Software Developer".to_owned(), 1.0))
        );
    }

    #[test]
    fn a_longer_or_misspelled_title_is_its_nearest() {
        let (title, likeness) = normalized("Sr. Java Developper").unwrap();
        assert_eq!(title, "Java Developer");
        assert!(likeness > TOO_FAR && likeness < 1.0, "{likeness}");
        assert_eq!(
            normalized("line cook, short orders").unwrap().0,
            "Short Order Cook"
        );
    }

    #[test]
    fn a_title_like_none_and_one_without_words_are_null() {
        assert_eq!(normalized("Xyzzy"), None);
        assert_eq!(normalized(" … "), None);
    }
}
