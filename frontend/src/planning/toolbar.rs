//! The bar over the planning: which week, drawn how, narrowed to what.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use shared::planning::filter::Only;
use shared::planning::view::At;
use shared::planning::{Board, Cell, Filter, View};

use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Button, Does, Glyph, Icon, Look};

use super::dates;
use super::page::Layout;
use super::sheet::Drawer;
use super::spots;
use super::store::PlanningStore;
use super::{filters, selecting};

/// The id of the search field.
pub(super) const SEARCH: &str = "planning-search";

/// The bar, with the filters under it when they are asked for.
pub(super) fn view(store: PlanningStore, layout: Memo<Layout>) -> AnyView {
    let filters_open = RwSignal::new(store.url.with_untracked(|url| url.filter.choices() > 0));
    let wide = move || layout.get() == Layout::Wide;
    view! {
        <div class="planning-bar">
            {heading(store)}
            {steps(store, layout)}
            {date(store)}
            {move || wide().then(|| views(store))}
            <span class="planning-space"></span>
            {move || wide().then(|| search(store))}
            {filters::toggle(store, filters_open)}
            {store.plans().then(|| selecting::switch(store))}
            {store.plans().then(|| conflicts(store))}
            {move || {
                (store.plans() && wide()).then(|| paste(store, text!(store.i18n, paste.menu)))
            }}
            {store.plans().then(|| publish(store))}
            {move || wide().then(|| print(store))}
            {move || (store.plans() && wide()).then(|| add(store))}
        </div>
        {move || filters_open.get().then(|| filters::view(store, layout))}
    }
    .into_any()
}

/// Back, today, forward: by days where a day is shown, else by weeks.
fn steps(store: PlanningStore, layout: Memo<Layout>) -> impl IntoView {
    let by_day =
        move || layout.get() == Layout::Phone || store.url.with(|url| url.view == View::Day);
    let step = move |by: i64| {
        let (url, today) = (store.url.get_untracked(), store.today.get_untracked());
        if untrack(by_day) {
            store.go.to(&url.at(At::Day(url.day(today).plus_days(by))));
        } else {
            store.go.to(&url.stepped(by, today));
        }
    };
    let now = move |_| {
        let (url, today) = (store.url.get_untracked(), store.today.get_untracked());
        let at = if untrack(by_day) {
            At::Day(today)
        } else {
            At::Week(url.at(At::Day(today)).week(today))
        };
        store.go.to(&url.at(at));
    };
    let i18n = store.i18n;
    let back = move || match by_day() {
        true => t_string!(i18n, planning.previous_day).to_string(),
        false => t_string!(i18n, planning.previous_week).to_string(),
    };
    let forth = move || match by_day() {
        true => t_string!(i18n, planning.next_day).to_string(),
        false => t_string!(i18n, planning.next_week).to_string(),
    };
    let held = RwSignal::new(1_usize);
    let stop = move |place: usize| move || if held.get() == place { "0" } else { "-1" };
    view! {
        <div
            class="planning-steps"
            role="toolbar"
            aria-label=move || t_string!(i18n, planning.navigation).to_string()
            on:keydown=move |event| along(held, &event)
        >
            <button
                type="button"
                class="button icon"
                aria-label=back
                tabindex=stop(0)
                on:focus=move |_| held.set(0)
                on:click=move |_| step(-1)
            >
                <Icon glyph=Glyph::Left />
            </button>
            <button
                type="button"
                class="button"
                tabindex=stop(1)
                on:focus=move |_| held.set(1)
                on:click=now
            >
                {t!(i18n, planning.today)}
            </button>
            <button
                type="button"
                class="button icon"
                aria-label=forth
                tabindex=stop(2)
                on:focus=move |_| held.set(2)
                on:click=move |_| step(1)
            >
                <Icon glyph=Glyph::Right />
            </button>
        </div>
    }
}

