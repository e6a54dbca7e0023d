//! The choices that narrow the planning; the address keeps them.

use leptos::prelude::*;
use shared::planning::Filter;

use crate::i18n::*;
use crate::ui::{Button, Choice};

use super::page::Layout;
use super::store::PlanningStore;
use super::{fields, toolbar};

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
pub(super) fn view(store: PlanningStore, layout: Memo<Layout>) -> AnyView {
    let i18n = store.i18n;
    let team = Narrowing {
        label: |i18n| t_string!(i18n, planning.field_team).to_string(),
        any: |i18n| t_string!(i18n, planning.any_team).to_string(),
        options: fields::team_choices,
        chosen: |filter| filter.team.map(String::from),
        choose: |filter, id| filter.team = id.parse().ok(),
    };
    let person = Narrowing {
        label: |i18n| t_string!(i18n, planning.field_person).to_string(),
        any: |i18n| t_string!(i18n, planning.any_person).to_string(),
        options: fields::person_choices,
        chosen: |filter| filter.person.map(String::from),
        choose: |filter, id| filter.person = id.parse().ok(),
    };
    let mission = Narrowing {
        label: |i18n| t_string!(i18n, planning.field_mission).to_string(),
        any: |i18n| t_string!(i18n, planning.any_mission).to_string(),
        options: fields::mission_choices,
        chosen: |filter| filter.mission.map(String::from),
        choose: |filter, id| filter.mission = id.parse().ok(),
    };
    let status = Narrowing {
        label: |i18n| t_string!(i18n, planning.field_status).to_string(),
        any: |i18n| t_string!(i18n, planning.any_status).to_string(),
        options: fields::statuses,
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
            {move || (layout.get() == Layout::Phone).then(|| toolbar::search(store))}
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
    view! { <Button on:click=clear>{t!(store.i18n, planning.clear_filters)}</Button> }
}

/// One choice of the filter.
#[derive(Clone, Copy)]
struct Narrowing {
    label: fn(I18n) -> String,
    any: fn(I18n) -> String,
    options: fn(PlanningStore) -> Vec<Choice>,
    chosen: fn(&Filter) -> Option<String>,
    choose: fn(&mut Filter, &str),
}

impl Narrowing {
    fn view(self, store: PlanningStore) -> AnyView {
        let i18n = store.i18n;
        let chosen = move || {
            store
                .url
                .with(|url| (self.chosen)(&url.filter))
                .unwrap_or_default()
        };
        let choose = move |event| {
            let url = store.url.get_untracked();
            let mut filter = url.filter.clone();
            (self.choose)(&mut filter, &event_target_value(&event));
            store.go.to(&url.narrowed(filter));
        };
        let options = move || {
            let options = fields::or_none(&(self.any)(i18n), (self.options)(store));
            let option = |choice: Choice| {
                let own = choice.value.clone();
                let selected = move || chosen() == own;
                view! { <option value=choice.value prop:selected=selected>{choice.label}</option> }
            };
            options.into_iter().map(option).collect_view()
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
