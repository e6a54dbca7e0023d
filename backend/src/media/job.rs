//! What is done by the clock rather than for somebody: removing what nobody needs.
//!
//! The rows that say what is to be done are written in the transactions that cause it; doing it is
//! idempotent, so it does not matter when several instances are at it.

use std::collections::BTreeSet;
use std::time::Duration;

use shared::id::{MediaId, OrgId};

use super::{keep, rules, store};
use crate::platform::problem::Failure;
use crate::platform::scope::{Actor, SystemDb};
use crate::platform::storage::FolderKey;
use crate::state::AppState;

/// How often the rows are looked at.
const SWEEPS: Duration = Duration::from_secs(60);

/// How many sweeps there are to one look through the whole store: about a day.
const SWEEPS_TO_A_LOOK: u64 = 24 * 60;

/// Sweeps for as long as the server lives.
pub async fn keep_tidy(state: AppState) {
    let mut ticks = tokio::time::interval(SWEEPS);
    // The first tick is at once: a server that starts may follow one that was killed.
    for sweeps in 0_u64.. {
        ticks.tick().await;
        if let Err(failure) = sweep(&state).await {
            tracing::warn!(error = failure.to_string(), "files are not removed now");
        }
        if sweeps % SWEEPS_TO_A_LOOK == SWEEPS_TO_A_LOOK - 1
            && let Err(failure) = reconcile(&state).await
        {
            tracing::warn!(
                error = failure.to_string(),
                "the store is not looked through now"
            );
        }
    }
}

/// Gives up uploads that broke off, and removes from the store what is due. Answers how many
/// folders were removed.
pub async fn sweep(state: &AppState) -> Result<usize, Failure> {
    let system = state.system("files of every organisation that nobody needs");
    let before = system.now().plus_seconds(-rules::PENDING_SECONDS);
    for (org, id) in store::broken_off(&system, before).await? {
        give_up(&system, org, id).await?;
    }
    let mut removed = 0;
    for removal in store::removals(&system).await? {
        let folder = FolderKey::stored(removal.folder);
        state.storage.clear(&folder).await?;
        store::removed(&system, folder.as_str()).await?;
        removed += 1;
    }
    Ok(removed)
}

async fn give_up(system: &SystemDb, org: OrgId, id: MediaId) -> Result<(), Failure> {
    tracing::info!(media.id = %id, "an upload broke off");
    system
        .write_in(org, Actor::System, async |tx| keep::discard(tx, id).await)
        .await
}

/// What was found in the store that is not as the rows say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Objects without a row, which were removed.
    pub objects: usize,
    /// Rows without an object, which were removed.
    pub rows: usize,
}

/// Looks through the whole store: after a backup was restored, objects and rows can each be
/// without the other. A row is there before its objects, so that whatever was listed first and
/// has no row afterwards belongs to nothing.
pub async fn reconcile(state: &AppState) -> Result<Reconciled, Failure> {
    let system = state.system("files of every organisation, and the store");
    let objects = state.storage.list("").await?;
    let known = store::known(&system).await?;
    let mut found = Reconciled::default();
    let mut stored = BTreeSet::new();
    for key in objects {
        let folder = key.folder().as_str().to_owned();
        if !known.ready.contains_key(&folder) && !known.other.contains(&folder) {
            state.storage.delete(&key).await?;
            found.objects += 1;
        }
        stored.insert(folder);
    }
    let missing: Vec<_> = known
        .ready
        .iter()
        .filter(|(folder, _)| !stored.contains(*folder))
        .collect();
    if missing.len() * 2 > known.ready.len() + 20 {
        // More likely another store than so many losses.
        tracing::error!(
            missing = missing.len(),
            files = known.ready.len(),
            "most files are not in the store: nothing is removed"
        );
        return Ok(found);
    }
    for (folder, (org, id)) in missing {
        // Stored since the list was made, perhaps.
        if state.storage.list(&format!("{folder}/")).await?.is_empty() {
            forget(&system, *org, *id).await?;
            found.rows += 1;
        }
    }
    Ok(found)
}

async fn forget(system: &SystemDb, org: OrgId, id: MediaId) -> Result<(), Failure> {
    tracing::error!(media.id = %id, "a file is not in the store");
    system
        .write_in(org, Actor::System, async |tx| {
            let used = store::lock_usage(tx).await?;
            match store::lock(tx, id).await {
                Ok(row) => keep::remove(tx, used, &[row]).await,
                Err(_) => Ok(()),
            }
        })
        .await
}
