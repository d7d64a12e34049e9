//! How long a session lasts, whose it is, what its owner sees of it.

use crate::road::{SERVICE, Walker, form};
use crate::support::{Browser, PASSWORD, TestApp, address, robot};
use backend::store::entrances;
use serde_json::{Value, json};
use shared::auth::views::{EntranceEvent, EntranceWay, Place};
use time::Duration;

const CHROME: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

/// IIN and password in a browser.
async fn enter(app: &TestApp, browser: &Browser, persona: &str) {
    let answer = robot::enter(browser, &app.persona(persona).iin, PASSWORD).await;
    assert_eq!(answer.verdict(), "200", "{}", answer.text());
}

/// Another browser of somebody who has registered.
async fn entered(app: &TestApp, persona: &str) -> Browser {
    let browser = app.browser();
    enter(app, &browser, persona).await;
    browser
}

async fn stands(browser: &Browser) -> bool {
    let answer = browser.get("/api/session").await;
    if answer.status == 200 {
        return true;
    }
    assert_eq!(answer.verdict(), "401 signed-out");
    false
}

async fn seen_by(browser: &Browser) -> Value {
    let answer = browser.get("/api/entrances").await;
    assert_eq!(answer.verdict(), "200");
    answer.json()
}

async fn events(browser: &Browser) -> Vec<String> {
    let history = seen_by(browser).await["history"].clone();
    history.as_array().unwrap().iter().map(|it| it["event"].as_str().unwrap().to_owned()).collect()
}

/// without a sign of life a session stands for 15 minutes less a millisecond, and not at 15 minutes.
#[tokio::test]
async fn a_session_left_alone_ends_after_15_minutes() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(15) - Duration::MILLISECOND);
    let view = browser.get("/api/session").await;
    assert_eq!(view.json()["idle_left"], 1, "a begun second is told as one");
    app.clock.advance(Duration::MILLISECOND);
    assert!(!stands(&browser).await);
}

/// a sign of life begins the 15 minutes anew, to the millisecond.
#[tokio::test]
async fn a_sign_of_life_begins_the_minutes_anew() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(14) + Duration::milliseconds(999));
    let renewed = browser.post("/api/session/renewal", &json!({})).await;
    assert_eq!(renewed.verdict(), "200");
    assert_eq!(renewed.json()["idle_left"], 900);
    assert_eq!(renewed.json()["left"], 12 * 3600 - 14 * 60);
    app.clock.advance(Duration::minutes(15) - Duration::MILLISECOND);
    assert!(stands(&browser).await);
    app.clock.advance(Duration::MILLISECOND);
    assert!(!stands(&browser).await);
    assert_eq!(browser.post("/api/session/renewal", &json!({})).await.verdict(), "401 signed-out");
}

/// however lively, a session ends after 12 hours.
#[tokio::test]
async fn the_liveliest_session_ends_after_12_hours() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    for _ in 0..72 {
        assert_eq!(browser.post("/api/session/renewal", &json!({})).await.verdict(), "200");
        app.clock.advance(Duration::minutes(10));
    }
    app.clock.advance(-Duration::MILLISECOND);
    let view = browser.get("/api/session").await.json();
    assert_eq!((&view["left"], &view["idle_left"]), (&json!(1), &json!(1)), "what ends first is told");
    app.clock.advance(Duration::MILLISECOND);
    assert!(!stands(&browser).await);
}

/// what a page asks by itself keeps no session alive; what a person does keeps it.
#[tokio::test]
async fn polls_are_no_sign_of_life_and_saving_is_one() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    let browser = &walker.browser;
    let tag = |answer: crate::support::Answer| answer.header("etag").to_owned();
    let list = tag(browser.get("/api/applications").await);
    let page = format!("/api/applications/{number}");
    let one = tag(browser.get(&page).await);
    let idle_left = async || browser.get("/api/session").await.json()["idle_left"].as_u64().unwrap();
    for _ in 0..14 {
        app.clock.advance(Duration::MINUTE);
        assert_eq!(browser.ask("GET", "/api/applications").header("if-none-match", &list).send().await.status, 304);
        assert_eq!(browser.ask("GET", &page).header("if-none-match", &one).send().await.status, 304);
    }
    assert_eq!(idle_left().await, 60);
    assert_eq!(walker.save(&form("aliya"), 0, 1).await.verdict(), "200");
    assert_eq!(idle_left().await, 900);
    app.clock.advance(Duration::minutes(10));
    assert_eq!(browser.get("/api/home").await.verdict(), "200");
    assert_eq!(idle_left().await, 900);
}

