//! Which shifts a bulk act is about: those that begin in some weeks, of a team or of people.

use std::collections::BTreeSet;

use shared::id::{TeamId, UserId};
use shared::publications::Announced;
use shared::time::{IsoWeek, Slot, Zone};

use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::shifts::{self, Shift};

/// The most people that an act names.
pub const MOST_PEOPLE: usize = 200;

/// The shifts that begin in these weeks, the first to the last, by start.
pub(super) async fn beginning(
    org: &OrgDb,
    zone: Zone,
    weeks: (IsoWeek, IsoWeek),
) -> Result<Vec<Shift>, Failure> {
    let slot = slot(zone, weeks)?;
    let mut shifts = shifts::in_slot(org, slot).await?;
    shifts.retain(|shift| shift.start_at >= slot.start());
    Ok(shifts)
}

/// The time of these weeks, the first to the last.
pub(super) fn slot(zone: Zone, (first, last): (IsoWeek, IsoWeek)) -> Result<Slot, Failure> {
    let from = zone.midnight(first.monday());
    let to = zone.midnight(last.plus_weeks(1).monday());
    Ok(Slot::new(from, to).map_err(anyhow::Error::from)?)
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
    pub(super) fn has(&self, whose: &impl Of) -> bool {
        let (person, of_team) = (whose.person(), whose.team());
        let team = self.team.as_ref();
        let in_team = team.is_none_or(|(team, members)| match &person {
            Some(person) => members.contains(person),
            None => of_team == Some(*team),
        });
        let person = person.as_ref();
        in_team && (self.people.is_empty() || person.is_some_and(|id| self.people.contains(id)))
    }
}

/// What somebody works, or a team has to fill.
pub(super) trait Of {
    /// Who works it; nobody yet when absent.
    fn person(&self) -> Option<UserId>;
    /// The team that answers for it.
    fn team(&self) -> Option<TeamId>;
}

impl Of for Shift {
    fn person(&self) -> Option<UserId> {
        self.person_id
    }

    fn team(&self) -> Option<TeamId> {
        self.team_id
    }
}

impl Of for Announced {
    fn person(&self) -> Option<UserId> {
        self.person_id
    }

    fn team(&self) -> Option<TeamId> {
        self.team_id
    }
}
