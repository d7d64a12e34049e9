//! The address a request comes from.

use super::network::Networks;
use crate::app::App;
use crate::settings::Settings;
use aide::OperationInput;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Address of whoever asks; used to slow down guessing, never logged. Its text is what tries are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(pub IpAddr);

/// What a proxy adds the address of its own caller to.
const FORWARDED: &str = "x-forwarded-for";

impl Address {
    /// The address in a request: the other end of the connection, or, when that is a proxy we trust, the one the proxy was
    /// asked by. Each proxy adds its caller at the right end, so the first from there that is no proxy of ours is the one
    /// that counts; what stands left of it may be invented.
    #[must_use]
    pub fn of(parts: &Parts, settings: &Settings) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip().to_canonical());
        let told = parts.headers.get_all(FORWARDED).iter().map(|told| told.to_str().unwrap_or_default());
        let told: Vec<&str> = told.flat_map(|told| told.split(',')).collect();
        Self(asked_by(peer, &told, &settings.trusted_proxies))
    }

    /// The address without its last part, `203.0.113.*`: enough to recognise one's own, too little to find another's.
    #[must_use]
    pub fn shortened(self) -> String {
        match self.0 {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                format!("{a}.{b}.{c}.*")
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:*")
            }
        }
    }
}

/// Goes from the connection to the left as long as a trusted proxy tells; what is no address ends the way.
fn asked_by(peer: IpAddr, told: &[&str], trusted: &Networks) -> IpAddr {
    let mut address = peer;
    for told in told.iter().rev() {
        let Some(caller) = trusted.hold(address).then(|| told.trim().parse::<IpAddr>().ok()).flatten() else { break };
        address = caller.to_canonical();
    }
    address
}

impl fmt::Display for Address {
    /// The address; of the sixth version the network alone, since whoever has one address of it has them all.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            IpAddr::V4(address) => address.fmt(f),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                write!(f, "{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }
}

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, &app.settings))
    }
}

impl OperationInput for Address {}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(peer: &str, told: &str, trusted: &str) -> String {
        let told: Vec<&str> = told.split(',').collect();
        asked_by(peer.parse().unwrap(), &told, &trusted.parse().unwrap()).to_string()
    }

    /// whoever is not a proxy of ours cannot choose by which address their tries are counted.
    #[test]
    fn a_forged_header_changes_nothing() {
        for (peer, told, trusted, counted) in [
            ("198.51.100.1", "203.0.113.5", "", "198.51.100.1"),
            ("198.51.100.1", "203.0.113.5", "10.0.0.0/8", "198.51.100.1"),
            ("10.0.0.1", "203.0.113.5", "10.0.0.0/8", "203.0.113.5"),
            ("10.0.0.1", "1.2.3.4, 203.0.113.5", "10.0.0.0/8", "203.0.113.5"),
            ("10.0.0.1", "1.2.3.4, 203.0.113.5, 10.0.0.2", "10.0.0.0/8", "203.0.113.5"),
            ("10.0.0.1", "1.2.3.4, unknown", "10.0.0.0/8", "10.0.0.1"),
            ("10.0.0.1", "1.2.3.4, unknown, 203.0.113.5", "10.0.0.0/8", "203.0.113.5"),
            ("10.0.0.1", "", "10.0.0.0/8", "10.0.0.1"),
            ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.0/8", "10.0.0.3"),
            ("10.0.0.1", "::ffff:203.0.113.5", "10.0.0.0/8", "203.0.113.5"),
            ("::1", "2001:db8::7", "::1", "2001:db8::7"),
        ] {
            assert_eq!(caller(peer, told, trusted), counted, "{peer} {told} {trusted}");
        }
    }

    #[test]
    fn one_network_of_the_sixth_version_is_one_address_and_no_address_is_shown_whole() {
        let text = |address: &str| {
            let address = Address(address.parse().unwrap());
            (address.to_string(), address.shortened())
        };
        assert_eq!(text("203.0.113.5"), ("203.0.113.5".into(), "203.0.113.*".into()));
        let network = ("2001:db8:1:2::/64".into(), "2001:db8:1:*".into());
        assert_eq!(text("2001:db8:1:2:3:4:5:6"), network);
        assert_eq!(text("2001:db8:1:2::ffff"), network);
    }
}
