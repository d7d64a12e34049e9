//! What any request may meet: unreadable, too large, from elsewhere, too much at once, our own failure.

use crate::support::{BEGINNING, TestApp};
use backend::App;
use backend::store::{self, Limits};
use serde_json::json;
use std::sync::mpsc;
use tokio::task::JoinSet;

#[tokio::test]
async fn what_cannot_be_read_is_a_problem() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for (kind, body) in [
        ("application/json", "{"),
        ("application/json", ""),
        ("application/json", "[]x"),
        ("application/json", r#"{"iin": 17}"#),
        ("application/json", r#""text""#),
        ("text/plain", r#"{"iin": "", "password": ""}"#),
        ("", r#"{"iin": "", "password": ""}"#),
    ] {
        let asked = browser.ask("POST", "/api/session").header("content-type", kind).bytes(body);
        assert_eq!(asked.send().await.verdict(), "400 invalid-request", "{kind} {body}");
    }
    let deep = "[".repeat(100_000);
    let asked = browser.ask("POST", "/api/session").header("content-type", "application/json").bytes(deep);
    assert_eq!(asked.send().await.verdict(), "400 invalid-request");
    let asked = browser.ask("POST", "/api/session").header("content-type", "application/json").bytes([0xff, 0xfe]);
    assert_eq!(asked.send().await.verdict(), "400 invalid-request");
}

#[tokio::test]
async fn no_body_is_larger_than_a_quarter_megabyte() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let form = |size: usize| json!({ "iin": "", "password": "x".repeat(size) });
    let frame = form(0).to_string().len();
    assert_eq!(browser.post("/api/session", &form(256 * 1024 - frame)).await.verdict(), "422 invalid-form");
    assert_eq!(browser.post("/api/session", &form(256 * 1024 - frame + 1)).await.verdict(), "413 too-large");
    let told = browser.ask("POST", "/api/session").json(&form(0)).header("content-length", "262145");
    assert_eq!(told.send().await.verdict(), "413 too-large");
}

/// Whoever sends far too much over a real line hears why, and not of a line that broke.
#[tokio::test]
async fn who_sends_too_much_hears_so() {
    let app = TestApp::new().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = app.listen(listener);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for _ in 0..20 {
        let asked = client.post(format!("http://{address}/api/session")).header("origin", &app.settings.public_origin);
        let asked = asked.header("content-type", "application/json").body(" ".repeat(16 << 20));
        assert_eq!(asked.send().await.unwrap().status(), 413);
    }
    server.abort();
}

/// R-034: another site's page cannot change anything in the person's name.
#[tokio::test]
async fn changes_come_from_our_own_pages() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let own = app.settings.public_origin.clone();
    for (origin, site, verdict) in [
        (own.as_str(), "", "422 invalid-form"),
        (own.as_str(), "same-origin", "422 invalid-form"),
        ("", "same-origin", "422 invalid-form"),
        ("", "none", "422 invalid-form"),
        ("", "", "403 foreign-origin"),
        ("", "same-site", "403 foreign-origin"),
        ("", "cross-site", "403 foreign-origin"),
        ("null", "", "403 foreign-origin"),
        ("https://elsewhere.example", "same-origin", "403 foreign-origin"),
        ("http://127.0.0.1:8081", "", "403 foreign-origin"),
    ] {
        let asked = browser.ask("POST", "/api/session").json(&json!({}));
        let asked = asked.header("origin", origin).header("sec-fetch-site", site);
        assert_eq!(asked.send().await.verdict(), verdict, "{origin:?} {site:?}");
    }
    let asked = browser.ask("DELETE", "/api/session").header("origin", "https://elsewhere.example");
    assert_eq!(asked.send().await.verdict(), "403 foreign-origin");
    let reading = browser.ask("GET", "/api/config").header("origin", "https://elsewhere.example");
    assert_eq!(reading.send().await.verdict(), "200", "reading is the browser's matter");
}

/// R-012: a failure of our own says so, gives a reference, and keeps its cause to itself.
#[tokio::test]
async fn our_own_failure_has_a_reference() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    let broken = app.app.store.write(|db| db.run("drop table account", &[])).await;
    broken.unwrap();
    let answer = browser.get("/api/session").await;
    assert_eq!(answer.verdict(), "500 internal");
    assert_eq!(answer.json()["reference"].as_str().unwrap().len(), 12);
    assert!(!answer.text().contains("account"), "{}", answer.text());
}

/// R-012: when too much waits, the answer comes at once and tells when to come back.
#[tokio::test(flavor = "multi_thread")]
async fn too_much_at_once_is_told_at_once() {
    let app = TestApp::new().await;
    let limits = Limits { readers: 1, queue: 1 };
    let settings = app.settings.clone();
    let small = App::open_with(settings, app.clock.clock(), crate::support::repeatable_random(), limits).unwrap();
    let (begun, has_begun) = mpsc::channel();
    let (go_on, may_end) = mpsc::channel::<()>();
    let held = tokio::spawn({
        let store = small.store.clone();
        async move {
            store
                .read(move |_| {
                    begun.send(()).unwrap();
                    may_end.recv().unwrap();
                    Ok::<_, store::Error>(())
                })
                .await
        }
    });
    tokio::task::block_in_place(|| has_begun.recv().unwrap());
    // The reader is held and one read may wait: of three more two are refused, and then the queue is full.
    let mut more = JoinSet::new();
    for _ in 0..3 {
        let store = small.store.clone();
        more.spawn(async move { store.read(|_| Ok::<_, store::Error>(())).await });
    }
    for _ in 0..2 {
        let refused = more.join_next().await.unwrap().unwrap();
        assert!(matches!(refused, Err(store::Error::Full)), "{refused:?}");
    }
    let browser = app.browser_of(&small);
    browser.set_cookie(Some("session=0000"));
    let answer = browser.get("/api/session").await;
    assert_eq!(answer.verdict(), "503 overloaded");
    assert_eq!(answer.header("retry-after"), "1");
    go_on.send(()).unwrap();
    held.await.unwrap().unwrap();
    more.join_next().await.unwrap().unwrap().unwrap();
    assert_eq!(app.clock.now(), BEGINNING, "nobody waited");
}
