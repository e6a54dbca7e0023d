//! The week as a list: one shift a line, under its day.

use leptos::prelude::*;
use shared::planning::worked::{hours, minutes};
use shared::shifts::ShiftOut;
use shared::time::{Day, Slot};

use crate::i18n::*;
use crate::ui::{Glyph, Icon};

use super::store::PlanningStore;
use super::words;

/// The list of the week.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let days = move || {
        let days = store.board.with(|board| board.columns().days().to_vec());
        days.into_iter()
            .map(|(day, slot)| day_view(store, day, slot))
            .collect_view()
    };
    let i18n = store.i18n;
    view! {
        <div
            class="list-scroll"
            tabindex="0"
            role="region"
            aria-label=move || t_string!(i18n, planning.view_list).to_string()
        >
            <table class="shift-list">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, planning.field_times)}</th>
                        <th scope="col">{t!(i18n, planning.field_mission)}</th>
                        <th scope="col">{t!(i18n, planning.field_role)}</th>
                        <th scope="col">{t!(i18n, planning.field_person)}</th>
                        <th scope="col">{t!(i18n, planning.field_kind)}</th>
                        <th scope="col">{t!(i18n, planning.field_status)}</th>
                        <th scope="col" class="number">{t!(i18n, planning.field_worked)}</th>
                    </tr>
                </thead>
                {days}
            </table>
        </div>
    }
    .into_any()
}

/// A day's shifts: those that begin on it, and on the first day those that went on.
fn day_view(store: PlanningStore, day: Day, slot: Slot) -> Option<AnyView> {
    let (board, shown) = (store.board.read(), store.shown.read());
    let first = board
        .columns()
        .days()
        .first()
        .is_some_and(|(first, _)| *first == day);
    let begins = |shift: &ShiftOut| {
        slot.start() <= shift.start && shift.start < slot.end()
            || first && shift.start < slot.start()
    };
    let mut shifts: Vec<_> = board
        .shifts()
        .filter(|shift| shown.has(shift.id) && begins(shift))
        .cloned()
        .collect();
    if shifts.is_empty() {
        return None;
    }
    shifts.sort_by_key(|shift| (shift.start, shift.end, shift.id));
    let lines = shifts
        .into_iter()
        .map(|shift| line(store, &shift))
        .collect_view();
    let view = view! {
        <tbody>
            <tr>
                <th scope="rowgroup" colspan="7">{store.day_long(day)}</th>
            </tr>
            {lines}
        </tbody>
    };
    Some(view.into_any())
}

fn line(store: PlanningStore, shift: &ShiftOut) -> AnyView {
    let times = Slot::new(shift.start, shift.end).map(|slot| store.times(slot));
    let marks = store.board.with(|board| board.marks(shift));
    let conflicts = store.conflict_words(&marks);
    let i18n = store.i18n;
    let id = shift.id;
    let selected = move || {
        let selected = store.selection.with(|selection| selection.has(id));
        selected.then_some("")
    };
    view! {
        <tr data-shift=shift.id.to_string() data-selected=selected>
            <td>
                <button
                    type="button"
                    class="shift shift-link"
                    aria-haspopup="dialog"
                    data-status=shift.status.as_str()
                    data-standing=store.board.with(|board| board.standing(shift)).as_str()
                >
                    {times.ok()}
                </button>
            </td>
            <td>{store.title(shift.mission_id)}</td>
            <td>{shift.role.to_string()}</td>
            <td>
                {store.worker(shift.person_id)}
                {conflicts.into_iter().map(conflict).collect_view()}
            </td>
            <td>{words::kind(i18n, shift.kind)}</td>
            <td>{store.status_words(shift)}</td>
            <td class="number">{hours(minutes(shift))}</td>
        </tr>
    }
    .into_any()
}

/// What is wrong, with its sign.
pub(super) fn conflict(words: String) -> impl IntoView {
    view! {
        <span class="conflict-line">
            <Icon glyph=Glyph::Warning />
            <span>{words}</span>
        </span>
    }
}
