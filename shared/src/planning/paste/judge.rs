//! What becomes of each shift of a week that is copied.

use std::collections::{BTreeMap, BTreeSet};

use crate::availability::{AvailabilityOut, clashes};
use crate::calendar::TimeNote;
use crate::id::{ShiftId, UserId};
use crate::planning::Cell;
use crate::planning::relocate::relocate;
use crate::shifts::{Booked, Overlap, ShiftOut, ShiftStatus};
use crate::time::{IsoWeek, Slot, Zone};

use super::{PasteChoice, PasteIn, PasteOutcome, PasteRow, PasteVerdict};

/// What the copies are held against.
#[derive(Debug, Default)]
pub struct Around {
    /// The shifts of the weeks that the copies touch.
    pub shifts: Vec<ShiftOut>,
    /// What people declared for them.
    pub declared: Vec<AvailabilityOut>,
    /// Those of the people who are no longer members.
    pub left: BTreeSet<UserId>,
}

/// The time that copies of these shifts would cover; none when there are none.
#[must_use]
pub fn covered(shifts: &[ShiftOut], input: &PasteIn, zone: Zone) -> Option<Slot> {
    let moved: Vec<_> = shifts
        .iter()
        .map(|shift| copy(shift, input, zone))
        .collect();
    let start = moved.iter().map(|(shift, _)| shift.start).min()?;
    let end = moved.iter().map(|(shift, _)| shift.end).max()?;
    Slot::new(start, end).ok()
}

/// A row for each shift, in their order: what stands in the way of its copy, and what becomes
/// of it. Copies that are created stand in the way of those after them.
#[must_use]
pub fn judge(shifts: &[ShiftOut], input: &PasteIn, around: &Around, zone: Zone) -> Vec<PasteRow> {
    let choices: BTreeMap<_, _> = input
        .choices
        .iter()
        .map(|chosen| (chosen.shift_id, chosen.choice))
        .collect();
    let mut there: BTreeMap<Option<UserId>, Vec<ShiftOut>> = BTreeMap::new();
    for shift in &around.shifts {
        there
            .entry(shift.person_id)
            .or_default()
            .push(shift.clone());
    }
    // Two needs may well be alike: each shift that is there is the copy of one, not of both.
    let mut unmatched = there.clone();
    let mut rows = Vec::with_capacity(shifts.len());
    for shift in shifts {
        let (copy, note) = copy(shift, input, zone);
        let beside = there.get(&copy.person_id).map_or(&[][..], Vec::as_slice);
        let twins = unmatched.entry(copy.person_id).or_default();
        let twin = twins.iter().position(|other| same(&copy, other));
        let twin = twin.map(|place| twins.swap_remove(place));
        let row = row(shift.id, &copy, note, twin.as_ref(), beside, around);
        let row = settle(row, choices.get(&shift.id).copied());
        let person = match row.outcome {
            PasteOutcome::Created => Some(copy.person_id),
            PasteOutcome::Unassigned => Some(None),
            PasteOutcome::Skipped => None,
        };
        if let Some(person_id) = person {
            let made = ShiftOut { person_id, ..copy };
            there.entry(person_id).or_default().push(made);
        }
        rows.push(row);
    }
    rows
}

/// The shift as it would stand in the other week.
fn copy(shift: &ShiftOut, input: &PasteIn, zone: Zone) -> (ShiftOut, Option<TimeNote>) {
    let (from, to) = (IsoWeek::of(input.from), IsoWeek::of(input.to));
    let cell = Cell {
        person: shift.person_id,
        day: to.monday(),
    };
    let moved = relocate(shift, from.monday(), cell, zone);
    (moved.shift, moved.note)
}

fn row(
    shift_id: ShiftId,
    copy: &ShiftOut,
    note: Option<TimeNote>,
    twin: Option<&ShiftOut>,
    beside: &[ShiftOut],
    around: &Around,
) -> PasteRow {
    let overlaps = overlaps(copy, beside);
    let warnings = Slot::new(copy.start, copy.end).map_or_else(
        |_| Vec::new(),
        |slot| clashes(copy.person_id, slot, &around.declared),
    );
    let verdict = if twin.is_some() {
        PasteVerdict::Identical
    } else if copy.person_id.is_some_and(|id| around.left.contains(&id)) {
        PasteVerdict::NotAMember
    } else if !overlaps.is_empty() {
        PasteVerdict::Overlap
    } else if !warnings.is_empty() {
        PasteVerdict::Unavailable
    } else {
        PasteVerdict::Create
    };
    PasteRow {
        shift_id,
        verdict,
        outcome: PasteOutcome::Skipped,
        created_id: None,
        mission_id: copy.mission_id,
        team_id: copy.team_id,
        person_id: copy.person_id,
        role: copy.role.clone(),
        kind: copy.kind,
        start: copy.start,
        end: copy.end,
        note,
        overlaps,
        warnings,
    }
}

