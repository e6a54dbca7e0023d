//! The page of a mission: what is known of it, and its shifts, month by month.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Capability;
use shared::id::MissionId;
use shared::missions::{self, Hue, MissionOut};
use shared::problem::ProblemCode;
use shared::shifts::{self, ShiftOut, ShiftQuery};
use shared::time::{IsoWeek, Month, Zone};

use super::acts;
use super::facts::facts;
use crate::access;
use crate::clock;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::media::Attachments;
use crate::months::{self, MonthBar};
use crate::session::Session;
use crate::shifts::{Call, calls, work};
use crate::ui::{Badge, EmptyState, Look, PageHead, Reading, load};
use crate::users::Directory;

/// The page.
#[component]
pub(crate) fn MissionPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, missions.mission);
    access::page(Capability::MissionRead, title, page)
}

/// Reads a mission; none where there is no such thing.
async fn read(id: Option<MissionId>) -> Result<Option<MissionOut>, Failure> {
    let Some(id) = id else { return Ok(None) };
    match http::send(missions::get(id)).await {
        Ok(answer) => Ok(Some(answer.body)),
        Err(failure) if failure.code() == Some(ProblemCode::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn page() -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .read()
            .get("id")
            .and_then(|id| id.parse::<MissionId>().ok())
    });
    let reading = Reading::new(move || read(id.get()));
    let mission = move || reading.get().flatten();
    let title = Signal::derive(move || match mission() {
        Some(mission) => mission.title.to_string(),
        None => t_string!(i18n, missions.mission).to_string(),
    });
    let edits = Memo::new(move |_| session.may(Capability::MissionEdit) && mission().is_some());
    view! {
        <a class="page-back" href=move || session.path("missions")>
            <span aria-hidden="true">"\u{2190}"</span>
            {t!(i18n, missions.back)}
        </a>
        <PageHead title=title>
            {move || mission().map(|mission| call_sheet(&mission))}
            {move || edits.get().then(|| acts::acts(reading))}
        </PageHead>
        {load(reading, |mission| match mission {
            Some(mission) => found(mission),
            None => missing(),
        })}
    }
    .into_any()
}

/// The way to the mission's call sheets, from the week it begins in or the present one.
fn call_sheet(mission: &MissionOut) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let today = session.zone().day(clock::now());
    let from = mission.starts_on.map_or(today, |first| first.max(today));
    let (id, week) = (mission.id, IsoWeek::of(from));
    let address = format!("planning/print?form=sheet&weeks=4&date={week}&mission={id}");
    view! {
        <a class=Look::Plain.class() href=move || session.path(&address)>
            {t!(i18n, print.form_sheet)}
        </a>
    }
    .into_any()
}

fn missing() -> AnyView {
    let i18n = use_i18n();
    let title = text!(i18n, missions.missing_title);
    let text = text!(i18n, missions.missing_text);
    view! { <EmptyState title=title text=text /> }.into_any()
}

fn found(mission: MissionOut) -> AnyView {
    let i18n = use_i18n();
    let archived = mission.state == missions::MissionState::Archived;
    let badge = archived.then(|| {
        let words = text!(i18n, missions.archived_badge);
        view! {
            <p>
                <Badge words=words />
            </p>
        }
    });
    let id = mission.id;
    let shifts = shifts_of(mission.clone());
    view! {
        {badge}
        <section class="page-section">
            <h2 class="visually-hidden">{t!(i18n, missions.details)}</h2>
            {facts(mission)}
        </section>
        {shifts}
        <Attachments mission=id />
    }
    .into_any()
}

/// The month that a mission's page opens at: the present one while the mission is on or its
/// days are not known, else the one it begins or ends in.
fn opening(mission: &MissionOut, zone: Zone) -> Month {
    let present = months::present(zone);
    let first = mission.starts_on.map(Month::of);
    let last = mission.ends_on.map(Month::of).or(first);
    match (first, last) {
        (Some(first), _) if present < first => first,
        (_, Some(last)) if present > last => last,
        _ => present,
    }
}

fn shifts_of(mission: MissionOut) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (id, hue) = (mission.id, mission.hue);
    let month = months::in_address(move || opening(&mission, session.zone()));
    let directory = Reading::new(Directory::read);
    let reading = Reading::new(move || {
        let (from, to) = month.bounds(session.zone());
        async move {
            let page = |page: &shared::page::PageQuery| {
                shifts::list(&ShiftQuery {
                    from,
                    to,
                    team_id: None,
                    person_id: None,
                    mission_id: Some(id),
                    status: None,
                    limit: page.limit,
                    cursor: page.cursor.clone(),
                })
            };
            http::every(page).await
        }
    });
    let both =
        move |directory: Directory| load(reading, move |shifts| listed(shifts, hue, &directory));
    view! {
        <section class="page-section">
            <div class="section-head">
                <h2>{t!(i18n, missions.shifts)}</h2>
                <MonthBar shown=month zone=Signal::derive(move || session.zone()) />
            </div>
            {load(directory, both)}
        </section>
    }
    .into_any()
}

fn listed(shifts: Vec<ShiftOut>, hue: Hue, directory: &Directory) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    if shifts.is_empty() {
        let title = text!(i18n, missions.no_shifts);
        let text = text!(i18n, missions.no_shifts_text);
        return view! {
            <EmptyState title=title text=text>
                <a class="button" href=move || session.path("planning")>
                    {t!(i18n, missions.open_planning)}
                </a>
            </EmptyState>
        }
        .into_any();
    }
    let call = |shift: ShiftOut| {
        let what = match shift.person_id {
            Some(person) => directory.name(person),
            None => Some(t_string!(i18n, shifts.to_fill).to_string()),
        };
        let what = what.unwrap_or_else(|| t_string!(i18n, missions.former).to_string());
        let more = work(i18n, &shift);
        Call {
            shift,
            what,
            more,
            hue,
        }
    };
    calls(shifts.into_iter().map(call).collect(), session.zone())
}
