//! The week: people by days, one tab stop, arrows inside (the APG grid pattern).

use leptos::prelude::*;
use leptos::web_sys::FocusEvent;
use shared::id::{TeamId, UserId};
use shared::planning::focus::Focus;
use shared::planning::rows::{Row, Viewer};
use shared::planning::worked::hours;
use shared::time::Day;

use super::dates;
use crate::i18n::*;
use crate::media::Avatars;
use crate::session::Session;
use crate::ui::Avatar;

use super::drag::Drag;
use super::store::PlanningStore;
use super::{cell, clicks, drag, keys, spots};

/// The columns of the grid: the people, and the seven days.
const COLUMNS: usize = 8;

/// The grid of a week.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let session = expect_context::<Session>();
    let scroller = NodeRef::new();
    let drag = Drag::new(store, scroller);
    let carrying = move || {
        store
            .carry
            .with(|carry| carry.as_ref().map(|it| it.hand.as_str()))
    };
    let label = move || {
        let range = store
            .board
            .with(|board| dates::week_range(store.i18n, board.week()));
        t_string!(store.i18n, planning.grid_label, range = range).to_string()
    };
    begin_focus(store);
    view! {
        <div
            class="week-scroll"
            node_ref=scroller
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |_| drag.cancel()
        >
            <div
                class="week-grid"
                role="grid"
                aria-label=label
                aria-busy=move || store.is_reading()
                aria-describedby="planning-keys-hint"
                aria-rowcount=move || (store.rows.read().len() + 1).to_string()
                aria-colcount=COLUMNS.to_string()
                aria-multiselectable=store.plans().then_some("true")
                data-planner=store.plans().then_some("")
                data-carrying=carrying
                on:keydown=move |event| keys::pressed(store, session.shortcuts(), &event)
                on:pointerdown=move |event| drag.down(&event)
                on:focusin=move |event| took_focus(store, &event)
                on:focusout=move |event| clicks::left(store, spots::around(event.related_target(), "*"))
            >
                <div role="rowgroup" class="week-head">{head(store)}</div>
                <div role="rowgroup" class="week-rows">
                    <For each=move || store.rows.get() key=|row| *row let:row>
                        {row_view(store, row)}
                    </For>
                </div>
            </div>
            {move || drag.at().map(|at| drag::ghost(store, at))}
        </div>
    }
    .into_any()
}

/// The first spot that has the keyboard is the first row, today; and it is another when its
/// row is gone.
fn begin_focus(store: PlanningStore) {
    Effect::new(move |_| {
        let rows = store.rows.read();
        let gone = store
            .focus
            .with_untracked(|focus| focus.is_none_or(|focus| !rows.contains(&focus.row)));
        if gone {
            let today = store.today.get_untracked();
            let board = store.board.read_untracked();
            store.focus.set(Focus::start(&rows, board.columns(), today));
        }
    });
}

/// What took the focus by the pointer or the Tab key has the keyboard from now on.
fn took_focus(store: PlanningStore, event: &FocusEvent) {
    let Some(spot) = spots::around(event.target(), "[data-row]") else {
        return;
    };
    let row = spot.get_attribute("data-row");
    let column = spots::around(event.target(), "[aria-colindex]")
        .and_then(|cell| cell.get_attribute("aria-colindex"))
        .and_then(|index| index.parse::<usize>().ok())
        .and_then(|index| index.checked_sub(1));
    let row = store.rows.with_untracked(|rows| {
        rows.iter()
            .copied()
            .find(|known| Some(known.to_string()) == row)
    });
    if let (Some(row), Some(column)) = (row, column) {
        let held = store.focus.get_untracked();
        // The head of a group keeps the column that the next row goes on in.
        let same = held.is_some_and(|held| {
            held.row == row && (held.column == column || row.cells_of().is_none())
        });
        if !same {
            store.focus.set(Some(Focus { row, column }));
        }
    }
}

fn head(store: PlanningStore) -> impl IntoView {
    let days = move || {
        (1..COLUMNS)
            .map(|column| day_head(store, column))
            .collect_view()
    };
    view! {
        <div role="row" class="week-row" aria-rowindex="1">
            <div role="columnheader" class="corner" aria-colindex="1" aria-sort="ascending">
                <span class="row-who">
                    <span>{move || t_string!(store.i18n, planning.people).to_string()}</span>
                    <small>{move || store.totals.with(|totals| hours(totals.all()))}</small>
                </span>
            </div>
            {days()}
        </div>
    }
}