/// What becomes of a row. What is there already is never made twice.
fn settle(row: PasteRow, choice: Option<PasteChoice>) -> PasteRow {
    use PasteChoice as C;
    use PasteVerdict as V;
    let outcome = match (row.verdict, choice) {
        (V::Identical, _) | (_, Some(C::LeaveOut)) => PasteOutcome::Skipped,
        (_, Some(C::Unassign)) if row.person_id.is_some() => PasteOutcome::Unassigned,
        (V::Create, _) | (V::Unavailable, Some(C::Anyway)) => PasteOutcome::Created,
        (V::Overlap | V::Unavailable | V::NotAMember, _) => PasteOutcome::Skipped,
    };
    PasteRow { outcome, ..row }
}

/// Whether the two are the same call: who, what for, as what, when.
fn same(copy: &ShiftOut, other: &ShiftOut) -> bool {
    other.status != ShiftStatus::Cancelled
        && (copy.mission_id, copy.person_id, copy.kind)
            == (other.mission_id, other.person_id, other.kind)
        && (copy.start, copy.end, &copy.role) == (other.start, other.end, &other.role)
}

fn overlaps(copy: &ShiftOut, beside: &[ShiftOut]) -> Vec<Overlap> {
    let Some(wanted) = booked(copy, None) else {
        return Vec::new();
    };
    let in_the_way = beside
        .iter()
        .filter(|other| booked(other, Some(other.id)).is_some_and(|other| wanted.collides(&other)));
    in_the_way
        .map(|other| Overlap {
            shift_id: other.id,
            mission_id: other.mission_id,
            role: other.role.clone(),
            start: other.start,
            end: other.end,
        })
        .collect()
}

