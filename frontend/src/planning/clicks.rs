//! Clicks and taps anywhere on the planning: one listener reads what was hit from the
//! document, so that every view has the same answers.

use leptos::prelude::*;
use leptos::web_sys::{Element, MouseEvent};
use shared::id::ShiftId;
use shared::planning::Cell;

use super::carry::Hand;
use super::menu::ShiftMenu;
use super::selecting::Picking;
use super::sheet::Drawer;
use super::spots;
use super::store::PlanningStore;

/// A click, or a key that presses a button.
pub(super) fn clicked(store: PlanningStore, menu: ShiftMenu, event: &MouseEvent) {
    let hand = store
        .carry
        .with_untracked(|carry| carry.as_ref().map(|carry| carry.hand));
    if hand.is_some_and(|hand| hand != Hand::Pointer) {
        let hit = spots::around(event.target(), "[data-cell]");
        if let Some(cell) = hit.as_ref().and_then(spots::cell_of) {
            event.prevent_default();
            store.put(cell);
        }
        return;
    }
    let Some(hit) = spots::around(event.target(), ".chip-menu, .shift, .cell-more, .cell") else {
        return;
    };
    match (
        hit.class_list().item(0).as_deref(),
        spots::shift_of(&hit),
        spots::cell_of(&hit),
    ) {
        (Some("chip-menu"), Some(shift), Some(cell)) => menu.open(shift, cell, &hit),
        (Some("shift"), Some(shift), _) if picks(store, event) => store.pick(shift),
        (Some("shift"), Some(shift), _) => store.open(shift),
        (Some("cell-more"), _, Some(cell)) => store.unfold(cell),
        (Some("cell"), None, Some(cell)) if picks(store, event) => {
            store.pick_all(&untrack(|| store.at(cell)));
        }
        (Some("cell"), None, Some(cell)) => on_cell(store, cell),
        _ => {}
    }
}

/// Whether a click selects: with Ctrl or Cmd held, or where taps were switched to it.
fn picks(store: PlanningStore, event: &MouseEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key();
    store.plans() && (held || store.picking.get_untracked() == Picking::On)
}

/// The menu of the chip that was asked for it, by the right button or the menu key.
pub(super) fn asked_for_menu(store: PlanningStore, menu: ShiftMenu, event: &MouseEvent) {
    let chip = spots::around(event.target(), ".shift").filter(|_| store.plans());
    if let Some((chip, (shift, cell))) = chip.zip(spots::chip_at(event)) {
        event.prevent_default();
        menu.open(shift, cell, &chip);
    }
}

/// A cell without a shift makes one; elsewhere a click gives the cell the keyboard, as the
/// browser does by itself.
fn on_cell(store: PlanningStore, cell: Cell) {
    let empty = untrack(|| store.at(cell).is_empty());
    if empty && store.plans() {
        store.drawer.set(Some(Drawer::New(cell)));
    }
}

impl PlanningStore {
    /// Opens the drawer of a shift.
    pub(super) fn open(self, shift: ShiftId) {
        let shift = self
            .board
            .with_untracked(|board| board.shift(shift).cloned());
        if let Some(shift) = shift {
            self.drawer.set(Some(Drawer::Shift(Box::new(shift))));
        }
    }

    /// Shows all of a cell, or its first shifts again.
    fn unfold(self, cell: Cell) {
        self.unfolded.update(|unfolded| {
            *unfolded = if *unfolded == Some(cell) {
                None
            } else {
                Some(cell)
            };
        });
    }
}

/// Folds an unfolded cell when the keyboard or a click leaves it.
pub(super) fn left(store: PlanningStore, to: Option<Element>) {
    let Some(unfolded) = store.unfolded.get_untracked() else {
        return;
    };
    let inside = to.as_ref().and_then(spots::cell_of) == Some(unfolded);
    if !inside {
        store.unfolded.set(None);
    }
}
