//! Settings of the server, once they are known.

use crate::api;
use gloo_timers::future::TimeoutFuture;
use shared::api::ConfigView;
use shared::auth::CODE_MINUTES;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The settings; nothing until the server has answered.
pub type Config = Option<Rc<ConfigView>>;

/// The first pause before the server is asked again, and the longest, milliseconds.
const PAUSES: (u32, u32) = (1_000, 15_000);

/// Asks the server until it answers: without its settings there is no consent and no signing by key.
#[hook]
pub fn use_config_of_page() -> Config {
    let config = use_state(|| None);
    let setter = config.setter();
    use_effect_with((), move |()| {
        spawn_local(async move {
            let (mut pause, longest) = PAUSES;
            loop {
                if let Ok(view) = api::config().await {
                    return setter.set(Some(Rc::new(view)));
                }
                TimeoutFuture::new(pause).await;
                pause = longest.min(2 * pause);
            }
        });
    });
    (*config).clone()
}

/// Minutes that a one-time code lives, as text: until the server has answered, the most that it can be.
pub fn code_minutes(config: &Config) -> String {
    config.as_ref().map_or(CODE_MINUTES, |config| config.code_minutes).to_string()
}

/// The settings.
#[hook]
pub fn use_config() -> Config {
    use_context::<Config>().expect("App hands the settings down")
}
