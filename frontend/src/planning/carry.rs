//! Shifts on their way to another cell, whoever carries them: the pointer, the arrow keys, or
//! a tap that is followed by another. All of them put them down in [`PlanningStore::put_down`].
//! An occurrence of a series is carried alone, unasked: the others stay where they are. Moving
//! several is asked where it is edited.

use leptos::prelude::*;
use shared::id::ShiftId;
use shared::planning::bundle::{Bundle, How};
use shared::planning::focus::{Focus, Step};
use shared::planning::{Cell, Change};
use shared::shifts::ShiftOut;

use crate::i18n::*;

use super::act::Command;
use super::bulk::Bulk;
use super::spots;
use super::store::PlanningStore;

/// What carries a shift.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// The pressed pointer.
    Pointer,
    /// The arrow keys.
    Keyboard,
    /// A tap, until the next.
    Tap,
}

impl Hand {
    /// Its name in the page.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Pointer => "pointer",
            Self::Keyboard => "keyboard",
            Self::Tap => "tap",
        }
    }
}

/// What is carried.
#[derive(Clone, PartialEq)]
pub(super) struct Carry {
    /// The shift that was taken, which the others go along with.
    pub(super) shift: ShiftOut,
    pub(super) bundle: Bundle,
    pub(super) hand: Hand,
    /// The cell it is over.
    pub(super) over: Option<Cell>,
}

impl PlanningStore {
    /// Takes a shift up by the part that a cell shows, with the others where it is one of those
    /// that are selected.
    pub(super) fn take_up(self, id: ShiftId, from: Cell, hand: Hand) {
        self.take(id, from, hand, How::Move);
    }

    /// The same, to put a copy down.
    pub(super) fn take_copy(self, id: ShiftId, from: Cell, hand: Hand) {
        self.take(id, from, hand, How::Copy);
    }

    fn take(self, id: ShiftId, from: Cell, hand: Hand, how: How) {
        let shift = self.board.with_untracked(|board| board.shift(id).cloned());
        let Some(shift) = shift.filter(|_| self.plans()) else {
            return;
        };
        if self.connection.is_off_now() {
            self.toasts.tell(tu_string!(self.i18n, ui.offline));
            return;
        }
        self.unfolded.set(None);
        let over = (hand == Hand::Keyboard).then_some(from);
        self.carry.set(Some(Carry {
            shift,
            bundle: Bundle {
                shifts: self.meant(id),
                from: from.day,
                how,
            },
            hand,
            over,
        }));
        if hand == Hand::Keyboard {
            self.say(tu_string!(self.i18n, planning.move_hint).to_string());
        }
    }

    /// What is carried is put down as a copy from now on, or is not.
    pub(super) fn hold_as(self, how: How) {
        let same = |carry: &Option<Carry>| carry.as_ref().is_none_or(|it| it.bundle.how == how);
        if !self.carry.with_untracked(same) {
            self.carry.update(|carry| {
                if let Some(carry) = carry {
                    carry.bundle.how = how;
                }
            });
        }
    }

    /// Holds what is carried over a cell, or over none.
    pub(super) fn hold_over(self, cell: Option<Cell>) {
        if self
            .carry
            .with_untracked(|carry| carry.as_ref().is_some_and(|it| it.over == cell))
        {
            return;
        }
        self.carry.update(|carry| {
            if let Some(carry) = carry {
                carry.over = cell;
            }
        });
        if let (Some(cell), Some((_, marks))) = (cell, self.target.get_untracked()) {
            self.say(self.cell_words(cell, &marks));
        }
    }

    /// Holds what is carried over the next cell in a direction.
    pub(super) fn carry_on(self, step: Step) {
        let over = self
            .carry
            .with_untracked(|carry| carry.as_ref().and_then(|carry| carry.over));
        let next = over.and_then(|cell| self.neighbour(cell, step));
        if let Some((cell, focus)) = next {
            self.focus.set(Some(focus));
            spots::show(focus);
            self.hold_over(Some(cell));
        }
    }

    fn neighbour(self, cell: Cell, step: Step) -> Option<(Cell, Focus)> {
        let (board, rows) = (self.board.read_untracked(), self.rows.read_untracked());
        let columns = board.columns();
        let focus = Focus::on(cell, columns)?.step_to_cell(step, &rows, columns);
        Some((focus.cell(columns)?, focus))
    }

    /// Puts what is carried down in a cell.
    pub(super) fn put(self, cell: Cell) {
        if let Some(carry) = self.carry.try_update(Option::take).flatten() {
            self.put_down(&carry.bundle, cell);
            if carry.hand == Hand::Keyboard {
                self.follow(carry.shift.id, cell);
            }
        }
    }

    /// Lets go of what is carried: it stays where it was.
    pub(super) fn let_go(self) {
        if let Some(carry) = self.carry.try_update(Option::take).flatten() {
            self.say(tu_string!(self.i18n, planning.move_cancelled).to_string());
            if carry.hand == Hand::Keyboard {
                let cell = Cell {
                    person: carry.shift.person_id,
                    day: carry.bundle.from,
                };
                self.follow(carry.shift.id, cell);
            }
        }
    }

    /// Moves the shift of a cell to the next one in a direction, with the others where it is one
    /// of those that are selected.
    pub(super) fn shove(self, id: ShiftId, from: Cell, step: Step) {
        let next = self.neighbour(from, step);
        if let (Some((cell, _)), true) = (next, self.plans()) {
            let bundle = Bundle {
                shifts: self.meant(id),
                from: from.day,
                how: How::Move,
            };
            self.put_down(&bundle, cell);
            self.follow(id, cell);
        }
    }

    /// The one way that shifts come to another cell: one by an act of its own, which is seen at
    /// once; several by one act on the server.
    pub(super) fn put_down(self, bundle: &Bundle, cell: Cell) {
        // What is carried may have been saved meanwhile: the board has its present version.
        let bundle = self.board.with_untracked(|board| bundle.as_of(board));
        let Some(shift) = bundle.single() else {
            self.in_bulk(Bulk::Put(bundle, cell));
            return;
        };
        let Some(put) = bundle.onto(cell, self.zone).into_iter().next() else {
            return;
        };
        let change = match bundle.how {
            How::Move => Change::edit(shift, put.shift),
            How::Copy => Change::Create(Box::new(put.shift)),
        };
        if change.is_nothing() {
            return;
        }
        if let Some(note) = put.note {
            self.toasts.tell(self.note_words(note));
        }
        self.run(Command::new(change));
    }

    /// The focus goes along with a shift that was moved by keys.
    fn follow(self, id: ShiftId, cell: Cell) {
        let focus = self
            .board
            .with_untracked(|board| Focus::on(cell, board.columns()));
        if let Some(focus) = focus {
            self.focus.set(Some(focus));
            spots::focus_chip_soon(focus, id);
        }
    }

    /// Says something to who listens rather than looks.
    pub(super) fn say(self, words: String) {
        self.said.set(words);
    }
}
