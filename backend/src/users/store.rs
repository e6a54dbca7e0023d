use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use shared::access::Role;
use shared::id::{TeamId, UserId};
use shared::problem::ProblemCode;
use shared::text::{Email, Name};
use shared::users::UserOut;

use super::rules;
use crate::auth::profile::{self, Account};
use crate::entity::user_org_role::{Column, Entity};
use crate::entity::{user, user_team};
use crate::platform::page::Listing;
use crate::platform::problem::{Failure, OnConstraint as _};
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::user_org_role::Model as Member;

/// Where a list of people goes on: by name, then by id.
type Position = (Name, UserId);

/// The people after a position, by name. The names are the accounts', so members are read
/// first and accounts are paged among them.
pub(super) async fn list(
    org: &OrgDb,
    listing: &Listing<Position>,
) -> Result<Vec<UserOut>, Failure> {
    use sea_orm::{QueryOrder as _, QuerySelect as _};
    let members = org
        .find::<Entity>()
        .filter(Column::LeftAt.is_null())
        .all()
        .await?;
    let after = listing.after.clone().map(|(name, id)| {
        Condition::any()
            .add(user::Column::Name.gt(name.clone()))
            .add(
                Condition::all()
                    .add(user::Column::Name.eq(name))
                    .add(user::Column::Id.gt(id)),
            )
    });
    let accounts = user::Entity::find()
        .filter(user::Column::Id.is_in(members.iter().map(|member| member.user_id)))
        .filter(after.unwrap_or_else(Condition::all))
        .order_by_asc(user::Column::Name)
        .order_by_asc(user::Column::Id)
        .limit(listing.fetch())
        .all(&org.accounts("the directory"))
        .await?;
    let of = teams_of(org, &accounts).await?;
    let out = |account: Account| {
        let member = members.iter().find(|member| member.user_id == account.id)?;
        let teams = of.get(&account.id).cloned().unwrap_or_default();
        Some(rules::out(member, account, teams))
    };
    Ok(accounts.into_iter().filter_map(out).collect())
}

/// The teams of each of these people.
async fn teams_of(
    org: &OrgDb,
    accounts: &[Account],
) -> Result<BTreeMap<UserId, Vec<TeamId>>, Failure> {
    let rows = org
        .find::<user_team::Entity>()
        .filter(user_team::Column::UserId.is_in(accounts.iter().map(|account| account.id)))
        .ascending(user_team::Column::TeamId)
        .all()
        .await?;
    let mut of: BTreeMap<UserId, Vec<TeamId>> = BTreeMap::new();
    for row in rows {
        of.entry(row.user_id).or_default().push(row.team_id);
    }
    Ok(of)
}

/// These people as the organisation knows them, in their order.
pub(super) async fn outs(org: &OrgDb, members: &[Member]) -> Result<Vec<UserOut>, Failure> {
    let accounts = user::Entity::find()
        .filter(user::Column::Id.is_in(members.iter().map(|member| member.user_id)))
        .all(&org.accounts("members' names"))
        .await?;
    let of = teams_of(org, &accounts).await?;
    let mut accounts: BTreeMap<UserId, Account> = accounts
        .into_iter()
        .map(|account| (account.id, account))
        .collect();
    let out = |member: &Member| {
        let account = accounts.remove(&member.user_id)?;
        let teams = of.get(&account.id).cloned().unwrap_or_default();
        Some(rules::out(member, account, teams))
    };
    Ok(members.iter().filter_map(out).collect())
}

/// These members, whom nobody else changes until the transaction ends.
pub(super) async fn lock_all(
    tx: &OrgTx,
    people: impl Iterator<Item = UserId>,
) -> Result<Vec<Member>, Failure> {
    tx.find::<Entity>()
        .filter(Column::UserId.is_in(people))
        .filter(Column::LeftAt.is_null())
        .ascending(Column::UserId)
        .locked()
        .all()
        .await
}