/// The arrow keys go along a toolbar's buttons (APG toolbar pattern).
fn along(held: RwSignal<usize>, event: &KeyboardEvent) {
    let Some(bar) = spots::around(event.target(), "[role=toolbar]") else {
        return;
    };
    let buttons = spots::within(&bar, "button");
    let last = buttons.len().saturating_sub(1);
    let place = held.get_untracked();
    let next = match event.key().as_str() {
        "ArrowLeft" => place.saturating_sub(1),
        "ArrowRight" => (place + 1).min(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(button) = buttons.get(next) {
        spots::give_focus(button);
    }
}

/// The page's name: the week or the day that is shown. Another one is said when it comes.
fn heading(store: PlanningStore) -> impl IntoView {
    let i18n = store.i18n;
    let week = Memo::new(move |_| store.url.with(|url| url.week(store.today.get())));
    let number =
        move || t_string!(i18n, planning.week_number, number = week.get().number()).to_string();
    let label = Memo::new(move |_| {
        let (view, day) = store.url.with(|url| (url.view, url.day(store.today.get())));
        match view {
            View::Day => store.day_long(day),
            View::Week | View::List => dates::week_range(i18n, week.get()),
        }
    });
    Effect::new(move |before: Option<String>| {
        let now = label.get();
        if before.is_some_and(|before| before != now) {
            store.say(now.clone());
        }
        now
    });
    view! {
        <h1 tabindex="-1">
            <span class="visually-hidden">{t!(i18n, planning.title)}", "</span>
            <span class="week-number">{number}</span>
            " "
            {label}
        </h1>
    }
}

/// The field that goes to another date.
fn date(store: PlanningStore) -> impl IntoView {
    let day = move || store.url.with(|url| url.day(store.today.get()));
    let go = move |event| {
        if let Ok(day) = event_target_value(&event).parse() {
            let (url, today) = (store.url.get_untracked(), store.today.get_untracked());
            store.go.to(&url.at(At::Day(day)).drawn(url.view, today));
        }
    };
    view! {
        <label class="planning-date">
            <span class="visually-hidden">{t!(store.i18n, planning.go_to_date)}</span>
            <input
                type="date"
                class="input"
                prop:value=move || day().to_string()
                on:change=go
            />
        </label>
    }
}

fn views(store: PlanningStore) -> impl IntoView {
    let i18n = store.i18n;
    let option = move |view: View| {
        let words = move || match view {
            View::Week => t_string!(i18n, planning.view_week).to_string(),
            View::Day => t_string!(i18n, planning.view_day).to_string(),
            View::List => t_string!(i18n, planning.view_list).to_string(),
        };
        let choose = move |_| {
            let (url, today) = (store.url.get_untracked(), store.today.get_untracked());
            store.go.to(&url.drawn(view, today));
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="planning-view"
                    prop:checked=move || store.url.with(|url| url.view == view)
                    on:change=choose
                />
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t!(i18n, planning.view)}</legend>
            {[View::Week, View::Day, View::List].map(option).collect_view()}
        </fieldset>
    }
}

/// The field that looks for words.
pub(super) fn search(store: PlanningStore) -> impl IntoView {
    let i18n = store.i18n;
    let typed = move |event| {
        let url = store.url.get_untracked();
        let text = event_target_value(&event);
        store.go.instead(&url.narrowed(Filter {
            text,
            ..url.filter.clone()
        }));
    };
    view! {
        <label class="planning-search">
            <span class="visually-hidden">{t!(i18n, planning.search)}</span>
            <input
                type="search"
                class="input"
                id=SEARCH
                placeholder=move || t_string!(i18n, planning.search_hint).to_string()
                prop:value=move || store.url.with(|url| url.filter.text.clone())
                on:input=typed
            />
        </label>
    }
}

/// How many shifts are in conflict, and whether only they are shown.
fn conflicts(store: PlanningStore) -> impl IntoView {
    let count = Memo::new(move |_| store.conflicts());
    let on = move || store.url.with(|url| url.filter.only == Only::Conflicts);
    let toggle = move |_| {
        let url = store.url.get_untracked();
        let only = match url.filter.only {
            Only::Conflicts => Only::Everything,
            Only::Everything => Only::Conflicts,
        };
        store.go.to(&url.narrowed(Filter {
            only,
            ..url.filter.clone()
        }));
    };
    let shown = move || count.get() > 0 || on();
    move || {
        shown().then(|| {
            view! {
                <button
                    type="button"
                    class="button conflicts"
                    aria-pressed=move || if on() { "true" } else { "false" }
                    on:click=toggle
                >
                    <Icon glyph=Glyph::Warning />
                    {move || t_string!(store.i18n, planning.conflicts, count = count.get()).to_string()}
                </button>
            }
        })
    }
}

/// The way to publishing the week, with how many changes that would announce, where any.
fn publish(store: PlanningStore) -> impl IntoView {
    let session = expect_context::<Session>();
    let changes = Memo::new(move |_| store.board.with(Board::unpublished));
    let href = move || {
        let week = store.url.with(|url| url.week(store.today.get()));
        session.path(&format!("planning/publish?week={week}"))
    };
    let words = move || t_string!(store.i18n, publish.changes, count = changes.get()).to_string();
    move || {
        (changes.get() > 0).then(|| {
            view! {
                <a class=Look::Plain.class() href=href>
                    {words}
                </a>
            }
        })
    }
}

/// The way to copying the week before onto this one.
pub(super) fn paste(store: PlanningStore, words: Signal<String>) -> AnyView {
    let session = expect_context::<Session>();
    let href = move || {
        let week = store.url.with(|url| url.week(store.today.get()));
        session.path(&format!("planning/paste?to={week}"))
    };
    view! {
        <a class=Look::Plain.class() href=href>
            {words}
        </a>
    }
    .into_any()
}

/// The way to applying a template.
pub(super) fn templates(store: PlanningStore) -> AnyView {
    let session = expect_context::<Session>();
    view! {
        <a class=Look::Plain.class() href=session.path("templates")>
            {t!(store.i18n, templates.use_one)}
        </a>
    }
    .into_any()
}

/// The way to the planning on paper, narrowed as it is here.
fn print(store: PlanningStore) -> impl IntoView {
    let session = expect_context::<Session>();
    let href = move || {
        let address = store.url.with(|url| {
            let week = At::Week(url.week(store.today.get()));
            url.at(week).write()
        });
        session.path(&format!("planning/print{address}"))
    };
    view! {
        <a class="button icon" href=href aria-label=text!(store.i18n, print.menu)>
            <Icon glyph=Glyph::Print />
        </a>
    }
}

fn add(store: PlanningStore) -> impl IntoView {
    let add = move |_| {
        let day = store
            .url
            .with_untracked(|url| url.day(store.today.get_untracked()));
        store
            .drawer
            .set(Some(Drawer::New(Cell { person: None, day })));
    };
    view! {
        <Button look=Look::Primary does=Does::Write glyph=Glyph::Add on:click=add>
            {t!(store.i18n, planning.new_shift)}
        </Button>
    }
}
