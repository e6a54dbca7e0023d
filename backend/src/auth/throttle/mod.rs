//! How often passwords and links may be guessed: counted in the database, so that all
//! instances count together.
//!
//! A stranger who guesses at one account from one place is stopped soon; the account's owner,
//! who comes from elsewhere, is not. So a guess that is refused counts nowhere, or one stranger
//! could use up what the account has for everybody; and one that proves right is taken back,
//! or a company behind one address would be taken for a stranger.

mod store;

use shared::time::Instant;

use crate::platform::problem::Failure;
use crate::platform::scope::SystemDb;
use crate::platform::secret;

/// The longest window, in seconds: a counter that began before that counts nothing any more.
const LONGEST_SECONDS: i64 = 3600;

/// How many attempts a key has in a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    attempts: i32,
    seconds: i64,
}

/// What is being guessed at, and from where.
#[derive(Debug, Clone, Copy)]
pub(super) enum Guess<'a> {
    /// A password of this account, from this address.
    Password {
        /// The account.
        email: &'a str,
        /// Where the request came from.
        address: &'a str,
    },
    /// A link, from this address.
    Link {
        /// Where the request came from.
        address: &'a str,
    },
}

impl Guess<'_> {
    /// The counters that a guess counts in.
    fn counters(&self) -> Vec<(String, Allowance)> {
        let allow = |attempts, seconds| Allowance { attempts, seconds };
        match self {
            Self::Password { email, address } => vec![
                (key(&["account and address", email, address]), allow(5, 60)),
                (key(&["account", email]), allow(300, LONGEST_SECONDS)),
                (key(&["address", address]), allow(100, LONGEST_SECONDS)),
            ],
            Self::Link { address } => vec![(key(&["link", address]), allow(30, 60))],
        }
    }
}

/// A counter's key: a digest, since whoever reads the table need not read addresses.
fn key(parts: &[&str]) -> String {
    secret::digest(&parts.join("\n"))
}

/// Counts a guess before it is looked at, or refuses it when there were too many: then the
/// transaction is undone, and it counts nowhere.
pub(super) async fn count(system: &SystemDb, guess: Guess<'_>) -> Result<(), Failure> {
    let counters = guess.counters();
    system
        .write(async |tx| {
            let mut wait = None;
            for (key, allowance) in &counters {
                let window = store::count(tx, key, allowance.seconds).await?;
                wait = wait.max(seconds_to_wait(window, *allowance, tx.now()));
            }
            match wait {
                Some(retry_after) => Err(Failure::TooMany { retry_after }),
                None => store::forget_some(tx, LONGEST_SECONDS).await,
            }
        })
        .await
}

/// Takes back a guess that was none: it was right.
pub(super) async fn take_back(system: &SystemDb, guess: Guess<'_>) -> Result<(), Failure> {
    let counters = guess.counters();
    system
        .write(async |tx| {
            for (key, _) in &counters {
                store::take_back(tx, key).await?;
            }
            Ok(())
        })
        .await
}

/// A window of a counter.
#[derive(Debug, Clone, Copy)]
struct Window {
    start: Instant,
    count: i32,
}

/// How long to wait, when a window holds more attempts than are allowed.
fn seconds_to_wait(window: Window, allowance: Allowance, now: Instant) -> Option<u64> {
    if window.count <= allowance.attempts {
        return None;
    }
    let left = window
        .start
        .plus_seconds(allowance.seconds)
        .seconds_since(now);
    Some(u64::try_from(left).unwrap_or(0).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempt_after_the_last_waits_for_the_window_to_end() {
        let start: Instant = "2026-11-24T09:00:00Z".parse().unwrap();
        let allowance = Allowance {
            attempts: 5,
            seconds: 60,
        };
        let wait = |count, seconds| {
            seconds_to_wait(
                Window { start, count },
                allowance,
                start.plus_seconds(seconds),
            )
        };
        assert_eq!(wait(5, 10), None);
        assert_eq!(wait(6, 10), Some(50));
        assert_eq!(wait(6, 60), Some(1));
    }
}
