//! The words of the chosen language: fetched by hash, handed down as a context, looked up by text id.

use crate::api::{self, Failure};
use crate::browser;
use shared::kernel::problem::Violation;
use shared::kernel::words::{self, Told};
use shared::texts::{Args, Language, Texts};
use std::rc::Rc;
use yew::prelude::*;

/// Name under which the browser keeps the chosen language.
const LANGUAGE_KEY: &str = "language";

/// The words of one language. Cheap to clone; two are equal when they are the same table.
#[derive(Clone, Debug)]
pub struct Words(Rc<Texts>);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Words {
    /// Takes a table.
    #[must_use]
    pub fn new(texts: Texts) -> Self {
        Self(Rc::new(texts))
    }

    /// Fetches the table of a language.
    ///
    /// # Errors
    /// When the server does not answer with it.
    pub async fn fetch(language: Language) -> Result<Self, Failure> {
        api::texts(language).await.map(|table| Self::new(Texts::new(language, &table)))
    }

    /// The table itself.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.0
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.0.language()
    }

    /// The text of `id`.
    #[must_use]
    #[inline(never)] // asked for in hundreds of places: a copy in each would be the better part of the client
    pub fn get(&self, id: &str) -> AttrValue {
        self.0.get(id).into()
    }

    /// The text of `id` with arguments.
    #[must_use]
    #[inline(never)]
    pub fn say(&self, id: &str, args: Args<'_>) -> AttrValue {
        self.0.say(id, args).into()
    }

    /// The text of `id`, when there is one: hints and help that not every field has.
    #[must_use]
    #[inline(never)]
    pub fn find(&self, id: &str) -> Option<AttrValue> {
        self.0.find(id, &[]).map(AttrValue::from)
    }

    /// What is wrong with a field of the form `root`: its own words for the code, or the shared ones.
    #[must_use]
    #[inline(never)]
    pub fn violation(&self, root: &str, violation: &Violation) -> AttrValue {
        words::violation(&self.0, root, violation).into()
    }

    /// What happened, and what to do about it, when a request failed.
    #[must_use]
    #[inline(never)]
    pub fn failure(&self, failure: &Failure) -> Told {
        match failure {
            Failure::Problem(problem) => words::problem(&self.0, problem),
            Failure::Offline => {
                Told { what: self.0.get("failure-offline"), advice: self.0.get("failure-offline.advice") }
            }
        }
    }
}

/// The language to begin with: the one chosen before, in this browser or, where it keeps nothing, on the page that was there
/// before the client; else Kazakh.
#[must_use]
pub fn first_language() -> Language {
    let of_page = || browser::document().document_element().and_then(|root| root.get_attribute("lang"));
    let chosen = browser::remembered(LANGUAGE_KEY).or_else(of_page);
    chosen.and_then(|code| Language::from_code(&code)).unwrap_or_default()
}

/// Keeps the choice and tells the document.
pub fn choose(language: Language) {
    browser::remember(LANGUAGE_KEY, Some(language.code()));
    if let Some(root) = browser::document().document_element() {
        // A page whose language cannot be set still works; assistive technology then guesses.
        drop(root.set_attribute("lang", language.code()));
    }
}

/// The words of the page's language.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().expect("App hands the words down")
}
