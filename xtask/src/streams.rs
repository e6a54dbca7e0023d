//! How soon a change reaches everybody who listens, and what listening costs the server.

use std::io::{BufRead as _, BufReader};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::client::{Client, text};

/// How many listen at once.
pub(crate) const STREAMS: usize = 200;

/// How many changes are made, one after the other.
pub(crate) const CHANGES: usize = 50;

/// How long a change may take to reach everybody before something is wrong.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// From the sending of a change until half of the listeners had it.
    pub(crate) half: Duration,
    /// Until 95 of 100 had it.
    pub(crate) most: Duration,
    /// Until all had it, in the middle of the changes.
    pub(crate) all: Duration,
    /// What the server's memory grew by with the listeners, in bytes, where that is known.
    pub(crate) memory: Option<u64>,
}

/// Lets many listen, and changes a shift again and again. `process` is the server's.
pub(crate) fn measure(client: &Client, week: &str, process: u32) -> Result<Reach> {
    let planning = client.read(week)?;
    let shift = planning
        .pointer("/shifts/0")
        .context("no shift to change")?;
    let (path, mut version) = (
        format!("/shifts/{}", text(shift, "/id")?),
        version_of(shift)?,
    );
    let before = resident(process);
    let (heard, hears) = channel();
    for _ in 0..STREAMS {
        listen(client, heard.clone())?;
    }
    let memory = resident(process)
        .zip(before)
        .map(|(now, before)| now.saturating_sub(before));
    let (mut times, mut alls) = (Vec::new(), Vec::new());
    for change in 0..CHANGES {
        let role = role(change);
        let begun = Instant::now();
        let changed = client.patch(&path, version, &json!({ "role": role }))?;
        let reached = reached(&hears, &role)?;
        times.extend(reached.iter().map(|at| at.duration_since(begun)));
        alls.extend(reached.iter().max().map(|at| at.duration_since(begun)));
        version = version_of(&changed)?;
    }
    times.sort_unstable();
    alls.sort_unstable();
    let within = |times: &[Duration], percent: usize| {
        times
            .get(times.len() * percent / 100)
            .copied()
            .context("nothing was heard")
    };
    Ok(Reach {
        half: within(&times, 50)?,
        most: within(&times, 95)?,
        all: within(&alls, 50)?,
        memory,
    })
}

/// What the shift's role is after a change.
fn role(change: usize) -> String {
    format!("Appel {change}.")
}

fn version_of(shift: &Value) -> Result<i64> {
    let version = shift.pointer("/version").and_then(Value::as_i64);
    version.with_context(|| format!("no version in {shift}"))
}

/// Opens a stream over a connection of its own, and tells when each line of data came.
fn listen(client: &Client, heard: Sender<(Instant, String)>) -> Result<()> {
    let mut lines = BufReader::new(client.apart().open("/activity/stream")?).lines();
    // It is open once it says so.
    let ready = lines.any(|line| line.is_ok_and(|line| line == "event: ready"));
    if !ready {
        bail!("a stream ended before it began");
    }
    std::thread::spawn(move || {
        // It ends with the server, or when nobody hears any more.
        for line in lines.map_while(Result::ok) {
            let at = Instant::now();
            if line.starts_with("data: ") && heard.send((at, line)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// When each listener was told of this role.
fn reached(hears: &Receiver<(Instant, String)>, role: &str) -> Result<Vec<Instant>> {
    let mut reached = Vec::new();
    let end = Instant::now() + PATIENCE;
    while reached.len() < STREAMS {
        let left = end.saturating_duration_since(Instant::now());
        let (at, line) = hears
            .recv_timeout(left)
            .with_context(|| format!("{} of {STREAMS} were told of a change", reached.len()))?;
        if line.contains(&format!("\"{role}\"")) {
            reached.push(at);
        }
    }
    Ok(reached)
}

/// The memory that a process has in use, in bytes; nothing where the system does not say.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_memory() {
        if cfg!(target_os = "linux") {
            assert!(resident(std::process::id()).unwrap() > 1024 * 1024);
        }
        assert_eq!(resident(0), None);
    }

    #[test]
    fn a_change_reaches_all_once_each_was_told() {
        let (heard, hears) = channel();
        for place in 0..STREAMS {
            for change in [3, 4] {
                let line = format!("data: {{\"role\":\"{}\",\"n\":{place}}}", role(change));
                heard.send((Instant::now(), line)).unwrap();
            }
        }
        assert_eq!(reached(&hears, &role(3)).unwrap().len(), STREAMS);
        drop(heard);
        assert!(reached(&hears, &role(5)).is_err());
    }
}
