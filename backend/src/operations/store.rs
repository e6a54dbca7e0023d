use sea_orm::ColumnTrait as _;
use shared::id::OperationId;
use shared::operations::{OperationDetail, OperationOut, OperationReport};

use super::rules;
use crate::entity::event;
use crate::entity::operation::{Column, Entity};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::event::Model as Event;
pub(super) use crate::entity::operation::Model as Operation;

pub(super) async fn insert(tx: &OrgTx, row: Operation) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

/// The operations after a position, the latest first, with the names of those who acted.
pub(super) async fn list(
    org: &OrgDb,
    listing: &Listing<OperationId>,
) -> Result<Vec<OperationOut>, Failure> {
    let rows = org
        .find::<Entity>()
        .filter_if(listing.after.map(|id| Column::Id.lt(id)))
        .descending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await?;
    let names = crate::activity::names(org, rows.iter().filter_map(|row| row.actor_id)).await?;
    let name = |row: &Operation| Some(names.get(&row.actor_id?)?.to_string());
    Ok(rows.iter().map(|row| rules::out(row, name(row))).collect())
}

pub(super) async fn detail(org: &OrgDb, id: OperationId) -> Result<OperationDetail, Failure> {
    let find = org.find::<Entity>().filter(Column::Id.eq(id));
    let mut row = find.found().await?;
    let report = row.report.take().map(serde_json::from_value);
    let report: Option<OperationReport> = report.transpose().map_err(anyhow::Error::from)?;
    let names = crate::activity::names(org, row.actor_id).await?;
    let name = row.actor_id.and_then(|id| names.get(&id));
    Ok(OperationDetail {
        operation: rules::out(&row, name.map(ToString::to_string)),
        report: report.unwrap_or_default(),
    })
}

/// The operation, which nobody else undoes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: OperationId) -> Result<Operation, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .found()
        .await
}

/// What an operation did, in its order.
pub(super) async fn events(tx: &OrgTx, id: OperationId) -> Result<Vec<Event>, Failure> {
    tx.find::<event::Entity>()
        .filter(event::Column::OperationId.eq(id))
        .ascending(event::Column::Id)
        .all()
        .await
}

/// Says by what an operation was undone.
pub(super) async fn mark_undone(
    tx: &OrgTx,
    operation: OperationId,
    undo: OperationId,
) -> Result<(), Failure> {
    tx.set::<Entity>(Column::UndoneBy, undo, Column::Id.eq(operation))
        .await
        .map(|_| ())
}
