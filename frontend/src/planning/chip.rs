//! A shift in a cell: its times, what it is for, how final it is and what is wrong, in
//! words and shape as well as colour.

use leptos::prelude::*;
use shared::id::ShiftId;
use shared::planning::part::Place;
use shared::shifts::ShiftStatus;
use shared::time::Day;

use crate::i18n::*;

use super::store::{Chip, PlanningStore, Saving};
use super::words;

/// A chip. It stays the same element while its shift is changed, so that the keyboard does
/// not lose it.
pub(super) fn view(store: PlanningStore, id: ShiftId, day: Memo<Option<Day>>) -> AnyView {
    let chip = Memo::new(move |_| store.chip(id, day.get()?));
    let carried = move || {
        let carried = store.carry.with(|carry| carry.as_ref().is_some_and(|it| it.shift.id == id));
        carried.then_some("")
    };
    let with = move |read: fn(&Chip) -> Option<&'static str>| chip.read().as_ref().and_then(read);
    view! {
        <div
            class="chip"
            data-shift=id.to_string()
            data-hue=move || with(|chip| Some(chip.mission.as_ref().map_or("slate", |it| it.hue.as_str())))
        >
            <button
                type="button"
                class="shift"
                tabindex="-1"
                aria-haspopup="dialog"
                aria-busy=move || with(|chip| (chip.saving == Saving::Under).then_some("true"))
                data-status=move || with(|chip| Some(chip.shift.status.as_str()))
                data-place=move || with(|chip| Some(place(chip.place)))
                data-open=move || with(|chip| chip.shift.person_id.is_none().then_some(""))
                data-conflict=move || with(|chip| (!chip.marks.is_clear()).then_some(""))
                data-carried=carried
            >
                {move || chip.get().map(|chip| text(store, &chip, day.get()))}
            </button>
            {store.plans().then(|| menu_button(store, chip))}
        </div>
    }
    .into_any()
}

fn text(store: PlanningStore, chip: &Chip, day: Option<Day>) -> impl IntoView + use<> {
    let title = chip.mission.as_ref().map(|mission| mission.title.to_string());
    let title = title.unwrap_or_else(|| store.title(chip.shift.mission_id));
    let states = states(store, chip);
    view! {
        <span class="shift-time">{store.times(chip.slot)}</span>
        <span class="shift-title">{title}</span>
        <span class="shift-role">{chip.shift.role.to_string()}</span>
        {(!states.is_empty()).then(|| view! { <span class="shift-state">{states}</span> })}
        <span class="visually-hidden">{day.map(|day| store.chip_words(chip, day))}</span>
    }
}

/// The words of what a chip's border and ground say, each with its sign.
fn states(store: PlanningStore, chip: &Chip) -> Vec<AnyView> {
    let i18n = store.i18n;
    let mut states = Vec::new();
    let mut state = |class: &'static str, sign: &'static str, words: String| {
        let state = view! { <span class=class><span aria-hidden="true">{sign}</span>{words}</span> };
        states.push(state.into_any());
    };
    if !chip.marks.overlaps.is_empty() {
        state("mark-conflict", "\u{26a0}\u{fe0e}", t_string!(i18n, planning.mark_overlap).to_string());
    }
    if !chip.marks.clashes.is_empty() {
        let words = t_string!(i18n, planning.mark_unavailable).to_string();
        state("mark-conflict", "\u{26a0}\u{fe0e}", words);
    }
    if chip.place.is_continuation() {
        state("mark-part", "\u{21b3}", t_string!(i18n, planning.mark_continued).to_string());
    }
    if chip.shift.status != ShiftStatus::Published {
        let sign = if chip.shift.status == ShiftStatus::Draft { "\u{270e}" } else { "\u{2715}" };
        state("mark-status", sign, words::status(i18n, chip.shift.status));
    }
    if chip.saving == Saving::Under {
        state("mark-saving", "\u{2026}", t_string!(i18n, planning.mark_saving).to_string());
    }
    states
}

const fn place(place: Place) -> &'static str {
    match place {
        Place::Whole => "whole",
        Place::First => "first",
        Place::Middle => "middle",
        Place::Last => "last",
    }
}

/// The way to a shift's acts for who uses a pointer and does not drag (WCAG 2.5.7).
fn menu_button(store: PlanningStore, chip: Memo<Option<Chip>>) -> impl IntoView {
    let label = move || {
        let shift = chip.read().as_ref().map(|chip| store.shift_words(&chip.shift));
        t_string!(store.i18n, planning.shift_menu, shift = shift.unwrap_or_default()).to_string()
    };
    view! {
        <button type="button" class="chip-menu" tabindex="-1" aria-haspopup="menu" aria-label=label>
            <span aria-hidden="true">"\u{22ee}"</span>
        </button>
    }
}
