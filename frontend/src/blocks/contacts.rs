//! The block «Байланыс ақпараты» (R-138…R-147).

use crate::form::Bound;
use crate::ui::markup::{Typed, fact_list, line, notice};
use crate::ui::{Fact, Fieldset, Tone};
use crate::words::Words;
use shared::blocks::contacts::ContactsForm;
use yew::prelude::*;

/// Address, phones and e-mail. A village has no streets and a city of republican significance no oblast: what may be left
/// out says so.
pub fn contacts(words: &Words, form: &Bound<ContactsForm>, number: usize) -> Html {
    type F = ContactsForm;
    let answers = form.value();
    html! {
        <Fieldset id="contacts" legend={words.get("contacts")} {number}>
            <fieldset class="group address" aria-describedby="contacts-address-hint">
                <legend>{ words.get("contacts-address") }</legend>
                <p class="hint" id="contacts-address-hint">{ words.get("contacts-address.hint") }</p>
                { line(form.text(F::OBLAST), part("address-level1", "", !answers.oblast_is_needed()), None) }
                { line(form.text(F::CITY), part("address-level2", "", false), None) }
                { line(form.text(F::DISTRICT), part("address-level3", "", true), None) }
                { line(form.text(F::STREET), part("", "", true), None) }
                { line(form.text(F::HOUSE), part("", "short", false), None) }
                { line(form.text(F::APARTMENT), part("", "short", true), None) }
                { line(form.text(F::OLD_INDEX), Typed { inputmode: "numeric", ..part("postal-code", "short", true) }, None) }
                { fact_list(vec![Fact::new(words.get("contacts-new-index"), "")], Some(words.get("fill-new-index-none"))) }
            </fieldset>
            { notice(Tone::Plain, None, html! { <><p>{ words.get("contacts.note") }</p></> }) }
            { line(form.text(F::CONTACT_PHONE), contact("tel", "home tel", true), None) }
            { line(form.text(F::MOBILE_PHONE), contact("tel", "tel", !answers.email.trim().is_empty()), None) }
            { line(form.text(F::EMAIL), contact("email", "email", true), None) }
            <p class="hint">{ words.get("contacts.footnote") }</p>
        </Fieldset>
    }
}

/// A part of an address.
fn part(autocomplete: &'static str, class: &'static str, optional: bool) -> Typed {
    Typed { autocomplete, class, optional, ..Typed::default() }
}

/// A phone or an e-mail address.
fn contact(kind: &'static str, autocomplete: &'static str, optional: bool) -> Typed {
    Typed { kind, inputmode: kind, autocomplete, optional, ..Typed::default() }
}
