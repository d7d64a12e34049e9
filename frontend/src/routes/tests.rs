//! Addresses and the way between them, in a real browser.

use super::*;
use crate::browser::{document, focus};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Every page with its address, both ways.
#[wasm_bindgen_test]
fn addresses_are_read_as_they_are_written() {
    for (path, route) in [
        ("/", Route::Home),
        ("/register", Route::Register),
        ("/login", Route::Login),
        ("/code-login", Route::CodeLogin),
        ("/code", Route::Code),
        ("/password", Route::Password),
        ("/entrances", Route::Entrances),
        ("/not-me", Route::NotMe),
        ("/memo/statuses", Route::Memo("statuses")),
        ("/services", Route::Services),
        ("/services/pension-payment", Route::Service(ServiceKind::PensionPayment)),
        ("/services/pension-payment/fill", Route::Fill(ServiceKind::PensionPayment)),
        ("/reviews/7f", Route::Review("7f".into())),
        ("/applications", Route::Applications),
        ("/applications/2026-000123", Route::Application("2026-000123".into())),
        ("/offices", Route::Offices),
        ("/accessibility", Route::Accessibility),
        ("/verify", Route::Verify),
    ] {
        assert_eq!(Route::parse(path), route, "{path}");
        assert_eq!(route.path(), path);
    }
}

#[wasm_bindgen_test]
fn anything_else_is_not_found() {
    for path in [
        "/x",
        "/memo",
        "/memo/x",
        "/services/x",
        "/services/pension-payment/x",
        "/services/x/fill",
        "/reviews",
        "/applications/1/2",
    ] {
        assert_eq!(Route::parse(path), Route::NotFound, "{path}");
    }
}

#[wasm_bindgen_test]
fn a_slash_at_the_end_changes_nothing() {
    assert_eq!(Route::parse("/applications/"), Route::Applications);
    assert_eq!(Route::parse(""), Route::Home);
}

#[component]
fn Probe() -> Html {
    let route = use_route();
    html! {
        <>
            <h1 id="page-title" tabindex="-1">{ route.path() }</h1>
            { anchor("probe-link", Route::Applications, "", route == Route::Applications, html! { "go" }) }
            <div id="probe-tall"></div>
        </>
    }
}

fn shown() -> String {
    document().get_element_by_id("page-title").and_then(|it| it.text_content()).unwrap_or_default()
}

async fn settle() {
    TimeoutFuture::new(50).await;
}

/// A link moves within the page, back returns, a click meant for a new tab is left to the browser, and focus follows.
#[wasm_bindgen_test]
async fn the_page_follows_links_and_the_way_back() {
    let before = window().location().pathname().expect("a page has a path");
    let root = document().create_element("div").expect("elements can be made");
    document().body().expect("a page has a body").append_child(&root).expect("elements can be added");
    let app = yew::Renderer::<Probe>::with_root(root.clone()).render();
    settle().await;
    let click = |with_control: bool| {
        let init = web_sys::MouseEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_ctrl_key(with_control);
        let event = MouseEvent::new_with_mouse_event_init_dict("click", &init).expect("events can be made");
        // The browser must not really open a tab in a test: what reaches the body is what was left to it.
        let left_to_browser = std::rc::Rc::new(Cell::new(false));
        let heard = left_to_browser.clone();
        let listener = Listener::new(&window(), "click", move |event| {
            heard.set(!event.default_prevented());
            event.prevent_default();
        });
        browser::element("probe-link").expect("the link is there").dispatch_event(&event).expect("it can be clicked");
        drop(listener);
        left_to_browser.get()
    };
    assert!(click(true), "a click with Ctrl is the browser's");
    settle().await;
    assert_ne!(shown(), "/applications");
    assert!(!click(false));
    settle().await;
    assert_eq!(shown(), "/applications");
    assert_eq!(window().location().pathname().ok().as_deref(), Some("/applications"));
    let link = browser::element("probe-link").expect("the link is there");
    assert_eq!(link.get_attribute("aria-current").as_deref(), Some("page"));
    arrived("page-title");
    assert_eq!(document().active_element().map(|it| it.id()).as_deref(), Some("page-title"));

    focus("probe-link");
    window().history().expect("a page has a history").back().expect("there is a way back");
    TimeoutFuture::new(200).await;
    assert_eq!(shown(), Route::parse(&before).path());
    app.destroy();
    root.remove();
}
