//! How a form is declared: fields, rules that read them, and the violations that come out.
//!
//! A field's name is its JSON key, the last part of its pointer, its text id and its input's `id`. Rules run on what was
//! typed and on facts, and either prove a valid value or say what is missing, all of it at once.

use super::problem::{Code, Violation};
use std::str::FromStr;

/// One field of the form `F`: what it is called and how to reach it.
pub struct Field<F, T = String> {
    /// JSON key, pointer segment and the last part of the text id.
    pub name: &'static str,
    /// Reads the field.
    pub get: fn(&F) -> &T,
    /// Reaches the field for writing.
    pub get_mut: fn(&mut F) -> &mut T,
}

impl<F, T> Clone for Field<F, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, T> Copy for Field<F, T> {}

impl<F, T> PartialEq for Field<F, T> {
    /// A form has one field of a name, so the name tells fields apart.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Declares the [`Field`] constants of a form, one line a field: `IBAN: String = iban`.
#[macro_export]
macro_rules! fields {
    ($form:ty { $($constant:ident: $kind:ty = $name:ident),+ $(,)? }) => {
        impl $form {
            $(
                #[doc = concat!("The field `", stringify!($name), "`.")]
                pub const $constant: $crate::kernel::form::Field<$form, $kind> = $crate::kernel::form::Field {
                    name: stringify!($name),
                    get: |form| &form.$name,
                    get_mut: |form| &mut form.$name,
                };
            )+
        }
    };
}

/// What is typed into a page and checked alike in the browser and on the server.
pub trait Form: Clone + Default + PartialEq + 'static {
    /// Owner of the texts: with the id `bank-details` the label of `iban` is `bank-details-iban`.
    const ID: &'static str;
    /// What the rules may look at besides the answers: registers, directories, today's date.
    type Facts;
    /// Proof that the rules held.
    type Valid;

    /// Reads every field first and only then gives up, so that all violations come at once.
    fn rules(&self, facts: &Self::Facts, on: &mut Checker<'_, Self>) -> Option<Self::Valid>;

    /// Proves the form, or tells every violation in the order of the page.
    ///
    /// # Errors
    /// The violations; never empty.
    fn check(&self, facts: &Self::Facts) -> Result<Self::Valid, Errors> {
        let mut found = Vec::new();
        let proven = self.rules(facts, &mut Checker { form: self, at: String::new(), found: &mut found });
        match proven {
            Some(valid) if found.is_empty() => Ok(valid),
            _ => Err(Errors(found)),
        }
    }
}

/// Violations in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<Violation>);

impl Errors {
    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first violation of the field at `pointer`.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Violation> {
        self.0.iter().find(|violation| violation.pointer == pointer)
    }

    /// Mandatory fields without an answer.
    pub fn missing(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter().filter(|violation| violation.code == Code::Required)
    }

    /// Only the violations whose pointer `keep` accepts.
    #[must_use]
    pub fn filter(self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.into_iter().filter(|violation| keep(&violation.pointer)).collect())
    }
}

/// Hands a form's answers to its rules and collects what is wrong with them.
pub struct Checker<'a, F> {
    form: &'a F,
    at: String,
    found: &'a mut Vec<Violation>,
}

impl<'a, F: Form> Checker<'a, F> {
    /// Notes a violation of `field`; the answer is `None`, so that a rule can end with it.
    pub fn fail<T, V>(&mut self, field: Field<F, T>, code: Code) -> Option<V> {
        let pointer = format!("{}/{}", self.at, field.name);
        self.found.push(Violation { pointer, code });
        None
    }

    /// A choice that must be made.
    pub fn chosen<T: Copy>(&mut self, field: Field<F, Option<T>>) -> Option<T> {
        match *(field.get)(self.form) {
            Some(choice) => Some(choice),
            None => self.fail(field, Code::Required),
        }
    }

    /// A text that must be there and be a `V`.
    pub fn parse<V: FromStr<Err = Code>>(&mut self, field: Field<F>) -> Option<V> {
        match self.parse_if_given(field)? {
            Some(value) => Some(value),
            None => self.fail(field, Code::Required),
        }
    }

    /// A text that may be left empty: `Some(None)` then, `None` when it is there and wrong.
    pub fn parse_if_given<V: FromStr<Err = Code>>(&mut self, field: Field<F>) -> Option<Option<V>> {
        let text = (field.get)(self.form).trim();
        if text.is_empty() {
            return Some(None);
        }
        match text.parse() {
            Ok(value) => Some(Some(value)),
            Err(code) => self.fail(field, code),
        }
    }

    /// One of the things on offer, named by its key.
    pub fn one_of<'o, T>(
        &mut self,
        field: Field<F, Option<String>>,
        offered: &'o [T],
        key: impl Fn(&T) -> &str,
    ) -> Option<&'o T> {
        let Some(chosen) = (field.get)(self.form) else {
            return self.fail(field, Code::Required);
        };
        match offered.iter().find(|thing| key(thing) == chosen) {
            Some(thing) => Some(thing),
            None => self.fail(field, Code::NotOffered),
        }
    }

    /// A part of the form with rules of its own.
    pub fn block<B: Form>(&mut self, field: Field<F, B>, facts: &B::Facts) -> Option<B::Valid> {
        let form = (field.get)(self.form);
        let before = self.found.len();
        let at = format!("{}/{}", self.at, field.name);
        let proven = form.rules(facts, &mut Checker { form, at, found: self.found });
        proven.filter(|_| self.found.len() == before)
    }
}
