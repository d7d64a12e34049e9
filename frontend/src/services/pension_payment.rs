//! The blocks of the form «Зейнетақы төлемдерін тағайындау туралы өтініш» (R-095, R-107…R-147).

use crate::applications::Screens;
use crate::blocks::{KnownDocuments, Payee, bank_details, contacts, identity_document};
use crate::form::{Bound, Control};
use crate::ui::markup::{Typed, choice, fact_list, line, notice, select};
use crate::ui::{CheckBox, Fact, Fieldset, Offer, Tone};
use crate::words::Words;
use shared::kernel::eligibility::{Register, Subject};
use shared::kernel::words::refusal;
use shared::services::Service;
use shared::services::pension_payment::{
    AccountForm, Frequency, PaymentFacts, PaymentForm, PaymentGround, PaymentScope, PensionPayment,
    PensionPaymentFacts, PensionPaymentForm,
};
use std::rc::Rc;
use yew::prelude::*;

const GROUNDS: &[(PaymentGround, &str)] = &[(PaymentGround::Age, "age"), (PaymentGround::Disability, "disability")];
const FREQUENCIES: &[(Frequency, &str)] = &[(Frequency::Monthly, "monthly"), (Frequency::OneOff, "one-off")];
const SCOPES: &[(PaymentScope, &str)] = &[(PaymentScope::Partial, "partial"), (PaymentScope::Full, "full")];

impl Screens for PensionPayment {
    const BLOCKS: &'static [&'static str] = &["identity-document", "account", "payment", "bank-details", "contacts"];
    const MESSAGE: &'static [&'static str] = &[
        "pension-payment-before-grounds",
        "pension-payment-before-blocked",
        "pension-payment-before-monthly",
        "pension-payment-before-account",
        "pension-payment-before-registers",
        "pension-payment-before-computer",
    ];

    fn blocks(form: &Bound<PensionPaymentForm>, facts: &Rc<PensionPaymentFacts>, words: &Words) -> Html {
        type F = PensionPaymentForm;
        let documents = KnownDocuments {
            valid: &facts.valid_documents(),
            known: facts.record.as_ref().and_then(|record| record.document.as_ref()),
            asked_at: &facts.asked_at,
            silent: facts.is_silent(Register::PersonRegister),
        };
        let name = facts.person.as_ref().map(|person| person.name.in_full());
        let payee = Payee { banks: &facts.banks, name: name.unwrap_or_default(), iin: facts.iin.as_str() };
        html! {
            <>
                { identity_document(words, &form.block(F::IDENTITY_DOCUMENT), &documents, 1) }
                { account(words, form, facts) }
                { payment(words, &form.block(F::PAYMENT), &form.value().payment_facts(facts)) }
                { bank_details(words, &form.block(F::BANK_DETAILS), payee, 4) }
                { contacts(words, &form.block(F::CONTACTS), 5) }
            </>
        }
    }

    fn called(facts: &PensionPaymentFacts, pointer: &str, key: &str, words: &Words) -> Option<String> {
        let language = words.language();
        let bank = |bic: &str| facts.banks.iter().find(|bank| bank.bic == bic);
        match pointer {
            "/bank_details/bank" => bank(key).map(|bank| bank.name.in_language(language).to_owned()),
            "/bank_details/branch" => {
                let mut branches = facts.banks.iter().flat_map(|bank| &bank.branches);
                branches.find(|branch| branch.code == key).map(|branch| branch.name.in_language(language).to_owned())
            }
            "/payment/region" => {
                let region = facts.regions.iter().find(|region| region.code == key);
                region.map(|region| region.name.in_language(language).to_owned())
            }
            "/bank_details/account_kind" | "/payment/ground" | "/payment/frequency" | "/payment/scope" => {
                let field = pointer.rsplit('/').next().unwrap_or_default().replace('_', "-");
                words.texts().find(&format!("{field}-{key}"), &[])
            }
            _ => None,
        }
    }
}

/// The account to be paid from: those that can be chosen, and the others with the reason.
fn account(words: &Words, form: &Bound<PensionPaymentForm>, facts: &Rc<PensionPaymentFacts>) -> Html {
    let open = facts.open_accounts();
    let options = open.iter().map(|account| Offer {
        hint: Some(
            words.say("fill-account-option", &[("number", &account.number), ("amount", &account.balance.grouped())]),
        ),
        ..Offer::new(account.number.clone(), words.get(account.contribution.text_id()))
    });
    let closed = PensionPayment::eligibility(facts).subjects.into_iter().filter(|it| !it.refusals.is_empty());
    html! {
        <Fieldset id="account" legend={words.get("account")} number=2>
            if open.is_empty() {
                <div id="account-number" tabindex="-1">
                    { notice(Tone::Warn, None, html! { <><p>{ words.get("fill-account-none") }</p></> }) }
                </div>
            } else {
                { choice(account_control(form, facts), options.collect(), true, None) }
            }
            { for closed.map(|subject| closed_account(words, facts, &subject)) }
        </Fieldset>
    }
}

