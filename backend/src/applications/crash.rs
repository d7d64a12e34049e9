//! Places at which a test kills the process (feature `crash-points`). Without the feature nothing of it is compiled.

/// Reports on standard output that `place` was reached, when `CRASH_AT` or `CRASH_AFTER` in the environment names it. With
/// `CRASH_AT` it goes no further: whoever reads the report kills the process.
#[cfg(feature = "crash-points")]
pub(crate) fn crash_point(place: &str) {
    let is_named = |variable| std::env::var(variable).is_ok_and(|wanted| wanted == place);
    let (stops, goes_on) = (is_named("CRASH_AT"), is_named("CRASH_AFTER"));
    if stops || goes_on {
        println!("crash point {place}");
    }
    while stops {
        std::thread::park();
    }
}

/// Nothing.
#[cfg(not(feature = "crash-points"))]
pub(crate) const fn crash_point(_place: &str) {}
