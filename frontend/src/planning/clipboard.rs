//! Copying and cutting shifts, and pasting them: Ctrl and C, X, V in the grid.

use leptos::prelude::*;
use shared::planning::Cell;
use shared::planning::bundle::{Bundle, How};
use shared::shifts::ShiftOut;
use shared::time::Day;

use super::store::PlanningStore;
use crate::i18n::*;

impl PlanningStore {
    /// Remembers shifts, to be copied or moved where they are pasted. `seen` is the day that goes
    /// to the day of the cell then.
    pub(super) fn remember(self, shifts: Vec<ShiftOut>, seen: Option<Day>, how: How) {
        let first = shifts.first().filter(|_| self.plans());
        let Some(first) = first else {
            return;
        };
        let what = match shifts.len() {
            1 => self.shift_words(first),
            count => self.count_words(count),
        };
        let from = seen.unwrap_or_else(|| self.zone.day(first.start));
        self.clipboard.set_value(Some(Bundle { shifts, from, how }));
        self.toasts.tell(untrack(|| match how {
            How::Copy => t_string!(self.i18n, planning.copied, shift = what).to_string(),
            How::Move => t_string!(self.i18n, planning.cut, shift = what).to_string(),
        }));
    }

    /// Puts copies of what was copied in a cell, at the same times of day, or moves what was cut
    /// there; answers whether there is something to paste.
    pub(super) fn paste(self, to: Cell) -> bool {
        let Some(bundle) = self.clipboard.get_value().filter(|_| self.plans()) else {
            return false;
        };
        if bundle.how == How::Move {
            self.clipboard.set_value(None);
        }
        self.put_down(&bundle, to);
        true
    }
}
