//! Words in three languages: a small resolver over the tables that `build.rs` compiles from the Fluent files.

use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/hashes.rs"));

/// A language of the cabinet. Kazakh comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Қазақша.
    #[default]
    Kk,
    /// Русский.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All three, in the order of the language switch.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// `kk`, `ru` or `en`: the `lang` of a page and the name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its own name, for the language switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Kk => "Қазақша",
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// Hash of its table: the address under which it never changes.
    #[must_use]
    pub const fn hash(self) -> &'static str {
        HASHES[self as usize]
    }

    /// Its table; the browser fetches it by [`Language::hash`] instead.
    #[cfg(feature = "tables")]
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Kk => include_str!(concat!(env!("OUT_DIR"), "/kk.table")),
            Self::Ru => include_str!(concat!(env!("OUT_DIR"), "/ru.table")),
            Self::En => include_str!(concat!(env!("OUT_DIR"), "/en.table")),
        }
    }

    /// Plural category of a whole number (CLDR).
    fn plural(self, number: u64) -> &'static str {
        match (self, number % 10, number % 100) {
            (Self::Ru, 1, rest) if rest != 11 => "one",
            (Self::Ru, 2..=4, rest) if !(12..=14).contains(&rest) => "few",
            (Self::Ru, ..) => "many",
            (Self::Kk | Self::En, ..) if number == 1 => "one",
            _ => "other",
        }
    }
}

/// Arguments of a text: names and values.
pub type Args<'a> = &'a [(&'a str, &'a str)];

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    language: Language,
    table: Box<str>,
    rows: Vec<(u32, u32, u32)>,
}

impl Texts {
    /// Takes a table as `build.rs` writes it.
    #[must_use]
    pub fn new(language: Language, table: &str) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for row in table.split('\x1e') {
            let end = start + row.len();
            if let Some(key) = row.find('\x1f') {
                rows.push((start as u32, (start + key) as u32, end as u32));
            }
            start = end + 1;
        }
        Self { language, table: table.into(), rows }
    }

    /// The words of a language, on the server.
    #[cfg(feature = "tables")]
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::new(language, language.table())
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Every id, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|&(start, key, _)| &self.table[start as usize..key as usize])
    }

    fn pattern(&self, id: &str) -> Option<&str> {
        let key = |&(start, key, _): &(u32, u32, u32)| &self.table[start as usize..key as usize];
        let at = self.rows.binary_search_by(|row| key(row).cmp(id)).ok()?;
        let (_, key, end) = self.rows[at];
        Some(&self.table[key as usize + 1..end as usize])
    }

    /// The text, when there is one.
    #[must_use]
    pub fn find(&self, id: &str, args: Args<'_>) -> Option<String> {
        let pattern = self.pattern(id)?;
        let mut out = String::with_capacity(pattern.len());
        self.write(pattern, args, &mut out);
        Some(out)
    }

    /// The text without arguments; its id where it is missing, so that a gap is seen.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The text with arguments.
    #[must_use]
    pub fn say(&self, id: &str, args: Args<'_>) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// Writes a pattern; gives back what follows the end of the variant it stands in.
    fn write<'p>(&self, mut pattern: &'p str, args: Args<'_>, out: &mut String) -> &'p str {
        while let Some(at) = pattern.find(['\x01', '\x03', '\x04', '\x06', '\x07']) {
            out.push_str(&pattern[..at]);
            let (mark, rest) = (pattern.as_bytes()[at], &pattern[at + 1..]);
            pattern = match mark {
                b'\x01' | b'\x07' => {
                    let (name, rest) = rest.split_once('\x02').unwrap_or((rest, ""));
                    if mark == b'\x01' {
                        out.push_str(value(args, name));
                    } else if let Some(other) = self.pattern(name) {
                        self.write(other, args, out);
                    }
                    rest
                }
                b'\x03' => self.select(rest, args, out),
                _ => return &pattern[at..],
            };
        }
        out.push_str(pattern);
        ""
    }

    /// Writes the variant that fits: an equal key, else the plural category, else the default, which is the last.
    fn select<'p>(&self, rest: &'p str, args: Args<'_>, out: &mut String) -> &'p str {
        let (name, mut rest) = rest.split_at(rest.find('\x04').unwrap_or(rest.len()));
        let value = value(args, name);
        let plural = value.parse().ok().map(|number| self.language.plural(number));
        let mut chosen: Option<(u8, String)> = None;
        while let Some(variant) = rest.strip_prefix('\x04') {
            let (key, pattern) = variant.split_once('\x05').unwrap_or((variant, ""));
            let fit = if key == value { 2 } else { u8::from(plural == Some(key)) };
            let mut text = String::new();
            rest = self.write(pattern, args, &mut text);
            let last = !rest.starts_with('\x04');
            if chosen.as_ref().map_or(fit > 0 || last, |&(best, _)| fit > best) {
                chosen = Some((fit, text));
            }
        }
        out.push_str(&chosen.map(|(_, text)| text).unwrap_or_default());
        rest.strip_prefix('\x06').unwrap_or(rest)
    }
}

fn value<'a>(args: Args<'a>, name: &str) -> &'a str {
    args.iter().find(|(known, _)| *known == name).map_or("", |&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(language: Language) -> Texts {
        Texts::new(
            language,
            "a\x1fplain\x1eb\x1fto \x01max\x02 signs\x1ec\x1f\x03n\x04one\x05\x01n\x02 field\x04few\x05\x01n\x02 few\
             \x04other\x05\x01n\x02 fields\x06!\x1ed\x1f<\x07a\x02>\x1ee\x1f\x03x\x04yes\x05\x03n\x041\x05one\x04other\x05more\x06\
             \x04no\x05none\x06\x1ef\x1f\x03n\x04one\x05a few and one\x041\x05just one\x04many\x05many\x04other\x05other\x06",
        )
    }

    #[test]
    fn arguments_references_and_selections_are_written() {
        let en = texts(Language::En);
        for (id, args, expected) in [
            ("a", &[][..], "plain"),
            ("b", &[("max", "60")], "to 60 signs"),
            ("c", &[("n", "1")], "1 field!"),
            ("c", &[("n", "2")], "2 fields!"),
            ("d", &[], "<plain>"),
            ("e", &[("x", "yes"), ("n", "1")], "one"),
            ("e", &[("x", "yes"), ("n", "7")], "more"),
            ("e", &[("x", "other")], "none"),
            ("f", &[("n", "1")], "just one"),
            ("missing", &[], "missing"),
        ] {
            assert_eq!(en.say(id, args), expected, "{id} {args:?}");
        }
    }

    #[test]
    fn russian_has_few() {
        let ru = texts(Language::Ru);
        for (n, expected) in
            [("1", "1 field!"), ("3", "3 few!"), ("11", "11 fields!"), ("12", "12 fields!"), ("21", "21 field!")]
        {
            assert_eq!(ru.say("c", &[("n", n)]), expected);
        }
        for (n, expected) in [("5", "many"), ("11", "many"), ("21", "a few and one")] {
            assert_eq!(ru.say("f", &[("n", n)]), expected);
        }
    }
}
