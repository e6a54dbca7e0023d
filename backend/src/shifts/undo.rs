//! Taking back what an operation did to shifts, as far as nobody has changed them since.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{MissionId, OperationId, ShiftId, TeamId, UserId};
use shared::operations::{Kept, KeptReason};
use shared::planning::judge::covered;
use shared::shifts::{Booked, ShiftOut};
use shared::time::Slot;

use super::creation::from_out;
use super::published;
use super::rules::booked;
use super::store::{self, Shift};
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// What an operation did to a shift.
#[derive(Debug)]
pub struct Step {
    /// The shift.
    pub id: ShiftId,
    /// What it was before; nothing when the operation made it.
    pub before: Option<ShiftOut>,
    /// What it was after; nothing when the operation removed it.
    pub after: Option<ShiftOut>,
}

/// What is to be done to undo an operation.
#[derive(Debug, Default)]
pub struct Undoing {
    removed: Vec<Shift>,
    restored: Vec<Shift>,
    changed: Vec<(Shift, Shift)>,
    /// What is left as it is.
    pub kept: Vec<Kept>,
}

impl Undoing {
    /// How many shifts it touches.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.removed.len() + self.restored.len() + self.changed.len()
    }
}

/// What the shifts to bring back are held against.
#[derive(Debug)]
struct Around {
    present: BTreeMap<ShiftId, Shift>,
    booked: Vec<Booked>,
    left: BTreeSet<UserId>,
    missions: BTreeSet<MissionId>,
    teams: BTreeSet<TeamId>,
    announced: BTreeSet<ShiftId>,
}

/// What can be undone of these steps. The shifts and the people stay locked until the
/// transaction ends.
pub async fn undoing(tx: &OrgTx, steps: Vec<Step>) -> Result<Undoing, Failure> {
    let around = around(tx, &steps).await?;
    let mut undoing = Undoing::default();
    for step in steps {
        if let Err(kept) = around.plan(&mut undoing, step, tx) {
            undoing.kept.extend(kept);
        }
    }
    Ok(undoing)
}

async fn around(tx: &OrgTx, steps: &[Step]) -> Result<Around, Failure> {
    let ids: BTreeSet<_> = steps.iter().map(|step| step.id).collect();
    let present = store::lock_all(tx, &ids).await?;
    let wanted: Vec<_> = steps
        .iter()
        .filter_map(|step| step.before.as_ref())
        .collect();
    let people: Vec<_> = wanted
        .iter()
        .filter_map(|shift| shift.person_id)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    store::lock_people(tx, &people).await?;
    let beside = match covered(wanted.iter().copied()) {
        Some(slot) => store::of_people(tx, &people, slot).await?,
        None => Vec::new(),
    };
    let others = beside.iter().filter(|shift| !ids.contains(&shift.id));
    let teams: Vec<_> = wanted.iter().filter_map(|shift| shift.team_id).collect();
    let missions = wanted.iter().map(|shift| shift.mission_id).collect();
    let missions = crate::missions::PlanningRows::Named(missions);
    Ok(Around {
        present: present.into_iter().map(|row| (row.id, row)).collect(),
        booked: others.map(booked).collect::<Result<_, _>>()?,
        left: crate::users::unknown(tx, &people).await?,
        missions: crate::missions::rows_of(tx, missions)
            .await?
            .into_iter()
            .map(|mission| mission.id)
            .collect(),
        teams: crate::teams::known(tx, &teams).await?,
        announced: published::announced_of(tx, &ids).await?,
    })
}

impl Around {
    /// Adds what one step takes to an undoing, or says why it is left.
    fn plan(&self, undoing: &mut Undoing, step: Step, tx: &OrgTx) -> Result<(), Option<Kept>> {
        let present = self.present.get(&step.id);
        let keep = |reason| kept(step.before.as_ref(), present, reason);
        match (present, &step.after) {
            (Some(row), Some(after)) if is_still(row, after) => {}
            (None, None) => {}
            (Some(_), _) => return Err(keep(KeptReason::Changed)),
            (None, Some(_)) => return Err(keep(KeptReason::Gone)),
        }
        let Some(before) = &step.before else {
            undoing.removed.extend(present.cloned());
            return Ok(());
        };
        if let Some(reason) = self.obstacle(before) {
            return Err(keep(reason));
        }
        let row = self.row(before, present, tx);
        match present {
            Some(present) => undoing.changed.push((present.clone(), row)),
            None => undoing.restored.push(row),
        }
        Ok(())
    }

    /// Why a shift cannot be again what it was.
    fn obstacle(&self, before: &ShiftOut) -> Option<KeptReason> {
        if !self.missions.contains(&before.mission_id) {
            return Some(KeptReason::MissionGone);
        }
        if before.person_id.is_some_and(|id| self.left.contains(&id)) {
            return Some(KeptReason::NotAMember);
        }
        let wanted = Booked {
            id: Some(before.id),
            person: before.person_id,
            slot: Slot::new(before.start, before.end).ok()?,
            status: before.status,
        };
        let taken = self.booked.iter().any(|other| wanted.collides(other));
        (taken && before.overlap_reason.is_none()).then_some(KeptReason::Overlap)
    }

    fn row(&self, before: &ShiftOut, present: Option<&Shift>, tx: &OrgTx) -> Shift {
        let row = Shift {
            team_id: before.team_id.filter(|team| self.teams.contains(team)),
            operation_id: present.and_then(|row| row.operation_id),
            version: present.map_or(before.version.next(), |row| row.version),
            created_at: present.map_or(tx.now(), |row| row.created_at),
            ..from_out(before.clone(), tx)
        };
        published::stated(row, &self.announced)
    }
}

/// Whether a shift is what an operation left: also when others changed it and that was undone.
fn is_still(row: &Shift, after: &ShiftOut) -> bool {
    let version = row.version;
    ShiftOut::from(row.clone())
        == ShiftOut {
            version,
            ..after.clone()
        }
}

fn kept(before: Option<&ShiftOut>, present: Option<&Shift>, reason: KeptReason) -> Option<Kept> {
    let shift = match (before, present) {
        (_, Some(present)) => ShiftOut::from(present.clone()),
        (Some(before), None) => before.clone(),
        // What the operation made, and somebody deleted since: it is as undone as it can be.
        (None, None) => return None,
    };
    Some(Kept::new(shift, reason))
}

/// Undoes, as part of the operation `undo`.
pub async fn undo(tx: &OrgTx, undoing: Undoing, undo: OperationId) -> Result<(), Failure> {
    let mut changes = Vec::new();
    let ids: Vec<_> = undoing.removed.iter().map(|shift| shift.id).collect();
    store::delete_all(tx, &ids).await?;
    for shift in undoing.removed {
        changes.push(super::deleted(shift)?);
    }
    for shift in &undoing.restored {
        let after = ShiftOut::from(shift.clone());
        let (id, version) = (after.id.uuid(), after.version);
        changes.push(Change::created("shift.created", id, version, &after)?);
    }
    store::insert_all(tx, undoing.restored).await?;
    let (present, wanted): (Vec<_>, Vec<_>) = undoing.changed.into_iter().unzip();
    changes.extend(super::save_all(tx, present, wanted).await?);
    let changes = changes.into_iter().map(|change| change.part_of(undo));
    record_all(tx, changes.collect()).await
}
