//! Letters that cannot be printed are written by their number, so that nothing is lost and nothing hides.

use typst::{
    foundations::Bytes,
    text::{Coverage, Font},
};

/// What all the fonts of the page can show.
pub struct Letters {
    coverages: Vec<Coverage>,
}

impl Letters {
    /// Reads the fonts; `None` when one cannot be read.
    pub fn of(fonts: &[&'static [u8]]) -> Option<Self> {
        let read = |data: &&'static [u8]| Font::new(Bytes::new(*data), 0).map(|font| font.info().coverage.clone());
        Some(Self { coverages: fonts.iter().map(read).collect::<Option<_>>()? })
    }

    /// The text with each letter that would be missing, unseen or would turn the order of others written as `[U+202E]`.
    pub fn legible(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            if self.shows(letter) {
                out.push(letter);
            } else {
                out.push_str(&format!("[U+{:04X}]", u32::from(letter)));
            }
        }
        out
    }

    fn shows(&self, letter: char) -> bool {
        !is_hidden(letter) && self.coverages.iter().all(|coverage| coverage.contains(u32::from(letter)))
    }
}

/// Control and format letters, line separators and private ones: fonts may list them and show nothing.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> Letters {
        Letters::of(&[super::super::REGULAR, super::super::SEMI_BOLD]).unwrap()
    }

    #[test]
    fn kazakh_russian_and_the_signs_of_money_are_shown_as_they_stand() {
        let whole = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя «№ ₸» 1\u{a0}234,50 – —";
        assert_eq!(letters().legible(whole), whole);
    }

    #[test]
    fn a_letter_that_is_missing_unseen_or_turns_the_order_is_written_by_its_number() {
        for (typed, shown) in [
            ("а\u{202e}б", "а[U+202E]б"),
            ("\u{0}", "[U+0000]"),
            ("а\nб", "а[U+000A]б"),
            ("\u{200b}", "[U+200B]"),
            ("😀", "[U+1F600]"),
            ("א", "[U+05D0]"),
            ("\u{e000}", "[U+E000]"),
            ("\u{ad}", "[U+00AD]"),
        ] {
            assert_eq!(letters().legible(typed), shown);
        }
    }

    #[test]
    fn no_letter_is_lost_whatever_it_is() {
        let letters = letters();
        for letter in '\0'..=char::MAX {
            let shown = letters.legible(letter.encode_utf8(&mut [0; 4]));
            assert!(shown.starts_with(letter) || shown == format!("[U+{:04X}]", u32::from(letter)));
        }
    }
}
