//! Who did what: the outbox, written with every change and read here.
//!
//! A change and its event are one transaction. Everything that happens because of a change
//! is read from the event afterwards.

mod http;
mod live;
mod presence;
mod store;

use serde::Serialize;
use shared::id::{OperationId, Version};
use shared::problem::{Problem, ProblemCode};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub use live::Streams;
pub use store::names;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(http::list);
    live::routes(config);
    presence::routes(config);
}

/// A change, as the outbox keeps it.
#[derive(Debug)]
pub struct Change {
    kind: &'static str,
    object: Uuid,
    version: Option<Version>,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
    operation: Option<OperationId>,
}

impl Change {
    /// Something is there that was not. `kind` is `object.verb`.
    pub fn created(
        kind: &'static str,
        object: Uuid,
        version: Version,
        after: &impl Serialize,
    ) -> Result<Self, Failure> {
        Ok(Self {
            kind,
            object,
            version: Some(version),
            before: None,
            after: Some(json(after)?),
            operation: None,
        })
    }

    /// Something is another than it was.
    pub fn updated(
        kind: &'static str,
        object: Uuid,
        version: Version,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Result<Self, Failure> {
        let (before, after) = (Some(json(before)?), Some(json(after)?));
        Ok(Self {
            kind,
            object,
            version: Some(version),
            before,
            after,
            operation: None,
        })
    }

    /// Something is no longer there.
    pub fn deleted(
        kind: &'static str,
        object: Uuid,
        before: &impl Serialize,
    ) -> Result<Self, Failure> {
        Ok(Self {
            kind,
            object,
            version: None,
            before: Some(json(before)?),
            after: None,
            operation: None,
        })
    }

    /// The change as part of a bulk act.
    #[must_use]
    pub fn part_of(self, operation: OperationId) -> Self {
        Self {
            operation: Some(operation),
            ..self
        }
    }
}

fn json(value: &impl Serialize) -> Result<serde_json::Value, Failure> {
    Ok(serde_json::to_value(value).map_err(anyhow::Error::from)?)
}

/// Writes a change into the outbox, in the transaction that makes it.
pub async fn record(tx: &OrgTx, change: Change) -> Result<(), Failure> {
    record_all(tx, vec![change]).await
}

/// Writes changes into the outbox, in the transaction that makes them.
pub async fn record_all(tx: &OrgTx, changes: Vec<Change>) -> Result<(), Failure> {
    store::insert(tx, changes).await
}

/// Refuses a change that was made to another version than the present one, and shows the
/// present one, who made it and when.
pub async fn ensure_current(
    org: &OrgDb,
    expected: Option<Version>,
    present: Version,
    object: Uuid,
    row: &impl Serialize,
) -> Result<(), Failure> {
    if expected == Some(present) {
        return Ok(());
    }
    let mut problem = Problem::new(ProblemCode::Stale);
    problem.current = Some(json(row)?);
    problem.changed = store::last_change(org, object).await?;
    Err(problem.into())
}
