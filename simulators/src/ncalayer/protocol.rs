//! What is said over the socket: requests of the page, answers of the program.

use base64ct::{Base64, Encoding};
use der::pem::{LineEnding, encode_string};
use serde::Deserialize;
use serde_json::{Value, json};

/// Sent right after opening; the version is that of the program played.
pub const GREETING: &str = r#"{"result":{"version":"1.4"}}"#;
/// Comes back as it was sent.
pub const HEARTBEAT: &str = "--heartbeat--";

const BASICS: &str = "kz.gov.pki.knca.basics";
const COMMON_UTILS: &str = "kz.gov.pki.knca.commonUtils";
const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";
const EMAIL_PROTECTION: &str = "1.3.6.1.5.5.7.3.4";

/// A request to sign, whichever module it came by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The module, which decides the form of the answer.
    pub dialect: Dialect,
    /// Storages that the page allows; none allows all.
    pub storages: Option<Vec<String>>,
    /// Key purposes that the certificate must carry, all of them.
    pub purposes: Vec<String>,
    /// Only this person's keys.
    pub iin: Option<String>,
    /// The contents to sign, decoded.
    pub contents: Vec<Vec<u8>>,
    /// The content goes into the message.
    pub attached: bool,
    /// A time stamp goes beside the signature.
    pub stamped: bool,
}

/// Form of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `kz.gov.pki.knca.basics`.
    Basics,
    /// `kz.gov.pki.knca.commonUtils`.
    CommonUtils,
}

/// What a text frame means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// To be answered at once with this text.
    Answer(String),
    /// A person must choose a key.
    Ask(Box<Ask>),
}

