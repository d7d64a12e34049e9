//! Something fetched for a page: on its way, here, or failed.

use crate::api::Answer;
use gloo_timers::future::TimeoutFuture;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What a page fetches, with the way to fetch it again.
#[derive(Clone)]
pub struct Fetched<T: 'static> {
    answer: UseStateHandle<Option<Answer<T>>>,
    again: UseStateHandle<u32>,
}

impl<T: 'static> Fetched<T> {
    /// The answer, once there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer<T>> {
        self.answer.as_ref()
    }

    /// Fetches again; what is there stays until the new answer comes.
    #[must_use]
    pub fn again(&self) -> Callback<()> {
        let again = self.again.clone();
        Callback::from(move |()| again.set(*again + 1))
    }
}

/// What `work` comes to, unless it takes longer than `limit` milliseconds.
pub async fn within<T>(limit: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut limit) = (pin!(work), pin!(TimeoutFuture::new(limit)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Fetches on arrival and whenever `deps` change. An answer that is overtaken by a newer request is dropped.
#[hook]
pub fn use_fetched<T, D, A>(deps: D, fetch: impl FnOnce(&D) -> A + 'static) -> Fetched<T>
where
    T: 'static,
    D: PartialEq + 'static,
    A: Future<Output = Answer<T>> + 'static,
{
    let answer = use_state(|| None);
    let again = use_state(|| 0);
    let newest = use_mut_ref(|| 0_u32);
    {
        let answer = answer.setter();
        use_effect_with((deps, *again), move |(deps, _)| {
            let mine = *newest.borrow() + 1;
            *newest.borrow_mut() = mine;
            // Boxed: one machine that waits for all pages instead of one for each.
            let fetching: Pin<Box<dyn Future<Output = Answer<T>>>> = Box::pin(fetch(deps));
            spawn_local(async move {
                let fetched = fetching.await;
                if *newest.borrow() == mine {
                    answer.set(Some(fetched));
                }
            });
        });
    }
    Fetched { answer, again }
}
