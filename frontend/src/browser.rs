//! The few things asked of the browser itself.

use wasm_bindgen::prelude::*;
use web_sys::{Document, FocusOptions, HtmlElement, Window};

/// The window.
#[must_use]
pub fn window() -> Window {
    web_sys::window().expect("the client runs in a page")
}

/// The document.
#[must_use]
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// An element by its id.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves focus to the element with this id and brings its label into view.
pub fn focus(id: &str) {
    let Some(element) = element(id) else { return };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    drop(element.focus_with_options(&options));
    let whole = element.closest(".field, .card, .summary").ok().flatten();
    whole.as_ref().unwrap_or(&element).scroll_into_view();
}

/// What the browser keeps under `name`.
#[must_use]
pub fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Keeps or forgets a value; a browser that keeps nothing is no failure.
pub fn remember(name: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        });
    }
}

/// Loads the page anew.
pub fn reload() {
    // Where a browser refuses, the person can.
    drop(window().location().reload());
}

/// Hides everything: the browser may keep the page and show it again to another person.
pub fn conceal() {
    if let Some(root) = document().document_element() {
        // What cannot be hidden is read anew from the server at the latest.
        drop(root.set_attribute("hidden", ""));
    }
}

/// Is everything hidden?
#[must_use]
pub fn is_concealed() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("hidden"))
}

/// A phone: narrow, and worked with a finger.
#[must_use]
pub fn is_phone() -> bool {
    let asked = window().match_media("(pointer: coarse) and (max-width: 48rem)");
    asked.ok().flatten().is_some_and(|query| query.matches())
}

/// Milliseconds that only grow while the page is open; a sleeping machine may stop them.
#[must_use]
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// A text with its letters composed (NFC), by the browser's own tables: those of a crate cost 48 KB.
#[must_use]
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { js_sys::JsString::from(text).normalize("NFC").into() }
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds));
    });
    // The promise is only ever resolved.
    drop(wasm_bindgen_futures::JsFuture::from(promise).await);
}

/// A listener that is removed when dropped.
pub struct Listener {
    target: web_sys::EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    /// Listens to `name` on `target`.
    #[must_use]
    pub fn new(target: &web_sys::EventTarget, name: &'static str, heard: impl FnMut(web_sys::Event) + 'static) -> Self {
        let closure = Closure::new(heard);
        drop(target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()));
        Self { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref()));
    }
}
