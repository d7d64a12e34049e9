//! Pages that only tell something.

use crate::routes::Route;
use crate::ui::Page;
use crate::ui::markup::link;
use crate::words::Words;
use yew::prelude::*;

/// How to reach the Fund without the cabinet.
pub fn offices(words: &Words) -> Html {
    let telephone = html! { <p><a href="tel:1418">{ "1418" }</a>{ ", " }{ words.get("offices-call-hours") }</p> };
    let mail = html! { <p><a href="mailto:enpf@enpf.kz">{ "enpf@enpf.kz" }</a></p> };
    let visit = html! {
        <>
            <p>{ words.get("offices-visit-list") }{ " " }<a href="https://www.enpf.kz">{ "www.enpf.kz" }</a></p>
            <p>{ words.get("offices-visit-take") }</p>
        </>
    };
    page(words, "offices", vec![("offices-call", telephone), ("offices-write", mail), ("offices-visit", visit)])
}

/// What the cabinet promises to people who use it without a mouse, without sight or with large letters.
pub fn accessibility(words: &Words) -> Html {
    let done = ["keyboard", "reader", "zoom", "contrast", "time", "print"].map(|part| format!("accessibility-{part}"));
    let done = html! { <ul class="plain-list">{ for done.iter().map(|id| html! { <li>{ words.get(id) }</li> }) }</ul> };
    let paragraph = |id| html! { <p>{ words.get(id) }</p> };
    let sections = vec![
        ("accessibility-what", done),
        ("accessibility-limits", paragraph("accessibility-limits-ncalayer")),
        ("accessibility-tell", paragraph("accessibility-tell-how")),
    ];
    page(words, "accessibility", sections)
}

/// A memo (R-030…R-032): as many parts as there are words for, each a heading and sentences.
pub fn memo(words: &Words, name: &'static str) -> Html {
    let part = |id: String| {
        let sentences = (1..).map_while(|at| words.find(&format!("{id}.s{at}")));
        let list = html! { <ul class="plain-list">{ for sentences.map(|text| html! { <li>{ text }</li> }) }</ul> };
        words.find(&id).map(|heading| section(heading, list))
    };
    let parts: Html = (1..).map_while(|at| part(format!("memo-{name}-{at}"))).collect();
    let (title, lead) = (words.get(&format!("memo-{name}")), words.get(&format!("memo-{name}.lead")));
    let back = link("back-to-start", Route::Home, "", words.get("not-found-home"));
    html! { <Page key={name} {title} {lead}>{ parts }<p class="back">{ back }</p></Page> }
}

fn section(heading: AttrValue, inside: Html) -> Html {
    html! { <section class="card"><h2>{ heading }</h2>{ inside }</section> }
}

/// Nothing stands at this address.
pub fn not_found(words: &Words) -> Html {
    let home = link("to-home", Route::Home, "button", words.get("not-found-home"));
    framed(words, "not-found", html! { <p class="row">{ home }</p> })
}

fn page(words: &Words, id: &'static str, sections: Vec<(&'static str, Html)>) -> Html {
    let card = |(heading, inside)| section(words.get(heading), inside);
    framed(words, id, sections.into_iter().map(card).collect())
}

fn framed(words: &Words, id: &'static str, inside: Html) -> Html {
    let (title, lead) = (words.get(&format!("{id}-title")), words.get(&format!("{id}-lead")));
    html! { <Page key={id} {title} {lead}>{ inside }</Page> }
}
