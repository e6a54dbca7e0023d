//! The choices that narrow the planning; the address keeps them.

use leptos::prelude::*;
use shared::planning::Filter;
use shared::shifts::ShiftStatus;

use crate::i18n::*;

use super::store::PlanningStore;
use super::words;

const PANEL: &str = "planning-filters";

/// The button that shows the choices, with how many are made.
pub(super) fn toggle(store: PlanningStore, open: RwSignal<bool>) -> impl IntoView {
    let words = move || match store.url.with(|url| url.filter.choices()) {
        0 => t_string!(store.i18n, planning.filters).to_string(),
        count => t_string!(store.i18n, planning.filters_on, count = count).to_string(),
    };
    view! {
        <button
            type="button"
            class="button"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            aria-controls=PANEL
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {words}
        </button>
    }
}

/// The choices.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let i18n = store.i18n;
    let team = Choice {
        label: |i18n| t_string!(i18n, planning.field_team).to_string(),
        any: |i18n| t_string!(i18n, planning.any_team).to_string(),
        options: teams,
        chosen: |filter| filter.team.map(String::from),
        choose: |filter, id| filter.team = id.parse().ok(),
    };
    let person = Choice {
        label: |i18n| t_string!(i18n, planning.field_person).to_string(),
        any: |i18n| t_string!(i18n, planning.any_person).to_string(),
        options: people,
        chosen: |filter| filter.person.map(String::from),
        choose: |filter, id| filter.person = id.parse().ok(),
    };
    let mission = Choice {
        label: |i18n| t_string!(i18n, planning.field_mission).to_string(),
        any: |i18n| t_string!(i18n, planning.any_mission).to_string(),
        options: missions,
        chosen: |filter| filter.mission.map(String::from),
        choose: |filter, id| filter.mission = id.parse().ok(),
    };
    let status = Choice {
        label: |i18n| t_string!(i18n, planning.field_status).to_string(),
        any: |i18n| t_string!(i18n, planning.any_status).to_string(),
        options: statuses,
        chosen: |filter| filter.status.map(|status| status.to_string()),
        choose: |filter, word| filter.status = word.parse().ok(),
    };
    view! {
        <div
            class="planning-filters"
            id=PANEL
            role="group"
            aria-label=move || t_string!(i18n, planning.filters).to_string()
        >
            {team.view(store)}
            {person.view(store)}
            {mission.view(store)}
            {store.plans().then(|| status.view(store))}
            {clear(store)}
        </div>
    }
    .into_any()
}

/// The way back to everything.
pub(super) fn clear(store: PlanningStore) -> impl IntoView {
    let clear = move |_| {
        let url = store.url.get_untracked();
        store.go.to(&url.narrowed(Filter::default()));
    };
    view! {
        <button type="button" class="button" on:click=clear>
            {t!(store.i18n, planning.clear_filters)}
        </button>
    }
}

/// What can be chosen: its id, and what it is called.
type Options = Vec<(String, String)>;

/// One choice of the filter.
#[derive(Clone, Copy)]
struct Choice {
    label: fn(I18n) -> String,
    any: fn(I18n) -> String,
    options: fn(PlanningStore) -> Options,
    chosen: fn(&Filter) -> Option<String>,
    choose: fn(&mut Filter, &str),
}

impl Choice {
    fn view(self, store: PlanningStore) -> AnyView {
        let i18n = store.i18n;
        let chosen = move || store.url.with(|url| (self.chosen)(&url.filter)).unwrap_or_default();
        let choose = move |event| {
            let url = store.url.get_untracked();
            let mut filter = url.filter.clone();
            (self.choose)(&mut filter, &event_target_value(&event));
            store.go.to(&url.narrowed(filter));
        };
        let options = move || {
            let any = (String::new(), (self.any)(i18n));
            let options = [any].into_iter().chain((self.options)(store));
            let option = |(id, name): (String, String)| {
                let selected = chosen() == id;
                view! { <option value=id selected=selected>{name}</option> }
            };
            options.map(option).collect_view()
        };
        view! {
            <label class="field">
                <span class="label">{move || (self.label)(i18n)}</span>
                <select class="input" on:change=choose>
                    {options}
                </select>
            </label>
        }
        .into_any()
    }
}

fn teams(store: PlanningStore) -> Options {
    store.board.with(|board| {
        board.teams().iter().map(|team| (team.id.to_string(), team.name.to_string())).collect()
    })
}

fn people(store: PlanningStore) -> Options {
    store.board.with(|board| {
        let people = board.people().iter();
        people.map(|person| (person.id.to_string(), person.name.to_string())).collect()
    })
}

fn missions(store: PlanningStore) -> Options {
    let mut missions: Options = store.board.with(|board| {
        let missions = board.missions().iter();
        missions.map(|mission| (mission.id.to_string(), mission.title.to_string())).collect()
    });
    missions.sort_by(|a, b| a.1.cmp(&b.1));
    missions
}

fn statuses(store: PlanningStore) -> Options {
    let statuses = ShiftStatus::ALL.iter();
    statuses.map(|status| (status.to_string(), words::status(store.i18n, *status))).collect()
}
