use std::sync::Arc;

use sea_orm::{ConnectionTrait, DatabaseExecutor};
use shared::id::OrgId;
use shared::time::Instant;

use super::write::transact;
use super::{Actor, Executor, OrgDb, OrgTx};
use crate::platform::db::{Db, Tx};
use crate::platform::problem::Failure;

/// The database of all organisations: for signing in, for the worker and for operators.
///
/// Whoever takes it says why, and `tests/tidy.rs` holds the list of those who do.
#[derive(Debug, Clone)]
pub struct SystemDb {
    db: Db,
    now: Instant,
}

impl SystemDb {
    /// Takes all organisations' database, for this reason.
    #[must_use]
    pub fn new(db: Db, now: Instant, reason: &'static str) -> Self {
        tracing::trace!(reason, "system scope");
        Self { db, now }
    }

    /// The time of the request or job.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The connection, for queries of a store.
    #[must_use]
    pub fn connection(&self) -> DatabaseExecutor<'_> {
        self.db.connection().into()
    }

    /// One organisation's database, for what the system does in it.
    #[must_use]
    pub fn org(&self, org: OrgId) -> OrgDb {
        OrgDb::new(self.db.clone(), org, Actor::System, self.now)
    }

    /// Runs `work` in a transaction: all of it happens, or nothing.
    pub async fn write<T>(
        &self,
        work: impl AsyncFnOnce(&SystemTx) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let tx = Arc::new(self.db.begin().await?);
        let scoped = SystemTx { tx, now: self.now };
        let outcome = work(&scoped).await;
        let tx = Arc::try_unwrap(scoped.tx)
            .map_err(|_| anyhow::anyhow!("a transaction is still in use"))?;
        match outcome {
            Ok(done) => tx.commit().await.map(|()| done),
            Err(failure) => tx.rollback().await.and(Err(failure)),
        }
    }

    /// Runs `work` in a transaction of one organisation, done by `actor`.
    pub async fn write_in<T>(
        &self,
        org: OrgId,
        actor: Actor,
        work: impl AsyncFnOnce(&OrgTx) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        transact(&OrgDb::new(self.db.clone(), org, actor, self.now), work).await
    }
}

/// A transaction over all organisations.
#[derive(Debug)]
pub struct SystemTx {
    tx: Arc<Tx>,
    now: Instant,
}

impl SystemTx {
    /// The time of the request or job.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The connection, for queries of a store.
    #[must_use]
    pub fn connection(&self) -> &impl ConnectionTrait {
        self.tx.connection()
    }

    /// Runs `work` for one organisation inside this transaction, done by `actor`.
    pub async fn within<T>(
        &self,
        org: OrgId,
        actor: Actor,
        work: impl AsyncFnOnce(&OrgTx) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let scope = OrgDb {
            org,
            actor,
            now: self.now,
            executor: Executor::Transaction(self.tx.clone()),
        };
        work(&OrgTx {
            scope,
            tx: self.tx.clone(),
        })
        .await
    }
}

impl OrgTx {
    /// The same transaction for rows that belong to no organisation, such as accounts, for
    /// this reason.
    #[must_use]
    pub fn system(&self, reason: &'static str) -> SystemTx {
        tracing::trace!(reason, "system scope");
        SystemTx {
            tx: self.tx.clone(),
            now: self.now(),
        }
    }
}

impl OrgDb {
    /// The connection for rows that belong to no organisation, such as accounts, for this
    /// reason. Whoever takes it says why, as with [`SystemDb`].
    #[must_use]
    pub fn accounts(&self, reason: &'static str) -> DatabaseExecutor<'_> {
        tracing::trace!(reason, "system scope");
        self.executor.get()
    }
}
