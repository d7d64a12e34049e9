//! The page of a form once its facts and its draft are here.

use super::delete_draft::DeleteDraft;
use super::fill::{Filling, from_value, to_value};
use super::home;
use super::merge_notice::{self, Differing, Joined, JoinedEvent};
use super::outline::outline;
use super::reasons::reasons;
use super::saving_line::saving_line;
use super::signing_block::signing_block;
use super::{Screens, form_id, steps};
use crate::api::{self, Failure};
use crate::browser;
use crate::form::{FormHandle, use_form};
use crate::routes::{self, Route};
use crate::saver::{self, Saving};
use crate::session::use_session;
use crate::ui::markup::notice;
use crate::ui::{ErrorSummary, FailureNotice, Page, Steps, SubmitButton, Tone, missing};
use crate::words::{Words, use_words};
use gloo_timers::callback::Timeout;
use serde_json::Value;
use shared::api::{ReviewAsked, ReviewView};
use shared::kernel::eligibility::{Refusal, Register};
use shared::kernel::form::Form;
use shared::kernel::merge::Conflict;
use shared::kernel::problem::Problem;
use shared::kernel::words::label_id;
use shared::services::Service;
use std::cell::RefCell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

thread_local! {
    static WANTED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The block to go to when the form opens next: «change» on the check page.
pub fn want(block: &str) {
    WANTED.set(Some(block.to_owned()));
}

/// Properties of [`FormPage`].
#[derive(Properties)]
pub struct FormPageProps<S: Service> {
    /// Facts, draft and saver.
    pub filling: Rc<Filling<S>>,
    /// Fetches them again: a silent register may answer now.
    pub again: Callback<()>,
}

impl<S: Service> PartialEq for FormPageProps<S> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.filling, &other.filling)
    }
}

/// Form, list of its blocks, status line and the button at the end.
#[component]
pub fn FormPage<S: Screens>(props: &FormPageProps<S>) -> Html {
    let words = use_words();
    let Filling { facts, eligibility, consent, draft, saver, .. } = &*props.filling;
    let form = use_form(|| draft.clone());
    let saving = use_state_eq(|| saver.status());
    let joined = use_reducer_eq(Joined::default);
    let going = use_going(form.clone(), props.filling.clone(), words.clone());
    use_saving(&form, props.filling.clone(), saving.setter(), joined.dispatcher());
    use_wanted_block();

    let shown = form.shown(facts);
    let open = form.draft().check(facts).err().unwrap_or_default();
    let bound = form.bound(&shown);
    let lacking = missing(form_id::<S>(), &open, &words);
    let silent: Vec<Register> = eligibility.reasons().iter().filter_map(silent_register).collect();
    let summary = html! { <ErrorSummary form={form_id::<S>()} errors={shown.clone()} attempts={form.attempts()} /> };
    let signing = html! {
        <>
            if let Some(failure) = &*going.failure {
                <FailureNotice failure={failure.clone()}>
                    if let Failure::Problem(Problem::Refused { refusals }) = failure {
                        { reasons(&words, refusals) }
                    }
                </FailureNotice>
            }
            <SubmitButton
                id="sign"
                label={words.get("fill-sign")}
                busy_label={words.get("fill-signing-busy")}
                busy={*going.busy}
                missing={lacking}
                onpress={going.press.clone()}
            >
                { saving_line(&words, &saving, false) }
            </SubmitButton>
            <p class="hint">{ words.get("fill-sign-next") }</p>
            <div class="row"><DeleteDraft kind={S::KIND} ondone={Callback::from(|()| routes::go_on(&Route::Fill(S::KIND), &Route::Home))} /></div>
        </>
    };
    html! {
        <Page title={words.get(S::KIND.slug())} has_errors={form.attempts() > 0 && !shown.is_empty()} {summary}>
            <Steps names={steps(&words)} current={1} />
            if !silent.is_empty() {
                { home::silent(&words, &silent, &props.again) }
            }
            if !eligibility.warnings.is_empty() {
                { notice(Tone::Warn, Some(words.get("services-warning")), html! { <>
                    { reasons(&words, &eligibility.warnings) }
                </> }) }
            }
            { joined_notice::<S>(&words, facts, &form, &joined) }
            <div class="form">
                <div>
                    { S::blocks(&bound, facts, &words) }
                    { signing_block(&words, S::KIND, S::BLOCKS.len() + 1, consent.as_ref(), signing) }
                </div>
                { outline(&words, S::BLOCKS, &open, &saving) }
            </div>
        </Page>
    }
}

fn silent_register(refusal: &Refusal) -> Option<Register> {
    match refusal {
        Refusal::RegisterSilent(register) => Some(*register),
        _ => None,
    }
}

