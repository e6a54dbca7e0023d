//! The page of a person: how to reach them, their teams, their shifts and availability to come.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Capability;
use shared::availability::{self, AvailabilityOut, AvailabilityQuery};
use shared::id::UserId;
use shared::missions::{Hue, MissionOut};
use shared::page::PageQuery;
use shared::problem::ProblemCode;
use shared::shifts::{self, ShiftOut, ShiftQuery};
use shared::teams::{self, TeamOut};
use shared::time::{Instant, Window};
use shared::users::{self, MemberState, UserOut};

use super::row::tags;
use super::{contact, words};
use crate::access;
use crate::availability::stretches;
use crate::clock;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::media::Picture;
use crate::missions;
use crate::session::Session;
use crate::shifts::{Call, calls, work};
use crate::ui::{EmptyState, Look, PageHead, Reading, load};

/// A person with the teams of the organisation.
type Found = (UserOut, Vec<TeamOut>);

/// The page.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, users.title);
    access::page(Capability::PeopleRead, title, page)
}

async fn read(id: Option<UserId>) -> Result<Option<Found>, Failure> {
    let Some(id) = id else { return Ok(None) };
    match http::send(users::get(id)).await {
        Ok(answer) => Ok(Some((answer.body, http::every(teams::list).await?))),
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
            .and_then(|id| id.parse::<UserId>().ok())
    });
    let reading = Reading::new(move || read(id.get()));
    let title = Signal::derive(move || match reading.get().flatten() {
        Some((person, _)) => person.name.to_string(),
        None => t_string!(i18n, users.person).to_string(),
    });
    view! {
        <a class="page-back" href=move || session.path("people")>
            <span aria-hidden="true">"\u{2190}"</span>
            {t!(i18n, users.back)}
        </a>
        <PageHead title=title>{move || print(id.get())}</PageHead>
        {load(reading, |found| match found {
            Some((person, teams)) => known(person, teams),
            None => missing(),
        })}
    }
    .into_any()
}

/// The way to the person's next weeks on paper.
fn print(id: Option<UserId>) -> Option<AnyView> {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let id = id?;
    let href = move || session.path(&format!("planning/print?form=people&weeks=4&person={id}"));
    let link = view! {
        <a class=Look::Plain.class() href=href>
            {t!(i18n, print.menu)}
        </a>
    };
    Some(link.into_any())
}

fn missing() -> AnyView {
    let i18n = use_i18n();
    let title = text!(i18n, users.missing_title);
    let text = text!(i18n, users.missing_text);
    view! { <EmptyState title=title text=text /> }.into_any()
}

fn known(person: UserOut, teams: Vec<TeamOut>) -> AnyView {
    let session = expect_context::<Session>();
    let (id, name) = (person.id, person.name.to_string());
    let changes = Signal::derive(move || id == session.id() || session.may(Capability::PeopleEdit));
    view! {
        <Picture org=session.org_id() person=id name changes />
        {facts(person, &teams)}
        {upcoming(id)}
        {said(id)}
    }
    .into_any()
}

fn facts(person: UserOut, teams: &[TeamOut]) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let own = teams
        .iter()
        .filter(|team| person.team_ids.contains(&team.id));
    let names: Vec<_> = own.map(|team| team.name.to_string()).collect();
    let none = names.is_empty();
    let role = person.role;
    let phone = match contact::phone(&person) {
        Some(phone) => phone.into_any(),
        None => view! { <span class="unsaid">{t!(i18n, users.no_phone)}</span> }.into_any(),
    };
    let waiting = person.state == MemberState::Invited;
    view! {
        <section class="page-section">
            <h2>{t!(i18n, users.contact)}</h2>
            <dl class="facts">
                <dt>{t!(i18n, users.email)}</dt>
                <dd>{contact::email(&person)}</dd>
                <dt>{t!(i18n, users.phone)}</dt>
                <dd>{phone}</dd>
                <dt>{t!(i18n, users.role)}</dt>
                <dd>
                    {move || words::role(i18n, role)}
                    {waiting.then(|| view! { <p class="hint">{t!(i18n, users.invited_text)}</p> })}
                </dd>
                <dt>{t!(i18n, users.teams)}</dt>
                <dd>
                    {none.then(|| view! { <span class="unsaid">{t!(i18n, users.no_team)}</span> })}
                    {tags(names)}
                </dd>
            </dl>
            {move || {
                session
                    .may(Capability::PeopleEdit)
                    .then(|| {
                        view! {
                            <a class="button" href=move || session.path("members")>
                                {t!(i18n, users.manage)}
                            </a>
                        }
                    })
            }}
        </section>
    }
    .into_any()
}

