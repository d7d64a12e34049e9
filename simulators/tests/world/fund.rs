//! The Fund registers an application once, whatever is repeated, and remembers it.

use serde_json::{Value, json};
use simulators::fund::{outcome::Outcome, status::Status};

use crate::support::{Running, client, start};

async fn account(running: &Running, persona: &str) -> Value {
    let (status, person) = running.get(&format!("fund/v1/persons/{}", running.iin(persona))).await;
    assert_eq!(status, 200);
    person["accounts"][0].clone()
}

#[tokio::test]
async fn the_same_key_and_body_register_once_and_another_body_is_refused() {
    let running = start().await;
    let body = running.application("2026-000001", "aliya");
    let (first, receipt) = running.register(&body).await;
    let (second, again) = running.register(&body).await;
    assert_eq!((first, second), (201, 200));
    assert_eq!(receipt, again);

    let mut other = body.clone();
    other["document_sha256"] = "1".repeat(64).into();
    assert_eq!(running.register(&other).await, (409, json!({ "error": "different-content" })));
    assert_eq!(running.outside.applications().len(), 1);
    assert_eq!(running.outside.events().len(), 1);
}

#[tokio::test]
async fn parallel_repeats_register_once() {
    let running = start().await;
    let body = running.application("2026-000002", "aliya");
    let (a, b, c) = tokio::join!(running.register(&body), running.register(&body), running.register(&body));
    let mut statuses = [a.0, b.0, c.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 201]);
    assert_eq!(running.outside.applications().len(), 1);
}

#[tokio::test]
async fn accepted_without_an_answer_is_registered_once() {
    let running = start().await;
    running.outside.set_fund_outcome(Outcome::AcceptThenTimeout, 1);
    let body = running.application("2026-000003", "aliya");
    let impatient = client().timeout(std::time::Duration::from_millis(200)).build().unwrap();
    let request = impatient.post(running.outside.url("fund/v1/applications"));
    let answer = request.header("Idempotency-Key", "2026-000003").json(&body).send().await;
    assert!(answer.unwrap_err().is_timeout());
    assert_eq!(running.outside.applications().len(), 1);

    assert_eq!(running.register(&body).await.0, 200);
    assert_eq!(running.outside.applications().len(), 1);
}

#[tokio::test]
async fn a_chosen_outcome_happens_so_many_times() {
    let running = start().await;
    let body = running.application("2026-000004", "aliya");
    running.outside.set_fund_outcome(Outcome::Error500, 2);
    for expected in [500, 500, 201] {
        assert_eq!(running.register(&body).await.0, expected);
    }
    let (status, _) = running.send("PUT", "desk/api/fund/next-outcome", &json!({ "outcome": "refuse" })).await;
    assert_eq!(status, 200);
    let (status, refusal) = running.register(&running.application("2026-000005", "aliya")).await;
    assert_eq!((status, &refusal["error"]), (422, &json!("refused")));
    assert_eq!(running.outside.applications().len(), 1);
}

#[tokio::test]
async fn what_breaks_the_contract_is_refused() {
    let running = start().await;
    let good = running.application("2026-000006", "aliya");
    let spoilt: [(&str, Value); 6] = [
        ("document_sha256", json!("AB")),
        ("cms", json!("not base64")),
        ("payload", json!("text")),
        ("signed_at", json!("yesterday")),
        ("extra", json!(1)),
        ("number", json!("")),
    ];
    for (member, value) in spoilt {
        let mut body = good.clone();
        body[member] = value;
        let (status, problem) = running.register(&body).await;
        assert_eq!((status, &problem["error"]), (400, &json!("malformed")), "{member}");
    }
    let keyless = running.http.post(running.outside.url("fund/v1/applications")).json(&good).send().await.unwrap();
    assert_eq!(keyless.status(), 400);
    let mut stranger = good.clone();
    stranger["iin"] = running.iin("bolat").into();
    assert_eq!(running.register(&stranger).await.0, 422);
    assert!(running.outside.applications().is_empty());
}

