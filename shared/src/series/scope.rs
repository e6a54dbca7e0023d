//! What a change does to the occurrences of a series.

use super::{Pattern, SeriesEditIn, SeriesKept, SeriesKeptReason, SeriesScope};
use crate::patch::Patch;
use crate::planning::Cell;
use crate::planning::change::{Meant, input, patched, unsaved};
use crate::planning::judge::{Candidate, RowChoice, Standing};
use crate::planning::paste::by_shift;
use crate::planning::relocate::{Relocated, relocate};
use crate::problem::FieldError;
use crate::shifts::{ShiftOut, ShiftPatch, ShiftStatus, check_times};
use crate::time::{Day, Zone};

/// An occurrence that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// As it is.
    pub before: ShiftOut,
    /// As it would be.
    pub candidate: Candidate,
}

/// What a change means to the occurrences of its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Those that change, by day.
    pub revised: Vec<Revised>,
    /// Those that are left as they are.
    pub kept: Vec<SeriesKept>,
    /// What the occurrences are like from then on.
    pub pattern: Pattern,
}

impl SeriesScope {
    /// Whether the scope that starts from this day holds that one.
    #[must_use]
    pub fn holds(self, from: Day, day: Day) -> bool {
        match self {
            Self::Following => day >= from,
            Self::Series => true,
        }
    }
}

impl Pattern {
    /// The shift of a day, had it nothing of its own.
    #[must_use]
    pub fn on(&self, day: Day, zone: Zone) -> ShiftOut {
        let shift = unsaved(self.shift.clone());
        let cell = Cell {
            person: shift.person_id,
            day,
        };
        relocate(&shift, self.day, cell, zone).shift
    }

    /// What the occurrences are like that go by this shift on this day.
    #[must_use]
    pub fn of(shift: &ShiftOut, day: Day) -> Self {
        let mut shift = input(shift, Meant::default());
        shift.status = None;
        Self { day, shift }
    }
}

/// An occurrence that a cancellation keeps.
#[must_use]
pub fn cancelled(shift: &ShiftOut) -> Option<SeriesKept> {
    (shift.status == ShiftStatus::Cancelled).then(|| kept(shift, SeriesKeptReason::Cancelled))
}

const fn kept(shift: &ShiftOut, reason: SeriesKeptReason) -> SeriesKept {
    SeriesKept {
        shift_id: shift.id,
        start: shift.start,
        reason,
    }
}

/// What a change that starts from the shift `from`, the occurrence of the day `day`, means to
/// these occurrences, by day.
pub fn revise(
    (from, day): (&ShiftOut, Day),
    edit: &SeriesEditIn,
    occurrences: &[(Day, ShiftOut)],
    pattern: &Pattern,
    zone: Zone,
) -> Result<Revision, FieldError> {
    check_patch(&edit.patch)?;
    let target = patched(from, edit.patch.clone());
    check_times(target.start, target.end, target.break_minutes).map_err(within_patch)?;
    let choices = by_shift(&edit.choices);
    let mut revision = Revision {
        revised: Vec::new(),
        kept: Vec::new(),
        pattern: changed_pattern(pattern, edit, (&target, day), zone),
    };
    for (own_day, shift) in occurrences {
        if let Some(cancelled) = cancelled(shift) {
            revision.kept.push(cancelled);
            continue;
        }
        let after = if shift.id == from.id {
            Relocated {
                shift: target.clone(),
                note: None,
            }
        } else {
            let expected = pattern.on(*own_day, zone);
            after(shift, &expected, edit, (&target, day), (*own_day, zone))
        };
        if after.shift == *shift {
            let own = kept(shift, SeriesKeptReason::Own);
            revision.kept.push(own);
            continue;
        }
        let after_times = (after.shift.start, after.shift.end);
        check_times(after_times.0, after_times.1, after.shift.break_minutes)
            .map_err(within_patch)?;
        let choice = choices.get(&shift.id).copied();
        revision.revised.push(revised(shift, after, choice));
    }
    Ok(revision)
}

