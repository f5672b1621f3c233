//! Training models from the taxonomies of a book.
//!
//! ```text
//! onet 29.1: onet_titles, onet_tasks, onet_occupations ─► SocModel ─► taxonomy soc_model 29.1 ─► predict_soc, attributes.soc_model
//! ```

use daybook_catalog::{Book, ErrorKind};
use daybook_engine::taxonomy::{TrainedModel, trained_taxonomy};
use daybook_udfs::TrainingKind;

use crate::error::{Error, Result};
use crate::session::{AtHand, trained, training_lines};
use crate::taxonomy::{TaxonomySummary, keep_taxonomy};

/// Trains the model of occupations from the newest O*NET release of the book and keeps it under that release's version,
/// or the one given; the same again changes nothing.
pub(crate) async fn train_soc(
    book: &Book,
    at_hand: &AtHand,
    version: Option<&str>,
) -> Result<TaxonomySummary> {
    let onet = at_hand.taxonomies.find("onet", None);
    let Some(onet) = onet.filter(|onet| !onet.is_starter()) else {
        return Err(Error::not_found(
            "this book has the starter titles only, which predict_soc learns from by itself; add a release of O*NET \
             first: daybook taxonomy add onet PATH",
        ));
    };
    let lines = training_lines(book, onet).await?;
    let titles = lines.iter().filter(|line| line.kind == TrainingKind::Title);
    let titles = titles.count();
    let texts = lines.len() - titles;
    let model = tokio::task::spawn_blocking(move || trained(&lines)).await;
    let model = model.map_err(|error| {
        Error::new(
            ErrorKind::Internal,
            format!("the training stopped: {error}"),
        )
    })??;
    let trained = TrainedModel {
        trained_from: format!("onet {}", onet.record.version),
        titles: titles as i64,
        texts: texts as i64,
        model: model.to_bytes(),
    };
    let version = version.unwrap_or(&onet.record.version);
    keep_taxonomy(book, trained_taxonomy(version, &trained)?).await
}
