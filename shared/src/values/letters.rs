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
