//! The desk's page and JSON.

use serde_json::Value;

use crate::support::start;

#[tokio::test]
async fn the_page_is_served_under_a_strict_policy() {
    let running = start().await;
    for (path, kind) in [
        ("desk/", "text/html"),
        ("desk/desk.css", "text/css"),
        ("desk/desk.js", "text/javascript"),
        ("desk/phone.html", "text/html"),
        ("desk/phone.js", "text/javascript"),
        ("desk/phone-words.js", "text/javascript"),
    ] {
        let answer = running.http.get(running.outside.url(path)).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(kind));
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    }
    let page = running.http.get(running.outside.url("desk")).send().await.unwrap();
    assert_eq!(page.url().path(), "/desk/");
    let html = page.text().await.unwrap();
    assert!(!html.contains("<style") && !html.contains("style=") && !html.contains("onclick"));
}

#[tokio::test]
async fn personas_are_the_file_itself() {
    let running = start().await;
    let (_, personas) = running.get("desk/api/personas").await;
    assert_eq!(personas, serde_json::from_str::<Value>(simulators::personas::PERSONAS_JSON).unwrap());
}

#[tokio::test]
async fn a_reset_brings_the_first_day_back() {
    let running = start().await;
    running.register(&running.application("2026-000001", "aliya")).await;
    let mut aliya = running.outside.persona("aliya").unwrap();
    aliya.fund = None;
    running.outside.set_person(aliya);
    running.outside.set_banks(serde_json::json!({ "version": "x", "banks": [] }));
    assert_eq!(running.send("POST", "desk/api/reset", &Value::Null).await.0, 204);
    assert_eq!(running.get("desk/api/applications").await.1, serde_json::json!([]));
    assert_eq!(running.get(&format!("fund/v1/persons/{}", running.iin("aliya"))).await.0, 200);
    assert_ne!(running.get("bank-directory/v1/banks").await.1["version"], "x");
}
