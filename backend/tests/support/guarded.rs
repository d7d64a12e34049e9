//! What every answer carries, whoever asked for what: the browser's defences, on a page as on a failure. Asked of each
//! answer of each test (`Asking::open`).

use axum::http::HeaderMap;
use backend::Settings;

/// Everything that no page of ours ever asks a browser for.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

/// The only answers of the API that are nobody's and may be kept.
const PUBLIC: &str = "/api/texts/";

/// What is expected of a server with these settings.
#[derive(Clone)]
pub struct Guard {
    fixed: Vec<(&'static str, String)>,
    is_https: bool,
}

impl Guard {
    /// See [`Guard`].
    pub fn of(settings: &Settings) -> Self {
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; \
             img-src 'self'; font-src 'self'; connect-src 'self' {}; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'",
            settings.ncalayer
        );
        let is_https = settings.public_origin.starts_with("https:");
        let fixed = [
            ("content-security-policy", policy.as_str()),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("permissions-policy", PERMISSIONS),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", if is_https { "max-age=31536000" } else { "" }),
            ("x-robots-tag", if settings.demonstration { "noindex" } else { "" }),
            ("access-control-allow-origin", ""),
        ];
        Self { fixed: fixed.map(|(name, value)| (name, value.to_owned())).to_vec(), is_https }
    }

    /// Looks at the headers of the answer to `what`.
    ///
    /// # Panics
    /// One is missing, is there twice or says something else.
    pub fn check(&self, what: &str, path: &str, headers: &HeaderMap) {
        for (name, expected) in &self.fixed {
            let told: Vec<&str> = headers.get_all(*name).iter().map(|value| value.to_str().unwrap()).collect();
            let expected: Vec<&str> = Some(expected.as_str()).filter(|value| !value.is_empty()).into_iter().collect();
            assert_eq!(told, expected, "{what}: {name}");
        }
        let is_api = path == "/api" || path.starts_with("/api/");
        if is_api && !path.starts_with(PUBLIC) {
            assert_eq!(headers.get("cache-control").unwrap(), "no-store", "{what}");
        }
        for set in headers.get_all("set-cookie") {
            self.check_cookie(what, set.to_str().unwrap());
        }
    }

    /// Not for scripts, not for other sites, for this host alone.
    fn check_cookie(&self, what: &str, set: &str) {
        let mut attributes: Vec<&str> = set.split("; ").collect();
        let name = attributes.remove(0).split('=').next().unwrap();
        for attribute in ["Path=/", "HttpOnly"] {
            assert!(attributes.contains(&attribute), "{what}: {attribute} in {set}");
        }
        let same_site = if name.ends_with("session") { "SameSite=Lax" } else { "SameSite=Strict" };
        assert!(attributes.contains(&same_site), "{what}: {set}");
        assert!(attributes.iter().any(|it| it.starts_with("Max-Age=")), "{what}: {set}");
        assert!(!attributes.iter().any(|it| it.starts_with("Domain")), "{what}: {set}");
        assert_eq!(name.starts_with("__Host-"), self.is_https, "{what}: {set}");
        assert_eq!(attributes.contains(&"Secure"), self.is_https, "{what}: {set}");
    }
}
