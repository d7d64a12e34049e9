//! The block «Байланыс ақпараты» (R-138…R-147).

use crate::fields;
use crate::kernel::form::{Checker, Form};
use crate::values::address::AddressText;
use crate::values::email::Email;
use crate::values::letters;
use crate::values::phone::{AnyPhone, MobilePhone};
use crate::values::postal_index::OldIndex;
use serde::{Deserialize, Serialize};

/// Address, phones and e-mail, as typed. A village has no streets and a city of republican significance no oblast:
/// what must be given is decided by the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContactsForm {
    /// Облыс.
    pub oblast: String,
    /// Қала немесе ауыл.
    pub city: String,
    /// Аудан.
    pub district: String,
    /// Көше.
    pub street: String,
    /// Үй.
    pub house: String,
    /// Пәтер.
    pub apartment: String,
    /// Индекс (ескі), 6 digits.
    pub old_index: String,
    /// Байланысу телефоны, landline or mobile.
    pub contact_phone: String,
    /// Ұялы телефон.
    pub mobile_phone: String,
    /// E-mail, Latin.
    pub email: String,
}

fields!(ContactsForm {
    OBLAST: String = oblast,
    CITY: String = city,
    DISTRICT: String = district,
    STREET: String = street,
    HOUSE: String = house,
    APARTMENT: String = apartment,
    OLD_INDEX: String = old_index,
    CONTACT_PHONE: String = contact_phone,
    MOBILE_PHONE: String = mobile_phone,
    EMAIL: String = email,
});

/// Proven contacts: a mobile phone or an e-mail at least (R-144…R-146).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// Where the person lives.
    pub address: Address,
    /// Landline or mobile.
    pub contact_phone: Option<AnyPhone>,
    /// Mobile.
    pub mobile_phone: Option<MobilePhone>,
    /// E-mail.
    pub email: Option<Email>,
}

/// An address of residence (R-139…R-142). The new index stays empty until the post's directory fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Oblast; none for a city of republican significance.
    pub oblast: Option<String>,
    /// City or village.
    pub city: String,
    /// District.
    pub district: Option<String>,
    /// Street; many villages have none.
    pub street: Option<String>,
    /// House.
    pub house: String,
    /// Apartment.
    pub apartment: Option<String>,
    /// Old postal index.
    pub old_index: Option<OldIndex>,
}

/// Cities that belong to no oblast.
const REPUBLICAN_CITIES: [&str; 3] = ["астана", "алматы", "шымкент"];

/// What people write before or after the name of a city.
const CITY_WORDS: [&str; 6] = ["қ", "қаласы", "қала", "г", "город", "гор"];

/// Is it a city of republican significance, which belongs to no oblast?
#[must_use]
pub fn is_republican_city(city: &str) -> bool {
    let lower = letters::small(city);
    let words = lower.split(|letter: char| letter.is_whitespace() || ".,«»\"()".contains(letter));
    let mut names = words.filter(|word| !word.is_empty() && !CITY_WORDS.contains(word));
    matches!((names.next(), names.next()), (Some(name), None) if REPUBLICAN_CITIES.contains(&name))
}

impl ContactsForm {
    /// Must the oblast be given? Not in a city of republican significance.
    #[must_use]
    pub fn oblast_is_needed(&self) -> bool {
        !is_republican_city(&self.city)
    }

    /// The least that finds a house in this country: city or village, house, and the oblast unless the city belongs to
    /// none. District and street may be missing: villages have houses without streets, cities have no district.
    fn address(&self, on: &mut Checker<'_, Self>) -> Option<Address> {
        let oblast = if self.oblast_is_needed() {
            on.parse::<AddressText<60>>(Self::OBLAST).map(Some)
        } else {
            on.parse_if_given(Self::OBLAST)
        };
        let city = on.parse::<AddressText<60>>(Self::CITY);
        let district = on.parse_if_given::<AddressText<60>>(Self::DISTRICT);
        let street = on.parse_if_given::<AddressText<100>>(Self::STREET);
        let house = on.parse::<AddressText<20>>(Self::HOUSE);
        let apartment = on.parse_if_given::<AddressText<10>>(Self::APARTMENT);
        let old_index = on.parse_if_given(Self::OLD_INDEX);
        Some(Address {
            oblast: oblast?.map(String::from),
            city: city?.into(),
            district: district?.map(String::from),
            street: street?.map(String::from),
            house: house?.into(),
            apartment: apartment?.map(String::from),
            old_index: old_index?,
        })
    }
}

impl Form for ContactsForm {
    const ID: &'static str = "contacts";
    type Facts = ();
    type Valid = Contacts;

    fn rules(&self, (): &(), on: &mut Checker<'_, Self>) -> Option<Contacts> {
        let address = self.address(on);
        let contact_phone = on.parse_if_given(Self::CONTACT_PHONE);
        let neither = self.mobile_phone.trim().is_empty() && self.email.trim().is_empty();
        let mobile_phone =
            if neither { on.parse(Self::MOBILE_PHONE).map(Some) } else { on.parse_if_given(Self::MOBILE_PHONE) };
        let email = on.parse_if_given(Self::EMAIL);
        Some(Contacts { address: address?, contact_phone: contact_phone?, mobile_phone: mobile_phone?, email: email? })
    }
}
