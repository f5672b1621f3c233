//! Small releases written here, then every file of `../shared/data`, which is not part of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::util::display::array_value_to_string;
use serde_json::Value;

use super::*;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

fn rows(taxonomy: &LoadedTaxonomy, table: &str) -> Vec<Vec<String>> {
    let batch = taxonomy.table(table).unwrap();
    (0..batch.num_rows())
        .map(|row| {
            let cell = |column: &ArrayRef| array_value_to_string(column, row).unwrap();
            batch.columns().iter().map(cell).collect()
        })
        .collect()
}

fn column(taxonomy: &LoadedTaxonomy, table: &str, name: &str) -> Vec<String> {
    let batch = taxonomy.table(table).unwrap();
    let texts = batch.column_by_name(name).unwrap().as_string::<i32>();
    texts.iter().flatten().map(str::to_owned).collect()
}

fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")).join(path);
    if !path.exists() {
        println!("skipped: no ../shared/data");
        return None;
    }
    Some(path)
}

const SKILLS: &str = "O*NET-SOC Code\tTitle\tElement ID\tElement Name\tScale ID\tData Value\n\
    11-1011.00\tChief\t2.A.1.a\tReading Comprehension\tIM\t4.12\n\
    11-1011.00\tChief\t2.A.1.a\tReading Comprehension\tLV\t4.75\n\
    11-1011.00\tChief\t2.A.1.b\tActive Listening\tIM\t2.99\n\
    11-1011.00\tChief\t4.A.1\tGetting Information\tIM\t5\n\
    11-1011.00\tChief\t2.A.1.c\tWriting\tIM\t\n";
const TECHNOLOGY: &str = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n\
    15-1252.00\t3\" floppy \"C++\"\t43232405\tObject or component oriented development software\tY\n";
const TOOLS: &str = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\n\
    11-1011.00\t10-key calculators\t44101809\tDesktop calculator\n";

#[tokio::test]
async fn onet_follows_the_build_rules() {
    let at = folder(&[
        ("db_29_3_text/Skills.txt", SKILLS),
        ("db_29_3_text/Technology Skills.txt", TECHNOLOGY),
        ("db_29_3_text/Tools Used.txt", TOOLS),
        ("db_29_3_text/Task Ratings.txt", SKILLS),
    ]);
    let onet = load("onet", at.path(), None).await.unwrap();
    assert_eq!(onet.version, "29.3");
    assert_eq!(
        rows(&onet, "onet_skills"),
        [
            ["2.A.1.a", "Reading Comprehension", "Skills", "element"],
            [
                "43232405",
                "Object or component oriented development software",
                "Technology",
                "commodity"
            ],
            [
                "43232405-3\" floppy \"C++\"",
                "3\" floppy \"C++\"",
                "Technology",
                "example"
            ],
            ["44101809", "Desktop calculator", "Tools", "commodity"],
            [
                "44101809-10-key calculators",
                "10-key calculators",
                "Tools",
                "example"
            ],
        ]
    );
    assert_eq!(
        rows(&onet, "onet_occupation_skills"),
        [
            ["11-1011.00", "2.A.1.a", "4.12", "4.75"],
            ["11-1011.00", "44101809-10-key calculators", "", ""],
            ["15-1252.00", "43232405-3\" floppy \"C++\"", "", ""],
        ]
    );
    assert!(onet.absent.contains(&"no knowledge".to_owned()));
}

#[tokio::test]
async fn a_zip_and_a_folder_have_one_fingerprint() {
    let at = folder(&[("onet/db_29_3_text/SKILLS.TXT", SKILLS)]);
    let zipped = at.path().join("zipped/release.zip");
    std::fs::create_dir(zipped.parent().unwrap()).unwrap();
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&zipped).unwrap());
    zip.start_file("inner/Skills.txt", zip::write::SimpleFileOptions::default())
        .unwrap();
    let mut lines: Vec<&str> = SKILLS.lines().collect();
    lines[1..].reverse();
    zip.write_all(lines.join("\r\n").as_bytes()).unwrap();
    zip.finish().unwrap();
    let plain = load("onet", &at.path().join("onet"), None).await.unwrap();
    let within = load("onet", zipped.parent().unwrap(), None).await.unwrap();
    assert_eq!(plain.fingerprint, within.fingerprint);
    assert_eq!(within.version, within.fingerprint[..12]);
    let named = load("onet", &zipped, Some("29.3")).await.unwrap();
    assert_eq!(
        (named.version.as_str(), &named.tables),
        ("29.3", &plain.tables)
    );
}

