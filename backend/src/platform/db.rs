//! The connection to the database: SQLite or PostgreSQL, chosen by the address.
//!
//! This is the one place that names a raw connection. Features get to rows through
//! [`super::scope`].

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
};
use shared::id::OrgId;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::news::{self, Hub, News};
use super::problem::Failure;

/// How long a request waits for a connection or a lock before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// A pool of connections.
#[derive(Debug, Clone)]
pub struct Db {
    connection: DatabaseConnection,
    /// SQLite has one writer. Those of this process wait their turn here, in order, rather
    /// than poll for the file's lock.
    writers: Option<Arc<Mutex<()>>>,
    /// Who waits in this process for what others write.
    hub: Arc<Hub>,
}

/// How a schema stands to a binary's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// It is the binary's.
    Current,
    /// So many steps are still to take.
    Behind(usize),
    /// A newer binary took steps that this one does not know.
    Ahead,
}

/// A transaction that may write.
#[derive(Debug)]
pub struct Tx {
    transaction: DatabaseTransaction,
    /// The organisations that have news once it is committed.
    news: Lock<BTreeSet<OrgId>>,
    hub: Arc<Hub>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Db {
    /// Connects to `sqlite://path?mode=rwc` or `postgres://...`.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        let mut options = ConnectOptions::new(url);
        options
            .acquire_timeout(PATIENCE)
            .connect_timeout(PATIENCE)
            .sqlx_logging(false);
        let sqlite = url.starts_with("sqlite:");
        options.max_connections(if sqlite { 8 } else { 16 });
        if sqlite {
            options.map_sqlx_sqlite_opts(|options| {
                use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
                options
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(PATIENCE)
            });
        } else {
            options.map_sqlx_postgres_opts(|options| {
                options.options([
                    ("statement_timeout", "15s"),
                    ("lock_timeout", "5s"),
                    ("timezone", "UTC"),
                ])
            });
        }
        let connection = Database::connect(options)
            .await
            .context("cannot connect to the database")?;
        let writers = sqlite.then(Arc::default);
        Ok(Self {
            connection,
            writers,
            hub: Arc::default(),
        })
    }

    /// Tells each statement that is sent from now on, as it is written in SQL: for tests that
    /// count them.
    pub fn tell_statements(&mut self, told: impl Fn(&str) + Send + Sync + 'static) {
        let told = move |info: &sea_orm::metric::Info<'_>| told(&info.statement.sql);
        self.connection.set_metric_callback(told);
    }

    /// The pool, for what lies below the scopes: migrations, health, and the scopes.
    #[must_use]
    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock at once: a
    /// transaction that reads first and writes later would fail where it should wait.
    pub async fn begin(&self) -> Result<Tx, Failure> {
        let turn = match &self.writers {
            Some(writers) => {
                let turn = tokio::time::timeout(PATIENCE, writers.clone().lock_owned()).await;
                Some(turn.map_err(|_| Failure::Busy)?)
            }
            None => None,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        Ok(Tx {
            transaction,
            news: Lock::default(),
            hub: self.hub.clone(),
            _turn: turn,
        })
    }

    /// Waits for the news of an organisation, from whichever instance.
    #[must_use]
    pub fn news(&self, org: OrgId) -> News {
        let news = self.hub.wait(org);
        if self.connection.get_database_backend() == DbBackend::Postgres {
            self.hub
                .listen(self.connection.get_postgres_connection_pool());
        }
        news
    }

    /// How the database's schema stands to this binary's.
    pub async fn schema(&self) -> anyhow::Result<Schema> {
        let applied = Migrator::get_applied_migrations_read_only(&self.connection).await;
        let applied = match applied {
            // The migrator does not know a step that was taken.
            Err(DbErr::Custom(_)) => return Ok(Schema::Ahead),
            applied => applied?,
        };
        match Migrator::migrations().len().saturating_sub(applied.len()) {
            0 => Ok(Schema::Current),
            steps => Ok(Schema::Behind(steps)),
        }
    }

    /// Takes every step that is still to take, and tells each. Of several processes that
    /// start together one takes them; the others wait, and find nothing left to do.
    pub async fn migrate_up(&self) -> anyhow::Result<()> {
        let tx = self.migrating().await?;
        Migrator::install(tx.connection()).await?;
        for step in Migrator::get_pending_migrations(tx.connection()).await? {
            tracing::info!(migration = step.name(), "migrating");
            Migrator::up(tx.connection(), Some(1))
                .await
                .with_context(|| step.name().to_owned())?;
        }
        Ok(tx.commit().await?)
    }

    /// Takes the last step back.
    pub async fn migrate_down(&self) -> anyhow::Result<()> {
        let tx = self.migrating().await?;
        Migrator::down(tx.connection(), Some(1)).await?;
        Ok(tx.commit().await?)
    }

    /// A transaction that is the only one to change the schema.
    async fn migrating(&self) -> anyhow::Result<Tx> {
        /// Any number, the same in every process.
        const LOCK: &str = "SELECT pg_advisory_xact_lock(7310589412)";
        let tx = self.begin().await?;
        if self.connection.get_database_backend() == DbBackend::Postgres {
            tx.connection().execute_unprepared(LOCK).await?;
        }
        Ok(tx)
    }

    /// The steps, one a line, and whether each was taken.
    pub async fn migrations(&self) -> anyhow::Result<Vec<String>> {
        let steps = Migrator::get_migration_with_status_read_only(&self.connection).await?;
        Ok(steps
            .iter()
            .map(|step| format!("{} {}", step.status(), step.name()))
            .collect())
    }

    /// Ends every connection.
    pub async fn close(self) -> anyhow::Result<()> {
        Ok(self.connection.close().await?)
    }
}

impl Tx {
    /// The transaction, for the scopes.
    #[must_use]
    pub(super) fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Says that an organisation has news, once all of it is so.
    pub(super) fn announce(&self, org: OrgId) {
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        news.insert(org);
    }

    /// Makes all of it so, and wakes who waits for news of it.
    pub async fn commit(self) -> Result<(), Failure> {
        let news = self.news.into_inner();
        let news = news.unwrap_or_else(PoisonError::into_inner);
        if self.transaction.get_database_backend() == DbBackend::Postgres {
            for org in news {
                news::notify(&self.transaction, org).await?;
            }
            return Ok(self.transaction.commit().await?);
        }
        self.transaction.commit().await?;
        self.hub.tell(&news);
        Ok(())
    }

    /// Makes nothing of it so.
    pub async fn rollback(self) -> Result<(), Failure> {
        Ok(self.transaction.rollback().await?)
    }
}