#[derive(Deserialize)]
struct Request {
    module: Option<String>,
    method: Option<String>,
    #[serde(default)]
    args: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignArgs {
    #[serde(default)]
    allowed_storages: Option<Vec<String>>,
    format: String,
    data: Data,
    #[serde(default)]
    signing_params: SigningParams,
    signer_params: SignerParams,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Data {
    One(String),
    Many(Vec<String>),
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct SigningParams {
    decode: bool,
    encapsulate: Option<bool>,
    digested: bool,
    tsa_profile: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignerParams {
    ext_key_usage_oids: Vec<String>,
    #[serde(default)]
    iin: Option<String>,
}

/// Reads a text frame.
pub fn read(text: &str) -> Incoming {
    if text == HEARTBEAT {
        return Incoming::Answer(HEARTBEAT.to_owned());
    }
    let Ok(request) = serde_json::from_str::<Request>(text) else {
        return answer(&json!({ "success": false, "code": "COMMON_JSON_WRAPPING_EXCEPTION" }));
    };
    match (request.module.as_deref(), request.method.as_deref()) {
        (Some(BASICS), Some("sign")) => sign(request.args),
        (Some(BASICS), method) => answer(&failed(
            "INVOCATION_ERROR",
            &format!("java.lang.NoSuchMethodException: {}", method.unwrap_or_default()),
        )),
        (Some(COMMON_UTILS), Some("getActiveTokens")) => answer(&json!({ "code": "200", "responseObject": [] })),
        (Some(COMMON_UTILS), Some("createCAdESFromBase64")) => create_cades(request.args),
        (Some(COMMON_UTILS), method) => {
            let message = format!("java.lang.NoSuchMethodException: {}", method.unwrap_or_default());
            answer(&json!({ "code": "500", "message": message }))
        }
        _ => answer(&json!({ "success": false, "errorCode": "MODULE_NOT_FOUND" })),
    }
}

fn answer(value: &Value) -> Incoming {
    Incoming::Answer(value.to_string())
}

fn failed(code: &str, details: &str) -> Value {
    let message = "An invoked method threw an exception.";
    json!({ "status": false, "code": code, "message": message, "details": details })
}

fn sign(args: Value) -> Incoming {
    let args: SignArgs = match serde_json::from_value(args) {
        Ok(args) => args,
        Err(error) => return answer(&failed("INVOCATION_ERROR", &format!("org.json.JSONException: {error}"))),
    };
    match ask(args) {
        Ok(ask) => Incoming::Ask(Box::new(ask)),
        Err(details) => answer(&failed("INVALID_SIGNING_PARAMS", details)),
    }
}

fn ask(args: SignArgs) -> Result<Ask, &'static str> {
    if args.format != "cms" {
        return Err("only the format cms is played");
    }
    if args.signing_params.digested {
        return Err("digested data is not played");
    }
    let data = match args.data {
        Data::One(data) => vec![data],
        Data::Many(data) => data,
    };
    let content = |data: String| {
        if !args.signing_params.decode {
            return Ok(data.into_bytes());
        }
        Base64::decode_vec(&data).map_err(|_| "data is not base64")
    };
    Ok(Ask {
        dialect: Dialect::Basics,
        storages: args.allowed_storages,
        purposes: args.signer_params.ext_key_usage_oids,
        iin: args.signer_params.iin,
        contents: data.into_iter().map(content).collect::<Result<_, _>>()?,
        // The official page calls `true` the default.
        attached: args.signing_params.encapsulate.unwrap_or(true),
        stamped: args.signing_params.tsa_profile.is_some_and(|profile| profile.is_object()),
    })
}

fn create_cades(args: Value) -> Incoming {
    let mismatch = "java.lang.IllegalArgumentException: argument type mismatch. Method: createCAdESFromBase64";
    let read = serde_json::from_value::<(String, String, String, bool)>(args).ok();
    let ask = read.and_then(|(storage, key_type, data, attached)| {
        let purposes = match key_type.as_str() {
            "AUTHENTICATION" => vec![CLIENT_AUTH.to_owned()],
            "SIGNATURE" => vec![EMAIL_PROTECTION.to_owned()],
            _ => Vec::new(),
        };
        let contents = vec![Base64::decode_vec(&data).ok()?];
        let dialect = Dialect::CommonUtils;
        Some(Ask { dialect, storages: Some(vec![storage]), purposes, iin: None, contents, attached, stamped: false })
    });
    match ask {
        Some(ask) => Incoming::Ask(Box::new(ask)),
        None => answer(&json!({ "code": "500", "message": mismatch })),
    }
}

impl Dialect {
    /// The person signed: one message per content.
    pub fn signed(self, messages: &[Vec<u8>]) -> Result<String, der::pem::Error> {
        Ok(match self {
            Self::Basics => {
                let armoured = messages.iter().map(|message| encode_string("CMS", LineEnding::LF, message));
                json!({ "status": true, "body": { "result": armoured.collect::<Result<Vec<_>, _>>()? } })
            }
            Self::CommonUtils => {
                let message = messages.first().map(|message| Base64::encode_string(message));
                json!({ "code": "200", "responseObject": message })
            }
        }
        .to_string())
    }

    /// The person pressed «cancel».
    pub fn cancelled(self) -> String {
        match self {
            Self::Basics => json!({ "status": true, "body": {} }),
            Self::CommonUtils => json!({ "code": "500", "message": "action.canceled" }),
        }
        .to_string()
    }

    /// Something broke inside the program.
    pub fn broken(self, details: &str) -> String {
        match self {
            Self::Basics => failed("INVOCATION_ERROR", details),
            Self::CommonUtils => json!({ "code": "500", "message": details }),
        }
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(change: impl Fn(&mut Value)) -> Incoming {
        let mut request = json!({ "module": BASICS, "method": "sign", "args": {
            "allowedStorages": ["PKCS12"], "format": "cms", "data": "AAEC",
            "signingParams": { "decode": true, "encapsulate": true, "digested": false },
            "signerParams": { "extKeyUsageOids": [EMAIL_PROTECTION], "iin": "850101300014" }, "locale": "kk" } });
        change(&mut request);
        read(&request.to_string())
    }

    fn asked(incoming: Incoming) -> Ask {
        match incoming {
            Incoming::Ask(ask) => *ask,
            Incoming::Answer(answer) => panic!("answered at once: {answer}"),
        }
    }

    #[test]
    fn a_request_to_sign_is_read_whole() {
        let ask = asked(request(|_| ()));
        assert_eq!(ask.storages, Some(vec!["PKCS12".to_owned()]));
        assert_eq!(ask.purposes, [EMAIL_PROTECTION]);
        assert_eq!(ask.iin.as_deref(), Some("850101300014"));
        assert_eq!((&ask.contents, ask.attached), (&vec![vec![0, 1, 2]], true));
        let text = asked(request(|it| it["args"]["signingParams"]["decode"] = false.into()));
        assert_eq!(text.contents, [b"AAEC"]);
        let many = asked(request(|it| it["args"]["data"] = json!(["AAEC", "Aw=="])));
        assert_eq!(many.contents, [vec![0, 1, 2], vec![3]]);
        assert!(!asked(request(|it| it["args"]["signingParams"]["encapsulate"] = false.into())).attached);
        assert!(asked(request(|it| it["args"]["signingParams"] = json!({ "decode": true }))).attached);
        assert_eq!(asked(request(|it| it["args"]["allowedStorages"] = Value::Null)).storages, None);
        assert!(!ask.stamped && asked(request(|it| it["args"]["signingParams"]["tsaProfile"] = json!({}))).stamped);
    }

    #[test]
    fn what_cannot_be_done_is_answered() {
        let code = |incoming| match incoming {
            Incoming::Answer(answer) => serde_json::from_str::<Value>(&answer).unwrap()["code"].clone(),
            Incoming::Ask(_) => Value::Null,
        };
        assert_eq!(code(request(|it| it["args"]["format"] = "xml".into())), "INVALID_SIGNING_PARAMS");
        assert_eq!(code(request(|it| it["args"]["data"] = "Aw".into())), "INVALID_SIGNING_PARAMS");
        assert_eq!(code(request(|it| it["args"]["signingParams"]["digested"] = true.into())), "INVALID_SIGNING_PARAMS");
        let no_purposes = request(|it| it["args"]["signerParams"]["extKeyUsageOids"] = Value::Null);
        assert_eq!(code(no_purposes), "INVOCATION_ERROR");
        assert_eq!(code(request(|it| it["method"] = "seal".into())), "INVOCATION_ERROR");
        assert_eq!(code(read("{")), "COMMON_JSON_WRAPPING_EXCEPTION");
    }

    #[test]
    fn modules_that_are_not_there() {
        let absent = Incoming::Answer(json!({ "success": false, "errorCode": "MODULE_NOT_FOUND" }).to_string());
        assert_eq!(read(r#"{"module":"kz.digiflow.mobile.extensions","method":"getVersion"}"#), absent);
        assert_eq!(request(|it| it["module"] = Value::Null), absent);
        assert_eq!(read(HEARTBEAT), Incoming::Answer(HEARTBEAT.to_owned()));
    }

    #[test]
    fn the_older_module_signs_and_lists_tokens() {
        let call = |method: &str, args: Value| {
            read(&json!({ "module": COMMON_UTILS, "method": method, "args": args }).to_string())
        };
        assert_eq!(
            call("getActiveTokens", Value::Null),
            Incoming::Answer(json!({ "code": "200", "responseObject": [] }).to_string())
        );
        let ask = asked(call("createCAdESFromBase64", json!(["PKCS12", "AUTHENTICATION", "AAEC", false])));
        assert_eq!((ask.purposes, ask.attached), (vec![CLIENT_AUTH.to_owned()], false));
        for (method, args) in
            [("createCAdESFromBase64", json!(["PKCS12", "SIGNATURE", "AAE", true])), ("signXml", json!([]))]
        {
            let Incoming::Answer(answer) = call(method, args) else { panic!("{method} was asked") };
            assert!(answer.contains(r#""code":"500""#), "{answer}");
        }
    }
}
