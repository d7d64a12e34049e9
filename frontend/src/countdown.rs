//! Time left, shown and never decided on: the server's clock decides.

use crate::browser;
use gloo_timers::callback::Interval;
use yew::prelude::*;

/// The moment so many seconds from now, in the page's milliseconds.
#[must_use]
pub fn seconds_from_now(seconds: u64) -> f64 {
    browser::milliseconds() + seconds as f64 * 1_000.0
}

/// Seconds left until `moment`; 0 when it has passed. Right again at once after the machine slept.
#[hook]
pub fn use_seconds_until(moment: f64) -> u64 {
    let left = move || ((moment - browser::milliseconds()) / 1_000.0).ceil().max(0.0) as u64;
    let tick = use_state(|| 0_u32);
    {
        let tick = tick.setter();
        use_effect_with(moment.to_bits(), move |_| {
            let count = std::cell::Cell::new(0);
            let timer = Interval::new(1_000, move || {
                count.set(count.get() + 1);
                tick.set(count.get());
            });
            move || drop(timer)
        });
    }
    left()
}

/// Minutes and seconds, `14:05`.
#[must_use]
pub fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
