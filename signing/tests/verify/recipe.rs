//! What the `openssl` program can make and this crate refuses: each row is one change away from a message that is accepted,
//! and has its code.

use std::{fs, sync::LazyLock};

use signing::{Expected, Fault, LOGIN_PREFIX, Policy, Purpose, oids};
use time::{Duration, OffsetDateTime};

use crate::openssl::{DOCUMENT, FOLDER, anchors, expected, judge, now, sign};

/// A text for entering, and another one.
static CHALLENGES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let texts = [b"nonce=1", b"nonce=2"].map(|nonce| [LOGIN_PREFIX, nonce].concat());
    fs::write(FOLDER.join("challenge"), &texts[0]).unwrap();
    texts
});

/// A message that openssl makes, what is done to it, and before what it is held.
struct Case {
    key: &'static str,
    file: &'static str,
    options: &'static str,
    change: fn(&mut Vec<u8>),
    expected: Expected<'static>,
    now: OffsetDateTime,
}

impl Case {
    /// A document signed as the national profile has it.
    fn signing() -> Self {
        Self {
            key: "sign",
            file: "document",
            options: "-nodetach -cades -certfile nca.pem",
            change: |_| (),
            expected: expected(),
            now: now(&FOLDER),
        }
    }

    /// A text for entering, signed with the key for it.
    fn entering() -> Self {
        let expected =
            Expected { purpose: Purpose::Login, content: &CHALLENGES[0], iin: None, policy: Policy::default() };
        Self { key: "auth", file: "challenge", expected, ..Self::signing() }
    }

    fn judge(&self, name: &str) -> Result<String, Fault> {
        let mut message = sign(name, self.key, self.file, self.options);
        (self.change)(&mut message);
        judge(name, &message, &self.expected, self.now).map(|verdict| verdict.iin)
    }
}

/// The place right after `needle`, which stands there once.
fn after(message: &[u8], needle: &[u8]) -> usize {
    let mut places = message.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle);
    let (place, _) = places.next().expect("it is there");
    assert_eq!(places.next(), None, "it is there once");
    place + needle.len()
}

#[expect(clippy::ptr_arg, reason = "one of the changes that a case may make")]
fn flip_content(message: &mut Vec<u8>) {
    let place = after(message, DOCUMENT);
    message[place - 1] ^= 1;
}

#[expect(clippy::ptr_arg, reason = "one of the changes that a case may make")]
fn edit_signing_time(message: &mut Vec<u8>) {
    // SET, length, UTCTime, length, `YYMMDDhhmmssZ`.
    let second = after(message, oids::SIGNING_TIME.as_bytes()) + 2 + 2 + 11;
    message[second] = if message[second] == b'0' { b'1' } else { b'0' };
}

/// the whole list.
#[test]
fn what_openssl_can_make_and_is_refused() {
    let good = "123456789011".to_owned();
    assert_eq!(Case::signing().judge("good-signing"), Ok(good.clone()));
    assert_eq!(Case::entering().judge("good-entering"), Ok(good));
    let changed: Vec<u8> = [&DOCUMENT[..DOCUMENT.len() - 1], &[DOCUMENT[DOCUMENT.len() - 1] ^ 1]].concat();
    let changed: &'static [u8] = changed.leak();
    let s = Case::signing;
    let expecting = |content| Expected { content, ..expected() };
    // The one change of this row is the day.
    let future = sign("future", "future", "document", "-nodetach -cades -certfile nca.pem");
    let inspect = |at| signing::inspect(&future, &expected(), &anchors(), at).map(drop);
    let [before, after] = [Duration::ZERO, Duration::days(1)].map(|later| inspect(now(&FOLDER) + later));
    assert!(matches!(before, Err(Fault::NotYetValid { .. })) && after.is_ok(), "{before:?}, {after:?}");
    for (name, code, case) in [
        ("no signed attributes", "digest", Case { options: "-nodetach -noattr -certfile nca.pem", ..s() }),
        (
            "signer named by key identifier",
            "shape",
            Case { options: "-nodetach -cades -keyid -certfile nca.pem", ..s() },
        ),
        ("signing key at the entrance", "wrong_key", Case { key: "sign", ..Case::entering() }),
        ("key for login under a document", "wrong_key", Case { key: "auth", ..s() }),
        (
            "authority of equal names",
            "untrusted",
            Case { key: "lookalike", options: "-nodetach -cades -certfile nca2.pem", ..s() },
        ),
        (
            "authority of equal names, its root inside",
            "untrusted",
            Case { key: "lookalike", options: "-nodetach -cades -certfile chain2.pem", ..s() },
        ),
        (
            "a person's certificate as issuer",
            "untrusted",
            Case { key: "child", options: "-nodetach -cades -certfile sign.pem", ..s() },
        ),
        ("no certificates", "shape", Case { options: "-nodetach -cades -nocerts", ..s() }),
        (
            "two signers",
            "shape",
            Case { options: "-nodetach -cades -certfile nca.pem -signer auth.pem -inkey auth.key", ..s() },
        ),
        ("SHA-1", "digest", Case { options: "-nodetach -cades -certfile nca.pem -md sha1", ..s() }),
        (
            "RSA-PSS",
            "signature",
            Case { options: "-nodetach -cades -certfile nca.pem -keyopt rsa_padding_mode:pss", ..s() },
        ),
        ("content apart", "shape", Case { options: "-cades -certfile nca.pem", ..s() }),
        ("another document was given out", "content_mismatch", Case { expected: expecting(changed), ..s() }),
        ("content changed inside", "content_mismatch", Case { change: flip_content, ..s() }),
        (
            "content changed inside and outside",
            "digest",
            Case { change: flip_content, expected: expecting(changed), ..s() },
        ),
        ("signing time edited", "signature", Case { change: edit_signing_time, ..s() }),
        ("signature flipped", "signature", Case { change: |message| *message.last_mut().unwrap() ^= 1, ..s() }),
        ("certificate not begun", "expired", Case { key: "future", ..s() }),
        ("certificate over", "expired", Case { now: now(&FOLDER) + Duration::days(10), ..s() }),
        (
            "another challenge",
            "content_mismatch",
            Case {
                expected: Expected {
                    purpose: Purpose::Login,
                    content: &CHALLENGES[1],
                    iin: None,
                    policy: Policy::default(),
                },
                ..Case::entering()
            },
        ),
        (
            "a challenge as a document",
            "content_mismatch",
            Case { file: "challenge", expected: expecting(&CHALLENGES[0]), ..s() },
        ),
        (
            "a document as a challenge",
            "content_mismatch",
            Case {
                file: "document",
                expected: Expected { purpose: Purpose::Login, content: DOCUMENT, iin: None, policy: Policy::default() },
                ..Case::entering()
            },
        ),
        (
            "another person's key",
            "foreign_key",
            Case { expected: Expected { iin: Some("850101300014"), ..expected() }, ..s() },
        ),
        ("a byte after it", "malformed", Case { change: |message| message.push(0), ..s() }),
    ] {
        let file: String =
            name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        let judged = case.judge(&file);
        assert_eq!(judged.as_ref().err().map(Fault::code), Some(code), "{name}: {judged:?}");
    }
}
