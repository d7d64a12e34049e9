//! A form on a page: what was typed, which errors are fair to show, and handles for its fields.
//!
//! Rules run on every change; an error is shown once its field was left filled in wrongly, and all of them once the
//! person has asked to go on (ux 4).

use shared::kernel::form::{Errors, Field, Form};
use shared::kernel::problem::{Code, Violation};
use shared::kernel::words::label_id;
use std::rc::Rc;
use yew::prelude::*;

/// What was typed and how far the person got with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState<F> {
    /// The answers, valid or not.
    pub draft: F,
    left_filled: Vec<String>,
    submitted: bool,
    refused: Errors,
    attempts: u32,
}

/// A change of the answers.
type Edit<F> = Box<dyn FnOnce(&mut F)>;

/// What can happen to a form; [`FormHandle`] has a function for each.
pub enum Event<F> {
    /// The person changed an answer.
    Edited(Edit<F>),
    /// An answer changed without the person.
    EditedQuietly(Edit<F>),
    /// The field at this pointer was left with something in it.
    LeftFilled(String),
    /// The person asks to go on.
    Submitted,
    /// The server found errors.
    Refused(Errors),
    /// Other answers came from elsewhere.
    Replaced(F),
}

impl<F: Form> Reducible for FormState<F> {
    type Action = Event<F>;

    fn reduce(self: Rc<Self>, event: Event<F>) -> Rc<Self> {
        let mut next = (*self).clone();
        match event {
            Event::Edited(edit) => {
                edit(&mut next.draft);
                next.refused = Errors::default();
            }
            Event::EditedQuietly(edit) => edit(&mut next.draft),
            Event::LeftFilled(pointer) if next.left_filled.contains(&pointer) => return self,
            Event::LeftFilled(pointer) => next.left_filled.push(pointer),
            Event::Submitted => {
                next.submitted = true;
                next.attempts += 1;
            }
            Event::Refused(errors) => {
                next.refused = errors;
                next.attempts += 1;
            }
            Event::Replaced(draft) => next.draft = draft,
        }
        next.into()
    }
}

impl<F: Form> FormState<F> {
    /// The errors that are fair to show now.
    #[must_use]
    pub fn shown(&self, facts: &F::Facts) -> Errors {
        if !self.refused.is_empty() {
            return self.refused.clone(); // the server's verdict, until the next edit
        }
        let errors = self.draft.check(facts).err().unwrap_or_default();
        if self.submitted {
            return errors;
        }
        // What was emptied again is missing, and that is no error before the person asks to go on.
        let fair = |it: &Violation| it.code != Code::Required && self.left_filled.contains(&it.pointer);
        Errors(errors.0.into_iter().filter(fair).collect())
    }
}

/// A form in the hands of its page.
#[derive(PartialEq)]
pub struct FormHandle<F: Form> {
    state: UseReducerHandle<FormState<F>>,
}

impl<F: Form> Clone for FormHandle<F> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone() }
    }
}

impl<F: Form> FormHandle<F> {
    /// The answers.
    #[must_use]
    pub fn draft(&self) -> &F {
        &self.state.draft
    }

    /// The errors that are fair to show now.
    #[must_use]
    pub fn shown(&self, facts: &F::Facts) -> Errors {
        self.state.shown(facts)
    }

    /// Grows each time errors should take focus: give it to the summary.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.state.attempts
    }

    /// Handles for the fields, with the errors to be shown at them.
    #[must_use]
    pub fn bound(&self, shown: &Errors) -> Bound<F> {
        let dispatcher = self.state.dispatcher();
        let left = dispatcher.clone();
        Bound {
            value: Rc::new(self.state.draft.clone()),
            at: Rc::from(""),
            shown: Rc::new(shown.clone()),
            edit: Rc::new(move |edit| dispatcher.dispatch(Event::Edited(edit))),
            left: Callback::from(move |pointer| left.dispatch(Event::LeftFilled(pointer))),
        }
    }

    /// The person asks to go on: every error is shown from now on, and the summary takes focus.
    pub fn submit(&self) {
        self.state.dispatch(Event::Submitted);
    }

    /// The server found errors.
    pub fn refuse(&self, errors: &[Violation]) {
        self.state.dispatch(Event::Refused(Errors(errors.to_vec())));
    }

    /// Changes the answers without the person's doing: what the server said still stands.
    pub fn edit_quietly(&self, edit: impl FnOnce(&mut F) + 'static) {
        self.state.dispatch(Event::EditedQuietly(Box::new(edit)));
    }

    /// Puts other answers in place: a draft that came from elsewhere.
    pub fn replace(&self, draft: F) {
        self.state.dispatch(Event::Replaced(draft));
    }
}

/// A form that begins with these answers.
#[hook]
pub fn use_form<F: Form>(first: impl FnOnce() -> F) -> FormHandle<F> {
    let state = use_reducer(|| FormState {
        draft: first(),
        left_filled: Vec::new(),
        submitted: false,
        refused: Errors::default(),
        attempts: 0,
    });
    FormHandle { state }
}

