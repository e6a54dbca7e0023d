use std::collections::{BTreeMap, BTreeSet};

use super::RowChoice;
use crate::availability::AvailabilityOut;
use crate::calendar::TimeNote;
use crate::id::{MissionId, UserId};
use crate::labour::{Breach, Ledger, Work};
use crate::missions::Setting;
use crate::planning::rules::work;
use crate::shifts::{ShiftOut, ShiftStatus};
use crate::text::Reason;

/// What planning a candidate would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Create a shift.
    New,
    /// Change when one is worked that is there, or by whom.
    Moved,
    /// Change one that is there otherwise: nothing can stand in its way.
    Kept,
}

/// A shift that would be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The shift as it would stand.
    pub shift: ShiftOut,
    /// What had to be done to its times.
    pub note: Option<TimeNote>,
    /// What planning it would do.
    pub standing: Standing,
    /// What was chosen for it; nothing leaves it to its verdict.
    pub choice: Option<RowChoice>,
}

impl Candidate {
    /// A shift to create, left to its verdict.
    #[must_use]
    pub const fn new(shift: ShiftOut, note: Option<TimeNote>) -> Self {
        Self {
            shift,
            note,
            standing: Standing::New,
            choice: None,
        }
    }
}

impl Candidate {
    /// Whether a shift that is there leaves where it is, unless something stands in its way.
    pub(super) fn moves(&self) -> bool {
        self.standing != Standing::New && self.choice != Some(RowChoice::LeaveOut)
    }
}

/// What the candidates are held against.
#[derive(Debug, Default)]
pub struct Around {
    /// The shifts beside them: those of their people, and the needs to fill.
    pub shifts: Vec<ShiftOut>,
    /// What people declared for that time.
    pub declared: Vec<AvailabilityOut>,
    /// Those of the people who are no longer members.
    pub left: BTreeSet<UserId>,
    /// What the labour rules are held against; without it they are not looked at.
    pub labour: Option<Labour>,
}

/// What the labour rules know for a judgement.
#[derive(Debug, Clone)]
pub struct Labour {
    /// What the people have to do already.
    pub ledger: Ledger,
    /// Where the missions are worked.
    pub settings: BTreeMap<MissionId, Setting>,
    /// Why rules that block may be broken, where that is chosen.
    pub reason: Option<Reason>,
}

impl Labour {
    fn work(&self, shift: &ShiftOut) -> Option<Work> {
        work(&self.settings, shift)
    }

    pub(super) fn caused(&self, shift: &ShiftOut) -> Vec<Breach> {
        match (shift.person_id, self.work(shift)) {
            (Some(person), Some(work)) => self.ledger.caused(person, work),
            _ => Vec::new(),
        }
    }

    pub(super) fn take(&mut self, shift: &ShiftOut) {
        if let (Some(person), Some(work)) = (shift.person_id, self.work(shift)) {
            self.ledger.take(person, &work);
        }
    }

    pub(super) fn put(&mut self, shift: &ShiftOut) {
        if let (Some(person), Some(work)) = (shift.person_id, self.work(shift)) {
            self.ledger.put(person, work);
        }
    }
}

impl Candidate {
    /// Whether a shift that is there is the call to create: who, what for, as what, when.
    pub(super) fn is(&self, other: &ShiftOut) -> bool {
        self.standing == Standing::New && same(&self.shift, other)
    }
}

fn same(shift: &ShiftOut, other: &ShiftOut) -> bool {
    other.status != ShiftStatus::Cancelled
        && (shift.mission_id, shift.person_id, shift.kind)
            == (other.mission_id, other.person_id, other.kind)
        && (shift.start, shift.end, &shift.role) == (other.start, other.end, &other.role)
}
