//! Receipts: what was kept of a signed application, put together again.

use super::db::{Db, FromRow, Result, Row};
use super::evidence;
use super::read::parsed;
use base64ct::{Base64, Encoding};
use shared::values::iin::Iin;
use signing::receipt::{KeptEvidence, Receipt};

/// A receipt whose evidence is not read yet.
struct Signed(Receipt);

impl FromRow for Signed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let evidence = KeptEvidence::None;
        Ok(Self(Receipt { document: row.get(0)?, cms: row.get(1)?, chain: parsed(row, 2, chain)?, evidence }))
    }
}

/// The certificates above the signer's, which stands first.
fn chain(json: &str) -> Option<Vec<Vec<u8>>> {
    let all: Vec<String> = serde_json::from_str(json).ok()?;
    all.iter().skip(1).map(|certificate| Base64::decode_vec(certificate).ok()).collect()
}

/// The receipt of a person's application; without evidence while the certificate is not judged.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin, number: &str) -> Result<Option<Receipt>> {
    let found: Option<Signed> = db.one(
        "select review.pdf, cms, certificates from application join review on review.id = application.review
         where application.number = $1 and application.iin = $2",
        &[&number, &iin.as_str()],
    )?;
    let Some(Signed(receipt)) = found else { return Ok(None) };
    let evidence = evidence::of(db, iin, number)?.unwrap_or(KeptEvidence::None);
    Ok(Some(Receipt { evidence, ..receipt }))
}
