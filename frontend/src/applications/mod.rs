//! The road of every service, written once: home, services, conditions, form, check page and signing, applications.
//!
//! The road knows [`Screens`], never a particular service; [`page`] is the one place that names them.

mod conditions;
mod delete_draft;
mod done;
mod fill;
mod form_page;
mod hand_in;
mod home;
mod list;
mod merge_notice;
mod outline;
mod polled;
mod qr;
mod qr_code;
mod qr_follow;
mod reasons;
mod review;
mod saving_line;
mod services;
mod show;
mod sign;
mod signing_block;
mod stands;
mod status;

use crate::form::Bound;
use crate::pages::{EntrancesPage, PasswordPage};
use crate::read::Read;
use crate::routes::Route;
use crate::words::Words;
use shared::kernel::form::Form;
use shared::services::pension_payment::PensionPayment;
use shared::services::{Service, ServiceKind};
use std::rc::Rc;
use yew::prelude::*;

/// What the client adds to a service: the blocks of its form and the words before it.
pub trait Screens: Service<Facts: Read, Form: Read> {
    /// Blocks of the form in order: text ids of their headings, which are their ids on the page as well.
    const BLOCKS: &'static [&'static str];
    /// The message before the form: text ids of its sentences.
    const MESSAGE: &'static [&'static str];

    /// Draws the blocks.
    fn blocks(form: &Bound<Self::Form>, facts: &Rc<Self::Facts>, words: &Words) -> Html;

    /// What a stored answer is called, where it is the key of something in the facts.
    fn called(facts: &Self::Facts, pointer: &str, key: &str, words: &Words) -> Option<String>;
}

/// The pages of [`Part::Cabinet`](crate::parts::Part).
pub fn cabinet(route: &Route, _: &Words) -> Html {
    match route {
        Route::Password => html! { <PasswordPage /> },
        Route::Entrances => html! { <EntrancesPage /> },
        Route::Services => html! { <services::ServicesPage /> },
        Route::Applications => html! { <list::ApplicationsPage /> },
        Route::Application(number) => {
            html! { <show::ApplicationPage key={number.as_str()} number={number.clone()} /> }
        }
        _ => html! { <home::HomePage /> },
    }
}

/// The pages of [`Part::Form`](crate::parts::Part).
pub fn form(route: &Route, _: &Words) -> Html {
    match route {
        Route::Fill(kind) => match kind {
            ServiceKind::PensionPayment => html! { <fill::FillPage<PensionPayment> key={kind.slug()} /> },
        },
        Route::Service(kind) => match kind {
            ServiceKind::PensionPayment => html! { <conditions::ConditionsPage<PensionPayment> key={kind.slug()} /> },
        },
        // Of another part.
        _ => Html::default(),
    }
}

/// The pages of [`Part::Signing`](crate::parts::Part).
pub fn signing(route: &Route, _: &Words) -> Html {
    match route {
        Route::Review(id) => html! { <review::ReviewPage key={id.as_str()} id={id.clone()} /> },
        // Of another part.
        _ => Html::default(),
    }
}

/// The block of the form that a violation at `pointer` belongs to: `/bank_details/iban` to `bank-details`.
fn block_of(pointer: &str) -> String {
    pointer.split('/').nth(1).unwrap_or_default().replace('_', "-")
}

/// Names of the steps of the road.
fn steps(words: &Words) -> Vec<AttrValue> {
    ["step-conditions", "step-fill", "step-review", "step-sign"].into_iter().map(|id| words.get(id)).collect()
}

/// The form id of a service: owner of the texts of its fields.
const fn form_id<S: Service>() -> &'static str {
    <S::Form as Form>::ID
}
