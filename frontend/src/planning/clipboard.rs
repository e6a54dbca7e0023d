//! Copying a shift, and making copies of it: Ctrl and C on a shift, Ctrl and V in a cell.

use leptos::prelude::*;
use shared::id::ShiftId;
use shared::planning::relocate::copy;
use shared::planning::{Cell, Change};

use super::act::Command;
use super::store::PlanningStore;
use crate::i18n::*;

impl PlanningStore {
    /// Remembers the shift, as the cell shows it.
    pub(super) fn copy(self, id: ShiftId, cell: Cell) {
        let shift = self.board.with_untracked(|board| board.shift(id).cloned());
        if let Some(shift) = shift.filter(|_| self.plans()) {
            let words = self.shift_words(&shift);
            self.clipboard.set_value(Some((shift, cell.day)));
            self.toasts
                .tell(t_string!(self.i18n, planning.copied, shift = words));
        }
    }

    /// Makes a copy of what was remembered, at the same times of day; answers whether there is
    /// something to copy.
    pub(super) fn paste(self, to: Cell) -> bool {
        let Some((shift, from)) = self.clipboard.get_value().filter(|_| self.plans()) else {
            return false;
        };
        let made = copy(&shift, from, to, self.zone);
        if let Some(note) = made.note {
            self.toasts.alert(self.note_words(note), Vec::new());
        }
        self.run(Command::new(Change::Create(Box::new(made.shift))));
        true
    }
}
