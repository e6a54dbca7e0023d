//! Reading weeks: the one in the address, and its neighbours before they are asked for.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::planning::columns::week_query;
use shared::planning::{Board, PlanningOut};
use shared::time::{IsoWeek, Slot};

use crate::http;

use super::store::{First, PlanningStore, Reading};

impl PlanningStore {
    /// Reads the week of the address, now and whenever it becomes another.
    pub(super) fn follow_address(self) {
        let week = Memo::new(move |_| self.url.with(|url| url.week(self.today.get())));
        Effect::new(move |_| {
            let week = week.get();
            untrack(|| self.turn_to(week));
        });
    }

    /// Shows a week: what is known of it at once, then what the server has.
    fn turn_to(self, week: IsoWeek) {
        let known = self.cache.with_value(|cache| cache.get(&week).cloned());
        match known {
            Some(read) => self.show(week, read),
            None => self.reading.set(Reading::Under),
        }
        self.read(week);
    }

    /// Reads the week of the address again.
    pub(super) fn read_again(self) {
        if let Some(week) = self.week_now() {
            self.reading.set(Reading::Under);
            self.read(week);
        }
    }

    /// Reads the week of the address again, with nothing said of it: what is shown stays until
    /// something else is there to show. That it fails is no news: whoever asked asks again.
    pub(super) fn refresh(self) {
        let Some(week) = self.week_now() else {
            return;
        };
        self.cache.update_value(BTreeMap::clear);
        spawn_local(async move {
            let read = self.fetch(week).await;
            if self.is_wanted(week)
                && let Ok(read) = read
            {
                self.show(week, read);
            }
        });
    }

    fn read(self, week: IsoWeek) {
        spawn_local(async move {
            let read = self.fetch(week).await;
            if !self.is_wanted(week) {
                return;
            }
            match read {
                Ok(read) => {
                    self.show(week, read);
                    self.read_neighbours(week).await;
                }
                Err(failure) => self.reading.set(Reading::Failed(failure)),
            }
        });
    }

    /// The week that the address asks for; none once the page is left.
    pub(super) fn week_now(self) -> Option<IsoWeek> {
        let today = self.today.try_get_untracked()?;
        self.url.try_with_untracked(|url| url.week(today))
    }

    /// Whether the address still asks for a week.
    fn is_wanted(self, week: IsoWeek) -> bool {
        self.week_now() == Some(week)
    }

    async fn fetch(self, week: IsoWeek) -> Result<PlanningOut, http::Failure> {
        let call = shared::planning::read(&week_query(week, self.zone));
        let read = http::send(call).await?.body;
        self.cache
            .try_update_value(|cache| cache.insert(week, read.clone()));
        Ok(read)
    }

    /// The weeks before and after are read ahead, so that turning to them is at once. That a
    /// reading ahead fails is no news: the week is read when it is asked for.
    async fn read_neighbours(self, week: IsoWeek) {
        for by in [1, -1] {
            let neighbour = week.plus_weeks(by);
            let known = self
                .cache
                .try_with_value(|cache| cache.contains_key(&neighbour));
            if known == Some(false) && self.fetch(neighbour).await.is_err() {
                return;
            }
        }
    }

    fn show(self, week: IsoWeek, read: PlanningOut) {
        let mut board = Board::new(week, read);
        self.settle(&mut board);
        self.queue.with_untracked(|queue| queue.reapply(&mut board));
        if self.board.with_untracked(|present| *present != board) {
            self.board.set(board);
        }
        self.reading.set(Reading::Done);
        self.first.set(First::Came);
    }

    /// Forgets what was read of the weeks that a changed shift is or was in.
    pub(super) fn forget(self, slots: &[Slot]) {
        let zone = self.zone;
        self.cache.update_value(|cache| {
            cache.retain(|week, _| {
                let query = week_query(*week, zone);
                Slot::new(query.from, query.to)
                    .is_ok_and(|week| !slots.iter().any(|slot| slot.overlaps(week)))
            });
        });
    }
}
