//! A second implementation: keys, messages and answers made by the `openssl` program, and our authority's judged by it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use signing::{Anchors, Evidence, Expected, Fault, Policy, Purpose, Verdict};
use time::{Duration, OffsetDateTime};

use crate::support;

pub const DOCUMENT: &[u8] = b"%PDF-1.7\r\nline\nline\r\n";

const CONFIG: &str = "
[req]
distinguished_name = dn
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
CN = ТЕСТОВ ТЕСТ
SN = ТЕСТОВ
serialNumber = IIN123456789011
C = KZ
GN = ТЕСТОВИЧ
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
certificatePolicies = 1.2.398.3.3.2
[sign]
keyUsage = critical,digitalSignature,nonRepudiation
extendedKeyUsage = emailProtection,1.2.398.3.3.4.1.1
certificatePolicies = 1.2.398.3.3.2.3
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://127.0.0.1/ocsp,caIssuers;URI:http://127.0.0.1/nca.cer
crlDistributionPoints = URI:http://127.0.0.1/nca.crl
freshestCRL = URI:http://127.0.0.1/nca_d.crl
[auth]
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = clientAuth,1.2.398.3.3.4.1.1
certificatePolicies = 1.2.398.3.3.2.4
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://127.0.0.1/ocsp,caIssuers;URI:http://127.0.0.1/nca.cer
crlDistributionPoints = URI:http://127.0.0.1/nca.crl
freshestCRL = URI:http://127.0.0.1/nca_d.crl
[ocsp]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
[issuing]
database = issued.txt
serial = serial.txt
new_certs_dir = .
default_md = sha256
policy = whoever
[whoever]
commonName = supplied
";

/// A folder with root, issuing authority, responder and a person's two keys, made by openssl for this run; and, of no use to
/// anybody, an authority of the same names with other keys and its key of the person, and one that the person has issued.
pub static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openssl");
    // Left by the run before.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("openssl.cnf"), CONFIG).unwrap();
    fs::write(folder.join("document"), DOCUMENT).unwrap();
    let openssl = |arguments: &str| run(&folder, arguments);
    let request = "req -config openssl.cnf -newkey rsa:2048 -nodes -sha256";
    for (name, bits) in [("root", 4096), ("root2", 2048)] {
        let whole = format!("req -config openssl.cnf -newkey rsa:{bits} -nodes -sha256 -x509 -days 30 -extensions ca");
        openssl(&format!("{whole} -subj /CN=ROOT -keyout {name}.key -out {name}.pem"));
    }
    for (name, section, subject, issuer) in [
        ("nca", "ca", "-subj /CN=NCA", "root"),
        ("nca2", "ca", "-subj /CN=NCA", "root2"),
        ("sign", "sign", "", "nca"),
        ("lookalike", "sign", "", "nca2"),
        ("child", "sign", "", "sign"),
        ("auth", "auth", "", "nca"),
        ("ocsp", "ocsp", "-subj /CN=OCSP", "nca"),
    ] {
        openssl(&format!("{request} {subject} -keyout {name}.key -out {name}.csr"));
        let days = if section == "ca" { 30 } else { 10 };
        openssl(&format!(
            "x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial -days {days} -sha256 \
             -extfile openssl.cnf -extensions {section} -out {name}.pem"
        ));
    }
    // Only `openssl ca` makes a certificate whose dates begin later.
    openssl(&format!("{request} -keyout future.key -out future.csr"));
    fs::write(folder.join("issued.txt"), "").unwrap();
    fs::write(folder.join("serial.txt"), "7D3A51").unwrap();
    let (from, to) =
        [Duration::days(1), Duration::days(10)].map(|later| stamp(start(&folder, "nca.pem") + later)).into();
    openssl(&format!(
        "ca -batch -config openssl.cnf -name issuing -cert nca.pem -keyfile nca.key -in future.csr -out future.pem \
         -preserveDN -notext -extensions sign -startdate {from} -enddate {to}"
    ));
    let chain = |name: &str| fs::read(folder.join(name)).unwrap();
    fs::write(folder.join("chain2.pem"), [chain("nca2.pem"), chain("root2.pem")].concat()).unwrap();
    // The responder knows the person's keys by this table.
    let index: String = ["sign", "auth"]
        .iter()
        .map(|name| {
            let serial = run(&folder, &format!("x509 -in {name}.pem -noout -serial"));
            format!("V\t491231235959Z\t\t{}\tunknown\t/CN={name}\n", serial.trim().trim_start_matches("serial="))
        })
        .collect();
    fs::write(folder.join("index.txt"), index).unwrap();
    folder
});

