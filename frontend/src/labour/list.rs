//! The rules of the organisation, by the day they begin.

use leptos::prelude::*;
use shared::access::Capability;
use shared::labour::{self, Levels, Limits, PolicyOut, Rule};
use shared::planning::worked::hours;
use shared::time::Day;

use super::deletion::DeleteDialog;
use super::form::{PolicyDrawer, Subject};
use super::policies;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Badge, PageHead, Reading, Toasts, load};
use crate::{access, clock, dates, http};

/// What is open over the page.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Form(Subject),
    Deletion(PolicyOut),
}

/// The page.
#[component]
pub(crate) fn RulesPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, policies.title);
    access::page(Capability::ShiftEdit, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    let edits = expect_context::<Session>().may(Capability::OrgEdit);
    let reading = Reading::new(|| http::every(labour::list));
    let open = RwSignal::new(None::<Open>);
    let add = move |_| {
        let latest = reading.get().unwrap_or_default().into_iter().next();
        let (limits, levels) = latest.map_or_else(
            || (Limits::default(), Levels::default()),
            |kept| (kept.policy.limits, kept.policy.levels),
        );
        open.set(Some(Open::Form(Subject::New(limits, levels))));
    };
    let there = reading.is_there();
    let intro = text!(i18n, policies.intro);
    view! {
        <PageHead title=title intro=intro>
            {edits
                .then(|| {
                    view! {
                        <button type="button" class="button primary" on:click=add>
                            {t!(i18n, policies.new)}
                        </button>
                    }
                })}
        </PageHead>
        {load(reading, move |kept| cards(kept, edits.then_some(open)))}
        {move || open.get().filter(|_| there.get()).map(|opened| over(opened, open, reading))}
    }
    .into_any()
}

fn over(opened: Open, open: RwSignal<Option<Open>>, reading: Reading<Vec<PolicyOut>>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let close = Callback::new(move |()| open.set(None));
    let done = move |words: &'static str| {
        reading.again();
        open.set(None);
        toasts.tell(words);
    };
    let reload = Callback::new(move |()| {
        reading.again();
        open.set(None);
    });
    match opened {
        Open::Form(subject) => {
            let words = t_string!(i18n, policies.saved);
            let saved = Callback::new(move |()| done(words));
            view! {
                <PolicyDrawer subject on_saved=saved on_close=close on_reload=reload />
            }
            .into_any()
        }
        Open::Deletion(policy) => {
            let words = t_string!(i18n, policies.deleted);
            let deleted = Callback::new(move |()| done(words));
            view! { <DeleteDialog policy on_deleted=deleted on_close=close on_reload=reload /> }
                .into_any()
        }
    }
}

/// The rules, the latest first, and at last what holds without any.
fn cards(kept: Vec<PolicyOut>, open: Option<RwSignal<Option<Open>>>) -> AnyView {
    let i18n = use_i18n();
    let zone = expect_context::<Session>().zone();
    let today = zone.day(clock::now());
    let days: Vec<_> = kept.iter().map(|it| it.policy.effective_from).collect();
    let in_force = days.into_iter().find(|day| *day <= today);
    let cards = kept.into_iter().map(|one| card(one, today, in_force, open));
    view! {
        {cards.collect_view()}
        <section class="card policy">
            <h2>{t!(i18n, policies.defaults)}</h2>
            <p class="muted">{t!(i18n, policies.defaults_text)}</p>
            {table(Limits::default(), Levels::default())}
        </section>
    }
    .into_any()
}

fn card(
    kept: PolicyOut,
    today: Day,
    in_force: Option<Day>,
    open: Option<RwSignal<Option<Open>>>,
) -> AnyView {
    let i18n = use_i18n();
    let day = kept.policy.effective_from;
    let state = match (in_force == Some(day), today < day) {
        (true, _) => t_string!(i18n, policies.in_force),
        (false, true) => t_string!(i18n, policies.later),
        (false, false) => t_string!(i18n, policies.before),
    };
    let title = move || {
        let day = dates::date(i18n, day);
        t_string!(i18n, policies.from, day = day).to_string()
    };
    let (limits, levels) = (kept.policy.limits, kept.policy.levels);
    view! {
        <section class="card policy">
            <h2>{title} " " <Badge words=state.to_owned() /></h2>
            {table(limits, levels)}
            {open.map(|open| acts(kept, open))}
        </section>
    }
    .into_any()
}

fn acts(kept: PolicyOut, open: RwSignal<Option<Open>>) -> impl IntoView {
    let i18n = use_i18n();
    let day = kept.policy.effective_from;
    let kept = StoredValue::new(kept);
    let edit = move |_| open.set(Some(Open::Form(Subject::Present(kept.get_value()))));
    let delete = move |_| open.set(Some(Open::Deletion(kept.get_value())));
    let of = move || format!(" \u{2013} {}", dates::date(i18n, day));
    view! {
        <div class="card-acts">
            <button type="button" class="button" on:click=edit>
                {t!(i18n, policies.edit)}
                <span class="visually-hidden">{of}</span>
            </button>
            <button type="button" class="button" on:click=delete>
                {t!(i18n, policies.delete)}
                <span class="visually-hidden">{of}</span>
            </button>
        </div>
    }
}

fn table(limits: Limits, levels: Levels) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |rule: &Rule| {
        let rule = *rule;
        let (level, fields) = (levels.of(rule), limits.fields());
        let fields = fields
            .into_iter()
            .filter(|(field, _)| rule.limits().contains(field));
        let lines = fields.map(|(field, value)| {
            view! { <dt>{policies::field(i18n, field)}</dt><dd>{written(i18n, field, value)}</dd> }
        });
        view! {
            <tr data-level=level.as_str()>
                <th scope="row">
                    {policies::title(i18n, rule)} <small>{policies::source(i18n, rule)}</small>
                </th>
                <td>{policies::level(i18n, level)}</td>
                <td><dl class="limits">{lines.collect_view()}</dl></td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text!(i18n, policies.title)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, policies.rule)}</th>
                        <th scope="col">{t!(i18n, policies.level)}</th>
                        <th scope="col">{t!(i18n, policies.limits)}</th>
                    </tr>
                </thead>
                <tbody>{Rule::ALL.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn written(i18n: I18n, field: &str, value: u32) -> String {
    if Limits::is_count(field) {
        t_string!(i18n, policies.times, count = value).to_string()
    } else {
        hours(i64::from(value))
    }
}
