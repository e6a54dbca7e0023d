//! Doing something to several shifts: one act on the server, told first where something stands
//! in the way, and undone as one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::id::{OperationId, ShiftId};
use shared::operations::{self, Kept};
use shared::planning::Cell;
use shared::planning::bundle::{Bundle, How};
use shared::planning::deletion::{self, DeleteIn, DeleteOut, Picked};
use shared::planning::history::Way;
use shared::planning::judge::RowOutcome;
use shared::planning::moves::{self, MoveIn};
use shared::planning::paste::{self, Chosen, PasteIn, PasteRow};
use shared::planning::selection::Selection;
use shared::shifts::ShiftOut;

use super::sheet::Question;
use super::store::PlanningStore;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::problem;
use crate::ui::Act;

/// An act on several shifts.
pub(super) enum Bulk {
    /// They are put in a cell.
    Put(Bundle, Cell),
    /// They are deleted.
    Delete(Vec<ShiftOut>),
    /// What an operation did is undone, one way or the other in the history.
    Undo(Way, OperationId),
}

/// Begins an act. All that only this needs is in the part that comes later.
#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn begun(store: PlanningStore, act: Bulk) -> Result<(), SplitLoaderError> {
    match act {
        Bulk::Put(bundle, cell) => spawn_local(store.put_all(bundle, cell)),
        Bulk::Delete(shifts) => spawn_local(store.delete_all(shifts)),
        Bulk::Undo(way, operation) => spawn_local(store.undo_in_bulk(way, operation)),
    }
    Ok(())
}

/// Shifts that are to be moved or copied, as the server is asked.
#[derive(Clone, PartialEq)]
pub(super) enum Asked {
    /// Moved.
    Move(MoveIn),
    /// Copied.
    Copy(PasteIn),
}

/// What the server told, or did.
#[derive(Clone, PartialEq)]
pub(super) struct Told {
    operation: Option<OperationId>,
    /// How many are put there.
    pub(super) done: u32,
    pub(super) rows: Vec<PasteRow>,
    kept: Vec<Kept>,
}

/// Shifts to put somewhere, some of which something stands in the way of.
#[derive(Clone, PartialEq)]
pub(super) struct Obstructed {
    pub(super) asked: Asked,
    pub(super) told: Told,
}

impl Asked {
    fn of(bundle: &Bundle, cell: Cell) -> Self {
        match bundle.how {
            How::Move => Self::Move(bundle.moving(cell)),
            How::Copy => Self::Copy(bundle.copying(cell)),
        }
    }

    /// The same, to be done, with these choices.
    fn really(self, choices: Vec<Chosen>) -> Self {
        let dry_run = false;
        match self {
            Self::Move(input) => Self::Move(MoveIn {
                choices,
                dry_run,
                ..input
            }),
            Self::Copy(input) => Self::Copy(PasteIn {
                choices,
                dry_run,
                ..input
            }),
        }
    }

    async fn send(&self) -> Result<Told, Failure> {
        let key = ShiftId::new().to_string();
        match self {
            Self::Move(input) => {
                let out = http::send(moves::move_all(input).once(key.as_str()))
                    .await?
                    .body;
                Ok(Told {
                    operation: out.operation_id,
                    done: out.moved,
                    rows: out.rows,
                    kept: out.kept,
                })
            }
            Self::Copy(input) => {
                let out = http::send(paste::paste(input).once(key.as_str()))
                    .await?
                    .body;
                Ok(Told {
                    operation: out.operation_id,
                    done: out.created,
                    rows: out.rows,
                    kept: Vec::new(),
                })
            }
        }
    }
}

impl Told {
    /// The shifts that something stands in the way of.
    pub(super) fn obstructed(&self) -> impl Iterator<Item = &PasteRow> {
        let skipped = |row: &&PasteRow| row.judged.outcome == RowOutcome::Skipped;
        self.rows.iter().filter(skipped)
    }

    fn is_clear(&self) -> bool {
        self.kept.is_empty() && self.obstructed().next().is_none()
    }

    /// How many are put there although a labour rule warns of it.
    fn breaking(&self) -> usize {
        let breaks = |row: &&PasteRow| {
            !row.judged.breaches.is_empty() && row.judged.outcome == RowOutcome::Created
        };
        self.rows.iter().filter(breaks).count()
    }
}

impl PlanningStore {
    /// Does something to several shifts.
    pub(super) fn in_bulk(self, act: Bulk) {
        spawn_local(async move {
            if begun(self, act).await.is_err() {
                let words = untrack(|| t_string!(self.i18n, problem.part).to_string());
                self.toasts.alert(words, Vec::new());
            }
        });
    }

