use shared::access::Capability;
use shared::availability::{AvailabilityOut, clashes};
use shared::id::{OperationId, OrgId, ShiftId, Version};
use shared::labour::Breach;
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::shifts::{
    AllowOverlap, Booked, CheckIn, Occurrence, Overlap, OverrideRules, ShiftIn, ShiftOut,
    ShiftPatch, ShiftStatus, Verdict, check_times, overlapping,
};
use shared::time::{Instant, Slot};

use super::store::Shift;
use crate::platform::problem::Failure;
use crate::platform::session::Member;

/// The most proposals of one check.
const MOST_PROPOSALS: usize = 200;

/// By what a shift came to be planned.
#[derive(Debug, Clone, Copy)]
pub enum PlannedBy {
    /// By hand, one by one.
    Hand,
    /// As part of a bulk act.
    Operation(OperationId),
}

/// Whether a reader plans, and so sees the shifts as they are planned. The others see what is
/// announced.
pub(super) fn plans<C: crate::platform::session::Grant>(reader: &Member<C>) -> bool {
    reader.may(Capability::ShiftEdit)
}

/// What is to be done about what might stand in a shift's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Check<Meant> {
    /// It is looked for, and refused unless it is meant.
    Checked(Option<Meant>),
    /// The change has nothing to do with it.
    AsItWas,
}

/// What a shift is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checks {
    /// The person's other shifts.
    pub(super) overlap: Check<AllowOverlap>,
    /// The labour rules.
    pub(super) rules: Check<OverrideRules>,
}

/// A shift as it begins, and what it is held against.
pub(super) fn new(input: ShiftIn, org: OrgId, now: Instant) -> Result<(Shift, Checks), FieldError> {
    let checks = Checks {
        overlap: Check::Checked(input.allow_overlap.clone()),
        rules: Check::Checked(input.override_rules.clone()),
    };
    Ok((draft(input, PlannedBy::Hand, org, now)?, checks))
}

/// A shift as it begins, before it is held against others.
pub fn draft(
    input: ShiftIn,
    by: PlannedBy,
    org_id: OrgId,
    now: Instant,
) -> Result<Shift, FieldError> {
    let ShiftIn {
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start,
        end,
        break_minutes,
        notes,
        status,
        allow_overlap: _,
        override_rules: _,
    } = input;
    let slot = check_times(start, end, break_minutes)?;
    Ok(Shift {
        id: ShiftId::new(),
        org_id,
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start_at: slot.start(),
        end_at: slot.end(),
        break_minutes,
        notes,
        status: status.unwrap_or(ShiftStatus::Draft),
        overlap_reason: None,
        rules_reason: None,
        operation_id: match by {
            PlannedBy::Hand => None,
            PlannedBy::Operation(id) => Some(id),
        },
        series_id: None,
        series_day: None,
        version: Version::FIRST,
        created_at: now,
        updated_at: now,
    })
}

/// A shift after a change, and what it is held against.
pub(super) fn change(present: Shift, patch: ShiftPatch) -> Result<(Shift, Checks), FieldError> {
    let before = present.clone();
    let ShiftPatch {
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start,
        end,
        break_minutes,
        notes,
        status,
        allow_overlap,
        override_rules,
    } = patch;
    let changed = Shift {
        id: present.id,
        org_id: present.org_id,
        mission_id: mission_id.over(present.mission_id),
        team_id: team_id.over(present.team_id),
        person_id: person_id.over(present.person_id),
        role: role.over(present.role),
        kind: kind.over(present.kind),
        start_at: start.over(present.start_at),
        end_at: end.over(present.end_at),
        break_minutes: break_minutes.over(present.break_minutes),
        notes: notes.over(present.notes),
        status: status.over(present.status),
        overlap_reason: present.overlap_reason,
        rules_reason: present.rules_reason,
        operation_id: present.operation_id,
        series_id: present.series_id,
        series_day: present.series_day,
        version: present.version,
        created_at: present.created_at,
        updated_at: present.updated_at,
    };
    if (before.status, changed.status) == (ShiftStatus::Published, ShiftStatus::Draft) {
        // What was announced is taken back by calling it off, which is announced too.
        return Err(FieldError::new("/status", "already_published"));
    }
    check_times(changed.start_at, changed.end_at, changed.break_minutes)?;
    let overlap = check(same_time(&before, &changed), allow_overlap);
    let rules = check(same_work(&before, &changed), override_rules);
    Ok((changed, Checks { overlap, rules }))
}

/// Whether a change has to do with something, or says of itself that it has.
fn check<Meant>(nothing_new: bool, meant: Option<Meant>) -> Check<Meant> {
    if nothing_new && meant.is_none() {
        Check::AsItWas
    } else {
        Check::Checked(meant)
    }
}

/// Whether the two take the same time of the same person. What was called off took none.
fn same_time(before: &Shift, after: &Shift) -> bool {
    (before.person_id, before.start_at, before.end_at)
        == (after.person_id, after.start_at, after.end_at)
        && before.status != ShiftStatus::Cancelled
}

/// Whether the labour rules see the same in both.
fn same_work(before: &Shift, after: &Shift) -> bool {
    same_time(before, after)
        && (before.break_minutes, before.kind, before.mission_id)
            == (after.break_minutes, after.kind, after.mission_id)
}

/// The times of a stored shift.
pub(super) fn slot(shift: &Shift) -> Result<Slot, Failure> {
    Ok(Slot::new(shift.start_at, shift.end_at).map_err(anyhow::Error::from)?)
}

