//! Addresses of the client: which there are, how they are read and written, and how the page moves between them.

use crate::browser::{self, Listener, window};
use gloo_timers::callback::Timeout;
use shared::services::ServiceKind;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// Memos of the start page, by their names in addresses and text ids.
pub const MEMOS: [&str; 3] = ["cabinet", "payment", "statuses"];

/// Pages whose address is one word.
const WORDS: [(&str, Route); 13] = [
    ("register", Route::Register),
    ("login", Route::Login),
    ("code-login", Route::CodeLogin),
    ("code", Route::Code),
    ("password", Route::Password),
    ("entrances", Route::Entrances),
    ("not-me", Route::NotMe),
    ("services", Route::Services),
    ("applications", Route::Applications),
    ("offices", Route::Offices),
    ("accessibility", Route::Accessibility),
    ("verify", Route::Verify),
    ("not-found", Route::NotFound),
];

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Start page, or the home page of the one who is signed in.
    Home,
    /// Registration and a new password.
    Register,
    /// Login by ЭЦҚ, with every step.
    Login,
    /// A code for entering after too many wrong passwords.
    CodeLogin,
    /// A code that is there already.
    Code,
    /// Another password.
    Password,
    /// Sessions and history of entrances.
    Entrances,
    /// «It was not me»: the link of a notice.
    NotMe,
    /// A memo (R-030…R-032), one of [`MEMOS`].
    Memo(&'static str),
    /// What the cabinet can do.
    Services,
    /// Conditions of a service, consent and the message before the form.
    Service(ServiceKind),
    /// Its form.
    Fill(ServiceKind),
    /// The document to be signed.
    Review(String),
    /// «My applications».
    Applications,
    /// One of them.
    Application(String),
    /// Where the Fund's offices are.
    Offices,
    /// Accessibility statement.
    Accessibility,
    /// Checking the receipt of a signature, for anybody.
    Verify,
    /// Nothing stands here.
    NotFound,
}

impl Route {
    /// Reads the path of an address.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let kind =
            |slug: &str, route: fn(ServiceKind) -> Self| ServiceKind::from_slug(slug).map_or(Self::NotFound, route);
        match parts[..] {
            [] => Self::Home,
            ["memo", name] => MEMOS.iter().find(|memo| **memo == name).map_or(Self::NotFound, |memo| Self::Memo(memo)),
            ["services", slug] => kind(slug, Self::Service),
            ["services", slug, "fill"] => kind(slug, Self::Fill),
            ["reviews", id] => Self::Review(id.to_owned()),
            ["applications", number] => Self::Application(number.to_owned()),
            [word] => WORDS.into_iter().find(|(name, _)| *name == word).map_or(Self::NotFound, |(_, route)| route),
            _ => Self::NotFound,
        }
    }

    /// Is it the same page for everybody, signed in or not?
    #[must_use]
    pub fn is_for_everybody(&self) -> bool {
        matches!(
            self,
            Self::Register
                | Self::CodeLogin
                | Self::Code
                | Self::NotMe
                | Self::Memo(_)
                | Self::Offices
                | Self::Accessibility
                | Self::Verify
                | Self::NotFound
        )
    }

    /// Writes its path.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".into(),
            Self::Memo(name) => format!("/memo/{name}"),
            Self::Service(kind) => format!("/services/{}", kind.slug()),
            Self::Fill(kind) => format!("/services/{}/fill", kind.slug()),
            Self::Review(id) => format!("/reviews/{id}"),
            Self::Application(number) => format!("/applications/{number}"),
            word => format!("/{}", WORDS.iter().find(|(_, route)| route == word).map_or("", |(name, _)| name)),
        }
    }
}

/// Id of the heading of a page.
pub const HEADING: &str = "page-title";

/// Where a page was left: how far it was scrolled and what had focus, as a selector.
#[derive(Clone, Debug, Default)]
struct Left {
    scroll: f64,
    focus: Option<String>,
}

thread_local! {
    static PLACE: Cell<f64> = const { Cell::new(0.0) };
    static NEXT: Cell<f64> = const { Cell::new(1.0) };
    static LEFT: RefCell<HashMap<u64, Left>> = RefCell::default();
    static ARRIVAL: RefCell<Option<Option<Left>>> = const { RefCell::new(None) };
}

/// Goes to a page and leaves the present one in the history.
pub fn go(route: &Route) {
    move_to(route, false);
}

/// Goes to a page in place of the present one.
pub fn replace(route: &Route) {
    move_to(route, true);
}

/// Goes on from the page `from` to the next, unless the person has left it meanwhile: an answer that comes late pulls nobody
/// away from what is being read.
pub fn go_on(from: &Route, to: &Route) {
    if here() == *from {
        go(to);
    }
}

/// The same in place of the page `from`.
pub fn replace_on(from: &Route, to: &Route) {
    if here() == *from {
        replace(to);
    }
}

