//! Somebody else was faster: who, when, both versions side by side, and the choice between
//! theirs and one's own on top of it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::activity::Changed;
use shared::planning::Change;
use shared::planning::differences::{Field, differences};
use shared::shifts::ShiftOut;
use shared::time::Slot;

use crate::http::Failure;
use crate::i18n::*;
use crate::ui::{Button, Dialog, Look};
use crate::{clock, dates};

use super::act::{Command, Outcome, Refused};
use super::sheet::Drawer;
use super::store::PlanningStore;
use super::{fields, form, words};

/// Asks which version is to be.
pub(super) fn question(store: PlanningStore, refused: &Refused) -> AnyView {
    let Some((theirs, changed)) = present(&refused.failure) else {
        return ().into_any();
    };
    let i18n = store.i18n;
    let mine = refused.change.clone().onto(theirs.clone());
    let asked = refused.change.clone();
    let (their, own) = (theirs.clone(), mine.clone());
    let said = move || table(store, &asked, &their, &own);
    let who = move || who_and_when(i18n, changed.as_ref());
    // Closing the question leaves theirs, too.
    let take = Callback::new(move |()| take_theirs(store, &theirs));
    view! {
        <Dialog title=text!(i18n, planning.stale_title) on_close=take>
            <p>{who}</p>
            {said}
            <div class="form-acts">
                <Button on:click=move |_| take.run(())>
                    {t!(i18n, planning.stale_keep_theirs)}
                </Button>
                <Button look=Look::Primary on:click=move |_| save_mine(store, mine.clone())>
                    {t!(i18n, planning.stale_save_mine)}
                </Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The row as it is now, and who changed it last.
fn present(failure: &Failure) -> Option<(ShiftOut, Option<Changed>)> {
    let Failure::Problem(problem) = failure else {
        return None;
    };
    let shift = serde_json::from_value(problem.current.clone()?).ok()?;
    Some((shift, problem.changed.clone()))
}

/// Theirs stays: the board shows it, and the form, if it is open, begins anew with it.
fn take_theirs(store: PlanningStore, theirs: &ShiftOut) {
    store.question.set(None);
    store.board.update(|board| board.put(theirs.clone()));
    let open = store.drawer.with_untracked(|drawer| match drawer {
        Some(Drawer::Shift(open)) => open.id == theirs.id,
        _ => false,
    });
    if open {
        form::reopen(store, theirs.clone());
    }
}

/// One's own is saved on top of theirs.
fn save_mine(store: PlanningStore, mine: Change) {
    store.question.set(None);
    store.drawer.set(None);
    if mine.is_nothing() {
        return;
    }
    spawn_local(async move {
        match store.perform(Command::new(mine)).await {
            Outcome::Done(noted) => store.told(&noted),
            outcome => store.report(outcome),
        }
    });
}

fn who_and_when(i18n: I18n, changed: Option<&Changed>) -> String {
    let Some(Changed { by, at }) = changed else {
        return String::new();
    };
    let ago = dates::ago(i18n, clock::now(), *at);
    match by {
        Some(name) => {
            t_string!(i18n, planning.stale_by, name = name.clone(), ago = ago).to_string()
        }
        None => t_string!(i18n, planning.stale_by_system, ago = ago).to_string(),
    }
}

/// What either of the two changed, in both versions.
fn table(store: PlanningStore, asked: &Change, theirs: &ShiftOut, mine: &Change) -> AnyView {
    let i18n = store.i18n;
    let (before, after) = match (asked, mine) {
        (Change::Edit { before, .. }, Change::Edit { after, .. }) => (Some(before), Some(after)),
        (Change::Delete(before), _) => (Some(before), None),
        _ => (None, None),
    };
    let changed_by_them = before
        .map(|before| differences(before, theirs))
        .unwrap_or_default();
    let changed_by_me = after
        .map(|after| differences(theirs, after))
        .unwrap_or_default();
    let shown: BTreeSet<Field> = changed_by_them.into_iter().chain(changed_by_me).collect();
    let own = |field| match after {
        Some(after) => value(store, field, after),
        None => t_string!(i18n, planning.stale_deleted_mine).to_owned(),
    };
    let line = |field: Field| {
        view! {
            <tr>
                <th scope="row">{fields::name(i18n, pointer(field))}</th>
                <td>{value(store, field, theirs)}</td>
                <td>{own(field)}</td>
            </tr>
        }
    };
    view! {
        <table class="versions">
            <thead>
                <tr>
                    <th scope="col">{t_string!(i18n, planning.stale_field)}</th>
                    <th scope="col">{t_string!(i18n, planning.stale_theirs)}</th>
                    <th scope="col">{t_string!(i18n, planning.stale_mine)}</th>
                </tr>
            </thead>
            <tbody>{shown.into_iter().map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

const fn pointer(field: Field) -> &'static str {
    match field {
        Field::Mission => "/mission_id",
        Field::Team => "/team_id",
        Field::Person => "/person_id",
        Field::Role => "/role",
        Field::Kind => "/kind",
        Field::Times => "/times",
        Field::Break => "/break_minutes",
        Field::Status => "/status",
        Field::Notes => "/notes",
    }
}

fn value(store: PlanningStore, field: Field, shift: &ShiftOut) -> String {
    let i18n = store.i18n;
    match field {
        Field::Mission => store.title(shift.mission_id),
        Field::Team => store.team(shift.team_id),
        Field::Person => store.worker(shift.person_id),
        Field::Role => shift.role.to_string(),
        Field::Kind => words::kind(i18n, shift.kind),
        Field::Times => {
            let times = Slot::new(shift.start, shift.end).map(|slot| store.times(slot));
            let day = store.day_long(store.zone.day(shift.start));
            format!("{day} {}", times.unwrap_or_default())
        }
        Field::Break => shift.break_minutes.minutes().to_string(),
        Field::Status => words::status(i18n, shift.status),
        Field::Notes => match &shift.notes {
            Some(notes) => notes.to_string(),
            None => t_string!(i18n, planning.nothing).to_owned(),
        },
    }
}
