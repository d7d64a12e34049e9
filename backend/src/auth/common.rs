//! Passwords that everybody tries first.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Known and leaked passwords, small letters, one a line; `data/README.md` says where from.
static LIST: &str = include_str!("../../data/common_passwords.txt");

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| LIST.lines().filter(|line| !line.is_empty()).collect());

/// Is it a known password, as it stands, with digits and signs around it, or repeated? `password` has small letters.
pub(super) fn is_common(password: &str) -> bool {
    let core = password.trim_matches(|letter: char| !letter.is_alphabetic());
    let plain = unmasked(core);
    [password, core, &plain].iter().any(|form| !form.is_empty() && (COMMON.contains(form) || is_repeated(form)))
        || is_row(password)
}

/// Digits and signs that stand for letters, put back.
fn unmasked(text: &str) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// One known password written two or more times.
fn is_repeated(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_period = |period: &usize| {
        letters.len().is_multiple_of(*period) && letters.chunks(*period).all(|chunk| chunk == &letters[..*period])
    };
    (1..=letters.len() / 2).filter(is_period).any(|period| {
        let part: String = letters[..period].iter().collect();
        period < 4 || COMMON.contains(part.as_str())
    })
}

/// Keys in the order of a keyboard or of the alphabet, there or back.
fn is_row(text: &str) -> bool {
    const ROWS: [&str; 8] = [
        "01234567890123456789",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
        "1q2w3e4r5t6y7u8i9o0p",
        "йцукенгшщзхъфывапролджэячсмитьбю",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "әіңғүұқөһ",
    ];
    let backwards: String = text.chars().rev().collect();
    ROWS.iter().any(|row| row.contains(text) || row.contains(&backwards))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::password::in_one_form;

    /// the first guesses of a stranger are no passwords.
    #[test]
    fn first_guesses_are_known() {
        for known in [
            "password1234",
            "qwertyuiop[]",
            "123456789012",
            "p@ssw0rd2026!",
            "passwordpassword",
            "iloveyouiloveyou",
            "abcabcabcabc",
            "йцукенгшщзхъ",
            "қазақстан2026",
            "2wsx3edc4rfv",
            "babygurl2026!",
            "!!metallica1991",
            "liverpoolfc1892",
        ] {
            assert!(is_common(known), "{known}");
        }
        for unknown in ["жаңбырлы түнде", "correct horse battery", "tulpar-kokshe-47-dala"] {
            assert!(!is_common(unknown), "{unknown}");
        }
    }

    #[test]
    fn the_list_has_small_letters_and_no_line_twice() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.len() >= 40_000, "{}", lines.len());
        assert_eq!(COMMON.len(), lines.len());
        assert!(lines.iter().all(|line| line.to_lowercase() == *line));
        assert!(lines.iter().all(|line| in_one_form(line) == *line), "compared with passwords in one form");
    }
}
