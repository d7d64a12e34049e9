//! Two programs on one database and one key file, over the network: what one has counted, used up or ended is so at the other.
//! Elsewhere two servers share a process; here nothing is shared but the files.

use crate::start::{Started, program};
use crate::support::robot::{another, code, enter, set_password};
use crate::support::{Browser, PASSWORD, TestApp, address};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::Response;
use std::collections::BTreeMap;
use std::net::SocketAddr;

const WRONG: &str = "another long password";

/// The two programs and the world around them.
struct Two {
    app: TestApp,
    programs: [Started; 2],
}

impl Two {
    async fn started() -> Self {
        let app = TestApp::new().await;
        let folder = app.folder().join("programs");
        std::fs::create_dir_all(&folder).unwrap();
        let start = || {
            let mut program = program(&app, &folder);
            program.env("TRUSTED_PROXIES", "127.0.0.1").env("PROOF_OF_WORK_MAX", "50").env("RUST_LOG", "error");
            Started::by(program.env("NCALAYER", &app.settings.ncalayer))
        };
        let programs = [start(), start()];
        Self { app, programs }
    }

    /// A browser at each of the two, both at one address.
    fn browsers(&self, last: u8) -> [Browser; 2] {
        self.programs.each_ref().map(|program| {
            let browser = Browser::new(proxy(program.address.clone()), &self.app.settings);
            browser.at(address(last))
        })
    }

    fn end(self) {
        for program in self.programs {
            assert!(program.stop().success());
        }
    }
}

/// A reverse proxy before a program: it tells who asked (docs/operations.md).
fn proxy(program: String) -> Router {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    Router::new().fallback(move |ConnectInfo(caller): ConnectInfo<SocketAddr>, request: Request| {
        let (client, program) = (client.clone(), program.clone());
        async move {
            let (parts, body) = request.into_parts();
            let asked = client.request(parts.method, format!("{program}{}", parts.uri)).headers(parts.headers);
            let asked = asked.header("x-forwarded-for", caller.ip().to_string());
            let told = asked.body(to_bytes(body, usize::MAX).await.unwrap()).send().await.unwrap();
            let (status, headers) = (told.status(), told.headers().clone());
            let mut response = Response::new(Body::from(told.bytes().await.unwrap()));
            (*response.status_mut(), *response.headers_mut()) = (status, headers);
            response
        }
    })
}

/// Asks the same so many times at once, each program every other time; how often each was answered.
async fn at_once<F>(two: &Two, last: u8, times: usize, ask: impl Fn(Browser) -> F) -> BTreeMap<String, u32>
where
    F: Future<Output = String> + Send + 'static,
{
    let browsers = (0..times.div_ceil(2)).flat_map(|_| two.browsers(last));
    let asked: Vec<_> = browsers.map(|browser| tokio::spawn(ask(browser))).collect();
    let mut counted = BTreeMap::new();
    for verdict in asked {
        *counted.entry(verdict.await.unwrap()).or_default() += 1;
    }
    counted
}

/// wrong passwords by turns at the two; after the fourth there is a pause at both.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_are_counted_by_both() {
    let two = Two::started().await;
    let [here, there] = two.browsers(1);
    let mut told = Vec::new();
    // The pause is two seconds by a real clock. A machine that stood still for so long has proven nothing: once more.
    for person in ["aliya", "gulnar", "daniyar", "zhanna"] {
        let iin = two.app.persona(person).iin;
        for browser in [&here, &there, &here, &there] {
            assert_eq!(enter(browser, &iin, WRONG).await.verdict(), "401 wrong-credentials");
        }
        told = vec![enter(&here, &iin, WRONG).await.verdict(), enter(&there, &iin, WRONG).await.verdict()];
        if told == ["429 too-many-tries"; 2] {
            break;
        }
    }
    assert_eq!(told, ["429 too-many-tries"; 2]);
    two.end();
}

/// sent to both at once, no more passwords and codes are judged than one program would judge.
#[tokio::test(flavor = "multi_thread")]
async fn at_once_no_more_is_judged_than_is_allowed() {
    let two = Two::started().await;
    let persona = two.app.persona("aliya");
    let counted = at_once(&two, 1, 28, |browser| {
        let iin = persona.iin.clone();
        async move { enter(&browser, &iin, WRONG).await.verdict() }
    });
    let expected = [("401 wrong-credentials".to_owned(), 4), ("429 too-many-tries".to_owned(), 24)];
    assert_eq!(counted.await, BTreeMap::from(expected));

    let [here, _] = two.browsers(2);
    let (id, digits) = code(&two.app, &here, &persona).await;
    let give = |digits: &str| {
        let (id, digits) = (id.clone(), digits.to_owned());
        move |browser: Browser| {
            let (id, digits) = (id.clone(), digits.clone());
            async move { set_password(&browser, &id, &digits, PASSWORD).await.verdict() }
        }
    };
    let counted = at_once(&two, 2, 20, give(another(&digits))).await;
    let expected = [("410 code-used-up".to_owned(), 16), ("422 wrong-code".to_owned(), 4)];
    assert_eq!(counted, BTreeMap::from(expected));
    assert_eq!(set_password(&here, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");
    two.end();
}

/// a code used at one is used at the other, however many come at once; a session begun at one stands at the
/// other, and ended there it is over here.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_has_used_or_ended_is_so_at_the_other() {
    let two = Two::started().await;
    let [here, there] = two.browsers(1);
    let persona = two.app.persona("aliya");
    let (id, digits) = code(&two.app, &here, &persona).await;
    let counted = at_once(&two, 1, 10, |browser| {
        let (id, digits) = (id.clone(), digits.clone());
        async move { set_password(&browser, &id, &digits, PASSWORD).await.verdict() }
    });
    let expected = [("204".to_owned(), 1), ("410 code-used-up".to_owned(), 9)];
    assert_eq!(counted.await, BTreeMap::from(expected));
    for browser in [&here, &there] {
        assert_eq!(set_password(browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");
    }

    assert_eq!(enter(&here, &persona.iin, PASSWORD).await.verdict(), "200");
    let cookie = here.cookie();
    there.set_cookie(cookie.as_deref());
    assert_eq!(there.get("/api/session").await.verdict(), "200");
    assert_eq!(there.delete("/api/session").await.verdict(), "204");
    assert_eq!(here.cookie(), cookie, "this browser knows nothing of it");
    assert_eq!(here.get("/api/session").await.verdict(), "401 signed-out");
    two.end();
}
