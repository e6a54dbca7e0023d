//! Where things of the planning are in the document, and what is under an event.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Event, EventTarget, HtmlElement};
use shared::id::ShiftId;
use shared::planning::Cell;
use shared::planning::focus::Focus;
use shared::planning::press::Point;

/// The id of the element that has the focus for this spot of the grid.
pub(super) fn id(focus: Focus) -> String {
    let Focus { row, column } = focus;
    match row.cells_of() {
        Some(_) => format!("at-{row}-{column}"),
        None => format!("at-{row}"),
    }
}

/// The nearest element around an event that matches.
pub(super) fn around(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?
        .dyn_into::<Element>()
        .ok()?
        .closest(selector)
        .ok()
        .flatten()
}

/// The cell that an element stands in.
pub(super) fn cell_of(element: &Element) -> Option<Cell> {
    let cell = element.closest("[data-cell]").ok().flatten()?;
    cell.get_attribute("data-cell")?.parse().ok()
}

/// The shift that an element shows.
pub(super) fn shift_of(element: &Element) -> Option<ShiftId> {
    let shift = element.closest("[data-shift]").ok().flatten()?;
    shift.get_attribute("data-shift")?.parse().ok()
}

/// The shift and the cell of the chip that an event happened on.
pub(super) fn chip_at(event: &Event) -> Option<(ShiftId, Cell)> {
    let chip = around(event.target(), "[data-shift]")?;
    Some((shift_of(&chip)?, cell_of(&chip)?))
}

/// The cell under a point of the screen.
pub(super) fn cell_under(point: Point) -> Option<Cell> {
    let (x, y) = (pixels(point.x)?, pixels(point.y)?);
    let element = document().element_from_point(x, y)?;
    cell_of(&element)
}

/// A coordinate as the document takes it. No screen is wider than a `u16`.
fn pixels(length: i32) -> Option<f32> {
    u16::try_from(length).ok().map(f32::from)
}

/// Gives a spot of the grid the keyboard.
pub(super) fn show(focus: Focus) {
    if let Some(element) = document().get_element_by_id(&id(focus)) {
        give_focus(&element);
    }
}

/// Gives a chip the keyboard once it is drawn where it came to, or else its cell.
pub(super) fn focus_chip_soon(focus: Focus, shift: ShiftId) {
    request_animation_frame(move || {
        let Some(cell) = document().get_element_by_id(&id(focus)) else {
            return;
        };
        let chip = cell.query_selector(&format!("[data-shift=\"{shift}\"] .shift"));
        give_focus(&chip.ok().flatten().unwrap_or(cell));
    });
}

/// Gives the chip before or after this one in its cell the keyboard.
pub(super) fn focus_sibling(chip: &Element, by: i64) {
    let Some(cell) = chip.closest("[data-cell]").ok().flatten() else {
        return;
    };
    let chips = within(&cell, "button.shift, button.cell-more");
    let Some(place) = chips.iter().position(|other| other == chip) else {
        return;
    };
    let next = place.saturating_add_signed(isize::try_from(by).unwrap_or_default());
    if let Some(next) = chips.get(next) {
        give_focus(next);
    }
}

/// The elements inside that match, in order.
pub(super) fn within(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into::<Element>().ok())
        .collect()
}

/// Gives an element the keyboard.
pub(super) fn give_focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that has left the document cannot take it; nothing is lost then.
        let _ = element.focus();
    }
}

/// Where what is shown beside an element stands: to its right, to its left where there is no room,
/// inside the window; its left and top, in pixels.
pub(super) fn beside(element: &Element, shown: &Element) -> (f64, f64) {
    let (near, size) = (
        element.get_bounding_client_rect(),
        shown.get_bounding_client_rect(),
    );
    let (width, height) = (room(window().inner_width()), room(window().inner_height()));
    let right = near.right() + 4.0;
    let left = match right + size.width() < width {
        true => right,
        false => near.left() - size.width() - 4.0,
    };
    let lowest = height - size.height() - 8.0;
    (left.max(8.0), near.top().min(lowest).max(8.0))
}

/// A length of the window, in pixels.
pub(super) fn room(length: Result<JsValue, JsValue>) -> f64 {
    let length = length.ok().and_then(|length| length.as_f64());
    length.unwrap_or(f64::MAX)
}
