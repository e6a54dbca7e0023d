//! The drawer of a shift: its form for who plans, its facts for who reads.

use leptos::prelude::*;
use shared::planning::worked::{hours, minutes};
use shared::planning::{Cell, Draft};
use shared::shifts::ShiftOut;
use shared::time::Slot;

use crate::i18n::*;
use crate::ui::{Dialog, Shape};

use super::form::ShiftForm;
use super::list::conflict;
use super::sheet::Drawer;
use super::store::PlanningStore;
use super::words;

/// The drawer, while there is something in it.
pub(super) fn view(store: PlanningStore) -> AnyView {
    (move || store.drawer.get().map(|drawer| opened(store, drawer))).into_any()
}

fn opened(store: PlanningStore, drawer: Drawer) -> AnyView {
    let i18n = store.i18n;
    let close = Callback::new(move |()| store.drawer.set(None));
    let (draft, of) = match drawer {
        Drawer::Shift(shift) if !store.plans() => {
            let title = text!(i18n, planning.shift_title);
            return view! {
                <Dialog title shape=Shape::Drawer on_close=close>
                    {move || facts(store, &shift)}
                </Dialog>
            }
            .into_any();
        }
        Drawer::Shift(shift) => (Draft::of(&shift, store.zone), Some(*shift)),
        Drawer::New(cell) => (store.blank(cell), None),
    };
    let title = match of {
        Some(_) => text!(i18n, planning.edit_shift_title),
        None => text!(i18n, planning.new_shift_title),
    };
    let form = ShiftForm::new(store, draft.clone(), of);
    let dirty = Signal::derive(move || form.draft.with(|typed| *typed != draft));
    view! {
        <crate::ui::Drawer title on_close=close dirty>
            {form.view()}
        </crate::ui::Drawer>
    }
    .into_any()
}

impl PlanningStore {
    /// The form of a new shift: in the person's group, and for the mission that is looked at.
    fn blank(self, cell: Cell) -> Draft {
        let filter = self.url.with_untracked(|url| url.filter.clone());
        let team = self.board.with_untracked(|board| {
            let person = cell.person.and_then(|id| board.person(id));
            person.and_then(|person| shared::planning::rows::group_of(person, board))
        });
        Draft::blank(cell, filter.team.or(team), filter.mission)
    }
}

/// All there is to read of a shift.
pub(super) fn facts(store: PlanningStore, shift: &ShiftOut) -> AnyView {
    let i18n = store.i18n;
    let mission = store
        .board
        .with(|board| board.mission(shift.mission_id).cloned());
    let venue = mission
        .as_ref()
        .and_then(|it| it.venue.as_ref())
        .map(ToString::to_string);
    let address = mission
        .as_ref()
        .and_then(|it| it.address.as_ref())
        .map(ToString::to_string);
    let times = Slot::new(shift.start, shift.end).map(|slot| store.times(slot));
    let day = store.day_long(store.zone.day(shift.start));
    let when = format!("{day}, {}", times.unwrap_or_default());
    let rest = shift.break_minutes.minutes();
    let reason = shift.overlap_reason.as_ref().map(ToString::to_string);
    let overridden = shift.rules_reason.as_ref().map(ToString::to_string);
    let facts = [
        (t_string!(i18n, planning.field_times), Some(when)),
        (
            t_string!(i18n, planning.field_mission),
            Some(store.title(shift.mission_id)),
        ),
        (t_string!(i18n, planning.field_venue), venue),
        (t_string!(i18n, planning.field_address), address),
        (
            t_string!(i18n, planning.field_role),
            Some(shift.role.to_string()),
        ),
        (
            t_string!(i18n, planning.field_kind),
            Some(words::kind(i18n, shift.kind)),
        ),
        (
            t_string!(i18n, planning.field_person),
            Some(store.worker(shift.person_id)),
        ),
        (
            t_string!(i18n, planning.field_status),
            Some(store.status_words(shift)),
        ),
        (
            t_string!(i18n, planning.field_break),
            (rest > 0).then(|| rest.to_string()),
        ),
        (
            t_string!(i18n, planning.field_worked),
            Some(hours(minutes(shift))),
        ),
        (
            t_string!(i18n, planning.field_notes),
            shift.notes.as_ref().map(ToString::to_string),
        ),
        (
            t_string!(i18n, series.mark),
            shift
                .series
                .map(|_| t_string!(i18n, series.part).to_string()),
        ),
        (t_string!(i18n, planning.overlap_allowed), reason),
        (t_string!(i18n, labour.overridden), overridden),
    ];
    let fact = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    let marks = store.board.with(|board| board.marks(shift));
    view! {
        <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
        {store.conflict_words(&marks).into_iter().map(conflict).collect_view()}
    }
    .into_any()
}