/// Refuses what is each occurrence's own.
fn check_patch(patch: &ShiftPatch) -> Result<(), FieldError> {
    if !patch.status.is_keep() {
        return Err(FieldError::new("/patch/status", "not_for_series"));
    }
    if patch.override_rules.is_some() {
        return Err(FieldError::new("/patch/override_rules", "not_for_series"));
    }
    if patch.allow_overlap.is_some() {
        return Err(FieldError::new("/patch/allow_overlap", "not_for_series"));
    }
    Ok(())
}

fn within_patch(error: FieldError) -> FieldError {
    FieldError::new(format!("/patch{}", error.pointer), error.code)
}

fn revised(shift: &ShiftOut, after: Relocated, choice: Option<RowChoice>) -> Revised {
    let mut now = after.shift;
    let whose = |shift: &ShiftOut| (shift.person_id, shift.start, shift.end);
    let what = |shift: &ShiftOut| (shift.mission_id, shift.kind, shift.break_minutes);
    let standing = if whose(shift) == whose(&now) && what(shift) == what(&now) {
        Standing::Kept
    } else {
        // What excused an overlap or a broken rule excused those ones.
        now.overlap_reason = None;
        now.rules_reason = None;
        Standing::Moved
    };
    Revised {
        before: shift.clone(),
        candidate: Candidate {
            shift: now,
            note: after.note,
            standing,
            choice,
        },
    }
}

/// An occurrence after the change: what it has of its own, it keeps.
fn after(
    shift: &ShiftOut,
    expected: &ShiftOut,
    edit: &SeriesEditIn,
    (target, day): (&ShiftOut, Day),
    (own_day, zone): (Day, Zone),
) -> Relocated {
    let after = patched(shift, common(&edit.patch, shift, expected));
    let follows = (shift.start, shift.end) == (expected.start, expected.end);
    if !moves(&edit.patch) || !follows {
        return Relocated {
            shift: after,
            note: None,
        };
    }
    let cell = Cell {
        person: after.person_id,
        day: own_day,
    };
    let Relocated { shift: there, note } = relocate(target, day, cell, zone);
    Relocated {
        shift: ShiftOut {
            start: there.start,
            end: there.end,
            ..after
        },
        note,
    }
}

const fn moves(patch: &ShiftPatch) -> bool {
    !patch.start.is_keep() || !patch.end.is_keep()
}

/// As much of a patch, its times aside, as changes what the shift has from the pattern.
fn common(patch: &ShiftPatch, shift: &ShiftOut, expected: &ShiftOut) -> ShiftPatch {
    fn part<T: Clone + PartialEq>(patch: &Patch<T>, own: &T, expected: &T) -> Patch<T> {
        if own == expected {
            patch.clone()
        } else {
            Patch::Keep
        }
    }
    ShiftPatch {
        mission_id: part(&patch.mission_id, &shift.mission_id, &expected.mission_id),
        team_id: part(&patch.team_id, &shift.team_id, &expected.team_id),
        person_id: part(&patch.person_id, &shift.person_id, &expected.person_id),
        role: part(&patch.role, &shift.role, &expected.role),
        kind: part(&patch.kind, &shift.kind, &expected.kind),
        break_minutes: part(
            &patch.break_minutes,
            &shift.break_minutes,
            &expected.break_minutes,
        ),
        notes: part(&patch.notes, &shift.notes, &expected.notes),
        ..ShiftPatch::default()
    }
}

/// The pattern with what changes; its times are those of the shift that the change starts from.
fn changed_pattern(
    pattern: &Pattern,
    edit: &SeriesEditIn,
    (target, day): (&ShiftOut, Day),
    zone: Zone,
) -> Pattern {
    let present = pattern.on(day, zone);
    let moved = moves(&edit.patch);
    let others = ShiftPatch {
        start: Patch::Keep,
        end: Patch::Keep,
        ..edit.patch.clone()
    };
    let mut changed = patched(&unsaved(pattern.shift.clone()), others.clone());
    if !moved {
        return Pattern::of(&changed, pattern.day);
    }
    changed = patched(&present, others);
    changed.start = target.start;
    changed.end = target.end;
    Pattern::of(&changed, day)
}

#[cfg(test)]
mod tests;
