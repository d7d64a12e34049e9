//! The check page: exactly what the document says, then signing. After signing the same address tells the result.

use super::done::DonePage;
use super::form_page;
use super::qr::QrPanel;
use super::sign::SignPanel;
use super::stands::Stands;
use super::steps;
use crate::api;
use crate::fetched::use_fetched;
use crate::routes::{self, Route};
use crate::ui::markup::{fact_list, failed, loading};
use crate::ui::{Fact, Page, Steps};
use crate::words::{Words, use_words};
use shared::api::ReviewView;
use shared::kernel::document::WrittenBlock;
use shared::services::ServiceKind;
use yew::prelude::*;

/// Properties of [`ReviewPage`].
#[derive(Properties, PartialEq)]
pub struct ReviewPageProps {
    /// Identifier of the review.
    pub id: AttrValue,
}

/// The number of the application, and when it was signed if this page has seen it accepted.
pub type Done = (AttrValue, Option<AttrValue>);

/// The page of a document to be signed.
#[component]
pub fn ReviewPage(ReviewPageProps { id }: &ReviewPageProps) -> Html {
    let words = use_words();
    let review = use_fetched(id.clone(), |id| {
        let id = id.clone();
        async move { api::review_again(&id).await }
    });
    let signed = use_state_eq(|| None::<Done>);
    let stands = use_reducer_eq(Stands::default);
    if let Some((number, signed_at)) = &*signed {
        return html! { <DonePage {number} {signed_at} accepted={signed_at.is_some()} /> };
    }
    match review.answer() {
        Some(Ok(ReviewView { application: Some(number), .. })) => html! { <DonePage number={number.clone()} /> },
        answer => html! {
            <Page title={words.get("check-title")} lead={words.get("check-lead")}>
                <Steps names={steps(&words)} current={2} />
                { match answer {
                    None => loading(),
                    Some(Err(failure)) => failed(failure, Some(review.again()), Html::default()),
                    Some(Ok(view)) => content(&words, view, &signed, &stands),
                } }
            </Page>
        },
    }
}

fn content(
    words: &Words,
    view: &ReviewView,
    signed: &UseStateHandle<Option<Done>>,
    stands: &UseReducerHandle<Stands>,
) -> Html {
    let done = {
        let signed = signed.setter();
        Callback::from(move |done| signed.set(Some(done)))
    };
    html! {
        <>
            <section class="card panel" lang={view.language.code()} aria-labelledby="document-title">
                <h2 id="document-title">{ &view.document.title }</h2>
                <p>{ words.say("check-number", &[("number", &view.number)]) }</p>
                <p>
                    <a id="open-document" href={format!("/api/reviews/{}/document", view.id)} target="_blank" rel="noopener">
                        { words.get("check-pdf") }
                    </a>
                </p>
            </section>
            { for view.document.blocks.iter().map(|block| block_card(words, view, block)) }
            <section aria-labelledby="ways">
                <h2 id="ways">{ words.get("sign-way-heading") }</h2>
                <div class="two ways">
                    <SignPanel review={view.clone()} stands={stands.clone()} done={done.clone()} />
                    <QrPanel review={view.clone()} stands={stands.clone()} {done} />
                </div>
            </section>
        </>
    }
}

fn block_card(words: &Words, view: &ReviewView, block: &WrittenBlock) -> Html {
    let rows: Vec<Fact> = block.rows.iter().map(|row| Fact::new(row.label.clone(), row.value.clone())).collect();
    let heading = format!("check-{}", block.id);
    html! {
        <section class="card panel" key={block.id.as_str()} aria-labelledby={heading.clone()}>
            <div class="heading">
                <h2 id={heading} lang={view.language.code()}>{ &block.heading }</h2>
                if block.id != "signing" {
                    { change(words, view.kind, block) }
                }
            </div>
            <div lang={view.language.code()}>{ fact_list(rows, None) }</div>
        </section>
    }
}

/// Back to one block of the form.
fn change(words: &Words, kind: ServiceKind, block: &WrittenBlock) -> Html {
    let to = Route::Fill(kind);
    let href = to.path();
    let onclick = {
        let block = block.id.clone();
        Callback::from(move |event: MouseEvent| {
            if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
                event.prevent_default();
                form_page::want(&block);
                routes::go(&to);
            }
        })
    };
    html! {
        <a id={format!("change-{}", block.id)} {href} {onclick}>
            { words.get("check-change") }
            <span class="visually-hidden">{ words.say("check-change.for", &[("block", &block.heading)]) }</span>
        </a>
    }
}