#[tokio::test]
async fn what_cannot_be_used_is_named() {
    let at = folder(&[("notes.txt", "nothing\there\n")]);
    let nothing = load("soc", at.path(), None).await.unwrap_err();
    assert!(
        nothing.to_string().contains("looked for the SOC structure"),
        "{nothing}"
    );
    let absent = load("soc", &at.path().join("no.zip"), None)
        .await
        .unwrap_err();
    assert!(absent.to_string().contains("no such file"), "{absent}");
    let unknown = load("ipc", at.path(), None).await.unwrap_err();
    assert!(unknown.to_string().contains("onet, soc, cbsa"), "{unknown}");
    std::fs::write(at.path().join("bad.zip"), "no zip").unwrap();
    let broken = load("soc", &at.path().join("bad.zip"), None)
        .await
        .unwrap_err();
    assert!(
        broken.to_string().contains("not a readable zip"),
        "{broken}"
    );
}

#[tokio::test]
async fn soc_parents_come_from_the_order_of_the_structure() {
    let at = folder(&[(
        "soc_structure_2018.tsv",
        "Bureau\t\t\t\t\nMajor Group\tMinor Group\tBroad Group\tDetailed Occupation\t\n\
         15-0000\t\t\t\tComputer Occupations\n\t15-1200\t\t\tComputer Occupations\n\
         \t\t15-1250\t\tSoftware\n\t\t\t15-1252\tSoftware Developers\n\t\t\t15-1253\tTesters\n",
    )]);
    let soc = load("soc", at.path(), None).await.unwrap();
    assert_eq!(soc.version, "2018");
    assert_eq!(
        rows(&soc, "soc_codes")[1..4],
        [
            ["15-1200", "Computer Occupations", "minor", "15-0000", ""],
            ["15-1250", "Software", "broad", "15-1200", ""],
            ["15-1252", "Software Developers", "detailed", "15-1250", ""],
        ]
    );
}

#[tokio::test]
async fn places_find_their_county_by_any_spelling() {
    let at = folder(&[
        (
            "cities.csv",
            "City|State short|State full|County|City alias\nHoltsville|NY|New York|SUFFOLK|Internal Revenue\n\
             Hatch|NM|New Mexico|DONA ANA|Hatch\nSaint Louis|MO|Missouri|SAINT LOUIS CITY|St. Louis\nNowhere|KS|Kansas|OZ|Nowhere\n",
        ),
        (
            "counties.csv",
            "fips,county_name,state_abbr\n36103,Suffolk County,NY\n35013,Doña Ana County,NM\n\
             29189,St. Louis County,MO\n29510,St. Louis city,MO\n",
        ),
        (
            "located.csv",
            "ID,STATE_CODE,STATE_NAME,CITY,COUNTY,LATITUDE,LONGITUDE\n1,NY,New York,Holtsville,Suffolk,40.81,-73.04\n2,NM,New Mexico,Hatch,,32.6,-107.1\n",
        ),
    ]);
    let places = load("places", at.path(), None).await.unwrap();
    assert_eq!(
        rows(&places, "places"),
        [
            [
                "Hatch",
                "NM",
                "Doña Ana County",
                "35013",
                "32.6",
                "-107.1",
                "city",
                "1.0"
            ],
            [
                "Holtsville",
                "NY",
                "Suffolk County",
                "36103",
                "40.81",
                "-73.04",
                "city",
                "2.0"
            ],
            [
                "Internal Revenue",
                "NY",
                "Suffolk County",
                "36103",
                "",
                "",
                "alias",
                "0.0"
            ],
            ["Nowhere", "KS", "Oz", "", "", "", "city", "1.0"],
            [
                "Saint Louis",
                "MO",
                "St. Louis city",
                "29510",
                "",
                "",
                "city",
                "1.0"
            ],
        ]
    );
}

