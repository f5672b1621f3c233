//! The shape of the house, checked: crates point one way, each version of the family appears once, and
//! everything registered has its test and its documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::support::root;

/// Who may depend on whom, of our own crates. Nothing else is allowed.
const DIRECTION: &[(&str, &[&str])] = &[
    ("daybook-udfs", &[]),
    ("daybook-catalog", &[]),
    ("daybook-engine", &["daybook-catalog", "daybook-udfs"]),
    (
        "daybook-sql",
        &["daybook-catalog", "daybook-engine", "daybook-udfs"],
    ),
    ("daybook", &["daybook-sql"]),
    ("daybook-cli", &["daybook"]),
];

/// The version family: one version of each in the lock file.
const FAMILY: &[&str] = &[
    "arrow",
    "parquet",
    "object_store",
    "datafusion",
    "sqlparser",
    "deltalake-core",
    "datafusion-functions-json",
    "sqllogictest",
];

fn metadata() -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

#[test]
fn crates_point_one_way() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let allowed: BTreeMap<&str, &[&str]> = DIRECTION.iter().copied().collect();
    assert_eq!(
        packages.len(),
        allowed.len(),
        "a crate is missing from DIRECTION"
    );
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let allowed: BTreeSet<&str> = allowed[name].iter().copied().collect();
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let on = dependency["name"].as_str().expect("a name");
            if on.starts_with("daybook") && dependency["kind"].is_null() {
                assert!(allowed.contains(on), "{name} must not depend on {on}");
            }
        }
    }
}

#[test]
fn each_of_the_version_family_appears_once() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    for name in FAMILY {
        let line = format!("name = \"{name}\"");
        let versions = lock.lines().filter(|found| *found == line).count();
        assert_eq!(versions, 1, "{name} is in Cargo.lock {versions} times");
    }
}

fn texts(folder: &Path, extension: &str) -> String {
    let mut all = String::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                all.push_str(&std::fs::read_to_string(path).expect("a text"));
            }
        }
    }
    all
}

fn uncovered<'a>(names: &'a [String], text: &str) -> Vec<&'a String> {
    names
        .iter()
        .filter(|name| !text.contains(name.as_str()))
        .collect()
}

#[test]
fn everything_registered_has_its_test() {
    let registry = daybook::docs::registry().expect("the registry");
    let slt = texts(&root().join("tests/slt"), "slt");
    assert_eq!(
        uncovered(&registry.functions, &slt),
        [""; 0],
        "functions without an .slt"
    );
    assert_eq!(
        uncovered(&registry.models, &slt),
        [""; 0],
        "models without an .slt"
    );
    assert_eq!(
        uncovered(&registry.statements, &slt),
        [""; 0],
        "statements without an .slt"
    );
    let system = registry
        .system_tables
        .iter()
        .map(|name| format!("system.{name}"));
    let system: Vec<String> = system.collect();
    assert_eq!(
        uncovered(&system, &slt),
        [""; 0],
        "system tables without an .slt"
    );
    let rust = texts(&root().join("tests"), "rs") + &texts(&root().join("engine/src/land"), "rs");
    let quoted = |names: &[String]| {
        names
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        uncovered(&quoted(&registry.formats), &rust),
        [""; 0],
        "formats without a test"
    );
    assert_eq!(
        uncovered(&quoted(&registry.mappings), &rust),
        [""; 0],
        "mappings without a test"
    );
}

#[test]
fn everything_registered_has_its_documentation() {
    let registry = daybook::docs::registry().expect("the registry");
    let docs = texts(&root().join("docs"), "md");
    for names in [
        &registry.functions,
        &registry.models,
        &registry.statements,
        &registry.system_tables,
        &registry.formats,
        &registry.mappings,
    ] {
        assert_eq!(uncovered(names, &docs), [""; 0], "not in docs/");
    }
}

#[test]
fn files_keep_to_size() {
    let mut folders: Vec<_> = [
        "src",
        "engine/src",
        "udfs/src",
        "catalog/src",
        "sql/src",
        "cli/src",
    ]
    .map(|f| root().join(f))
    .into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == "rs")
                && !path.to_string_lossy().ends_with("tests.rs")
            {
                let text = std::fs::read_to_string(&path).expect("a text");
                let code = text
                    .split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .lines()
                    .count();
                assert!(code <= 800, "{} has {code} lines", path.display());
                let documented = text.starts_with("//!") || text.starts_with("#!");
                assert!(
                    documented,
                    "{} does not open with what it is for",
                    path.display()
                );
            }
        }
    }
}
