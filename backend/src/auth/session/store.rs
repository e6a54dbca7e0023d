use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, IntoCondition as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, EntityTrait as _, IntoActiveModel as _,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use shared::auth::SessionOut;
use shared::id::{SessionId, UserId};
use shared::problem::ProblemCode;
use shared::time::Instant;

use super::rotation::{ABSOLUTE_SECONDS, IDLE_SECONDS, State};
use super::{DefaultOrg, From};
use crate::entity::session::{Column, Entity, Model};
use crate::entity::user;
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{SystemDb, SystemTx};
use crate::platform::secret;

/// The default organisation of a session's person; nothing when the session is over.
pub(super) async fn default_org(
    system: &SystemDb,
    session: SessionId,
    person: UserId,
) -> Result<Option<DefaultOrg>, Failure> {
    let account = Entity::belongs_to(user::Entity)
        .from(Column::UserId)
        .to(user::Column::Id);
    Ok(Entity::find_by_id(session)
        .join(JoinType::InnerJoin, account.into())
        .filter(Column::UserId.eq(person))
        .filter(live(system.now()))
        .select_only()
        .column(user::Column::DefaultOrgId)
        .into_tuple::<DefaultOrg>()
        .one(&system.connection())
        .await?)
}

/// Those of these sessions that are not over.
pub(in crate::auth) async fn still_good(
    system: &SystemDb,
    sessions: BTreeSet<SessionId>,
) -> Result<BTreeSet<SessionId>, Failure> {
    if sessions.is_empty() {
        return Ok(sessions);
    }
    let found: Vec<SessionId> = Entity::find()
        .filter(Column::Id.is_in(sessions))
        .filter(live(system.now()))
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(&system.connection())
        .await?;
    Ok(found.into_iter().collect())
}

/// Sessions that were not ended, have not reached their end, and are in use.
fn live(now: Instant) -> Condition {
    Column::RevokedAt
        .is_null()
        .into_condition()
        .add(Column::ExpiresAt.gt(now))
        .add(Column::LastUsedAt.gte(now.plus_seconds(-IDLE_SECONDS)))
}

pub(super) async fn insert(
    tx: &SystemTx,
    id: SessionId,
    user_id: UserId,
    refresh: &str,
    from: &From,
) -> Result<(), Failure> {
    let row = Model {
        id,
        user_id,
        refresh_hash: secret::digest(refresh),
        previous_hash: None,
        rotated_at: tx.now(),
        created_at: tx.now(),
        last_used_at: tx.now(),
        expires_at: tx.now().plus_seconds(ABSOLUTE_SECONDS),
        user_agent: from.user_agent.clone(),
        address: Some(from.address.clone()),
        revoked_at: None,
    };
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx.connection())
        .await?;
    Ok(())
}

/// A session that is not over, and whose it is.
pub(super) async fn state(
    system: &SystemDb,
    id: SessionId,
) -> Result<Option<(UserId, State)>, Failure> {
    let row = Entity::find_by_id(id)
        .filter(Column::RevokedAt.is_null())
        .one(&system.connection())
        .await?;
    Ok(row.map(|row| {
        let Model {
            user_id,
            refresh_hash,
            previous_hash,
            rotated_at,
            last_used_at,
            expires_at,
            ..
        } = row;
        (
            user_id,
            State {
                current: refresh_hash,
                previous: previous_hash,
                rotated_at,
                last_used_at,
                expires_at,
            },
        )
    }))
}

/// Puts the next token in the place of the present one; answers whether it was still the
/// present one.
pub(super) async fn rotate(
    system: &SystemDb,
    id: SessionId,
    presented: &str,
    successor: &str,
    from: &From,
) -> Result<Rotation, Failure> {
    let now = system.now();
    let change = Entity::update_many()
        .col_expr(Column::RefreshHash, Expr::value(secret::digest(successor)))
        .col_expr(Column::PreviousHash, Expr::value(presented))
        .col_expr(Column::RotatedAt, Expr::value(now))
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .col_expr(Column::Address, Expr::value(from.address.clone()))
        .filter(Column::Id.eq(id))
        .filter(Column::RefreshHash.eq(presented))
        .filter(Column::RevokedAt.is_null());
    let done = system
        .write(async |tx| Ok(change.exec(tx.connection()).await?))
        .await?;
    Ok(if done.rows_affected == 1 {
        Rotation::Done
    } else {
        Rotation::SomebodyWasFaster
    })
}

/// What came of a rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rotation {
    /// The token is the successor now.
    Done,
    /// It was so already.
    SomebodyWasFaster,
}

/// Ends a session.
pub(super) async fn end(system: &SystemDb, id: SessionId) -> Result<(), Failure> {
    system
        .write(async |tx| revoke(tx, Column::Id.eq(id).into_condition()).await)
        .await
        .map(|_| ())
}

/// Ends one of a person's own sessions.
pub(super) async fn end_own(
    system: &SystemDb,
    person: UserId,
    id: SessionId,
) -> Result<(), Failure> {
    let own = Column::Id
        .eq(id)
        .into_condition()
        .add(Column::UserId.eq(person));
    match system.write(async |tx| revoke(tx, own).await).await? {
        0 => Err(ProblemCode::NotFound.into()),
        _ => Ok(()),
    }
}

/// Ends every session of a person.
pub async fn end_all(tx: &SystemTx, person: UserId) -> Result<(), Failure> {
    revoke(tx, Column::UserId.eq(person).into_condition())
        .await
        .map(|_| ())
}

/// Ends every session of a person but one.
pub async fn end_others(tx: &SystemTx, person: UserId, kept: SessionId) -> Result<(), Failure> {
    let others = Column::UserId
        .eq(person)
        .into_condition()
        .add(Column::Id.ne(kept));
    revoke(tx, others).await.map(|_| ())
}

async fn revoke(tx: &SystemTx, which: Condition) -> Result<u64, Failure> {
    let done = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(tx.now()))
        .filter(which)
        .filter(Column::RevokedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(done.rows_affected)
}

/// A person's live sessions after a position, the latest first.
pub(super) async fn list(
    system: &SystemDb,
    person: UserId,
    current: SessionId,
    listing: &Listing<SessionId>,
) -> Result<Vec<SessionOut>, Failure> {
    let after = listing.after.map(|id| Column::Id.lt(id));
    let rows = Entity::find()
        .filter(Column::UserId.eq(person))
        .filter(live(system.now()))
        .filter(after.map_or_else(Condition::all, |after| after.into_condition()))
        .order_by_desc(Column::Id)
        .limit(listing.fetch())
        .all(&system.connection())
        .await?;
    let out = |row: Model| SessionOut {
        id: row.id,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        user_agent: row.user_agent,
        address: row.address,
        current: row.id == current,
    };
    Ok(rows.into_iter().map(out).collect())
}
