//! Time stamps: asked for by a setting, judged whenever there is one.

use crate::road::Walker;
use crate::signature_login::Door;
use crate::support::TestApp;
use base64ct::{Base64, Encoding};
use simulators::authority::{KeyKind, KeyState};
use simulators::modes::{Mode, Register};
use simulators::time_stamps::TimeStamps;

/// where the setting asks for it a document without a time stamp is refused, and one with the authority's is taken; who
/// enters needs none.
#[tokio::test]
async fn a_document_needs_a_time_stamp_where_the_setting_says_so() {
    let app = TestApp::with(|settings| settings.time_stamp_required = true).await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(walker.browser.get("/api/config").await.json()["time_stamp_required"], true);
    let plain = walker.signature(&review).await;
    let refused = walker.sign(&review, &plain).await;
    assert_eq!(
        (refused.verdict().as_str(), &refused.json()["reason"]),
        ("422 signature-refused", &"not-accepted".into())
    );
    assert_eq!(walker.audit(&review).await, ["timestamp"]);

    let stamps = TimeStamps::at(app.outside.url("authority/tsp")).unwrap();
    let message = Base64::decode_vec(&plain).unwrap();
    app.outside.set_register(Register::TimeStamps, Mode::OFF);
    assert!(stamps.stamped(&message).await.is_err());
    app.outside.set_register(Register::TimeStamps, Mode::ON);
    let stamped = Base64::encode_string(&stamps.stamped(&message).await.unwrap());
    let made = walker.sign(&review, &stamped).await;
    assert_eq!(made.verdict(), "201", "{}", made.text());

    let entered = Door::of(&app, "aliya").enter(KeyKind::Auth, KeyState::Good).await;
    assert_eq!(entered.verdict(), "200", "{}", entered.text());
}

/// a signature that lacks its time stamp is refused at once, also while nothing tells of its key.
#[tokio::test]
async fn what_lacks_its_time_stamp_does_not_wait() {
    let app = TestApp::with(|settings| settings.time_stamp_required = true).await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    app.outside.set_register(Register::Authority, Mode::OFF);
    let refused = walker.sign(&review, &walker.signature(&review).await).await;
    assert_eq!(refused.verdict(), "422 signature-refused");
    assert_eq!(walker.audit(&review).await, ["timestamp"]);
}
