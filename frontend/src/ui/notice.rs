//! Something the person should know, and something that went wrong with the way out.

use super::markup::{QUIET, button};
use crate::api::Failure;
use crate::words::use_words;
use yew::prelude::*;

/// What kind of news it is. Colour is never the only sign: the words say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    #[default]
    Plain,
    /// Done.
    Good,
    /// Take care.
    Warn,
    /// Went wrong.
    Bad,
}

impl Tone {
    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad-news",
        }
    }
}

/// Properties of [`Notice`].
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// Kind.
    #[prop_or_default]
    pub tone: Tone,
    /// Heading.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Announced when it appears: `alert` for what went wrong, `status` for the rest.
    #[prop_or_default]
    pub role: Option<AttrValue>,
    /// Takes focus when it appears.
    #[prop_or_default]
    pub takes_focus: bool,
    /// Text.
    #[prop_or_default]
    pub children: Html,
}

/// A framed message.
#[component]
pub fn Notice(NoticeProps { tone, title, role, takes_focus, children }: &NoticeProps) -> Html {
    let node = use_node_ref();
    {
        let (node, takes_focus) = (node.clone(), *takes_focus);
        use_effect_with((), move |()| {
            if let Some(element) = node.cast::<web_sys::HtmlElement>().filter(|_| takes_focus) {
                drop(element.focus());
            }
        });
    }
    html! {
        <div class={classes!("notice", tone.class())} ref={node} role={role.clone()} tabindex="-1">
            if let Some(title) = title {
                <p class="notice-title">{ title }</p>
            }
            { children.clone() }
        </div>
    }
}

/// Properties of [`FailureNotice`].
#[derive(Properties, PartialEq)]
pub struct FailureNoticeProps {
    /// What went wrong.
    pub failure: Failure,
    /// Tries again.
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
    /// Takes focus: it answers something the person has just pressed.
    #[prop_or_default]
    pub takes_focus: bool,
    /// A further way out.
    #[prop_or_default]
    pub children: Html,
}

/// What happened, what became of the answers, what to do, and whom to call (ux 6).
#[component]
pub fn FailureNotice(FailureNoticeProps { failure, retry, takes_focus, children }: &FailureNoticeProps) -> Html {
    let words = use_words();
    let said = words.failure(failure);
    html! {
        <Notice tone={Tone::Bad} title={said.what} role="alert" {takes_focus}>
            <p>{ said.advice }</p>
            { children.clone() }
            if let Some(retry) = retry {
                <div class="row">{ button("", QUIET, retry.clone(), words.get("try-again")) }</div>
            }
            <p class="source">{ words.get("failure-contacts") }</p>
        </Notice>
    }
}
