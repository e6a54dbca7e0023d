//! What must not outlive this command: servers and databases that it started. Each is ended
//! when its [`Ending`] goes out of scope, and when the command is interrupted.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;

type End = Box<dyn FnOnce() + Send>;

static OPEN: Mutex<BTreeMap<u64, End>> = Mutex::new(BTreeMap::new());

/// The end of something, which comes when this is dropped or the command is interrupted.
pub(crate) struct Ending(u64);

impl Ending {
    /// Keeps what is to be done at the end.
    pub(crate) fn new(end: impl FnOnce() + Send + 'static) -> Self {
        let mut open = open();
        let id = open.last_key_value().map_or(0, |(last, _)| last + 1);
        open.insert(id, Box::new(end));
        Self(id)
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        let end = open().remove(&self.0);
        if let Some(end) = end {
            end();
        }
    }
}

/// From now on, an interruption ends what is open before it ends this command.
pub(crate) fn on_interruption() -> Result<()> {
    ctrlc::set_handler(|| {
        let ends = std::mem::take(&mut *open());
        // The last that was started may stand on those before it.
        for end in ends.into_values().rev() {
            end();
        }
        std::process::exit(130);
    })?;
    Ok(())
}

fn open() -> MutexGuard<'static, BTreeMap<u64, End>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn an_end_comes_once() {
        let ended = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&ended);
        let first = Ending::new(|| {});
        let second = Ending::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        drop(first);
        assert_eq!(ended.load(Ordering::Relaxed), 0);
        drop(second);
        assert_eq!(ended.load(Ordering::Relaxed), 1);
    }
}
