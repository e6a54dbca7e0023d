//! The clock. Everything that needs the time is given it; only this module reads it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::Utc;
use shared::time::Instant;

/// The machine's clock, or one that is a fixed distance from it. Clones are one clock.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// How far it is ahead of the machine's, in seconds.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that shows `start` now and runs on from there. For demos and proofs that stand
    /// at a date.
    #[must_use]
    pub fn starting_at(start: Instant) -> Self {
        let clock = Self::system();
        clock.advance(start.seconds_since(clock.now()));
        clock
    }

    /// Sets the clock so many seconds ahead (back when negative).
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Instant {
        Instant::new(Utc::now()).plus_seconds(self.ahead.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_starts_where_it_is_told_and_is_moved_by_hand() {
        let start: Instant = "2019-08-21T08:00:00Z".parse().unwrap();
        let clock = Clock::starting_at(start);
        assert!(clock.now().seconds_since(start).abs() <= 1);
        clock.clone().advance(3600);
        assert!((clock.now().seconds_since(start) - 3600).abs() <= 1);
    }
}
