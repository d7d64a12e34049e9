//! The browser client of the personal cabinet.

mod api;
mod app;
mod applications;
mod blocks;
mod browser;
mod config;
mod countdown;
mod fetched;
mod form;
mod moment;
mod ncalayer;
mod pages;
mod parts;
mod read;
mod routes;
mod saver;
mod sending;
mod services;
mod session;
mod shell;
mod ui;
mod words;
mod worker;

use app::App;
use words::Words;
use yew::platform::spawn_local;

fn main() {
    // Beside the words, not after them: on a slow line each answer takes its time.
    spawn_local(async {
        let signed_in = session::ask().await;
        parts::fetch_for(&routes::here(), signed_in).await;
    });
    // Until the words are here the shell of index.html speaks, and it says so when they do not come.
    spawn_local(async {
        let language = words::first_language();
        words::choose(language);
        match Words::fetch(language).await {
            Ok(words) => {
                let root = browser::element("app").expect("index.html has the element");
                yew::Renderer::<App>::with_root_and_props(root.into(), app::AppProps { words }).render();
            }
            Err(_) => {
                if let Ok(event) = web_sys::Event::new("client-failed") {
                    drop(browser::window().dispatch_event(&event));
                }
            }
        }
    });
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
