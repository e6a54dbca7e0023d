//! The copies of a week's shifts, before and after they were judged.

use super::{PasteIn, PasteRow, PasteUnit, by_shift};
use crate::planning::Cell;
use crate::planning::judge::{Candidate, JudgedRow};
use crate::planning::relocate::{self, Relocated};
use crate::shifts::ShiftOut;
use crate::time::{Day, IsoWeek, Zone};

/// The copies that a paste makes of these shifts, in their order: drafts, at the same wall times
/// in the other week or so many days on.
#[must_use]
pub fn copies(shifts: &[ShiftOut], input: &PasteIn, zone: Zone) -> Vec<Candidate> {
    let choices = by_shift(&input.choices);
    let copy = |shift: &ShiftOut| {
        let Relocated { shift: copy, note } = copy(shift, input, zone);
        Candidate {
            choice: choices.get(&shift.id).copied(),
            ..Candidate::new(copy, note)
        }
    };
    shifts.iter().map(copy).collect()
}

/// What was judged of the copies of these shifts, each named by the shift it is of.
#[must_use]
pub fn rows(shifts: &[ShiftOut], judged: Vec<JudgedRow>) -> Vec<PasteRow> {
    let row = |(shift, judged): (&ShiftOut, JudgedRow)| PasteRow {
        shift_id: shift.id,
        judged,
    };
    shifts.iter().zip(judged).map(row).collect()
}

/// The shift as it would stand there.
fn copy(shift: &ShiftOut, input: &PasteIn, zone: Zone) -> Relocated {
    let (from, day) = match input.unit {
        PasteUnit::Weeks => (monday(input.from), monday(input.to)),
        PasteUnit::Days => (input.from, input.to),
    };
    let person = input.person_id.clone().over(shift.person_id);
    relocate::copy(shift, from, Cell { person, day }, zone)
}

fn monday(day: Day) -> Day {
    IsoWeek::of(day).monday()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calendar::TimeNote;
    use crate::id::{MissionId, UserId};
    use crate::patch::Patch;
    use crate::planning::board::sample::shift;
    use crate::planning::judge::{self, Around, RowChoice, RowOutcome, RowVerdict};
    use crate::planning::paste::Chosen;

    fn judge(shifts: &[ShiftOut], input: &PasteIn, around: &Around, zone: Zone) -> Vec<JudgedRow> {
        judge::judge(copies(shifts, input, zone), around)
    }

    fn week(from: &str, to: &str) -> PasteIn {
        PasteIn {
            unit: PasteUnit::Weeks,
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            team_id: None,
            person_ids: Vec::new(),
            shift_ids: Vec::new(),
            person_id: Patch::Keep,
            choices: Vec::new(),
            override_rules: None,
            dry_run: true,
        }
    }

    fn of(person: Option<UserId>, start: &str, end: &str) -> ShiftOut {
        ShiftOut {
            person_id: person,
            ..shift(start, end)
        }
    }

    fn verdicts(rows: &[JudgedRow]) -> Vec<(RowVerdict, RowOutcome)> {
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
                (RowVerdict::Identical, RowOutcome::Skipped),
                (RowVerdict::Overlap, RowOutcome::Skipped),
                (RowVerdict::NotAMember, RowOutcome::Skipped),
            ]
        );
        input.choices = [tuesday.id, left.id]
            .map(|shift_id| Chosen {
                shift_id,
                choice: RowChoice::Unassign,
            })
            .to_vec();
        let chosen = judge(&shifts, &input, &around, Zone::PARIS);
        let outcomes: Vec<_> = chosen.iter().map(|row| row.outcome).collect();
        assert_eq!(
            outcomes,
            [
                RowOutcome::Skipped,
                RowOutcome::Unassigned,
                RowOutcome::Unassigned
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
            .map(|shift| copy(shift, &input, Zone::PARIS).shift);
        let around = Around {
            shifts: made.collect(),
            ..Around::default()
        };
        let second = judge(&shifts, &input, &around, Zone::PARIS);
        assert!(first.iter().all(|row| row.outcome == RowOutcome::Created));
        assert!(
            second
                .iter()
                .all(|row| row.verdict == RowVerdict::Identical)
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
            shifts: vec![copy(&need(), &input, Zone::PARIS).shift],
            ..Around::default()
        };
        let rows = judge(&[need(), need()], &input, &around, Zone::PARIS);
        let found: Vec<_> = rows.iter().map(|row| row.verdict).collect();
        assert_eq!(found, [RowVerdict::Identical, RowVerdict::Create]);
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
        assert_eq!(rows[1].verdict, RowVerdict::Overlap);
    }
}