/// Since 2023 delineations name Connecticut's planning regions; lists of places still name its counties.
#[tokio::test]
async fn connecticut_towns_have_their_planning_region_too() {
    let at = folder(&[(
        "cities.csv",
        "City|State short|State full|County|City alias\nStamford|CT|Connecticut|FAIRFIELD|Stamford\n",
    )]);
    let places = load("places", at.path(), None).await.unwrap();
    let counties = column(&places, "places", "county_name");
    assert_eq!(
        counties,
        ["Fairfield", "Western Connecticut Planning Region"]
    );
    let regions = connecticut::planning_regions().unwrap();
    let fips: BTreeSet<&str> = regions.values().map(|(fips, _)| fips.as_str()).collect();
    assert_eq!(fips.len(), 9);
    assert!(regions.len() >= 169, "every town has one");
}

#[tokio::test]
async fn esco_cells_hold_one_label_per_line() {
    let at = folder(&[
        (
            "skills_en.csv",
            "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n\
             KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,knowledge,x,Haskell,\"Haskell 98\nGHC\",A language\n",
        ),
        ("skills_label.txt", "Haskell\ntrain staff\n"),
    ]);
    let esco = load("esco", at.path(), None).await.unwrap();
    assert_eq!(
        column(&esco, "esco_labels", "label"),
        ["GHC", "Haskell", "Haskell 98", "train staff"]
    );
    assert_eq!(
        column(&esco, "esco_skills", "skill_name"),
        ["Haskell", "train staff"]
    );
}

#[test]
fn the_starter_sets_have_what_the_functions_need() {
    let sets = starter().unwrap();
    let counts: BTreeMap<&str, usize> = sets
        .iter()
        .flat_map(|set| &set.tables)
        .map(|(name, batch)| (name.as_str(), batch.num_rows()))
        .collect();
    assert_eq!(counts["states"], 56);
    assert_eq!(counts["soc_codes"], 23);
    assert_eq!(counts["soc_crosswalk"], 87);
    assert!(counts["onet_skills"] >= 120 + 60);
    assert!(counts["onet_occupations"] >= 150);
    assert!(counts["places"] >= 300);
    assert!(counts["cbsas"] >= 40);
    let counties: BTreeSet<String> = column(&sets[4], "cbsa_counties", "county_fips")
        .into_iter()
        .collect();
    let placed = column(&sets[3], "places", "county_fips");
    let in_areas = placed
        .iter()
        .filter(|fips| counties.contains(*fips))
        .count();
    assert!(
        in_areas * 2 > placed.len(),
        "{in_areas} of {}",
        placed.len()
    );
    let is_list = |set: &&LoadedTaxonomy| set.kind == "concepts";
    assert!(
        sets.iter()
            .filter(|set| !is_list(set))
            .all(|set| set.version == STARTER_VERSION)
    );
}

/// A kind, a path in `../shared/data`, and how many rows some of its tables have.
type Expectation = (&'static str, &'static str, &'static [(&'static str, usize)]);

