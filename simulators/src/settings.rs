//! Where the simulators listen and keep their state.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use clap::Args;

/// Settings, each a flag and an environment variable.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Loopback address to listen on; any other is refused
    #[arg(long, env = "SIMULATORS_ADDRESS", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Port of the registers, the gateway, the authority and the desk; 0 takes a free one
    #[arg(long, env = "SIMULATORS_HTTP_PORT", default_value_t = 8090)]
    pub http_port: u16,
    /// Port of the mail server; 0 takes a free one
    #[arg(long, env = "SIMULATORS_SMTP_PORT", default_value_t = 2525)]
    pub smtp_port: u16,
    /// Port of NCALayer; 0 takes a free one
    #[arg(long, env = "SIMULATORS_NCALAYER_PORT", default_value_t = 13579)]
    pub ncalayer_port: u16,
    /// Folder for the Fund's journal and, unless told otherwise, the test authority's keys
    #[arg(long, env = "SIMULATORS_STATE", default_value = ".state/simulators")]
    pub state_dir: PathBuf,
    /// Folder for the test authority's keys and the anchors to pin [default: the state folder]
    #[arg(long, env = "SIMULATORS_AUTHORITY")]
    pub authority_dir: Option<PathBuf>,
    /// Where the authority's keys come from when there are none yet: randomness, or a fixed value in tests.
    #[arg(skip)]
    pub seed: [u8; 32],
}

impl Settings {
    /// Free ports on 127.0.0.1 and repeatable keys, as tests want them. Keys take seconds to make: tests that need them
    /// share an `authority_dir`.
    #[must_use]
    pub fn on_free_ports(state_dir: impl Into<PathBuf>) -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            http_port: 0,
            smtp_port: 0,
            ncalayer_port: 0,
            state_dir: state_dir.into(),
            authority_dir: None,
            seed: [7; 32],
        }
    }

    pub(crate) fn authority_dir(&self) -> &Path {
        self.authority_dir.as_deref().unwrap_or(&self.state_dir)
    }

    pub(crate) fn socket(&self, port: u16) -> SocketAddr {
        SocketAddr::new(self.address, port)
    }
}
