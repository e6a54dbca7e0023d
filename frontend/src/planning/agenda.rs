//! The planning on a phone: a strip of seven days, and one day's shifts under it; by person
//! for who plans, the own ones for who reads, unless everybody's are asked for.

use leptos::prelude::*;
use leptos::web_sys::TouchEvent;
use shared::id::UserId;
use shared::planning::Cell;
use shared::planning::rows::{Row, Viewer};
use shared::planning::view::{At, Whose};
use shared::time::Day;

use super::dates;
use crate::i18n::*;
use crate::ui::{Button, Glyph, Look};

use super::chip::Reach;
use super::sheet::Drawer;
use super::store::PlanningStore;
use super::{cell, chip};

/// How far a finger goes sideways to turn to another day, in CSS pixels.
const SWIPE: i32 = 60;

/// The agenda.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let day = Memo::new(move |_| store.url.with(|url| url.day(store.today.get())));
    let touched = StoredValue::new(None::<(i32, i32)>);
    let people = Memo::new(move |_| people(store, day.get()));
    view! {
        {strip(store, day)}
        {whose(store)}
        <div
            class="agenda"
            on:touchstart=move |event| touched.set_value(finger(&event))
            on:touchend=move |event| swiped(store, day, touched.get_value(), finger(&event))
        >
            <h2>{move || store.day_long(day.get())}</h2>
            <For each=move || people.get() key=|person| *person let:person>
                {person_view(store, person, day)}
            </For>
            {move || (people.read().is_empty() && store.is_reading().is_none()).then(|| {
                view! { <p class="muted">{t!(store.i18n, planning.nothing_today)}</p> }
            })}
        </div>
        {store.plans().then(|| add_button(store, day))}
    }
    .into_any()
}

/// Turns to a day; the address remembers it.
fn turn(store: PlanningStore, day: Day) {
    store.go.to(&store.url.get_untracked().at(At::Day(day)));
}

fn finger(event: &TouchEvent) -> Option<(i32, i32)> {
    let touch = event.changed_touches().item(0)?;
    Some((touch.client_x(), touch.client_y()))
}

fn swiped(store: PlanningStore, day: Memo<Day>, from: Option<(i32, i32)>, to: Option<(i32, i32)>) {
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    let (x, y) = (to.0.saturating_sub(from.0), to.1.saturating_sub(from.1));
    let sideways = x.abs() >= SWIPE && x.abs() > 2 * y.abs();
    if sideways {
        turn(store, day.get_untracked().plus_days(i64::from(-x.signum())));
    }
}

/// Whose shifts are on the page: the own ones only, where somebody reads and wants that.
fn own(store: PlanningStore) -> Option<UserId> {
    match store.viewer {
        Viewer::Reader(me) if store.url.read().whose == Whose::Mine => Some(me),
        _ => None,
    }
}

/// The people who have something on a day; who plans sees everybody while a shift looks
/// for its place.
fn people(store: PlanningStore, day: Day) -> Vec<Option<UserId>> {
    let placing = store.carry.read().is_some();
    let own = own(store);
    let rows = store.rows.read();
    let people = rows.iter().filter_map(|row| match row {
        Row::Group(_) => None,
        Row::Open => Some(None),
        Row::Person(person) => Some(Some(*person)),
    });
    people
        .filter(|person| own.is_none() || *person == own)
        .filter(|person| {
            let cell = Cell {
                person: *person,
                day,
            };
            let said = || store.board.with(|board| !board.bands(cell).is_empty());
            placing || !store.at(cell).is_empty() || said()
        })
        .collect()
}

fn strip(store: PlanningStore, day: Memo<Day>) -> impl IntoView {
    let days = move || {
        let week = store.url.with(|url| url.week(store.today.get()));
        week.days()
            .into_iter()
            .map(|each| day_button(store, each, day))
            .collect_view()
    };
    view! {
        <div
            class="day-strip"
            role="group"
            aria-label=move || t_string!(store.i18n, planning.days).to_string()
        >
            {days}
        </div>
    }
}

fn day_button(store: PlanningStore, each: Day, day: Memo<Day>) -> impl IntoView {
    let has = Memo::new(move |_| {
        let (own, shown) = (own(store), store.shown.read());
        store.board.with(|board| {
            let people = board
                .people()
                .iter()
                .map(|person| Some(person.id))
                .chain([None]);
            let mut cells = people.filter(|person| own.is_none() || *person == own);
            cells.any(|person| {
                board
                    .at(Cell { person, day: each })
                    .iter()
                    .any(|shift| shown.has(*shift))
            })
        })
    });
    let (name, number) = dates::weekday_and_number(store.i18n, each);
    view! {
        <button
            type="button"
            aria-pressed=move || if day.get() == each { "true" } else { "false" }
            aria-current=move || (store.today.get() == each).then_some("date")
            data-dot=move || has.get().then_some("")
            on:click=move |_| turn(store, each)
        >
            {name}
            <strong>{number}</strong>
            {move || has.get().then(|| view! {
                <span class="visually-hidden">{t!(store.i18n, planning.has_shifts)}</span>
            })}
        </button>
    }
}

/// For who reads: the own shifts, or everybody's.
fn whose(store: PlanningStore) -> Option<AnyView> {
    if store.plans() {
        return None;
    }
    let choose = move |whose| {
        let url = store.url.get_untracked();
        store.go.to(&shared::planning::PlanningUrl { whose, ..url });
    };
    let option = move |whose: Whose| {
        let words = move || match whose {
            Whose::Mine => t_string!(store.i18n, planning.whose_mine).to_string(),
            Whose::All => t_string!(store.i18n, planning.whose_all).to_string(),
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="planning-whose"
                    prop:checked=move || store.url.read().whose == whose
                    on:change=move |_| choose(whose)
                />
                {words}
            </label>
        }
    };
    let view = view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t!(store.i18n, planning.whose)}</legend>
            {option(Whose::Mine)}
            {option(Whose::All)}
        </fieldset>
    };
    Some(view.into_any())
}

fn person_view(store: PlanningStore, person: Option<UserId>, day: Memo<Day>) -> AnyView {
    let cell = Memo::new(move |_| Cell {
        person,
        day: day.get(),
    });
    let shown = Memo::new(move |_| Some(day.get()));
    let ids = move || store.at(cell.get());
    let bands = move || store.board.with(|board| board.bands(cell.get()));
    let placing = move || store.carry.read().is_some();
    view! {
        <section
            class="agenda-person"
            data-cell=move || cell.get().to_string()
            data-planner=store.plans().then_some("")
        >
            <header>
                <h3>{move || store.who(person)}</h3>
                {move || placing().then(|| view! {
                    <button type="button" class="button place-here">
                        {t!(store.i18n, planning.place_here)}
                    </button>
                })}
            </header>
            {move || bands().iter().map(|band| cell::band_view(store, band)).collect_view()}
            <ul>
                <For each=ids key=|id| *id let:id>
                    <li>{chip::view(store, id, shown, Reach::Tab)}</li>
                </For>
            </ul>
        </section>
    }
    .into_any()
}

fn add_button(store: PlanningStore, day: Memo<Day>) -> impl IntoView {
    let add = move |_| {
        let cell = Cell {
            person: None,
            day: day.get_untracked(),
        };
        store.drawer.set(Some(Drawer::New(cell)));
    };
    view! {
        <div class="agenda-add">
            <Button look=Look::Primary glyph=Glyph::Add on:click=add>
                {t!(store.i18n, planning.new_shift)}
            </Button>
        </div>
    }
}