#[tokio::test]
async fn every_shared_file_loads() {
    let expectations: &[Expectation] = &[
        ("onet", "onet/db_29_text.zip", &[("onet_occupations", 1016)]),
        (
            "onet",
            "onet/db_27_0_text.zip",
            &[("onet_occupations", 1016)],
        ),
        ("onet", "onet/db_23_text.zip", &[("onet_occupations", 1110)]),
        (
            "soc",
            "soc",
            &[("soc_codes", 1447), ("soc_crosswalk", 1164 + 1125)],
        ),
        ("soc", "soc/soc_structure_2018.tsv", &[("soc_codes", 1447)]),
        ("soc", "soc/soc_structure_2018.xlsx", &[("soc_codes", 1447)]),
        (
            "soc",
            "soc/soc_2018_definitions.tsv",
            &[("soc_codes", 1447)],
        ),
        (
            "soc",
            "soc/2010_to_2019_Crosswalk.csv",
            &[("soc_crosswalk", 1164)],
        ),
        (
            "soc",
            "soc/ISCO_SOC_Crosswalk.csv",
            &[("soc_crosswalk", 1125)],
        ),
        ("cbsa", "geo/omb_list1_2023.tsv", &[("cbsa_counties", 1915)]),
        (
            "cbsa",
            "geo/omb_list1_2023.xlsx",
            &[("cbsa_counties", 1915)],
        ),
        ("cbsa", "geo/cbsatocountycrosswalk.csv", &[]),
        ("cbsa", "geo", &[("cbsas", 935)]),
        ("states", "geo", &[("states", 56)]),
        (
            "states",
            "geo/us_census_bureau_regions_and_divisions.csv",
            &[("states", 56)],
        ),
        ("states", "geo/state_fips_master.csv", &[("states", 56)]),
        ("places", "geo", &[]),
        ("places", "geo/us_cities_states_counties.csv", &[]),
        ("places", "geo/kelvins_us_cities.csv", &[]),
        ("esco", "esco", &[("esco_onet_crosswalk", 4253)]),
        (
            "esco",
            "esco/v1_0",
            &[("esco_skills", 13485 - 13), ("esco_occupations", 2942)],
        ),
        ("esco", "esco/skills_en_label_v1.1.0.txt", &[]),
        (
            "esco",
            "esco/skills_en_with_alt_labels_subset.csv",
            &[("esco_skills", 4199)],
        ),
        (
            "esco",
            "esco/crosswalk_esco_onet.csv",
            &[("esco_onet_crosswalk", 4253)],
        ),
    ];
    if shared("README.md").is_none() {
        return;
    }
    let loading = expectations.iter().map(|(kind, path, tables)| async move {
        let loaded = load(kind, &shared(path).unwrap(), None).await.unwrap();
        (path, tables, loaded)
    });
    for (path, tables, loaded) in futures::future::join_all(loading).await {
        println!(
            "{} {path}: version {}, absent {:?}",
            loaded.kind, loaded.version, loaded.absent
        );
        for (name, batch) in &loaded.tables {
            println!("    {name} {}", batch.num_rows());
        }
        for (table, rows) in *tables {
            assert_eq!(
                loaded.table(table).unwrap().num_rows(),
                *rows,
                "{table} of {path}"
            );
        }
    }
}

#[tokio::test]
async fn places_agree_with_the_starter_set() {
    let Some(path) = shared("geo") else { return };
    let loaded = load("places", &path, None).await.unwrap();
    let known: BTreeSet<(String, String, String)> = rows(&loaded, "places")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone(), row[3].clone()))
        .collect();
    let sets = starter().unwrap();
    let places = sets.iter().find(|set| set.kind == "places").unwrap();
    let starter_rows = rows(places, "places");
    let strangers: Vec<String> = starter_rows
        .iter()
        .filter(|row| !known.contains(&(row[0].clone(), row[1].clone(), row[3].clone())))
        .map(|row| row.join(","))
        .collect();
    // The rest are spelt otherwise: Saint Louis, Winston Salem, Mckinney.
    assert!(strangers.len() < 12, "{strangers:#?}");
    let unplaced = loaded.table("places").unwrap().column(3).null_count();
    assert!(unplaced < 110, "{unplaced} places without a county");
}

#[tokio::test]
async fn successors_of_soc_codes_agree_with_the_starter_set() {
    let Some(path) = shared("soc/2010_to_2019_Crosswalk.csv") else {
        return;
    };
    let loaded = load("soc", &path, Some("2019")).await.unwrap();
    let codes = |row: &Vec<String>| [1, 4].map(|at| row[at].chars().take(7).collect::<String>());
    let known: BTreeSet<[String; 2]> = rows(&loaded, "soc_crosswalk").iter().map(codes).collect();
    let sets = starter().unwrap();
    let soc = sets.iter().find(|set| set.kind == "soc").unwrap();
    let strangers: Vec<[String; 2]> = rows(soc, "soc_crosswalk")
        .iter()
        .map(codes)
        .filter(|line| !known.contains(line))
        .collect();
    assert_eq!(strangers, [[""; 2]; 0]);
}

/// The tables of `observed_onet_build.json`, written as a text release.
fn observed_release(tables: &Value) -> tempfile::TempDir {
    let at = tempfile::tempdir().unwrap();
    for (name, rows) in tables.as_object().unwrap() {
        let rows = rows.as_array().unwrap();
        let header: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
        let mut text = header
            .iter()
            .map(|h| h.as_str())
            .collect::<Vec<_>>()
            .join("\t");
        for row in rows {
            let cells: Vec<&str> = header
                .iter()
                .map(|h| row[h.as_str()].as_str().unwrap())
                .collect();
            text.push_str(&format!("\n{}", cells.join("\t")));
        }
        std::fs::write(at.path().join(format!("{name}.txt")), text).unwrap();
    }
    at
}

