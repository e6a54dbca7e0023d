use proptest::prelude::*;

use super::*;
use crate::planning::board::sample::{Stage, at};
use crate::shifts::ShiftStatus;

/// The shift as it would stand, so many hours later.
fn later(shift: &ShiftOut, hours: i64) -> Candidate {
    let shift = ShiftOut {
        start: shift.start.plus_minutes(hours * 60),
        end: shift.end.plus_minutes(hours * 60),
        ..shift.clone()
    };
    Candidate {
        standing: Standing::Moved,
        ..Candidate::new(shift, None)
    }
}

fn beside(shifts: &[ShiftOut]) -> Around {
    Around {
        shifts: shifts.to_vec(),
        ..Around::default()
    }
}

fn told(rows: &[JudgedRow]) -> Vec<(RowVerdict, RowOutcome)> {
    rows.iter().map(|row| (row.verdict, row.outcome)).collect()
}

const CHANGED: (RowVerdict, RowOutcome) = (RowVerdict::Create, RowOutcome::Changed);
const IN_THE_WAY: (RowVerdict, RowOutcome) = (RowVerdict::Overlap, RowOutcome::Skipped);

#[test]
fn what_moves_away_is_in_nobodys_way() {
    let stage = Stage::new();
    let morning = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let noon = stage.anas("2026-11-24T12:00", "2026-11-24T16:00");
    let candidates = vec![later(&morning, 4), later(&noon, 4)];
    let rows = judge_changes(candidates, &beside(&[morning, noon]));
    assert_eq!(told(&rows), [CHANGED, CHANGED]);
}

/// The evening is somebody's already, so the afternoon stays, so the noon, so the morning: each
/// was free when it was judged.
#[test]
fn one_that_stays_keeps_those_behind_it() {
    let stage = Stage::new();
    let morning = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let noon = stage.anas("2026-11-24T12:00", "2026-11-24T16:00");
    let afternoon = stage.anas("2026-11-24T16:00", "2026-11-24T20:00");
    let evening = stage.anas("2026-11-24T20:00", "2026-11-24T23:00");
    let of_bob = ShiftOut {
        person_id: Some(stage.bob),
        ..morning.clone()
    };
    let there = [&morning, &noon, &afternoon, &of_bob];
    let candidates = there.map(|shift| later(shift, 4)).to_vec();
    let around = [&there[..], &[&evening]].concat();
    let around: Vec<_> = around.into_iter().cloned().collect();
    let rows = judge_changes(candidates, &beside(&around));
    assert_eq!(
        told(&rows),
        [IN_THE_WAY, IN_THE_WAY, IN_THE_WAY, CHANGED],
        "somebody else's is not concerned"
    );
    let cause = |row: &JudgedRow| row.overlaps.first().map(|one| one.shift_id);
    let causes: Vec<_> = rows.iter().map(cause).collect();
    assert_eq!(
        causes,
        [Some(noon.id), Some(afternoon.id), Some(evening.id), None]
    );
}

#[test]
fn one_that_is_left_out_stands_where_it_was() {
    let stage = Stage::new();
    let morning = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let noon = stage.anas("2026-11-24T12:00", "2026-11-24T16:00");
    let chosen = Candidate {
        choice: Some(RowChoice::LeaveOut),
        ..later(&noon, 4)
    };
    let candidates = vec![later(&morning, 4), chosen];
    let rows = judge_changes(candidates, &beside(&[morning, noon]));
    let left_out = (RowVerdict::Create, RowOutcome::Skipped);
    assert_eq!(told(&rows), [IN_THE_WAY, left_out]);
}

/// Shifts of Ana and Bob that do not overlap, each with how many hours it would move.
fn weeks() -> impl Strategy<Value = Vec<(bool, i64, i64, Option<i64>)>> {
    let gap = 0..6i64;
    let length = 1..6i64;
    let moved = prop::option::weighted(0.7, -8..9i64);
    prop::collection::vec((any::<bool>(), gap, length, moved), 1..14)
}

fn collide(all: &[ShiftOut]) -> bool {
    let pairs = |(place, one): (usize, &ShiftOut)| {
        let others = all.iter().skip(place + 1);
        let mut of_one = others.filter(|other| other.person_id == one.person_id);
        of_one.any(|other| one.start < other.end && other.start < one.end)
    };
    all.iter().enumerate().any(pairs)
}

proptest! {
    /// Whatever is moved: what changed and what stays, together, overlap nowhere.
    #[test]
    fn what_becomes_of_all_of_them_fits(week in weeks()) {
        let stage = Stage::new();
        let mut free = [at("2026-11-23T08:00"); 2];
        let (mut there, mut candidates) = (Vec::new(), Vec::new());
        for (of_ana, gap, length, moved) in week {
            let (person, free) = if of_ana {
                (stage.ana, &mut free[0])
            } else {
                (stage.bob, &mut free[1])
            };
            let start = free.plus_minutes(gap * 60);
            *free = start.plus_minutes(length * 60);
            let shift = ShiftOut {
                person_id: Some(person),
                start,
                end: *free,
                status: ShiftStatus::Published,
                ..stage.anas("2026-11-24T08:00", "2026-11-24T12:00")
            };
            candidates.extend(moved.map(|hours| later(&shift, hours)));
            there.push(shift);
        }
        let rows = judge_changes(candidates.clone(), &beside(&there));
        prop_assert_eq!(rows.len(), candidates.len());
        let mut after = there.clone();
        for (candidate, row) in candidates.iter().zip(&rows) {
            let wanted = &candidate.shift;
            if row.outcome == RowOutcome::Changed {
                let place = after.iter_mut().find(|shift| shift.id == wanted.id);
                *place.unwrap() = wanted.clone();
            } else {
                prop_assert!(!row.overlaps.is_empty(), "it stays for a reason");
            }
        }
        prop_assert!(!collide(&after));
    }
}
