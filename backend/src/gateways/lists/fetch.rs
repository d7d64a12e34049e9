//! Fetching a list over HTTP, bounded in time and size.

use reqwest::{StatusCode, header};
use signing::MAX_LIST;
use std::time::Duration;

/// The national list takes some twenty megabytes, also over a slow line.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// What a source answered.
pub enum Fetched {
    /// A list, and what the source calls it.
    List(Vec<u8>, Option<String>),
    /// The one that is known still stands there.
    Same,
}

/// Fetches; why not, for the log, is an error.
pub(super) async fn fetch(http: &reqwest::Client, source: &str, known: Option<&str>) -> Result<Fetched, String> {
    let told = |error: reqwest::Error| error.without_url().to_string();
    let mut request = http.get(source).timeout(TIME_LIMIT);
    if let Some(known) = known {
        request = request.header(header::IF_NONE_MATCH, known);
    }
    let mut answer = request.send().await.map_err(told)?;
    match answer.status() {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if known.is_some() => return Ok(Fetched::Same),
        other => return Err(format!("status {other}")),
    }
    let tag = answer.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
    let mut bytes = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(told)? {
        if bytes.len() + part.len() > MAX_LIST {
            return Err("it is too large".to_owned());
        }
        bytes.extend_from_slice(&part);
    }
    Ok(Fetched::List(bytes, tag))
}
