//! O*NET: occupations, titles and the framework `onet_ksat` (knowledge, skills, abilities, tools and technology).
//!
//! ```text
//! Skills.txt   11-1011.00  2.A.1.a  Reading Comprehension  IM  4.12   importance ≥ 3: a skill, tied to the occupation
//!              11-1011.00  2.A.1.a  Reading Comprehension  LV  4.75   its level there
//! Technology   11-1011.00  Microsoft Excel  43232110  Spreadsheet software
//!                ─► skill `43232110-Microsoft Excel` tied to the occupation, and skill `43232110` (the commodity)
//! ```
//!
//! Tables are known by their columns, elements by the start of their id, so releases that rename or lack files load.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{
    ONET_CONTENT_MODEL, ONET_OCCUPATION_SKILLS, ONET_OCCUPATIONS, ONET_SKILLS,
    ONET_TASK_ACTIVITIES, ONET_TASKS, ONET_TITLES, Row, maybe, text,
};
use super::sheet::{Sheet, SheetRow, decode};
use super::source::{Source, SourceFile};
use super::{Parsed, TaxonomyKind};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "onet",
    title: "O*NET text database: skills, knowledge, abilities, tools, technology, occupations, titles",
    attribution: "O*NET Database by the U.S. Department of Labor, Employment and Training Administration \
                  (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA.",
    load,
};

const OCCUPATIONS: &str = "onetsoccode title description";
const ELEMENTS: &str = "onetsoccode elementid elementname scaleid datavalue";
const TOOLS: &str = "onetsoccode example|t2example commoditycode commoditytitle";
const ALTERNATE_TITLES: &str = "onetsoccode alternatetitle";
const REPORTED_TITLES: &str = "onetsoccode reportedjobtitle";
const CONTENT_MODEL: &str = "elementid description";
const TASKS: &str = "onetsoccode taskid task";
/// Which detailed work activity a task is one of, and what the activities are called.
const TASK_ACTIVITIES: &str = "taskid dwaid";
const ACTIVITIES: &str = "dwaid dwatitle";
const SHEETS: &[&str] = &[
    OCCUPATIONS,
    ELEMENTS,
    TOOLS,
    ALTERNATE_TITLES,
    REPORTED_TITLES,
    CONTENT_MODEL,
    TASKS,
    TASK_ACTIVITIES,
    ACTIVITIES,
];

/// Large tables of a release that hold nothing of the above: not read.
const OTHER_TABLES: &[&str] = &[
    "work",
    "taskratings",
    "taskcategories",
    "interests",
    "education",
    "unspsc",
];

/// An element belongs to the framework when an occupation rates its importance at least this.
const LEAST_IMPORTANCE: f64 = 3.0;

fn load(source: &Source) -> Result<Parsed> {
    let mut onet = Onet::default();
    for file in &source.files {
        let stem = file.stem();
        if stem.starts_with("readme") {
            onet.version = read_me_version(file)?.or(onet.version);
        } else if !OTHER_TABLES.iter().any(|other| stem.starts_with(other)) {
            for sheet in Sheet::read(file, SHEETS)? {
                onet.add(&sheet);
            }
        }
    }
    Ok(onet.finish())
}

