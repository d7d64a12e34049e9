//! Places at which a test kills the process (feature `crash-points`). Without the feature nothing of it is compiled.

/// Ends the process at once, without unwinding, when `CRASH_AT` in the environment names this place.
#[cfg(feature = "crash-points")]
pub(super) fn crash_point(place: &str) {
    if std::env::var("CRASH_AT").is_ok_and(|wanted| wanted == place) {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(feature = "crash-points"))]
pub(super) const fn crash_point(_place: &str) {}
