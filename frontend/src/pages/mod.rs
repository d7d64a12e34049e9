//! Pages that need no session, and those about entering and sessions.

mod checked;
mod code;
mod entrances;
mod information;
mod key;
mod not_me;
mod password;
mod register;
mod robot_check;
mod start;
mod verify;

pub use entrances::EntrancesPage;
pub use password::PasswordPage;
pub use start::StartPage;

use crate::routes::Route;
use crate::words::Words;
use shared::auth::CodePurpose;
use yew::prelude::*;

/// The pages of [`Part::Entrance`](crate::parts::Part).
pub fn entrance(route: &Route, words: &Words) -> Html {
    match route {
        Route::Register => html! { <register::RegisterPage key="register" /> },
        Route::CodeLogin => html! { <register::RegisterPage key="code-login" purpose={CodePurpose::Entrance} /> },
        Route::Code => html! { <code::CodePage /> },
        Route::NotMe => html! { <not_me::NotMePage /> },
        Route::Memo(name) => information::memo(words, name),
        Route::Offices => information::offices(words),
        Route::Accessibility => information::accessibility(words),
        Route::Verify => html! { <verify::VerifyPage /> },
        Route::NotFound => information::not_found(words),
        _ => html! { <key::KeyPage /> },
    }
}
