use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, Condition};
use shared::id::{TeamId, UserId};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::teams::TeamOut;
use shared::text::Name;

use super::rules;
use crate::entity::team::{Column, Entity};
use crate::entity::{shift, user_team};
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
    let ids = user_team::Column::TeamId.is_in(teams.iter().map(|team| team.id));
    let members = org
        .find::<user_team::Entity>()
        .filter(ids)
        .ascending(user_team::Column::UserId)
        .all()
        .await?;
    let of = |id: TeamId| {
        members
            .iter()
            .filter(|row| row.team_id == id)
            .map(|row| row.user_id)
            .collect()
    };
    Ok(teams
        .into_iter()
        .map(|team| {
            let members = of(team.id);
            rules::out(team, members)
        })
        .collect())
}

pub(super) async fn get(org: &OrgDb, id: TeamId) -> Result<TeamOut, Failure> {
    let team = org
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one()
        .await?
        .ok_or(ProblemCode::NotFound)?;
    out(org, team).await
}

/// The team, which nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: TeamId) -> Result<Team, Failure> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .one()
        .await?;
    row.ok_or_else(|| ProblemCode::NotFound.into())
}

/// A team with who is in it.
pub(super) async fn out(org: &OrgDb, team: Team) -> Result<TeamOut, Failure> {
    let ours = user_team::Column::TeamId.eq(team.id);
    let rows = org
        .find::<user_team::Entity>()
        .filter(ours)
        .ascending(user_team::Column::UserId)
        .all()
        .await?;
    Ok(rules::out(
        team,
        rows.into_iter().map(|row| row.user_id).collect(),
    ))
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

/// Puts these people into a team and no others.
pub(super) async fn set_members(
    tx: &OrgTx,
    team: TeamId,
    people: &[UserId],
) -> Result<(), Failure> {
    let unknown = crate::users::unknown(tx, people).await?;
    if !unknown.is_empty() {
        let mut problem = Problem::new(ProblemCode::Invalid);
        let places = people
            .iter()
            .enumerate()
            .filter(|(_, person)| unknown.contains(person));
        problem.errors = places
            .map(|(place, _)| FieldError::new(format!("/member_ids/{place}"), "unknown_reference"))
            .collect();
        return Err(problem.into());
    }
    tx.delete::<user_team::Entity>(user_team::Column::TeamId.eq(team))
        .await?;
    let people: BTreeSet<UserId> = people.iter().copied().collect();
    let row = |user_id| user_team::Model {
        org_id: tx.org_id(),
        team_id: team,
        user_id,
    };
    tx.insert_many::<user_team::Entity>(people.into_iter().map(row))
        .await
}

/// Removes a team; its shifts stay, without one.
pub(super) async fn delete(tx: &OrgTx, id: TeamId) -> Result<(), Failure> {
    tx.set::<shift::Entity>(
        shift::Column::TeamId,
        None::<TeamId>,
        shift::Column::TeamId.eq(id),
    )
    .await?;
    tx.delete::<user_team::Entity>(user_team::Column::TeamId.eq(id))
        .await?;
    tx.delete::<Entity>(Column::Id.eq(id)).await.map(|_| ())
}
