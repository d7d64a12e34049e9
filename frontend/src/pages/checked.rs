//! A small form whose last field is the anti-robot check: a press while the check is still running is
//! remembered and carried out when it is over.

use super::robot_check::RobotCheck;
use crate::form::FormHandle;
use crate::sending::{Request, Sending, use_sending};
use crate::words::Words;
use shared::kernel::form::{Errors, Field, Form};
use yew::platform::spawn_local;
use yew::prelude::*;

/// The form in the hands of its page.
pub struct Checked {
    /// The request.
    pub sending: Sending,
    /// The errors that are fair to show. The check shows its own state; its absence is no error of the person.
    pub shown: Errors,
    /// Pressed, or waiting for the check.
    pub busy: bool,
    /// Its button was pressed, or Enter.
    pub onsubmit: Callback<()>,
    /// The check.
    pub check: Html,
}

impl Checked {
    /// What the button says while it is busy.
    #[must_use]
    pub fn busy_label(&self, words: &Words, sending: &str) -> AttrValue {
        words.get(if self.sending.is_busy() { sending } else { "register-checking" })
    }
}

/// Follows the form; `check` is the id of the check and its field.
#[hook]
pub fn use_checked<F: Form, T: 'static>(
    form: &FormHandle<F>,
    facts: &F::Facts,
    check: (&'static str, Field<F>),
    request: impl Fn(F) -> Request<T> + 'static,
    done: Callback<T>,
) -> Checked {
    let (id, proof) = check;
    let round = use_state(|| 0_u32);
    let wanted = use_state(|| false);
    let sending = use_sending();
    let at = format!("/{}", proof.name);
    let without_proof = |errors: Errors| errors.filter(|pointer| pointer != at);
    let open = form.draft().check(facts).err();
    let ready = *wanted && open.is_none();
    let only_proof_missing = open.is_none_or(|errors| without_proof(errors).is_empty());
    let shown = without_proof(form.shown(facts));
    {
        let (form, round, wanted, sending) = (form.clone(), round.clone(), wanted.clone(), sending.clone());
        use_effect_with(ready, move |ready| {
            if !ready {
                return;
            }
            wanted.set(false);
            sending.begin();
            spawn_local(async move {
                match request(form.draft().clone()).await {
                    Ok(answer) => return done.emit(answer),
                    Err(refused) => sending.refuse(&form, refused),
                }
                // A solution serves once: the next try needs another.
                form.edit_quietly(move |form| (proof.get_mut)(form).clear());
                round.set(*round + 1);
            });
        });
    }
    let onsubmit = {
        let (form, wanted, sending) = (form.clone(), wanted.clone(), sending.clone());
        Callback::from(move |()| {
            sending.forget();
            if only_proof_missing {
                wanted.set(true);
            } else {
                form.submit();
            }
        })
    };
    let onproof = {
        let form = form.clone();
        use_callback((), move |solution: String, ()| {
            form.edit_quietly(move |form| *(proof.get_mut)(form) = solution);
        })
    };
    let check = html! { <RobotCheck {id} {onproof} round={*round} /> };
    Checked { busy: sending.is_busy() || *wanted, sending, shown, onsubmit, check }
}
