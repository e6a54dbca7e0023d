use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, Condition};
use shared::id::{TeamId, UserId};
use shared::problem::ProblemCode;
use shared::teams::TeamOut;
use shared::text::Name;

use super::rules;
use crate::entity::team::{Column, Entity};
use crate::entity::user_team;
use crate::platform::page::Listing;
use crate::platform::problem::{Failure, OnConstraint as _};
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::team::Model as Team;

/// Where a list of teams goes on: by name, then by id.
type Position = (Name, TeamId);

/// As both databases name the rule that a name is one team's: PostgreSQL by the index, SQLite
/// by the column.
const ONE_NAME: [&str; 2] = ["uq_team_org_name", "team.name"];

pub(super) async fn list(
    org: &OrgDb,
    listing: &Listing<Position>,
) -> Result<Vec<TeamOut>, Failure> {
    let after = listing.after.clone().map(|(name, id)| {
        Condition::any().add(Column::Name.gt(name.clone())).add(
            Condition::all()
                .add(Column::Name.eq(name))
                .add(Column::Id.gt(id)),
        )
    });
    let find = org
        .find::<Entity>()
        .filter_if(after)
        .ascending(Column::Name)
        .ascending(Column::Id);
    let teams = find.limit(listing.fetch()).all().await?;
    outs(org, teams).await
}

/// Teams with who is in them.
pub(super) async fn outs(org: &OrgDb, teams: Vec<Team>) -> Result<Vec<TeamOut>, Failure> {
    let ids = user_team::Column::TeamId.is_in(teams.iter().map(|team| team.id));
    let members = org
        .find::<user_team::Entity>()
        .filter(ids)
        .ascending(user_team::Column::UserId)
        .all()
        .await?;
    let out = |team: Team| {
        let of = members.iter().filter(|row| row.team_id == team.id);
        let people = of.map(|row| row.user_id).collect();
        rules::out(team, people)
    };
    Ok(teams.into_iter().map(out).collect())
}

pub(super) async fn get(org: &OrgDb, id: TeamId) -> Result<TeamOut, Failure> {
    let team = org
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .found()
        .await?;
    out(org, team).await
}

/// The team, which nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: TeamId) -> Result<Team, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .found()
        .await
}

/// These teams, which nobody else changes until the transaction ends.
pub(super) async fn lock_all(tx: &OrgTx, ids: &BTreeSet<TeamId>) -> Result<Vec<Team>, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .ascending(Column::Id)
        .locked()
        .all()
        .await
}

/// A team with who is in it.
pub(super) async fn out(org: &OrgDb, team: Team) -> Result<TeamOut, Failure> {
    let people = members(org, team.id).await?;
    Ok(rules::out(team, people.into_iter().collect()))
}

/// Who is in a team.
pub async fn members(org: &OrgDb, team: TeamId) -> Result<BTreeSet<UserId>, Failure> {
    let rows = org
        .find::<user_team::Entity>()
        .filter(user_team::Column::TeamId.eq(team))
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.user_id).collect())
}

/// The teams a person is in.
pub(super) async fn of_person(org: &OrgDb, person: UserId) -> Result<BTreeSet<TeamId>, Failure> {
    let rows = org
        .find::<user_team::Entity>()
        .filter(user_team::Column::UserId.eq(person))
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.team_id).collect())
}

pub(super) async fn insert(tx: &OrgTx, team: Team) -> Result<(), Failure> {
    one_name(tx.insert::<Entity>(team).await)
}

pub(super) async fn save(tx: &OrgTx, team: Team) -> Result<Team, Failure> {
    one_name(tx.update::<Entity>(team).await)
}

fn one_name<T>(done: Result<T, Failure>) -> Result<T, Failure> {
    ONE_NAME.iter().fold(done, |done, name| {
        done.on_constraint(name, ProblemCode::NameTaken)
    })
}

/// Takes people out of teams, and puts people into teams.
pub(super) async fn move_people(
    tx: &OrgTx,
    out_of: impl Iterator<Item = (TeamId, UserId)>,
    into: impl Iterator<Item = (TeamId, UserId)>,
) -> Result<(), Failure> {
    let place = |(team, person): (TeamId, UserId)| {
        Condition::all()
            .add(user_team::Column::TeamId.eq(team))
            .add(user_team::Column::UserId.eq(person))
    };
    for left in out_of {
        tx.delete::<user_team::Entity>(place(left)).await?;
    }
    let row = |(team_id, user_id)| user_team::Model {
        org_id: tx.org_id(),
        team_id,
        user_id,
    };
    tx.insert_many::<user_team::Entity>(into.map(row)).await
}

/// Removes a team that nobody is in and that nothing refers to.
pub(super) async fn delete(tx: &OrgTx, id: TeamId) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::Id.eq(id)).await.map(|_| ())
}

/// Those of these teams that are there.
pub async fn known(org: &OrgDb, ids: &[TeamId]) -> Result<BTreeSet<TeamId>, Failure> {
    let rows = org
        .find::<Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// What a team is called.
pub async fn name(org: &OrgDb, id: TeamId) -> Result<Option<Name>, Failure> {
    let team = org.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    Ok(team.map(|team| team.name))
}
