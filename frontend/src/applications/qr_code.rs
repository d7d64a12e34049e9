//! A QR code with what the person compares and how to scan it (R-204…R-209), drawn in the browser: one path, no image.

use crate::browser;
use crate::countdown::{clock, seconds_from_now, use_seconds_until};
use crate::words::{Words, use_words};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use shared::signing_views::QrView;
use std::fmt::Write;
use yew::prelude::*;

/// Light modules that must surround a code for scanners to find it.
const QUIET_ZONE: usize = 4;

/// The largest code there is.
const LARGEST: i16 = 40;

/// A text as a QR code: width in modules, and the dark ones as the path of an SVG.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Drawn {
    width: usize,
    path: String,
}

impl Drawn {
    /// Draws with error correction M; `None` for a text that no code can hold.
    fn new(text: &str) -> Option<Self> {
        let code = (1..=LARGEST).find_map(|version| encoded(text, Version::Normal(version)))?;
        let width = code.width();
        let mut path = String::new();
        for (index, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                // Writing into memory cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", index % width, index / width);
            }
        }
        Some(Self { width, path })
    }
}

/// The code of this size, if the text fits. As bytes: choosing shorter encodings for parts of it is most of the crate.
fn encoded(text: &str, version: Version) -> Option<QrCode> {
    let mut bits = Bits::new(version);
    bits.push_byte_data(text.as_bytes()).ok()?;
    bits.push_terminator(EcLevel::M).ok()?;
    QrCode::with_bits(bits, EcLevel::M).ok()
}

/// Properties of [`CodeView`].
#[derive(Properties, PartialEq)]
pub struct CodeViewProps {
    /// The code.
    pub code: QrView,
    /// Number of the application that it opens.
    pub number: AttrValue,
}

/// The code beside its steps. On a phone a button opens the app instead; the code stays reachable for another device.
#[component]
pub fn CodeView(CodeViewProps { code, number }: &CodeViewProps) -> Html {
    let words = use_words();
    let drawn = use_memo(code.text.clone(), |text| Drawn::new(text));
    let until = use_memo((code.operation.clone(), code.seconds_left), |(_, left)| seconds_from_now(*left));
    let left = use_seconds_until(*until);
    let is_phone = browser::is_phone();
    let picture = html! {
        <div class="code">
            { steps(&words) }
            if let Some(drawn) = &*drawn {
                { picture(drawn, words.say("qr-alt", &[("number", number)])) }
            }
        </div>
    };
    html! { <>
        if is_phone || drawn.is_none() {
            <p><a id="same-phone" class="button" href={code.link.clone()} target="_blank" rel="noopener">
                { words.get("qr-same-phone") }
            </a></p>
        }
        if is_phone {
            <details><summary>{ words.get("qr-heading") }</summary>{ picture }</details>
        } else {
            { picture }
        }
        <dl class="control"><dt>{ words.get("qr-control") }</dt><dd>{ &code.control }</dd></dl>
        <p class="hint">{ words.get("qr-control-hint") }</p>
        <p id="qr-left">{ words.say("qr-left", &[("time", &clock(left))]) }</p>
    </> }
}

fn steps(words: &Words) -> Html {
    html! {
        <ol>
            { for ["open", "scanner", "scan", "sign"].iter().map(|step| html! {
                <li>{ words.get(&format!("qr-step-{step}")) }</li>
            }) }
        </ol>
    }
}

fn picture(Drawn { width, path }: &Drawn, alt: AttrValue) -> Html {
    let whole = width + 2 * QUIET_ZONE;
    html! {
        <svg class="qr" viewBox={format!("-{QUIET_ZONE} -{QUIET_ZONE} {whole} {whole}")} role="img" aria-label={alt}>
            <path d={path.clone()} />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// an address of usual length is drawn; one that no code holds is not.
    #[wasm_bindgen_test]
    fn draws_what_fits() {
        let drawn =
            Drawn::new("mobileSign:https://cabinet.example/api/qr/0123456789abcdef0123456789abcdef").expect("fits");
        assert!(drawn.path.starts_with("M0 0h1v1h-1zM1 0h1v1h-1z"), "the finder pattern stands in the corner");
        assert_eq!(Drawn::new(&"x".repeat(3_000)), None);
    }
}
