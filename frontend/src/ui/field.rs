//! What every field has: label, hint and error, and the ids that tie them to the input.

use super::markup::error_line;
use crate::form::Control;
use crate::words::Words;
use yew::prelude::*;

/// One of the answers on offer. The key is stored, the words are only shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What is stored.
    pub key: AttrValue,
    /// What is read.
    pub label: AttrValue,
    /// A second line.
    pub hint: Option<AttrValue>,
}

impl Offer {
    /// An answer with words and nothing more.
    #[must_use]
    pub fn new(key: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { key: key.into(), label: label.into(), hint: None }
    }
}

/// The words around an input.
pub struct Frame {
    /// Id of the input.
    pub id: AttrValue,
    label: AttrValue,
    hint: Option<AttrValue>,
    error: Option<AttrValue>,
    words: Words,
    help: Option<AttrValue>,
}

impl Frame {
    /// Looks up what belongs to the field.
    pub fn new<V>(words: &Words, field: &Control<V>, optional: bool) -> Self {
        let Control { id, root, error, .. } = field;
        let label = words.get(id);
        // A label may say by itself that its field can be left empty.
        let own = words.find(&format!("{id}.optional"));
        Self {
            id: id.clone(),
            label: match own {
                Some(own) => own,
                None if optional => words.say("field-optional", &[("label", &label)]),
                None => label,
            },
            hint: words.find(&format!("{id}.hint")),
            error: error.as_ref().map(|violation| words.violation(root, violation)),
            words: words.clone(),
            help: None,
        }
    }

    /// Names another element that explains the field.
    pub fn explained_by(mut self, id: Option<AttrValue>) -> Self {
        self.help = id;
        self
    }

    /// Is something wrong with it?
    pub fn is_bad(&self) -> bool {
        self.error.is_some()
    }

    /// Ids for `aria-describedby`.
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let help = self.help.as_ref().map(ToString::to_string);
        let all: Vec<String> = [hint, error, help].into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// The words of the label.
    pub fn label(&self) -> &AttrValue {
        &self.label
    }

    /// Hint and error, to stand between the label and the input.
    pub fn notes(&self) -> Html {
        let hint =
            self.hint.as_ref().map(|hint| html! { <p class="hint" id={format!("{}-hint", self.id)}>{ hint }</p> });
        let error = self.error.as_ref().map(|error| error_line(&format!("{}-error", self.id), &self.words, error));
        html! { <>{ hint }{ error }</> }
    }

    /// Label, notes and the input.
    pub fn around(&self, input: Html, class: &Classes) -> Html {
        html! {
            <div class={classes!("field", class.clone(), self.is_bad().then_some("bad"))}>
                <label for={self.id.clone()}>{ &self.label }</label>
                { self.notes() }
                { input }
            </div>
        }
    }

    /// Legend, notes and the inputs of a question with several.
    pub fn around_group(&self, inputs: Html, required: bool) -> Html {
        html! {
            <fieldset
                class={classes!("field", "group", self.is_bad().then_some("bad"))}
                aria-describedby={self.described_by()}
                aria-invalid={self.is_bad().then_some("true")}
                aria-required={required.then_some("true")}
                role="radiogroup"
            >
                <legend>{ &self.label }</legend>
                { self.notes() }
                { inputs }
            </fieldset>
        }
    }
}
