//! Where the keyboard is in the grid: one cell has the focus, arrows move it.

use crate::time::Day;

use super::rows::Row;
use super::{Cell, Columns};

/// The cell that has the focus, by what it is rather than by where it stands, so that it
/// stays the same when rows come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The row.
    pub row: Row,
    /// The column: 0 for the row's head, 1 to 7 for the days. The head of a group has all of
    /// its row, and remembers the column for the next row.
    pub column: usize,
}

/// One move of the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A cell to the left.
    Left,
    /// A cell to the right.
    Right,
    /// A row up.
    Up,
    /// A row down.
    Down,
    /// To the row's head.
    RowStart,
    /// To the row's last day.
    RowEnd,
    /// To the first row's head.
    GridStart,
    /// To the last row's last day.
    GridEnd,
    /// Ten rows up.
    PageUp,
    /// Ten rows down.
    PageDown,
}

const PAGE: usize = 10;

impl Focus {
    /// Where the focus begins: in the first row with cells, on the day if it is shown.
    #[must_use]
    pub fn start(rows: &[Row], columns: &Columns, day: Day) -> Option<Self> {
        let row = rows
            .iter()
            .find(|row| row.cells_of().is_some())
            .or(rows.first())?;
        let place = columns.days().iter().position(|(shown, _)| *shown == day);
        Some(Self {
            row: *row,
            column: place.map_or(1, |place| place + 1),
        })
    }

    /// The focus on a cell.
    #[must_use]
    pub fn on(cell: Cell, columns: &Columns) -> Option<Self> {
        let place = columns
            .days()
            .iter()
            .position(|(day, _)| *day == cell.day)?;
        let row = cell.person.map_or(Row::Open, Row::Person);
        Some(Self {
            row,
            column: place + 1,
        })
    }

    /// The cell that has the focus; none on heads.
    #[must_use]
    pub fn cell(self, columns: &Columns) -> Option<Cell> {
        let person = self.row.cells_of()?;
        let (day, _) = columns.days().get(self.column.checked_sub(1)?)?;
        Some(Cell { person, day: *day })
    }

    /// The focus after a step. It does not leave the grid; where its row is gone, it begins
    /// in the first.
    #[must_use]
    pub fn step(self, step: Step, rows: &[Row], columns: &Columns) -> Self {
        let last = columns.days().len();
        let place = rows
            .iter()
            .position(|row| *row == self.row)
            .unwrap_or_default();
        let end = rows.len().saturating_sub(1);
        let on_group = matches!(self.row, Row::Group(_));
        let (place, column) = match step {
            Step::Left if !on_group => (place, self.column.saturating_sub(1)),
            Step::Right if !on_group => (place, (self.column + 1).min(last)),
            Step::Left | Step::Right => (place, self.column),
            Step::Up => (place.saturating_sub(1), self.column),
            Step::Down => ((place + 1).min(end), self.column),
            Step::PageUp => (place.saturating_sub(PAGE), self.column),
            Step::PageDown => ((place + PAGE).min(end), self.column),
            Step::RowStart => (place, 0),
            Step::RowEnd => (place, last),
            Step::GridStart => (0, 0),
            Step::GridEnd => (end, last),
        };
        Self {
            row: rows.get(place).copied().unwrap_or(self.row),
            column,
        }
    }

    /// The next cell in a direction that a shift can be put in: heads are passed over.
    #[must_use]
    pub fn step_to_cell(self, step: Step, rows: &[Row], columns: &Columns) -> Self {
        let mut at = self;
        loop {
            let next = at.step(step, rows, columns);
            if next == at {
                return self;
            }
            if next.cell(columns).is_some() {
                return next;
            }
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::Stage;

    fn grid(stage: &Stage) -> Vec<Row> {
        vec![
            Row::Open,
            Row::Group(Some(stage.lights)),
            Row::Person(stage.ana),
            Row::Group(None),
            Row::Person(stage.bob),
        ]
    }

    fn walk(stage: &Stage, from: (Row, usize), steps: &[Step]) -> (Row, usize) {
        let (rows, columns) = (grid(stage), stage.columns());
        let focus = Focus {
            row: from.0,
            column: from.1,
        };
        let end = steps
            .iter()
            .fold(focus, |at, step| at.step(*step, &rows, &columns));
        (end.row, end.column)
    }

    #[test]
    fn arrows_stay_in_the_grid_and_a_group_remembers_the_column() {
        let stage = Stage::new();
        use Step::*;
        assert_eq!(
            walk(&stage, (Row::Open, 1), &[Up, Left, Left]),
            (Row::Open, 0)
        );
        assert_eq!(walk(&stage, (Row::Open, 7), &[Right]), (Row::Open, 7));
        let down = walk(&stage, (Row::Open, 3), &[Down, Left, Right, Down]);
        assert_eq!(down, (Row::Person(stage.ana), 3));
        assert_eq!(
            walk(&stage, (Row::Open, 3), &[GridEnd]),
            (Row::Person(stage.bob), 7)
        );
        assert_eq!(
            walk(&stage, (Row::Open, 3), &[PageDown, RowStart]),
            (Row::Person(stage.bob), 0)
        );
        assert_eq!(
            walk(&stage, (Row::Person(stage.bob), 3), &[PageUp, RowEnd]),
            (Row::Open, 7)
        );
    }

    #[test]
    fn a_focus_whose_row_is_gone_begins_anew() {
        let stage = Stage::new();
        let gone = Row::Person(crate::id::UserId::new());
        assert_eq!(walk(&stage, (gone, 4), &[Step::Left]), (Row::Open, 3));
    }

    #[test]
    fn a_carried_shift_passes_over_heads() {
        let stage = Stage::new();
        let (rows, columns) = (grid(&stage), stage.columns());
        let open = Focus {
            row: Row::Open,
            column: 1,
        };
        let down = open.step_to_cell(Step::Down, &rows, &columns);
        assert_eq!(down.row, Row::Person(stage.ana));
        assert_eq!(
            open.step_to_cell(Step::Left, &rows, &columns),
            open,
            "not onto the name"
        );
    }

    #[test]
    fn the_focus_begins_today() {
        let stage = Stage::new();
        let rows = grid(&stage);
        let today = "2026-11-25".parse().unwrap();
        let focus = Focus::start(&rows, &stage.columns(), today).unwrap();
        assert_eq!((focus.row, focus.column), (Row::Open, 3));
        let cell = focus.cell(&stage.columns()).unwrap();
        assert_eq!((cell.person, cell.day), (None, today));
        assert_eq!(Focus::on(cell, &stage.columns()), Some(focus));
        assert_eq!(Focus::start(&[], &stage.columns(), today), None);
    }
}
