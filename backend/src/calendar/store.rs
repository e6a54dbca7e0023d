use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use shared::id::{FeedId, OrgId};
use shared::problem::ProblemCode;
use shared::text::Name;
use shared::time::Zone;

use crate::entity::calendar_feed::{Column, Entity};
use crate::entity::organisation;
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx, SystemDb};
use crate::platform::secret;

pub(super) use crate::entity::calendar_feed::Model as Feed;

/// The subscription of a token, if it was not revoked.
pub(super) async fn live(system: &SystemDb, token: &str) -> Result<Option<Feed>, Failure> {
    Ok(Entity::find()
        .filter(Column::TokenHash.eq(secret::digest(token)))
        .filter(Column::RevokedAt.is_null())
        .one(&system.connection())
        .await?)
}

/// What an organisation is called, and where its days begin and end.
pub(super) async fn organisation(system: &SystemDb, org: OrgId) -> Result<(Name, Zone), Failure> {
    let row = organisation::Entity::find_by_id(org)
        .one(&system.connection())
        .await?;
    row.map(|row| (row.name, row.zone))
        .ok_or_else(|| ProblemCode::NotFound.into())
}

/// The subscriptions after a position, the latest first.
pub(super) async fn list(org: &OrgDb, listing: &Listing<FeedId>) -> Result<Vec<Feed>, Failure> {
    org.find::<Entity>()
        .filter(Column::RevokedAt.is_null())
        .filter_if(listing.after.map(|id| Column::Id.lt(id)))
        .descending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

/// The subscription, if it was not revoked, which nobody else changes until the transaction
/// ends.
pub(super) async fn lock(tx: &OrgTx, id: FeedId) -> Result<Feed, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .locked()
        .found()
        .await
}

pub(super) async fn insert(tx: &OrgTx, row: Feed) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

pub(super) async fn revoke(tx: &OrgTx, id: FeedId) -> Result<(), Failure> {
    tx.set::<Entity>(Column::RevokedAt, tx.now(), Column::Id.eq(id))
        .await
        .map(|_| ())
}
