//! Shifts that go to a cell together: carried, or copied and pasted.

use super::deletion::Picked;
use super::marks::Marks;
use super::moves::MoveIn;
use super::paste::{PasteIn, PasteUnit};
use super::relocate::{self, Relocated, relocate};
use super::selection::person_for;
use super::{Board, Cell};
use crate::id::ShiftId;
use crate::shifts::ShiftOut;
use crate::time::{Day, Zone};

/// Whether what is put somewhere leaves where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It does.
    Move,
    /// A copy of it is put there.
    Copy,
}

/// Shifts that go together, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The shifts, by start.
    pub shifts: Vec<ShiftOut>,
    /// The day that goes to the day of the cell: the others go as many days on, or back.
    pub from: Day,
    /// Whether they leave where they were.
    pub how: How,
}

impl Bundle {
    /// Whether a shift is one of them.
    #[must_use]
    pub fn has(&self, id: ShiftId) -> bool {
        self.shifts.iter().any(|shift| shift.id == id)
    }

    /// Its only shift, where it has one.
    #[must_use]
    pub const fn single(&self) -> Option<&ShiftOut> {
        match self.shifts.as_slice() {
            [shift] => Some(shift),
            _ => None,
        }
    }

    /// The same, as the board has its shifts now; those of other weeks as they were.
    #[must_use]
    pub fn as_of(&self, board: &Board) -> Self {
        let present = self.shifts.iter().map(|shift| {
            // A shift of another week is not on the board: the server has the last word on it.
            board.shift(shift.id).unwrap_or(shift).clone()
        });
        Self {
            shifts: present.collect(),
            ..self.clone()
        }
    }

    /// Each of them where it would be, in their order. Where all are one person's they go to
    /// the person of the cell; several people keep theirs.
    #[must_use]
    pub fn onto(&self, cell: Cell, zone: Zone) -> Vec<Relocated> {
        let person = person_for(&self.shifts, cell.person);
        let put = |shift: &ShiftOut| {
            let to = Cell {
                person: person.clone().over(shift.person_id),
                ..cell
            };
            match self.how {
                How::Move => relocate(shift, self.from, to, zone),
                How::Copy => relocate::copy(shift, self.from, to, zone),
            }
        };
        self.shifts.iter().map(put).collect()
    }

    /// The worst that putting them there would meet. What moves away is in nobody's way.
    #[must_use]
    pub fn marks(&self, board: &Board, cell: Cell) -> Marks {
        let moved = self.onto(cell, board.zone());
        if let [one] = moved.as_slice() {
            return board.marks(&one.shift);
        }
        let mut there = board.clone();
        if self.how == How::Move {
            for shift in &self.shifts {
                there.take(shift.id);
            }
        }
        let mut worst = Marks::default();
        for Relocated { shift, .. } in moved {
            let marks = there.marks(&shift);
            if marks.verdict() > worst.verdict() {
                worst = marks;
            }
            there.put(shift);
        }
        worst
    }

    /// What to ask the server for to move them to a cell.
    #[must_use]
    pub fn moving(&self, cell: Cell) -> MoveIn {
        MoveIn {
            shifts: self.shifts.iter().map(Picked::of).collect(),
            from: self.from,
            to: cell.day,
            person_id: person_for(&self.shifts, cell.person),
            choices: Vec::new(),
            override_rules: None,
            dry_run: true,
        }
    }

    /// What to ask the server for to copy them to a cell.
    #[must_use]
    pub fn copying(&self, cell: Cell) -> PasteIn {
        PasteIn {
            unit: PasteUnit::Days,
            from: self.from,
            to: cell.day,
            team_id: None,
            person_ids: Vec::new(),
            shift_ids: self.shifts.iter().map(|shift| shift.id).collect(),
            person_id: person_for(&self.shifts, cell.person),
            choices: Vec::new(),
            override_rules: None,
            dry_run: true,
        }
    }

    /// Whether putting them there leaves all as it is.
    #[must_use]
    pub fn stays(&self, cell: Cell) -> bool {
        self.how == How::Move
            && cell.day == self.from
            && person_for(&self.shifts, cell.person).is_keep()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, at};
    use crate::planning::marks::Verdict;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_moved_together_is_not_in_its_own_way() {
        let stage = Stage::new();
        let shifts = vec![
            stage.anas("2026-11-24T09:00", "2026-11-24T12:00"),
            stage.anas("2026-11-25T09:00", "2026-11-25T12:00"),
        ];
        let board = stage.board(shifts.clone());
        let mut bundle = Bundle {
            shifts,
            from: day("2026-11-24"),
            how: How::Move,
        };
        let wednesday = Cell {
            person: Some(stage.ana),
            day: day("2026-11-25"),
        };
        assert_eq!(bundle.marks(&board, wednesday).verdict(), Verdict::Free);
        bundle.how = How::Copy;
        assert_eq!(bundle.marks(&board, wednesday).verdict(), Verdict::Overlap);
        let tuesday = Cell {
            day: day("2026-11-24"),
            ..wednesday
        };
        bundle.how = How::Move;
        assert!(bundle.stays(tuesday));
        assert!(!bundle.stays(Cell {
            person: Some(stage.bob),
            ..tuesday
        }));
    }

    #[test]
    fn each_goes_as_many_days_on_and_one_persons_go_to_the_other() {
        let stage = Stage::new();
        let bundle = Bundle {
            shifts: vec![
                stage.anas("2026-11-23T09:00", "2026-11-23T12:00"),
                stage.anas("2026-11-26T09:00", "2026-11-26T12:00"),
            ],
            from: day("2026-11-23"),
            how: How::Copy,
        };
        let to = Cell {
            person: Some(stage.bob),
            day: day("2026-11-24"),
        };
        let put = bundle.onto(to, Zone::PARIS);
        let there: Vec<_> = put
            .iter()
            .map(|it| (it.shift.person_id, it.shift.start))
            .collect();
        let bob = Some(stage.bob);
        assert_eq!(
            there,
            [(bob, at("2026-11-24T09:00")), (bob, at("2026-11-27T09:00"))]
        );
    }
}