/// what began or was seen further in the future than clocks of two servers differ is over; within that difference a
/// session stands, with no more left than it ever had.
#[tokio::test]
async fn a_clock_set_back_ends_sessions() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(14));
    assert_eq!(browser.post("/api/session/renewal", &json!({})).await.verdict(), "200");
    app.clock.advance(-Duration::SECOND);
    assert!(stands(&browser).await, "clocks of two servers differ a little");
    assert_eq!(browser.get("/api/session").await.json()["idle_left"], 900, "never more than 15 minutes");
    app.clock.advance(-Duration::minutes(10));
    assert!(!stands(&browser).await);
    assert_eq!(browser.post("/api/session/renewal", &json!({})).await.verdict(), "401 signed-out");

    let later = entered(&app, "aliya").await;
    app.clock.advance(-Duration::hours(1));
    assert!(!stands(&later).await, "it began an hour from now");
    let now = entered(&app, "aliya").await;
    assert_eq!(seen_by(&now).await["sessions"].as_array().unwrap().len(), 1);
}

/// five sessions of a person at once; a sixth ends the oldest, and nobody else's. History and audit log tell which.
#[tokio::test]
async fn a_sixth_session_ends_the_oldest() {
    let app = TestApp::new().await;
    let other = app.signed_in("gulnar").await;
    let first = app.signed_in("aliya").await;
    let oldest = seen_by(&first).await["sessions"][0]["id"].as_str().unwrap().to_owned();
    let mut others = Vec::new();
    for number in 0..5 {
        assert!(!events(&first).await.contains(&"pushed-out".to_owned()), "{number} others");
        app.clock.advance(Duration::SECOND);
        others.push(entered(&app, "aliya").await);
    }
    assert!(!stands(&first).await);
    assert_eq!(events(&others[4]).await[..2], ["entered-from-new-device", "pushed-out"]);
    let audited = app.audited("session").await;
    let [row] = audited.as_slice() else { panic!("{audited:?}") };
    assert_eq!((row.code.as_str(), &row.iin), ("pushed-out", &app.persona("aliya").iin));
    assert_eq!(row.detail, format!("session={oldest}"));
    for browser in &others {
        assert!(stands(browser).await);
    }
    assert!(stands(&other).await);
    assert_eq!(seen_by(&others[0]).await["sessions"].as_array().unwrap().len(), 5);
}

/// signing in gives a new session and ends the one whose cookie came along, whosever it was: a cookie that somebody
/// put into the browser before opens nothing afterwards.
#[tokio::test]
async fn a_session_put_into_a_browser_ends_at_login() {
    let app = TestApp::new().await;
    let attacker = app.signed_in("gulnar").await;
    app.signed_in("aliya").await;
    let planted = attacker.cookie().unwrap();
    let victim = app.browser();
    victim.set_cookie(Some(&planted));
    enter(&app, &victim, "aliya").await;
    assert_ne!(victim.cookie().unwrap(), planted);
    assert!(!stands(&attacker).await, "the session of before is over");
    victim.set_cookie(Some("session=chosen-by-somebody"));
    enter(&app, &victim, "aliya").await;
    assert!(victim.cookie().unwrap().len() > 64, "a value of ours takes the place of any other");

    let again = victim.cookie().unwrap();
    enter(&app, &victim, "aliya").await;
    assert_ne!(victim.cookie().unwrap(), again);
    victim.set_cookie(Some(&again));
    assert!(!stands(&victim).await, "the same person's too");
}

