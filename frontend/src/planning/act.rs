//! Doing something to a shift: shown at once, sent, then confirmed or taken back with the
//! reason. Pointer, keyboard, tap and form all come through [`PlanningStore::perform`].

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::availability::Clash;
use shared::id::ShiftId;
use shared::labour::Breach;
use shared::planning::Change;
use shared::planning::change::{Begun, Meant, Request};
use shared::planning::history::Way;
use shared::problem::ProblemCode;
use shared::shifts::{self, ShiftOut};
use shared::time::Slot;

use crate::http::{self, Failure};

use super::series::{Scoped, ScopedAct};
use super::sheet::Question;
use super::store::PlanningStore;

/// An act on a shift, as it is sent. Sent again after a failed transmission, it keeps its
/// key, so that nothing is made twice.
#[derive(Clone, PartialEq)]
pub(super) struct Command {
    key: String,
    pub(super) change: Change,
    pub(super) meant: Meant,
    way: Way,
}

impl Command {
    /// The act, by a name of its own.
    pub(super) fn new(change: Change) -> Self {
        Self {
            key: ShiftId::new().to_string(),
            change,
            meant: Meant::default(),
            way: Way::New,
        }
    }

    /// The act, as it goes in the history.
    pub(super) fn along(way: Way, change: Change) -> Self {
        Self {
            way,
            ..Self::new(change)
        }
    }

    /// The same, with what is meant although it was refused.
    pub(super) fn meaning(change: Change, meant: Meant) -> Self {
        Self {
            meant,
            ..Self::new(change)
        }
    }

    async fn send(&self) -> Result<(Option<ShiftOut>, Noted), Failure> {
        let saved = match self.change.request(self.meant.clone()) {
            Request::Create(input) => {
                http::send(shifts::create(&input).once(self.key.as_str())).await?
            }
            Request::Edit(id, version, patch) => {
                http::send(shifts::edit(id, version, &patch)).await?
            }
            Request::Delete(id, version) => {
                http::send(shifts::delete(id, version)).await?;
                return Ok((None, Noted::default()));
            }
        };
        let saved = saved.body;
        let noted = Noted {
            clashes: saved.warnings,
            breaches: saved.breaches,
        };
        Ok((Some(saved.shift), noted))
    }

    /// When the shift was, and is to be.
    fn slots(&self) -> Vec<Slot> {
        let of = |shift: &ShiftOut| Slot::new(shift.start, shift.end).ok();
        match &self.change {
            Change::Create(shift) | Change::Delete(shift) => of(shift).into_iter().collect(),
            Change::Edit { before, after } => {
                [of(before), of(after)].into_iter().flatten().collect()
            }
        }
    }
}

/// What there is to note of an act that was done.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Noted {
    /// The unavailability that the shift was planned onto.
    pub(super) clashes: Vec<Clash>,
    /// The labour rules that it breaks, or breaks further.
    pub(super) breaches: Vec<Breach>,
}

impl Noted {
    pub(super) const fn is_nothing(&self) -> bool {
        self.clashes.is_empty() && self.breaches.is_empty()
    }
}

/// What became of an act.
pub(super) enum Outcome {
    /// It is done, with something to note perhaps.
    Done(Noted),
    /// It goes out when the one before it is done.
    Waits,
    /// Another act on the shift is under way that it cannot follow.
    Busy,
    /// It was not done, and is taken back.
    Refused(Refused),
}

/// An act that was not done, and why.
#[derive(Clone, PartialEq)]
pub(super) struct Refused {
    pub(super) change: Change,
    pub(super) command: Command,
    pub(super) failure: Failure,
}

impl Refused {
    /// The act once more. One that may have arrived keeps its key, so that nothing is made
    /// twice.
    pub(super) fn again(&self) -> Command {
        let unsure = matches!(self.failure, Failure::Offline | Failure::Unreadable);
        if unsure && self.change == self.command.change {
            self.command.clone()
        } else {
            Command::new(self.change.clone())
        }
    }
}

