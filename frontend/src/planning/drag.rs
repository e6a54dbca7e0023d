//! Moving a shift with the mouse or a pen. Fingers scroll, and move shifts by taps.

use leptos::prelude::*;
use leptos::web_sys::{Element, KeyboardEvent, PointerEvent};
use shared::id::ShiftId;
use shared::planning::Cell;
use shared::planning::bundle::How;
use shared::planning::press::{Point, is_drag, scroll_by};

use crate::ui::Icon;

use super::carry::Hand;
use super::cell::verdict_glyph;
use super::spots;
use super::store::PlanningStore;

/// A pointer that is pressed on a chip.
#[derive(Clone, Copy, PartialEq)]
struct Press {
    pointer: i32,
    shift: ShiftId,
    cell: Cell,
    from: Point,
    at: Point,
    stage: Stage,
}

/// How far a press has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It may still be a click.
    Pressed,
    /// It carries the shift.
    Drags,
}

/// The pointer's side of a drag, for one scrolling grid.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    store: PlanningStore,
    press: RwSignal<Option<Press>>,
    scroller: NodeRef<leptos::html::Div>,
}

impl Drag {
    /// Nothing is pressed.
    pub(super) fn new(store: PlanningStore, scroller: NodeRef<leptos::html::Div>) -> Self {
        let drag = Self {
            store,
            press: RwSignal::new(None),
            scroller,
        };
        let down = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && drag.is_dragging() {
                event.prevent_default();
                drag.cancel();
            }
            drag.keys(&event);
        });
        let up = window_event_listener(leptos::ev::keyup, move |event| drag.keys(&event));
        on_cleanup(move || {
            down.remove();
            up.remove();
        });
        drag
    }

    /// Where the ghost of the carried shift is.
    pub(super) fn at(self) -> Option<Point> {
        let press = self.press.get()?;
        (press.stage == Stage::Drags).then_some(press.at)
    }

    fn is_dragging(self) -> bool {
        let press = self.press.read_untracked();
        press
            .as_ref()
            .is_some_and(|press| press.stage == Stage::Drags)
    }

    /// A key that makes a copy goes down or up during the drag.
    fn keys(self, event: &KeyboardEvent) {
        if self.is_dragging() {
            // Alt alone would give the browser's menu the keyboard.
            if event.key() == "Alt" {
                event.prevent_default();
            }
            let held = event.ctrl_key() || event.alt_key() || event.meta_key();
            self.store.hold_as(how(held));
        }
    }

    /// A pointer goes down.
    pub(super) fn down(self, event: &PointerEvent) {
        let mine = event.button() == 0 && event.is_primary() && event.pointer_type() != "touch";
        let free = self.store.carry.with_untracked(Option::is_none);
        let on_shift = spots::around(event.target(), ".shift").is_some();
        if !(mine && free && on_shift && self.store.plans()) {
            return;
        }
        if let Some((shift, cell)) = spots::chip_at(event) {
            let at = point(event);
            let pointer = event.pointer_id();
            let stage = Stage::Pressed;
            self.press.set(Some(Press {
                pointer,
                shift,
                cell,
                from: at,
                at,
                stage,
            }));
        }
    }

    /// It moves.
    pub(super) fn moved(self, event: &PointerEvent) {
        let Some(press) = self
            .press
            .get_untracked()
            .filter(|it| it.pointer == event.pointer_id())
        else {
            return;
        };
        let at = point(event);
        match press.stage {
            Stage::Pressed if is_drag(press.from, at) => {
                self.press.set(Some(Press {
                    at,
                    stage: Stage::Drags,
                    ..press
                }));
                self.begin(press);
            }
            Stage::Pressed => {}
            Stage::Drags => {
                event.prevent_default();
                self.press.set(Some(Press { at, ..press }));
                self.store.hold_as(asked(event));
                self.store.hold_over(spots::cell_under(at));
            }
        }
    }

    fn begin(self, press: Press) {
        if let Some(element) = self.scroller.get_untracked() {
            // Without the capture the drag still works inside the window.
            let _ = element.set_pointer_capture(press.pointer);
        }
        self.store.take_up(press.shift, press.cell, Hand::Pointer);
        self.scroll_along();
    }

    /// It goes up.
    pub(super) fn up(self, event: &PointerEvent) {
        let Some(press) = self
            .press
            .get_untracked()
            .filter(|it| it.pointer == event.pointer_id())
        else {
            return;
        };
        self.press.set(None);
        if press.stage == Stage::Pressed {
            return;
        }
        self.store.hold_as(asked(event));
        match spots::cell_under(point(event)) {
            Some(cell) => self.store.put(cell),
            None => self.store.let_go(),
        }
    }

    /// The browser or the person takes the drag back.
    pub(super) fn cancel(self) {
        let dragging = self.is_dragging();
        self.press.set(None);
        if dragging {
            self.store.let_go();
        }
    }

    /// While the pointer is near an edge, the grid scrolls, a step a frame.
    fn scroll_along(self) {
        request_animation_frame(move || {
            let Some(press) = self.press.try_get_untracked().flatten() else {
                return;
            };
            if press.stage == Stage::Drags {
                if let Some(element) = self.scroller.get_untracked() {
                    scroll(&element, press.at);
                    self.store.hold_over(spots::cell_under(press.at));
                }
                self.scroll_along();
            }
        });
    }
}

/// What the keys that are held at this moment ask for: Ctrl, Alt, or Cmd make a copy.
fn asked(event: &PointerEvent) -> How {
    how(event.ctrl_key() || event.alt_key() || event.meta_key())
}

const fn how(held: bool) -> How {
    if held { How::Copy } else { How::Move }
}

fn scroll(element: &Element, at: Point) {
    let seen = element.get_bounding_client_rect();
    let by = |at, low: f64, high: f64| scroll_by(at, whole(low), whole(high));
    let left = by(at.x, seen.left(), seen.right());
    let top = by(at.y, seen.top(), seen.bottom());
    if (left, top) != (0, 0) {
        element.scroll_by_with_x_and_y(f64::from(left), f64::from(top));
    }
}

fn point(event: &PointerEvent) -> Point {
    Point {
        x: event.client_x(),
        y: event.client_y(),
    }
}

/// A length on the screen in whole pixels.
#[expect(
    clippy::as_conversions,
    reason = "a float to an integer saturates, and has no other way"
)]
fn whole(length: f64) -> i32 {
    length as i32
}

/// The carried shift under the pointer, with what putting it there would meet.
pub(super) fn ghost(store: PlanningStore, at: Point) -> impl IntoView {
    let words = move || {
        let carry = store.carry.read();
        carry.as_ref().map(|carry| store.carry_words(carry))
    };
    let copies = move || {
        let carry = store.carry.read();
        let copies = carry.as_ref().is_some_and(|it| it.bundle.how == How::Copy);
        copies.then(|| view! { <span class="copy-badge">"+"</span> })
    };
    let verdict = move || {
        let target = store.target.get();
        target.map(|(_, marks)| {
            let glyph = verdict_glyph(marks.verdict());
            view! {
                <Icon glyph />
                {store.verdict_words(&marks)}
            }
        })
    };
    let place = format!(
        "translate({}px, {}px)",
        at.x.saturating_add(12),
        at.y.saturating_add(12)
    );
    view! {
        <div class="drag-ghost" aria-hidden="true" style:transform=place>
            {copies}
            <strong>{words}</strong>
            {verdict}
        </div>
    }
}