/// A stored shift as the overlap rule sees it.
pub(super) fn booked(shift: &Shift) -> Result<Booked, Failure> {
    Ok(Booked {
        id: Some(shift.id),
        person: shift.person_id,
        slot: slot(shift)?,
        status: shift.status,
    })
}

/// The shift with what came of its overlaps: refused, allowed with the reason kept, or none,
/// when a reason kept from before has no more to excuse.
pub(super) fn settle(
    shift: Shift,
    overlap: Check<AllowOverlap>,
    in_the_way: &[Shift],
) -> Result<Shift, Failure> {
    let overlap_reason = match overlap {
        Check::AsItWas => return Ok(shift),
        Check::Checked(_) if in_the_way.is_empty() => None,
        Check::Checked(Some(allowed)) => Some(allowed.reason),
        Check::Checked(None) => {
            let mut problem = Problem::new(ProblemCode::Overlap);
            problem.overlaps = in_the_way.iter().map(overlap_of).collect();
            return Err(problem.into());
        }
    };
    Ok(Shift {
        overlap_reason,
        ..shift
    })
}

/// The shift with what came of the labour rules: refused, overridden with the reason kept, or
/// as it is, when a reason kept from before has no more to excuse.
///
/// `after` are the breaches of the person's week with the shift, `caused` those among them
/// that the save is answerable for.
pub(super) fn settle_rules(
    shift: Shift,
    meant: Option<OverrideRules>,
    after: &[Breach],
    caused: &[Breach],
) -> Result<Shift, Failure> {
    let excused = |breach: &Breach| breach.blocks() && breach.shift_ids.contains(&shift.id);
    let blocking = || caused.iter().filter(|breach| breach.blocks());
    let rules_reason = match (blocking().next(), meant) {
        (Some(_), Some(meant)) => Some(meant.reason),
        (Some(_), None) => {
            let mut problem = Problem::new(ProblemCode::LabourRule);
            problem.breaches = blocking().cloned().collect();
            return Err(problem.into());
        }
        (None, _) if after.iter().any(excused) => shift.rules_reason,
        (None, _) => None,
    };
    Ok(Shift {
        rules_reason,
        ..shift
    })
}

/// A shift that nobody works yet.
pub(super) fn without_person(shift: Shift) -> Shift {
    Shift {
        person_id: None,
        overlap_reason: None,
        rules_reason: None,
        ..shift
    }
}

fn overlap_of(shift: &Shift) -> Overlap {
    Overlap {
        shift_id: shift.id,
        mission_id: shift.mission_id,
        role: shift.role.clone(),
        start: shift.start_at,
        end: shift.end_at,
    }
}

/// The proposals of a check, if each could be a shift.
pub(super) fn proposals(input: &CheckIn) -> Result<Vec<Booked>, Failure> {
    let count = input.shifts.len();
    if count == 0 || count > MOST_PROPOSALS {
        let code = if count == 0 {
            "required"
        } else {
            "too_many_items"
        };
        return Err(FieldError::new("/shifts", code).into());
    }
    let mut proposals = Vec::with_capacity(count);
    for (place, proposal) in input.shifts.iter().enumerate() {
        let rest = proposal.break_minutes.unwrap_or_default();
        let slot = check_times(proposal.start, proposal.end, rest).map_err(|error| {
            FieldError::new(format!("/shifts/{place}{}", error.pointer), error.code)
        })?;
        proposals.push(Booked {
            id: proposal.shift_id,
            person: proposal.person_id,
            slot,
            status: ShiftStatus::Draft,
        });
    }
    Ok(proposals)
}

/// What is in the way of each proposal.
pub(super) fn verdicts(
    proposals: &[Booked],
    stored: &[Shift],
    declared: &[AvailabilityOut],
) -> Result<Vec<Verdict>, Failure> {
    let replaced = |id: ShiftId| proposals.iter().any(|proposal| proposal.id == Some(id));
    let mut booked_shifts = Vec::new();
    for shift in stored.iter().filter(|shift| !replaced(shift.id)) {
        booked_shifts.push((booked(shift)?, shift));
    }
    let verdict = |(place, proposal): (usize, &Booked)| Verdict {
        overlaps: booked_shifts
            .iter()
            .filter(|(b, _)| proposal.collides(b))
            .map(|(_, shift)| overlap_of(shift))
            .collect(),
        overlapping_proposals: overlapping(proposal, proposals)
            .filter(|other| *other != place)
            .filter_map(|other| u32::try_from(other).ok())
            .collect(),
        warnings: clashes(proposal.person, proposal.slot, declared),
        breaches: Vec::new(),
    };
    Ok(proposals.iter().enumerate().map(verdict).collect())
}

impl From<Shift> for ShiftOut {
    fn from(row: Shift) -> Self {
        let Shift {
            id,
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
            status,
            overlap_reason,
            rules_reason,
            operation_id: _,
            series_id,
            series_day,
            version,
            created_at: _,
            updated_at: _,
        } = row;
        Self {
            id,
            mission_id,
            team_id,
            person_id,
            role,
            kind,
            start: start_at,
            end: end_at,
            break_minutes,
            notes,
            status,
            overlap_reason,
            rules_reason,
            series: series_id
                .zip(series_day)
                .map(|(id, day)| Occurrence { id, day }),
            version,
        }
    }
}
