//! Shifts that are selected, to do something to all of them at once.

use std::collections::BTreeSet;

use super::focus::Focus;
use super::rows::Row;
use super::{Board, Cell, Columns};
use crate::id::{ShiftId, UserId};
use crate::patch::Patch;
use crate::shifts::ShiftOut;

/// The shifts that are selected, one by one or by a range of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    picked: BTreeSet<ShiftId>,
    range: Option<Range>,
}

/// A range that is being extended from a cell: it adds to what was selected before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Range {
    anchor: Focus,
    before: BTreeSet<ShiftId>,
}

impl Selection {
    /// These shifts, and no others.
    #[must_use]
    pub fn of(shifts: impl IntoIterator<Item = ShiftId>) -> Self {
        Self {
            picked: shifts.into_iter().collect(),
            range: None,
        }
    }

    /// Whether a shift is selected.
    #[must_use]
    pub fn has(&self, shift: ShiftId) -> bool {
        self.picked.contains(&shift)
    }

    /// Whether all of these are, and there are some.
    #[must_use]
    pub fn has_all(&self, shifts: &[ShiftId]) -> bool {
        !shifts.is_empty() && shifts.iter().all(|shift| self.has(*shift))
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty()
    }

    /// Selects a shift, or no longer.
    pub fn toggle(&mut self, shift: ShiftId) {
        self.range = None;
        if !self.picked.remove(&shift) {
            self.picked.insert(shift);
        }
    }

    /// Selects all of these, or none of them where all are.
    pub fn toggle_all(&mut self, shifts: &[ShiftId]) {
        let all = self.has_all(shifts);
        self.range = None;
        for shift in shifts {
            if all {
                self.picked.remove(shift);
            } else {
                self.picked.insert(*shift);
            }
        }
    }

    /// Selects all shifts of the cells between two corners, beside what was selected before the
    /// range was begun. A range is begun at `from`, and goes on from there until something else
    /// is done.
    pub fn extend(
        &mut self,
        (from, to): (Focus, Focus),
        rows: &[Row],
        columns: &Columns,
        at: impl Fn(Cell) -> Vec<ShiftId>,
    ) {
        let range = self.range.take().unwrap_or_else(|| Range {
            anchor: from,
            before: self.picked.clone(),
        });
        let cells = between(range.anchor, to, rows, columns);
        self.picked = range.before.clone();
        self.picked.extend(cells.into_iter().flat_map(at));
        self.range = Some(range);
    }

    /// The focus went on without extending: the next range begins anew.
    pub fn rest(&mut self) {
        self.range = None;
    }

    /// What is selected of a board and shown, by start. Acts are done to these.
    #[must_use]
    pub fn shifts(&self, board: &Board, shown: impl Fn(ShiftId) -> bool) -> Vec<ShiftOut> {
        let picked = self.picked.iter().filter(|id| shown(**id));
        let mut shifts: Vec<_> = picked.filter_map(|id| board.shift(*id).cloned()).collect();
        shifts.sort_by_key(|shift| (shift.start, shift.id));
        shifts
    }
}

/// The cells of the rectangle between two corners; heads are no cells.
fn between(from: Focus, to: Focus, rows: &[Row], columns: &Columns) -> Vec<Cell> {
    let place = |focus: Focus| rows.iter().position(|row| *row == focus.row);
    let (Some(one), Some(other)) = (place(from), place(to)) else {
        return Vec::new();
    };
    let (top, bottom) = (one.min(other), one.max(other));
    let (left, right) = (from.column.min(to.column), from.column.max(to.column));
    let rows = rows.iter().take(bottom + 1).skip(top);
    rows.flat_map(|row| {
        (left..=right).filter_map(|column| Focus { row: *row, column }.cell(columns))
    })
    .collect()
}