fn move_to(route: &Route, in_place: bool) {
    let Ok(history) = window().history() else { return };
    // A link to the page one is on arrives there again, and leaves nothing to go back to.
    let stays = here() == *route;
    let in_place = in_place || stays;
    // From the first move on the page restores its own scrolling: what it shows arrives later than the browser expects.
    drop(history.set_scroll_restoration(web_sys::ScrollRestoration::Manual));
    note_leaving();
    let place = if in_place { PLACE.get() } else { NEXT.replace(NEXT.get() + 1.0) };
    let path = route.path();
    let state = JsValue::from_f64(place);
    drop(if in_place {
        history.replace_state_with_url(&state, "", Some(&path))
    } else {
        history.push_state_with_url(&state, "", Some(&path))
    });
    PLACE.set(place);
    ARRIVAL.set(Some(None));
    if let Ok(event) = Event::new("popstate") {
        drop(window().dispatch_event(&event));
    }
    if stays {
        // Unless something else is drawn in its place, which then arrives by itself.
        let again = || {
            if browser::element(HEADING).is_some() {
                arrived(HEADING);
            }
        };
        Timeout::new(0, again).forget();
    }
}

/// Where the history stands after the document was loaded anew: its entries of before keep their numbers.
fn begin() {
    let place = window().history().and_then(|history| history.state()).ok().and_then(|state| state.as_f64());
    let place = place.unwrap_or_default();
    PLACE.set(place);
    NEXT.set(place + 1.0);
}

fn note_leaving() {
    let focus = browser::document().active_element().and_then(|it| match (it.id(), it.get_attribute("href")) {
        (id, _) if !id.is_empty() => Some(format!("#{id}")),
        (_, Some(href)) => Some(format!("a[href='{href}']")),
        _ => None,
    });
    let left = Left { scroll: window().scroll_y().unwrap_or_default(), focus };
    LEFT.with_borrow_mut(|all| all.insert(PLACE.get() as u64, left));
}

fn came_back(event: &Event) {
    // A move of our own has no state: it is dispatched by `move_to`, which has noted everything.
    let Some(event) = event.dyn_ref::<web_sys::PopStateEvent>().filter(|it| it.is_trusted()) else { return };
    note_leaving();
    let place = event.state().as_f64().unwrap_or_default();
    PLACE.set(place);
    NEXT.set(NEXT.get().max(place + 1.0));
    ARRIVAL.set(Some(Some(LEFT.with_borrow(|all| all.get(&(place as u64)).cloned().unwrap_or_default()))));
}

/// Says that what comes next is like a page of its own: its heading takes focus.
pub fn arriving() {
    ARRIVAL.set(Some(None));
}

/// Called by a page when its heading is there: moves focus and scrolling, unless the document was only just loaded.
pub fn arrived(heading: &str) {
    let Some(arrival) = ARRIVAL.take() else { return };
    match arrival {
        Some(left) => {
            if !left.focus.is_some_and(|selector| focus_only(&selector)) {
                focus_only(&format!("#{heading}"));
            }
            restore(left.scroll, 60);
        }
        None => {
            focus_only(&format!("#{heading}"));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

fn focus_only(selector: &str) -> bool {
    let element = browser::document().query_selector(selector).ok().flatten();
    let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Scrolls back, waiting for content that is still being fetched for some frames.
fn restore(scroll: f64, frames: u32) {
    window().scroll_to_with_x_and_y(0.0, scroll);
    if frames > 0 && window().scroll_y().unwrap_or_default() + 1.0 < scroll {
        let again = Closure::once_into_js(move || restore(scroll, frames - 1));
        drop(window().request_animation_frame(again.unchecked_ref()));
    }
}

/// The present page, followed.
#[hook]
pub fn use_route() -> Route {
    let route = use_state_eq(here);
    {
        let route = route.setter();
        use_effect_with((), move |()| {
            begin();
            let listener = Listener::new(&window(), "popstate", move |event| {
                came_back(&event);
                route.set(here());
            });
            move || drop(listener)
        });
    }
    (*route).clone()
}

/// The page that the address names now.
#[must_use]
pub fn here() -> Route {
    Route::parse(&window().location().pathname().unwrap_or_default())
}

/// A real link that moves within the page; clicks meant for a new tab are left to the browser. `current` is the page one is
/// on; `id` and `class` may be empty.
#[inline(never)]
pub fn anchor(id: &str, to: Route, class: &'static str, current: bool, inside: Html) -> Html {
    let own = |name: &str| (!name.is_empty()).then(|| AttrValue::from(name.to_owned()));
    let href = to.path();
    let onclick = Callback::from(move |event: MouseEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !elsewhere && event.button() == 0 && !event.default_prevented() {
            event.prevent_default();
            go(&to);
        }
    });
    html! {
        <a id={own(id)} {href} class={own(class)} aria-current={current.then_some("page")} {onclick}>{ inside }</a>
    }
}

#[cfg(test)]
mod tests;
