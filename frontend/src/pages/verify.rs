//! Checking the receipt of a signature: for anybody, in the browser alone. The file stays where it is.

use crate::moment::Moment;
use crate::ui::markup::fact_list;
use crate::ui::{Fact, Notice, Page, Tone};
use crate::words::{Words, use_words};
use crate::worker::Work;
use js_sys::Array;
use shared::verify;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlInputElement, Url};
use yew::prelude::*;

/// How far it is.
#[derive(Clone, PartialEq)]
enum State {
    /// No file yet.
    Waiting,
    /// The worker reads it.
    Checking,
    /// It could not be read or judged at all.
    Failed,
    /// Judged.
    Judged(Rc<Judged>),
}

/// What the worker found.
#[derive(PartialEq)]
struct Judged {
    file: String,
    finding: String,
    reasons: Vec<String>,
    signed: Option<Signed>,
}

/// Of a receipt that holds: signer, serial number, issuer, moment and what it is known by; the document.
#[derive(PartialEq)]
struct Signed {
    texts: [String; 5],
    document: String,
}

impl Drop for Signed {
    fn drop(&mut self) {
        // A document that the browser keeps longer is seen by nobody.
        drop(Url::revoke_object_url(&self.document));
    }
}

impl State {
    fn heard(file: &str, said: &Array) -> Self {
        if said.get(0) != "judged" {
            return Self::Failed;
        }
        let finding = said.get(1).as_string().unwrap_or_default();
        let reasons = Array::from(&said.get(2)).iter().filter_map(|code| code.as_string()).collect();
        let signed = said.get(4).dyn_ref::<Blob>().map(|document| Signed::read(&Array::from(&said.get(3)), document));
        Self::Judged(Rc::new(Judged { file: file.to_owned(), finding, reasons, signed }))
    }
}

impl Signed {
    fn read(said: &Array, document: &Blob) -> Self {
        let text = |at| said.get(at).as_string().unwrap_or_default();
        let at = Moment::at(said.get(3).as_f64().unwrap_or_default()).whole();
        let document = Url::create_object_url_with_blob(document).unwrap_or_default();
        Self { texts: [text(0), text(1), text(2), at, text(4)], document }
    }
}

/// The page.
#[component]
pub fn VerifyPage() -> Html {
    let words = use_words();
    let state = use_state(|| State::Waiting);
    let work = use_mut_ref(|| None::<Work>);
    let onchange = {
        let state = state.setter();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            state.set(State::Checking);
            let (name, heard) = (file.name(), state.clone());
            let started = Work::start("/verify-start.js", &file, move |said| heard.set(State::heard(&name, &said)));
            if started.is_none() {
                state.set(State::Failed);
            }
            work.replace(started);
        })
    };
    // The same file can be chosen again: it may have come anew.
    let onclick = Callback::from(|event: MouseEvent| event.target_unchecked_into::<HtmlInputElement>().set_value(""));
    html! {
        <Page title={words.get("verify-title")} lead={words.get("verify-lead")}>
            <div class="field wide">
                <label for="verify-file">{ words.get("verify-file") }</label>
                <p class="hint" id="verify-file-hint">{ words.get("verify-file.hint") }</p>
                <input id="verify-file" type="file" accept=".zip,application/zip" aria-describedby="verify-file-hint" {onchange} {onclick} />
            </div>
            <p role="status">{ if *state == State::Checking { words.get("verify-checking") } else { AttrValue::default() } }</p>
            { match &*state {
                State::Waiting | State::Checking => Html::default(),
                State::Failed => told(Tone::Bad, words.get("verify-failed"), html! { <p>{ words.get("verify-failed.advice") }</p> }),
                State::Judged(judged) => result(&words, judged),
            } }
        </Page>
    }
}

fn told(tone: Tone, title: AttrValue, inside: Html) -> Html {
    let role = if tone == Tone::Good { "status" } else { "alert" };
    html! { <Notice {tone} {title} {role} takes_focus=true>{ inside }</Notice> }
}

fn result(words: &Words, judged: &Judged) -> Html {
    let tone = match judged.finding.as_str() {
        "valid" => Tone::Good,
        "invalid" => Tone::Bad,
        _ => Tone::Warn,
    };
    let texts = words.texts();
    let mut rows = vec![Fact::new(words.get("verify-name"), judged.file.clone())];
    if let Some(Signed { texts: [name, serial, issuer, at, clock], .. }) = &judged.signed {
        let labels = ["application-signer", "application-serial", "application-issuer", "verify-at", "verify-clock"];
        let values = [name.clone(), serial.clone(), issuer.clone(), at.clone(), verify::clock(texts, clock)];
        rows.extend(labels.into_iter().zip(values).map(|(label, value)| Fact::new(words.get(label), value)));
    }
    let inside = html! {
        <>
            <ul class="plain-list">{ for judged.reasons.iter().map(|code| html! { <li>{ verify::reason(texts, code) }</li> }) }</ul>
            { fact_list(rows, None) }
            if let Some(Signed { document, .. }) = &judged.signed {
                <p><a href={document.clone()} download="document.pdf">{ words.get("verify-document") }</a></p>
            }
        </>
    };
    told(tone, verify::finding(texts, &judged.finding).into(), inside)
}
