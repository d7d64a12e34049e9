//! Pieces of markup that many pages of the road have. Each is a call and not a component laid out anew: that is a third of
//! a kilobyte for every use.

use super::{Choice, Fact, Facts, FailureNotice, Loading, Notice, Offer, Select, TextField, Tone};
use crate::api::Failure;
use crate::form::Control;
use crate::ncalayer::Outcome;
use crate::routes::{Route, anchor};
use crate::words::Words;
use shared::texts::Args;
use yew::prelude::*;

/// A card with a heading of its own.
#[inline(never)]
pub fn card(id: &'static str, heading: AttrValue, inside: Html) -> Html {
    html! {
        <section class="card panel" aria-labelledby={id}>
            <h2 {id}>{ heading }</h2>
            { inside }
        </section>
    }
}

/// A link to a page. With an `id` of its own focus finds back to it; empty for none.
#[inline(never)]
pub fn link(id: &str, to: Route, class: &'static str, text: AttrValue) -> Html {
    anchor(id, to, class, false, html! { text })
}

/// How a button looks.
#[derive(Clone, Copy)]
pub struct Look {
    quiet: bool,
    busy: bool,
}

/// What the page is for.
pub const MAIN: Look = Look { quiet: false, busy: false };
/// The second choice.
pub const QUIET: Look = Look { quiet: true, busy: false };

impl Look {
    /// Being done: stays reachable, does nothing.
    #[must_use]
    pub const fn busy(self, busy: bool) -> Self {
        Self { busy, ..self }
    }
}

/// A button that acts at once; `id` may be empty.
#[inline(never)]
pub fn button(id: &str, look: Look, onpress: Callback<()>, text: AttrValue) -> Html {
    button_with(id, look, onpress, html! { text })
}

/// What is wrong with a field, not by its colour alone (ux 4).
#[inline(never)]
pub fn error_line(id: &str, words: &Words, error: &AttrValue) -> Html {
    html! {
        <p class="error" id={AttrValue::from(id.to_owned())}>
            <span class="error-mark" aria-hidden="true">{ "!" }</span>
            <span><span class="visually-hidden">{ words.get("error-prefix") }{ " " }</span>{ error }</span>
        </p>
    }
}

/// A button with more than text in it.
#[inline(never)]
pub fn button_with(id: &str, look: Look, onpress: Callback<()>, inside: Html) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| {
        if !look.busy {
            onpress.emit(());
        }
    });
    html! {
        <button
            id={(!id.is_empty()).then(|| AttrValue::from(id.to_owned()))}
            type="button"
            class={look.quiet.then_some("quiet")}
            aria-disabled={look.busy.then_some("true")}
            {onclick}
        >
            { inside }
        </button>
    }
}

/// Labels and values, and where they come from.
#[inline(never)]
pub fn fact_list(rows: Vec<Fact>, source: Option<AttrValue>) -> Html {
    html! { <Facts {rows} {source} /> }
}

/// Something worth knowing.
#[inline(never)]
pub fn notice(tone: Tone, title: Option<AttrValue>, inside: Html) -> Html {
    html! { <Notice {tone} {title}>{ inside }</Notice> }
}

/// Something that failed, with a further way out.
#[inline(never)]
pub fn failed(failure: &Failure, retry: Option<Callback<()>>, inside: Html) -> Html {
    html! { <FailureNotice failure={failure.clone()} {retry}>{ inside }</FailureNotice> }
}

/// NCALayer gave no signature: why, what to do, and that nothing has happened. `kind` is `signing` or `key`.
#[inline(never)]
pub fn not_signed(words: &Words, kind: &str, outcome: &Outcome, nothing: &str) -> Html {
    let id = format!("{kind}-{}", outcome.id());
    let tone = if *outcome == Outcome::Cancelled { Tone::Plain } else { Tone::Bad };
    html! {
        <Notice {tone} title={words.get(&id)} role="alert">
            <p>{ words.get(&format!("{id}.advice")) }</p>
            <p>{ words.get(nothing) }</p>
        </Notice>
    }
}

/// The sentences of these ids, as a list.
#[inline(never)]
pub fn sentences(words: &Words, kind: &str, names: &[&str], args: Args<'_>) -> Html {
    html! {
        <ul class="plain-list">
            { for names.iter().map(|name| html! { <li>{ words.say(&format!("{kind}-{name}"), args) }</li> }) }
        </ul>
    }
}

/// Something is on its way.
#[inline(never)]
pub fn loading() -> Html {
    html! { <Loading /> }
}

/// How a field is typed.
#[derive(Clone, Copy, Default)]
pub struct Typed {
    /// `text` when empty.
    pub kind: &'static str,
    /// Which keys a phone shows.
    pub inputmode: &'static str,
    /// What the browser may fill in; nothing when empty.
    pub autocomplete: &'static str,
    /// `digits` or `short`.
    pub class: &'static str,
    /// `characters` for account numbers.
    pub autocapitalize: &'static str,
    /// May be left empty.
    pub optional: bool,
}

/// A field that is typed, with help under it.
#[inline(never)]
pub fn line(of: Control<AttrValue>, typed: Typed, help: Option<Html>) -> Html {
    let given = |text: &'static str| Some(AttrValue::Static(text)).filter(|text| !text.is_empty());
    html! {
        <TextField
            {of}
            kind={given(typed.kind).unwrap_or(AttrValue::Static("text"))}
            inputmode={given(typed.inputmode)}
            autocomplete={given(typed.autocomplete).unwrap_or(AttrValue::Static("off"))}
            autocapitalize={given(typed.autocapitalize)}
            class={typed.class}
            optional={typed.optional}
            {help}
        />
    }
}

/// One of a few, all in sight.
#[inline(never)]
pub fn choice(of: Control<Option<AttrValue>>, options: Vec<Offer>, stacked: bool, blocked: Option<AttrValue>) -> Html {
    html! { <Choice {of} {options} {stacked} {blocked} /> }
}

/// One of many, in a list that opens.
#[inline(never)]
pub fn select(of: Control<Option<AttrValue>>, options: Vec<Offer>, blocked: Option<AttrValue>) -> Html {
    html! { <Select {of} {options} {blocked} /> }
}
