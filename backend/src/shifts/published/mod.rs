//! Shifts as they were announced last: what technicians and calendar apps read.
//!
//! A copy is written by publishing and by nothing else, so nothing that is being planned comes
//! through here. It outlives its shift: that one was deleted is announced too.

mod store;

use std::collections::{BTreeMap, BTreeSet};

use shared::id::ShiftId;
use shared::publications::{Announced, CopyState, ShiftChange, pending};
use shared::shifts::{ShiftOut, ShiftStatus};

use super::store::Shift;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub use store::{Published, announced_in, beginning, copies_of, forget_called_off, in_span, write};
pub(super) use store::{get, leave_team, list};

/// A shift as it is planned and as it was announced. At least one of them is there.
#[derive(Debug, Clone)]
pub struct Sides {
    /// The shift.
    pub id: ShiftId,
    /// As it is planned; none when it was deleted.
    pub row: Option<Shift>,
    /// As it was announced last; none when it never was.
    pub copy: Option<Published>,
}

impl Sides {
    /// What is announced of it at present.
    #[must_use]
    pub fn announced(&self) -> Option<Announced> {
        self.copy.as_ref().and_then(Published::announced)
    }

    /// What publishing it would announce.
    #[must_use]
    pub fn pending(&self) -> Option<ShiftChange> {
        let row = self.row.clone().map(ShiftOut::from);
        pending(self.id, row.as_ref(), self.announced().as_ref())
    }
}

/// Both sides of these shifts.
pub async fn sides(org: &OrgDb, ids: &BTreeSet<ShiftId>) -> Result<Vec<Sides>, Failure> {
    let rows = super::store::of_ids(org, ids.iter().copied()).await?;
    Ok(joined(rows, copies_of(org, ids).await?))
}

/// Both sides of these shifts, which nobody else changes until the transaction ends.
pub async fn lock_sides(tx: &OrgTx, ids: &BTreeSet<ShiftId>) -> Result<Vec<Sides>, Failure> {
    let rows = super::store::lock_all(tx, ids).await?;
    Ok(joined(rows, store::lock(tx, ids).await?))
}

fn joined(rows: Vec<Shift>, copies: Vec<Published>) -> Vec<Sides> {
    let mut sides: BTreeMap<ShiftId, Sides> = BTreeMap::new();
    let empty = |id| Sides {
        id,
        row: None,
        copy: None,
    };
    for row in rows {
        let one = sides.entry(row.id).or_insert(empty(row.id));
        one.row = Some(row);
    }
    for copy in copies {
        let one = sides.entry(copy.shift_id).or_insert(empty(copy.shift_id));
        one.copy = Some(copy);
    }
    sides.into_values().collect()
}

/// Those of these shifts of which something is announced.
pub(super) async fn announced_of(
    org: &OrgDb,
    ids: &BTreeSet<ShiftId>,
) -> Result<BTreeSet<ShiftId>, Failure> {
    let copies = copies_of(org, ids).await?.into_iter();
    let live = copies.filter(|copy| copy.state == CopyState::Announced);
    Ok(live.map(|copy| copy.shift_id).collect())
}

/// A shift that was changed and had this status: one that is no longer called off is published
/// still where something of it is announced.
pub(super) async fn after(
    org: &OrgDb,
    before: ShiftStatus,
    changed: Shift,
) -> Result<Shift, Failure> {
    if (before, changed.status) != (ShiftStatus::Cancelled, ShiftStatus::Draft) {
        return Ok(changed);
    }
    let announced = announced_of(org, &BTreeSet::from([changed.id])).await?;
    Ok(stated(changed, &announced))
}

/// The shift as its status has to say it: one that is not called off is published as long as
/// something of it is announced, and a draft otherwise.
pub(super) fn stated(shift: Shift, announced: &BTreeSet<ShiftId>) -> Shift {
    let status = status(shift.status, announced.contains(&shift.id));
    Shift { status, ..shift }
}

/// The status of a shift that had this one, by whether something of it is announced.
#[must_use]
pub const fn status(before: ShiftStatus, announced: bool) -> ShiftStatus {
    match (before, announced) {
        (ShiftStatus::Cancelled, _) => ShiftStatus::Cancelled,
        (_, true) => ShiftStatus::Published,
        (_, false) => ShiftStatus::Draft,
    }
}

impl Published {
    /// What is announced at present.
    #[must_use]
    pub fn announced(&self) -> Option<Announced> {
        (self.state == CopyState::Announced).then(|| Announced {
            mission_id: self.mission_id,
            team_id: self.team_id,
            person_id: self.person_id,
            role: self.role.clone(),
            kind: self.kind,
            start: self.start_at,
            end: self.end_at,
            break_minutes: self.break_minutes,
            notes: self.notes.clone(),
        })
    }
}

/// The shift as those read it who do not plan.
impl From<Published> for ShiftOut {
    fn from(copy: Published) -> Self {
        let Published {
            shift_id,
            org_id: _,
            mission_id,
            team_id,
            person_id,
            role,
            kind,
            start_at,
            end_at,
            break_minutes,
            notes,
            state,
            publication_id: _,
            version,
            updated_at: _,
        } = copy;
        Self {
            id: shift_id,
            mission_id,
            team_id,
            person_id,
            role,
            kind,
            start: start_at,
            end: end_at,
            break_minutes,
            notes,
            status: match state {
                CopyState::Announced => ShiftStatus::Published,
                CopyState::CalledOff => ShiftStatus::Cancelled,
            },
            // Why an overlap or a broken rule was allowed, and what recurs, is the planners' matter.
            overlap_reason: None,
            rules_reason: None,
            series: None,
            version,
        }
    }
}
