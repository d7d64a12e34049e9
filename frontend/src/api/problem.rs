//! Reads a problem. By hand, out of a JSON value: what serde would generate for the two tagged enums is a tenth of the
//! whole client.

use crate::read::Read;
use serde_json::Value;
use shared::kernel::problem::{Code, Problem, RobotCheckFault, Violation};

/// Problems without parameters.
const PLAIN: &[Problem] = &[
    Problem::InvalidRequest,
    Problem::TooLarge,
    Problem::SignedOut,
    Problem::NotFound,
    Problem::MethodNotAllowed,
    Problem::WrongCredentials,
    Problem::CodeNeeded,
    Problem::PasswordBlocked,
    Problem::ChallengeExpired,
    Problem::AgreementMissing,
    Problem::PersonNotFound,
    Problem::NoContacts,
    Problem::ContactShared,
    Problem::ContactNotKazakhstan,
    Problem::MessageNotSent,
    Problem::CodeUsedUp,
    Problem::ConsentMissing,
    Problem::ReviewOutdated,
    Problem::ReceiptNotReady,
    Problem::Overloaded,
];

/// Codes without parameters.
const PLAIN_CODES: &[Code] = &[
    Code::Required,
    Code::Malformed,
    Code::BadChecksum,
    Code::BadDate,
    Code::NotOffered,
    Code::NotKazakhstan,
    Code::WrongBank,
    Code::NotSecondTier,
    Code::NotPositive,
    Code::Mismatch,
    Code::Guessable,
];

/// The problem in the body of an answer, when it is one that this version knows.
pub fn read(body: &str) -> Option<Problem> {
    let mut value: Value = crate::read::read(body)?;
    let name = value["code"].as_str()?.to_owned();
    if let Some(plain) = PLAIN.iter().find(|problem| problem.id() == name) {
        return Some(plain.clone());
    }
    Some(match &*name {
        "invalid-form" => Problem::InvalidForm { errors: list(&value["errors"], violation)? },
        "too-many-tries" => Problem::TooManyTries { retry_after: value["retry_after"].as_u64()? },
        "resend-too-soon" => Problem::ResendTooSoon { retry_after: value["retry_after"].as_u64()? },
        "wrong-code" => Problem::WrongCode { tries_left: value["tries_left"].as_u64()? as u32 },
        "code-expired" => Problem::CodeExpired { minutes: value["minutes"].as_u64()? as u32 },
        "robot-check" => {
            Problem::RobotCheck { reason: *RobotCheckFault::ALL.iter().find(|fault| value["reason"] == fault.id())? }
        }
        "signature-refused" => Problem::SignatureRefused { reason: Read::read(&mut value["reason"])? },
        "key-refused" => Problem::KeyRefused { reason: Read::read(&mut value["reason"])? },
        "refused" => Problem::Refused { refusals: Vec::read(&mut value["refusals"])? },
        "register-silent" => Problem::RegisterSilent { register: Read::read(&mut value["register"])? },
        "internal" => Problem::Internal { reference: text(&value["reference"])? },
        "draft-changed" => {
            Problem::DraftChanged { revision: value["revision"].as_u64()?, draft: value["draft"].take() }
        }
        _ => return None,
    })
}

fn list<T>(value: &Value, read: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn violation(value: &Value) -> Option<Violation> {
    Some(Violation { pointer: text(&value["pointer"])?, code: code(value)? })
}

fn code(value: &Value) -> Option<Code> {
    let name = value["code"].as_str()?;
    let number = |name: &str| value[name].as_u64().map(|number| number as usize);
    if let Some(plain) = PLAIN_CODES.iter().find(|code| code.id() == name) {
        return Some(plain.clone());
    }
    Some(match name {
        "wrong-length" => Code::WrongLength { expected: number("expected")?, found: number("found")? },
        "too-short" => Code::TooShort { min: number("min")? },
        "too-long" => Code::TooLong { max: number("max")? },
        "wrong-letter" => Code::WrongLetter { letter: text(&value["letter"])?, position: number("position")? },
        "look-alike" => Code::LookAlike {
            letter: text(&value["letter"])?,
            position: number("position")?,
            instead: text(&value["instead"])?,
        },
        "above-balance" => Code::AboveBalance { max: text(&value["max"])? },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::kernel::eligibility::{Refusal, Register};
    use shared::kernel::problem::SignatureFault;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// What is written by serde is read again, for every problem and code.
    #[wasm_bindgen_test]
    fn reads_what_the_server_writes() {
        let mut codes = PLAIN_CODES.to_vec();
        codes.extend([
            Code::WrongLength { expected: 12, found: 11 },
            Code::TooShort { min: 12 },
            Code::TooLong { max: 60 },
            Code::WrongLetter { letter: "ж".into(), position: 3 },
            Code::LookAlike { letter: "a".into(), position: 2, instead: "а".into() },
            Code::AboveBalance { max: "10.50".into() },
        ]);
        let errors = codes.into_iter().map(|code| Violation { pointer: "/bank_details/iban".into(), code }).collect();
        let refusals = vec![Refusal::NoSavings, Refusal::RegisterSilent(Register::Fund)];
        let mut all = PLAIN.to_vec();
        all.extend([
            Problem::InvalidForm { errors },
            Problem::TooManyTries { retry_after: 8 },
            Problem::ResendTooSoon { retry_after: 9 },
            Problem::WrongCode { tries_left: 3 },
            Problem::Refused { refusals },
            Problem::Internal { reference: "a1".into() },
            Problem::DraftChanged { draft: serde_json::json!({ "a": [1] }), revision: 7 },
            Problem::CodeExpired { minutes: 10 },
        ]);
        all.extend(RobotCheckFault::ALL.map(|reason| Problem::RobotCheck { reason }));
        all.extend(SignatureFault::ALL.map(|reason| Problem::SignatureRefused { reason }));
        all.extend(SignatureFault::ALL.map(|reason| Problem::KeyRefused { reason }));
        all.push(Problem::RegisterSilent { register: Register::BankDirectory });
        for problem in all {
            let written = serde_json::to_string(&problem).expect("problems can be written");
            assert_eq!(read(&written), Some(problem), "{written}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_no_problem_is_none() {
        for body in ["", "<html>", "{}", r#"{"code":"new-kind"}"#, r#"{"code":"too-many-tries"}"#] {
            assert_eq!(read(body), None, "{body}");
        }
    }
}