pub(super) async fn get(org: &OrgDb, id: UserId) -> Result<Member, Failure> {
    let find = org
        .find::<Entity>()
        .filter(Column::UserId.eq(id))
        .filter(Column::LeftAt.is_null());
    find.found().await
}

/// The member, whom nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: UserId) -> Result<Member, Failure> {
    let find = tx
        .find::<Entity>()
        .filter(Column::UserId.eq(id))
        .filter(Column::LeftAt.is_null());
    find.locked().found().await
}

/// A person as the organisation knows them.
pub(super) async fn out(org: &OrgDb, member: Member) -> Result<UserOut, Failure> {
    let out = outs(org, &[member]).await?;
    out.into_iter()
        .next()
        .ok_or_else(|| ProblemCode::NotFound.into())
}

/// The ADMINs who can sign in, locked so that none of them leaves meanwhile.
pub(super) async fn admins(tx: &OrgTx) -> Result<Vec<UserId>, Failure> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Role.eq(Role::Admin))
        .filter(Column::LeftAt.is_null())
        .filter(Column::JoinedAt.is_not_null())
        .ascending(Column::UserId)
        .locked()
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.user_id).collect())
}

/// The account of an address, made when there is none.
pub(super) async fn account(tx: &OrgTx, email: Email, name: Name) -> Result<Account, Failure> {
    let find = user::Entity::find().filter(user::Column::Email.eq(email.clone()));
    match find.one(&tx.accounts("an invitation")).await? {
        Some(account) => Ok(account),
        None => profile::create(&tx.system("an invitation"), email, name)
            .await
            .on_constraint("email", ProblemCode::Conflict),
    }
}

/// The row of somebody who is, or was, a member.
pub(super) async fn any(tx: &OrgTx, id: UserId) -> Result<Option<Member>, Failure> {
    tx.find::<Entity>()
        .filter(Column::UserId.eq(id))
        .locked()
        .one()
        .await
}

/// Whether the account belongs, or belonged, to another organisation as well.
pub(super) async fn is_shared(tx: &OrgTx, id: UserId) -> Result<bool, Failure> {
    let elsewhere = Entity::find()
        .filter(Column::UserId.eq(id))
        .filter(Column::OrgId.ne(tx.org_id()));
    Ok(elsewhere
        .one(&tx.accounts("whose password it is"))
        .await?
        .is_some())
}

pub(super) async fn insert(tx: &OrgTx, row: Member) -> Result<(), Failure> {
    tx.insert::<Entity>(row)
        .await
        .on_constraint("", ProblemCode::AlreadyMember)
}

pub(super) async fn save(tx: &OrgTx, row: Member) -> Result<Member, Failure> {
    tx.update::<Entity>(row).await
}

/// The account's default organisation is no longer this one, but another of theirs.
pub(super) async fn forget_default(tx: &OrgTx, person: UserId) -> Result<(), Failure> {
    use sea_orm::QueryOrder as _;
    let all = tx.system("a member who leaves");
    let account = profile::lock(&all, person).await?;
    if account.default_org_id != Some(tx.org_id()) {
        return Ok(());
    }
    let other = Entity::find()
        .filter(Column::UserId.eq(person))
        .filter(Column::OrgId.ne(tx.org_id()))
        .filter(Column::JoinedAt.is_not_null())
        .filter(Column::LeftAt.is_null())
        .order_by_asc(Column::JoinedAt)
        .one(&tx.accounts("where else somebody belongs"))
        .await?;
    profile::set_default_org(&all, person, other.map(|other| other.org_id)).await
}

/// Those of these people who are not members, or no longer.
pub async fn unknown(org: &OrgDb, people: &[UserId]) -> Result<BTreeSet<UserId>, Failure> {
    let known = org
        .find::<Entity>()
        .filter(Column::UserId.is_in(people.iter().copied()))
        .filter(Column::LeftAt.is_null())
        .all()
        .await?;
    let known: BTreeSet<_> = known.into_iter().map(|row| row.user_id).collect();
    Ok(people
        .iter()
        .copied()
        .filter(|id| !known.contains(id))
        .collect())
}
