//! `language_of`: the language a text is written in.
//!
//! ```text
//!  'We are looking for a cook who loves fresh food.' ─► 'eng'      'Buscamos un cocinero con experiencia' ─► 'spa'      'RN' ─► null
//! ```

use std::sync::LazyLock;

use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use whatlang::{Detector, Info, Lang};

use crate::Family;
use crate::text_function::TextRule;

/// So many bytes of a text tell its language; more would only cost time.
const READ: usize = 4096;

/// The languages that postings are told apart in: fewer than there are, since a short text is soon like one of many.
const LANGUAGES: &[Lang] = &[
    Lang::Ara,
    Lang::Cmn,
    Lang::Deu,
    Lang::Eng,
    Lang::Fra,
    Lang::Hin,
    Lang::Ita,
    Lang::Jpn,
    Lang::Kor,
    Lang::Nld,
    Lang::Pol,
    Lang::Por,
    Lang::Rus,
    Lang::Spa,
    Lang::Swe,
    Lang::Tur,
    Lang::Ukr,
    Lang::Vie,
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.to_vec()));

/// The rule of `language_of`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct LanguageOf;

impl TextRule for LanguageOf {
    const NAME: &'static str = "language_of";
    const VERSION: u32 = 1;
    const FAMILY: Family = Family::Text;
    type Known = ();

    fn documentation() -> Documentation {
        Documentation::builder(
            Self::FAMILY.doc_section(),
            "The language a text is written in, as its ISO 639-3 code: ara, cmn, deu, eng, fra, hin, ita, jpn, kor, nld, \
            pol, por, rus, spa, swe, tur, ukr, vie; null where the text is too short or too mixed to tell, so a \
            sentence at least is needed. Read are its first 4,096 bytes.",
            "language_of(text)",
        )
        .with_argument("text", "the text of a posting")
        .with_sql_example(
            "```sql\nSELECT language_of('Buscamos un cocinero con experiencia. Debe hablar español y tener ganas de trabajar los fines de semana.');\n-- spa\n```",
        )
        .with_related_udf("posting_text")
        .build()
    }

    fn known(&self) -> Result<()> {
        Ok(())
    }

    fn apply(_known: &(), text: &str) -> Option<String> {
        let read = text.get(..text.floor_char_boundary(READ))?;
        let found = DETECTOR.detect(read).filter(Info::is_reliable)?;
        Some(found.lang().code().to_owned())
    }
}
