//! The block «Банктік деректемелер» (R-125…R-137).

use super::fact;
use crate::form::{Bound, Control};
use crate::ui::markup::{Typed, choice, fact_list, line, select};
use crate::ui::{Fieldset, Offer, YesNo};
use crate::words::Words;
use shared::blocks::bank_details::{AccountKind, Bank, BankDetailsForm, Branch, CURRENCY, bank_of};
use shared::values::iban;
use yew::prelude::*;

/// Kinds of account with their keys.
const KINDS: &[(AccountKind, &str)] = &[(AccountKind::Card, "card"), (AccountKind::Current, "current")];

/// What the block shows beside the answers.
pub struct Payee<'a> {
    /// Banks that serve citizens.
    pub banks: &'a [Bank],
    /// Names of the payee.
    pub name: String,
    /// IIN of the payee.
    pub iin: &'a str,
}

/// Where the money goes: the kind of account before the bank, the bank before its branch. `number` is the block's
/// place in the form.
pub fn bank_details(words: &Words, form: &Bound<BankDetailsForm>, payee: Payee<'_>, number: usize) -> Html {
    let banks = payee.banks;
    let answers = form.value();
    let language = words.language();
    let bank = answers.chosen_bank(banks);
    let kinds = KINDS.iter().map(|(kind, key)| Offer::new(*key, words.get(kind.text_id())));
    let bank_options = banks.iter().map(|it| Offer::new(it.bic.clone(), it.name.in_language(language).to_owned()));
    let branches = bank.map_or(&[][..], |bank| &bank.branches);
    let branch_options =
        branches.iter().map(|it| Offer::new(it.code.clone(), it.name.in_language(language).to_owned()));
    let recognised = bank_of(&answers.iban, banks)
        .map(|bank| words.say("bank-details-iban.bank", &[("bank", bank.name.in_language(language))]));
    html! {
        <Fieldset id="bank-details" legend={words.get("bank-details")} {number}>
            <p class="hint">{ words.get("bank-details.note") }</p>
            { fact_list(vec![
                    fact(words, "bank-details-beneficiary", payee.name),
                    fact(words, "bank-details-beneficiary-iin", payee.iin.to_owned()),
                ], None) }
            <YesNo of={form.yes_no(BankDetailsForm::PATRONYMIC_ON_ACCOUNT)} />
            { choice(kind_control(form), kinds.collect(), false, None) }
            { line(
                form.text(BankDetailsForm::IBAN),
                Typed { class: "digits", autocapitalize: "characters", ..Typed::default() },
                Some(html! { <>{ for recognised }</> }),
            ) }
            { fact_list(vec![fact(words, "bank-details-currency", CURRENCY)], None) }
            { select(
                bank_control(form),
                bank_options.collect(),
                (!answers.bank_is_open()).then(|| words.get("bank-details-bank.first")),
            ) }
            <details>
                <summary id="bank-not-listed">{ words.get("bank-details-not-listed") }</summary>
                <p>{ words.get("bank-details-not-listed.advice") }</p>
            </details>
            { select(
                form.pick(BankDetailsForm::BRANCH),
                branch_options.collect(),
                bank.is_none().then(|| words.get("bank-details-branch.first")),
            ) }
            { branch_facts(words, answers.chosen_branch(banks)) }
        </Fieldset>
    }
}

/// Another kind of account clears bank and branch and keeps the IBAN.
fn kind_control(form: &Bound<BankDetailsForm>) -> Control<Option<AttrValue>> {
    let set = {
        let form = form.clone();
        Callback::from(move |key: Option<AttrValue>| {
            let kind = KINDS.iter().find(|(_, it)| key.as_deref() == Some(*it)).map(|(kind, _)| *kind);
            if let Some(kind) = kind {
                form.edit(move |form| form.choose_account_kind(kind));
            }
        })
    };
    Control { set, ..form.pick_of(BankDetailsForm::ACCOUNT_KIND, KINDS) }
}

/// Another bank clears the branch.
fn bank_control(form: &Bound<BankDetailsForm>) -> Control<Option<AttrValue>> {
    let set = {
        let form = form.clone();
        Callback::from(move |bic: Option<AttrValue>| {
            form.edit(move |form| match bic {
                Some(bic) => form.choose_bank(bic.to_string()),
                None => (form.bank, form.branch) = (None, None),
            });
        })
    };
    Control { set, ..form.pick(BankDetailsForm::BANK) }
}

/// What follows from the branch (R-133…R-135).
fn branch_facts(words: &Words, branch: Option<&Branch>) -> Html {
    let value = |of: fn(&Branch) -> String| branch.map(of).unwrap_or_default();
    html! {
        <div role="status">
            { fact_list(vec![
                    fact(words, "bank-details-bic", value(|branch| branch.bic.clone())),
                    fact(words, "bank-details-bin", value(|branch| branch.bin.clone())),
                    fact(words, "bank-details-bank-iban", value(|branch| iban::grouped(&branch.bank_iban))),
                ], Some(words.get("bank-details-filled"))) }
        </div>
    }
}
