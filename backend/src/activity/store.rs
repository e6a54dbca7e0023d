use std::collections::BTreeMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use shared::activity::{Changed, EventOut};
use shared::id::{EventId, UserId};
use shared::text::Name;
use uuid::Uuid;

use super::Change;
use crate::entity::{event, user};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

/// Writes events.
pub(super) async fn insert(tx: &OrgTx, changes: Vec<Change>) -> Result<(), Failure> {
    let rows = changes.into_iter().map(|change| {
        let Change {
            kind,
            object,
            version,
            before,
            after,
            operation,
        } = change;
        event::Model {
            id: EventId::new(),
            org_id: tx.org_id(),
            kind: kind.to_owned(),
            actor_id: tx.actor().user_id(),
            object_id: object,
            object_version: version,
            before,
            after,
            operation_id: operation,
            at: tx.now(),
        }
    });
    tx.insert_many::<event::Entity>(rows).await?;
    tx.announce();
    Ok(())
}

/// The events after a position, the latest first, with the names of those who acted.
pub(super) async fn list(
    org: &OrgDb,
    listing: &Listing<EventId>,
) -> Result<Vec<EventOut>, Failure> {
    let rows = org
        .find::<event::Entity>()
        .filter_if(listing.after.map(|id| event::Column::Id.lt(id)))
        .descending(event::Column::Id)
        .limit(listing.fetch())
        .all()
        .await?;
    let names = names(org, rows.iter().filter_map(|row| row.actor_id)).await?;
    Ok(rows.into_iter().map(|row| out(row, &names)).collect())
}

/// Who changed an object last, and when.
pub(super) async fn last_change(org: &OrgDb, object: Uuid) -> Result<Option<Changed>, Failure> {
    let last = org
        .find::<event::Entity>()
        .filter(event::Column::ObjectId.eq(object))
        .descending(event::Column::Id)
        .one()
        .await?;
    let Some(last) = last else { return Ok(None) };
    let names = names(org, last.actor_id).await?;
    let by = last
        .actor_id
        .and_then(|id| names.get(&id))
        .map(ToString::to_string);
    Ok(Some(Changed { by, at: last.at }))
}

/// The names of people. They acted in this organisation, so it may know them, also when
/// they have left.
pub async fn names(
    org: &OrgDb,
    people: impl IntoIterator<Item = UserId>,
) -> Result<BTreeMap<UserId, Name>, Failure> {
    let rows = user::Entity::find()
        .filter(user::Column::Id.is_in(people))
        .all(&org.accounts("names of those who acted here"))
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

fn out(row: event::Model, names: &BTreeMap<UserId, Name>) -> EventOut {
    let event::Model {
        id,
        org_id: _,
        kind,
        actor_id,
        object_id,
        object_version,
        before,
        after,
        operation_id,
        at,
    } = row;
    let actor_name = actor_id
        .and_then(|id| names.get(&id))
        .map(ToString::to_string);
    EventOut {
        id,
        kind,
        at,
        actor_id,
        actor_name,
        object_id,
        object_version,
        before,
        after,
        operation_id,
    }
}
