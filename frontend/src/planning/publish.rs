//! Publishing weeks: which, whose, what changes for whom, and the act.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::access::Capability;
use shared::planning::publish::{self, PublishIn, PublishOut};
use shared::problem::FieldError;
use shared::time::{Day, IsoWeek, Zone};

use super::paste::{Run, team, week_day};
use crate::i18n::*;
use crate::names::Names;
use crate::publications::{self, Known};
use crate::session::Session;
use crate::ui::{Form, FormState, PageHead, Reading, Toasts, load};
use crate::{access, clock, http};

/// The page.
#[component]
pub(crate) fn PublishPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, publish.title);
    access::page(Capability::ShiftEdit, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let reading = Reading::new(move || Names::read(session.zone()));
    let intro = text!(i18n, publish.intro);
    view! {
        <PageHead title=title intro=intro />
        {load(reading, body)}
    }
    .into_any()
}

/// Which weeks, and whose. A handle: copies share it.
#[derive(Clone, Copy)]
struct Asked {
    from: RwSignal<String>,
    to: RwSignal<String>,
    team: RwSignal<String>,
}

impl Asked {
    /// The week that the address names, else the present one.
    fn from_address(zone: Zone) -> Self {
        let named = use_query_map().with_untracked(|query| query.get("week"));
        let week: IsoWeek = named
            .and_then(|week| week.parse().ok())
            .unwrap_or_else(|| zone.week(clock::now()));
        let day = || RwSignal::new(week.monday().to_string());
        Self {
            from: day(),
            to: day(),
            team: RwSignal::new(String::new()),
        }
    }

    /// What to send; nothing while a day is missing. Follows changes.
    fn input(self, run: Run) -> Option<PublishIn> {
        let day = |text: RwSignal<String>| text.with(|text| text.parse::<Day>().ok());
        Some(PublishIn {
            from: day(self.from)?,
            to: day(self.to)?,
            team_id: self.team.with(|team| team.parse().ok()),
            person_ids: Vec::new(),
            dry_run: run == Run::Dry,
        })
    }
}

fn body(names: Names) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (toasts, navigate) = (expect_context::<Toasts>(), use_navigate());
    let asked = Asked::from_address(names.zone);
    let form = FormState::new("publish");
    let preview = Reading::new(move || {
        http::send_some(asked.input(Run::Dry).map(|input| publish::publish(&input)))
    });
    let count = move || preview.get().flatten().map_or(0, |out| out.published);
    let act = Signal::derive(move || t_string!(i18n, publish.act, count = count()).to_string());
    let submit = Callback::new(move |()| {
        let input = untrack(move || asked.input(Run::Real));
        let call = input.map(|input| publish::publish(&input));
        let missing = || vec![FieldError::new("/from", "invalid_time")];
        let navigate = navigate.clone();
        form.submit_once(call.ok_or_else(missing), move |out: PublishOut| {
            toasts.tell(t_string!(i18n, publish.done, count = out.published));
            let week = untrack(|| asked.from.with(|day| day.parse().ok().map(IsoWeek::of)));
            let query = week.map_or_else(String::new, |week| format!("?view=week&date={week}"));
            let path = session.path(&format!("planning{query}"));
            navigate(&path, NavigateOptions::default());
        });
    });
    let teams = names.directory.team_choices();
    let known = Known::All(names);
    let told = load(preview, move |out| match out {
        Some(out) => told(&out, &known),
        None => ().into_any(),
    });
    view! {
        <Form state=form act on_submit=submit>
            <div class="field-row">
                {week_day(form, "/from", text!(i18n, publish.from), asked.from)}
                {week_day(form, "/to", text!(i18n, publish.to), asked.to)}
                {team(form, asked.team, teams)}
            </div>
            {told}
        </Form>
    }
    .into_any()
}

/// What changes, person by person.
fn told(out: &PublishOut, known: &Known) -> AnyView {
    let i18n = use_i18n();
    if out.people.is_empty() {
        return view! { <p class="hint">{t!(i18n, publish.nothing)}</p> }.into_any();
    }
    publications::people(&out.people, known)
}
