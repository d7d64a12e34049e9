//! Static files, words, settings for the page, and the headers on all of it.

use crate::support::TestApp;
use axum::http::StatusCode;
use shared::texts::Language;

/// Every kind of path, the API's and others.
const PATHS: [&str; 9] = [
    "/",
    "/kk/applications/17",
    "/start.js",
    "/main-0123456789abcdef.css",
    "/main-fedcba9876543210.css",
    "/api/config",
    "/api/session",
    "/api/unknown",
    "/api/openapi.json",
];

/// R-034: no script or style inline, nothing from elsewhere, no frame; on every answer.
#[tokio::test]
async fn every_answer_is_guarded() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; \
         img-src 'self'; font-src 'self'; connect-src 'self' {}; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
        app.settings.ncalayer
    );
    for path in PATHS {
        let answer = browser.get(path).await;
        assert_eq!(answer.header("content-security-policy"), policy, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-robots-tag"), "", "{path}");
    }
    let foreign = browser.ask("POST", "/api/session").header("origin", "https://elsewhere.example").send().await;
    assert_eq!(foreign.header("content-security-policy"), policy);
}

#[tokio::test]
async fn search_engines_stay_away_from_a_demonstration() {
    let app = TestApp::with(|settings| settings.demonstration = true).await;
    let browser = app.browser();
    for path in PATHS {
        assert_eq!(browser.get(path).await.header("x-robots-tag"), "noindex", "{path}");
    }
    assert_eq!(browser.get("/api/config").await.json()["demonstration"], true);
}

/// R-016: whatever page is asked for, the client answers, and it knows its own pages; the API says what it lacks.
#[tokio::test]
async fn unknown_paths_are_the_clients_or_the_apis() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for path in ["/", "/kk", "/applications/17", "/api-guide", "/0123456789abcdef"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.text().contains("<title>client</title>"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    for path in ["/api", "/api/", "/api/unknown", "/api/session/unknown", "/api/registration/x/unknown"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.verdict(), "404 not-found", "{path}");
        assert_eq!(answer.json()["type"], "/problems/not-found");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    assert_eq!(browser.put("/api/session", &1).await.verdict(), "405 method-not-allowed");
}

#[tokio::test]
async fn files_with_a_hash_are_kept_and_missing_ones_are_missed() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let kept = browser.get("/main-0123456789abcdef.css").await;
    assert_eq!(kept.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(kept.header("content-type"), "text/css");
    assert_eq!(kept.text(), "body {}");
    let small = browser.ask("GET", "/main-0123456789abcdef.css").header("accept-encoding", "br").send().await;
    assert_eq!(small.header("content-encoding"), "br");
    assert_eq!(small.text(), "compressed");
    assert_eq!(browser.get("/start.js").await.header("cache-control"), "no-cache");
    let older = browser.get("/main-fedcba9876543210.css").await;
    assert_eq!(older.status, StatusCode::NOT_FOUND.as_u16());
    assert!(older.body.is_empty());
    let outside = browser.get("/../cabinet.db").await;
    assert!(!outside.text().starts_with("SQLite"));
}

/// R-018: the words of each language, under an address that never changes its content.
#[tokio::test]
async fn words_are_served_by_their_hash() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for language in Language::ALL {
        let address = format!("/api/texts/{}/{}", language.code(), language.hash());
        let answer = browser.get(&address).await;
        assert_eq!(answer.text(), language.table());
        for coding in ["br", "gzip"] {
            let small = browser.ask("GET", &address).header("accept-encoding", coding).send().await;
            assert_eq!(small.header("content-encoding"), coding);
            assert_eq!(small.header("cache-control"), "public, max-age=31536000, immutable");
            assert!(3 * small.body.len() < language.table().len(), "{coding}: {} bytes", small.body.len());
        }
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        let older = browser.get(&format!("/api/texts/{}/0123456789abcdef", language.code())).await;
        assert_eq!(older.text(), language.table());
        assert_eq!(older.header("cache-control"), "no-cache");
    }
    assert_eq!(browser.get("/api/texts/de/0123456789abcdef").await.verdict(), "404 not-found");
}

#[tokio::test]
async fn the_page_learns_its_settings() {
    let app = TestApp::new().await;
    let answer = app.browser().get("/api/config").await;
    assert_eq!(answer.json()["demonstration"], false);
    assert_eq!(answer.json()["ncalayer"], app.settings.ncalayer);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_description_is_generated_from_the_routes() {
    let app = TestApp::new().await;
    let answer = app.browser().get("/api/openapi.json").await;
    assert_eq!(answer.text(), backend::app::description());
    let description = answer.json();
    assert_eq!(description["openapi"], "3.1.0");
    let login = &description["paths"]["/api/session"]["post"];
    assert_eq!(login["responses"]["401"]["x-problem-codes"], serde_json::json!(["wrong-credentials"]));
    assert!(login["requestBody"]["content"]["application/json"].is_object());
}

/// The trusted certificates are given to anybody: by them a receipt is judged in a browser as it is here.
#[tokio::test]
async fn the_trusted_certificates_are_public() {
    let app = TestApp::new().await;
    let answer = app.browser().get("/api/trust-anchors").await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
    let given = signing::Anchors::from_pem(&answer.body).unwrap();
    assert_eq!(given.to_pem(), app.app.trust.to_pem());
    assert_eq!(answer.text().matches("BEGIN CERTIFICATE").count(), 4);
}
