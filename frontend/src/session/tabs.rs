//! What tabs of the same browser tell each other about the session: words only, nothing of the person.

use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

/// The person signed out.
pub const SIGNED_OUT: &str = "signed-out";
/// Somebody signed in, or the session ended: the server knows.
pub const CHANGED: &str = "changed";
/// The person is active in another tab.
pub const ACTIVE: &str = "active";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new("session").ok();
}

/// Tells the other tabs.
pub fn say(word: &str) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // A channel that is open takes every text.
            drop(channel.post_message(&JsValue::from_str(word)));
        }
    });
}

/// The channel, to be listened to.
pub fn channel() -> Option<BroadcastChannel> {
    CHANNEL.with(Clone::clone)
}
