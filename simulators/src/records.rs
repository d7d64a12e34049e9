//! What the outside systems know about a person, in the words of their contracts (`contracts/*.yaml`).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::iso_date;

/// ТАӘ / ФИО as the registers write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Тегі / фамилия.
    pub surname: String,
    /// Аты / имя.
    pub given: String,
    /// Әкесінің аты / отчество; not everybody has one.
    pub patronymic: Option<String>,
}

/// Kind of an identity document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Жеке куәлік / удостоверение личности.
    IdentityCard,
    /// Төлқұжат / паспорт.
    Passport,
    /// Тұруға ықтиярхат / вид на жительство.
    ResidencePermit,
    /// Азаматтығы жоқ адамның куәлігі / удостоверение лица без гражданства.
    StatelessCertificate,
}

/// Жеке басын куәландыратын құжат / документ, удостоверяющий личность (R-107…R-113).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Which document it is.
    pub kind: DocumentKind,
    /// Series, where the kind has one.
    pub series: Option<String>,
    /// Number.
    pub number: String,
    /// Date of issue.
    #[serde(with = "iso_date")]
    pub issued: Date,
    /// Last day on which it is valid.
    #[serde(with = "iso_date")]
    pub valid_until: Date,
    /// Who issued it.
    pub issuer: String,
}

/// How a contact is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A text message to a mobile phone.
    Sms,
    /// A letter.
    Email,
}

/// A contact on the Fund's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Identifier within this person's contacts.
    pub id: String,
    /// Phone or mail.
    pub channel: Channel,
    /// E.164 number or address.
    pub value: String,
    /// The same contact stands on another person's file too.
    pub shared: bool,
}

/// Kind of contributions that an account keeps: МЗЖ, МКЗЖ, ЕЗЖ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contribution {
    /// Міндетті зейнетақы жарналары / ОПВ.
    Mandatory,
    /// Міндетті кәсіптік зейнетақы жарналары / ОППВ.
    Occupational,
    /// Ерікті зейнетақы жарналары / ДПВ.
    Voluntary,
}

/// The latest contribution that reached an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastContribution {
    /// Day of arrival.
    #[serde(with = "iso_date")]
    pub date: Date,
    /// Tenge.
    #[serde(with = "rust_decimal::serde::str")]
    pub amount: Decimal,
}

/// Жеке зейнетақы шоты / индивидуальный пенсионный счет.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PensionAccount {
    /// 20 digits.
    pub number: String,
    /// What is collected on it.
    pub contribution: Contribution,
    /// Savings in tenge.
    #[serde(with = "rust_decimal::serde::str")]
    pub balance: Decimal,
    /// The latest contribution, if there was one.
    pub last_contribution: Option<LastContribution>,
    /// An application for a payment from it is open.
    pub open_application: bool,
    /// The annual amount of this year was paid from it.
    pub annual_paid: bool,
    /// A payment from it came back from the bank.
    pub returned_payment: bool,
}

/// Everything the Fund's information system answers about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundRecord {
    /// ЖСН / ИИН.
    pub iin: String,
    /// Names as the Fund has them.
    pub name: Name,
    /// Day of birth as the Fund has it.
    #[serde(with = "iso_date")]
    pub birth: Date,
    /// The document on the Fund's file.
    pub document: Option<Document>,
    /// Contacts on the Fund's file.
    pub contacts: Vec<Contact>,
    /// Pension accounts.
    pub accounts: Vec<PensionAccount>,
    /// A transfer to an insurance organisation is open.
    pub insurer_transfer: bool,
    /// An additional agreement chooses the internet as the way of information.
    pub information_agreement: bool,
}

/// Sex by the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Ер.
    Male,
    /// Әйел.
    Female,
}

/// Life status by the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Life {
    /// No death record.
    Alive,
    /// A death record exists.
    Dead,
}

/// Legal capacity by the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Capacity {
    /// Full.
    Full,
    /// Limited by a court.
    Limited,
    /// Incapable by a court's decision.
    None,
}

/// Everything ЖТ МДБ / ГБД ФЛ answers about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRecord {
    /// ЖСН / ИИН.
    pub iin: String,
    /// Names as the state has them.
    pub name: Name,
    /// Day of birth.
    #[serde(with = "iso_date")]
    pub birth: Date,
    /// Sex.
    pub sex: Sex,
    /// Life status.
    pub life: Life,
    /// Legal capacity.
    pub capacity: Capacity,
    /// Documents, valid or not.
    pub documents: Vec<Document>,
}

/// What the disability register answers (R-096…R-098).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disability {
    /// Group 1, 2 or 3.
    pub group: u8,
    /// Set without a term.
    pub indefinite: bool,
    /// Last day of the term; absent when there is none.
    #[serde(with = "iso_date::option")]
    pub valid_until: Option<Date>,
}
