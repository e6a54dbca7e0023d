//! The menu of a chip: one popover for all chips, placed where it is asked for.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::{Element, KeyboardEvent};
use shared::id::ShiftId;
use shared::planning::Cell;

use crate::i18n::*;

use super::carry::Hand;
use super::spots;
use super::store::PlanningStore;

/// The menu, and which chip it is open for.
#[derive(Clone, Copy)]
pub(super) struct ShiftMenu {
    store: PlanningStore,
    of: RwSignal<Option<(ShiftId, Cell)>>,
    at: RwSignal<(f64, f64)>,
    popover: NodeRef<Div>,
    opener: StoredValue<Option<Element>, LocalStorage>,
}

impl ShiftMenu {
    /// Closed.
    pub(super) fn new(store: PlanningStore) -> Self {
        Self {
            store,
            of: RwSignal::new(None),
            at: RwSignal::new((0.0, 0.0)),
            popover: NodeRef::new(),
            opener: StoredValue::new_local(None),
        }
    }

    /// Opens it under an element, inside the window.
    pub(super) fn open(self, shift: ShiftId, cell: Cell, by: &Element) {
        let Some(popover) = self.popover.get_untracked() else {
            return;
        };
        let near = by.get_bounding_client_rect();
        self.of.set(Some((shift, cell)));
        self.opener.set_value(Some(by.clone()));
        // It is already open where it is asked for twice; then it only moves.
        let _ = popover.show_popover();
        let size = popover.get_bounding_client_rect();
        let left = near
            .left()
            .min(spots::room(window().inner_width()) - size.width() - 8.0);
        let above = near.bottom() + size.height() + 8.0 > spots::room(window().inner_height());
        let top = if above {
            near.top() - size.height()
        } else {
            near.bottom()
        };
        self.at.set((left.max(8.0), top.max(8.0)));
        if let Some(first) = spots::within(&popover, "button").first() {
            spots::give_focus(first);
        }
    }

    fn close(self) {
        if let Some(popover) = self.popover.get_untracked() {
            // It may be closed already, by a click elsewhere.
            let _ = popover.hide_popover();
        }
    }

    /// Closes it, gives the keyboard back, and does something to the chip it was open for.
    fn choose(self, act: impl FnOnce(ShiftId, Cell)) {
        self.close();
        if let Some(opener) = self.opener.get_value() {
            let chip = opener.closest(".chip").ok().flatten();
            let chip = chip.and_then(|chip| chip.query_selector(".shift").ok().flatten());
            spots::give_focus(&chip.unwrap_or(opener));
        }
        if let Some((shift, cell)) = self.of.get_untracked() {
            act(shift, cell);
        }
    }

    fn pressed(self, event: &KeyboardEvent) {
        let Some(popover) = self.popover.get_untracked() else {
            return;
        };
        let items = spots::within(&popover, "button");
        let focused = document().active_element();
        let place = items.iter().position(|item| Some(item) == focused.as_ref());
        let last = items.len().saturating_sub(1);
        let next = match (event.key().as_str(), place) {
            ("ArrowDown", Some(place)) if place < last => place + 1,
            ("ArrowDown", _) | ("Home", _) => 0,
            ("ArrowUp", Some(place)) if place > 0 => place - 1,
            ("ArrowUp", _) | ("End", _) => last,
            ("Escape" | "Tab", _) => {
                event.prevent_default();
                event.stop_propagation();
                self.choose(|_, _| {});
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(item) = items.get(next) {
            spots::give_focus(item);
        }
    }

    /// The popover.
    pub(super) fn view(self) -> AnyView {
        let store = self.store;
        let label = move || {
            let shift = self.of.get().and_then(|(id, _)| {
                store
                    .board
                    .with(|board| board.shift(id).map(|shift| store.shift_words(shift)))
            });
            t_string!(
                store.i18n,
                planning.shift_menu,
                shift = shift.unwrap_or_default()
            )
            .to_string()
        };
        let open = move |_| self.choose(|shift, _| store.open(shift));
        let take = move |_| self.choose(|shift, cell| store.take_up(shift, cell, Hand::Tap));
        let copy = move |_| self.choose(|shift, cell| store.take_copy(shift, cell, Hand::Tap));
        let pick = move |_| self.choose(|shift, _| store.pick(shift));
        let repeat = move |_| self.choose(|shift, _| store.go.repeat(shift));
        // Who recurs already is not repeated.
        let repeats = move || {
            let shift = self.of.get().map(|(id, _)| id);
            let once = shift.is_some_and(|id| {
                store
                    .board
                    .with(|board| board.shift(id).is_some_and(|shift| shift.series.is_none()))
            });
            once.then(|| {
                view! {
                    <button type="button" role="menuitem" on:click=repeat>
                        {t!(store.i18n, series.menu)}
                    </button>
                }
            })
        };
        let delete = move |_| self.choose(|shift, _| store.ask_to_delete(shift));
        view! {
            <div
                class="shift-menu"
                popover="auto"
                role="menu"
                node_ref=self.popover
                aria-label=label
                style:left=move || format!("{}px", self.at.get().0)
                style:top=move || format!("{}px", self.at.get().1)
                on:keydown=move |event| self.pressed(&event)
            >
                <button type="button" role="menuitem" on:click=open>
                    {t!(store.i18n, planning.menu_open)}
                </button>
                <button type="button" role="menuitem" on:click=take>
                    {t!(store.i18n, planning.menu_move)}
                </button>
                <button type="button" role="menuitem" on:click=copy>
                    {t!(store.i18n, planning.menu_copy)}
                </button>
                <button type="button" role="menuitem" on:click=pick>
                    {t!(store.i18n, planning.select)}
                </button>
                {repeats}
                <button type="button" role="menuitem" on:click=delete>
                    {t!(store.i18n, planning.menu_delete)}
                </button>
            </div>
        }
        .into_any()
    }
}