/// Saves every change, hears what the saver has to say, and goes on when the same person signs in again.
#[hook]
fn use_saving<S: Screens>(
    form: &FormHandle<S::Form>,
    filling: Rc<Filling<S>>,
    saving: UseStateSetter<Saving>,
    joined: UseReducerDispatcher<Joined>,
) {
    let saver = filling.saver.clone();
    {
        let form = form.clone();
        use_effect_with(Rc::as_ptr(&filling), move |_| {
            let saver = filling.saver.clone();
            // Fetched again while open: the draft is what was typed here, joined with what came.
            if *form.draft() != filling.draft {
                form.replace(filling.draft.clone());
            }
            if !filling.conflicts.is_empty() {
                joined.dispatch(JoinedEvent::Again(filling.conflicts.clone()));
            }
            saving.set(saver.status());
            saver.watch(Callback::from(move |event| match event {
                saver::Event::Status(status) => saving.set(status),
                saver::Event::Merged { draft, conflicts } => {
                    form.replace(from_value(&draft));
                    joined.dispatch(JoinedEvent::Again(conflicts));
                }
            }));
            move || saver.leave()
        });
    }
    {
        let saver = saver.clone();
        use_effect_with(form.draft().clone(), move |draft| {
            saver.write(to_value(draft));
        });
    }
    let session = use_session();
    use_effect_with(session.renewals, move |renewals| {
        if *renewals > 0 {
            saver.again();
        }
    });
}

#[hook]
fn use_wanted_block() {
    use_effect_with((), |()| {
        let wanted = WANTED.take();
        // After the page has moved focus to its heading.
        let timer = wanted.map(|block| Timeout::new(0, move || browser::focus(&block)));
        move || drop(timer)
    });
}

/// The way on to the check page.
struct Going {
    busy: UseStateHandle<bool>,
    failure: UseStateHandle<Option<Failure>>,
    press: Callback<()>,
}

#[hook]
fn use_going<S: Screens>(form: FormHandle<S::Form>, filling: Rc<Filling<S>>, words: Words) -> Going {
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let press = {
        let (busy, failure) = (busy.clone(), failure.clone());
        Callback::from(move |()| {
            if form.draft().check(&filling.facts).is_err() {
                return form.submit();
            }
            busy.set(true);
            failure.set(None);
            let (form, filling, busy, failure) = (form.clone(), filling.clone(), busy.clone(), failure.clone());
            let language = words.language();
            spawn_local(async move {
                let asked = Route::Fill(S::KIND);
                match review(&filling, language).await {
                    Ok(view) => routes::go_on(&asked, &Route::Review(view.id)),
                    Err(Failure::Problem(Problem::ConsentMissing)) => routes::go_on(&asked, &Route::Service(S::KIND)),
                    Err(Failure::Problem(Problem::InvalidForm { errors })) => form.refuse(&errors),
                    Err(Failure::Problem(Problem::DraftChanged { draft, revision })) => {
                        filling.saver.changed_elsewhere(draft, revision);
                    }
                    Err(other) => failure.set(Some(other)),
                }
                busy.set(false);
            });
        })
    };
    Going { busy, failure, press }
}

/// Saves what is not saved yet and asks for the document. The draft may be changed elsewhere just now: then it is joined
/// and the person looks at it again.
async fn review<S: Service>(filling: &Filling<S>, language: shared::texts::Language) -> Result<ReviewView, Failure> {
    let revision = filling.saver.flush().await?;
    api::review(S::KIND, &ReviewAsked { revision, language }).await
}

fn joined_notice<S: Screens>(
    words: &Words,
    facts: &S::Facts,
    form: &FormHandle<S::Form>,
    joined: &UseReducerHandle<Joined>,
) -> Html {
    if !joined.shown {
        return Html::default();
    }
    let fields = joined.conflicts.iter().map(|conflict| Differing {
        pointer: conflict.pointer.clone(),
        label: words.get(&label_id(form_id::<S>(), &conflict.pointer)),
        theirs: in_words::<S>(words, facts, conflict),
    });
    let take = {
        let (form, joined) = (form.clone(), joined.clone());
        Callback::from(move |pointer: String| {
            let mut draft = to_value(form.draft());
            let conflict = joined.conflicts.iter().find(|it| it.pointer == pointer);
            if let (Some(place), Some(conflict)) = (draft.pointer_mut(&pointer), conflict) {
                *place = conflict.theirs.clone();
            }
            form.replace(from_value(&draft));
            browser::focus(&label_id(form_id::<S>(), &pointer));
            joined.dispatch(JoinedEvent::Taken(pointer));
        })
    };
    let close = {
        let joined = joined.clone();
        Callback::from(move |()| joined.dispatch(JoinedEvent::Closed))
    };
    merge_notice::merge_notice(words, &fields.collect::<Vec<_>>(), &take, close)
}

/// An answer from elsewhere as a person reads it.
fn in_words<S: Screens>(words: &Words, facts: &S::Facts, conflict: &Conflict) -> AttrValue {
    match &conflict.theirs {
        Value::Bool(yes) => words.get(if *yes { "yes" } else { "no" }),
        Value::String(text) => S::called(facts, &conflict.pointer, text, words).unwrap_or_else(|| text.clone()).into(),
        Value::Number(number) => number.to_string().into(),
        _ => AttrValue::default(),
    }
}
