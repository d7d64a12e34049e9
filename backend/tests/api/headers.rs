//! Headers and the check of the origin, on every path and method of the API's description and on the pages.

use crate::support::guarded::Guard;
use crate::support::{Answer, Browser, PASSWORD, TestApp, robot};
use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt;

/// Pages, files and what is not there.
const PAGES: [&str; 7] = [
    "/",
    "/kk/login",
    "/not-me",
    "/start.js",
    "/main-0123456789abcdef.css",
    "/main-fedcba9876543210.css",
    "/api/openapi.json",
];

/// An operation of the description: `POST`, `/api/registration/{id}/code`.
pub struct Operation {
    pub method: String,
    pub template: String,
}

impl Operation {
    /// Does it change anything?
    pub fn changes(&self) -> bool {
        self.method != "GET"
    }

    /// A path of it that names something which does not exist, where it names anything.
    pub fn path(&self) -> String {
        let parts = self.template.split('/').map(|part| if part.starts_with('{') { "kk" } else { part });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Asks for it without saying anything of use.
    pub async fn ask(&self, browser: &Browser) -> Answer {
        let asked = browser.ask(&self.method, &self.path());
        if self.changes() { asked.json(&json!({})).send().await } else { asked.send().await }
    }

    /// Is it asked for by a phone, which is no browser: without origin and cookie, with a token of its own?
    pub fn is_phones(&self) -> bool {
        self.name() == "PUT /api/qr/{operation}/documents"
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.template)
    }
}

/// Every operation of the description.
pub fn operations() -> Vec<Operation> {
    let description: Value = serde_json::from_str(&backend::app::description()).unwrap();
    let paths = description["paths"].as_object().unwrap();
    let methods = |(template, operations): (&String, &Value)| {
        let named = operations.as_object().unwrap().keys().filter(|key| key.len() <= 6 && *key != "$ref");
        let of = |method: &String| Operation { method: method.to_uppercase(), template: template.clone() };
        named.map(of).collect::<Vec<_>>()
    };
    let all: Vec<Operation> = paths.iter().flat_map(methods).collect();
    assert!(all.len() > 20, "the description has operations");
    all
}

/// Asks for everything that there is; what each answer must carry is looked at where it arrives (`support::guarded`).
async fn ask_for_everything(app: &TestApp) {
    let (stranger, citizen) = (app.browser(), app.signed_in("aliya").await);
    for operation in operations() {
        for browser in [&stranger, &citizen] {
            operation.ask(browser).await;
        }
        if citizen.get("/api/session").await.status == 401 {
            robot::enter(&citizen, &app.persona("aliya").iin, PASSWORD).await;
        }
        let unknown = stranger.ask("PATCH", &operation.path()).send().await;
        assert_eq!(unknown.verdict(), "405 method-not-allowed");
    }
    let entered = robot::enter(&app.browser(), &app.persona("aliya").iin, PASSWORD).await;
    assert!(entered.headers.contains_key("set-cookie"));
    for path in PAGES {
        stranger.get(path).await;
        stranger.ask("HEAD", path).send().await;
    }
}

/// every answer carries the browser's defences, and what is personal is kept nowhere; on loopback …
#[tokio::test]
async fn every_answer_is_guarded_on_loopback() {
    ask_for_everything(&TestApp::new().await).await;
}

/// … and over https, where browsers are told never to come otherwise, and cookies are for this very host.
#[tokio::test]
async fn every_answer_is_guarded_over_https() {
    let app = TestApp::with(|settings| settings.public_origin = "https://cabinet.example".to_owned()).await;
    ask_for_everything(&app).await;
}

/// personal answers that a page polls are kept by nobody either: what is unchanged says so again.
#[tokio::test]
async fn what_is_polled_is_not_kept() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    let list = browser.get("/api/applications").await;
    assert_eq!(list.header("cache-control"), "no-store");
    let again = browser.ask("GET", "/api/applications").header("if-none-match", list.header("etag")).send().await;
    assert_eq!((again.status, again.header("cache-control")), (304, "no-store"));
}

/// no change that the description names can be asked for by another site's page, whoever is signed in.
#[tokio::test]
async fn no_change_is_taken_from_elsewhere() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    for operation in operations().into_iter().filter(|it| it.changes() && !it.is_phones()) {
        for (origin, site) in [
            ("https://elsewhere.example", "same-origin"),
            ("null", ""),
            ("", "cross-site"),
            ("", "same-site"),
            ("", ""),
        ] {
            let asked = browser.ask(&operation.method, &operation.path()).json(&json!({}));
            let answer = asked.header("origin", origin).header("sec-fetch-site", site).send().await;
            assert_eq!(answer.verdict(), "403 foreign-origin", "{} {origin:?} {site:?}", operation.name());
        }
    }
    assert_eq!(browser.get("/api/session").await.verdict(), "200", "nobody was signed out");
}

/// All routes are mounted by `http::serve`: what is added there gets headers and the check of the origin unasked.
#[tokio::test]
async fn an_added_route_cannot_miss_them() {
    let app = TestApp::new().await;
    aide::generate::extract_schemas(true);
    let added = ApiRouter::new().api_route(
        "/api/added",
        get_with(async || "added", |operation| operation).post_with(async || "changed", |operation| operation),
    );
    let (router, guard) = (backend::http::serve(&app.app, added), Guard::of(&app.settings));
    let asked = async |method: &str, origin: &str| {
        let request = Request::builder().method(method).uri("/api/added").header("origin", origin);
        let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), body: Vec::new() }
    };
    let read = asked("GET", "https://elsewhere.example").await;
    assert_eq!(read.status, 200);
    guard.check("an added route", "/api/added", &read.headers);
    assert_eq!(asked("POST", &app.settings.public_origin).await.status, 200);
    let forged = asked("POST", "https://elsewhere.example").await;
    assert_eq!(forged.status, 403);
    guard.check("an added route", "/api/added", &forged.headers);
}
