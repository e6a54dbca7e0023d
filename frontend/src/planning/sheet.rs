//! What is open over the planning: the drawer of a shift, or a question about one.

use shared::planning::Cell;
use shared::shifts::ShiftOut;

use super::act::Refused;
use super::bulk::Obstructed;
use super::series::{Left, Scoped};

/// The drawer.
#[derive(Clone, PartialEq)]
pub(super) enum Drawer {
    /// A new shift in a cell.
    New(Cell),
    /// A shift that is there, as it was when it was opened.
    Shift(Box<ShiftOut>),
}

/// A question that an act raised.
#[derive(Clone)]
pub(super) enum Question {
    /// Whether an overlap, or a broken labour rule, is meant, and why.
    Meant(Box<Refused>),
    /// What to do about somebody else's change.
    Stale(Box<Refused>),
    /// Whether to delete a shift.
    Delete(Box<ShiftOut>),
    /// Whether to delete several.
    DeleteAll(Vec<ShiftOut>),
    /// What to do about what stands in the way of several.
    Obstructed(Box<Obstructed>),
    /// Which occurrences of a series an act reaches.
    Scope(Box<Scoped>),
    /// What an act on a series left as it was.
    Left(Box<Left>),
    /// Which keys there are.
    Keys,
}
