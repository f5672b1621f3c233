//! Lists of concepts, as teams keep them, and those that ship with Daybook.

use datafusion::arrow::array::{Array, AsArray};
use daybook_udfs::ConceptRule;

use crate::error::Result;
use crate::taxonomy::{LoadedTaxonomy, load, starter};

async fn list(file: &str, content: &str) -> Result<LoadedTaxonomy> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    std::fs::write(&path, content).unwrap();
    load("concepts", &path, None).await
}

fn rows(loaded: &LoadedTaxonomy) -> Vec<[Option<String>; 4]> {
    let batch = loaded.table("concept_rules").unwrap();
    let cell = |column: usize, row: usize| {
        let texts = batch.column(column).as_string::<i32>();
        texts.is_valid(row).then(|| texts.value(row).to_owned())
    };
    (0..batch.num_rows())
        .map(|row| [0, 1, 2, 3].map(|column| cell(column, row)))
        .collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn a_table_has_values_keywords_and_contexts() {
    let content = "Value,Keywords,Supporting,Refuting\npets,dog friendly|pets welcome,office,no pets\n,hot dog,,\n";
    let loaded = list("Perks (2).csv", content).await.unwrap();
    assert_eq!(loaded.version, "perks_2");
    let expected = vec![
        [None, some("hot dog"), None, None],
        [
            some("pets"),
            some("dog friendly|pets welcome"),
            some("office"),
            some("no pets"),
        ],
    ];
    assert_eq!(rows(&loaded), expected);
}

#[tokio::test]
async fn a_keyword_without_a_value_stands_for_itself() {
    let text = list("perks.txt", "free lunch\r\n\r\ndog friendly\n")
        .await
        .unwrap();
    let table = list("perks.csv", "keyword\nfree lunch|dog friendly\n")
        .await
        .unwrap();
    let expected = ["dog friendly", "free lunch"].map(|perk| [some(perk), some(perk), None, None]);
    assert_eq!(rows(&text), expected);
    assert_eq!(rows(&table), expected);
    assert_eq!(text.fingerprint, table.fingerprint);
}

#[tokio::test]
async fn a_rule_that_could_never_hold_is_refused_by_its_place() {
    let refused = async |content: &str| list("perks.csv", content).await.unwrap_err().to_string();
    let section =
        refused("value,keywords,supporting\npets,dogs,office\nlunch,free lunch,section:perks\n")
            .await;
    assert!(
        section.contains("perks.csv") && section.contains("rule 2"),
        "{section}"
    );
    assert!(
        section.contains("`perks`") && section.contains("benefits"),
        "{section}"
    );
    let keyword = refused("value,keywords\npets, | \nlunch,-\n").await;
    assert!(keyword.contains("no keyword"), "{keyword}");
    let confidence = refused("value,keywords,confidence\npets,dogs,high\n").await;
    assert!(confidence.contains("`high`"), "{confidence}");
}

#[test]
fn every_rule_that_ships_can_hold() {
    let sets = starter().unwrap();
    let lists: Vec<_> = sets.iter().filter(|set| set.kind == "concepts").collect();
    assert_eq!(lists.len(), 10);
    for list in lists {
        for [value, keywords, supporting, refuting] in rows(list) {
            let keywords = keywords.unwrap();
            let parsed = ConceptRule::parse(
                value.as_deref(),
                &keywords,
                supporting.as_deref(),
                refuting.as_deref(),
                None,
            );
            assert!(parsed.is_ok(), "{}: {keywords}", list.version);
        }
    }
}
