//! The `README.txt` beside a published dataset, and the one above all of them.
//!
//! ```text
//! title_count/README.txt            README.txt
//!   Counts of postings by title.      Open Skills Datasets
//!   Grouping columns                  ###title_count###
//!   title: …                          Counts of postings by title. …
//!   Aggregate columns                 Dataset Stats
//!   counts_total: …                   Total Job Postings: 120
//! ```

use std::fmt::Write;

/// A column of a dataset, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDescription {
    /// The column's name.
    pub name: String,
    /// What it holds.
    pub description: String,
    /// Whether rows are grouped by it; the others are what was counted.
    pub grouping: bool,
}

/// A dataset, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DatasetDescription {
    /// The dataset's name, which is its folder's.
    pub name: String,
    /// What it is.
    pub comment: String,
    /// Its columns, in order.
    pub columns: Vec<ColumnDescription>,
}

/// What stands at the end of the README above all datasets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DatasetTotals {
    /// Postings of each period, in order: `("2014Q1", 1200)`.
    pub postings: Vec<(String, u64)>,
    /// Who supplied postings.
    pub sources: Vec<String>,
}

/// What every dataset's text ends with: how the files are named.
const QUARTERLY_NOTE: &str = "Each file holds one quarter and is named after it: 2016Q1.csv holds the postings dated \
     from 2016-01-01 to 2016-03-31. A file is replaced as a whole when its quarter is published again.";

/// The text of a dataset's `README.txt`.
pub fn readme(dataset: &DatasetDescription) -> String {
    let mut text = format!("{}\n", dataset.comment);
    for (heading, grouping) in [("Grouping columns", true), ("Aggregate columns", false)] {
        let columns: Vec<&ColumnDescription> = dataset
            .columns
            .iter()
            .filter(|column| column.grouping == grouping)
            .collect();
        if !columns.is_empty() {
            text.push_str(&format!("\n{heading}\n"));
        }
        for column in columns {
            text.push_str(&format!("{}: {}\n", column.name, column.description));
        }
    }
    text.push('\n');
    text.push_str(QUARTERLY_NOTE);
    text.push('\n');
    text
}

/// The text of the `README.txt` above all datasets.
pub fn root_readme(datasets: &[DatasetDescription], totals: &DatasetTotals) -> String {
    let mut text = String::from("Open Skills Datasets\n");
    for dataset in datasets {
        text.push_str(&format!("\n###{}###\n{}", dataset.name, readme(dataset)));
    }
    let total: u64 = totals.postings.iter().map(|(_, postings)| postings).sum();
    text.push_str(&format!(
        "\nDataset Stats\n\nTotal Job Postings: {total}\n\nQuarterly Counts\n"
    ));
    for (quarter, postings) in &totals.postings {
        // Writing to a text cannot fail.
        let _written = writeln!(text, "{quarter}: {postings}");
    }
    text.push_str(&format!("\nPartners: {}\n", totals.sources.join(",")));
    text
}
