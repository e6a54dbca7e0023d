//! What of a board is announced, and what is not.

use std::collections::BTreeMap;

use crate::id::ShiftId;
use crate::publications::{Announced, AnnouncedShift, PublicationRef, Standing, pending, standing};
use crate::shifts::{ShiftOut, ShiftStatus};
use crate::time::Instant;

use super::Board;

/// What is announced of the shifts of a board as it is read: of a published one what it is,
/// unless the server says what was.
pub(super) fn announced(
    shifts: &[ShiftOut],
    otherwise: Vec<AnnouncedShift>,
) -> BTreeMap<ShiftId, Announced> {
    let published = shifts
        .iter()
        .filter(|shift| shift.status == ShiftStatus::Published);
    let as_they_are = published.map(|shift| (shift.id, Announced::of(shift)));
    let otherwise = otherwise.into_iter().map(|it| (it.shift_id, it.announced));
    as_they_are.chain(otherwise).collect()
}

impl Board {
    /// The latest publication of days of the week, as it was read.
    #[must_use]
    pub const fn publication(&self) -> Option<PublicationRef> {
        self.publication
    }

    /// A shift was announced as it is.
    pub fn announce(&mut self, shift: &ShiftOut) {
        self.announced.insert(shift.id, Announced::of(shift));
    }

    /// How a shift stands to what is announced of it.
    #[must_use]
    pub fn standing(&self, shift: &ShiftOut) -> Standing {
        standing(shift, self.announced.get(&shift.id))
    }

    /// How many shifts publishing the week would change: those that begin in it, or were
    /// announced to.
    #[must_use]
    pub fn unpublished(&self) -> usize {
        let changed = |id: ShiftId| {
            let (shift, announced) = (self.shifts.get(&id), self.announced.get(&id));
            let starts = [shift.map(|it| it.start), announced.map(|it| it.start)];
            starts.into_iter().flatten().any(|start| self.begins(start))
                && pending(id, shift, announced).is_some()
        };
        let gone = self.announced.keys();
        let gone = gone.filter(|id| !self.shifts.contains_key(id));
        let ids = self.shifts.keys().chain(gone);
        ids.filter(|id| changed(**id)).count()
    }

    fn begins(&self, start: Instant) -> bool {
        let mut days = self.columns.days().iter();
        days.any(|(_, slot)| slot.start() <= start && start < slot.end())
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Stage, at};
    use super::*;

    #[test]
    fn what_changes_after_it_was_published_is_unpublished() {
        let stage = Stage::new();
        let published = |start, end| ShiftOut {
            status: ShiftStatus::Published,
            ..stage.anas(start, end)
        };
        let one = published("2026-11-24T08:00", "2026-11-24T12:00");
        let other = published("2026-11-25T08:00", "2026-11-25T12:00");
        let draft = stage.anas("2026-11-26T08:00", "2026-11-26T12:00");
        let of_last_week = stage.anas("2026-11-22T22:00", "2026-11-23T02:00");
        let shifts = vec![one.clone(), other.clone(), draft.clone(), of_last_week];
        let mut board = stage.board(shifts);
        assert_eq!(board.standing(&one), Standing::Current);
        assert_eq!(board.standing(&draft), Standing::Never);
        assert_eq!(board.unpublished(), 1, "the draft");
        let late = ShiftOut {
            end: at("2026-11-24T13:00"),
            ..one.clone()
        };
        board.put(late.clone());
        assert_eq!(board.standing(&late), Standing::Changed);
        board.take(other.id);
        assert_eq!(board.unpublished(), 3, "and one changed, and one deleted");
        board.put(one);
        board.put(other);
        assert_eq!(board.unpublished(), 1, "put back, they are as announced");
    }
}