/// Whom several shifts go to when they are put in a row: where all are one person's, or all
/// nobody's, the person of that row; several people keep theirs.
#[must_use]
pub fn person_for(shifts: &[ShiftOut], row: Option<UserId>) -> Patch<Option<UserId>> {
    let people: BTreeSet<_> = shifts.iter().map(|shift| shift.person_id).collect();
    match people.first() {
        Some(one) if people.len() == 1 => Patch::between(one, row),
        _ => Patch::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, shift};

    /// Ana's Monday and Tuesday, Bob's Tuesday, a need on Wednesday.
    struct Week {
        stage: Stage,
        board: Board,
        rows: Vec<Row>,
        shifts: Vec<ShiftOut>,
    }

    fn week() -> Week {
        let stage = Stage::new();
        let bobs = ShiftOut {
            person_id: Some(stage.bob),
            ..shift("2026-11-24T09:00", "2026-11-24T12:00")
        };
        let shifts = vec![
            stage.anas("2026-11-23T09:00", "2026-11-23T12:00"),
            stage.anas("2026-11-24T09:00", "2026-11-24T12:00"),
            bobs,
            shift("2026-11-25T09:00", "2026-11-25T12:00"),
        ];
        let rows = vec![
            Row::Open,
            Row::Group(Some(stage.lights)),
            Row::Person(stage.ana),
            Row::Group(None),
            Row::Person(stage.bob),
        ];
        Week {
            board: stage.board(shifts.clone()),
            stage,
            rows,
            shifts,
        }
    }

    impl Week {
        fn extend(&self, selection: &mut Selection, from: (usize, usize), to: (usize, usize)) {
            let focus = |(row, column): (usize, usize)| Focus {
                row: self.rows[row],
                column,
            };
            let at = |cell| self.board.at(cell).to_vec();
            let columns = self.stage.columns();
            selection.extend((focus(from), focus(to)), &self.rows, &columns, at);
        }

        fn selected(&self, selection: &Selection) -> Vec<usize> {
            let shifts = selection.shifts(&self.board, |_| true);
            let place = |one: &ShiftOut| self.shifts.iter().position(|it| it.id == one.id);
            let mut places: Vec<_> = shifts.iter().filter_map(place).collect();
            places.sort_unstable();
            places
        }
    }

    #[test]
    fn shifts_are_picked_and_let_go_one_by_one() {
        let week = week();
        let mut selection = Selection::default();
        selection.toggle(week.shifts[0].id);
        selection.toggle(week.shifts[3].id);
        selection.toggle(week.shifts[0].id);
        assert_eq!(week.selected(&selection), [3]);
        let cell = [week.shifts[0].id, week.shifts[3].id];
        assert!(!selection.has_all(&cell));
        selection.toggle_all(&cell);
        assert!(selection.has_all(&cell));
        selection.toggle_all(&cell);
        assert!(selection.is_empty());
        assert!(!selection.has_all(&[]), "an empty cell is never selected");
    }

    #[test]
    fn a_range_grows_and_shrinks_from_where_it_was_begun() {
        let week = week();
        let mut selection = Selection::of([week.shifts[3].id]);
        week.extend(&mut selection, (2, 1), (2, 2));
        assert_eq!(week.selected(&selection), [0, 1, 3]);
        week.extend(&mut selection, (2, 2), (4, 2));
        assert_eq!(week.selected(&selection), [0, 1, 2, 3]);
        // Back again: what it no longer covers is let go, what was there before is not.
        week.extend(&mut selection, (4, 2), (2, 1));
        assert_eq!(week.selected(&selection), [0, 3]);
        selection.rest();
        week.extend(&mut selection, (4, 1), (4, 2));
        assert_eq!(week.selected(&selection), [0, 2, 3]);
    }

    #[test]
    fn what_is_hidden_or_gone_is_no_part_of_it() {
        let week = week();
        let selection = Selection::of(week.shifts.iter().map(|shift| shift.id));
        let hidden = week.shifts[1].id;
        let shown = selection.shifts(&week.board, |id| id != hidden);
        assert_eq!(shown.len(), 3);
        let other = week.stage.board(vec![week.shifts[2].clone()]);
        assert_eq!(selection.shifts(&other, |_| true).len(), 1);
    }

    #[test]
    fn one_persons_go_to_another_and_several_keep_theirs() {
        let week = week();
        let (ana, bob) = (Some(week.stage.ana), Some(week.stage.bob));
        assert_eq!(person_for(&week.shifts[..2], bob), Patch::Set(bob));
        assert_eq!(person_for(&week.shifts[..2], ana), Patch::Keep);
        assert_eq!(person_for(&week.shifts[..2], None), Patch::Set(None));
        assert_eq!(person_for(&week.shifts[3..], ana), Patch::Set(ana));
        assert_eq!(person_for(&week.shifts, bob), Patch::Keep);
    }
}
