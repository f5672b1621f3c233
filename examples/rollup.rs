//! Opens a book, asks one question, prints the rows.
//!
//! ```text
//! cargo run -- demo --book ./book
//! cargo run --example rollup -- ./book
//! ```

use datafusion::arrow::util::pretty::pretty_format_batches;
use daybook::Daybook;
use futures::TryStreamExt;

/// Postings by quarter and occupation group: days become quarters, codes become groups, nothing is computed again.
const QUESTION: &str = "
    SELECT quarter(date) AS quarter, soc_major(soc_code) AS major_group, sum(postings) AS postings
    FROM   counts.soc_counts
    WHERE  method = 'given'
    GROUP  BY ALL
    ORDER  BY quarter, postings DESC, major_group
    LIMIT  10";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).unwrap_or("./book".to_string());
    let book = Daybook::open(&url).await?;
    for answer in book.sql(QUESTION).await? {
        let rows: Vec<_> = answer.rows.try_collect().await?;
        println!("{}", pretty_format_batches(&rows)?);
    }
    Ok(())
}
