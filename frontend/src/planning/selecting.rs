//! Selecting shifts, and the bar of what can be done to those that are.

use leptos::prelude::*;
use shared::id::ShiftId;
use shared::planning::Cell;
use shared::planning::bundle::How;
use shared::planning::focus::Focus;
use shared::planning::selection::Selection;
use shared::shifts::ShiftOut;

use super::carry::Hand;
use super::sheet::Question;
use super::store::PlanningStore;
use crate::i18n::*;
use crate::ui::{Button, Glyph, IconButton, Look};

/// Whether a click or a tap on a shift selects it rather than opens it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Picking {
    /// It opens it.
    Off,
    /// It selects it.
    On,
}

impl PlanningStore {
    /// Selects a shift, or no longer.
    pub(super) fn pick(self, shift: ShiftId) {
        if self.plans() {
            self.selection.update(|selection| selection.toggle(shift));
            self.say_selected();
        }
    }

    /// Selects the shifts of a cell, or no longer.
    pub(super) fn pick_all(self, shifts: &[ShiftId]) {
        if self.plans() && !shifts.is_empty() {
            self.selection
                .update(|selection| selection.toggle_all(shifts));
            self.say_selected();
        }
    }

    /// Selects what lies between two spots of the grid.
    pub(super) fn pick_range(self, from: Focus, to: Focus) {
        if !self.plans() {
            return;
        }
        untrack(|| {
            let (rows, board) = (self.rows.read(), self.board.read());
            self.selection.update(|selection| {
                selection.extend((from, to), &rows, board.columns(), |cell| self.at(cell));
            });
        });
        self.say_selected();
    }

    /// Selects all that the week shows.
    pub(super) fn pick_week(self) {
        if self.plans() {
            let shown = self.board.with_untracked(|board| {
                let shown = self.shown.read_untracked();
                let shifts = board.shifts().map(|shift| shift.id);
                shifts.filter(|id| shown.has(*id)).collect::<Vec<_>>()
            });
            self.selection.set(Selection::of(shown));
            self.say_selected();
        }
    }

    /// Selects nothing any more; answers whether something was selected.
    pub(super) fn clear_selection(self) -> bool {
        let some = self
            .selected
            .with_untracked(|selected| !selected.is_empty());
        self.picking.set(Picking::Off);
        if some {
            self.selection.set(Selection::default());
            self.say_selected();
        }
        some
    }

    /// The shifts that an act on this one is done to: all that are selected where it is one of
    /// them, else it alone.
    pub(super) fn meant(self, id: ShiftId) -> Vec<ShiftOut> {
        let selected = self.selected.get_untracked();
        if selected.iter().any(|shift| shift.id == id) {
            return selected;
        }
        let shift = self.board.with_untracked(|board| board.shift(id).cloned());
        shift.into_iter().collect()
    }

    /// The selected shifts with the day that the cell shows, where it shows one of them.
    pub(super) fn seen_in(
        self,
        cell: Option<Cell>,
        shifts: &[ShiftOut],
    ) -> Option<shared::time::Day> {
        let cell = cell?;
        let here = self.board.with_untracked(|board| board.at(cell).to_vec());
        let one = shifts.iter().any(|shift| here.contains(&shift.id));
        one.then_some(cell.day)
    }

    fn say_selected(self) {
        let count = self.selected.with_untracked(Vec::len);
        self.say(untrack(|| {
            t_string!(self.i18n, planning.selected, count = count).to_string()
        }));
    }

    /// So many shifts, in words.
    pub(super) fn count_words(self, count: usize) -> String {
        untrack(|| t_string!(self.i18n, planning.shifts_count, count = count).to_string())
    }
}

/// The switch that makes taps select, where there are no keys to hold.
pub(super) fn switch(store: PlanningStore) -> impl IntoView {
    let on = move || store.picking.get() == Picking::On;
    let toggle = move |_| match store.picking.get_untracked() {
        Picking::On => {
            store.clear_selection();
        }
        Picking::Off => store.picking.set(Picking::On),
    };
    view! {
        <button
            type="button"
            class="button select-switch"
            aria-pressed=move || if on() { "true" } else { "false" }
            on:click=toggle
        >
            {t!(store.i18n, planning.select)}
        </button>
    }
}

/// The bar, while something is selected.
pub(super) fn bar(store: PlanningStore) -> AnyView {
    let count = Memo::new(move |_| store.selected.with(Vec::len));
    let shown = Memo::new(move |_| count.get() > 0 && store.carry.with(Option::is_none));
    (move || shown.get().then(|| acts(store, count))).into_any()
}

fn acts(store: PlanningStore, count: Memo<usize>) -> AnyView {
    let i18n = store.i18n;
    let carry = move |how: How| {
        let first = store.selected.with_untracked(|all| all.first().cloned());
        if let Some(shift) = first {
            let from = Cell {
                person: shift.person_id,
                day: store.zone.day(shift.start),
            };
            match how {
                How::Move => store.take_up(shift.id, from, Hand::Tap),
                How::Copy => store.take_copy(shift.id, from, Hand::Tap),
            }
        }
    };
    let delete = move |_| {
        let selected = store.selected.get_untracked();
        store.ask_to_delete_all(selected);
    };
    view! {
        <div class="bulk-bar" role="group" aria-label=text!(i18n, planning.selection)>
            <strong>{move || t_string!(i18n, planning.selected, count = count.get()).to_string()}</strong>
            <Button on:click=move |_| carry(How::Move)>{t!(i18n, planning.menu_move)}</Button>
            <Button on:click=move |_| carry(How::Copy)>{t!(i18n, planning.menu_copy)}</Button>
            <Button look=Look::Danger on:click=delete>{t!(i18n, planning.menu_delete)}</Button>
            <IconButton
                label=text!(i18n, planning.select_none)
                glyph=Glyph::Close
                on:click=move |_| {
                    store.clear_selection();
                }
            />
        </div>
    }
    .into_any()
}

impl PlanningStore {
    /// Asks before shifts are deleted: by its own words where it is one.
    pub(super) fn ask_to_delete_all(self, shifts: Vec<ShiftOut>) {
        match shifts.as_slice() {
            [] => {}
            [shift] => self.ask_to_delete(shift.id),
            _ => self.question.set(Some(Question::DeleteAll(shifts))),
        }
    }
}
