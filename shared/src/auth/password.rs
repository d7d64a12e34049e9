//! What makes a password easy to guess.

use crate::kernel::problem::Code;
use crate::values::letters;

/// Fewest characters of a password; marks over letters are none.
pub const MIN_PASSWORD: usize = 12;

/// Most characters of a password: more is no safer, only slower.
pub const MAX_PASSWORD: usize = 128;

/// Fewest different characters: `aaaaaaaaaaaa` is long and still the first guess.
const MIN_DIFFERENT: usize = 5;

/// Names of the Fund in its three alphabets and languages.
const FUND: [&str; 4] = ["enpf", "енпф", "бжзқ", "uapf"];

/// What a stranger would guess first. The browser knows none of it and leaves it empty; the server decides.
#[derive(Clone, Debug)]
pub struct Guesses {
    /// The person's own data: IIN, names, phone numbers, e-mail addresses.
    pub own: Vec<String>,
    /// Is it a known or leaked password? Asked with small letters.
    pub is_common: fn(&str) -> bool,
}

impl Default for Guesses {
    fn default() -> Self {
        Self { own: Vec::new(), is_common: |_| false }
    }
}

/// What is wrong with a new password.
pub(super) fn fault(password: &str, guesses: &Guesses) -> Option<Code> {
    if password.is_empty() {
        return Some(Code::Required);
    }
    if password.chars().filter(|letter| !is_mark(*letter)).count() < MIN_PASSWORD {
        return Some(Code::TooShort { min: MIN_PASSWORD });
    }
    if password.chars().count() > MAX_PASSWORD {
        return Some(Code::TooLong { max: MAX_PASSWORD });
    }
    is_guessable(password, guesses).then_some(Code::Guessable)
}

/// A mark over or under the letter before it. It does not count as a character of its own: `й` is one, whether a keyboard
/// sends it whole or as `и` with a breve. The server puts both into one form before it judges (NFKC); the browser carries no
/// table for that, and so counts alike.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

fn is_guessable(password: &str, guesses: &Guesses) -> bool {
    let small = letters::small(password);
    let mut different = Vec::new();
    for letter in small.chars() {
        if !different.contains(&letter) {
            different.push(letter);
        }
    }
    let own = guesses.own.iter().flat_map(|data| parts(data));
    different.len() < MIN_DIFFERENT
        || (guesses.is_common)(&small)
        || FUND.iter().any(|name| small.contains(name))
        || own.into_iter().any(|part| small.contains(&part))
}

/// What of a person's data would stand in a password: words, the name of a mailbox, a phone without the country code.
/// Shorter than four characters it may be chance.
fn parts(data: &str) -> Vec<String> {
    let small = letters::small(data);
    let plain = small.strip_prefix("+7").unwrap_or(&small);
    let mailbox = plain.split('@').next().unwrap_or_default();
    mailbox.split_whitespace().filter(|part| part.chars().count() >= 4).map(str::to_owned).collect()
}
