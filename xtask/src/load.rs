//! How fast a server answers the same request, again and again, to several clients at once.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::client::Client;

/// How many clients ask at once, each the next time as soon as it was answered.
pub(crate) const CLIENTS: usize = 8;

/// How long is measured.
pub(crate) const MEASURED: Duration = Duration::from_secs(10);

/// How long is asked before, unmeasured.
const WARMED_UP: Duration = Duration::from_secs(2);

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Speed {
    /// Answers a second.
    pub(crate) per_second: f64,
    /// Half of the answers came within this.
    pub(crate) half: Duration,
    /// 95 of 100 answers came within this.
    pub(crate) most: Duration,
}

/// Measures a request.
pub(crate) fn measure(client: &Client, path: &str) -> Result<Speed> {
    asked(client, path, WARMED_UP)?;
    let begun = Instant::now();
    let times = asked(client, path, MEASURED)?;
    speed(times, begun.elapsed()).context("nothing was answered")
}

/// Asks for a while; answers how long each answer took.
fn asked(client: &Client, path: &str, how_long: Duration) -> Result<Vec<Duration>> {
    let end = Instant::now() + how_long;
    let ask = |client: Client| -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        while Instant::now() < end {
            let begun = Instant::now();
            client.get(path)?;
            times.push(begun.elapsed());
        }
        Ok(times)
    };
    let mut all = Vec::new();
    std::thread::scope(|scope| {
        let start = |_| {
            let client = client.apart();
            scope.spawn(|| ask(client))
        };
        let clients: Vec<_> = (0..CLIENTS).map(start).collect();
        for client in clients {
            all.extend(
                client
                    .join()
                    .map_err(|_| anyhow::anyhow!("a client broke"))??,
            );
        }
        Ok(all)
    })
}

fn speed(mut times: Vec<Duration>, elapsed: Duration) -> Option<Speed> {
    times.sort_unstable();
    let within = |percent: usize| {
        times
            .get((times.len() * percent / 100).min(times.len() - 1))
            .copied()
    };
    if times.is_empty() {
        return None;
    }
    let count = f64::from(u32::try_from(times.len()).ok()?);
    Some(Speed {
        per_second: count / elapsed.as_secs_f64(),
        half: within(50)?,
        most: within(95)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_is_of_the_sorted_times() {
        let times = (1..=100).rev().map(Duration::from_millis).collect();
        let found = speed(times, Duration::from_secs(2)).unwrap();
        assert!((found.per_second - 50.0).abs() < 1e-9);
        assert_eq!(found.half, Duration::from_millis(51));
        assert_eq!(found.most, Duration::from_millis(96));
        assert_eq!(speed(Vec::new(), Duration::from_secs(1)), None);
    }
}
