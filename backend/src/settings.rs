//! Settings, from the command line or the environment. What is wrong is said in one line before anything starts.

use crate::http::network::Networks;
use clap::Parser;
use clap::error::ErrorKind;
use reqwest::Url;
use shared::auth::CODE_MINUTES;
use shared::values::bin::Bin;
use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// Version of the consent text now in force; a new text gets a new version.
pub const CONSENT_VERSION: &str = "2026-11";

/// The personal cabinet's server. Every option can stand in the environment.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "backend",
    version,
    after_help = "`backend audit verify --help`: is the audit log as it was written?\n`backend receipt verify --help`: was this document signed, by whom and when?"
)]
pub struct Settings {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Database file; made when it is not there.
    #[arg(long, env = "DATABASE")]
    pub database: PathBuf,
    /// File of the server's secret keys; made at the first start. By default beside the database, with the ending `keys`.
    #[arg(long, env = "KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Folder of the built client.
    #[arg(long, env = "DIST")]
    pub dist: PathBuf,
    /// Where browsers reach the cabinet: `https://host[:port]`; http only on loopback.
    #[arg(long, env = "PUBLIC_ORIGIN", value_parser = public_origin)]
    pub public_origin: String,
    /// Shows the banner «demonstration, not the Fund's site» and asks search engines to stay away.
    #[arg(long, env = "DEMONSTRATION", default_value_t = false, action = clap::ArgAction::Set)]
    pub demonstration: bool,
    /// NCALayer on the person's own machine.
    #[arg(long, env = "NCALAYER", default_value = "wss://127.0.0.1:13579", value_parser = ncalayer)]
    pub ncalayer: String,
    /// The Fund's information system (БЖЗҚ АЖ).
    #[arg(long, env = "FUND_URL", value_parser = http_url)]
    pub fund_url: String,
    /// The state database of natural persons (ЖТ МДБ).
    #[arg(long, env = "PERSON_REGISTER_URL", value_parser = http_url)]
    pub person_register_url: String,
    /// The register of persons with disability.
    #[arg(long, env = "DISABILITY_REGISTER_URL", value_parser = http_url)]
    pub disability_register_url: String,
    /// The directory of banks and branches.
    #[arg(long, env = "BANK_DIRECTORY_URL", value_parser = http_url)]
    pub bank_directory_url: String,
    /// The SMS gateway.
    #[arg(long, env = "SMS_URL", value_parser = http_url)]
    pub sms_url: String,
    /// The mail server: `smtp://host:port`, `smtps://user:password@host`.
    #[arg(long, env = "SMTP_URL", value_parser = smtp_url)]
    pub smtp_url: String,
    /// Sender of mail.
    #[arg(long, env = "MAIL_FROM", default_value = "noreply@cabinet.example", value_parser = mail_address)]
    pub mail_from: String,
    /// The OCSP responder of the certification authority.
    #[arg(long, env = "OCSP_URL", value_parser = http_url)]
    pub ocsp_url: String,
    /// Where the certification authority publishes its lists of revoked certificates, whole ones and changes alike:
    /// `http://…,http://…`. They are asked where the responder is silent; whose list it is says the list itself.
    #[arg(long, env = "REVOCATION_LISTS", value_delimiter = ',', value_parser = http_url)]
    pub revocation_lists: Vec<String>,
    /// Folder in which these lists are kept. By default beside the database, with the ending `lists`.
    #[arg(long, env = "REVOCATION_LIST_FOLDER")]
    pub revocation_list_folder: Option<PathBuf>,
    /// Folder with the trusted certificates of the certification authority, `*.pem`.
    #[arg(long, env = "TRUST_ANCHORS")]
    pub trust_anchors: PathBuf,
    /// How eGov Mobile signs: the document inside the message, or beside it.
    #[arg(long, env = "QR_SIGN_METHOD", value_enum, default_value_t = SignMethod::CmsWithData)]
    pub qr_sign_method: SignMethod,
    /// Kind of the document as eGov Mobile is told it.
    #[arg(long, env = "QR_MIME", default_value = "@file/pdf")]
    pub qr_mime: String,
    /// БСН of the Fund, which eGov Mobile shows.
    #[arg(long, env = "ORGANISATION_BIN", default_value = "971240002115", value_parser = bin)]
    pub organisation_bin: String,
    /// The anti-robot check hides a number between 0 and this.
    #[arg(long, env = "PROOF_OF_WORK_MAX", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub proof_of_work_max: u64,
    /// Minutes that a one-time code lives, from sending.
    #[arg(long, env = "CODE_MINUTES", default_value_t = CODE_MINUTES, value_parser = clap::value_parser!(u32).range(1..=i64::from(CODE_MINUTES)))]
    pub code_minutes: u32,
    /// Registrations that one address may begin within five minutes.
    #[arg(long, env = "REGISTRATIONS_PER_ADDRESS", default_value_t = 60)]
    pub registrations_per_address: u32,
    /// Proxies before the server, `10.0.0.1,fd00::/8`: what they tell in `X-Forwarded-For` is believed, nobody else's.
    #[arg(long, env = "TRUSTED_PROXIES", default_value = "")]
    pub trusted_proxies: Networks,
    /// Offers the older registration form too: names, IIN and contact as in the additional agreement.
    #[arg(long, env = "OLDER_REGISTRATION", default_value_t = false, action = clap::ArgAction::Set)]
    pub older_registration: bool,
    /// A signature over a document must have a time stamp; without this one that is there is judged all the same.
    #[arg(long, env = "TIME_STAMP_REQUIRED", default_value_t = false, action = clap::ArgAction::Set)]
    pub time_stamp_required: bool,
    /// At login, accepts the single key of GOST 34.10-2015, which has no purpose of its own for login.
    #[arg(long, env = "LOGIN_ACCEPTS_GOST_SINGLE_KEY", default_value_t = true, action = clap::ArgAction::Set)]
    pub login_accepts_gost_single_key: bool,
}

