//! A publication taken back: another one, which announces again what was announced before it.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{MissionId, OperationId, ShiftId, TeamId, UserId};
use shared::operations::{Kept, KeptReason};
use shared::publications::{Announced, ShiftChange};

use super::announce::{Entry, Scope, announce};
use super::store::{self, Publication};
use crate::missions::PlanningRows;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::shifts::{self, Sides};

/// What of an operation's publication is to be taken back.
#[derive(Debug, Default)]
pub struct TakenBack {
    publication: Option<Publication>,
    changes: Vec<ShiftChange>,
    /// What stays announced as it is.
    pub kept: Vec<Kept>,
}

impl TakenBack {
    /// How many shifts it changes.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.changes.len()
    }
}

/// What can be announced again as it was before the publication of this operation. The shifts
/// and their copies stay locked until the transaction ends.
pub async fn taking_back(tx: &OrgTx, operation: OperationId) -> Result<TakenBack, Failure> {
    let Some(publication) = store::of_operation(tx, operation).await? else {
        return Ok(TakenBack::default());
    };
    let changes = store::changes(tx, publication.id).await?;
    let ids = changes.iter().map(|change| change.shift_id).collect();
    let sides = sides(tx, &ids).await?;
    let still = |change: &ShiftChange| {
        let side = sides.get(&change.shift_id);
        let copy = side.and_then(|side| side.copy.as_ref());
        copy.is_some_and(|copy| copy.publication_id == Some(publication.id))
    };
    let there = There::of(tx, &changes).await?;
    let mut taken_back = TakenBack::default();
    for change in changes {
        let obstacle = match &change.before {
            _ if !still(&change) => Some(KeptReason::Changed),
            Some(before) => there.obstacle(before),
            None => None,
        };
        match obstacle {
            Some(reason) => taken_back.kept.extend(kept(&change, reason)),
            None => taken_back.changes.push(there.reversed(change)),
        }
    }
    taken_back.publication = Some(publication);
    Ok(taken_back)
}

/// Both sides of these shifts, locked.
async fn sides(tx: &OrgTx, ids: &BTreeSet<ShiftId>) -> Result<BTreeMap<ShiftId, Sides>, Failure> {
    let sides = shifts::lock_sides(tx, ids).await?;
    Ok(sides.into_iter().map(|side| (side.id, side)).collect())
}

/// What is there of what was announced before.
struct There {
    missions: BTreeSet<MissionId>,
    teams: BTreeSet<TeamId>,
    left: BTreeSet<UserId>,
}

impl There {
    async fn of(tx: &OrgTx, changes: &[ShiftChange]) -> Result<Self, Failure> {
        let before: Vec<_> = changes.iter().filter_map(|it| it.before.as_ref()).collect();
        let people: Vec<_> = before.iter().filter_map(|it| it.person_id).collect();
        let teams: Vec<_> = before.iter().filter_map(|it| it.team_id).collect();
        let missions = PlanningRows::Named(before.iter().map(|it| it.mission_id).collect());
        let missions = crate::missions::rows_of(tx, missions).await?;
        Ok(Self {
            missions: missions.into_iter().map(|mission| mission.id).collect(),
            teams: crate::teams::known(tx, &teams).await?,
            left: crate::users::unknown(tx, &people).await?,
        })
    }

    /// Why this cannot be announced again.
    fn obstacle(&self, before: &Announced) -> Option<KeptReason> {
        if !self.missions.contains(&before.mission_id) {
            return Some(KeptReason::MissionGone);
        }
        let left = before.person_id.is_some_and(|id| self.left.contains(&id));
        left.then_some(KeptReason::NotAMember)
    }

    fn reversed(&self, change: ShiftChange) -> ShiftChange {
        let after = change.before.map(|before| Announced {
            team_id: before.team_id.filter(|team| self.teams.contains(team)),
            ..before
        });
        ShiftChange {
            shift_id: change.shift_id,
            before: change.after,
            after,
        }
    }
}

fn kept(change: &ShiftChange, reason: KeptReason) -> Option<Kept> {
    let shown = change.shown()?;
    Some(Kept {
        shift_id: change.shift_id,
        person_id: shown.person_id,
        role: shown.role.clone(),
        start: shown.start,
        reason,
    })
}

/// Takes a publication back, as part of the operation `undo`.
pub async fn take_back(
    tx: &OrgTx,
    taken_back: TakenBack,
    undo: OperationId,
) -> Result<(), Failure> {
    let Some(publication) = taken_back
        .publication
        .filter(|_| !taken_back.changes.is_empty())
    else {
        return Ok(());
    };
    // The rows are read again: the undoing may have changed them.
    let ids = taken_back.changes.iter().map(|change| change.shift_id);
    let mut sides = sides(tx, &ids.collect()).await?;
    let entry = |change: ShiftChange| Entry {
        sides: sides.remove(&change.shift_id).unwrap_or(Sides {
            id: change.shift_id,
            row: None,
            copy: None,
        }),
        change,
    };
    let entries = taken_back.changes.into_iter().map(entry).collect();
    let scope = Scope {
        first: publication.first_day,
        last: publication.last_day,
        team: publication.team,
        people: usize::try_from(publication.people).unwrap_or_default(),
        takes_back: Some(publication.number),
    };
    announce(tx, undo, scope, entries).await.map(|_| ())
}
