use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use shared::auth::LinkKind;
use shared::id::{LinkId, UserId};
use shared::problem::ProblemCode;
use shared::text::Name;
use shared::time::Instant;

use crate::entity::link::{Column, Entity};
use crate::entity::{organisation, user_org_role};
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgTx, SystemDb, SystemTx};
use crate::platform::secret;

pub(super) use crate::entity::link::Model as Link;

/// Adds a link in the place of the person's older ones.
pub(super) async fn replace(
    tx: &OrgTx,
    id: LinkId,
    kind: LinkKind,
    person: UserId,
    token: &str,
    expires_at: Instant,
) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::UserId.eq(person)).await?;
    tx.insert::<Entity>(Link {
        id,
        org_id: tx.org_id(),
        user_id: person,
        kind,
        token_hash: secret::digest(token),
        created_by: tx.actor().user_id().unwrap_or(person),
        created_at: tx.now(),
        expires_at,
        used_at: None,
    })
    .await
}

/// The link of a token, if it still works, its person is still in the organisation, and the
/// organisation may still do what it says.
pub(super) async fn usable(system: &SystemDb, token: &str) -> Result<Link, Failure> {
    let link = Entity::find()
        .filter(Column::TokenHash.eq(secret::digest(token)))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(system.now()))
        .one(&system.connection())
        .await?
        .ok_or(ProblemCode::LinkGone)?;
    let member = user_org_role::Entity::find_by_id((link.org_id, link.user_id))
        .filter(user_org_role::Column::LeftAt.is_null())
        .one(&system.connection())
        .await?;
    if member.is_none() || oversteps(&link, &system.connection()).await? {
        return Err(ProblemCode::LinkGone.into());
    }
    Ok(link)
}

/// Whether a link would reset the password of an account that belongs, or belonged, to another
/// organisation as well. It may have come to belong there since the link was made: whoever
/// kept the link would come in there with it.
async fn oversteps(link: &Link, connection: &impl ConnectionTrait) -> Result<bool, Failure> {
    if link.kind == LinkKind::Invitation {
        return Ok(false);
    }
    let elsewhere = user_org_role::Entity::find()
        .filter(user_org_role::Column::UserId.eq(link.user_id))
        .filter(user_org_role::Column::OrgId.ne(link.org_id));
    Ok(elsewhere.one(connection).await?.is_some())
}

/// The name of the organisation that a link comes from.
pub(super) async fn org_name(system: &SystemDb, link: &Link) -> Result<Name, Failure> {
    let org = organisation::Entity::find_by_id(link.org_id)
        .one(&system.connection())
        .await?;
    org.map(|org| org.name)
        .ok_or_else(|| ProblemCode::LinkGone.into())
}

/// Uses a link up. Of two who use it at one moment, one does. The account is locked, so nobody
/// joins another organisation meanwhile.
pub(super) async fn use_up(tx: &SystemTx, link: &Link) -> Result<(), Failure> {
    if oversteps(link, tx.connection()).await? {
        return Err(ProblemCode::LinkGone.into());
    }
    let done = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(tx.now()))
        .filter(Column::Id.eq(link.id))
        .filter(Column::UsedAt.is_null())
        .exec(tx.connection())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(ProblemCode::LinkGone.into())
    }
}

/// Ends the open password links of an account, in every organisation. Invitations stay: they
/// join, and let nobody in who cannot sign in.
pub async fn end_all(tx: &SystemTx, person: UserId) -> Result<(), Failure> {
    Entity::delete_many()
        .filter(Column::UserId.eq(person))
        .filter(Column::Kind.eq(LinkKind::PasswordReset))
        .filter(Column::UsedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(())
}