impl PlanningStore {
    /// Does something to a shift, and says what became of it.
    pub(super) fn run(self, command: Command) {
        spawn_local(async move {
            let outcome = self.perform(command).await;
            self.report(outcome);
        });
    }

    /// Does something to a shift: shows it, sends it, and confirms it or takes it back.
    pub(super) async fn perform(self, command: Command) -> Outcome {
        if self.connection.is_off_now() {
            // Nothing is shown that could not be sent, and nothing waits until it could.
            return Outcome::Refused(Refused {
                change: command.change.clone(),
                command,
                failure: Failure::Offline,
            });
        }
        let mut begun = Begun::Busy;
        self.board.update(|board| {
            self.queue
                .update(|queue| begun = queue.begin(&command.change, board));
        });
        match begun {
            Begun::Send => self.send(command).await,
            Begun::Wait => Outcome::Waits,
            Begun::Busy => Outcome::Busy,
        }
    }

    async fn send(self, command: Command) -> Outcome {
        let answer = command.send().await;
        if self.board.try_with_untracked(|_| ()).is_none() {
            // The page is gone; there is nobody to tell.
            return Outcome::Waits;
        }
        self.forget(&command.slots());
        let shift = command.change.shift();
        match answer {
            Ok((saved, noted)) => {
                let (way, change) = (command.way, command.change);
                self.history
                    .update_value(|history| history.did(way, change, saved.clone()));
                let next = self.with_queue(|queue, board| queue.confirm(shift, saved, board));
                if let Some(next) = next {
                    self.send_next(Command::new(next));
                }
                Outcome::Done(noted)
            }
            Err(failure) => {
                let change = self.with_queue(|queue, board| {
                    let change = queue.refuse(shift, board);
                    if is_gone(&failure) {
                        board.take(shift);
                    }
                    change
                });
                let change = change.unwrap_or_else(|| command.change.clone());
                Outcome::Refused(Refused {
                    change,
                    command,
                    failure,
                })
            }
        }
    }

    /// What waited for the act before it is sent, and reports for itself.
    fn send_next(self, command: Command) {
        spawn_local(async move {
            let outcome = Box::pin(self.send(command)).await;
            self.report(outcome);
        });
    }

    fn with_queue<T>(
        self,
        with: impl FnOnce(&mut shared::planning::Queue, &mut shared::planning::Board) -> T,
    ) -> T {
        let (mut board, mut queue) = (self.board.write(), self.queue.write());
        with(&mut queue, &mut board)
    }

    /// Says what became of an act that no form is waiting for.
    pub(super) fn report(self, outcome: Outcome) {
        match outcome {
            Outcome::Done(noted) if noted.is_nothing() => self.say(self.saved_words()),
            Outcome::Done(noted) => self.warn(&noted),
            Outcome::Waits => {}
            Outcome::Busy => self.toasts.alert(self.busy_words(), Vec::new()),
            Outcome::Refused(refused) if refused.failure.code() == Some(ProblemCode::Stale) => {
                self.question.set(Some(Question::Stale(Box::new(refused))));
            }
            Outcome::Refused(refused) => self.tell_refused(refused),
        }
    }

    /// Asks before a shift is deleted; of one in a series, which others go with it.
    pub(super) fn ask_to_delete(self, id: ShiftId) {
        let shift = self.board.with_untracked(|board| board.shift(id).cloned());
        let question = shift.map(|shift| match shift.series {
            Some(_) => Question::Scope(Box::new(Scoped {
                shift,
                act: ScopedAct::Delete,
            })),
            None => Question::Delete(Box::new(shift)),
        });
        if question.is_some() {
            self.question.set(question);
        }
    }
}

/// Whether a failure says that the shift is no longer there.
fn is_gone(failure: &Failure) -> bool {
    failure.code() == Some(ProblemCode::NotFound)
}
