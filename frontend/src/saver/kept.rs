//! The savers of a tab: they outlive their pages, and go with their person.

use super::Saver;
use shared::services::ServiceKind;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    /// The savers of this tab, one for each service that was opened.
    pub(super) static SAVERS: RefCell<Vec<Saver>> = const { RefCell::new(Vec::new()) };
    static ASLEEP: Cell<bool> = const { Cell::new(false) };
}

/// The session is over and another person may sign in next: nothing is sent until the same one is back.
pub fn sleep(asleep: bool) {
    ASLEEP.set(asleep);
}

/// May nothing be sent now?
pub(super) fn is_asleep() -> bool {
    ASLEEP.get()
}

/// Waits until no save of this service is under way, so that the draft read next is not older than what was typed.
pub async fn settled(kind: ServiceKind) {
    let saver = SAVERS.with_borrow(|savers| savers.iter().find(|it| it.0.kind == kind).cloned());
    if let Some(saver) = saver {
        saver.settle().await;
    }
}

/// Saves what is left, as far as the server can be reached: the page is about to go. Is everything saved?
pub async fn finish() -> bool {
    let savers = SAVERS.with_borrow(Vec::clone);
    for saver in &savers {
        saver.settle().await;
    }
    savers.iter().all(|saver| saver.0.queue.borrow().is_saved())
}

/// Drops what is kept: another person may sign in here next.
pub fn forget() {
    SAVERS.with_borrow_mut(|savers| savers.drain(..).for_each(|saver| saver.forget()));
    sleep(false);
}

/// Drops what is kept of one service: its draft was deleted.
pub fn discard(kind: ServiceKind) {
    SAVERS.with_borrow_mut(|savers| {
        savers.iter().filter(|it| it.0.kind == kind).for_each(Saver::forget);
        savers.retain(|it| it.0.kind != kind);
    });
}

/// What the page must not miss: being hidden or left, and the line coming back.
pub(super) fn listen_once() {
    thread_local!(static LISTENING: Cell<bool> = const { Cell::new(false) });
    if LISTENING.replace(true) {
        return;
    }
    let each = |act: fn(&Saver)| {
        let all = move || SAVERS.with_borrow(|savers| savers.clone()).iter().for_each(act);
        Closure::<dyn Fn()>::new(all).into_js_value()
    };
    let (leaving, back) = (each(Saver::push_last), each(Saver::push));
    if let Some(window) = web_sys::window() {
        // Listening to a known event of the window cannot fail.
        let _ = window.add_event_listener_with_callback("pagehide", leaving.unchecked_ref());
        let _ = window.add_event_listener_with_callback("online", back.unchecked_ref());
        if let Some(document) = window.document() {
            let _ = document.add_event_listener_with_callback("visibilitychange", leaving.unchecked_ref());
        }
    }
}