/// what was signed out of is over, wherever its cookie is kept.
#[tokio::test]
async fn a_cookie_is_worth_nothing_after_signing_out() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    let cookie = browser.cookie().unwrap();
    assert_eq!(browser.delete("/api/session").await.verdict(), "204");
    assert_eq!(browser.cookie(), None);
    let thief = app.browser();
    thief.set_cookie(Some(&cookie));
    for path in ["/api/session", "/api/home", "/api/entrances", "/api/applications", SERVICE] {
        assert_eq!(thief.get(path).await.verdict(), "401 signed-out", "{path}");
    }
}

/// the owner sees every session with browser, system, network and time, and ends one or all others.
#[tokio::test]
async fn the_owner_sees_and_ends_sessions() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(2) + Duration::seconds(7));
    let phone = app.browser().at(address(9));
    let form = json!({ "iin": app.persona("aliya").iin, "password": PASSWORD, "language": "kk" });
    let asked = phone.ask("POST", "/api/session").json(&form).header("user-agent", CHROME);
    assert_eq!(asked.send().await.verdict(), "200");
    let seen = seen_by(&phone).await;
    let mut newest = seen["sessions"][0].clone();
    let id = newest["id"].take();
    assert_eq!(
        newest,
        json!({
            "id": null, "is_current": true, "way": "password",
            "place": { "browser": "Chrome", "system": "Windows", "address": "127.0.1.*" },
            "began_at": "2026-11-24T10:32:07Z", "seen_at": "2026-11-24T10:32:00Z",
        })
    );
    assert_eq!(seen["sessions"][1]["is_current"], false);
    assert_eq!(seen["sessions"][1]["place"], json!({ "browser": "", "system": "", "address": "127.0.0.*" }));
    assert_eq!(id.as_str().unwrap().len(), 32);

    let third = entered(&app, "aliya").await;
    assert_eq!(third.delete(&format!("/api/sessions/{}", id.as_str().unwrap())).await.verdict(), "204");
    assert!(!stands(&phone).await);
    assert_eq!(third.delete(&format!("/api/sessions/{}", id.as_str().unwrap())).await.verdict(), "404 not-found");
    let fourth = entered(&app, "aliya").await;
    assert_eq!(fourth.delete("/api/sessions").await.verdict(), "204");
    assert!(!stands(&third).await);
    assert!(stands(&fourth).await);
    let codes: Vec<String> = app.audited("session").await.into_iter().map(|entry| entry.code).collect();
    assert_eq!(codes, ["ended", "others-ended"]);
    assert_eq!(seen_by(&fourth).await["sessions"].as_array().unwrap().len(), 1);
}

/// also signing out, and signing in over a session that stood, are on record, with whose session it was.
#[tokio::test]
async fn what_ends_a_session_is_on_record() {
    let app = TestApp::new().await;
    let browser = app.signed_in("gulnar").await;
    let id = async || seen_by(&browser).await["sessions"][0]["id"].as_str().unwrap().to_owned();
    let first = id().await;
    app.signed_in("aliya").await;
    enter(&app, &browser, "aliya").await;
    let second = id().await;
    for _ in 0..2 {
        assert_eq!(browser.delete("/api/session").await.verdict(), "204");
    }
    let recorded = app.audited("session").await;
    let recorded: Vec<_> = recorded.iter().map(|row| (row.code.as_str(), row.iin.as_str(), &row.detail)).collect();
    let (gulnar, aliya) = (app.persona("gulnar").iin, app.persona("aliya").iin);
    let details = [format!("session={first}"), format!("session={second}")];
    assert_eq!(recorded, [("replaced", &*gulnar, &details[0]), ("signed-out", &*aliya, &details[1])]);
}

