//! The keyboard in the grid: what a key means is in [`shared::planning::keys`], what it does
//! is here.

use leptos::prelude::*;
use leptos::web_sys::{Element, KeyboardEvent};
use shared::auth::Shortcuts;
use shared::id::ShiftId;
use shared::planning::Cell;
use shared::planning::bundle::How;
use shared::planning::focus::{Focus, Step};
use shared::planning::keys::{Act, Held, act};
use shared::planning::selection::Selection;
use shared::planning::view::At;

use super::carry::Hand;
use super::sheet::{Drawer, Question};
use super::spots;
use super::store::PlanningStore;

/// What the keyboard is on.
struct Spot {
    focus: Focus,
    cell: Option<Cell>,
    chip: Option<(Element, ShiftId)>,
    shifts: Vec<ShiftId>,
}

/// A key goes down in the grid.
pub(super) fn pressed(store: PlanningStore, letters: Shortcuts, event: &KeyboardEvent) {
    let Some(asked) = act(&event.key(), held(event), letters) else {
        return;
    };
    let Some(spot) = spot(store, event) else {
        return;
    };
    let carries = store
        .carry
        .with_untracked(|carry| carry.as_ref().map(|it| (it.hand, it.over)));
    let done = match carries {
        // What the pointer carries, the drag itself lets go of.
        Some((Hand::Pointer, _)) => return,
        Some((Hand::Keyboard, over)) => carrying(store, asked, over),
        Some((Hand::Tap, _)) if asked == Act::Enter => {
            spot.cell.map(|cell| store.put(cell)).is_some()
        }
        Some(_) if asked == Act::Leave => {
            store.let_go();
            true
        }
        _ => anywhere(store, asked) || on_spot(store, asked, &spot),
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

pub(super) fn held(event: &KeyboardEvent) -> Held {
    let ctrl = event.ctrl_key() || event.meta_key();
    match (ctrl, event.alt_key(), event.shift_key()) {
        (false, false, false) => Held::Nothing,
        (false, false, true) => Held::Shift,
        (true, false, false) => Held::Ctrl,
        (true, false, true) => Held::CtrlShift,
        (false, true, false) => Held::Alt,
        _ => Held::Several,
    }
}

/// What the keyboard is on; nothing where it is in a field or a menu.
fn spot(store: PlanningStore, event: &KeyboardEvent) -> Option<Spot> {
    let focus = store.focus.get_untracked()?;
    let cell = store
        .board
        .with_untracked(|board| focus.cell(board.columns()));
    let chip = spots::around(event.target(), ".shift")
        .and_then(|chip| spots::shift_of(&chip).map(|shift| (chip, shift)));
    let shifts = untrack(|| cell.map(|cell| store.at(cell)).unwrap_or_default());
    Some(Spot {
        focus,
        cell,
        chip,
        shifts,
    })
}

/// Keys while the arrows carry a shift.
fn carrying(store: PlanningStore, asked: Act, over: Option<Cell>) -> bool {
    match (asked, over) {
        (Act::Go(step), _) => store.carry_on(step),
        (Act::Enter, Some(cell)) => store.put(cell),
        (Act::Leave, _) => store.let_go(),
        _ => return false,
    }
    true
}

/// Keys that do the same wherever the focus is.
fn anywhere(store: PlanningStore, asked: Act) -> bool {
    let (url, today) = (store.url.get_untracked(), store.today.get_untracked());
    match asked {
        Act::Weeks(by) => {
            store
                .go
                .to(&url.at(At::Week(url.week(today).plus_weeks(by))));
        }
        Act::Today => store.go.to(&url.at(At::Day(today)).drawn(url.view, today)),
        Act::Draw(view) if view == url.view => {}
        Act::Draw(view) => store.go.to(&url.drawn(view, today)),
        Act::SelectAll => store.pick_week(),
        Act::Search => {
            if let Some(field) = document().get_element_by_id(super::toolbar::SEARCH) {
                spots::give_focus(&field);
            }
        }
        Act::Help => store.question.set(Some(Question::Keys)),
        _ => return false,
    }
    true
}

/// Keys that depend on what has the focus.
fn on_spot(store: PlanningStore, asked: Act, spot: &Spot) -> bool {
    match asked {
        Act::Go(step) => go(store, step, spot),
        Act::Extend(step) => extend(store, step, spot),
        Act::Select => select(store, spot),
        Act::Times => times(store, spot),
        Act::Leave => leave(store, spot),
        Act::Enter => enter(store, spot),
        Act::Create => create(store, spot.cell),
        Act::Take => with_shift(store, spot, |id, cell| {
            store.take_up(id, cell, Hand::Keyboard)
        }),
        Act::Shove(step) => with_shift(store, spot, |id, cell| store.shove(id, cell, step)),
        Act::Copy => remember(store, spot, How::Copy),
        Act::Cut => remember(store, spot, How::Move),
        Act::Paste => spot.cell.is_some_and(|cell| store.paste(cell)),
        Act::Delete => delete(store, spot),
        _ => false,
    }
}

fn go(store: PlanningStore, step: Step, spot: &Spot) -> bool {
    if let Some((chip, _)) = &spot.chip {
        let by = match step {
            Step::Up => -1,
            Step::Down => 1,
            _ => 0,
        };
        if by != 0 {
            spots::focus_sibling(chip, by);
            return true;
        }
    }
    store.selection.update_untracked(Selection::rest);
    step_to(store, step, spot);
    true
}

fn step_to(store: PlanningStore, step: Step, spot: &Spot) -> Focus {
    let (board, rows) = (store.board.read_untracked(), store.rows.read_untracked());
    let next = spot.focus.step(step, &rows, board.columns());
    store.focus.set(Some(next));
    spots::show(next);
    next
}

/// To the next cell, selecting all from where the range was begun.
fn extend(store: PlanningStore, step: Step, spot: &Spot) -> bool {
    if spot.cell.is_none() || !store.plans() {
        return false;
    }
    let next = step_to(store, step, spot);
    store.pick_range(spot.focus, next);
    true
}

/// The shift that has the focus, or all of the cell.
fn select(store: PlanningStore, spot: &Spot) -> bool {
    if spot.cell.is_none() || !store.plans() {
        return false;
    }
    match &spot.chip {
        Some((_, shift)) => store.pick(*shift),
        None => store.pick_all(&spot.shifts),
    }
    true
}

/// Shows the fields for the times over the chip, or over the cell that has it alone.
fn times(store: PlanningStore, spot: &Spot) -> bool {
    let by = spot.chip.as_ref().map(|(chip, _)| chip.clone());
    let by = by.or_else(|| document().get_element_by_id(&spots::id(spot.focus)));
    with_shift(store, spot, |id, _| {
        if let Some(by) = by {
            store.edit_times(id, &by);
        }
    })
}

/// Copies or cuts what is selected, or else the shift under the focus.
fn remember(store: PlanningStore, spot: &Spot, how: How) -> bool {
    let selected = store.selected.get_untracked();
    if !selected.is_empty() {
        let seen = store.seen_in(spot.cell, &selected);
        store.remember(selected, seen, how);
        return true;
    }
    with_shift(store, spot, |id, cell| {
        store.remember(store.meant(id), Some(cell.day), how);
    })
}

/// Asks to delete what is selected, or else the shift under the focus.
fn delete(store: PlanningStore, spot: &Spot) -> bool {
    let selected = store.selected.get_untracked();
    if !selected.is_empty() {
        store.ask_to_delete_all(selected);
        return true;
    }
    with_shift(store, spot, |id, _| store.ask_to_delete(id))
}

/// Selects nothing any more; or from a chip back to its cell.
fn leave(store: PlanningStore, spot: &Spot) -> bool {
    if store.clear_selection() {
        return true;
    }
    let unfolded = store.unfolded.get_untracked().is_some();
    store.unfolded.set(None);
    if spot.chip.is_some() || unfolded {
        spots::show(spot.focus);
        return true;
    }
    false
}

/// A cell without a shift makes one, with one opens it, with several is entered. On a chip
/// or a head, Enter presses the button that has the focus.
fn enter(store: PlanningStore, spot: &Spot) -> bool {
    let (Some(cell), None) = (spot.cell, &spot.chip) else {
        return false;
    };
    match spot.shifts.as_slice() {
        [] => create(store, Some(cell)),
        [shift] => {
            store.open(*shift);
            true
        }
        [first, ..] => {
            spots::focus_chip_soon(spot.focus, *first);
            true
        }
    }
}

fn create(store: PlanningStore, cell: Option<Cell>) -> bool {
    let Some(cell) = cell.filter(|_| store.plans()) else {
        return false;
    };
    store.drawer.set(Some(Drawer::New(cell)));
    true
}

/// Does something to the shift under the focus. Where a cell has several and none is meant
/// yet, the first gets the focus, and the key is pressed again.
fn with_shift(store: PlanningStore, spot: &Spot, with: impl FnOnce(ShiftId, Cell)) -> bool {
    let Some(cell) = spot.cell.filter(|_| store.plans()) else {
        return false;
    };
    match (&spot.chip, spot.shifts.as_slice()) {
        (Some((_, shift)), _) => with(*shift, cell),
        (None, [shift]) => with(*shift, cell),
        (None, [first, ..]) => {
            store.say(store.choose_first_words());
            spots::focus_chip_soon(spot.focus, *first);
        }
        (None, []) => return false,
    }
    true
}
