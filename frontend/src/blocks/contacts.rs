//! The block «Байланыс ақпараты» (R-138…R-147).

use crate::form::Bound;
use crate::ui::{Fact, Facts, Fieldset, Notice, TextField};
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
                <TextField of={form.text(F::OBLAST)} autocomplete="address-level1" optional={!answers.oblast_is_needed()} />
                <TextField of={form.text(F::CITY)} autocomplete="address-level2" />
                <TextField of={form.text(F::DISTRICT)} autocomplete="address-level3" optional=true />
                <TextField of={form.text(F::STREET)} autocomplete="off" optional=true />
                <TextField of={form.text(F::HOUSE)} autocomplete="off" class="short" />
                <TextField of={form.text(F::APARTMENT)} autocomplete="off" class="short" optional=true />
                <TextField
                    of={form.text(F::OLD_INDEX)}
                    autocomplete="postal-code"
                    inputmode="numeric"
                    class="short"
                    optional=true
                />
                <Facts
                    rows={vec![Fact::new(words.get("contacts-new-index"), "")]}
                    source={words.get("fill-new-index-none")}
                />
            </fieldset>
            <Notice><p>{ words.get("contacts.note") }</p></Notice>
            <TextField
                of={form.text(F::CONTACT_PHONE)}
                kind="tel"
                inputmode="tel"
                autocomplete="home tel"
                optional=true
            />
            <TextField
                of={form.text(F::MOBILE_PHONE)}
                kind="tel"
                inputmode="tel"
                autocomplete="tel"
                optional={!answers.email.trim().is_empty()}
            />
            <TextField of={form.text(F::EMAIL)} kind="email" inputmode="email" autocomplete="email" optional=true />
            <p class="hint">{ words.get("contacts.footnote") }</p>
        </Fieldset>
    }
}
