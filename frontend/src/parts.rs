//! The client in parts: what every page needs is there first, the rest comes when a page asks for it, or a little earlier
//! (docs/decisions/parts.md). A build for development is one piece.

use crate::api::{self, Answer};
use crate::browser;
use crate::fetched::{use_fetched, within};
use crate::routes::{self, Route};
use crate::saver;
use crate::session::Who;
use crate::ui::Page;
use crate::ui::markup::{MAIN, button, loading};
use crate::words::{Words, use_words};
use crate::{applications, pages};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Milliseconds that a page has for itself before the part that is needed next is fetched.
const PAUSE: u32 = 2_000;

/// A part of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Pages before login, and those for everybody.
    Entrance,
    /// What a person has: home, services, applications, entrances.
    Cabinet,
    /// Conditions and form of a service.
    Form,
    /// The check page and signing.
    Signing,
}

/// Draws the pages of a part.
pub type Draw = fn(&Route, &Words) -> Html;

thread_local! {
    static HERE: RefCell<[Option<Draw>; 4]> = const { RefCell::new([None; 4]) };
}

impl Part {
    /// The part that a page is in, for one who is signed in or not; none for the start page.
    #[must_use]
    pub fn of(route: &Route, signed_in: bool) -> Option<Self> {
        match route {
            route if route.is_for_everybody() => Some(Self::Entrance),
            route if signed_in => Some(Self::inside(route)),
            Route::Login => Some(Self::Entrance),
            _ => None,
        }
    }

    /// The part of a page for one who is signed in.
    #[must_use]
    pub fn inside(route: &Route) -> Self {
        match route {
            Route::Service(_) | Route::Fill(_) => Self::Form,
            Route::Review(_) => Self::Signing,
            _ => Self::Cabinet,
        }
    }

    fn here(self) -> Option<Draw> {
        HERE.with_borrow(|here| here[self as usize])
    }

    /// Fetches it, unless it is here.
    ///
    /// # Errors
    /// No network, none fast enough, or the server has a newer build; the next call tries again.
    pub async fn fetch(self) -> Answer<()> {
        if self.here().is_some() {
            return Ok(());
        }
        let fetched = async {
            match self {
                Self::Entrance => entrance().await,
                Self::Cabinet => cabinet().await,
                Self::Form => form().await,
                Self::Signing => signing().await,
            }
        };
        let draw = within(api::TIME_LIMIT, fetched).await.unwrap_or(Err(api::Failure::Offline))?;
        HERE.with_borrow_mut(|here| here[self as usize] = Some(draw));
        Ok(())
    }

    /// Parts that the one on this page is likely to need next, in order.
    fn ahead(route: &Route, who: &Who) -> &'static [Self] {
        match who {
            Who::Citizen(_) | Who::Ended(_) => match Self::inside(route) {
                Self::Form => &[Self::Signing, Self::Cabinet],
                Self::Signing => &[Self::Cabinet],
                _ => &[Self::Form, Self::Signing],
            },
            Who::Unknown | Who::Nobody => &[Self::Cabinet, Self::Entrance],
        }
    }
}

/// Fetches the part of the page that a client begins with; the start page needs none. One that does not come is asked for
/// again by its page.
pub async fn fetch_for(route: &Route, signed_in: bool) {
    if let Some(part) = Part::of(route, signed_in) {
        drop(part.fetch().await);
    }
}

/// Fetches what the page in sight has no need of yet, once it has had time for itself: later moves are at once, and do not
/// need the network. A part that does not come is asked for again by its page.
#[hook]
pub fn use_parts_ahead(route: &Route, who: &Who) {
    use_effect_with(Part::ahead(route, who), |parts| {
        let parts = *parts;
        let timer = Timeout::new(PAUSE, move || {
            spawn_local(async move {
                for part in parts {
                    if part.fetch().await.is_err() {
                        break;
                    }
                }
            });
        });
        move || drop(timer)
    });
}

