//! What is reviewed, printed, signed and kept: blocks of (label, value), built once from proven values.

use crate::texts::{Language, Texts};
use crate::values::{day::Day, iban, money::Money};
use serde::{Deserialize, Serialize};

/// A document before it gets a language: text ids and values.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Text id of the title.
    pub title: &'static str,
    /// Its blocks, in the order of the form.
    pub blocks: Vec<Block>,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Text id of the heading, which is also the legend of the form's block.
    pub heading: &'static str,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One answer or fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Text id of the label: the same as the form's.
    pub label: &'static str,
    /// What stands there.
    pub value: Value,
}

/// A value that is put into words only when the document gets its language.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As it stands.
    Text(String),
    /// A word of ours, by its text id.
    Word(&'static str),
    /// A name that a directory gives in three languages.
    Names(Names),
    /// A day.
    Day(Day),
    /// An amount in tenge.
    Money(Money),
    /// An account number, grouped by four.
    Iban(String),
    /// Left empty.
    Nothing,
}

/// A name in the three languages of the cabinet, as directories give it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Names {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Names {
    /// The name in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Kk => &self.kk,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}

impl Value {
    /// In the words of a language; what was left empty says so.
    #[must_use]
    pub fn write(&self, texts: &Texts) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Word(id) => texts.get(id),
            Self::Names(names) => names.in_language(texts.language()).to_owned(),
            Self::Day(day) => day.dotted(),
            Self::Money(money) => texts.say("amount", &[("amount", &money.grouped())]),
            Self::Iban(number) => iban::grouped(number),
            Self::Nothing => texts.get("nothing"),
        }
    }
}

impl Document {
    /// Adds a row to the block with this heading: what the road knows and the service does not (consent, number).
    pub fn add(&mut self, heading: &'static str, label: &'static str, value: Value) {
        let row = Row { label, value };
        match self.blocks.iter_mut().find(|block| block.heading == heading) {
            Some(block) => block.rows.push(row),
            None => self.blocks.push(Block { heading, rows: vec![row] }),
        }
    }

    /// Puts the document into words, once, in the applicant's language.
    #[must_use]
    pub fn write(&self, texts: &Texts) -> WrittenDocument {
        let row = |row: &Row| WrittenRow { label: texts.get(row.label), value: row.value.write(texts) };
        let block = |block: &Block| WrittenBlock {
            id: block.heading.to_owned(),
            heading: texts.get(block.heading),
            rows: block.rows.iter().map(row).collect(),
        };
        WrittenDocument { title: texts.get(self.title), blocks: self.blocks.iter().map(block).collect() }
    }
}

/// A document in the applicant's language: what the check page shows and the PDF prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct WrittenDocument {
    /// Title.
    pub title: String,
    /// Blocks in order.
    pub blocks: Vec<WrittenBlock>,
}

/// A block in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct WrittenBlock {
    /// The text id of the heading: names the block of the form, for «change».
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Rows in order.
    pub rows: Vec<WrittenRow>,
}

/// A row in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct WrittenRow {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}
