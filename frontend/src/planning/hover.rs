//! The card with all there is to read of a shift, beside its chip: under the pointer, or when the
//! chip has the keyboard, after a moment. Escape takes it away, and the pointer may go onto it
//! (WCAG 1.4.13). It is never the only place for something: the drawer has all of it.

use std::time::Duration;

use leptos::ev::keydown;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::{Element, EventTarget};
use shared::id::ShiftId;

use super::store::PlanningStore;
use super::{drawer, spots};

/// So long the pointer or the keyboard is on a chip before the card comes, and off both before
/// it goes.
const DELAY: Duration = Duration::from_millis(300);

const ID: &str = "hover-card";

/// The card, and which chip it is of.
#[derive(Clone, Copy)]
pub(super) struct HoverCard {
    store: PlanningStore,
    of: RwSignal<Option<ShiftId>>,
    at: RwSignal<(f64, f64)>,
    /// Rises with each thing that happens: what waited for an earlier one is over.
    turn: StoredValue<u32>,
    /// The shift whose chip was pressed last, while the pointer is on it.
    quiet: StoredValue<Option<ShiftId>>,
    chip: StoredValue<Option<Element>, LocalStorage>,
    popover: NodeRef<Div>,
}

/// Whether something opens over the planning, or is carried over it. Follows changes.
fn is_covered(store: PlanningStore) -> bool {
    store.drawer.with(Option::is_some)
        || store.question.with(Option::is_some)
        || store.carry.with(Option::is_some)
        || store.times_of.with(Option::is_some)
}

impl HoverCard {
    /// None yet.
    pub(super) fn new(store: PlanningStore) -> Self {
        let card = Self {
            store,
            of: RwSignal::new(None),
            at: RwSignal::new((0.0, 0.0)),
            turn: StoredValue::new(0),
            quiet: StoredValue::new(None),
            chip: StoredValue::new_local(None),
            popover: NodeRef::new(),
        };
        let escape = window_event_listener(keydown, move |event| {
            if event.key() == "Escape" {
                card.close();
            }
        });
        on_cleanup(move || escape.remove());
        // What opens over the planning, or is carried over it, leaves no room for it.
        Effect::new(move |_| {
            if is_covered(store) {
                untrack(|| card.close());
            }
        });
        card
    }

    /// The pointer came to something. A finger points at nothing before it taps.
    pub(super) fn pointed_at(self, target: Option<EventTarget>) {
        let hovers = window().match_media("(hover: hover)").ok().flatten();
        if hovers.is_some_and(|media| media.matches()) {
            self.over(chip_of(target));
        }
    }

    /// The keyboard came to something.
    pub(super) fn focused_on(self, target: Option<EventTarget>) {
        let visible = |chip: &Element| chip.matches(":focus-visible") == Ok(true);
        self.over(chip_of(target).filter(visible));
    }

    /// A chip was pressed: who does something to it need not read it, until they come back.
    pub(super) fn pressed(self, target: Option<EventTarget>) {
        self.close();
        let pressed = chip_of(target).as_ref().and_then(spots::shift_of);
        self.quiet.set_value(pressed);
    }

    /// Whether the page is left: what is taken off it still says that the pointer or the
    /// keyboard left it.
    fn is_gone(self) -> bool {
        self.turn.try_get_value().is_none()
    }

    fn over(self, chip: Option<Element>) {
        if self.is_gone() {
            return;
        }
        let shift = chip.as_ref().and_then(spots::shift_of);
        let covered = untrack(|| is_covered(self.store));
        let (Some(chip), Some(shift), false) = (chip, shift, covered) else {
            return;
        };
        if self.quiet.get_value() == Some(shift) {
            return;
        }
        if self.of.get_untracked() == Some(shift) {
            self.wait();
            return;
        }
        let turn = self.wait();
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.open(shift, chip);
                }
            },
            DELAY,
        );
    }

    /// It left something, for something else.
    pub(super) fn out(self, to: Option<EventTarget>) {
        if self.is_gone() {
            return;
        }
        let turn = self.wait();
        if spots::around(to.clone(), ".shift")
            .as_ref()
            .and_then(spots::shift_of)
            != self.quiet.get_value()
        {
            self.quiet.set_value(None);
        }
        let onto_card = spots::around(to, "#hover-card").is_some();
        if onto_card || self.of.get_untracked().is_none() {
            return;
        }
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.close();
                }
            },
            DELAY,
        );
    }

    fn wait(self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn open(self, shift: ShiftId, chip: Element) {
        let covered = untrack(|| is_covered(self.store));
        let (false, true, Some(popover)) =
            (covered, chip.is_connected(), self.popover.get_untracked())
        else {
            return;
        };
        self.close();
        self.of.set(Some(shift));
        // What it says beside the chip belongs to the chip.
        let _ = chip.set_attribute("aria-describedby", ID);
        let _ = popover.show_popover();
        self.at.set(spots::beside(&chip, &popover));
        self.chip.set_value(Some(chip));
    }

    fn close(self) {
        self.wait();
        if self.of.get_untracked().is_none() {
            return;
        }
        self.of.set(None);
        if let Some(chip) = self.chip.try_update_value(Option::take).flatten() {
            let _ = chip.remove_attribute("aria-describedby");
        }
        if let Some(popover) = self.popover.get_untracked() {
            // It is closed already where the page is left.
            let _ = popover.hide_popover();
        }
    }

    /// The card.
    pub(super) fn view(self) -> AnyView {
        let store = self.store;
        let shift = move || {
            let id = self.of.get()?;
            store.board.with(|board| board.shift(id).cloned())
        };
        view! {
            <div
                class="hover-card"
                id=ID
                popover="manual"
                role="tooltip"
                node_ref=self.popover
                style:left=move || format!("{}px", self.at.get().0)
                style:top=move || format!("{}px", self.at.get().1)
                on:mouseenter=move |_| {
                    self.wait();
                }
                on:mouseleave=move |_| self.out(None)
            >
                {move || shift().map(|shift| drawer::facts(store, &shift))}
            </div>
        }
        .into_any()
    }
}

/// The chip that something is in.
fn chip_of(target: Option<EventTarget>) -> Option<Element> {
    spots::around(target, ".chip .shift, tr[data-shift] .shift")
}