fn day_head(store: PlanningStore, column: usize) -> impl IntoView {
    let day = Memo::new(move |_| store.cell(None, column).map(|cell| cell.day));
    let total = move || {
        day.get()
            .map(|day| store.totals.with(|totals| totals.day(day)))
    };
    let open = move || total().map(|it| it.open).filter(|open| *open > 0);
    let current = move || (day.get() == Some(store.today.get())).then_some("date");
    view! {
        <div
            role="columnheader"
            class="day-head"
            aria-colindex=(column + 1).to_string()
            aria-current=current
        >
            {move || day.get().map(|day| short_day(store, day))}
            <small>
                {move || total().map(|total| hours(total.minutes))}
                {move || open().map(|open| {
                    format!(" \u{b7} {}", t_string!(store.i18n, planning.to_fill, count = open))
                })}
            </small>
        </div>
    }
}

fn short_day(store: PlanningStore, day: Day) -> impl IntoView {
    view! {
        <span aria-hidden="true">{dates::day_short(store.i18n, day)}</span>
        <span class="visually-hidden">{store.day_long(day)}</span>
    }
}

fn row_view(store: PlanningStore, row: Row) -> AnyView {
    let held = Memo::new(move |_| {
        store
            .focus
            .get()
            .filter(|focus| focus.row == row)
            .map(|focus| focus.column)
    });
    let index = move || {
        let place = store
            .rows
            .with(|rows| rows.iter().position(|other| *other == row));
        place.map(|place| (place + 2).to_string())
    };
    match row.cells_of() {
        None => group_row(store, row, held, index).into_any(),
        Some(person) => {
            let cells = (1..COLUMNS).map(|column| cell::view(store, row, person, column, held));
            let own =
                matches!((store.viewer, row), (Viewer::Reader(me), Row::Person(id)) if me == id);
            let kind = match row {
                Row::Open => "open",
                _ if own => "own",
                _ => "person",
            };
            view! {
                <div
                    role="row"
                    class="week-row"
                    data-row=row.to_string()
                    data-kind=kind
                    aria-rowindex=index
                >
                    {row_head(store, row, person, held)}
                    {cells.collect_view()}
                </div>
            }
            .into_any()
        }
    }
}

fn group_row(
    store: PlanningStore,
    row: Row,
    held: Memo<Option<usize>>,
    index: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl IntoView {
    let team = match row {
        Row::Group(team) => team,
        _ => None,
    };
    let open = Memo::new(move |_| !store.collapsed.read().contains(&team));
    let toggle = move |_| {
        store.collapsed.update(|collapsed| {
            if !collapsed.remove(&team) {
                collapsed.insert(team);
            }
        });
    };
    view! {
        <div role="row" class="week-row group-row" data-row=row.to_string() aria-rowindex=index>
            <div role="rowheader" class="group-head" aria-colindex="1" aria-colspan=COLUMNS.to_string()>
                <button
                    type="button"
                    id=spots::id(Focus { row, column: 0 })
                    tabindex=move || if held.get().is_some() { "0" } else { "-1" }
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=toggle
                >
                    {move || store.team(team)}
                    <small>{move || group_size(store, team).map(|size| format!("({size})"))}</small>
                </button>
            </div>
        </div>
    }
}

fn group_size(store: PlanningStore, team: Option<TeamId>) -> Option<usize> {
    let (board, url, shown) = (store.board.read(), store.url.read(), store.shown.read());
    let groups = shared::planning::rows::groups(&board, &url.filter, &shown);
    groups
        .into_iter()
        .find(|(group, _)| *group == team)
        .map(|(_, people)| people.len())
}

fn row_head(
    store: PlanningStore,
    row: Row,
    person: Option<UserId>,
    held: Memo<Option<usize>>,
) -> impl IntoView {
    let name = Memo::new(move |_| store.who(person));
    let own = move || matches!(store.viewer, Viewer::Reader(me) if Some(me) == person);
    let picture = expect_context::<Avatars>().of(Signal::stored(person));
    let minutes = move || store.totals.with(|totals| totals.person(person));
    view! {
        <div
            role="rowheader"
            class="row-head"
            aria-colindex="1"
            id=spots::id(Focus { row, column: 0 })
            tabindex=move || if held.get() == Some(0) { "0" } else { "-1" }
        >
            {person.map(|_| view! { <Avatar name=name picture/> })}
            <span class="row-who">
                <strong>{name}</strong>
                <small>
                    {move || own().then(|| format!("{} \u{b7} ", t_string!(store.i18n, planning.me)))}
                    {move || hours(minutes())}
                </small>
            </span>
        </div>
    }
}
