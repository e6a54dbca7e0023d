//! The database as one organisation sees it.
//!
//! [`OrgDb`] holds the organisation and the connection, both private, and is not a SeaORM
//! connection itself. So a query that is not scoped does not compile:
//!
//! ```compile_fail
//! use backend::{entity::mission, platform::scope::OrgDb};
//! use sea_orm::EntityTrait;
//! async fn every_mission_of_everybody(org: &OrgDb) {
//!     let _ = mission::Entity::find().all(org).await;
//! }
//! ```
//!
//! Nor does one that reaches for the connection:
//!
//! ```compile_fail
//! use backend::{entity::mission, platform::scope::OrgDb};
//! use sea_orm::EntityTrait;
//! async fn every_mission_of_everybody(org: &OrgDb) {
//!     let _ = mission::Entity::find().all(&org.executor).await;
//! }
//! ```
//!
//! The same query through the scope does, so the two above fail for their own reason:
//!
//! ```
//! use backend::{entity::mission, platform::scope::OrgDb};
//! async fn every_mission_of_ours(org: &OrgDb) {
//!     let _ = org.find::<mission::Entity>().all().await;
//! }
//! ```

mod find;
mod system;
mod write;

use std::sync::Arc;

use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait, ConnectionTrait as _, DatabaseExecutor, DbBackend, EntityTrait, ExprTrait as _,
};
use shared::id::{ApiKeyId, OrgId, UserId, Version};
use shared::time::Instant;

use super::db::{Db, Tx};

pub use find::Find;
pub use system::{SystemDb, SystemTx};
pub use write::OrgTx;
pub(in crate::platform) use write::transact;

/// A table whose every row belongs to one organisation.
pub trait OrgOwned: EntityTrait {
    /// The column that says which.
    const ORG: Self::Column;
}

/// An organisation's row that is changed under a version.
pub trait Versioned: OrgOwned {
    /// The column that, with the organisation, names the row.
    const KEY: Self::Column;
    /// The column of the version.
    const VERSION: Self::Column;
    /// The column of the time of the last change.
    const UPDATED_AT: Self::Column;

    /// The row's version.
    fn version(row: &Self::Model) -> Version;

    /// The row as it is after a change at this time.
    fn advance(row: &mut Self::Model, now: Instant);
}

/// Says of an entity that its rows belong to an organisation.
#[macro_export]
macro_rules! org_owned {
    ($entity:ident) => {
        impl $crate::platform::scope::OrgOwned for $entity {
            const ORG: Column = Column::OrgId;
        }
    };
}

/// Says of an entity that its rows belong to an organisation and have a version and a time
/// of change.
#[macro_export]
macro_rules! versioned {
    ($entity:ident, $key:ident) => {
        $crate::org_owned!($entity);

        impl $crate::platform::scope::Versioned for $entity {
            const KEY: Column = Column::$key;
            const VERSION: Column = Column::Version;
            const UPDATED_AT: Column = Column::UpdatedAt;

            fn version(row: &Model) -> shared::id::Version {
                row.version
            }

            fn advance(row: &mut Model, now: shared::time::Instant) {
                row.version = row.version.next();
                row.updated_at = now;
            }
        }
    };
}

/// Who does something, for the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A person, in the web app.
    Person(UserId),
    /// An integrator, by a key that a person made.
    Key {
        /// The person.
        maker: UserId,
        /// The key.
        key: ApiKeyId,
    },
    /// The system itself.
    System,
}

impl Actor {
    /// The person behind it, if there is one.
    #[must_use]
    pub const fn user_id(self) -> Option<UserId> {
        match self {
            Self::Person(id) | Self::Key { maker: id, .. } => Some(id),
            Self::System => None,
        }
    }
}

impl std::fmt::Display for Actor {
    /// A name that is one principal's and nobody else's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "user:{id}"),
            Self::Key { key, .. } => write!(f, "key:{key}"),
            Self::System => f.write_str("system"),
        }
    }
}

#[derive(Debug)]
enum Executor {
    Pool(Db),
    Transaction(Arc<Tx>),
}

impl Executor {
    fn get(&self) -> DatabaseExecutor<'_> {
        match self {
            Self::Pool(db) => db.connection().into(),
            Self::Transaction(tx) => tx.connection().into(),
        }
    }
}

/// The database, as far as it is one organisation's, for one request.
#[derive(Debug)]
pub struct OrgDb {
    org: OrgId,
    actor: Actor,
    now: Instant,
    executor: Executor,
}

impl OrgDb {
    pub(super) const fn new(db: Db, org: OrgId, actor: Actor, now: Instant) -> Self {
        Self {
            org,
            actor,
            now,
            executor: Executor::Pool(db),
        }
    }

    /// The organisation.
    #[must_use]
    pub const fn org_id(&self) -> OrgId {
        self.org
    }

    /// Who asks.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// The time of the request.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The whole minutes between two columns of instants, as the database counts them.
    #[must_use]
    pub fn minutes_between(&self, start: impl ColumnTrait, end: impl ColumnTrait) -> Expr {
        let executor = self.executor.get();
        let (start, end) = (
            Expr::col(start.as_column_ref()),
            Expr::col(end.as_column_ref()),
        );
        match executor.get_database_backend() {
            DbBackend::Postgres => {
                let elapsed = Func::cust("date_part").arg("epoch").arg(end.sub(start));
                let minutes = Expr::from(elapsed).div(60);
                Expr::from(Func::cust("floor").arg(minutes)).cast_as("bigint")
            }
            _ => {
                let unix = |at: Expr| Expr::from(Func::cust("unixepoch").arg(at));
                unix(end).sub(unix(start)).div(60)
            }
        }
    }

    /// Rows of this organisation.
    pub fn find<E: OrgOwned<Model: Send + Sync>>(&self) -> Find<'_, E> {
        Find::new(self)
    }
}
