//! Which save comes next, and what its answer means. Knows no network: drafts in, requests out.

use crate::browser;
use serde_json::Value;
use shared::api::DraftSave;
use shared::kernel::merge::{Conflict, merge};

/// A draft between the page and the server: at most one save under way, the newest waits behind it.
pub struct Queue {
    tab: String,
    sequence: u64,
    /// What the server is known to hold, and its revision: mine and theirs both grew from it.
    base: Value,
    revision: u64,
    mine: Value,
    /// The newest save under way.
    under_way: Option<(u64, Value)>,
    /// The newest save the server took.
    taken: u64,
}

impl Queue {
    /// A queue for a tab of a random name, begun from what the server answered.
    pub fn new(tab: String, draft: Value, revision: u64) -> Self {
        Self { tab, sequence: 0, base: draft.clone(), revision, mine: draft, under_way: None, taken: 0 }
    }

    /// The draft as the person sees it.
    pub fn mine(&self) -> &Value {
        &self.mine
    }

    /// Revision the server is known to hold.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The server holds what the person sees.
    pub fn is_saved(&self) -> bool {
        self.mine == self.base
    }

    /// A save is under way.
    pub fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }

    /// The person typed. Letters are composed (NFC), as the server keeps them.
    pub fn write(&mut self, mut draft: Value) {
        compose(&mut draft);
        self.mine = draft;
    }

    /// The next save: nothing while one is under way or when there is nothing new.
    pub fn next(&mut self) -> Option<DraftSave<Value>> {
        (!self.is_busy() && !self.is_saved()).then(|| self.save())
    }

    /// A save of the newest even behind one that is under way: for a page that is being left.
    pub fn last(&mut self) -> Option<DraftSave<Value>> {
        let newest = self.under_way.as_ref().map_or(&self.base, |(_, sent)| sent);
        (self.mine != *newest).then(|| self.save())
    }

    /// A save even though nothing was typed: an untouched draft must be stored before it is reviewed.
    pub fn first(&mut self) -> Option<DraftSave<Value>> {
        (!self.is_busy() && self.revision == 0).then(|| self.save())
    }

    fn save(&mut self) -> DraftSave<Value> {
        self.sequence += 1;
        self.under_way = Some((self.sequence, self.mine.clone()));
        DraftSave { form: self.mine.clone(), base: self.revision, tab: self.tab.clone(), sequence: self.sequence }
    }

    /// The server took a save.
    pub fn taken(&mut self, save: DraftSave<Value>, revision: u64) {
        if save.sequence > self.taken {
            self.taken = save.sequence;
            self.base = save.form;
            self.revision = revision;
        }
        self.over(save.sequence);
    }

    /// A save was not answered, or not taken.
    pub fn failed(&mut self, save: &DraftSave<Value>) {
        self.over(save.sequence);
    }

    /// The draft was changed elsewhere: both sides' changes are kept, and fields changed on both sides are told. The answer
    /// to a save that a newer one has overtaken says nothing any more.
    pub fn changed_elsewhere(&mut self, sequence: Option<u64>, theirs: Value, revision: u64) -> Vec<Conflict> {
        if let Some(sequence) = sequence {
            self.over(sequence);
            if sequence < self.taken {
                return Vec::new();
            }
        }
        let merged = merge(&self.base, &self.mine, &theirs);
        self.mine = merged.draft;
        self.base = theirs;
        self.revision = revision;
        merged.conflicts
    }

    fn over(&mut self, sequence: u64) {
        self.under_way = self.under_way.take().filter(|(newest, _)| *newest > sequence);
    }
}

/// Composes every text of a draft with the browser's own tables: those of a crate cost 48 KB.
fn compose(value: &mut Value) {
    match value {
        Value::String(text) if !text.is_ascii() => *text = browser::composed(text),
        Value::Array(values) => values.iter_mut().for_each(compose),
        Value::Object(values) => values.values_mut().for_each(compose),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn queue() -> Queue {
        Queue::new("tab".into(), json!({ "a": "", "b": "" }), 7)
    }

    fn sent(save: Option<DraftSave<Value>>) -> DraftSave<Value> {
        save.unwrap()
    }

    #[wasm_bindgen_test]
    fn a_save_starts_at_once_and_the_newest_waits_behind_it() {
        let mut queue = queue();
        assert!(queue.next().is_none());
        queue.write(json!({ "a": "1", "b": "" }));
        let first = sent(queue.next());
        assert_eq!((first.base, first.sequence), (7, 1));
        queue.write(json!({ "a": "12", "b": "" }));
        queue.write(json!({ "a": "123", "b": "" }));
        assert!(queue.next().is_none());
        queue.taken(first, 8);
        let second = sent(queue.next());
        assert_eq!((second.form["a"].clone(), second.base, second.sequence), (json!("123"), 8, 2));
        queue.taken(second, 9);
        assert!(queue.is_saved() && queue.next().is_none());
    }

    #[wasm_bindgen_test]
    fn a_page_that_is_left_sends_the_newest_behind_the_one_under_way() {
        let mut queue = queue();
        queue.write(json!({ "a": "1", "b": "" }));
        let first = sent(queue.next());
        assert!(queue.last().is_none());
        queue.write(json!({ "a": "12", "b": "" }));
        let second = sent(queue.last());
        assert_eq!((second.base, second.sequence), (7, 2));
        queue.taken(second, 9);
        queue.taken(first, 8);
        assert!(queue.is_saved());
        assert_eq!(queue.revision(), 9);
    }

    #[wasm_bindgen_test]
    fn a_failed_save_is_sent_again() {
        let mut queue = queue();
        queue.write(json!({ "a": "1", "b": "" }));
        let first = sent(queue.next());
        queue.failed(&first);
        assert_eq!(sent(queue.next()).sequence, 2);
    }

    #[wasm_bindgen_test]
    fn a_draft_changed_elsewhere_keeps_both_sides() {
        let mut queue = queue();
        queue.write(json!({ "a": "mine", "b": "" }));
        let first = sent(queue.next());
        let conflicts = queue.changed_elsewhere(Some(first.sequence), json!({ "a": "theirs", "b": "x" }), 9);
        assert_eq!(queue.mine(), &json!({ "a": "mine", "b": "x" }));
        assert_eq!(conflicts, [Conflict { pointer: "/a".into(), theirs: json!("theirs") }]);
        assert_eq!(sent(queue.next()).base, 9);
    }

    #[wasm_bindgen_test]
    fn letters_are_composed_before_they_are_sent() {
        let mut queue = queue();
        queue.write(json!({ "a": "и\u{306}", "b": "" }));
        assert_eq!(queue.mine()["a"], json!("й"));
    }

    #[wasm_bindgen_test]
    fn the_answer_to_an_overtaken_save_says_nothing() {
        let mut queue = queue();
        queue.write(json!({ "a": "1", "b": "" }));
        let first = sent(queue.next());
        queue.write(json!({ "a": "12", "b": "" }));
        let second = sent(queue.last());
        queue.taken(second, 8);
        assert_eq!(queue.changed_elsewhere(Some(first.sequence), json!({ "a": "12", "b": "" }), 8), []);
        assert!(queue.is_saved());
    }

    #[wasm_bindgen_test]
    fn an_untouched_draft_is_stored_when_it_must_be() {
        let mut queue = Queue::new("tab".into(), json!({}), 0);
        assert!(queue.next().is_none());
        let first = sent(queue.first());
        queue.taken(first, 1);
        assert!(queue.first().is_none());
    }
}