/// another person's session does not exist for anybody else, and ending «the others» ends none of theirs.
#[tokio::test]
async fn another_persons_session_is_not_found() {
    let app = TestApp::new().await;
    let owner = app.signed_in("aliya").await;
    let stranger = app.signed_in("gulnar").await;
    let id = seen_by(&owner).await["sessions"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(stranger.delete(&format!("/api/sessions/{id}")).await.verdict(), "404 not-found");
    assert_eq!(stranger.delete("/api/sessions").await.verdict(), "204");
    assert!(stands(&owner).await);
    let text = seen_by(&stranger).await.to_string();
    assert!(!text.contains(&id));
}

/// The history holds entrances and wrong passwords for a year, a hundred at most; a device is new once.
#[tokio::test]
async fn the_history_tells_of_entrances_and_wrong_passwords() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    let entry = ["entered"].map(str::to_owned).to_vec();
    assert!(events(&browser).await.starts_with(&entry), "the first device is not told as a new one");
    app.clock.advance(Duration::SECOND);
    robot::enter(&app.browser(), &iin, "another password").await;
    app.clock.advance(Duration::SECOND);
    let other = entered(&app, "aliya").await;
    app.clock.advance(Duration::SECOND);
    enter(&app, &other, "aliya").await;
    app.clock.advance(Duration::SECOND);
    enter(&app, &browser, "aliya").await;
    let told = events(&browser).await;
    assert_eq!(told[..4], ["entered", "entered", "entered-from-new-device", "wrong-password"]);

    // Nobody else's tries are told to anybody, and of who has no account nothing is kept.
    robot::enter(&app.browser(), &app.persona("gulnar").iin, "another password").await;
    let kept = app.app.store.read(|db| db.one::<(i64,)>("select count(*) from entrance", &[])).await.unwrap();
    let own = events(&browser).await.len();
    assert_eq!(kept, Some((i64::try_from(own).unwrap(),)));

    app.clock.advance(Duration::days(365));
    let much_later = app.browser();
    enter(&app, &much_later, "aliya").await;
    assert_eq!(
        events(&much_later).await,
        ["entered-from-new-device"],
        "a year ago is forgotten, and so are its devices"
    );
    let (of, at) = (iin.parse().unwrap(), backend::clock::millis(app.clock.now()));
    let noted = app.app.store.write(move |db| (0..100).try_for_each(|_| entrances::note(db, &of, &tried(at))));
    noted.await.unwrap();
    let told = events(&much_later).await;
    assert_eq!((told.len(), told[99].as_str()), (100, "wrong-password"), "the newest hundred");
}

fn tried(at: i64) -> entrances::Entrance {
    let place = Place { browser: String::new(), system: String::new(), address: "203.0.113.*".to_owned() };
    entrances::Entrance { at, event: EntranceEvent::WrongPassword, way: EntranceWay::Password, place }
}

/// A device is known by its own cookie and for its own persons; the store holds no more than its hash.
#[tokio::test]
async fn a_device_is_known_by_its_cookie() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    app.signed_in("gulnar").await;
    let device = |browser: &Browser| {
        let all = browser.cookies();
        all.split("; ").find_map(|pair| pair.strip_prefix("device=")).unwrap().to_owned()
    };
    let own = device(&browser);
    assert_eq!(own.len(), 64, "256 bits");
    browser.delete("/api/session").await;
    enter(&app, &browser, "gulnar").await;
    assert_eq!(device(&browser), own, "two persons share a computer");
    assert_eq!(events(&browser).await[0], "entered-from-new-device", "which gulnar has not used before");
    enter(&app, &browser, "aliya").await;
    assert_eq!(events(&browser).await[0], "entered");

    let forger = app.browser();
    forger.set_cookie(Some("device=0000"));
    enter(&app, &forger, "aliya").await;
    assert_eq!(device(&forger).len(), 64, "only what we gave is taken");
    assert_eq!(events(&forger).await[0], "entered-from-new-device");
    for file in ["cabinet.db", "cabinet.db-wal"] {
        let content = std::fs::read(app.folder().join(file)).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&content).contains(&own), "{file} holds the device's cookie");
    }
}

