//! What a signing program does for a time stamp: asks the authority over HTTP and puts the token beside the signature.

use cms::{content_info::ContentInfo, signed_data::SignedData};
use der::{Any, Decode, asn1::SetOfVec};
use reqwest::Client;
use signing::oids;
use x509_cert::attr::Attribute;

use crate::authority::{self, encode};

/// A client of the time-stamping authority; a copy is the same client.
#[derive(Clone, Debug)]
pub struct TimeStamps {
    http: Client,
    address: String,
}

impl TimeStamps {
    /// A client of the authority at this address.
    ///
    /// # Errors
    /// There is no HTTP client to be had.
    pub fn at(address: String) -> Result<Self, reqwest::Error> {
        // Nothing here speaks TLS, but the client wants its provider named; a second one finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self { http: Client::builder().no_proxy().build()?, address })
    }

    /// The message with a stamp over its signature.
    ///
    /// # Errors
    /// In words: the authority gives none, or the message has no signature.
    pub async fn stamped(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let unreadable = |error: der::Error| format!("not a message: {error}");
        let info = ContentInfo::from_der(message).map_err(unreadable)?;
        let mut data: SignedData = info.content.decode_as().map_err(unreadable)?;
        let mut signers = data.signer_infos.0.into_vec();
        let signer = signers.first_mut().ok_or("nobody has signed")?;
        let token = self.ask(signer.signature.as_bytes()).await?;
        let values = SetOfVec::try_from(vec![token]).map_err(unreadable)?;
        let stamp = Attribute { oid: oids::TIME_STAMP_TOKEN, values };
        signer.unsigned_attrs = Some(SetOfVec::try_from(vec![stamp]).map_err(unreadable)?);
        data.signer_infos.0 = SetOfVec::try_from(signers).map_err(unreadable)?;
        encode(&data).map_err(|error| error.to_string())
    }

    async fn ask(&self, signature: &[u8]) -> Result<Any, String> {
        let query = authority::query(signature).map_err(|error| error.to_string())?;
        let request = self.http.post(&self.address).header("content-type", "application/timestamp-query").body(query);
        let told = |error: reqwest::Error| error.without_url().to_string();
        let reply = request.send().await.map_err(told)?.error_for_status().map_err(told)?;
        let reply = reply.bytes().await.map_err(told)?;
        authority::token(&reply).ok_or_else(|| "the authority gives no time stamp".to_owned())
    }
}
