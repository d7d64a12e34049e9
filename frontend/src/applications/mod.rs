//! Pages of the one who is signed in: home, services, the road of an application.

use crate::routes::Route;
use yew::prelude::*;

/// The page of a route, when there is one.
#[must_use]
pub fn page(_route: &Route) -> Option<Html> {
    None
}
