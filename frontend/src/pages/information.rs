//! Pages that only tell something.

use crate::routes::{Link, Route};
use crate::ui::Page;
use crate::words::Words;
use yew::prelude::*;

/// How to reach the Fund without the cabinet.
pub fn offices(words: &Words) -> Html {
    html! {
        <Page key="offices" title={words.get("offices-title")} lead={words.get("offices-lead")}>
            <section class="card">
                <h2>{ words.get("offices-call") }</h2>
                <p><a href="tel:1418">{ "1418" }</a>{ ", " }{ words.get("offices-call-hours") }</p>
            </section>
            <section class="card">
                <h2>{ words.get("offices-write") }</h2>
                <p><a href="mailto:enpf@enpf.kz">{ "enpf@enpf.kz" }</a></p>
            </section>
            <section class="card">
                <h2>{ words.get("offices-visit") }</h2>
                <p>{ words.get("offices-visit-list") }{ " " }<a href="https://www.enpf.kz">{ "www.enpf.kz" }</a></p>
                <p>{ words.get("offices-visit-take") }</p>
            </section>
        </Page>
    }
}

/// What the cabinet promises to people who use it without a mouse, without sight or with large letters.
pub fn accessibility(words: &Words) -> Html {
    html! {
        <Page key="accessibility" title={words.get("accessibility-title")} lead={words.get("accessibility-lead")}>
            <section class="card">
                <h2>{ words.get("accessibility-what") }</h2>
                <ul class="plain-list">
                    { for ["keyboard", "reader", "zoom", "contrast", "time", "print"].iter().map(|part| html! {
                        <li>{ words.get(&format!("accessibility-{part}")) }</li>
                    }) }
                </ul>
            </section>
            <section class="card">
                <h2>{ words.get("accessibility-limits") }</h2>
                <p>{ words.get("accessibility-limits-ncalayer") }</p>
            </section>
            <section class="card">
                <h2>{ words.get("accessibility-tell") }</h2>
                <p>{ words.get("accessibility-tell-how") }</p>
            </section>
        </Page>
    }
}

/// Nothing stands at this address.
pub fn not_found(words: &Words) -> Html {
    html! {
        <Page key="not-found" title={words.get("not-found-title")} lead={words.get("not-found-lead")}>
            <p class="row"><Link to={Route::Home} class="button">{ words.get("not-found-home") }</Link></p>
        </Page>
    }
}
