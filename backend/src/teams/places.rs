//! Who is in which team: one fact that is changed from either side. Whatever it changes on the
//! other side is a change there too, with a version and an event, or somebody who looked at
//! that side before would write over it unwarned.

use std::collections::BTreeSet;

use shared::id::{TeamId, UserId};

use super::{rules, store};
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::users::Moving;

/// A change of who is in a team, whose people are locked and whose team is not yet: memberships
/// are locked before teams, here as where a person's teams are changed.
#[derive(Debug)]
pub(super) struct Seating<'a> {
    team: TeamId,
    present: BTreeSet<UserId>,
    wanted: &'a [UserId],
    moving: Moving,
}

/// Locks those whom it would move to put these people into a team and no others. Whoever is
/// moved between here and the lock of the team gives the team another version.
pub(super) async fn prepare<'a>(
    tx: &OrgTx,
    team: TeamId,
    wanted: &'a [UserId],
) -> Result<Seating<'a>, Failure> {
    let present = store::members(tx, team).await?;
    let people: BTreeSet<UserId> = wanted.iter().copied().collect();
    let moving = crate::users::moving(tx, present.symmetric_difference(&people)).await?;
    Ok(Seating {
        team,
        present,
        wanted,
        moving,
    })
}

impl Seating<'_> {
    /// Moves them, once the team is locked and is the one that was to be changed.
    pub(super) async fn carry_out(self, tx: &OrgTx) -> Result<(), Failure> {
        let Self {
            team,
            present,
            wanted,
            moving,
        } = self;
        rules::check_places("/member_ids", wanted, |person| {
            present.contains(person) || moving.includes(*person)
        })?;
        let wanted: BTreeSet<UserId> = wanted.iter().copied().collect();
        let leave = present.difference(&wanted).map(|person| (team, *person));
        let join = wanted.difference(&present).map(|person| (team, *person));
        store::move_people(tx, leave, join).await?;
        moving.moved(tx).await
    }
}

/// Puts a person, whose membership is locked, into these teams and no others.
pub async fn place(tx: &OrgTx, person: UserId, teams: &[TeamId]) -> Result<(), Failure> {
    let present = store::of_person(tx, person).await?;
    let wanted: BTreeSet<TeamId> = teams.iter().copied().collect();
    let moving = present.symmetric_difference(&wanted).copied().collect();
    let locked = store::lock_all(tx, &moving).await?;
    rules::check_places("/team_ids", teams, |team| {
        present.contains(team) || locked.iter().any(|row| row.id == *team)
    })?;
    let before = store::outs(tx, locked.clone()).await?;
    let leave = present.difference(&wanted).map(|team| (*team, person));
    let join = wanted.difference(&present).map(|team| (*team, person));
    store::move_people(tx, leave, join).await?;
    let mut saved = Vec::new();
    for team in locked {
        saved.push(store::save(tx, team).await?);
    }
    let after = store::outs(tx, saved).await?;
    let changes = before.iter().zip(&after).map(|(before, after)| {
        Change::updated(
            "team.updated",
            after.id.uuid(),
            after.version,
            before,
            after,
        )
    });
    record_all(tx, changes.collect::<Result<_, _>>()?).await
}
