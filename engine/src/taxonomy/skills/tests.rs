//! Lists of skills, as teams keep them.

use datafusion::arrow::array::{Array, AsArray};

use crate::taxonomy::{LoadedTaxonomy, load};

async fn list(file: &str, content: &str) -> LoadedTaxonomy {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    std::fs::write(&path, content).unwrap();
    load("skills", &path, None).await.unwrap()
}

fn rows(loaded: &LoadedTaxonomy, table: &str) -> Vec<String> {
    let batch = loaded.table(table).unwrap();
    let cell = |column: usize, row: usize| {
        let texts = batch.column(column).as_string::<i32>();
        if texts.is_null(row) {
            "-"
        } else {
            texts.value(row)
        }
        .to_owned()
    };
    let row = |row| {
        (0..batch.num_columns())
            .map(|column| cell(column, row))
            .collect::<Vec<_>>()
            .join(",")
    };
    (0..batch.num_rows()).map(row).collect()
}

#[tokio::test]
async fn a_text_file_is_a_name_a_line() {
    let loaded = list(
        "GIS tools (2).txt",
        "\u{feff}QGIS\r\n\r\n  C#, C++ \nname\nQGIS\n",
    )
    .await;
    assert_eq!(loaded.version, "gis_tools_2");
    assert_eq!(
        rows(&loaded, "skills"),
        ["C#, C++,C#, C++,-", "QGIS,QGIS,-", "name,name,-"]
    );
    assert!(rows(&loaded, "skill_labels").is_empty());
}

#[tokio::test]
async fn a_table_may_have_identifiers_categories_and_aliases() {
    let table = "Skill Name,ID,Category,Aliases\nQGIS,g1,software,Quantum GIS | Q-GIS;QGIS Desktop\n\
                 ,g9,software,nameless\nQGIS 3,g1,,\n\"Maps, printed\",g2,,\"Charts\nAtlases\"\n";
    let loaded = list("gis.csv", table).await;
    assert_eq!(
        rows(&loaded, "skills"),
        ["g1,QGIS,software", "g2,Maps, printed,-"]
    );
    let labels = [
        "g1,Q-GIS",
        "g1,QGIS 3",
        "g1,QGIS Desktop",
        "g1,Quantum GIS",
        "g2,Atlases",
        "g2,Charts",
    ];
    assert_eq!(rows(&loaded, "skill_labels"), labels);
    let tabs = list("gis.tsv", "label\tsynonyms\nQGIS\tQuantum GIS\n").await;
    assert_eq!(rows(&tabs, "skills"), ["QGIS,QGIS,-"]);
    assert_eq!(rows(&tabs, "skill_labels"), ["QGIS,Quantum GIS"]);
}

#[tokio::test]
async fn a_table_without_a_column_of_names_is_told_what_was_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, "QGIS,software\nPostGIS,software\n").unwrap();
    let message = load("skills", &path, None).await.unwrap_err().to_string();
    assert!(
        message.contains("one skill a line, or a table with a column `skill`"),
        "{message}"
    );
}
