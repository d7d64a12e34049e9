//! How long a wrong password takes: nobody may tell from it whether an IIN is known.

use crate::load::{middle, now};
use shared::values::iin::Iin;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// An address may try so often within a minute before it is slowed down.
const FROM_ONE_ADDRESS: usize = 30;

/// Middles of the times of wrong passwords.
pub struct Middles {
    /// For IINs with an account.
    pub known: Duration,
    /// For IINs without one.
    pub unknown: Duration,
}

/// Tries a wrong password once for each pair of a known and an unknown IIN, in turn, from enough addresses on loopback
/// that none is slowed down.
///
/// # Errors
/// A request fails, or is answered with anything but «wrong».
pub async fn middles(server: SocketAddr, pairs: &[(Iin, Iin)]) -> Result<Middles, Box<dyn std::error::Error>> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (chunk, last) in pairs.chunks(FROM_ONE_ADDRESS / 2).zip(2..) {
        let http = client(IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)))?;
        for (with_account, without) in chunk {
            known.push(wrong(&http, server, with_account).await?);
            unknown.push(wrong(&http, server, without).await?);
        }
    }
    Ok(Middles { known: middle(known), unknown: middle(unknown) })
}

fn client(from: IpAddr) -> reqwest::Result<reqwest::Client> {
    // Nothing here is encrypted, but the client asks for a provider all the same; a second one is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().local_address(from).build()
}

async fn wrong(http: &reqwest::Client, server: SocketAddr, iin: &Iin) -> Result<Duration, Box<dyn std::error::Error>> {
    let origin = format!("http://{server}");
    let form = serde_json::json!({ "iin": iin, "password": "another long password" });
    let began = now();
    let answer = http.post(format!("{origin}/api/session")).header("origin", &origin).json(&form).send().await?;
    let status = answer.status().as_u16();
    answer.bytes().await?;
    if status == 401 { Ok(began.elapsed()) } else { Err(format!("a wrong password was answered with {status}").into()) }
}
