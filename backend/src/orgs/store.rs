use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use shared::access::Role;
use shared::auth::MembershipOut;
use shared::id::{OrgId, UserId};
use shared::orgs::OrgOut;
use shared::problem::ProblemCode;
use shared::text::Slug;
use shared::time::Zone;

use crate::entity::organisation::{Column, Entity};
use crate::entity::user_org_role;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx, SystemDb, SystemTx};
use crate::platform::session::Membership;

pub(super) use crate::entity::organisation::Model as Organisation;

pub(super) async fn membership(
    system: &SystemDb,
    org: OrgId,
    person: UserId,
) -> Result<Option<Membership>, Failure> {
    let organisation = user_org_role::Entity::belongs_to(Entity)
        .from(user_org_role::Column::OrgId)
        .to(Column::Id);
    let found = active()
        .join(JoinType::InnerJoin, organisation.into())
        .filter(user_org_role::Column::OrgId.eq(org))
        .filter(user_org_role::Column::UserId.eq(person))
        .select_only()
        .column(user_org_role::Column::Role)
        .column(Column::Zone)
        .into_tuple::<(Role, Zone)>()
        .one(&system.connection())
        .await?;
    Ok(found.map(|(role, zone)| Membership { org, role, zone }))
}

/// Memberships that were accepted and have not ended.
fn active() -> sea_orm::Select<user_org_role::Entity> {
    user_org_role::Entity::find()
        .filter(user_org_role::Column::JoinedAt.is_not_null())
        .filter(user_org_role::Column::LeftAt.is_null())
}

pub(super) async fn memberships(
    system: &SystemDb,
    person: UserId,
) -> Result<Vec<MembershipOut>, Failure> {
    let roles = active()
        .filter(user_org_role::Column::UserId.eq(person))
        .all(&system.connection())
        .await?;
    let orgs = Entity::find()
        .filter(Column::Id.is_in(roles.iter().map(|role| role.org_id)))
        .order_by_asc(Column::Name)
        .all(&system.connection())
        .await?;
    let of = |org: Organisation| {
        let member = roles.iter().find(|role| role.org_id == org.id)?;
        Some(MembershipOut {
            role: member.role,
            version: member.version,
            org: OrgOut::from(org),
        })
    };
    Ok(orgs.into_iter().filter_map(of).collect())
}

/// The roles of those of these people who belong to an organisation.
pub(super) async fn roles(
    system: &SystemDb,
    org: OrgId,
    people: BTreeSet<UserId>,
) -> Result<BTreeMap<UserId, Role>, Failure> {
    let found: Vec<(UserId, Role)> = active()
        .filter(user_org_role::Column::OrgId.eq(org))
        .filter(user_org_role::Column::UserId.is_in(people))
        .select_only()
        .column(user_org_role::Column::UserId)
        .column(user_org_role::Column::Role)
        .into_tuple()
        .all(&system.connection())
        .await?;
    Ok(found.into_iter().collect())
}

/// This slug, or when it is taken, with the next free number behind it.
pub(super) async fn free_slug(tx: &SystemTx, wanted: String) -> Result<Slug, Failure> {
    let taken = Entity::find()
        .filter(Column::Slug.starts_with(&wanted))
        .all(tx.connection())
        .await?;
    let free = (1..).map(|n| {
        if n == 1 {
            wanted.clone()
        } else {
            format!("{wanted}-{n}")
        }
    });
    let mut free = free.filter(|slug| taken.iter().all(|org| org.slug.as_str() != slug));
    let slug = free.next().unwrap_or(wanted);
    Ok(slug.parse().map_err(anyhow::Error::from)?)
}

pub(super) async fn insert(tx: &SystemTx, row: Organisation) -> Result<(), Failure> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx.connection())
        .await?;
    Ok(())
}

pub(super) async fn get(org: &OrgDb) -> Result<Organisation, Failure> {
    let row = Entity::find_by_id(org.org_id())
        .one(&org.accounts("the organisation itself"))
        .await?;
    row.ok_or_else(|| ProblemCode::NotFound.into())
}

/// The organisation, which nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx) -> Result<Organisation, Failure> {
    let find = Entity::find_by_id(tx.org_id()).lock_exclusive();
    find.one(&tx.accounts("the organisation itself"))
        .await?
        .ok_or_else(|| ProblemCode::NotFound.into())
}

pub(super) async fn save(tx: &OrgTx, row: Organisation) -> Result<Organisation, Failure> {
    let change = Entity::update_many().set(row.clone().into_active_model().reset_all());
    change
        .filter(Column::Id.eq(tx.org_id()))
        .exec(&tx.accounts("the organisation itself"))
        .await?;
    Ok(row)
}
