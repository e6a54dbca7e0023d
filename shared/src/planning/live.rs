//! What others do, as it comes to a board: each shift once, the newest of it, and nothing
//! under the hand of who works on it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::activity::stream::Happened;
use crate::id::{ShiftId, UserId, Version};
use crate::shifts::ShiftOut;
use crate::time::IsoWeek;

use super::Board;

/// What became of a shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Which.
    pub id: ShiftId,
    /// Its version, or the last that it had.
    pub version: Version,
    /// The shift; none once it is gone.
    pub shift: Option<ShiftOut>,
    /// Who did it; none when the system did.
    pub by: Option<UserId>,
}

/// How news was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is none: the board has this, or something newer.
    Old,
    /// The board shows it.
    Shown,
    /// Somebody is at work on the shift: it waits.
    Held,
}

/// Whether somebody is at work on a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// It is carried, open, being saved, or would be moved away from the keyboard.
    Yes,
    /// It is not.
    No,
}

/// How much is remembered of what came: more than can come while a week is read.
const REMEMBERED: usize = 200;

/// The news of a board: what waits, and what came lately.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    held: BTreeMap<ShiftId, News>,
    lately: VecDeque<News>,
}

impl News {
    /// What happened to a shift, if it is one.
    #[must_use]
    pub fn of(happened: Happened) -> Option<Self> {
        if !happened.kind.starts_with("shift.") {
            return None;
        }
        Some(Self {
            id: ShiftId::from_uuid(happened.object_id),
            version: happened.object_version?,
            shift: happened.shift,
            by: happened.actor_id,
        })
    }

    /// Whether it takes the shift away from where a board shows it.
    #[must_use]
    pub fn moves(&self, board: &Board) -> bool {
        let place = |shift: &ShiftOut| (shift.person_id, shift.start, shift.end);
        board.shift(self.id).map(place) != self.shift.as_ref().map(place)
    }

    /// Whether it changes what a board shows of a week: a stream that begins a little earlier
    /// brings what is of other weeks, or long gone.
    #[must_use]
    pub fn concerns(&self, board: &Board, week: IsoWeek) -> bool {
        let within = |shift: &ShiftOut| {
            let last = shift.end.plus_minutes(-1);
            board.zone().week(shift.start) <= week && week <= board.zone().week(last)
        };
        let (before, after) = (board.shift(self.id), self.shift.as_ref());
        before.into_iter().chain(after).any(within)
    }

    /// Whether a board shows this or something newer.
    fn is_shown(&self, board: &Board) -> bool {
        let shown = board.shift(self.id).map(|shift| shift.version);
        shown.is_some_and(|shown| match self.shift {
            Some(_) => shown >= self.version,
            None => shown > self.version,
        })
    }

    fn show(self, board: &mut Board) {
        match self.shift {
            Some(shift) => board.put(shift),
            None => drop(board.take(self.id)),
        }
    }
}

impl Incoming {
    /// Takes news. While somebody is `busy` with the shift, it waits.
    pub fn arrive(&mut self, news: News, board: &mut Board, busy: Busy) -> Taken {
        if self.came(&news) {
            return Taken::Old;
        }
        self.lately.push_back(news.clone());
        if self.lately.len() > REMEMBERED {
            self.lately.pop_front();
        }
        if news.is_shown(board) {
            return Taken::Old;
        }
        if busy == Busy::Yes {
            self.held.insert(news.id, news);
            return Taken::Held;
        }
        self.held.remove(&news.id);
        news.show(board);
        Taken::Shown
    }

    /// Whether this or something newer came before. What is gone does not come again under a
    /// version that it had.
    fn came(&self, news: &News) -> bool {
        let mut same = self.lately.iter().filter(|other| other.id == news.id);
        same.any(|other| match (&other.shift, &news.shift) {
            (Some(_), None) => other.version > news.version,
            _ => other.version >= news.version,
        })
    }

    /// What waits for a shift.
    #[must_use]
    pub fn held(&self, id: ShiftId) -> Option<&News> {
        self.held.get(&id)
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.held.is_empty()
    }

    /// Shows what waited for hands that have let go since; answers whether there was any.
    pub fn release(&mut self, board: &mut Board, busy: impl Fn(&News, &Board) -> Busy) -> bool {
        let held = std::mem::take(&mut self.held);
        let is_busy = |news: &News| busy(news, board) == Busy::Yes;
        let (busy, free): (BTreeMap<_, _>, _) = held.into_iter().partition(|(_, it)| is_busy(it));
        self.held = busy;
        let any = !free.is_empty();
        for news in free.into_values() {
            if !news.is_shown(board) {
                news.show(board);
            }
        }
        any
    }

    /// Brings a week that was read again in line with what came while it was read, and keeps
    /// the shifts as they were that somebody is `busy` with: what the reading says of them
    /// waits.
    pub fn settle(&mut self, read: &mut Board, present: &Board, busy: &BTreeSet<ShiftId>) {
        for news in &self.lately {
            if !news.is_shown(read) {
                news.clone().show(read);
            }
        }
        if read.week() != present.week() {
            self.held.clear();
            return;
        }
        for id in busy {
            let Some(kept) = present.shift(*id) else {
                continue;
            };
            let found = read.shift(*id).cloned();
            if found.as_ref() == Some(kept) {
                continue;
            }
            let version = found.as_ref().map_or(kept.version, |shift| shift.version);
            let news = News {
                id: *id,
                version,
                shift: found,
                by: None,
            };
            // What is held is older than what was read, unless it says the same, and by whom.
            if self
                .held
                .get(id)
                .is_none_or(|held| held.shift != news.shift)
            {
                self.held.insert(*id, news);
            }
            read.put(kept.clone());
        }
    }
}

#[cfg(test)]
mod tests;
