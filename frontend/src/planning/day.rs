//! One day: people by the hours of the wall, shifts that overlap side by side, and a line
//! at the present moment.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::id::{ShiftId, UserId};
use shared::planning::Cell;
use shared::planning::axis::{along, stretch, ticks};
use shared::planning::board::{Band, Cover};
use shared::planning::columns::day_slot;
use shared::planning::lanes::{Lane, lanes};
use shared::planning::rows::Row;
use shared::planning::worked::hours;
use shared::time::{Day, Slot};

use crate::clock;
use crate::media::Avatars;
use crate::ui::Avatar;

use super::chip::Reach;
use super::store::PlanningStore;
use super::{cell, chip};

/// The day of the address.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let day = Memo::new(move |_| store.url.with(|url| url.day(store.today.get())));
    let slot = Memo::new(move |_| day_slot(day.get(), store.zone));
    let label = move || store.day_long(day.get());
    view! {
        <div class="day-scroll" tabindex="0" role="region" aria-label=label>
            <div class="day-board" data-planner=store.plans().then_some("")>
                <div class="day-row day-hours" aria-hidden="true">
                    <div class="corner">{label}</div>
                    <div class="day-axis">
                        {move || slot.get().map(|slot| axis(store, slot))}
                        {now_line(slot)}
                    </div>
                </div>
                <For each=move || store.rows.get() key=|row| *row let:row>
                    {row_view(store, row, day, slot)}
                </For>
            </div>
        </div>
    }
    .into_any()
}

fn axis(store: PlanningStore, day: Slot) -> impl IntoView {
    let hours = ticks(day, store.zone).into_iter();
    hours
        .map(|(at, label)| view! { <span style:inset-inline-start=at.percent()>{label}</span> })
        .collect_view()
}

/// The present moment, where the day has it.
fn now_line(slot: Memo<Option<Slot>>) -> impl IntoView {
    let now = clock::minute();
    move || {
        let (day, now) = (slot.get()?, now.get());
        let today = day.start() <= now && now < day.end();
        let at = along(now, day).percent();
        today.then(|| view! { <span class="now-line" style:inset-inline-start=at></span> })
    }
}

fn row_view(store: PlanningStore, row: Row, day: Memo<Day>, slot: Memo<Option<Slot>>) -> AnyView {
    match row {
        Row::Group(team) => view! {
            <h2 class="week-row group-row day-group">{move || store.team(team)}</h2>
        }
        .into_any(),
        Row::Open => person_row(store, None, day, slot),
        Row::Person(person) => person_row(store, Some(person), day, slot),
    }
}

fn person_row(
    store: PlanningStore,
    person: Option<UserId>,
    day: Memo<Day>,
    slot: Memo<Option<Slot>>,
) -> AnyView {
    let name = Memo::new(move |_| store.who(person));
    let picture = expect_context::<Avatars>().of(Signal::stored(person));
    let cell = Memo::new(move |_| Cell {
        person,
        day: day.get(),
    });
    let laid = Memo::new(move |_| {
        slot.get()
            .map(|slot| laid(store, cell.get(), slot))
            .unwrap_or_default()
    });
    let ids = move || laid.read().keys().copied().collect::<Vec<_>>();
    let shown_day = Memo::new(move |_| Some(day.get()));
    let deep = move || {
        laid.read()
            .values()
            .map(|(lane, _)| lane.of)
            .max()
            .unwrap_or(1)
            .max(1)
    };
    let minutes = move || worked(store, cell.get());
    let hour = move || {
        let hours = slot.get().map_or(24, |slot| ticks(slot, store.zone).len());
        format!("calc(100% / {hours}) 100%")
    };
    view! {
        <section class="day-row" aria-label=name data-kind=person.is_none().then_some("open")>
            <div class="row-head">
                {person.map(|_| view! { <Avatar name=name picture/> })}
                <span class="row-who">
                    <strong>{name}</strong>
                    <small>{move || hours(minutes())}</small>
                </span>
            </div>
            <div class="day-lane">
                <ul
                    class="day-track"
                    data-cell=move || cell.get().to_string()
                    style:block-size=move || format!("calc({} * var(--lane))", deep())
                    style:background-size=hour
                >
                    {move || slot.get().map(|slot| bands(store, cell.get(), slot))}
                    <For each=ids key=|id| *id let:id>
                        {chip_view(store, id, laid, shown_day, slot)}
                    </For>
                </ul>
                {now_line(slot)}
            </div>
        </section>
    }
    .into_any()
}

type Laid = BTreeMap<ShiftId, (Lane, Slot)>;

fn laid(store: PlanningStore, cell: Cell, day: Slot) -> Laid {
    let ids = store.at(cell);
    let placed: Vec<_> = store.board.with(|board| {
        ids.iter()
            .filter_map(|id| {
                let shift = board.shift(*id)?;
                Some((*id, Slot::new(shift.start, shift.end).ok()?.within(day)?))
            })
            .collect()
    });
    let slots: Vec<_> = placed.iter().map(|(_, slot)| *slot).collect();
    placed
        .into_iter()
        .zip(lanes(&slots))
        .map(|((id, slot), lane)| (id, (lane, slot)))
        .collect()
}

fn chip_view(
    store: PlanningStore,
    id: ShiftId,
    laid: Memo<Laid>,
    day: Memo<Option<Day>>,
    slot: Memo<Option<Slot>>,
) -> impl IntoView {
    let place = move || {
        let (lane, part) = laid.read().get(&id).copied()?;
        let (from, long) = stretch(part, slot.get()?);
        Some((lane, from.percent(), long.percent()))
    };
    let lane = move || place().map(|(lane, ..)| format!("calc({} * var(--lane))", lane.lane));
    view! {
        <li
            style:inset-inline-start=move || place().map(|(_, from, _)| from)
            style:inline-size=move || place().map(|(.., long)| long)
            style:inset-block-start=lane
        >
            {chip::view(store, id, day, Reach::Tab)}
        </li>
    }
}

fn bands(store: PlanningStore, cell: Cell, day: Slot) -> impl IntoView {
    let bands = store.board.with(|board| board.bands(cell));
    let band = move |band: Band| {
        let part = match band.cover {
            Cover::AllDay => day,
            Cover::Part(part) => part,
        };
        let (from, long) = stretch(part, day);
        view! {
            <li
                class="day-band"
                style:inset-inline-start=from.percent()
                style:inline-size=long.percent()
            >
                {cell::band_view(store, &band)}
            </li>
        }
    };
    bands.into_iter().map(band).collect_view()
}

/// The worked minutes of a person's day that is shown.
fn worked(store: PlanningStore, cell: Cell) -> i64 {
    let ids = store.at(cell);
    store.board.with(|board| {
        let shifts = ids.iter().filter_map(|id| board.shift(*id));
        let parts = shifts.flat_map(|shift| shared::planning::worked::by_days(shift, store.zone));
        parts
            .filter(|(day, _)| *day == cell.day)
            .map(|(_, minutes)| minutes)
            .sum()
    })
}