#[tokio::test]
async fn the_journal_survives_a_restart() {
    let running = start().await;
    let body = running.application("2026-000007", "aliya");
    running.register(&body).await;
    running.outside.step("2026-000007", Status::Checking, None, None).unwrap();
    let events = running.outside.events();

    let running = running.restart().await;
    assert_eq!(running.outside.events(), events);
    assert_eq!(running.outside.applications()[0].status, Status::Checking);
    assert_eq!(running.register(&body).await.0, 200);
    assert_eq!(account(&running, "aliya").await["open_application"], true);
}

#[tokio::test]
async fn only_the_steps_of_the_table_are_taken() {
    let running = start().await;
    running.register(&running.application("2026-000008", "aliya")).await;
    let path = "desk/api/applications/2026-000008/status";
    let (status, refusal) = running.send("POST", path, &json!({ "status": "executed" })).await;
    assert_eq!((status, &refusal["error"]), (409, &json!("not-next")));
    for next in ["checking", "in_work", "approved"] {
        assert_eq!(running.send("POST", path, &json!({ "status": next })).await.0, 200, "{next}");
    }
    let transferred = json!({ "status": "transferred", "amount": "35595.70" });
    assert_eq!(running.send("POST", path, &transferred).await.1["amount"], "35595.70");
    assert_eq!(running.send("POST", path, &json!({ "status": "returned" })).await.0, 400, "a return has a reason");
    let returned = json!({ "status": "returned", "reason": "Шот жабылған" });
    assert_eq!(running.send("POST", path, &returned).await.0, 200);
    let unknown = running.send("POST", "desk/api/applications/none/status", &transferred).await;
    assert_eq!(unknown.0, 404);
}

#[tokio::test]
async fn events_are_read_from_a_cursor_and_numbering_outlives_a_reset() {
    let running = start().await;
    running.register(&running.application("2026-000009", "aliya")).await;
    running.register(&running.application("2026-000010", "bauyrzhan")).await;
    let (_, first) = running.get("fund/v1/application-events?after=0&limit=1").await;
    assert_eq!(first["events"].as_array().unwrap().len(), 1);
    assert_eq!(first["events"][0]["cursor"], 1);
    let (_, rest) = running.get("fund/v1/application-events?after=1").await;
    assert_eq!(rest["events"][0]["number"], "2026-000010");

    assert_eq!(running.send("POST", "desk/api/reset", &Value::Null).await.0, 204);
    running.register(&running.application("2026-000011", "aliya")).await;
    let (_, later) = running.get("fund/v1/application-events?after=2").await;
    assert_eq!(later["events"][0]["cursor"], 3);
    assert_eq!(running.get("fund/v1/application-events?after=x").await.0, 400);
}

/// what an application changes in the Fund's own record.
#[tokio::test]
async fn an_application_changes_the_record() {
    let running = start().await;
    let mut body = running.application("2026-000012", "zhanna");
    let document = running.outside.persona("zhanna").unwrap().register.unwrap().documents[1].clone();
    body["identity_document"] = serde_json::to_value(&document).unwrap();
    assert_eq!(account(&running, "zhanna").await["open_application"], false);
    running.register(&body).await;
    assert_eq!(account(&running, "zhanna").await["open_application"], true);
    let (_, person) = running.get(&format!("fund/v1/persons/{}", running.iin("zhanna"))).await;
    assert_eq!(person["document"]["number"], document.number);

    let step = |status, reason| running.outside.step("2026-000012", status, reason, None).unwrap();
    for status in [Status::Checking, Status::InWork, Status::Approved, Status::Transferred] {
        step(status, None);
    }
    step(Status::Returned, Some("Шот жабылған"));
    assert_eq!(account(&running, "zhanna").await["returned_payment"], true);
    for status in [Status::InWork, Status::Approved, Status::Transferred, Status::Executed] {
        step(status, None);
    }
    let account = account(&running, "zhanna").await;
    assert_eq!((&account["open_application"], &account["annual_paid"]), (&json!(false), &json!(true)));
    assert_eq!(account["returned_payment"], false);
}
