//! A person's way in a run: the document, the signature by one of the ways, and whatever has to be done again after the blow,
//! as the page or the phone would do it.

use super::client::{Answer, Client};
use super::ground::SERVICE;
use super::plan::{Plan, Way};
use super::stage::Stage;
use super::verdict::Fault;
use base64ct::{Base64, Encoding};
use reqwest::Method;
use serde_json::{Value, json};
use simulators::authority::{KeyId, KeyKind, KeyState};
use simulators::phone::{ChosenKey, Move, Phone, PhoneError, Screen};
use simulators::records::Channel;
use simulators::{clock, clock::Clock};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use time::OffsetDateTime;

/// A request that nobody answers is repeated so often; only one blow is struck.
const TRIES: u32 = 20;
/// Something that passes has passed after so many tries, with a pause between them.
const PATIENCE: u32 = 8_000;
/// Notices take their time: after a kill a minute.
const NOTICE_LOOK: Duration = Duration::from_millis(80);
/// A phone that was told to begin anew does so.
const CODES: u32 = 60;

/// The way.
pub struct Journey<'a> {
    stage: &'a mut Stage,
    client: Client,
    plan: Plan,
    /// The moment of every signature: the same thing signed again is the same message.
    at: OffsetDateTime,
    review: String,
    number: String,
    pdf: Vec<u8>,
}

/// What was handed over, to be handed over again.
enum Handed {
    Message(Value),
    Screen(Box<Screen>),
}

impl<'a> Journey<'a> {
    /// Starts the programs of the run.
    ///
    /// # Errors
    /// A program does not start.
    pub async fn begin(stage: &'a mut Stage, plan: &Plan) -> Result<Self, Fault> {
        let client = stage.begin(*plan).await?;
        let at = (clock::system())();
        Ok(Self { stage, client, plan: *plan, at, review: String::new(), number: String::new(), pdf: Vec::new() })
    }

