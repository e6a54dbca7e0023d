//! What is wrong with a shift, or would be: it overlaps another of the person's, or lies
//! on an unavailability. The server says the same, by the same rules, and has the last word.

use crate::availability::{Clash, clashes};
use crate::labour::Breach;
use crate::shifts::{Booked, Overlap, ShiftOut};
use crate::time::Slot;

use super::Board;

/// What stands in the way of a shift.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Other shifts of the person at that time.
    pub overlaps: Vec<Overlap>,
    /// The person's unavailability at that time.
    pub clashes: Vec<Clash>,
    /// The labour rules it breaks, in this organisation: those that the shift takes part in
    /// breaking, or, of a shift as it might be, those that it would break or break further.
    pub breaches: Vec<Breach>,
}

impl Marks {
    /// Whether nothing stands in the way.
    #[must_use]
    pub const fn is_clear(&self) -> bool {
        self.overlaps.is_empty() && self.clashes.is_empty() && self.breaches.is_empty()
    }

    /// How bad it is.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.overlaps.is_empty() {
            Verdict::Overlap
        } else if self.breaches.iter().any(Breach::blocks) {
            Verdict::Blocked
        } else if !self.breaches.is_empty() {
            Verdict::Breach
        } else if !self.clashes.is_empty() {
            Verdict::Unavailable
        } else {
            Verdict::Free
        }
    }
}

/// What saving a shift there would meet, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing.
    Free,
    /// A warning: the person said not to be available.
    Unavailable,
    /// A warning: labour rules would be broken.
    Breach,
    /// A refusal, unless a reason is given: a labour rule that blocks would be broken.
    Blocked,
    /// A refusal, unless a reason is given: the person has another shift.
    Overlap,
}

impl Board {
    /// What stands in the way of a shift as it is, or as it might be.
    #[must_use]
    pub fn marks(&self, shift: &ShiftOut) -> Marks {
        let Some(wanted) = booked(shift) else {
            return Marks::default();
        };
        let overlaps = self
            .of_person(shift.person_id)
            .filter(|other| booked(other).is_some_and(|other| wanted.collides(&other)))
            .map(overlap)
            .collect();
        let cancelled = shift.status == crate::shifts::ShiftStatus::Cancelled;
        let clashes = if cancelled {
            Vec::new()
        } else {
            clashes(shift.person_id, wanted.slot, self.availability())
        };
        Marks {
            overlaps,
            clashes,
            breaches: self.breaches(shift),
        }
    }

    fn breaches(&self, shift: &ShiftOut) -> Vec<Breach> {
        let Some(labour) = self.labour() else {
            return Vec::new();
        };
        let there = self.shift(shift.id);
        match there.filter(|there| same_work(there, shift)) {
            Some(there) => labour.of_shift(there.person_id, there.id),
            None => labour.caused(there, shift),
        }
    }
}

/// Whether the labour rules see the same in both.
fn same_work(one: &ShiftOut, other: &ShiftOut) -> bool {
    (one.person_id, one.start, one.end, one.break_minutes)
        == (other.person_id, other.start, other.end, other.break_minutes)
        && (one.kind, one.mission_id, one.status) == (other.kind, other.mission_id, other.status)
}

/// The shift as what it takes of its person's time.
pub(super) fn booked(shift: &ShiftOut) -> Option<Booked> {
    Some(Booked {
        id: Some(shift.id),
        person: shift.person_id,
        slot: Slot::new(shift.start, shift.end).ok()?,
        status: shift.status,
    })
}

/// The shift as one that is in another's way.
pub(super) fn overlap(shift: &ShiftOut) -> Overlap {
    Overlap {
        shift_id: shift.id,
        mission_id: shift.mission_id,
        role: shift.role.clone(),
        start: shift.start,
        end: shift.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::Stage;
    use crate::shifts::ShiftStatus;

    #[test]
    fn overlaps_and_unavailability_are_marked_and_back_to_back_is_not() {
        let mut stage = Stage::new();
        stage.away("2026-11-26T09:00", "2026-11-26T12:00");
        let morning = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
        let noon = stage.anas("2026-11-24T12:00", "2026-11-24T14:00");
        let long = stage.anas("2026-11-24T13:00", "2026-11-25T13:00");
        let away = stage.anas("2026-11-26T11:00", "2026-11-26T15:00");
        let board = stage.board(vec![
            morning.clone(),
            noon.clone(),
            long.clone(),
            away.clone(),
        ]);
        let verdicts = [&morning, &noon, &long, &away].map(|shift| board.marks(shift).verdict());
        let expected = [
            Verdict::Free,
            Verdict::Overlap,
            Verdict::Overlap,
            Verdict::Unavailable,
        ];
        assert_eq!(verdicts, expected);
        assert_eq!(
            board.marks(&noon).overlaps.first().map(|o| o.shift_id),
            Some(long.id)
        );
    }

    #[test]
    fn what_is_called_off_or_nobodys_is_in_nobodys_way() {
        let mut stage = Stage::new();
        stage.away("2026-11-24T00:00", "2026-11-25T00:00");
        let held = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
        let board = stage.board(vec![held.clone()]);
        let off = ShiftOut {
            status: ShiftStatus::Cancelled,
            ..held.clone()
        };
        let open = ShiftOut {
            person_id: None,
            ..held.clone()
        };
        let bobs = ShiftOut {
            person_id: Some(stage.bob),
            ..held
        };
        assert!(
            [off, open, bobs]
                .iter()
                .all(|shift| board.marks(shift).is_clear())
        );
    }
}
