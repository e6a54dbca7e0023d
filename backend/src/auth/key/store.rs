use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use shared::auth::ApiKeyOut;
use shared::id::{ApiKeyId, UserId};
use shared::problem::ProblemCode;
use shared::time::Instant;

use super::scopes;
use crate::entity::api_key::{Column, Entity};
use crate::entity::user;
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx, SystemDb, SystemTx};
use crate::platform::secret;

pub(super) use crate::entity::api_key::Model as ApiKey;

/// The key of a secret, if it works.
pub(super) async fn live(system: &SystemDb, key: &str) -> Result<Option<ApiKey>, Failure> {
    Ok(Entity::find()
        .filter(Column::SecretHash.eq(secret::digest(key)))
        .filter(working(system.now()))
        .one(&system.connection())
        .await?)
}

/// Those of these keys that work.
pub(in crate::auth) async fn still_good(
    system: &SystemDb,
    keys: BTreeSet<ApiKeyId>,
) -> Result<BTreeSet<ApiKeyId>, Failure> {
    if keys.is_empty() {
        return Ok(keys);
    }
    let found: Vec<ApiKeyId> = Entity::find()
        .filter(Column::Id.is_in(keys))
        .filter(working(system.now()))
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(&system.connection())
        .await?;
    Ok(found.into_iter().collect())
}

/// Keys that were not revoked and have not reached their end.
fn working(now: Instant) -> Condition {
    Condition::all()
        .add(Column::RevokedAt.is_null())
        .add(Column::ExpiresAt.gt(now))
}

/// The keys after a position, the latest first, with their makers.
pub(super) async fn list(
    org: &OrgDb,
    listing: &Listing<ApiKeyId>,
) -> Result<Vec<ApiKeyOut>, Failure> {
    let rows = org
        .find::<Entity>()
        .filter(Column::RevokedAt.is_null())
        .filter_if(listing.after.map(|id| Column::Id.lt(id)))
        .descending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await?;
    let makers = user::Entity::find()
        .filter(user::Column::Id.is_in(rows.iter().map(|row| row.user_id)))
        .all(&org.accounts("names of those who made keys"))
        .await?;
    let out = |row: ApiKey| {
        let maker = makers.iter().find(|maker| maker.id == row.user_id)?;
        Some(out(row, maker.name.clone()))
    };
    Ok(rows.into_iter().filter_map(out).collect())
}

/// A key as its organisation sees it.
pub(super) fn out(row: ApiKey, created_by: shared::text::Name) -> ApiKeyOut {
    let ApiKey {
        id,
        org_id: _,
        user_id: _,
        label,
        scopes: column,
        prefix,
        secret_hash: _,
        created_at,
        expires_at,
        last_used_at,
        revoked_at: _,
    } = row;
    ApiKeyOut {
        id,
        label,
        scopes: scopes(&column),
        prefix,
        created_by,
        created_at,
        expires_at,
        last_used_at,
    }
}

pub(super) async fn insert(tx: &OrgTx, row: ApiKey) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

/// Ends a key.
pub(super) async fn revoke(tx: &OrgTx, id: ApiKeyId) -> Result<ApiKey, Failure> {
    let ended = revoke_which(tx, Column::Id.eq(id)).await?;
    ended
        .into_iter()
        .next()
        .ok_or_else(|| ProblemCode::NotFound.into())
}

/// Ends the keys of a maker, and answers them.
pub(super) async fn revoke_all(tx: &OrgTx, maker: UserId) -> Result<Vec<ApiKey>, Failure> {
    revoke_which(tx, Column::UserId.eq(maker)).await
}

async fn revoke_which(
    tx: &OrgTx,
    which: impl IntoCondition + Clone,
) -> Result<Vec<ApiKey>, Failure> {
    let live = || {
        Condition::all()
            .add(which.clone().into_condition())
            .add(Column::RevokedAt.is_null())
    };
    let keys = tx
        .find::<Entity>()
        .filter(live())
        .ascending(Column::Id)
        .locked()
        .all()
        .await?;
    tx.set::<Entity>(Column::RevokedAt, tx.now(), live())
        .await?;
    Ok(keys)
}

/// Notes that a key is in use, unless another instance noted it since this moment.
pub(super) async fn note_use(
    tx: &SystemTx,
    id: ApiKeyId,
    noted_before: Instant,
) -> Result<(), Failure> {
    let stale = Condition::any()
        .add(Column::LastUsedAt.is_null())
        .add(Column::LastUsedAt.lte(noted_before));
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::value(tx.now()))
        .filter(Column::Id.eq(id))
        .filter(stale)
        .exec(tx.connection())
        .await?;
    Ok(())
}
