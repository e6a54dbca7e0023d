//! The time, as the server has it: the browser's clock may be off, and a server may stand at
//! a date.

use std::cell::Cell;
use std::time::Duration;

use chrono::Utc;
use leptos::prelude::*;
use shared::time::Instant;

thread_local! {
    /// How far the server's clock is ahead of this one, in seconds.
    static AHEAD: Cell<i64> = const { Cell::new(0) };
}

/// How often what follows the time looks at the clock.
const LOOK: Duration = Duration::from_secs(5);

/// What the server's clock shows now.
#[must_use]
pub(crate) fn now() -> Instant {
    Instant::new(Utc::now()).plus_seconds(AHEAD.get())
}

/// Sets the clock by what the server said just now.
pub(crate) fn set(server: Instant) {
    AHEAD.set(server.seconds_since(Instant::new(Utc::now())));
}

/// The minute that the server's clock shows: changes as it turns. To be asked for by a view,
/// with which it ends.
#[must_use]
pub(crate) fn minute() -> Memo<Instant> {
    let ticks = RwSignal::new(now());
    if let Ok(timer) = set_interval_with_handle(move || ticks.set(now()), LOOK) {
        on_cleanup(move || timer.clear());
    }
    Memo::new(move |_| {
        let now = ticks.get();
        now.plus_seconds(-now.unix_seconds().rem_euclid(60))
    })
}
