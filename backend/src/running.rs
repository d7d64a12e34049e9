//! A server that runs, and how it ends.

use crate::app::App;
use crate::applications;
use crate::clock::{Clock, Random};
use crate::judge::lists;
use crate::notices;
use crate::settings::Settings;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Requests under way get so long to end.
const GRACE: Duration = Duration::from_secs(10);

/// A server that runs until it is stopped.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its parts.
    pub app: App,
    stopping: watch::Sender<bool>,
    serving: JoinHandle<()>,
    workers: Vec<JoinHandle<()>>,
}

/// Opens everything, listens and serves.
///
/// # Errors
/// One line that says what is wrong: a file, a folder, the address.
pub async fn start(settings: Settings, clock: Clock, random: Random) -> Result<Running, String> {
    let app = App::open(settings, clock, random)?;
    let wanted = app.settings.listen;
    let told = |error: std::io::Error| format!("LISTEN {wanted}: {error}");
    let listener = TcpListener::bind(wanted).await.map_err(told)?;
    let address = listener.local_addr().map_err(told)?;
    let (stopping, mut stopped) = watch::channel(false);
    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    let end = async move {
        // Without a sender nobody can stop it any more, and the process is ending.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    let serving = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(end).await {
            tracing::error!(%error, "the server ended");
        }
    });
    let mut workers = applications::start_workers(&app);
    workers.push(tokio::spawn(notices::run(app.clone())));
    workers.push(tokio::spawn(lists::run(app.clone())));
    Ok(Running { address, app, stopping, serving, workers })
}

impl Running {
    /// Takes no new request, lets those under way end, and ends.
    pub async fn stop(self) {
        self.app.road.end_streams();
        self.stopping.send_replace(true);
        if tokio::time::timeout(GRACE, self.serving).await.is_err() {
            tracing::warn!("requests under way were cut off");
        }
        // What a worker has begun is kept or repeated at the next start: its rows say so.
        self.workers.iter().for_each(JoinHandle::abort);
    }
}
