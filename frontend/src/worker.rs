//! Work that would hold the page up, done by a script of its own beside it.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// A worker with what listens to it. Dropped, it stops.
pub struct Work {
    worker: Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut()>,
}

impl Drop for Work {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Work {
    /// Starts a script with a message. `heard` gets each of its answers, an array, and an empty one when the script breaks.
    /// Nothing when the browser does not start it.
    pub fn start(script: &str, message: &JsValue, heard: impl Fn(Array) + Clone + 'static) -> Option<Self> {
        let worker = Worker::new(script).ok()?;
        let failed = {
            let heard = heard.clone();
            Closure::new(move || heard(Array::new()))
        };
        let heard = Closure::new(move |event: MessageEvent| heard(Array::from(&event.data())));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        worker.post_message(message).ok()?;
        Some(Self { worker, _heard: heard, _failed: failed })
    }
}
