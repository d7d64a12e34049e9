//! What can be changed in a receipt.

use signing::receipt::{KeptEvidence, Receipt};

/// What is in a receipt, but for the number that was asked with: another one is another number, whatever else.
pub fn parts(receipt: &mut Receipt) -> Vec<&mut Vec<u8>> {
    let Receipt { document, cms, chain, evidence } = receipt;
    let mut parts = vec![document, cms];
    parts.extend(chain);
    match evidence {
        KeptEvidence::Ocsp { answer, .. } => parts.push(answer),
        KeptEvidence::Lists { base, delta } => {
            parts.push(base);
            parts.extend(delta);
        }
        KeptEvidence::None => (),
    }
    parts
}
