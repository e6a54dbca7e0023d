//! An act on an occurrence of a series: which others it reaches, and which of them it left.
//!
//! Only editing in the form and deleting ask. Dragging, the arrows and times set by hand are for
//! the occurrence alone; so is its status, which is each one's own.

use leptos::prelude::*;
use shared::id::OperationId;
use shared::planning::change::between;
use shared::planning::history::Way;
use shared::planning::judge::RowOutcome;
use shared::series::{
    self, SeriesDeleted, SeriesEditIn, SeriesEdited, SeriesKept, SeriesKeptReason, SeriesRow,
    SeriesScope,
};
use shared::shifts::ShiftOut;

use super::bulk_questions::line;
use super::list::conflict;
use super::questions;
use super::sheet::Question;
use super::store::PlanningStore;
use crate::i18n::*;
use crate::ui::{Button, Choice, Choices, Dialog, Form, FormState, Look};

/// The value of the choice of the occurrence alone.
const THIS: &str = "THIS";

/// An act on an occurrence, before it is known which others it reaches.
#[derive(Clone)]
pub(super) struct Scoped {
    /// The occurrence, as it is.
    pub(super) shift: ShiftOut,
    pub(super) act: ScopedAct,
}

/// What is to be done.
#[derive(Clone)]
pub(super) enum ScopedAct {
    /// It is deleted.
    Delete,
    /// It is changed.
    Edit {
        /// As it is to be.
        after: Box<ShiftOut>,
        /// Changes it alone.
        this: Callback<()>,
    },
}

/// What an act on a series left as it was.
#[derive(Clone)]
pub(super) struct Left {
    operation: Option<OperationId>,
    done: String,
    rows: Vec<SeriesRow>,
    kept: Vec<SeriesKept>,
}

impl Left {
    fn count(&self) -> usize {
        self.rows.len() + self.kept.len()
    }
}

/// Whether it is to be asked which occurrences a change reaches: it is of a series, and its
/// status, which is its own, stays.
pub(super) fn asks(before: &ShiftOut, after: &ShiftOut) -> bool {
    before.series.is_some() && before.status == after.status
}

/// Asks which occurrences an act reaches.
pub(super) fn scope(store: PlanningStore, scoped: Scoped) -> AnyView {
    let i18n = store.i18n;
    let deletes = matches!(scoped.act, ScopedAct::Delete);
    let words = move |of_delete: &'static str, of_edit: &'static str| match deletes {
        true => of_delete.to_owned(),
        false => of_edit.to_owned(),
    };
    let title = Signal::derive(move || {
        words(
            t_string!(i18n, series.delete_title),
            t_string!(i18n, series.edit_title),
        )
    });
    let hint = Signal::derive(move || {
        words(
            t_string!(i18n, series.delete_hint),
            t_string!(i18n, series.scope_hint),
        )
    });
    let act =
        Signal::derive(move || words(t_string!(i18n, series.delete), t_string!(i18n, series.save)));
    let form = FormState::new("scope");
    let chosen = RwSignal::new(THIS.to_owned());
    let of = scoped.shift.clone();
    let submit = Callback::new(move |()| {
        let scope = chosen.with_untracked(|chosen| chosen.parse().ok());
        carry_out(store, form, &scoped, scope);
    });
    let close = Callback::new(move |()| store.question.set(None));
    // What somebody else changed meanwhile is read, and asked about anew from there.
    let reload = Callback::new(move |()| {
        store.question.set(None);
        store.drawer.set(None);
        store.read_again();
    });
    let look = if deletes { Look::Danger } else { Look::Primary };
    let about = move || format!("{}, {}", store.worker(of.person_id), store.shift_words(&of));
    view! {
        <Dialog title on_close=close>
            <p>{about}</p>
            <Form state=form act look on_submit=submit on_cancel=close on_reload=reload>
                <Choices
                    form
                    pointer="/scope"
                    label=text!(i18n, series.scope)
                    hint
                    value=chosen
                    on_change=Callback::new(move |scope| chosen.set(scope))
                    choices=Signal::derive(move || scopes(i18n))
                />
            </Form>
        </Dialog>
    }
    .into_any()
}

