//! The reference data that functions read, in the shape they need.
//!
//! ```text
//!  session: data.set_skills("onet_ksat@29.3", names)        extract_skills('onet_ksat@29.3', text): data.skills(…)
//! ```
//!
//! One value is shared by the session, which fills it from the book's taxonomies, and by the
//! functions, which look a part up once per batch and keep it by `Arc` while they work.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use parking_lot::RwLock;

use crate::concepts::ConceptList;
use crate::extract::SkillNames;
use crate::hierarchy::SocSuccessors;
use crate::occupation::{SocModel, TitleIndex};
use crate::place::{Gazetteer, StateNames};
use crate::tasks::TaskIndex;
use crate::text::TitleWords;

/// The parts of the book's taxonomies that functions read.
#[derive(Debug, Default)]
pub struct ReferenceData {
    skills: RwLock<BTreeMap<String, Arc<SkillNames>>>,
    concepts: RwLock<BTreeMap<String, Arc<ConceptList>>>,
    states: RwLock<Option<Arc<StateNames>>>,
    titles: RwLock<Option<Arc<TitleWords>>>,
    soc_successors: RwLock<Option<Arc<SocSuccessors>>>,
    occupation_titles: RwLock<Option<Arc<TitleIndex>>>,
    soc_model: RwLock<Option<Arc<SocModel>>>,
    tasks: RwLock<Option<Arc<TaskIndex>>>,
    gazetteer: RwLock<Option<Arc<Gazetteer>>>,
}

impl ReferenceData {
    /// Reference data in which nothing has been loaded yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a skills framework known under a name: `onet_ksat`, or with its version,
    /// `onet_ksat@29.3`.
    pub fn set_skills(&self, framework: &str, names: Arc<SkillNames>) {
        self.skills.write().insert(framework.to_owned(), names);
    }

    /// The names of a framework.
    pub fn skills(&self, framework: &str) -> Option<Arc<SkillNames>> {
        self.skills.read().get(framework).map(Arc::clone)
    }

    /// The names under which frameworks are known, in order.
    pub fn frameworks(&self) -> Vec<String> {
        self.skills.read().keys().cloned().collect()
    }

    /// Makes a list of concepts known under a name: `clearance`.
    pub fn set_concepts(&self, name: &str, list: Arc<ConceptList>) {
        self.concepts.write().insert(name.to_owned(), list);
    }

    /// The list of concepts of a name.
    pub fn concepts(&self, name: &str) -> Option<Arc<ConceptList>> {
        self.concepts.read().get(name).map(Arc::clone)
    }

    /// Puts the names of the states in place.
    pub fn set_states(&self, names: Arc<StateNames>) {
        *self.states.write() = Some(names);
    }

    /// The names of the states, when they are loaded.
    pub fn states(&self) -> Option<Arc<StateNames>> {
        self.states.read().as_ref().map(Arc::clone)
    }

    /// Puts the words that clean titles in place.
    pub fn set_titles(&self, words: Arc<TitleWords>) {
        *self.titles.write() = Some(words);
    }

    /// The words that clean titles, when they are loaded.
    pub fn titles(&self) -> Option<Arc<TitleWords>> {
        self.titles.read().as_ref().map(Arc::clone)
    }

    /// Puts the titles of occupations in place.
    pub fn set_occupation_titles(&self, titles: Arc<TitleIndex>) {
        *self.occupation_titles.write() = Some(titles);
    }

    /// The titles of occupations, when they are loaded.
    pub fn occupation_titles(&self) -> Option<Arc<TitleIndex>> {
        self.occupation_titles.read().as_ref().map(Arc::clone)
    }

    /// Puts the trained model of occupations in place.
    pub fn set_soc_model(&self, model: Arc<SocModel>) {
        *self.soc_model.write() = Some(model);
    }

    /// The trained model of occupations, when it is loaded.
    pub fn soc_model(&self) -> Option<Arc<SocModel>> {
        self.soc_model.read().as_ref().map(Arc::clone)
    }

    /// Puts the task statements in place.
    pub fn set_tasks(&self, tasks: Arc<TaskIndex>) {
        *self.tasks.write() = Some(tasks);
    }

    /// The task statements, when they are loaded.
    pub fn tasks(&self) -> Option<Arc<TaskIndex>> {
        self.tasks.read().as_ref().map(Arc::clone)
    }

    /// Puts the towns, counties and areas in place.
    pub fn set_gazetteer(&self, gazetteer: Arc<Gazetteer>) {
        *self.gazetteer.write() = Some(gazetteer);
    }

    /// The towns, counties and areas, when they are loaded.
    pub fn gazetteer(&self) -> Option<Arc<Gazetteer>> {
        self.gazetteer.read().as_ref().map(Arc::clone)
    }

    /// Puts the successors of old SOC codes in place.
    pub fn set_soc_successors(&self, successors: Arc<SocSuccessors>) {
        *self.soc_successors.write() = Some(successors);
    }

    /// The successors of old SOC codes, when they are loaded.
    pub fn soc_successors(&self) -> Option<Arc<SocSuccessors>> {
        self.soc_successors.read().as_ref().map(Arc::clone)
    }
}

/// Reference data held by a function. DataFusion compares functions: two are equal when they share
/// one [`ReferenceData`].
#[derive(Debug, Clone)]
pub(crate) struct Shared(Arc<ReferenceData>);

impl Shared {
    pub(crate) fn new(data: &Arc<ReferenceData>) -> Self {
        Shared(Arc::clone(data))
    }
}

impl Deref for Shared {
    type Target = ReferenceData;

    fn deref(&self) -> &ReferenceData {
        &self.0
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Shared {}

impl Hash for Shared {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}
