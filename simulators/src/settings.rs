//! Where the simulators listen and keep their state.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
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
    /// Folder for the Fund's journal and the test authority's keys
    #[arg(long, env = "SIMULATORS_STATE", default_value = ".state/simulators")]
    pub state_dir: PathBuf,
}

impl Settings {
    /// Free ports on 127.0.0.1, as tests want them.
    #[must_use]
    pub fn on_free_ports(state_dir: impl Into<PathBuf>) -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            http_port: 0,
            smtp_port: 0,
            ncalayer_port: 0,
            state_dir: state_dir.into(),
        }
    }

    pub(crate) fn socket(&self, port: u16) -> SocketAddr {
        SocketAddr::new(self.address, port)
    }
}
