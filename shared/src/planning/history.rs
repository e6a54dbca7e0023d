//! What can be undone, and what was: twenty acts, one after the other, on single shifts or in
//! bulk.

use std::collections::VecDeque;

use crate::id::{OperationId, ShiftId, Version};
use crate::shifts::ShiftOut;

use super::{Board, Change};

/// So many acts are remembered.
pub const DEEP: usize = 20;

/// Which way an act goes in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is a new one.
    New,
    /// It undoes the last one.
    Undo,
    /// It does again the last one that was undone.
    Redo,
}

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// Somebody has changed the shift since: it is left, and forgotten.
    Changed,
    /// This.
    Do(Change),
    /// The operation is to be undone.
    Undo(OperationId),
}

/// An act that was done: on one shift, or in bulk.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    One(Change),
    Bulk(OperationId),
}

/// The acts that were done, and those that were undone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    done: VecDeque<Act>,
    undone: Vec<Act>,
}

impl History {
    /// An act was done: the change, and the shift as the server keeps it now.
    ///
    /// What was published is known by others: it is taken back among the operations, not here.
    pub fn did(&mut self, way: Way, change: Change, saved: Option<ShiftOut>) {
        if matches!(change, Change::Edit { .. }) && change.publishes() {
            self.undone.clear();
            return;
        }
        let change = match (change, saved) {
            (Change::Create(_), Some(saved)) => Change::Create(Box::new(saved)),
            (Change::Edit { before, .. }, Some(saved)) => Change::edit(&before, saved),
            (change, _) => change,
        };
        self.remember(way, Act::One(change));
    }

    /// An act was done in bulk, by this operation: a new one, or one that undid another.
    pub fn did_in_bulk(&mut self, way: Way, operation: OperationId) {
        self.remember(way, Act::Bulk(operation));
    }

    fn remember(&mut self, way: Way, act: Act) {
        if way == Way::Undo {
            self.undone.push(act);
            return;
        }
        if way == Way::New {
            self.undone.clear();
        }
        self.done.push_back(act);
        if self.done.len() > DEEP {
            self.done.pop_front();
        }
    }

    /// What undoes the last act that was done. It is forgotten here: it comes back once it is
    /// undone.
    pub fn undo(&mut self, board: &Board) -> Next {
        back(self.done.pop_back(), board)
    }

    /// What does again the last act that was undone.
    pub fn redo(&mut self, board: &Board) -> Next {
        back(self.undone.pop(), board)
    }
}

/// What takes an act back, as the board shows its shift now, and announces nothing. A shift of
/// another week is not on the board: the server has the last word on it.
fn back(act: Option<Act>, board: &Board) -> Next {
    let change = match act {
        None => return Next::Nothing,
        // Undoing an undoing does it again: both ways are the same.
        Some(Act::Bulk(operation)) => return Next::Undo(operation),
        Some(Act::One(change)) => change,
    };
    match change.inverse().unannounced() {
        Change::Create(shift) => Next::Do(Change::Create(Box::new(ShiftOut {
            id: ShiftId::new(),
            version: Version::FIRST,
            ..*shift
        }))),
        Change::Edit { before, after } => match present(&before, board) {
            Some(present) => {
                let version = present.version;
                Next::Do(Change::edit(&present, ShiftOut { version, ..*after }))
            }
            None => Next::Changed,
        },
        Change::Delete(shift) => match present(&shift, board) {
            Some(present) => Next::Do(Change::Delete(Box::new(present))),
            None => Next::Changed,
        },
    }
}

