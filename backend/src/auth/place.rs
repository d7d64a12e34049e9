//! From where somebody enters, by what the browser and the connection say: a name of a browser, of a system, a network.

use crate::http::Address;
use axum::http::{HeaderMap, header};
use shared::auth::views::Place;

/// What stands in `User-Agent` and which browser that is; the first that fits, since each names those it is like.
const BROWSERS: [(&str, &str); 17] = [
    ("YaBrowser/", "Yandex Browser"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("MiuiBrowser/", "Mi Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("UCBrowser/", "UC Browser"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("AppleWebKit/", "Safari"),
];

/// The same for systems.
const SYSTEMS: [(&str, &str); 9] = [
    ("Android", "Android"),
    ("HarmonyOS", "HarmonyOS"),
    ("iPad", "iPadOS"),
    ("iPhone", "iOS"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
    ("BSD", "BSD"),
];

/// The place that a request comes from.
pub(super) fn of(headers: &HeaderMap, address: Address) -> Place {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Place { browser: known(&BROWSERS, agent), system: known(&SYSTEMS, agent), address: address.shortened() }
}

/// What the audit log says of it, `from=203.0.113.*`.
pub(super) fn from(place: &Place) -> String {
    format!("from={}", place.address)
}

fn known(table: &[(&str, &str)], agent: &str) -> String {
    let found = table.iter().find(|(sign, _)| agent.contains(sign));
    found.map(|(_, name)| (*name).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_systems_are_told_apart() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36",
                "Chrome",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile",
                "Samsung Internet",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1",
                "Safari",
                "iOS",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 YaBrowser/25.10 Safari/537.36",
                "Yandex Browser",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox",
                "macOS",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
                "Edge",
                "Linux",
            ),
            ("curl/8.5.0", "", ""),
            ("", "", ""),
        ] {
            assert_eq!((known(&BROWSERS, agent), known(&SYSTEMS, agent)), (browser.into(), system.into()), "{agent}");
        }
    }
}