/// scripts cannot read the cookies, other sites cannot use them, and the database does not hold them.
#[tokio::test]
async fn the_cookies_are_guarded() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let set = cookies_set(&app).await;
    let token = value(&set[0]);
    assert_eq!(token.len(), 64, "256 bits");
    assert_eq!(set[0], format!("session={token}; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax"));
    let device = value(&set[1]);
    assert_eq!(set[1], format!("device={device}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"));
    for file in ["cabinet.db", "cabinet.db-wal"] {
        let content = std::fs::read(app.folder().join(file)).unwrap_or_default();
        let text = String::from_utf8_lossy(&content);
        assert!(!text.contains(&token), "{file} holds the token");
        assert!(!text.contains(PASSWORD), "{file} holds the password");
    }

    let app = TestApp::with(|settings| settings.public_origin = "https://cabinet.example".to_owned()).await;
    app.signed_in("aliya").await;
    for (set, name) in cookies_set(&app).await.iter().zip(["__Host-session=", "__Host-device="]) {
        assert!(set.starts_with(name) && set.ends_with("; Secure"), "{set}");
    }
}

async fn cookies_set(app: &TestApp) -> Vec<String> {
    let answer = robot::enter(&app.browser(), &app.persona("aliya").iin, PASSWORD).await;
    let set = answer.headers.get_all("set-cookie").iter();
    set.map(|it| it.to_str().unwrap().to_owned()).collect()
}

fn value(set: &str) -> String {
    set.split(['=', ';']).nth(1).unwrap().to_owned()
}

/// two servers on one database: a session begun, renewed, ended at one is so at the other.
#[tokio::test]
async fn sessions_hold_across_two_servers() {
    let app = TestApp::new().await;
    let here = app.signed_in("aliya").await;
    let second =
        backend::App::open(app.settings.clone(), app.clock.clock(), crate::support::repeatable_random_from(1 << 32));
    let there = app.browser_of(&second.unwrap());
    there.set_cookie(here.cookie().as_deref());
    assert!(stands(&there).await);
    app.clock.advance(Duration::minutes(14));
    assert_eq!(there.post("/api/session/renewal", &json!({})).await.verdict(), "200");
    app.clock.advance(Duration::minutes(14));
    assert!(stands(&here).await, "renewed at the other");
    let view = |session: &Value| session["sessions"].as_array().unwrap().len();
    assert_eq!(view(&seen_by(&there).await), 1);
    for _ in 0..5 {
        app.clock.advance(Duration::SECOND);
        let other = app.browser();
        enter(&app, &other, "aliya").await;
    }
    assert!(!stands(&there).await, "the sixth, at one, ends the oldest, at both");
    let here = entered(&app, "aliya").await;
    there.set_cookie(here.cookie().as_deref());
    assert!(stands(&there).await);
    assert_eq!(there.delete("/api/session").await.verdict(), "204");
    assert!(!stands(&here).await);
}

/// of a forged address nothing follows; behind a proxy of ours everybody has an address of their own.
#[tokio::test]
async fn addresses_are_believed_from_named_proxies_alone() {
    let app = TestApp::with(|settings| settings.trusted_proxies = "127.0.1.1".parse().unwrap()).await;
    app.signed_in("aliya").await;
    let form = json!({ "iin": app.persona("aliya").iin, "password": PASSWORD, "language": "kk" });
    let place = async |from: u8, told: &str| {
        let browser = app.browser().at(address(from));
        let asked = browser.ask("POST", "/api/session").json(&form).header("x-forwarded-for", told);
        assert_eq!(asked.send().await.verdict(), "200");
        let sessions = seen_by(&browser).await["sessions"].take();
        let own = sessions.as_array().unwrap().iter().find(|it| it["is_current"] == true);
        own.unwrap()["place"]["address"].clone()
    };
    assert_eq!(place(2, "203.0.113.7").await, "127.0.1.*", "nobody's proxy");
    assert_eq!(place(1, "203.0.113.7").await, "203.0.113.*");
    assert_eq!(place(1, "198.51.100.1, 203.0.113.7").await, "203.0.113.*", "what the caller invented is left of it");
    assert_eq!(place(1, "nonsense").await, "127.0.1.*");
}