    /// Goes it to the end and judges; tells how many messages came more than once.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn finish(mut self) -> Result<usize, Fault> {
        self.prepare().await?;
        if self.plan.authority_is_off {
            self.stage.set_authority(false).await?;
        }
        let handed = match self.plan.way {
            Way::Key(kind) => self.sign_by_key(kind).await?,
            Way::Phone(kind) => self.sign_by_phone(kind).await?,
        };
        self.stage.set_authority(true).await?;
        self.wait_for_the_fund().await?;
        let repeated = self.wait_for_the_notice().await?;
        self.repeat(handed).await?;
        self.judge().await?;
        self.stage.end().await?;
        Ok(repeated)
    }

    /// The check page: document and number.
    async fn prepare(&mut self) -> Result<(), Fault> {
        let asked = json!({ "revision": 1, "language": "kk" });
        let review = self.patiently(Method::POST, &format!("{SERVICE}/review"), Some(&asked)).await?;
        let review = expect(&review, 201)?;
        self.review = text(&review["id"]);
        self.number = text(&review["number"]);
        let pdf = self.patiently(Method::GET, &format!("/api/reviews/{}/document", self.review), None).await?;
        self.pdf = pdf.bytes;
        Ok(())
    }

    async fn sign_by_key(&mut self, kind: KeyKind) -> Result<Handed, Fault> {
        let (ground, pdf, at) = (Arc::clone(&self.stage.ground), self.pdf.clone(), self.at);
        let signing = tokio::task::spawn_blocking(move || {
            ground.authority.key(&ground.holder, kind, KeyState::Good)?.sign_attached(&pdf, at)
        });
        let message = json!({ "cms": Base64::encode_string(&self.stage.through(signing).await???) });
        self.hand_over(&message).await?;
        Ok(Handed::Message(message))
    }

    /// The page's request with the signature, until it is answered for good.
    async fn hand_over(&mut self, message: &Value) -> Result<(), Fault> {
        let path = format!("/api/reviews/{}/signature", self.review);
        let answer = self.patiently(Method::POST, &path, Some(message)).await?;
        if !matches!(answer.status, 200..=202) {
            return Err(Fault::Broken(format!("{path}: {}", answer.in_words())));
        }
        self.same("the number after signing", &answer.json()["number"])
    }

    async fn sign_by_phone(&mut self, kind: KeyKind) -> Result<Handed, Fault> {
        let phone = self.phone()?;
        let key = self.phone_key(kind)?;
        for _ in 0..CODES {
            let code = json!({ "language": "kk" });
            let path = format!("/api/reviews/{}/qr", self.review);
            let code = self.patiently(Method::POST, &path, Some(&code)).await?;
            let code = expect(&code, 201)?;
            let scanned = self.stage.through(phone.scan(&text(&code["text"]), "kk")).await?;
            self.look_after_a_blow().await?;
            let Ok(screen) = scanned else {
                self.pause().await?;
                continue;
            };
            let said = self.put(&phone, &screen, &key).await?;
            match said.0 {
                200 => {
                    self.page_sees(&text(&code["operation"])).await?;
                    return Ok(Handed::Screen(Box::new(screen)));
                }
                // The code is over, nothing was sent: the person asks for another.
                410 | 503 => self.pause().await?,
                status => return Err(Fault::Broken(format!("the phone was told {status} {}", said.1))),
            }
        }
        Err(Fault::Broken(format!("{CODES} codes led to nothing")))
    }

    fn phone(&self) -> Result<Phone, Fault> {
        let at = self.at;
        let clock: Clock = Arc::new(move || at);
        Ok(Phone::new(Arc::clone(&self.stage.ground.authority), clock)?)
    }

    fn phone_key(&self, kind: KeyKind) -> Result<ChosenKey, Fault> {
        let holder = self.stage.ground.holder.clone();
        let id = KeyId { iin: holder.iin.clone(), kind, state: KeyState::Good };
        let key = ChosenKey::named(&id.to_string(), &[holder]);
        key.ok_or_else(|| Fault::Broken(format!("there is no key {id}")))
    }

    /// The phone's request with the signature, the same again until it is answered: status and words.
    async fn put(&mut self, phone: &Phone, screen: &Screen, key: &ChosenKey) -> Result<(u16, String), Fault> {
        for _ in 0..TRIES {
            let said = self.stage.through(phone.play(screen, Move::Sign, key)).await?;
            self.look_after_a_blow().await?;
            match said {
                Ok(said) => {
                    let last = said.into_iter().next_back();
                    return last.map(|it| (it.status, it.message)).ok_or_else(|| silent("the phone's request"));
                }
                Err(PhoneError::Cabinet(_)) => self.pause().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(silent("the phone's request"))
    }

    /// The page that shows the code hears what became of it.
    async fn page_sees(&mut self, operation: &str) -> Result<(), Fault> {
        let path = format!("/api/reviews/{}/qr/{operation}", self.review);
        let view = self.patiently(Method::GET, &path, None).await?;
        let state = expect(&view, 200)?["state"].clone();
        if state["is"] != "accepted" && state["is"] != "checking" {
            return Err(Fault::Broken(format!("the phone was told success, the page {state}")));
        }
        self.same("the number that the page sees", &state["number"])
    }

    /// Until the page would show that the Fund has it.
    async fn wait_for_the_fund(&mut self) -> Result<(), Fault> {
        let path = format!("/api/applications/{}", self.number);
        for _ in 0..PATIENCE {
            let view = self.patiently(Method::GET, &path, None).await?;
            if expect(&view, 200)?["summary"]["status"] == "received" {
                return Ok(());
            }
            self.pause().await?;
        }
        Err(Fault::Lost("the Fund never got it".to_owned()))
    }

    /// Until one notice has come by each way; the same letter may come twice, another one may not.
    async fn wait_for_the_notice(&mut self) -> Result<usize, Fault> {
        for _ in 0..PATIENCE {
            let all = self.stage.messages().await?;
            let all: Vec<_> = all.into_iter().map(|it| (it.channel == Channel::Sms, it.to, it.text)).collect();
            let told: BTreeSet<_> = all.iter().collect();
            let [sms, mail] = [true, false].map(|sms| told.iter().filter(|it| it.0 == sms).count());
            if sms > 1 || mail > 1 {
                return Err(Fault::Doubled(format!("notices: {sms} by SMS, {mail} by mail")));
            }
            if sms == 1 && mail == 1 {
                return Ok(all.len() - told.len());
            }
            self.pause().await?;
            tokio::time::sleep(NOTICE_LOOK).await;
        }
        Err(Fault::Lost("a notice".to_owned()))
    }

    /// What was handed over is handed over once more.
    async fn repeat(&mut self, handed: Handed) -> Result<(), Fault> {
        match (handed, self.plan.way) {
            (Handed::Message(message), _) => self.hand_over(&message).await,
            (Handed::Screen(screen), Way::Phone(kind) | Way::Key(kind)) => {
                let (phone, key) = (self.phone()?, self.phone_key(kind)?);
                let (status, message) = self.put(&phone, &screen, &key).await?;
                if status == 200 { Ok(()) } else { Err(Fault::Broken(format!("a repetition: {status} {message}"))) }
            }
        }
    }

    async fn judge(&mut self) -> Result<(), Fault> {
        if self.stage.since_blow().is_none() {
            return Err(Fault::Broken("nothing was killed".to_owned()));
        }
        let listed = Fault::one("application in the cabinet", self.listed().await?)?;
        self.same("the number in the list", &listed["number"])?;
        let registered = Fault::one("registration at the Fund", self.stage.registered().await?)?;
        self.same("the number at the Fund", &registered["number"])?;
        if self.draft().await?.is_some() {
            return Err(Fault::Doubled("the draft still stands beside the application".to_owned()));
        }
        self.stage.check_server()
    }

    /// After a blow and before anything is repeated: the application is there, or the draft is as it was.
    async fn look_after_a_blow(&mut self) -> Result<(), Fault> {
        if !self.stage.take_news() {
            return Ok(());
        }
        let (listed, draft) = (self.listed().await?, self.draft().await?);
        let registered = self.stage.registered().await?;
        match (listed.len(), draft) {
            (0, Some(form)) if form == self.stage.ground.form && registered.is_empty() => Ok(()),
            (0, Some(_)) if registered.is_empty() => Err(Fault::Broken("the draft is another one".to_owned())),
            (0, _) => Err(Fault::Lost("neither application nor draft".to_owned())),
            (1, None) if registered.len() <= 1 => Ok(()),
            (applications, draft) => {
                let (draft, registered) = (draft.is_some(), registered.len());
                Err(Fault::Doubled(format!("applications: {applications}, draft: {draft}, at the Fund: {registered}")))
            }
        }
    }

    async fn listed(&mut self) -> Result<Vec<Value>, Fault> {
        let answer = self.quietly("/api/applications").await?;
        let list = expect(&answer, 200)?;
        Ok(list.as_array().cloned().unwrap_or_default())
    }

    /// The draft, if there is one.
    async fn draft(&mut self) -> Result<Option<Value>, Fault> {
        let answer = self.quietly(SERVICE).await?;
        let view = expect(&answer, 200)?;
        Ok((view["revision"] != 0).then(|| view["draft"].clone()))
    }

    /// Asks the same until it is answered with something that does not pass by itself.
    async fn patiently(&mut self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer, Fault> {
        for _ in 0..PATIENCE {
            let answer = self.ask(method.clone(), path, body).await?;
            if !answer.is_passing() {
                return Ok(answer);
            }
            self.pause().await?;
        }
        Err(Fault::Broken(format!("{path}: it never passed")))
    }

    /// One request, repeated when the connection was refused or broke.
    async fn ask(&mut self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer, Fault> {
        for _ in 0..TRIES {
            let answer = self.stage.through(self.client.ask(method.clone(), path, body)).await?;
            self.look_after_a_blow().await?;
            match answer {
                Ok(answer) => return Ok(answer),
                Err(_) => self.pause().await?,
            }
        }
        Err(silent(path))
    }

    /// A look that is nobody's step.
    async fn quietly(&mut self, path: &str) -> Result<Answer, Fault> {
        for _ in 0..TRIES {
            match self.stage.through(self.client.ask(Method::GET, path, None)).await? {
                Ok(answer) => return Ok(answer),
                Err(_) => self.pause().await?,
            }
        }
        Err(silent(path))
    }

    async fn pause(&mut self) -> Result<(), Fault> {
        self.stage.check_server()?;
        self.stage.pause().await
    }

    fn same(&self, what: &str, found: &Value) -> Result<(), Fault> {
        if *found == self.number.as_str() {
            return Ok(());
        }
        Err(Fault::Broken(format!("{what} is {found}, not {}", self.number)))
    }
}

fn silent(path: &str) -> Fault {
    Fault::Broken(format!("{path}: no answer"))
}

fn expect(answer: &Answer, status: u16) -> Result<Value, Fault> {
    if answer.status == status { Ok(answer.json()) } else { Err(Fault::Broken(answer.in_words())) }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
