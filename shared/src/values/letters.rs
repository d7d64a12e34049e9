//! Letters that look alike in the Latin and the Cyrillic alphabet, and how a wrong one is named.
//!
//! Written as small tables: the browser carries no Unicode database.

use crate::kernel::problem::Code;

/// Pairs of Latin and Cyrillic letters that are easily taken for each other.
const LOOK_ALIKES: [(char, char); 27] = [
    ('A', 'А'),
    ('a', 'а'),
    ('B', 'В'),
    ('C', 'С'),
    ('c', 'с'),
    ('E', 'Е'),
    ('e', 'е'),
    ('H', 'Н'),
    ('h', 'һ'),
    ('I', 'І'),
    ('i', 'і'),
    ('K', 'К'),
    ('k', 'к'),
    ('M', 'М'),
    ('m', 'м'),
    ('O', 'О'),
    ('o', 'о'),
    ('P', 'Р'),
    ('p', 'р'),
    ('T', 'Т'),
    ('t', 'т'),
    ('X', 'Х'),
    ('x', 'х'),
    ('Y', 'У'),
    ('y', 'у'),
    ('Y', 'Ү'),
    ('y', 'ү'),
];

/// The Cyrillic letter that a Latin one looks like.
#[must_use]
pub fn cyrillic_for(latin: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|pair| pair.0 == latin).map(|pair| pair.1)
}

/// The Latin letter that a Cyrillic one looks like.
#[must_use]
pub fn latin_for(cyrillic: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|pair| pair.1 == cyrillic).map(|pair| pair.0)
}

/// Small letters for capital ones in the alphabets that people here write: Latin without accents and Cyrillic with the
/// Kazakh letters. Anything else stays as it is.
#[must_use]
pub fn small(text: &str) -> String {
    text.chars().map(small_letter).collect()
}

fn small_letter(letter: char) -> char {
    let further = |places: u32| char::from_u32(u32::from(letter) + places).unwrap_or(letter);
    match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        'А'..='Я' => further(0x20),
        'Ѐ'..='Џ' => further(0x50),
        'Ҋ'..='Ҿ' | 'Ӑ'..='Ԯ' if u32::from(letter) % 2 == 0 => further(1),
        _ => letter,
    }
}

/// A letter that may not stand at `position` (from 1); the one it looks like is named and never put in silently.
#[must_use]
pub fn refuse(letter: char, position: usize, look_alike: Option<char>) -> Code {
    match look_alike {
        Some(instead) => Code::LookAlike { letter: letter.to_string(), position, instead: instead.to_string() },
        None => Code::WrongLetter { letter: shown(letter), position },
    }
}

/// The character itself where a reader surely sees it, else its number: `U+202E`.
#[must_use]
pub fn shown(letter: char) -> String {
    let visible = matches!(letter,
        '!'..='~' | '¡'..='¬' | '®'..='ʯ' | 'Ͱ'..='ҁ' | 'Ҋ'..='ԯ' | '‐'..='‧' | '‰'..='⁞' | '₠'..='⃀' | '℀'..='⅏');
    if visible { letter.to_string() } else { format!("U+{:04X}", u32::from(letter)) }
}

/// Spaces that people and programs put between characters.
#[must_use]
pub fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Dashes of every width.
#[must_use]
pub fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐'..='―' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The library's own letters, which the browser does not carry, are the yardstick.
    #[test]
    fn small_letters_are_those_of_unicode() {
        let alphabets = ('A'..='Z').chain('А'..='Я').chain("ЁІҢҒҚӨҮҰҺӘЎЇЄЉЏ".chars());
        for capital in alphabets {
            assert_eq!(small(&capital.to_string()), capital.to_lowercase().to_string());
        }
        for same in ["astana", "алматы", "ӏ1-_ 😀É"] {
            assert_eq!(small(same), same);
        }
    }
}
