//! The contracts are true: every path, method and status that they name is produced by the running simulators, and every
//! request and answer fits its schema.

use std::{collections::BTreeSet, path::Path};

use futures_util::{SinkExt, StreamExt};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use simulators::{
    fund::outcome::Outcome,
    modes::{Mode, Register},
};
use tokio::net::TcpStream;
use tokio_tungstenite::{client_async, tungstenite::Message};

use crate::phone::Cabinet;
use crate::support::{Running, start};

const FILES: [&str; 8] =
    ["authority", "bank-directory", "desk", "disability-register", "fund", "person-register", "phone", "sms"];

/// A contract and what of it was seen.
struct Contract {
    document: Value,
    seen: BTreeSet<String>,
}

impl Contract {
    fn read(name: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts").join(format!("{name}.yaml"));
        let document = serde_norway::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        Self { document, seen: BTreeSet::new() }
    }

    fn named(&self) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        for (path, item) in self.document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap().iter().filter(|(name, _)| *name != "parameters") {
                for status in operation["responses"].as_object().unwrap().keys() {
                    named.insert(format!("{} {path} {status}", method.to_uppercase()));
                }
            }
        }
        named
    }

    /// The template of a path that was asked.
    fn template(&self, path: &str) -> String {
        let fits = |template: &str| {
            let (asked, named): (Vec<_>, Vec<_>) = (path.split('/').collect(), template.split('/').collect());
            asked.len() == named.len() && named.iter().zip(&asked).all(|(n, a)| n.starts_with('{') || n == a)
        };
        // A literal path is preferred to a template with a parameter in its place.
        let mut found: Vec<&String> =
            self.document["paths"].as_object().unwrap().keys().filter(|it| fits(it)).collect();
        found.sort_by_key(|it| it.matches('{').count());
        found.first().unwrap_or_else(|| panic!("{path} is in no contract")).to_string()
    }

    fn resolved<'a>(&'a self, node: &'a Value) -> &'a Value {
        match node["$ref"].as_str() {
            Some(reference) => self.document.pointer(reference.strip_prefix('#').unwrap()).unwrap(),
            None => node,
        }
    }

    fn validate(&self, what: &str, schema: &Value, value: &Value) {
        let whole = json!({ "components": self.document["components"], "allOf": [schema] });
        let validator = jsonschema::options().should_validate_formats(true).build(&whole).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert!(errors.is_empty(), "{what}: {errors:#?}\n{value:#}");
    }
}

/// A running world and the contracts it is held against.
struct Walk {
    running: Running,
    contracts: Vec<(String, Contract)>,
}

impl Walk {
    async fn new() -> Self {
        let contracts = FILES.map(|name| (name.to_owned(), Contract::read(name))).into();
        Self { running: start().await, contracts }
    }

    fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method: Method = method.parse().unwrap();
        self.running.http.request(method, self.running.outside.url(path.strip_prefix('/').unwrap()))
    }

    /// Sends, expects a status and holds both sides against the contract.
    async fn say(&mut self, method: &str, path: &str, body: Option<Value>, expected: u16) -> Value {
        let mut request = self.request(method, path);
        if let Some(body) = &body {
            request = request.json(body);
            if let Some(number) = body["number"].as_str() {
                request = request.header("Idempotency-Key", number);
            }
        }
        self.hold(method, path, body, request, expected).await
    }

    async fn hold(
        &mut self,
        method: &str,
        path: &str,
        body: Option<Value>,
        request: RequestBuilder,
        expected: u16,
    ) -> Value {
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let kind = answer.headers().get("content-type").map(|it| it.to_str().unwrap().to_owned());
        let bytes = answer.bytes().await.unwrap();
        let what = format!("{method} {path}");
        assert_eq!(status, expected, "{what}: {}", String::from_utf8_lossy(&bytes));

        let path = path.split('?').next().unwrap();
        // The phone is a contract of its own on the desk.
        let is_phone = path.starts_with("/desk/api/phone/");
        let name = if is_phone { "phone" } else { path.split('/').nth(1).unwrap() };
        let (_, contract) = self.contracts.iter_mut().find(|(it, _)| it == name).unwrap();
        let template = contract.template(path);
        contract.seen.insert(format!("{method} {template} {status}"));
        let operation = &contract.document["paths"][&template][method.to_lowercase()];
        if let (Some(body), true) = (&body, status < 300 || status == 409) {
            contract.validate(&what, &operation["requestBody"]["content"]["application/json"]["schema"], body);
        }
        let response = contract.resolved(&operation["responses"][status.to_string()]);
        let Some(content) = response["content"].as_object() else {
            assert!(bytes.is_empty(), "{what}: an answer without a body");
            return Value::Null;
        };
        let kind = kind.unwrap_or_default();
        let schema = content.get(&kind).unwrap_or_else(|| panic!("{what}: {kind} is not in the contract"));
        if kind != "application/json" {
            return Value::Null;
        }
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        contract.validate(&what, &schema["schema"], &value);
        value
    }

    fn switch(&self, register: Register, mode: Mode) {
        self.running.outside.set_register(register, mode);
    }

    async fn registers(&mut self) {
        let people: Vec<_> = simulators::personas::carried().unwrap();
        for person in &people {
            let (iin, register) = (&person.iin, if person.register.is_some() { 200 } else { 404 });
            self.say("GET", &format!("/person-register/v1/persons/{iin}"), None, register).await;
            let fund = if person.fund.is_some() { 200 } else { 404 };
            self.say("GET", &format!("/fund/v1/persons/{iin}"), None, fund).await;
            let disability = if person.disability.is_some() { 200 } else { 404 };
            self.say("GET", &format!("/disability-register/v1/persons/{iin}/disability"), None, disability).await;
        }
        self.say("GET", "/person-register/v1/persons/900101300017", None, 404).await;
        for (register, path) in [
            (Register::Fund, "/fund/v1/persons/x"),
            (Register::PersonRegister, "/person-register/v1/persons/x"),
            (Register::DisabilityRegister, "/disability-register/v1/persons/x/disability"),
        ] {
            self.say("GET", path, None, 400).await;
            self.switch(register, Mode::OFF);
            self.say("GET", path, None, 503).await;
            self.switch(register, Mode::ON);
        }
        self.say("GET", "/bank-directory/v1/banks", None, 200).await;
        self.switch(Register::BankDirectory, Mode::OFF);
        self.say("GET", "/bank-directory/v1/banks", None, 503).await;
        let ocsp = |walk: &Self| walk.request("POST", "/authority/ocsp").body(vec![0x30, 0x00]);
        self.hold("POST", "/authority/ocsp", None, ocsp(self), 200).await;
        self.switch(Register::Authority, Mode::OFF);
        self.hold("POST", "/authority/ocsp", None, ocsp(self), 503).await;
        let path = "/authority/crl/nca_rsa.crl";
        let list = self.request("GET", path).send().await.unwrap();
        let tag = list.headers()["etag"].clone();
        let plain = self.request("GET", path);
        self.hold("GET", path, None, plain, 200).await;
        let known = self.request("GET", path).header("if-none-match", tag);
        self.hold("GET", path, None, known, 304).await;
        self.say("GET", "/authority/crl/other.crl", None, 404).await;
        self.switch(Register::RevocationLists, Mode::OFF);
        self.say("GET", path, None, 503).await;
        let path = "/authority/tsp";
        let kind = "application/timestamp-query";
        let query = |walk: &Self| walk.request("POST", path).header("content-type", kind).body(vec![0x30, 0x00]);
        self.hold("POST", path, None, query(self), 200).await;
        let plain = self.request("POST", path).body(vec![0x30, 0x00]);
        self.hold("POST", path, None, plain, 415).await;
        self.switch(Register::TimeStamps, Mode::OFF);
        self.hold("POST", path, None, query(self), 503).await;
    }

    async fn fund(&mut self) {
        let path = "/fund/v1/applications";
        let mut body = self.running.application("2026-000001", "zhanna");
        let zhanna = self.running.outside.persona("zhanna").unwrap();
        body["identity_document"] = serde_json::to_value(&zhanna.register.unwrap().documents[1]).unwrap();
        self.say("POST", path, Some(body.clone()), 201).await;
        self.say("POST", path, Some(body.clone()), 200).await;
        let mut other = body.clone();
        other["cms"] = "MIIC".into();
        self.say("POST", path, Some(other), 409).await;
        self.say("POST", path, Some(json!({ "number": "1" })), 400).await;
        let plain = self.request("POST", path).body("x");
        self.hold("POST", path, None, plain, 415).await;
        let huge = self.request("POST", path).header("content-type", "application/json").body(vec![b' '; 17 << 20]);
        self.hold("POST", path, None, huge, 413).await;
        for (outcome, status) in [(Outcome::Refuse, 422), (Outcome::Error500, 500)] {
            self.running.outside.set_fund_outcome(outcome, 1);
            self.say("POST", path, Some(body.clone()), status).await;
        }
        self.say("GET", "/fund/v1/application-events?after=0&limit=500", None, 200).await;
        self.say("GET", "/fund/v1/application-events?limit=501", None, 400).await;
        self.switch(Register::Fund, Mode::OFF);
        self.say("POST", path, Some(body), 503).await;
        self.say("GET", "/fund/v1/application-events", None, 503).await;
        self.switch(Register::Fund, Mode::ON);
    }

    async fn sms(&mut self) {
        let (path, message) = ("/sms/v1/messages", json!({ "id": "m", "to": "+77015550117", "text": "сәлем" }));
        self.say("POST", path, Some(message.clone()), 202).await;
        let mut other = message.clone();
        other["text"] = "басқа".into();
        self.say("POST", path, Some(other), 409).await;
        self.say("POST", path, Some(json!({ "id": "m" })), 400).await;
        let plain = self.request("POST", path).body("x");
        self.hold("POST", path, None, plain, 415).await;
        self.switch(Register::Sms, Mode::OFF);
        self.say("POST", path, Some(message), 503).await;
    }

    async fn desk(&mut self) {
        for path in
            ["messages", "personas", "statuses", "registers", "registers/fund", "applications", "fund/next-outcome"]
        {
            self.say("GET", &format!("/desk/api/{path}"), None, 200).await;
        }
        self.say("GET", "/desk/api/registers/none", None, 404).await;
        let slow = json!({ "mode": "slow", "delay_ms": 5 });
        self.say("PUT", "/desk/api/registers/sms", Some(slow.clone()), 200).await;
        self.say("PUT", "/desk/api/registers/ncalayer", Some(slow.clone()), 400).await;
        self.say("PUT", "/desk/api/registers/none", Some(slow), 404).await;
        let step = "/desk/api/applications/2026-000001/status";
        self.say("POST", step, Some(json!({ "status": "checking" })), 200).await;
        self.say("POST", step, Some(json!({ "status": "checking" })), 409).await;
        self.say("POST", step, Some(json!({ "status": "rejected" })), 400).await;
        let rejected = json!({ "status": "rejected", "reason": "Себебі", "amount": null });
        self.say("POST", "/desk/api/applications/none/status", Some(rejected.clone()), 404).await;
        self.say("POST", step, Some(rejected), 200).await;
        let outcome = "/desk/api/fund/next-outcome";
        self.say("PUT", outcome, Some(json!({ "outcome": "error-500", "times": 3 })), 200).await;
        self.say("PUT", outcome, Some(json!({ "outcome": "other" })), 400).await;
    }

    async fn ncalayer(&mut self) {
        let path = "/desk/api/ncalayer";
        let scripted = json!({ "mode": "scripted", "outcome": "cancel", "key": null });
        self.say("PUT", path, Some(scripted), 200).await;
        self.say("GET", path, None, 200).await;
        let unknown = json!({ "mode": "scripted", "outcome": "ok", "key": "900101300017-sign" });
        self.say("PUT", path, Some(unknown), 422).await;
        self.say("PUT", path, Some(json!({ "mode": "other" })), 400).await;
        self.say("PUT", path, Some(json!({ "mode": "window" })), 200).await;

        let iin = self.running.iin("aliya");
        let address = self.running.outside.websocket();
        let stream = TcpStream::connect(address).await.unwrap();
        let (mut socket, _) = client_async(format!("ws://{address}/"), stream).await.unwrap();
        socket.next().await.unwrap().unwrap();
        for turn in ["sign", "cancel"] {
            let ask = json!({ "module": "kz.gov.pki.knca.basics", "method": "sign", "args": {
                "allowedStorages": ["PKCS12"], "format": "cms", "data": "0YHTmdC70LXQvA==",
                "signingParams": { "decode": true, "encapsulate": true, "digested": false },
                "signerParams": { "extKeyUsageOids": ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"], "iin": iin },
                "locale": "kk" } });
            socket.send(Message::text(ask.to_string())).await.unwrap();
            let pending = self.pending().await;
            let answer = format!("{path}/{pending}/{turn}");
            if turn == "sign" {
                let mut signing = json!({ "storage": "PKCS12", "key": format!("{iin}-auth"), "password": "Qwerty12" });
                self.say("POST", &answer, Some(signing.clone()), 422).await;
                self.say("POST", &answer, Some(json!({})), 400).await;
                signing["key"] = format!("{iin}-sign").into();
                self.say("POST", &answer, Some(signing.clone()), 204).await;
                self.say("POST", &answer, Some(signing), 404).await;
            } else {
                self.say("POST", &answer, None, 204).await;
                self.say("POST", &answer, None, 404).await;
            }
            socket.next().await.unwrap().unwrap();
        }
        self.ports().await;
    }

    /// The request in the window, asked for until the program has read it.
    async fn pending(&mut self) -> String {
        loop {
            let shown = self.say("GET", "/desk/api/ncalayer", None, 200).await;
            if let Some(id) = shown["pending"]["id"].as_str() {
                return id.to_owned();
            }
        }
    }

    async fn phone(&mut self) {
        let (scans, cabinet) = ("/desk/api/phone/screens", Cabinet::start().await);
        let scan = |text: &str| Some(json!({ "text": text, "language": "kk" }));
        let screen = self.say("POST", scans, scan(&cabinet.code()), 200).await;
        self.say("POST", scans, scan("WIFI:S:x"), 422).await;
        self.say("POST", scans, scan("mobileSign:https://cabinet.example/1"), 422).await;
        self.say("POST", scans, Some(json!({})), 400).await;
        self.say("POST", scans, scan(&cabinet.other_code()), 409).await;
        self.say("POST", scans, scan("mobileSign:http://127.0.0.1:9/1"), 502).await;
        let path = format!("{scans}/{}", screen["id"].as_str().unwrap());
        self.say("GET", &format!("{path}/documents/1"), None, 200).await;
        self.say("GET", &format!("{path}/documents/2"), None, 404).await;
        let play = format!("{path}/move");
        let key = format!("{}-sign", self.running.iin("aliya"));
        let moved = |what: &str, key: &str| Some(json!({ "move": what, "key": key }));
        self.say("POST", &play, moved("cancel", &key), 200).await;
        self.say("POST", &play, moved("cancel", "900101300017-sign"), 422).await;
        self.say("POST", &play, moved("dance", &key), 400).await;
        self.say("POST", &format!("{scans}/s0/move"), moved("cancel", &key), 404).await;
    }

    async fn ports(&mut self) {
        let (listening, switch) = ("/desk/api/ncalayer/listening", "/desk/api/registers/ncalayer");
        self.say("PUT", listening, Some(json!({ "listening": "no" })), 400).await;
        self.say("PUT", listening, Some(json!({ "listening": false })), 200).await;
        let squatter = std::net::TcpListener::bind(self.running.outside.websocket()).unwrap();
        self.say("PUT", listening, Some(json!({ "listening": true })), 409).await;
        self.say("PUT", switch, Some(json!({ "mode": "on" })), 409).await;
        drop(squatter);
        self.say("PUT", listening, Some(json!({ "listening": true })), 200).await;
    }
}

#[tokio::test]
async fn the_contracts_are_true() {
    let mut walk = Walk::new().await;
    walk.registers().await;
    walk.fund().await;
    walk.sms().await;
    walk.desk().await;
    walk.ncalayer().await;
    walk.phone().await;
    walk.say("POST", "/desk/api/reset", None, 204).await;
    for (name, contract) in &walk.contracts {
        let missed: Vec<_> = contract.named().difference(&contract.seen).cloned().collect();
        let unnamed: Vec<_> = contract.seen.difference(&contract.named()).cloned().collect();
        assert!(missed.is_empty() && unnamed.is_empty(), "{name}: never produced {missed:?}, not named {unnamed:?}");
    }
}

/// Every file in the folder is walked.
#[test]
fn no_contract_is_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files, FILES.map(str::to_owned).into());
}