/// A form or a block of one, with what its fields need. It does not know where it stands.
pub struct Bound<F: Form> {
    value: Rc<F>,
    at: Rc<str>,
    shown: Rc<Errors>,
    edit: Rc<dyn Fn(Edit<F>)>,
    left: Callback<String>,
}

impl<F: Form> Clone for Bound<F> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            at: self.at.clone(),
            shown: self.shown.clone(),
            edit: self.edit.clone(),
            left: self.left.clone(),
        }
    }
}

impl<F: Form> PartialEq for Bound<F> {
    /// The callbacks lead to the same form as long as the place is the same.
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && self.value == other.value && self.shown == other.shown
    }
}

impl<F: Form> Bound<F> {
    /// The answers of this block.
    #[must_use]
    pub fn value(&self) -> &F {
        &self.value
    }

    /// Handle of a nested block.
    #[must_use]
    pub fn block<B: Form>(&self, field: Field<F, B>) -> Bound<B> {
        let edit = self.edit.clone();
        Bound {
            value: Rc::new((field.get)(&self.value).clone()),
            at: self.pointer(field.name).into(),
            shown: self.shown.clone(),
            edit: Rc::new(move |change| edit(Box::new(move |form| change((field.get_mut)(form))))),
            left: self.left.clone(),
        }
    }

    /// Changes the answers of this block.
    pub fn edit(&self, edit: impl FnOnce(&mut F) + 'static) {
        (self.edit)(Box::new(edit));
    }

    /// A field that is typed.
    #[must_use]
    pub fn text(&self, field: Field<F>) -> Control<AttrValue> {
        let value = AttrValue::from((field.get)(&self.value).clone());
        self.control(field, value, move |form, text| *(field.get_mut)(form) = text.as_str().to_owned())
    }

    /// A field that is ticked.
    #[must_use]
    pub fn tick(&self, field: Field<F, bool>) -> Control<bool> {
        let value = *(field.get)(&self.value);
        self.control(field, value, move |form, ticked| *(field.get_mut)(form) = ticked)
    }

    /// A field that names one of many by its key.
    #[must_use]
    pub fn pick(&self, field: Field<F, Option<String>>) -> Control<Option<AttrValue>> {
        let value = (field.get)(&self.value).clone().map(AttrValue::from);
        self.control(field, value, move |form, key: Option<AttrValue>| {
            *(field.get_mut)(form) = key.map(|key| key.as_str().to_owned());
        })
    }

    /// A field that is one of a few known values, each with a key.
    #[must_use]
    pub fn pick_of<T: Copy + PartialEq + 'static>(
        &self,
        field: Field<F, Option<T>>,
        all: &'static [(T, &'static str)],
    ) -> Control<Option<AttrValue>> {
        let chosen = *(field.get)(&self.value);
        let value = all.iter().find(|(it, _)| Some(*it) == chosen).map(|(_, key)| AttrValue::Static(key));
        self.control(field, value, move |form, key: Option<AttrValue>| {
            let named = all.iter().find(|(_, it)| key.as_deref() == Some(*it));
            *(field.get_mut)(form) = named.map(|(it, _)| *it);
        })
    }

    /// A question to be answered with yes or no; keys `yes` and `no`.
    #[must_use]
    pub fn yes_no(&self, field: Field<F, Option<bool>>) -> Control<Option<AttrValue>> {
        self.pick_of(field, &[(true, "yes"), (false, "no")])
    }

    fn pointer(&self, name: &str) -> String {
        format!("{}/{name}", self.at)
    }

    fn control<T: 'static, V: 'static>(
        &self,
        field: Field<F, T>,
        value: V,
        write: impl Fn(&mut F, V) + Copy + 'static,
    ) -> Control<V> {
        let edit = self.edit.clone();
        let (id, error, left_filled) = place(F::ID, self.pointer(field.name), &self.shown, &self.left);
        let set = Callback::from(move |value: V| edit(Box::new(move |form| write(form, value))));
        Control { root: F::ID, id, value, error, set, left_filled }
    }
}

/// What a field has whatever its form and its type: id, error, and the word that it was left.
fn place(
    root: &str,
    pointer: String,
    shown: &Errors,
    left: &Callback<String>,
) -> (AttrValue, Option<Violation>, Callback<()>) {
    let (id, error, left) = (label_id(root, &pointer).into(), shown.at(&pointer).cloned(), left.clone());
    (id, error, Callback::from(move |()| left.emit(pointer.clone())))
}

/// One field in the hands of a ui part.
#[derive(Clone)]
pub struct Control<V> {
    /// Id of the form or block it belongs to: owner of its words.
    pub root: &'static str,
    /// Text id of its label and id of its input.
    pub id: AttrValue,
    /// What stands in it.
    pub value: V,
    /// What is wrong with it, when that is fair to show.
    pub error: Option<Violation>,
    /// Writes it.
    pub set: Callback<V>,
    /// Says that it was left with something in it.
    pub left_filled: Callback<()>,
}

impl<V: PartialEq> PartialEq for Control<V> {
    /// The callbacks lead to the same field as long as the id is the same.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.value == other.value && self.error == other.error
    }
}

#[cfg(test)]
mod tests;