/// What openssl says to arguments that it must take.
pub fn run(folder: &Path, arguments: &str) -> String {
    let output = Command::new("openssl").args(arguments.split_whitespace()).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The certificates are as old as this run, so the time is taken from the one made last: then all are valid but `future`,
/// which is so a day later.
pub fn now(folder: &Path) -> OffsetDateTime {
    start(folder, "ocsp.pem") + Duration::SECOND
}

/// As `openssl ca` takes it.
fn stamp(at: OffsetDateTime) -> String {
    let (date, time) = (at.date(), at.time());
    let month = u8::from(date.month());
    let (hour, minute, second) = time.as_hms();
    format!("{:04}{month:02}{:02}{hour:02}{minute:02}{second:02}Z", date.year(), date.day())
}

/// When the dates of a certificate begin.
fn start(folder: &Path, certificate: &str) -> OffsetDateTime {
    let start = run(folder, &format!("x509 -in {certificate} -noout -startdate -dateopt iso_8601"));
    let start = start.trim().trim_start_matches("notBefore=").trim_end_matches('Z').replace(' ', "T");
    let number = |range: std::ops::Range<usize>| start[range].parse::<u8>().unwrap();
    let date =
        time::Date::from_calendar_date(start[..4].parse().unwrap(), number(5..7).try_into().unwrap(), number(8..10));
    let time = time::Time::from_hms(number(11..13), number(14..16), number(17..19));
    OffsetDateTime::new_utc(date.unwrap(), time.unwrap())
}

/// A message over a file of the folder, by one of its keys.
pub fn sign(name: &str, key: &str, file: &str, options: &str) -> Vec<u8> {
    let out = format!("{name}.cms");
    run(
        &FOLDER,
        &format!(
            "cms -sign -binary -md sha256 -outform DER -in {file} -out {out} -signer {key}.pem \
             -inkey {key}.key {options}"
        ),
    );
    fs::read(FOLDER.join(out)).unwrap()
}

/// What the person's signature over the document must be.
pub fn expected() -> Expected<'static> {
    Expected { purpose: Purpose::Sign, content: DOCUMENT, iin: Some("123456789011"), policy: Policy::default() }
}

/// The pinned authority.
pub fn anchors() -> Anchors {
    let pinned = [fs::read(FOLDER.join("root.pem")).unwrap(), fs::read(FOLDER.join("nca.pem")).unwrap()].concat();
    Anchors::from_pem(&pinned).unwrap()
}

/// Judges a message by the pinned authority, with an answer of openssl's responder.
pub fn judge(name: &str, message: &[u8], expected: &Expected<'_>, now: OffsetDateTime) -> Result<Verdict, Fault> {
    let checked = signing::inspect(message, expected, &anchors(), now)?;
    let (request, answer) = (format!("{name}.ocsp-request"), format!("{name}.ocsp-answer"));
    // Both ways of naming the responder.
    let how = if name == "leaf" { "-resp_key_id" } else { "" };
    fs::write(FOLDER.join(&request), checked.ocsp_request(&support::NONCE)?).unwrap();
    run(
        &FOLDER,
        &format!(
            "ocsp -index index.txt -CA nca.pem -rsigner ocsp.pem -rkey ocsp.key -rmd sha256 {how} \
             -reqin {request} -respout {answer}"
        ),
    );
    let answer = fs::read(FOLDER.join(answer)).unwrap();
    signing::conclude(&checked, &Evidence::Ocsp { answer: &answer, nonce: &support::NONCE }, now)
}

/// Messages that openssl makes by the national profile are accepted, also streamed (BER); its responder's answers as well.
#[test]
fn messages_of_openssl_are_accepted() {
    for (name, options) in [
        ("leaf", "-nodetach -cades"),
        ("chain", "-nodetach -cades -certfile nca.pem"),
        ("no-binding", "-nodetach"),
        ("stream", "-nodetach -cades -stream -certfile nca.pem"),
    ] {
        let message = sign(name, "sign", "document", options);
        assert_eq!(message[1] == 0x80, name == "stream", "{name} is {}", if name == "stream" { "BER" } else { "DER" });
        let verdict = judge(name, &message, &expected(), now(&FOLDER));
        assert_eq!(verdict.as_ref().map(|verdict| verdict.iin.as_str()), Ok("123456789011"), "{name}");
        let names = verdict.unwrap().names;
        assert_eq!((names.surname.as_str(), names.given.as_str()), ("ТЕСТОВ", "ТЕСТ"));
        assert_eq!(names.patronymic.as_deref(), Some("ТЕСТОВИЧ"));
    }
}

/// The test authority's own messages and answers hold before openssl.
#[test]
fn openssl_accepts_the_test_authority() {
    let folder = &*FOLDER;
    fs::write(folder.join("demo.pem"), support::AUTHORITY.anchors_pem().unwrap()).unwrap();
    fs::write(folder.join("demo.cms"), support::good()).unwrap();
    let at = support::now().unix_timestamp();
    run(
        folder,
        &format!(
            "cms -verify -binary -inform DER -in demo.cms -CAfile demo.pem -purpose any -attime {at} -out demo.out"
        ),
    );
    assert_eq!(fs::read(folder.join("demo.out")).unwrap(), support::DOCUMENT);

    let checked = signing::inspect(&support::good(), &support::expected(), &support::ANCHORS, support::now()).unwrap();
    let request = checked.ocsp_request(&support::NONCE).unwrap();
    fs::write(folder.join("demo.ocsp-request"), &request).unwrap();
    fs::write(folder.join("demo.ocsp-answer"), support::AUTHORITY.ocsp(&request, support::now()).unwrap()).unwrap();
    let said = run(
        folder,
        &format!(
            "ocsp -reqin demo.ocsp-request -respin demo.ocsp-answer -CAfile demo.pem -issuer demo.pem -attime {at} -text"
        ),
    );
    assert!(said.contains("Cert Status: good"), "{said}");
}
