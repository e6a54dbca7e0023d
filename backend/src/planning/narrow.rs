//! Which shifts a bulk act is about: those that begin in some weeks, of a team or of people.

use std::collections::BTreeSet;

use shared::id::{TeamId, UserId};
use shared::time::{IsoWeek, Slot, Zone};

use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::shifts::{self, Shift, Visibility};

/// The most people that an act names.
pub const MOST_PEOPLE: usize = 200;

/// The shifts that begin in these weeks, the first to the last, by start.
pub(super) async fn beginning(
    org: &OrgDb,
    zone: Zone,
    (first, last): (IsoWeek, IsoWeek),
) -> Result<Vec<Shift>, Failure> {
    let from = zone.midnight(first.monday());
    let to = zone.midnight(last.plus_weeks(1).monday());
    let slot = Slot::new(from, to).map_err(anyhow::Error::from)?;
    let mut shifts = shifts::in_slot(org, Visibility::Everything, slot).await?;
    shifts.retain(|shift| shift.start_at >= from);
    Ok(shifts)
}

/// Whose shifts.
pub(super) struct Narrowed {
    team: Option<(TeamId, BTreeSet<UserId>)>,
    people: BTreeSet<UserId>,
}

impl Narrowed {
    /// Those of a team, of these people, or everybody's.
    pub(super) async fn read(
        org: &OrgDb,
        team: Option<TeamId>,
        people: &[UserId],
    ) -> Result<Self, Failure> {
        let team = match team {
            Some(team) => Some((team, crate::teams::members(org, team).await?)),
            None => None,
        };
        let people = people.iter().copied().collect();
        Ok(Self { team, people })
    }

    /// Whether a shift is one of them: a team's are what its people do, and its needs to fill.
    pub(super) fn has(&self, shift: &Shift) -> bool {
        let team = self.team.as_ref();
        let in_team = team.is_none_or(|(team, members)| match &shift.person_id {
            Some(person) => members.contains(person),
            None => shift.team_id == Some(*team),
        });
        let person = shift.person_id.as_ref();
        in_team && (self.people.is_empty() || person.is_some_and(|id| self.people.contains(id)))
    }
}
