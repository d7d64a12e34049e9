//! What is kept of the Fund's answer while a registration goes on.

use super::common::is_common;
use super::password::in_one_form;
use crate::gateways::fund::{Contact, FundPerson};
use serde::{Deserialize, Serialize};
use shared::api::{Channel, MaskedContact};
use shared::auth::Guesses;
use shared::values::email::Email;
use shared::values::phone::AnyPhone;
use shared::values::{full_name::FullName, iin::Iin};

/// Names and contacts.
#[derive(Serialize, Deserialize)]
pub(super) struct OnFile {
    /// Names.
    pub(super) name: FullName,
    /// Those on offer for the code.
    pub(super) contacts: Vec<KeptContact>,
}

/// A contact.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct KeptContact {
    /// Identifier within the person's contacts.
    pub(super) id: String,
    /// Phone or mail.
    pub(super) channel: Channel,
    /// E.164 number or address.
    pub(super) value: String,
    /// Another person has it too.
    pub(super) shared: bool,
}

impl From<FundPerson> for OnFile {
    fn from(person: FundPerson) -> Self {
        let kept = |it: Contact| KeptContact { id: it.id, channel: it.channel, value: it.value, shared: it.shared };
        Self { name: person.name, contacts: person.contacts.into_iter().map(kept).collect() }
    }
}

impl KeptContact {
    /// As somebody may see it who is not signed in.
    pub(super) fn masked(&self) -> MaskedContact {
        let masked = match self.channel {
            Channel::Sms => self.value.parse().map(|phone: AnyPhone| phone.masked()).ok(),
            Channel::Email => self.value.parse().map(|email: Email| email.masked()).ok(),
        };
        // What is neither a phone nor an address of ours is still not shown.
        let masked = masked.unwrap_or_else(|| "***".to_owned());
        MaskedContact { id: self.id.clone(), channel: self.channel, masked }
    }
}

impl OnFile {
    /// What a stranger would try first for this person, in the form in which passwords are judged.
    pub(super) fn guesses(&self, iin: &Iin) -> Guesses {
        let name = &self.name;
        let mut own = vec![iin.to_string(), name.surname.clone(), name.given.clone()];
        own.extend(name.patronymic.clone());
        own.extend(self.contacts.iter().map(|contact| contact.value.clone()));
        Guesses { own: own.iter().map(|it| in_one_form(it)).collect(), is_common }
    }
}
