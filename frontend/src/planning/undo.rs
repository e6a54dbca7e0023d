//! Undoing the last acts, on single shifts or in bulk, and doing them again: Ctrl and Z wherever on the page
//! the keyboard is, but in a field or a dialog, which have their own.

use leptos::ev::keydown;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::KeyboardEvent;
use shared::auth::Shortcuts;
use shared::planning::history::{Next, Way};
use shared::planning::keys::{Act, act};

use super::act::{Command, Outcome};
use super::bulk::Bulk;
use super::store::PlanningStore;
use super::{keys, spots};
use crate::i18n::*;

/// What has a history of its own.
const OWN: &str = "input, select, textarea, dialog";

/// Listens for the keys for as long as the page is there.
pub(super) fn listen(store: PlanningStore) {
    let pressed = window_event_listener(keydown, move |event| {
        if let Some(way) = way(&event) {
            event.prevent_default();
            store.step(way);
        }
    });
    on_cleanup(move || pressed.remove());
}

fn way(event: &KeyboardEvent) -> Option<Way> {
    let elsewhere = spots::around(event.target(), OWN).is_some();
    match act(&event.key(), keys::held(event), Shortcuts::Off)? {
        Act::Undo if !elsewhere => Some(Way::Undo),
        Act::Redo if !elsewhere => Some(Way::Redo),
        _ => None,
    }
}

impl PlanningStore {
    /// Goes one act back, or forth again, and says what came of it.
    pub(super) fn step(self, way: Way) {
        let mut next = Next::Nothing;
        self.board.with_untracked(|board| {
            self.history.update_value(|history| {
                next = match way {
                    Way::Undo => history.undo(board),
                    Way::Redo | Way::New => history.redo(board),
                };
            });
        });
        let i18n = self.i18n;
        match (next, way) {
            (Next::Nothing, Way::Undo) => self.toasts.tell(t_string!(i18n, planning.undo_nothing)),
            (Next::Nothing, _) => self.toasts.tell(t_string!(i18n, planning.redo_nothing)),
            (Next::Changed, _) => {
                let words = t_string!(i18n, planning.undo_changed);
                self.toasts.alert(words, Vec::new());
            }
            (Next::Do(change), way) => spawn_local(async move {
                let outcome = self.perform(Command::along(way, change)).await;
                if matches!(outcome, Outcome::Done(_)) {
                    self.toasts.tell(self.step_words(way));
                }
                self.report(outcome);
            }),
            (Next::Undo(operation), way) => self.in_bulk(Bulk::Undo(way, operation)),
        }
    }

    /// That a step was taken.
    pub(super) fn step_words(self, way: Way) -> &'static str {
        untrack(|| match way {
            Way::Undo => t_string!(self.i18n, planning.undo_done),
            Way::Redo | Way::New => t_string!(self.i18n, planning.redo_done),
        })
    }
}
