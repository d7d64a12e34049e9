//! Settings of the server, once they are known.

use crate::api;
use shared::api::ConfigView;
use shared::auth::CODE_MINUTES;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The settings; nothing until the server has answered.
pub type Config = Option<Rc<ConfigView>>;

/// Asks the server once.
#[hook]
pub fn use_config_of_page() -> Config {
    let config = use_state(|| None);
    let setter = config.setter();
    use_effect_with((), move |()| {
        spawn_local(async move {
            if let Ok(view) = api::config().await {
                setter.set(Some(Rc::new(view)));
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