fn scopes(i18n: I18n) -> Vec<Choice> {
    vec![
        Choice::new(THIS, t_string!(i18n, series.scope_this)),
        Choice::new(
            SeriesScope::Following,
            t_string!(i18n, series.scope_following),
        ),
        Choice::new(SeriesScope::Series, t_string!(i18n, series.scope_series)),
    ]
}

/// Does it to the occurrence alone, the ordinary way, or to those of a scope.
fn carry_out(store: PlanningStore, form: FormState, scoped: &Scoped, scope: Option<SeriesScope>) {
    let shift = &scoped.shift;
    match (&scoped.act, scope) {
        (ScopedAct::Delete, None) => questions::delete(store, shift.clone()),
        (ScopedAct::Edit { this, .. }, None) => {
            store.question.set(None);
            this.run(());
        }
        (ScopedAct::Delete, Some(scope)) => {
            let call = series::delete(shift.id, shift.version, scope);
            form.submit(Ok(call), move |out| tell(store, deleted(store, out)));
        }
        (ScopedAct::Edit { after, .. }, Some(scope)) => {
            let input = SeriesEditIn {
                scope,
                patch: between(shift, after),
                choices: Vec::new(),
                override_rules: None,
                dry_run: false,
            };
            let call = series::edit(shift.id, shift.version, &input);
            form.submit(Ok(call), move |out| tell(store, changed(store, out)));
        }
    }
}

fn deleted(store: PlanningStore, out: SeriesDeleted) -> Left {
    let done = untrack(|| t_string!(store.i18n, series.deleted, count = out.deleted).to_string());
    Left {
        operation: out.operation_id,
        done,
        rows: Vec::new(),
        kept: out.kept,
    }
}

fn changed(store: PlanningStore, out: SeriesEdited) -> Left {
    let done = untrack(|| t_string!(store.i18n, series.changed, count = out.changed).to_string());
    let skipped = |row: &SeriesRow| row.judged.outcome == RowOutcome::Skipped;
    Left {
        operation: out.operation_id,
        done,
        rows: out.rows.into_iter().filter(skipped).collect(),
        kept: out.kept,
    }
}

/// Shows the week as it is now, and says what was done: in a toast, or in a dialog where some
/// were left.
fn tell(store: PlanningStore, left: Left) {
    store.drawer.set(None);
    store.take_note(left.operation);
    if left.count() == 0 {
        store.question.set(None);
        store.offer_undo(left.operation, left.done);
    } else {
        store.question.set(Some(Question::Left(Box::new(left))));
    }
}

/// What was left, each with why, and the way to undo the rest.
pub(super) fn left(store: PlanningStore, left: Left) -> AnyView {
    let i18n = store.i18n;
    let count = left.count();
    let title =
        Signal::derive(move || t_string!(i18n, series.left_title, count = count).to_string());
    let rows: Vec<_> = left
        .rows
        .iter()
        .map(|row| line(store, &row.judged))
        .collect();
    let kept: Vec<_> = left
        .kept
        .iter()
        .map(|kept| kept_line(store, *kept))
        .collect();
    let close = Callback::new(move |()| store.question.set(None));
    let undo = left.operation.map(|_| {
        let undo = move |_| {
            close.run(());
            store.step(Way::Undo);
        };
        view! { <Button on:click=undo>{t!(i18n, planning.undo)}</Button> }
    });
    view! {
        <Dialog title on_close=close>
            <p>{left.done}</p>
            <ul class="obstacles">{rows} {kept}</ul>
            <div class="form-acts">
                <Button look=Look::Primary on:click=move |_| close.run(())>
                    {t!(i18n, series.close)}
                </Button>
                {undo}
            </div>
        </Dialog>
    }
    .into_any()
}

fn kept_line(store: PlanningStore, kept: SeriesKept) -> AnyView {
    let i18n = store.i18n;
    let reason = untrack(|| match kept.reason {
        SeriesKeptReason::Cancelled => t_string!(i18n, series.kept_cancelled),
        SeriesKeptReason::Own => t_string!(i18n, series.kept_own),
    });
    let day = untrack(|| store.day_long(store.zone.day(kept.start)));
    view! {
        <li>
            <span>{day}</span>
            {conflict(reason.to_owned())}
        </li>
    }
    .into_any()
}
