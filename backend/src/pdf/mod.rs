//! A written document becomes the PDF that is signed: A4, PDF/UA-1 and PDF/A-2a, in the applicant's language.
//!
//! The same document gives the same bytes on every machine: date and number come in as data, nothing is asked of the
//! surroundings.

mod letters;

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use shared::{kernel::document::WrittenDocument, texts::Language, values::day::Day};
use typst::foundations::{Dict, IntoValue, Value};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{http::ApiError, turns::Turns};
use letters::Letters;

static REGULAR: &[u8] = include_bytes!("fonts/GolosText_400Regular.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("fonts/GolosText_600SemiBold.ttf");
const TEMPLATE: &str = include_str!("application.typ");

/// What is printed.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Number of the application; stands in the footer of each page.
    pub number: String,
    /// Day of making in Kazakhstan; the date of the document.
    pub made_on: Day,
    /// Language of the words.
    pub language: Language,
    /// The words.
    pub document: WrittenDocument,
}

impl Sheet {
    /// SHA-256 over the data of the sheet as JSON, hexadecimal. It stands in the footer: the hash of the file itself
    /// cannot.
    #[must_use]
    pub fn data_sha256(&self) -> String {
        let data = (&self.number, self.made_on, self.language, &self.document);
        let json = serde_json::to_vec(&data).unwrap_or_default();
        hex(&Sha256::digest(json))
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why a document was not printed. It is always a fault of ours: values are written in letters that the fonts have.
#[derive(Debug)]
pub struct PrintError(String);

impl fmt::Display for PrintError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the document could not be printed: {}", self.0)
    }
}

impl std::error::Error for PrintError {}

/// Prints documents. Built once; the work is done off the async threads, so many at a time and the rest in turn.
pub struct Press {
    engine: TypstEngine<TypstTemplateMainFile>,
    standards: PdfStandards,
    letters: Letters,
    turns: Turns,
}

impl Press {
    /// Reads the fonts and the template. `turns`: how many documents are set side by side.
    ///
    /// # Errors
    /// The carried fonts or standards do not fit together.
    pub fn new(turns: Turns) -> Result<Self, PrintError> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]);
        Ok(Self {
            engine: TypstEngine::builder().main_file(TEMPLATE).fonts([REGULAR, SEMI_BOLD]).build(),
            standards: standards.map_err(|error| PrintError(error.message().to_string()))?,
            letters: Letters::of(&[REGULAR, SEMI_BOLD]).ok_or_else(|| PrintError("a font cannot be read".into()))?,
            turns,
        })
    }

    /// Prints a sheet off the async threads.
    ///
    /// # Errors
    /// [`PrintError`], as our own failure.
    pub async fn print(self: &Arc<Self>, sheet: Sheet) -> Result<Vec<u8>, ApiError> {
        let press = Arc::clone(self);
        self.turns.run(move || press.set(&sheet)).await?.map_err(ApiError::internal)
    }

    /// Prints a sheet on this thread.
    ///
    /// # Errors
    /// [`PrintError`].
    pub fn set(&self, sheet: &Sheet) -> Result<Vec<u8>, PrintError> {
        let document = self.engine.compile_with_input(self.inputs(sheet)).output;
        let document = document.map_err(|error| PrintError(error.to_string()))?;
        let options = PdfOptions { standards: self.standards.clone(), ..PdfOptions::default() };
        typst_pdf::pdf(&document, &options).map_err(|faults| {
            let first = faults.first().map(|fault| fault.message.to_string());
            PrintError(first.unwrap_or_default())
        })
    }

    fn inputs(&self, sheet: &Sheet) -> Dict {
        let text = |text: &str| self.letters.legible(text).into_value();
        let blocks = sheet.document.blocks.iter().map(|block| {
            let rows = block.rows.iter().map(|row| pairs([("label", text(&row.label)), ("value", text(&row.value))]));
            pairs([("heading", text(&block.heading)), ("rows", array(rows))])
        });
        let date = sheet.made_on.0;
        dict([
            ("title", text(&sheet.document.title)),
            ("lang", sheet.language.code().into_value()),
            ("number", text(&sheet.number)),
            ("date", sheet.made_on.dotted().into_value()),
            ("hash", sheet.data_sha256().into_value()),
            ("year", i64::from(date.year()).into_value()),
            ("month", i64::from(u8::from(date.month())).into_value()),
            ("day", i64::from(date.day()).into_value()),
            ("blocks", array(blocks)),
        ])
    }
}

fn dict<const N: usize>(entries: [(&str, Value); N]) -> Dict {
    entries.into_iter().map(|(key, value)| (key.into(), value)).collect()
}

fn pairs<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Dict(dict(entries))
}

fn array(values: impl Iterator<Item = Value>) -> Value {
    Value::Array(values.collect())
}

#[cfg(test)]
mod tests;