/// How eGov Mobile signs a document that is not XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum SignMethod {
    /// The message holds the document.
    #[value(name = "CMS_WITH_DATA")]
    CmsWithData,
    /// The message is made over the document and does not hold it.
    #[value(name = "CMS_SIGN_ONLY")]
    CmsSignOnly,
}

impl SignMethod {
    /// As the protocol writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CmsWithData => "CMS_WITH_DATA",
            Self::CmsSignOnly => "CMS_SIGN_ONLY",
        }
    }
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// What to print and the exit code: help and version with 0, anything wrong in one line with 2.
    pub fn read(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Self, (String, i32)> {
        Self::try_parse_from(arguments).map_err(|error| told(&error))
    }

    /// The host name in the public origin.
    #[must_use]
    pub fn host(&self) -> String {
        Url::parse(&self.public_origin).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Is the cabinet reached over https?
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_origin.starts_with("https:")
    }

    /// How long a one-time code lives, milliseconds.
    #[must_use]
    pub fn code_life(&self) -> i64 {
        i64::from(self.code_minutes) * 60 * 1000
    }

    /// Where the lists of revoked certificates are kept.
    #[must_use]
    pub fn revocation_list_folder(&self) -> PathBuf {
        self.revocation_list_folder.clone().unwrap_or_else(|| self.database.with_extension("lists"))
    }

    /// Where the secret keys are kept.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.database.with_extension("keys"))
    }
}

/// What is told of arguments that start nothing, and the exit code.
pub(crate) fn told(error: &clap::Error) -> (String, i32) {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (error.to_string(), 0),
        _ => (one_line(&error.to_string()), 2),
    }
}

/// What clap says before it explains the usage, on one line.
fn one_line(message: &str) -> String {
    let said = message.split("\nUsage:").next().unwrap_or_default();
    let said = said.split("\nFor more information").next().unwrap_or_default();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A host on the machine itself.
fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

fn public_origin(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        _ => return Err("must be https; http only on loopback".to_owned()),
    }
    let origin = url.origin().ascii_serialization();
    if text.trim_end_matches('/') == origin { Ok(origin) } else { Err(format!("must be an origin alone, {origin}")) }
}

fn ncalayer(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "ws" | "wss") {
        return Err("must be ws:// or wss://".to_owned());
    }
    if !is_loopback(&url) {
        return Err("must be on loopback: NCALayer runs on the person's own machine".to_owned());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn http_url(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err("must be an http:// or https:// address".to_owned());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn smtp_url(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if matches!(url.scheme(), "smtp" | "smtps") && url.has_host() {
        Ok(text.to_owned())
    } else {
        Err("must be an smtp:// or smtps:// address".to_owned())
    }
}

fn bin(text: &str) -> Result<String, String> {
    text.parse::<Bin>()
        .map(|_| text.to_owned())
        .map_err(|_| "must be a BIN: 12 digits with their check digit".to_owned())
}

fn mail_address(text: &str) -> Result<String, String> {
    text.parse::<lettre::message::Mailbox>().map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// The trusted certificates, PEM, file by file.
///
/// # Errors
/// The folder cannot be read or holds no certificate, in one line.
pub fn read_trust_anchors(folder: &Path) -> Result<Vec<String>, String> {
    let told = |error: std::io::Error| format!("TRUST_ANCHORS {}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        files.push(entry.map_err(told)?.path());
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "pem"));
    files.sort();
    let texts: Result<Vec<String>, _> = files.iter().map(std::fs::read_to_string).collect();
    let certificates: Vec<String> =
        texts.map_err(told)?.into_iter().filter(|text| text.contains("-----BEGIN CERTIFICATE-----")).collect();
    if certificates.is_empty() {
        return Err(format!("TRUST_ANCHORS {}: no certificate (*.pem) in this folder", folder.display()));
    }
    Ok(certificates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_asked_for_signatures() {
        for good in ["wss://127.0.0.1:13579", "ws://localhost:13579", "ws://[::1]:1"] {
            assert_eq!(ncalayer(good).as_deref(), Ok(good));
        }
        for bad in ["wss://127.0.0.1.example:13579", "wss://10.0.0.1:13579", "http://127.0.0.1:13579", "x"] {
            assert!(ncalayer(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_public_origin_is_https_or_on_loopback() {
        for good in ["https://cabinet.example", "http://127.0.0.1:8080", "http://localhost"] {
            assert_eq!(public_origin(good).as_deref(), Ok(good));
        }
        for bad in ["http://cabinet.example", "https://cabinet.example/kk", "cabinet", "ftp://127.0.0.1"] {
            assert!(public_origin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_wrong_setting_is_told_in_one_line() {
        let (line, code) = Settings::read(["backend", "--listen", "nowhere"]).unwrap_err();
        assert!(line.starts_with("error: invalid value 'nowhere' for '--listen <LISTEN>'"), "{line}");
        assert!(!line.contains('\n'));
        assert_eq!(code, 2);
    }
}