/// The shift as it is now, unless it is another than it was left.
fn present(left: &ShiftOut, board: &Board) -> Option<ShiftOut> {
    let Some(present) = board.shift(left.id) else {
        return Some(left.clone());
    };
    let as_left = ShiftOut {
        version: present.version,
        ..left.clone()
    };
    (*present == as_left).then_some(as_left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, shift};
    use crate::shifts::ShiftStatus;

    fn with(shift: &ShiftOut, status: ShiftStatus) -> ShiftOut {
        ShiftOut {
            status,
            ..shift.clone()
        }
    }

    /// Undoing never publishes: what was called off or deleted comes back live, and what was
    /// published is not undone by a key.
    #[test]
    fn undoing_announces_nothing() {
        let stage = Stage::new();
        let draft = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
        let published = with(&draft, ShiftStatus::Published);
        let off = with(&draft, ShiftStatus::Cancelled);
        let mut history = History::default();
        let publishing = Change::edit(&draft, published.clone());
        history.did(Way::New, publishing, Some(published.clone()));
        assert_eq!(
            history.undo(&stage.board(vec![published.clone()])),
            Next::Nothing
        );

        let calling_off = Change::edit(&published, off.clone());
        history.did(Way::New, calling_off, Some(off.clone()));
        let next = history.undo(&stage.board(vec![off.clone()]));
        assert_eq!(next, Next::Do(Change::edit(&off, draft)));

        let deleting = Change::Delete(Box::new(published));
        history.did(Way::New, deleting, None);
        match history.undo(&stage.board(Vec::new())) {
            Next::Do(Change::Create(again)) => assert_eq!(again.status, ShiftStatus::Draft),
            other => panic!("{other:?}"),
        }
    }

    fn moved(shift: &ShiftOut, hours: i64) -> ShiftOut {
        ShiftOut {
            start: shift.start.plus_minutes(hours * 60),
            end: shift.end.plus_minutes(hours * 60),
            ..shift.clone()
        }
    }

    fn next(shift: &ShiftOut) -> ShiftOut {
        ShiftOut {
            version: shift.version.next(),
            ..shift.clone()
        }
    }

    /// Does what is asked for, as the server would: each writing has the next version.
    fn run(history: &mut History, board: &mut Board, way: Way, asked: Next) -> ShiftOut {
        let Next::Do(change) = asked else {
            unreachable!("{asked:?}")
        };
        let Change::Edit { after, .. } = &change else {
            unreachable!("{change:?}")
        };
        let saved = next(after);
        board.put(saved.clone());
        history.did(way, change, Some(saved.clone()));
        saved
    }

    #[test]
    fn moves_are_undone_and_done_again_in_their_order() {
        let (mut history, mut board) = (History::default(), Stage::new().board(Vec::new()));
        let first = shift("2026-11-24T09:00", "2026-11-24T12:00");
        board.put(first.clone());
        let mut places = vec![first.clone()];
        for hours in 1..=3 {
            let last = places.last().unwrap();
            let change = Change::edit(last, moved(&first, hours));
            let saved = next(&ShiftOut {
                version: last.version,
                ..moved(&first, hours)
            });
            board.put(saved.clone());
            history.did(Way::New, change, Some(saved.clone()));
            places.push(saved);
        }
        for place in places.iter().rev().skip(1) {
            let asked = history.undo(&board);
            let now = run(&mut history, &mut board, Way::Undo, asked);
            assert_eq!(now.start, place.start);
        }
        assert_eq!(history.undo(&board), Next::Nothing);
        for place in places.iter().skip(1) {
            let asked = history.redo(&board);
            let now = run(&mut history, &mut board, Way::Redo, asked);
            assert_eq!(now.start, place.start);
        }
        assert_eq!(history.redo(&board), Next::Nothing);
    }

    #[test]
    fn bulk_acts_stand_among_the_others() {
        let (mut history, board) = (History::default(), Stage::new().board(Vec::new()));
        let one = shift("2026-11-24T09:00", "2026-11-24T12:00");
        let (pasted, undoing) = (OperationId::new(), OperationId::new());
        history.did(Way::New, Change::Delete(Box::new(one)), None);
        history.did_in_bulk(Way::New, pasted);
        assert_eq!(history.undo(&board), Next::Undo(pasted));
        history.did_in_bulk(Way::Undo, undoing);
        assert_eq!(history.redo(&board), Next::Undo(undoing));
        assert!(matches!(history.undo(&board), Next::Do(Change::Create(_))));
    }

    #[test]
    fn what_somebody_else_changed_is_left() {
        let (mut history, mut board) = (History::default(), Stage::new().board(Vec::new()));
        let first = shift("2026-11-24T09:00", "2026-11-24T12:00");
        let saved = next(&moved(&first, 1));
        history.did(
            Way::New,
            Change::edit(&first, saved.clone()),
            Some(saved.clone()),
        );
        board.put(next(&moved(&saved, 2)));
        assert_eq!(history.undo(&board), Next::Changed);
        assert_eq!(history.undo(&board), Next::Nothing);
    }

    #[test]
    fn a_new_act_ends_what_could_be_done_again_and_twenty_are_remembered() {
        let (mut history, board) = (History::default(), Stage::new().board(Vec::new()));
        let one = || shift("2026-11-24T09:00", "2026-11-24T12:00");
        for _ in 0..=DEEP {
            history.did(Way::New, Change::Delete(Box::new(one())), None);
        }
        for _ in 0..DEEP {
            assert!(matches!(history.undo(&board), Next::Do(Change::Create(_))));
        }
        assert_eq!(history.undo(&board), Next::Nothing);
        history.did(Way::Undo, Change::Create(Box::new(one())), Some(one()));
        history.did(Way::New, Change::Delete(Box::new(one())), None);
        assert_eq!(history.redo(&board), Next::Nothing);
    }
}