/// Choosing an account settles the answers that have only one possibility left.
fn account_control(form: &Bound<PensionPaymentForm>, facts: &Rc<PensionPaymentFacts>) -> Control<Option<AttrValue>> {
    let set = {
        let (form, facts) = (form.clone(), facts.clone());
        Callback::from(move |number: Option<AttrValue>| {
            let facts = facts.clone();
            if let Some(number) = number {
                form.edit(move |form| form.choose_account(&facts, number.to_string()));
            }
        })
    };
    Control { set, ..form.block(PensionPaymentForm::ACCOUNT).pick(AccountForm::NUMBER) }
}

fn closed_account(words: &Words, facts: &PensionPaymentFacts, subject: &Subject) -> Html {
    let accounts = facts.record.iter().flat_map(|record| &record.accounts);
    let account = accounts.into_iter().find(|account| account.number == subject.id);
    html! {
        <div class="closed" key={subject.id.as_str()}>
            <p class="strong">{ account.map(|account| words.get(account.contribution.text_id())) }</p>
            <p class="hint number">{ &subject.id }</p>
            { for subject.refusals.iter().map(|it| {
                let told = refusal(words.texts(), *it);
                html! { <p>{ told.what }{ ". " }{ told.advice }</p> }
            }) }
        </div>
    }
}

/// How it is paid: only what goes together is on offer (R-117…R-124).
fn payment(words: &Words, form: &Bound<PaymentForm>, facts: &PaymentFacts) -> Html {
    type F = PaymentForm;
    let answers = form.value();
    let first = facts.account.is_none().then(|| words.get("fill-account-first"));
    let regions = facts
        .regions
        .iter()
        .map(|region| Offer::new(region.code.clone(), region.name.in_language(words.language()).to_owned()));
    let offers = |all: &[AttrValue], of: &str| -> Vec<Offer> {
        all.iter().map(|key| Offer::new(key.clone(), words.get(&format!("{of}-{key}")))).collect()
    };
    let closed = first.is_some();
    let grounds = keys(GROUNDS, &facts.grounds(), closed);
    let frequencies = keys(FREQUENCIES, &facts.frequencies(answers), closed);
    let scopes = keys(SCOPES, &facts.scopes(answers), closed);
    html! {
        <Fieldset id="payment" legend={words.get("payment")} number=3>
            { choice(settling(form, facts, form.pick_of(F::GROUND, GROUNDS)), offers(&grounds, "ground"), true, first.clone()) }
            { choice(settling(form, facts, form.pick_of(F::FREQUENCY, FREQUENCIES)), offers(&frequencies, "frequency"), false, first.clone()) }
            <p class="hint">{ words.get("payment-frequency.note") }</p>
            { select(form.pick(F::REGION), regions.collect(), None) }
            { choice(settling(form, facts, form.pick_of(F::SCOPE, SCOPES)), offers(&scopes, "scope"), false, first) }
            if facts.fixed_is_offered(answers) {
                <CheckBox of={form.tick(F::FIXED)} />
            }
            { amount(words, form, facts) }
        </Fieldset>
    }
}

/// Asked where it may be typed, shown where it follows.
fn amount(words: &Words, form: &Bound<PaymentForm>, facts: &PaymentFacts) -> Html {
    let answers = form.value();
    if facts.amount_is_asked(answers) {
        let balance = facts
            .account
            .as_ref()
            .map(|account| words.say("fill-amount-max", &[("amount", &account.balance.grouped())]));
        let of = form.text(PaymentForm::AMOUNT);
        return line(
            of,
            Typed { inputmode: "decimal", class: "digits", ..Typed::default() },
            Some(html! { <span class="hint">{ for balance }</span> }),
        );
    }
    if answers.scope.is_none() || facts.account.is_none() {
        return Html::default();
    }
    let value = match facts.amount_shown(answers) {
        Some(all) => words.say("fill-amount-balance", &[("amount", &all.grouped())]),
        None => words.get("payment-amount.reckoned"),
    };
    fact_list(vec![Fact::new(words.get("payment-amount"), value)], None)
}

/// Keys of what is on offer; before an account is chosen, of everything there is.
fn keys<T: PartialEq>(all: &[(T, &'static str)], offered: &[T], closed: bool) -> Vec<AttrValue> {
    all.iter().filter(|(it, _)| closed || offered.contains(it)).map(|(_, key)| AttrValue::Static(key)).collect()
}

/// A choice after which questions with a single possible answer are answered.
fn settling(
    form: &Bound<PaymentForm>,
    facts: &PaymentFacts,
    control: Control<Option<AttrValue>>,
) -> Control<Option<AttrValue>> {
    let set = {
        let (form, facts, set) = (form.clone(), facts.clone(), control.set.clone());
        Callback::from(move |key| {
            let facts = facts.clone();
            set.emit(key);
            form.edit(move |form| form.settle(&facts));
        })
    };
    Control { set, ..control }
}
