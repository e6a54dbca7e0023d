//! That something happened in an organisation: a word from whoever writes to whoever waits.
//!
//! The word carries nothing but the organisation. What happened is in the rows; whoever is
//! woken reads them. So a word too many does no harm, and several at once are one.
//!
//! On PostgreSQL the word goes through the database, in the transaction that has the news
//! (`NOTIFY`), and every instance hears it on a connection of its own (`LISTEN`). SQLite has
//! one process, which tells itself once the transaction is committed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use shared::id::OrgId;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The channel of the word on PostgreSQL.
const CHANNEL: &str = "callboard_news";

/// How long a listener that lost its connection waits before it tries again.
const PAUSE: Duration = Duration::from_secs(1);

/// Who waits for news in this process.
#[derive(Debug, Default)]
pub(super) struct Hub {
    waiting: Mutex<BTreeMap<OrgId, watch::Sender<()>>>,
    listener: Mutex<Option<JoinHandle<()>>>,
}

/// A wait for the news of one organisation. News from before it began are not told.
#[derive(Debug)]
pub struct News(watch::Receiver<()>);

impl News {
    /// Comes back once there is news.
    pub async fn come(&mut self) {
        if self.0.changed().await.is_err() {
            // Nobody is left who could bring any.
            std::future::pending().await
        }
    }
}

impl Hub {
    /// Waits for the news of an organisation.
    pub(super) fn wait(&self, org: OrgId) -> News {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, sender| sender.receiver_count() > 0);
        News(waiting.entry(org).or_default().subscribe())
    }

    /// Wakes who waits for the news of these organisations.
    pub(super) fn tell(&self, orgs: &BTreeSet<OrgId>) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for org in orgs {
            if let Some(sender) = waiting.get(org) {
                sender.send_replace(());
            }
        }
    }

    /// Wakes everybody: for a while no news could come, so there may be some.
    fn tell_all(&self) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for sender in waiting.values() {
            sender.send_replace(());
        }
    }

    /// Listens to the other instances from now on, once.
    pub(super) fn listen(self: &Arc<Self>, pool: &PgPool) {
        let mut listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner);
        if listener.as_ref().is_none_or(JoinHandle::is_finished) {
            *listener = Some(tokio::spawn(listen(Arc::downgrade(self), pool.clone())));
        }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        let listener = self
            .listener
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(listener) = listener.take() {
            listener.abort();
        }
    }
}

/// Says in a transaction of PostgreSQL that there is news, for when it is committed.
pub(super) async fn notify(tx: &impl ConnectionTrait, org: OrgId) -> Result<(), DbErr> {
    let values = [CHANNEL.into(), org.to_string().into()];
    let notify = "SELECT pg_notify($1, $2)";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, notify, values);
    tx.execute_raw(statement).await.map(|_| ())
}

/// Hears the word of every instance, for as long as anybody could want it.
async fn listen(hub: Weak<Hub>, pool: PgPool) {
    // A connection of its own: it is never given back, and the pool's are for requests.
    let options = pool.connect_options().as_ref().clone();
    let alone = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options);
    while hub.strong_count() > 0 {
        if let Err(error) = hear(&hub, &alone).await {
            tracing::warn!(error = %error, "news of other instances are late");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn hear(hub: &Weak<Hub>, pool: &PgPool) -> Result<(), sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // What was said before this connection listened, nobody heard.
    let mut word = None;
    loop {
        let Some(hub) = hub.upgrade() else {
            return Ok(());
        };
        match word {
            Some(org) => hub.tell(&BTreeSet::from([org])),
            None => hub.tell_all(),
        }
        drop(hub);
        // A connection that was lost and made again is no word, but the reason to wake all.
        let heard = listener.try_recv().await?;
        word = heard.and_then(|heard| heard.payload().parse().ok());
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn who_waits_hears_of_its_own_organisation_only_and_once() {
        let hub = Hub::default();
        let (ours, theirs) = (OrgId::new(), OrgId::new());
        let mut news = hub.wait(ours);
        assert!(news.come().now_or_never().is_none(), "nothing happened yet");
        hub.tell(&BTreeSet::from([theirs]));
        assert!(news.come().now_or_never().is_none());
        hub.tell(&BTreeSet::from([ours, theirs]));
        hub.tell(&BTreeSet::from([ours]));
        assert!(news.come().now_or_never().is_some());
        assert!(news.come().now_or_never().is_none(), "several are one");
        hub.tell_all();
        assert!(news.come().now_or_never().is_some());
    }

    #[test]
    fn nobody_who_left_is_kept() {
        let hub = Hub::default();
        drop(hub.wait(OrgId::new()));
        let _stays = hub.wait(OrgId::new());
        assert_eq!(hub.waiting.lock().unwrap().len(), 1);
    }
}
