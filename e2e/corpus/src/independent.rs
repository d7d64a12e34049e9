//! IIN and IBAN a second time, written from the description alone and in another way than the product's: long division
//! of a decimal text, and tables. They say only whether a text is right, and what it is then.

/// The account number in a text, when there is a right one.
pub fn iban(text: &str) -> Option<String> {
    let dropped = " \t\u{a0}\u{2009}\u{202f}-‐‑‒–—―−";
    let plain: String = text.chars().filter(|letter| !dropped.contains(*letter)).collect();
    if !plain.is_ascii() || plain.len() != 20 {
        return None;
    }
    let plain = plain.to_ascii_uppercase();
    let (country, rest) = plain.split_at(2);
    let (check, bban) = rest.split_at(2);
    let (bank, account) = bban.split_at(3);
    let digits = |part: &str| part.chars().all(|letter| "0123456789".contains(letter));
    let letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if country != "KZ" || !digits(check) || !digits(bank) || !account.chars().all(|it| letters.contains(it)) {
        return None;
    }
    let decimal: String = format!("{bban}{country}{check}")
        .chars()
        .filter_map(|letter| letters.find(letter))
        .map(|value| value.to_string())
        .collect();
    (rest_of_long_division(&decimal, 97).trim_start_matches('0') == "1").then_some(plain)
}

/// What is left of a decimal text, found as on paper: the divisor's multiples are taken off the leading digits.
fn rest_of_long_division(number: &str, divisor: u64) -> String {
    let mut left = String::new();
    for digit in number.chars() {
        left.push(digit);
        while let Some(smaller) = left.parse::<u64>().ok().and_then(|value| value.checked_sub(divisor)) {
            left = smaller.to_string();
        }
    }
    left
}

/// Days of the months in a year that is no leap year.
const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// `FIRST[place][digit]`: weight times digit, modulo 11; the second table is two places further.
fn table(shift: u32) -> [[u32; 10]; 11] {
    let mut all = [[0; 10]; 11];
    for (place, row) in all.iter_mut().enumerate() {
        for (digit, cell) in row.iter_mut().enumerate() {
            let weight = (place as u32 + shift) % 11 + 1;
            *cell = (0..digit).fold(0, |sum, _| (sum + weight) % 11);
        }
    }
    all
}

/// The personal number in a text, when there is a right one.
pub fn iin(text: &str) -> Option<String> {
    let plain: String = text.split_whitespace().collect();
    let digits: Vec<usize> = plain.chars().map(|letter| "0123456789".find(letter)).collect::<Option<_>>()?;
    if digits.len() != 12 {
        return None;
    }
    let century = [None, Some(18), Some(18), Some(19), Some(19), Some(20), Some(20), None, None, None][digits[6]]?;
    let year = century * 100 + digits[0] * 10 + digits[1];
    let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = DAYS.get(month.checked_sub(1)?)? + u32::from(leap && month == 2);
    if day == 0 || day as u32 > longest {
        return None;
    }
    let reckon = |table: [[u32; 10]; 11]| table.iter().zip(&digits).map(|(row, &digit)| row[digit]).sum::<u32>() % 11;
    let check = [reckon(table(0)), reckon(table(2))].into_iter().find(|&rest| rest != 10)?;
    (check as usize == digits[11]).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// the second implementation knows right accounts from wrong ones by itself.
    #[test]
    fn accounts() {
        assert_eq!(iban(" kz35-601a 0000 0001 2345"), Some("KZ35601A000000012345".to_owned()));
        assert_eq!(iban("KZ86125KZT5004100100"), Some("KZ86125KZT5004100100".to_owned()));
        for wrong in ["KZ87125KZT5004100100", "KZ35601A00000001234", "RU35601A000000012345", "KZ356O1A000000012345"] {
            assert_eq!(iban(wrong), None, "{wrong}");
        }
    }

    /// the same for personal numbers.
    #[test]
    fn persons() {
        for right in ["751231412341", "900101300811", "900101300823", "000229500107"] {
            assert_eq!(iin(right).as_deref(), Some(right));
        }
        for wrong in ["111111111111", "900101300800", "900230300019", "901301300017", "900101700012", "90010130001"] {
            assert_eq!(iin(wrong), None, "{wrong}");
        }
    }
}