/// The function that fetches a part, and what draws its pages.
macro_rules! part {
    ($name:ident, $draw:path) => {
        #[cfg(in_parts)]
        #[wasm_split_helpers::wasm_split($name, fallible)]
        fn $name() -> Answer<Draw> {
            Ok($draw)
        }

        #[cfg(not(in_parts))]
        async fn $name() -> Answer<Draw> {
            Ok($draw)
        }
    };
}

part!(entrance, pages::entrance);
part!(cabinet, applications::cabinet);
part!(form, applications::form);
part!(signing, applications::signing);

#[cfg(in_parts)]
impl From<wasm_split_helpers::SplitLoaderError> for api::Failure {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self::Offline
    }
}

/// Properties of [`PartPage`].
#[derive(Properties, PartialEq)]
pub struct PartPageProps {
    /// Which part.
    pub part: Part,
    /// Which page of it.
    pub route: Route,
}

/// A page of a part, once the part is here.
#[component]
pub fn PartPage(PartPageProps { part, route }: &PartPageProps) -> Html {
    let words = use_words();
    let part = *part;
    let fetched = use_fetched(part, |part| part.fetch());
    let busy = use_state_eq(|| false);
    match (part.here(), fetched.answer()) {
        (Some(draw), _) => draw(route, &words),
        (None, Some(Err(_))) => missing(&words, part, &busy),
        (None, _) => loading(),
    }
}

/// No network, or the server has a newer build, which has no parts for this one.
fn missing(words: &Words, part: Part, busy: &UseStateHandle<bool>) -> Html {
    let look = MAIN.busy(**busy);
    let busy = busy.setter();
    let press = Callback::from(move |()| {
        let busy = busy.clone();
        spawn_local(async move {
            busy.set(true);
            if part.fetch().await.is_ok() {
                routes::arriving();
            } else if api::config().await.is_ok() && saver::finish().await {
                browser::reload();
            }
            // Draws the page, if its part is here now.
            busy.set(false);
        });
    });
    html! {
        <Page title={words.get("part-missing")} lead={words.get("part-missing.advice")}>
            <p class="row">{ button("part-again", look, press, words.get("try-again")) }</p>
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use crate::routes::Route;
    use crate::session::Who;
    use shared::services::ServiceKind;
    use wasm_bindgen_test::wasm_bindgen_test;

    const KIND: ServiceKind = ServiceKind::PensionPayment;

    #[wasm_bindgen_test]
    fn each_step_of_the_road_has_its_part() {
        for (route, part) in [
            (Route::Home, Part::Cabinet),
            (Route::Services, Part::Cabinet),
            (Route::Service(KIND), Part::Form),
            (Route::Fill(KIND), Part::Form),
            (Route::Review("1".into()), Part::Signing),
            (Route::Application("1".into()), Part::Cabinet),
            (Route::Password, Part::Cabinet),
        ] {
            assert_eq!(Part::of(&route, true), Some(part), "{route:?}");
            assert!(!route.is_for_everybody(), "{route:?}");
        }
        assert!(Route::Verify.is_for_everybody());
    }

    #[wasm_bindgen_test]
    async fn a_build_in_one_piece_has_every_part() {
        for part in [Part::Entrance, Part::Cabinet, Part::Form, Part::Signing] {
            assert!(part.here().is_none());
            assert_eq!(part.fetch().await, Ok(()));
            assert!(part.here().is_some());
        }
    }

    #[wasm_bindgen_test]
    fn what_comes_next_is_fetched_ahead_and_nothing_of_the_cabinet_is_forgotten() {
        assert_eq!(Part::ahead(&Route::Home, &Who::Nobody), [Part::Cabinet, Part::Entrance]);
        let signed_in = Who::Citizen(crate::session::tests::citizen("780417403079"));
        for route in [Route::Home, Route::Fill(KIND), Route::Review("1".into())] {
            let mut all = vec![Part::inside(&route)];
            all.extend(Part::ahead(&route, &signed_in));
            assert!(all.contains(&Part::Cabinet) && all.contains(&Part::Signing), "{route:?}: {all:?}");
        }
    }
}