fn booked(shift: &ShiftOut, id: Option<ShiftId>) -> Option<Booked> {
    Some(Booked {
        id,
        person: shift.person_id,
        slot: Slot::new(shift.start, shift.end).ok()?,
        status: shift.status,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MissionId;
    use crate::planning::board::sample::shift;
    use crate::planning::paste::Chosen;

    fn week(from: &str, to: &str) -> PasteIn {
        PasteIn {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            team_id: None,
            person_ids: Vec::new(),
            shift_ids: Vec::new(),
            choices: Vec::new(),
            dry_run: true,
        }
    }

    fn of(person: Option<UserId>, start: &str, end: &str) -> ShiftOut {
        ShiftOut {
            person_id: person,
            ..shift(start, end)
        }
    }

    fn verdicts(rows: &[PasteRow]) -> Vec<(PasteVerdict, PasteOutcome)> {
        rows.iter().map(|row| (row.verdict, row.outcome)).collect()
    }

    #[test]
    fn copies_keep_their_wall_time_over_a_clock_change() {
        let night = of(None, "2026-03-21T22:00", "2026-03-22T06:00");
        let rows = judge(
            &[night],
            &week("2026-03-20", "2026-03-27"),
            &Around::default(),
            Zone::PARIS,
        );
        let (start, end) = (rows[0].start.to_string(), rows[0].end.to_string());
        assert_eq!(
            (start.as_str(), end.as_str()),
            ("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z")
        );
        assert_eq!(rows[0].note, None);
    }

    #[test]
    fn a_time_that_spring_skips_is_said() {
        let call = of(None, "2026-03-22T02:30", "2026-03-22T05:00");
        let rows = judge(
            &[call],
            &week("2026-03-22", "2026-03-29"),
            &Around::default(),
            Zone::PARIS,
        );
        assert_eq!(rows[0].note, Some(TimeNote::Gap));
        assert_eq!(rows[0].start.to_string(), "2026-03-29T01:30:00Z");
    }

    #[test]
    fn week_53_goes_to_the_first_week() {
        let call = of(None, "2026-12-31T09:00", "2026-12-31T12:00");
        let rows = judge(
            &[call],
            &week("2026-12-28", "2027-01-04"),
            &Around::default(),
            Zone::PARIS,
        );
        assert_eq!(rows[0].start.to_string(), "2027-01-07T08:00:00Z");
    }

    #[test]
    fn each_verdict_has_its_outcome_and_choices_change_it() {
        let (ana, gone) = (Some(UserId::new()), UserId::new());
        let monday = of(ana, "2026-11-16T09:00", "2026-11-16T12:00");
        let tuesday = of(ana, "2026-11-17T09:00", "2026-11-17T12:00");
        let left = of(Some(gone), "2026-11-18T09:00", "2026-11-18T12:00");
        let there = ShiftOut {
            start: "2026-11-23T08:00:00Z".parse().unwrap(),
            end: "2026-11-23T11:00:00Z".parse().unwrap(),
            ..monday.clone()
        };
        let busy = of(ana, "2026-11-24T11:00", "2026-11-24T13:00");
        let around = Around {
            shifts: vec![there, busy],
            left: BTreeSet::from([gone]),
            ..Around::default()
        };
        let shifts = [monday, tuesday.clone(), left.clone()];
        let mut input = week("2026-11-16", "2026-11-23");
        assert_eq!(
            verdicts(&judge(&shifts, &input, &around, Zone::PARIS)),
            [
                (PasteVerdict::Identical, PasteOutcome::Skipped),
                (PasteVerdict::Overlap, PasteOutcome::Skipped),
                (PasteVerdict::NotAMember, PasteOutcome::Skipped),
            ]
        );
        input.choices = [tuesday.id, left.id]
            .map(|shift_id| Chosen {
                shift_id,
                choice: PasteChoice::Unassign,
            })
            .to_vec();
        let chosen = judge(&shifts, &input, &around, Zone::PARIS);
        let outcomes: Vec<_> = chosen.iter().map(|row| row.outcome).collect();
        assert_eq!(
            outcomes,
            [
                PasteOutcome::Skipped,
                PasteOutcome::Unassigned,
                PasteOutcome::Unassigned
            ]
        );
    }

    /// Pasting what was pasted finds every shift there already.
    #[test]
    fn a_second_paste_copies_nothing() {
        let shifts = [
            of(Some(UserId::new()), "2026-11-16T09:00", "2026-11-16T12:00"),
            of(None, "2026-11-17T22:00", "2026-11-18T06:00"),
        ];
        let input = week("2026-11-16", "2026-11-23");
        let first = judge(&shifts, &input, &Around::default(), Zone::PARIS);
        let made = shifts
            .iter()
            .map(|shift| copy(shift, &input, Zone::PARIS).0);
        let around = Around {
            shifts: made.collect(),
            ..Around::default()
        };
        let second = judge(&shifts, &input, &around, Zone::PARIS);
        assert!(first.iter().all(|row| row.outcome == PasteOutcome::Created));
        assert!(
            second
                .iter()
                .all(|row| row.verdict == PasteVerdict::Identical)
        );
    }

    /// Two people are wanted at one time: the one need that is there is not both.
    #[test]
    fn needs_are_counted() {
        let need = || ShiftOut {
            mission_id: MissionId::from_uuid(uuid::Uuid::nil()),
            ..of(None, "2026-11-16T09:00", "2026-11-16T12:00")
        };
        let input = week("2026-11-16", "2026-11-23");
        let around = Around {
            shifts: vec![copy(&need(), &input, Zone::PARIS).0],
            ..Around::default()
        };
        let rows = judge(&[need(), need()], &input, &around, Zone::PARIS);
        let found: Vec<_> = rows.iter().map(|row| row.verdict).collect();
        assert_eq!(found, [PasteVerdict::Identical, PasteVerdict::Create]);
    }

    /// Two that overlapped on purpose are not both copied: the second finds the first.
    #[test]
    fn copies_stand_in_each_others_way() {
        let ana = Some(UserId::new());
        let shifts = [
            of(ana, "2026-11-16T09:00", "2026-11-16T12:00"),
            of(ana, "2026-11-16T11:00", "2026-11-16T13:00"),
        ];
        let rows = judge(
            &shifts,
            &week("2026-11-16", "2026-11-23"),
            &Around::default(),
            Zone::PARIS,
        );
        assert_eq!(rows[1].verdict, PasteVerdict::Overlap);
    }
}
