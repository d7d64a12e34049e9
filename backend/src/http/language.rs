//! The language that a program asks for in `Accept-Language`, when no page has told it.

use aide::OperationInput;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use shared::texts::Language;
use std::convert::Infallible;

/// The language of ours that is asked for first; nothing when none is.
pub struct AcceptLanguage(pub Option<Language>);

impl<S: Sync> FromRequestParts<S> for AcceptLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(asked(&parts.headers)))
    }
}

impl OperationInput for AcceptLanguage {}

fn asked(headers: &HeaderMap) -> Option<Language> {
    let told = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Language, f32)> = None;
    for (language, weight) in told.split(',').filter_map(read) {
        if weight > best.map_or(0.0, |(_, weight)| weight) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// `kk-KZ;q=0.8` is Kazakh with weight 0.8.
fn read(range: &str) -> Option<(Language, f32)> {
    let mut parts = range.split(';');
    let tag = parts.next()?.trim().split('-').next()?.to_ascii_lowercase();
    let weight = parts.find_map(|it| it.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.trim().parse().ok())?;
    Some((Language::from_code(&tag)?, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_first_is_taken() {
        for (told, expected) in [
            ("ru", Some(Language::Ru)),
            ("kk-KZ", Some(Language::Kk)),
            ("EN", Some(Language::En)),
            ("de, ru;q=0.5, en;q=0.9", Some(Language::En)),
            ("kk;q=0.5,ru;q=0.5", Some(Language::Kk)),
            ("kk;q=0", None),
            ("ru;q=x", None),
            ("de", None),
            ("*", None),
            ("", None),
            (";;,,q=1", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, told.parse().unwrap());
            assert_eq!(asked(&headers), expected, "{told}");
        }
        assert_eq!(asked(&HeaderMap::new()), None);
    }
}
