//! One shift of a week held over every cell of it, as a drag across the whole grid would: what
//! the labour rules cost, and what they say. The same for the host and for wasm.

use shared::labour::Breach;
use shared::planning::relocate::relocate;
use shared::planning::{Board, Cell, PlanningOut};

/// How often the week is swept: enough for a clock that only counts milliseconds.
pub(crate) const ROUNDS: u32 = 50;

/// The board of a week that was read.
pub(crate) fn board(read: &str) -> Result<Board, Box<dyn std::error::Error>> {
    let read: PlanningOut = serde_json::from_str(read)?;
    // A week's first shift may have begun the Sunday before; the last one has not.
    let last = read.shifts.last().ok_or("a week without shifts")?;
    Ok(Board::new(read.zone.week(last.start), read))
}

/// What the rules say of the week's first shift in each cell of each person.
pub(crate) fn sweep(board: &Board) -> Vec<Vec<Breach>> {
    let carried = board.shifts().find(|shift| shift.person_id.is_some());
    let Some(shift) = carried else {
        return Vec::new();
    };
    let (zone, from) = (board.zone(), board.zone().day(shift.start));
    let mut found = Vec::new();
    for person in board.people() {
        for (day, _) in board.columns().days() {
            let cell = Cell {
                person: Some(person.id),
                day: *day,
            };
            let moved = relocate(shift, from, cell, zone).shift;
            found.push(board.marks(&moved).breaches);
        }
    }
    found
}
