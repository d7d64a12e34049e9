//! The application is signed: its number, what happens next, thanks. While its key is still being checked the
//! page says so, and follows until it is known.

use super::polled::use_polled;
use super::{status, steps};
use crate::moment::Moment;
use crate::routes::Route;
use crate::ui::markup::{fact_list, failed, link, loading};
use crate::ui::{Fact, Page, Steps};
use crate::words::{Words, use_words};
use shared::api::ApplicationView;
use shared::kernel::life::ApplicationStatus;
use yew::prelude::*;

/// Properties of [`DonePage`].
#[derive(Properties, PartialEq)]
pub struct DonePageProps {
    /// Number of the application.
    pub number: AttrValue,
    /// When it was signed, RFC 3339; unknown when the page is opened again by its address.
    #[prop_or_default]
    pub signed_at: Option<AttrValue>,
    /// The key is known to hold.
    #[prop_or_default]
    pub accepted: bool,
}

/// The page after signing. It stays at the address of the document.
#[component]
pub fn DonePage(DonePageProps { number, signed_at, accepted }: &DonePageProps) -> Html {
    let words = use_words();
    if *accepted {
        done(&words, number, signed_at.as_ref())
    } else {
        html! { <Followed number={number.clone()} /> }
    }
}

#[derive(Properties, PartialEq)]
struct FollowedProps {
    number: AttrValue,
}

/// The page while it is not known, or not yet, whether the key holds.
#[component]
fn Followed(FollowedProps { number }: &FollowedProps) -> Html {
    let words = use_words();
    let polled = use_polled::<ApplicationView>(format!("/api/applications/{number}").into());
    match &polled.answer {
        None => loading(),
        Some(Err(failure)) => failed(failure, None, rows(&words, number, None)),
        Some(Ok(view)) => {
            let summary = &view.summary;
            match summary.status {
                ApplicationStatus::SignatureChecking => waiting(&words, view, words.get("done-waiting")),
                ApplicationStatus::SignatureRefused => waiting(&words, view, status::called(&words, &summary.status)),
                _ => done(&words, number, Some(&AttrValue::from(summary.signed_at.clone()))),
            }
        }
    }
}

/// Nothing was sent: yet, or at all.
fn waiting(words: &Words, view: &ApplicationView, title: AttrValue) -> Html {
    let summary = &view.summary;
    let refused = summary.status == ApplicationStatus::SignatureRefused;
    html! {
        <Focused title={title}>
            <section class="card panel" role="status">
                { rows(words, &summary.number, Some(&summary.signed_at)) }
                if let Some(reason) = &summary.reason {
                    <p class="strong">{ status::reason(words, reason) }</p>
                }
                <p>{ status::next(words, &summary.status) }</p>
                <div class="row">
                    if refused {
                        { link("done-draft", Route::Fill(summary.kind), "button", words.get("done-draft")) }
                    }
                    { link("show-application", Route::Application(summary.number.clone()), "button quiet", words.get("done-show")) }
                </div>
            </section>
        </Focused>
    }
}

fn rows(words: &Words, number: &str, signed_at: Option<&str>) -> Html {
    let number = Fact::new(words.get("done-number"), number.to_owned());
    let signed = signed_at.map(|at| Fact::new(words.get("done-signed-at"), Moment::read(at).whole()));
    fact_list(std::iter::once(number).chain(signed).collect(), None)
}

fn done(words: &Words, number: &AttrValue, signed_at: Option<&AttrValue>) -> Html {
    html! {
        <Focused title={words.get("done-title")}>
            <section class="card panel" aria-labelledby="done-next">
                { rows(words, number, signed_at.map(AttrValue::as_str)) }
                <h2 id="done-next">{ words.get("done-next") }</h2>
                <ol>
                    <li>{ words.get("done-next-fund") }</li>
                    <li>{ words.get("done-next-time") }</li>
                    <li>{ words.get("done-next-notice") }</li>
                </ol>
                <div class="row">
                    { link("show-application", Route::Application(number.to_string()), "button", words.get("done-show")) }
                    { link("done-home", Route::Home, "button quiet", words.get("done-home")) }
                </div>
                <p class="thanks">{ words.get("done-thanks") }</p>
            </section>
        </Focused>
    }
}

#[derive(Properties, PartialEq)]
struct FocusedProps {
    title: AttrValue,
    children: Html,
}

/// The page with the focus on its title, again when that becomes another.
#[component]
fn Focused(FocusedProps { title, children }: &FocusedProps) -> Html {
    let words = use_words();
    use_effect_with(title.clone(), |_| crate::browser::focus("page-title"));
    html! {
        <Page title={title.clone()}>
            <Steps names={steps(&words)} current={4} />
            { children.clone() }
        </Page>
    }
}