    /// Puts several shifts in a cell: at once where nothing stands in the way of any of them,
    /// else after asking.
    async fn put_all(self, bundle: Bundle, cell: Cell) {
        if bundle.shifts.is_empty() || bundle.stays(cell) {
            return;
        }
        let asked = Asked::of(&bundle, cell);
        match asked.send().await {
            Ok(told) if told.is_clear() => self.really_put(asked, Vec::new()).await,
            Ok(told) => {
                let obstructed = Box::new(Obstructed { asked, told });
                self.question.set(Some(Question::Obstructed(obstructed)));
            }
            Err(failure) => self.tell_failure(&failure),
        }
    }

    /// Puts them there by these choices.
    pub(super) async fn really_put(self, asked: Asked, choices: Vec<Chosen>) {
        let copies = matches!(asked, Asked::Copy(_));
        match asked.really(choices).send().await {
            Ok(told) => {
                if copies {
                    let made = told.rows.iter().filter_map(|row| row.judged.created_id);
                    self.selection.set(Selection::of(made));
                }
                let words = untrack(|| match copies {
                    true => {
                        t_string!(self.i18n, planning.bulk_copied, count = told.done).to_string()
                    }
                    false => {
                        t_string!(self.i18n, planning.bulk_moved, count = told.done).to_string()
                    }
                });
                self.did_in_bulk(told.operation, words, &told.kept);
                self.tell_breaking(told.breaking());
            }
            Err(failure) => self.tell_failure(&failure),
        }
    }

    fn tell_breaking(self, count: usize) {
        if count > 0 {
            let words =
                untrack(|| t_string!(self.i18n, planning.bulk_breaking, count = count).to_string());
            self.toasts.alert(words, Vec::new());
        }
    }

    async fn delete_all(self, shifts: Vec<ShiftOut>) {
        let input = DeleteIn {
            shifts: shifts.iter().map(Picked::of).collect(),
            dry_run: false,
        };
        let call = deletion::delete(&input).once(ShiftId::new().to_string());
        match http::send(call).await {
            Ok(done) => {
                let DeleteOut {
                    operation_id,
                    deleted,
                    kept,
                    ..
                } = done.body;
                self.selection.set(Selection::default());
                let words = untrack(|| {
                    t_string!(self.i18n, planning.bulk_deleted, count = deleted).to_string()
                });
                self.did_in_bulk(operation_id, words, &kept);
            }
            Err(failure) => self.tell_failure(&failure),
        }
    }

    /// Remembers an act so that it can be undone, shows the week as it is now, and says what was
    /// done and what was left.
    fn did_in_bulk(self, operation: Option<OperationId>, words: String, kept: &[Kept]) {
        self.take_note(operation);
        if !kept.is_empty() {
            let left = untrack(|| {
                t_string!(self.i18n, planning.bulk_kept, count = kept.len()).to_string()
            });
            self.toasts.alert(format!("{words} {left}"), Vec::new());
            return;
        }
        self.offer_undo(operation, words);
    }

    /// Remembers an act so that it can be undone, and shows the week as it is now.
    pub(super) fn take_note(self, operation: Option<OperationId>) {
        if let Some(operation) = operation {
            self.history
                .update_value(|history| history.did_in_bulk(Way::New, operation));
        }
        self.forget_all();
    }

    /// Says what was done, with the way to undo it where anything was.
    pub(super) fn offer_undo(self, operation: Option<OperationId>, words: String) {
        let undo = operation.and_then(|_| -> Option<Act> {
            let words = untrack(|| t_string!(self.i18n, planning.undo).to_string());
            let step = self.on_page(|| Callback::new(move |()| self.step(Way::Undo)))?;
            Some((words, step))
        });
        self.toasts.offer(words, undo.into_iter().collect());
    }

    async fn undo_in_bulk(self, way: Way, operation: OperationId) {
        match http::send(operations::undo(operation)).await {
            Ok(done) => {
                let done = done.body;
                self.history
                    .update_value(|history| history.did_in_bulk(way, done.operation_id));
                self.forget_all();
                if done.kept.is_empty() {
                    self.toasts.tell(self.step_words(way));
                } else {
                    let count = done.kept.len();
                    let words = untrack(|| {
                        t_string!(self.i18n, planning.bulk_kept, count = count).to_string()
                    });
                    self.toasts.alert(words, Vec::new());
                }
            }
            Err(failure) => self.tell_failure(&failure),
        }
    }

    /// All that was read is read anew.
    fn forget_all(self) {
        self.cache.update_value(|cache| cache.clear());
        self.read_again();
    }

    fn tell_failure(self, failure: &Failure) {
        let words = untrack(|| {
            let reason = problem::words(self.i18n, failure);
            t_string!(self.i18n, planning.refused, reason = reason).to_string()
        });
        self.toasts.alert(words, Vec::new());
    }
}