/// `O*NET 27.0 Database` in the release's read-me.
fn read_me_version(file: &SourceFile) -> Result<Option<String>> {
    let content = decode(&file.read()?);
    let first = content.lines().next().unwrap_or_default();
    let number = first.split_whitespace().find(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    Ok(number
        .filter(|_| first.contains("O*NET"))
        .map(str::to_owned))
}

#[derive(Debug, Default)]
struct Rating {
    importance: Option<f64>,
    level: Option<f64>,
}

#[derive(Debug)]
struct Skill {
    name: String,
    category: &'static str,
    kind: &'static str,
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Onet {
    version: Option<String>,
    occupations: BTreeMap<String, (String, Option<String>)>,
    elements: BTreeMap<String, (String, &'static str)>,
    ratings: BTreeMap<(String, String), Rating>,
    tools: BTreeMap<String, Skill>,
    tool_edges: BTreeSet<(String, String)>,
    titles: Vec<Row>,
    content_model: Vec<Row>,
    tasks: Vec<Row>,
    /// The activities of each task.
    task_activities: BTreeSet<(String, String)>,
    activities: BTreeMap<String, String>,
}

impl Onet {
    fn add(&mut self, sheet: &Sheet) {
        for row in sheet.rows() {
            // A row that lacks what makes it a row of its table (a note at the end, say) is no row.
            let _ignored: Option<()> = if sheet.has(TASKS) {
                self.add_task(row)
            } else if sheet.has(TASK_ACTIVITIES) {
                self.add_task_activity(row)
            } else if sheet.has(ACTIVITIES) {
                self.add_activity(row)
            } else if sheet.has(ELEMENTS) {
                self.add_rating(row)
            } else if sheet.has(TOOLS) {
                self.add_tool(row, tool_category(sheet, row))
            } else if sheet.has(ALTERNATE_TITLES) {
                self.add_title(row, "alternatetitle", "alternate")
            } else if sheet.has(REPORTED_TITLES) {
                self.add_title(row, "reportedjobtitle", "reported")
            } else if sheet.has(OCCUPATIONS) {
                self.add_occupation(row)
            } else {
                self.add_content(row)
            };
        }
    }

    fn add_task(&mut self, row: SheetRow<'_>) -> Option<()> {
        let (code, task) = (occupation_code(row)?, row.get("task")?);
        self.tasks.push(vec![
            text(row.get("taskid")?),
            text(code),
            text(soc_code(code)),
            text(task),
            maybe(row.known("tasktype")),
        ]);
        Some(())
    }

    fn add_task_activity(&mut self, row: SheetRow<'_>) -> Option<()> {
        let pair = (row.get("taskid")?.to_owned(), row.get("dwaid")?.to_owned());
        self.task_activities.insert(pair);
        Some(())
    }

    fn add_activity(&mut self, row: SheetRow<'_>) -> Option<()> {
        let (id, title) = (row.get("dwaid")?, row.get("dwatitle")?);
        self.activities.insert(id.to_owned(), title.to_owned());
        Some(())
    }

    fn add_occupation(&mut self, row: SheetRow<'_>) -> Option<()> {
        let (code, title) = (occupation_code(row)?, row.get("title")?);
        self.occupations.insert(
            code.to_owned(),
            (title.to_owned(), maybe(row.get("description"))),
        );
        self.titles.push(title_row(code, title, None, "occupation"));
        Some(())
    }

    fn add_title(&mut self, row: SheetRow<'_>, column: &str, source: &str) -> Option<()> {
        let (code, title) = (occupation_code(row)?, row.known(column)?);
        self.titles
            .push(title_row(code, title, row.known("shorttitle"), source));
        Some(())
    }

    fn add_rating(&mut self, row: SheetRow<'_>) -> Option<()> {
        let (code, id) = (occupation_code(row)?, row.get("elementid")?);
        let category = element_category(id)?;
        let name = row.get("elementname")?;
        let value = row.number("datavalue")?;
        self.elements
            .entry(id.to_owned())
            .or_insert_with(|| (name.to_owned(), category));
        let rating = self
            .ratings
            .entry((code.to_owned(), id.to_owned()))
            .or_default();
        match row.get("scaleid")? {
            "IM" => rating.importance = Some(value),
            "LV" => rating.level = Some(value),
            _ => {}
        }
        Some(())
    }

    fn add_tool(&mut self, row: SheetRow<'_>, category: &'static str) -> Option<()> {
        let (code, example) = (occupation_code(row)?, row.get("example|t2example")?);
        let (commodity, title) = (row.get("commoditycode")?, row.get("commoditytitle")?);
        let id = format!("{commodity}-{example}");
        self.add_skill(&id, example, category, "example");
        self.add_skill(commodity, title, category, "commodity");
        self.tool_edges.insert((code.to_owned(), id));
        Some(())
    }

    fn add_skill(&mut self, id: &str, name: &str, category: &'static str, kind: &'static str) {
        if !self.tools.contains_key(id) {
            let name = name.to_owned();
            let skill = Skill {
                name,
                category,
                kind,
            };
            self.tools.insert(id.to_owned(), skill);
        }
    }

    fn add_content(&mut self, row: SheetRow<'_>) -> Option<()> {
        let id = row.get("elementid")?;
        self.content_model.push(vec![
            text(id),
            maybe(row.get("elementname")),
            maybe(row.get("description")),
        ]);
        Some(())
    }

    fn finish(mut self) -> Parsed {
        self.ratings
            .retain(|_, rating| rating.importance.is_some_and(|i| i >= LEAST_IMPORTANCE));
        let mut parsed = Parsed::new(
            "tab-separated tables such as Occupation Data.txt, Skills.txt, Knowledge.txt, \
             Abilities.txt, Technology Skills.txt, Tools Used.txt, Alternate Titles.txt",
        );
        let skills = self.skill_rows();
        for category in ["Skills", "Knowledge", "Abilities", "Technology", "Tools"] {
            if !skills.iter().any(|row| row[2].as_deref() == Some(category)) {
                parsed
                    .absent
                    .push(format!("no {}", category.to_lowercase()));
            }
        }
        parsed.table(&ONET_SKILLS, skills, "");
        parsed.table(&ONET_OCCUPATION_SKILLS, self.edge_rows(), "");
        parsed.table(
            &ONET_OCCUPATIONS,
            self.occupation_rows(),
            "no Occupation Data",
        );
        parsed.table(&ONET_TITLES, self.titles, "no titles");
        parsed.table(
            &ONET_CONTENT_MODEL,
            self.content_model,
            "no Content Model Reference",
        );
        parsed.table(&ONET_TASKS, self.tasks, "no Task Statements");
        let activities = self.task_activities.iter().map(|(task, activity)| {
            let title = self.activities.get(activity);
            vec![text(task), text(activity), title.cloned()]
        });
        let activities = activities.collect();
        parsed.table(&ONET_TASK_ACTIVITIES, activities, "no Tasks to DWAs");
        parsed.version = self.version;
        parsed
    }

    fn skill_rows(&self) -> Vec<Row> {
        let used: BTreeSet<&String> = self.ratings.keys().map(|(_, id)| id).collect();
        let elements = self
            .elements
            .iter()
            .filter(|(id, _)| used.contains(id))
            .map(|(id, (name, category))| skill_row(id, name, category, "element"));
        let tools = self
            .tools
            .iter()
            .map(|(id, skill)| skill_row(id, &skill.name, skill.category, skill.kind));
        elements.chain(tools).collect()
    }

    fn edge_rows(&self) -> Vec<Row> {
        let number = |value: Option<f64>| value.map(|v| v.to_string());
        let rated = self.ratings.iter().map(|((code, id), rating)| {
            vec![
                text(code),
                text(id),
                number(rating.importance),
                number(rating.level),
            ]
        });
        let tools = self
            .tool_edges
            .iter()
            .map(|(code, id)| vec![text(code), text(id), None, None]);
        rated.chain(tools).collect()
    }

    fn occupation_rows(&self) -> Vec<Row> {
        self.occupations
            .iter()
            .map(|(code, (title, description))| {
                vec![
                    text(code),
                    text(soc_code(code)),
                    text(title),
                    description.clone(),
                ]
            })
            .collect()
    }
}

fn skill_row(id: &str, name: &str, category: &str, kind: &str) -> Row {
    vec![text(id), text(name), text(category), text(kind)]
}

fn title_row(code: &str, title: &str, short: Option<&str>, source: &str) -> Row {
    vec![
        text(code),
        text(soc_code(code)),
        text(title),
        maybe(short),
        text(source),
    ]
}

/// An O*NET-SOC code: `11-1011.00`.
fn occupation_code<'a>(row: SheetRow<'a>) -> Option<&'a str> {
    row.get("onetsoccode")
        .filter(|code| code.len() == 10 && code.as_bytes()[2] == b'-' && code.is_ascii())
}

/// The SOC code within an O*NET-SOC code: `11-1011`.
fn soc_code(onet_soc_code: &str) -> &str {
    onet_soc_code.get(..7).unwrap_or(onet_soc_code)
}

/// Skills are 2.A and 2.B, knowledge 2.C, abilities 1.A; other elements are not of the framework.
fn element_category(id: &str) -> Option<&'static str> {
    match id.get(..4)? {
        "2.A." | "2.B." => Some("Skills"),
        "2.C." => Some("Knowledge"),
        "1.A." => Some("Abilities"),
        _ => None,
    }
}

/// The older table says it in a column, the newer ones by being two tables.
fn tool_category(sheet: &Sheet, row: SheetRow<'_>) -> &'static str {
    match row.get("t2type") {
        Some("Technology") => "Technology",
        Some(_) => "Tools",
        None if sheet.stem.contains("tools") && !sheet.has("hottechnology") => "Tools",
        None => "Technology",
    }
}
