//! One judgement of shifts that would be planned in bulk: a week that is copied, a template that
//! is applied, a series that is made or changed. The web app and the server run the same.

mod candidate;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use crate::availability::clashes;
use crate::id::{ShiftId, UserId};
use crate::labour::Breach;
use crate::planning::marks::{booked, overlap};
use crate::shifts::{Overlap, ShiftOut};
use crate::time::Slot;

pub use candidate::{Around, Candidate, Labour, Standing};
pub use row::{JudgedRow, RowChoice, RowOutcome, RowVerdict};

/// The time that these shifts cover; none when there are none.
#[must_use]
pub fn covered<'a>(shifts: impl Iterator<Item = &'a ShiftOut> + Clone) -> Option<Slot> {
    let start = shifts.clone().map(|shift| shift.start).min()?;
    let end = shifts.map(|shift| shift.end).max()?;
    Slot::new(start, end).ok()
}

/// Who is to work these candidates, each once.
#[must_use]
pub fn people(candidates: &[Candidate]) -> Vec<UserId> {
    let people = candidates.iter().filter_map(|one| one.shift.person_id);
    people.collect::<BTreeSet<_>>().into_iter().collect()
}

/// How many of these shifts are created or changed.
#[must_use]
pub fn created<'a>(rows: impl IntoIterator<Item = &'a JudgedRow>) -> u32 {
    let made = rows
        .into_iter()
        .filter(|row| row.outcome != RowOutcome::Skipped);
    u32::try_from(made.count()).unwrap_or(u32::MAX)
}

/// A row for each candidate, in their order: what stands in its way, and what becomes of it.
/// Those that are created stand in the way of those after them.
#[must_use]
pub fn judge(candidates: Vec<Candidate>, around: &Around) -> Vec<JudgedRow> {
    let mut labour = around.labour.clone();
    let own: BTreeSet<_> = candidates.iter().map(|one| one.shift.id).collect();
    let mut there: BTreeMap<Option<UserId>, Vec<ShiftOut>> = BTreeMap::new();
    // What changes is not in its own way, nor in that of others: where it would be, counts.
    let mut moving: BTreeMap<ShiftId, ShiftOut> = BTreeMap::new();
    let moves: BTreeSet<_> = candidates
        .iter()
        .filter(|one| one.moves())
        .map(|one| one.shift.id)
        .collect();
    for shift in &around.shifts {
        if moves.contains(&shift.id) {
            if let Some(labour) = &mut labour {
                labour.take(shift);
            }
            moving.insert(shift.id, shift.clone());
        } else {
            let beside = there.entry(shift.person_id).or_default();
            beside.push(shift.clone());
        }
    }
    // Two needs may well be alike: each shift that is there is the twin of one, not of both.
    let mut unmatched = there.clone();
    let mut rows = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let shift = &candidate.shift;
        let beside = there.get(&shift.person_id).map_or(&[][..], Vec::as_slice);
        let twins = unmatched.entry(shift.person_id).or_default();
        let twin = twins.iter().position(|other| candidate.is(other));
        let twin = twin.map(|place| twins.swap_remove(place));
        let row = row(&candidate, twin.as_ref(), beside, (around, labour.as_ref()));
        let row = settle(row, &candidate, labour.as_ref());
        let stays = moving.remove(&candidate.shift.id);
        let made = match row.planned_for() {
            Some(person_id) => Some(ShiftOut {
                person_id,
                ..candidate.shift
            }),
            None => stays,
        };
        if let Some(made) = made {
            if let Some(labour) = &mut labour {
                labour.put(&made);
            }
            there.entry(made.person_id).or_default().push(made);
        }
        rows.push(row);
    }
    // What is not stored yet has no id that anybody knows.
    for breach in rows.iter_mut().flat_map(|row| &mut row.breaches) {
        breach.shift_ids.retain(|id| !own.contains(id));
    }
    rows
}