/// The next two months: what is on now counts.
fn ahead() -> (Instant, Instant) {
    let now = clock::now();
    (now, now.plus_minutes(Window::MOST_DAYS * 24 * 60))
}

/// The shifts to come, with the missions they are for.
async fn shifts_ahead(person: UserId) -> Result<(Vec<ShiftOut>, Vec<MissionOut>), Failure> {
    let (from, to) = ahead();
    let shifts = |page: &PageQuery| {
        shifts::list(&ShiftQuery {
            from,
            to,
            team_id: None,
            person_id: Some(person),
            mission_id: None,
            status: None,
            limit: page.limit,
            cursor: page.cursor.clone(),
        })
    };
    Ok((http::every(shifts).await?, missions::every(None).await?))
}

fn upcoming(person: UserId) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let reading = Reading::new(move || shifts_ahead(person));
    let view = move |(shifts, missions): (Vec<ShiftOut>, Vec<MissionOut>)| {
        if shifts.is_empty() {
            let title = text!(i18n, users.no_upcoming);
            let text = text!(i18n, users.no_upcoming_text);
            return view! { <EmptyState title=title text=text /> }.into_any();
        }
        let shifts = shifts
            .into_iter()
            .map(|shift| call(i18n, shift, &missions))
            .collect();
        calls(shifts, session.zone())
    };
    view! {
        <section class="page-section">
            <h2>{t!(i18n, users.upcoming)}</h2>
            {load(reading, view)}
        </section>
    }
    .into_any()
}

fn call(i18n: I18n, shift: ShiftOut, missions: &[MissionOut]) -> Call {
    let mission = missions
        .iter()
        .find(|mission| mission.id == shift.mission_id);
    let what = mission
        .map(|mission| mission.title.to_string())
        .unwrap_or_default();
    let hue = mission.map_or(Hue::Slate, |mission| mission.hue);
    let venue = mission
        .and_then(|mission| mission.venue.as_ref())
        .map(|venue| format!(" \u{b7} {venue}"));
    let more = format!("{}{}", work(i18n, &shift), venue.unwrap_or_default());
    Call {
        shift,
        what,
        more,
        hue,
    }
}

fn said(person: UserId) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let reading = Reading::new(move || {
        let (from, to) = ahead();
        http::every(move |page: &PageQuery| {
            availability::list(&AvailabilityQuery {
                from,
                to,
                person_id: Some(person),
                limit: page.limit,
                cursor: page.cursor.clone(),
            })
        })
    });
    let view = move |said: Vec<AvailabilityOut>| {
        if said.is_empty() {
            let title = text!(i18n, users.no_availability);
            let text = text!(i18n, users.no_availability_text);
            return view! { <EmptyState title=title text=text /> }.into_any();
        }
        stretches(said)
    };
    let all = move || session.path(&format!("availability?person={person}"));
    view! {
        <section class="page-section">
            <div class="section-head">
                <h2>{t!(i18n, users.availability)}</h2>
                <a href=all>{t!(i18n, users.all_availability)}</a>
            </div>
            {load(reading, view)}
        </section>
    }
    .into_any()
}
