//! A shift in a cell: its times, what it is for, how final it is and what is wrong, in
//! words and shape as well as colour.

use leptos::prelude::*;
use shared::id::ShiftId;
use shared::planning::part::Place;
use shared::publications::Standing;
use shared::shifts::ShiftStatus;
use shared::time::Day;

use crate::i18n::*;
use crate::labour;
use crate::ui::{Glyph, Icon};

use super::store::{Chip, PlanningStore, Saving};
use super::words;

/// How the keyboard comes to a chip.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// By the arrows of the grid, which is one tab stop.
    Arrows,
    /// By Tab, where there is no grid.
    Tab,
}

impl Reach {
    const fn tabindex(self) -> &'static str {
        match self {
            Self::Arrows => "-1",
            Self::Tab => "0",
        }
    }
}

/// A chip. It stays the same element while its shift is changed, so that the keyboard does
/// not lose it.
pub(super) fn view(
    store: PlanningStore,
    id: ShiftId,
    day: Memo<Option<Day>>,
    reach: Reach,
) -> AnyView {
    let chip = Memo::new(move |_| store.chip(id, day.get()?));
    let carried = move || {
        let carried = store
            .carry
            .with(|carry| carry.as_ref().is_some_and(|it| it.bundle.has(id)));
        carried.then_some("")
    };
    let selected = move || store.selection.with(|selection| selection.has(id));
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
                tabindex=reach.tabindex()
                aria-haspopup="dialog"
                aria-busy=move || with(|chip| (chip.saving == Saving::Under).then_some("true"))
                data-status=move || with(|chip| Some(chip.shift.status.as_str()))
                data-standing=move || with(|chip| Some(chip.standing.as_str()))
                data-place=move || with(|chip| Some(place(chip.place)))
                data-open=move || with(|chip| chip.shift.person_id.is_none().then_some(""))
                data-conflict=move || with(|chip| (!chip.marks.is_clear()).then_some(""))
                data-carried=carried
                data-selected=move || selected().then_some("")
            >
                {move || chip.get().map(|chip| text(store, &chip, day.get()))}
                {move || selected().then(|| selected_words(store))}
            </button>
            {store.plans().then(|| menu_button(store, chip, reach))}
        </div>
    }
    .into_any()
}

/// That a shift is selected, for who listens; the chip's sign shows it.
fn selected_words(store: PlanningStore) -> impl IntoView {
    view! { <span class="visually-hidden">", "{t!(store.i18n, planning.mark_selected)}</span> }
}

fn text(store: PlanningStore, chip: &Chip, day: Option<Day>) -> impl IntoView + use<> {
    let title = chip
        .mission
        .as_ref()
        .map(|mission| mission.title.to_string());
    let title = title.unwrap_or_else(|| store.title(chip.shift.mission_id));
    let states = states(store, chip);
    view! {
        <span class="shift-time">{store.times(chip.slot)}</span>
        <span class="shift-title">{title}</span>
        {more(chip.shift.role.to_string(), states)}
        <span class="visually-hidden">{day.map(|day| store.chip_words(chip, day))}</span>
    }
}

/// What the person does, and beside it the states, where there are some.
fn more(role: String, states: Vec<AnyView>) -> AnyView {
    let role = view! { <span class="shift-role">{role}</span> };
    if states.is_empty() {
        return role.into_any();
    }
    view! {
        <span class="shift-more">
            {role}
            {states}
        </span>
    }
    .into_any()
}

/// The words of what a chip's border and ground say, each with its sign.
fn states(store: PlanningStore, chip: &Chip) -> Vec<AnyView> {
    let i18n = store.i18n;
    let mut states = Vec::new();
    let mut state = |class: &'static str, glyph: Glyph, words: String| {
        let mark = view! { <span class=class><Icon glyph /> {words}</span> };
        states.push(mark.into_any());
    };
    if !chip.marks.overlaps.is_empty() {
        let words = t_string!(i18n, planning.mark_overlap).to_string();
        state("mark-conflict", Glyph::Warning, words);
    }
    if !chip.marks.clashes.is_empty() {
        let words = t_string!(i18n, planning.mark_unavailable).to_string();
        state("mark-conflict", Glyph::Warning, words);
    }
    if let Some(words) = labour::mark(i18n, &chip.marks.breaches) {
        state("mark-conflict", Glyph::Warning, words);
    }
    if chip.place.is_continuation() {
        let words = t_string!(i18n, planning.mark_continued).to_string();
        state("mark-part", Glyph::Right, words);
    }
    if chip.shift.status != ShiftStatus::Published {
        let sign = match chip.shift.status {
            ShiftStatus::Cancelled => Glyph::Close,
            ShiftStatus::Draft | ShiftStatus::Published => Glyph::Edit,
        };
        state("mark-status", sign, words::status(i18n, chip.shift.status));
    }
    if chip.standing == Standing::Changed {
        let words = t_string!(i18n, publications.standing_changed).to_string();
        state("mark-changed", Glyph::Feed, words);
    }
    if chip.shift.series.is_some() {
        let words = t_string!(i18n, series.part).to_string();
        let mark = view! {
            <span class="mark-series">
                <Icon glyph=Glyph::Repeat />
                <span class="visually-hidden">{words}</span>
            </span>
        };
        states.push(mark.into_any());
    }
    if chip.saving == Saving::Under {
        let words = t_string!(i18n, planning.mark_saving).to_string();
        let mark = view! { <span class="mark-saving">{words}</span> };
        states.push(mark.into_any());
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
fn menu_button(store: PlanningStore, chip: Memo<Option<Chip>>, reach: Reach) -> impl IntoView {
    let label = move || {
        let shift = chip
            .read()
            .as_ref()
            .map(|chip| store.shift_words(&chip.shift));
        t_string!(
            store.i18n,
            planning.shift_menu,
            shift = shift.unwrap_or_default()
        )
        .to_string()
    };
    view! {
        <button
            type="button"
            class="chip-menu"
            tabindex=reach.tabindex()
            aria-haspopup="menu"
            aria-label=label
        ></button>
    }
}