#[tokio::test]
async fn onet_builds_what_the_predecessor_built() {
    let Some(path) = shared("predecessor_cases/observed_onet_build.json") else {
        return;
    };
    let case: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let at = observed_release(&case["tables"]);
    let onet = load("onet", at.path(), None).await.unwrap();
    let edges: Vec<String> = rows(&onet, "onet_occupation_skills")
        .iter()
        .map(|row| format!("competency={}&occupation={}", row[1], row[0]))
        .collect();
    let expected: BTreeSet<&str> = case["expected"]["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e.as_str().unwrap())
        .collect();
    assert_eq!(
        edges.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        expected
    );
    let skills = rows(&onet, "onet_skills");
    let competencies = case["expected"]["competencies"].as_object().unwrap();
    assert_eq!(skills.len(), competencies.len());
    for row in skills {
        let expected = &competencies[&row[0]];
        assert_eq!(
            (
                expected["name"].as_str(),
                expected["categories"][0].as_str()
            ),
            (Some(row[1].as_str()), Some(row[2].as_str()))
        );
    }
}

#[tokio::test]
async fn onet_titles_are_the_predecessors() {
    let Some(path) = shared("predecessor_cases/onet_tables.json") else {
        return;
    };
    let case: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let input = &case["groups"][1]["cases"][0]["input"];
    let at = tempfile::tempdir().unwrap();
    for (key, rows) in input.as_object().unwrap() {
        let lines: Vec<String> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                row.as_array()
                    .unwrap()
                    .iter()
                    .map(|c| c.as_str().unwrap())
                    .collect::<Vec<_>>()
                    .join("\t")
            })
            .collect();
        std::fs::write(at.path().join(format!("{key}.txt")), lines.join("\n")).unwrap();
    }
    let onet = load("onet", at.path(), None).await.unwrap();
    assert_eq!(onet.table("onet_titles").unwrap().num_rows(), 10);
    assert_eq!(
        onet.table("onet_titles").unwrap().column(3).null_count(),
        10,
        "n/a is null"
    );
}

#[tokio::test]
async fn tasks_are_read_with_the_activities_they_are_part_of() {
    let folder = folder(&[
        (
            "Task Statements.txt",
            "O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\tDate\tDomain Source\n\
         11-1011.00\t8823\tDirect \"financial\" activities.\tCore\t87\t07/2014\tIncumbent\n\
         11-1011.00\t8824\tConfer with boards.\tn/a\tn/a\t07/2014\tIncumbent\n",
        ),
        (
            "Tasks to DWAs.txt",
            "O*NET-SOC Code\tTask ID\tDWA ID\tDate\tDomain Source\n\
         11-1011.00\t8823\t4.A.4.b.4.I09.D02\t03/2014\tAnalyst\n11-1011.00\t8824\t4.A.9.D9\t03/2014\tAnalyst\n",
        ),
        (
            "DWA Reference.txt",
            "Element ID\tIWA ID\tDWA ID\tDWA Title\n4.A.4.b.4\t4.A.4.b.4.I09\t4.A.4.b.4.I09.D02\tDirect financial operations.\n",
        ),
        (
            "Task Ratings.txt",
            "O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\n11-1011.00\t8823\tFT\t1\t5.92\n",
        ),
    ]);
    let loaded = load("onet", folder.path(), None).await.unwrap();
    let task = |column| column_of(&loaded, "onet_tasks", column);
    assert_eq!(task("task_id"), ["8823", "8824"]);
    assert_eq!(task("soc_code"), ["11-1011", "11-1011"]);
    assert_eq!(
        task("task"),
        ["Direct \"financial\" activities.", "Confer with boards."]
    );
    assert_eq!(task("task_type"), ["Core", ""]);
    let activity = |column| column_of(&loaded, "onet_task_activities", column);
    assert_eq!(activity("task_id"), ["8823", "8824"]);
    assert_eq!(activity("activity"), ["Direct financial operations.", ""]);
}

/// A column of text, nulls as the empty text.
fn column_of(loaded: &LoadedTaxonomy, table: &str, column: &str) -> Vec<String> {
    let batch = loaded.table(table).unwrap();
    let texts = batch
        .column_by_name(column)
        .unwrap()
        .as_string::<i32>()
        .clone();
    texts
        .iter()
        .map(|text| text.unwrap_or_default().to_owned())
        .collect()
}