/// The same for shifts that are there already: one that has to stay where it is stands in the way
/// of all the others, whichever were judged before it.
#[must_use]
pub fn judge_changes(mut candidates: Vec<Candidate>, around: &Around) -> Vec<JudgedRow> {
    let mut stay: BTreeMap<usize, JudgedRow> = BTreeMap::new();
    loop {
        let mut rows = judge(candidates.clone(), around);
        let known = stay.len();
        for (place, (candidate, row)) in candidates.iter_mut().zip(&rows).enumerate() {
            if row.outcome == RowOutcome::Skipped {
                stay.entry(place).or_insert_with(|| row.clone());
                candidate.choice = Some(RowChoice::LeaveOut);
            }
        }
        if stay.len() == known {
            for (place, row) in rows.iter_mut().enumerate() {
                if let Some(first) = stay.remove(&place) {
                    *row = first;
                }
            }
            return rows;
        }
    }
}

fn row(
    candidate: &Candidate,
    twin: Option<&ShiftOut>,
    beside: &[ShiftOut],
    (around, labour): (&Around, Option<&Labour>),
) -> JudgedRow {
    let shift = &candidate.shift;
    let overlaps = overlaps(shift, beside);
    let warnings = Slot::new(shift.start, shift.end).map_or_else(
        |_| Vec::new(),
        |slot| clashes(shift.person_id, slot, &around.declared),
    );
    let breaches = match candidate.standing {
        Standing::Kept => Vec::new(),
        Standing::New | Standing::Moved => {
            labour.map_or_else(Vec::new, |labour| labour.caused(shift))
        }
    };
    let verdict = if candidate.standing == Standing::Kept {
        RowVerdict::Create
    } else if twin.is_some() {
        RowVerdict::Identical
    } else if shift.person_id.is_some_and(|id| around.left.contains(&id)) {
        RowVerdict::NotAMember
    } else if !overlaps.is_empty() {
        RowVerdict::Overlap
    } else if !warnings.is_empty() {
        RowVerdict::Unavailable
    } else if !breaches.is_empty() {
        RowVerdict::BreaksARule
    } else {
        RowVerdict::Create
    };
    JudgedRow {
        verdict,
        outcome: RowOutcome::Skipped,
        created_id: None,
        mission_id: shift.mission_id,
        team_id: shift.team_id,
        person_id: shift.person_id,
        role: shift.role.clone(),
        kind: shift.kind,
        start: shift.start,
        end: shift.end,
        note: candidate.note,
        overlaps,
        warnings,
        breaches,
        rules_reason: None,
    }
}

/// What becomes of a row. What is there already is never made twice, and a rule that blocks is
/// broken only with a reason.
fn settle(row: JudgedRow, candidate: &Candidate, labour: Option<&Labour>) -> JudgedRow {
    use RowChoice as C;
    use RowVerdict as V;
    let blocked = row.breaches.iter().any(Breach::blocks);
    let reason = labour.and_then(|labour| labour.reason.clone());
    let reason = reason.filter(|_| blocked && candidate.choice == Some(C::Anyway));
    let may = !blocked || reason.is_some();
    let outcome = match (row.verdict, candidate.choice) {
        (V::Identical, _) | (_, Some(C::LeaveOut)) => RowOutcome::Skipped,
        (_, Some(C::Unassign)) if row.person_id.is_some() => RowOutcome::Unassigned,
        (V::Create | V::BreaksARule, _) | (V::Unavailable, Some(C::Anyway)) if may => {
            match candidate.standing {
                Standing::New => RowOutcome::Created,
                Standing::Moved | Standing::Kept => RowOutcome::Changed,
            }
        }
        _ => RowOutcome::Skipped,
    };
    JudgedRow {
        outcome,
        rules_reason: reason
            .filter(|_| matches!(outcome, RowOutcome::Created | RowOutcome::Changed)),
        ..row
    }
}

fn overlaps(shift: &ShiftOut, beside: &[ShiftOut]) -> Vec<Overlap> {
    let Some(wanted) = booked(shift) else {
        return Vec::new();
    };
    let collides = |other: &&ShiftOut| booked(other).is_some_and(|other| wanted.collides(&other));
    beside.iter().filter(collides).map(overlap).collect()
}

#[cfg(test)]
mod tests;
