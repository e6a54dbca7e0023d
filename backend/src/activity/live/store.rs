use std::collections::BTreeSet;

use sea_orm::ColumnTrait as _;
use shared::id::EventId;

use crate::entity::event::{Column, Entity};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;

pub(super) use crate::entity::event::Model as Event;

/// The last event, by its id.
pub(super) async fn latest(org: &OrgDb) -> Result<Option<EventId>, Failure> {
    let ids = org.find::<Entity>().descending(Column::Id).limit(1);
    Ok(ids.column(Column::Id).await?.into_iter().next())
}

/// Whether an event is one of the organisation's.
pub(super) async fn is_known(org: &OrgDb, id: EventId) -> Result<bool, Failure> {
    Ok(org
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .count()
        .await?
        > 0)
}

/// The first `most` ids after one, or of all; in their order.
pub(super) async fn ids_after(
    org: &OrgDb,
    id: Option<EventId>,
    most: u64,
) -> Result<Vec<EventId>, Failure> {
    org.find::<Entity>()
        .filter_if(id.map(|id| Column::Id.gt(id)))
        .ascending(Column::Id)
        .limit(most)
        .column(Column::Id)
        .await
}

/// These events, in the order of their ids.
pub(super) async fn events(org: &OrgDb, ids: &[EventId]) -> Result<Vec<Event>, Failure> {
    /// As many as a statement has room for.
    const IDS_A_STATEMENT: usize = 500;
    let mut events = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_A_STATEMENT) {
        let ids: BTreeSet<_> = ids.iter().copied().collect();
        let found = org.find::<Entity>().filter(Column::Id.is_in(ids));
        events.extend(found.ascending(Column::Id).all().await?);
    }
    Ok(events)
}
