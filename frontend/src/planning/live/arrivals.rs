//! What others did comes to the board, each shift by itself; but nothing moves under the hand
//! or the keyboard of who works on it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use leptos::prelude::*;
use shared::activity::stream::Happened;
use shared::id::{ShiftId, UserId};
use shared::planning::Board;
use shared::planning::live::{Busy, News, Taken};

use crate::i18n::*;
use crate::planning::sheet::{Drawer, Question};
use crate::planning::spots;
use crate::planning::store::{First, PlanningStore};
use crate::planning::times::Times;

/// What comes in one go is read, and said, once.
const TOGETHER: Duration = Duration::from_millis(250);

/// Who listens hears once in so long what others did.
const SAID_AFTER: Duration = Duration::from_secs(2);

/// Shows what waited, whenever a hand lets go.
pub(super) fn let_go(store: PlanningStore) {
    Effect::new(move |_| {
        store.carry.track();
        store.drawer.track();
        store.question.track();
        store.times_of.track();
        store.queue.track();
        untrack(|| store.release());
    });
}

impl PlanningStore {
    /// Takes what happened.
    pub(super) fn happened(self, happened: Happened) {
        let own = happened.actor_id == Some(self.me);
        let Some(news) = News::of(happened) else {
            // What else the week shows, it is read again for.
            self.refresh_soon();
            return;
        };
        let by = news.by;
        let concerns = |week| {
            self.board
                .with_untracked(|board| news.concerns(board, week))
        };
        // Until the week is read, what a stream begins with is not news of it.
        let is_read = self.first.get_untracked() == First::Came;
        let seen = is_read && self.week_now().is_some_and(concerns);
        // The echo of what was made here, and has no name here yet, waits for its answer.
        let made_here = own && self.queue.with_untracked(|queue| !queue.is_empty());
        let busy = match made_here {
            true => Busy::Yes,
            false => self.board.with_untracked(|board| self.busy(&news, board)),
        };
        let taken = {
            let (mut incoming, mut board) = (self.live.incoming.write(), self.board.write());
            incoming.arrive(news, &mut board, busy)
        };
        if taken != Taken::Old {
            self.cache.update_value(BTreeMap::clear);
        }
        if taken == Taken::Shown && seen && !own {
            self.tell_soon(by);
        }
    }

    /// Shows what waited for hands that have let go.
    fn release(self) {
        let waits = self
            .live
            .incoming
            .with_untracked(|incoming| !incoming.is_idle());
        if waits {
            let (mut incoming, mut board) = (self.live.incoming.write(), self.board.write());
            incoming.release(&mut board, |news, board| self.busy(news, board));
        }
    }

    /// The same, once the keyboard is where it goes to.
    pub(in crate::planning) fn release_soon(self) {
        set_timeout(
            move || {
                if self.board.try_with_untracked(|_| ()).is_some() {
                    self.release();
                }
            },
            Duration::ZERO,
        );
    }

    /// Brings a week that was read in line with what came meanwhile.
    pub(in crate::planning) fn settle(self, read: &mut Board) {
        let present = self.board.read_untracked();
        let mut busy: BTreeSet<_> = self.in_hand().collect();
        busy.extend(focused());
        self.live
            .incoming
            .update(|incoming| incoming.settle(read, &present, &busy));
    }

    /// Whether somebody is at work on the shift of news that would change it.
    fn busy(self, news: &News, board: &Board) -> Busy {
        let busy = self.in_hand().any(|id| id == news.id)
            || self.queue.with_untracked(|queue| queue.has(news.id))
            || (focused() == Some(news.id) && news.moves(board));
        match busy {
            true => Busy::Yes,
            false => Busy::No,
        }
    }

    /// The shifts that are carried, open or asked about.
    fn in_hand(self) -> impl Iterator<Item = ShiftId> {
        let carried = self
            .carry
            .with_untracked(|carry| carry.as_ref().map(|it| it.shift.id));
        let open = self.drawer.with_untracked(|drawer| match drawer {
            Some(Drawer::Shift(shift)) => Some(shift.id),
            _ => None,
        });
        let asked = self.question.with_untracked(|question| match question {
            Some(Question::Meant(refused) | Question::Stale(refused)) => {
                Some(refused.change.shift())
            }
            Some(Question::Delete(shift)) => Some(shift.id),
            _ => None,
        });
        let timed = self
            .times_of
            .with_untracked(|times| times.as_ref().map(Times::shift));
        [carried, open, asked, timed].into_iter().flatten()
    }

    /// Reads the week again, once for all that comes together.
    pub(super) fn refresh_soon(self) {
        if self.live.due.try_get_value() != Some(false) {
            return;
        }
        self.live.due.set_value(true);
        let read = move || {
            if self.live.due.try_update_value(|due| *due = false).is_some() {
                self.refresh();
            }
        };
        set_timeout(read, TOGETHER);
    }

    /// Says in a while what others did, in one sentence.
    fn tell_soon(self, by: Option<UserId>) {
        let mut begun = false;
        self.live.told.update_value(|told| {
            begun = told.is_empty();
            told.push(by);
        });
        if begun {
            set_timeout(move || self.tell(), SAID_AFTER);
        }
    }

    fn tell(self) {
        let Some(told) = self.live.told.try_update_value(std::mem::take) else {
            return;
        };
        let i18n = self.i18n;
        let words = match told.as_slice() {
            [Some(by)] => {
                let name = untrack(|| self.who(Some(*by)));
                tu_string!(i18n, live.changed_by, name = name).to_string()
            }
            told => tu_string!(i18n, live.changed, count = told.len()).to_string(),
        };
        self.say(words);
    }

    /// That somebody else changed the shift that is open, if somebody did. Follows changes.
    pub(in crate::planning) fn changed_words(self, id: ShiftId) -> Option<String> {
        let incoming = self.live.incoming.read();
        let news = incoming.held(id)?;
        let i18n = self.i18n;
        Some(match (&news.shift, news.by) {
            (None, _) => t_string!(i18n, live.open_gone).to_string(),
            (Some(_), Some(by)) => {
                t_string!(i18n, live.open_changed_by, name = self.who(Some(by))).to_string()
            }
            (Some(_), None) => t_string!(i18n, live.open_changed).to_string(),
        })
    }
}

/// The shift whose chip has the keyboard.
fn focused() -> Option<ShiftId> {
    let element = document().active_element()?;
    if !element.matches(":focus-visible").ok()? {
        return None;
    }
    spots::shift_of(&element)
}
