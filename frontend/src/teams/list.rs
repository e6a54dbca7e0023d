//! The teams, a card each.

use leptos::prelude::*;
use shared::access::Capability;
use shared::teams::TeamOut;

use super::deletion::DeleteDialog;
use super::form::{Subject, TeamDrawer};
use crate::access;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Badge, EmptyState, PageHead, Reading, Toasts, load};
use crate::users::Directory;

/// What is open over the page.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Form(Subject),
    Deletion(TeamOut),
}

/// Whether who looks may make and change teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edits {
    Yes,
    No,
}

/// The page.
#[component]
pub(crate) fn TeamsPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, teams.title);
    access::page(Capability::PeopleRead, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let reading = Reading::new(Directory::read);
    let there = reading.is_there();
    let open = RwSignal::new(None::<Open>);
    let edits = if session.may(Capability::TeamEdit) {
        Edits::Yes
    } else {
        Edits::No
    };
    let add = move |_| open.set(Some(Open::Form(Subject::New)));
    let intro = text!(i18n, teams.intro);
    view! {
        <PageHead title=title intro=intro>
            {(edits == Edits::Yes)
                .then(|| {
                    view! {
                        <button type="button" class="button primary" on:click=add>
                            {t!(i18n, teams.new)}
                        </button>
                    }
                })}
        </PageHead>
        {load(reading, move |directory| cards(&directory, edits, open))}
        {move || open.get().filter(|_| there.get()).map(|opened| over(opened, open, reading))}
    }
    .into_any()
}

fn over(opened: Open, open: RwSignal<Option<Open>>, reading: Reading<Directory>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let close = Callback::new(move |()| open.set(None));
    let reload = Callback::new(move |()| reading.again());
    match opened {
        Open::Form(subject) => {
            let people = untrack(|| reading.get()).map(|directory| directory.people_choices());
            let words = match subject {
                Subject::New => t_string!(i18n, teams.created),
                Subject::Present(_) => t_string!(i18n, teams.saved),
            };
            let saved = Callback::new(move |()| {
                reading.again();
                open.set(None);
                toasts.tell(words);
            });
            let people = people.unwrap_or_default();
            view! { <TeamDrawer subject people on_saved=saved on_close=close /> }.into_any()
        }
        Open::Deletion(team) => {
            let deleted = Callback::new(move |()| {
                reading.again();
                open.set(None);
                toasts.tell(untrack(|| t_string!(i18n, teams.deleted).to_string()));
            });
            view! { <DeleteDialog team on_deleted=deleted on_close=close on_reload=reload /> }
                .into_any()
        }
    }
}

fn cards(directory: &Directory, edits: Edits, open: RwSignal<Option<Open>>) -> AnyView {
    if directory.teams().is_empty() {
        return empty(edits);
    }
    view! {
        <ul class="cards" role="list">
            {directory.teams().iter().map(|team| card(team, directory, edits, open)).collect_view()}
        </ul>
    }
    .into_any()
}

fn empty(edits: Edits) -> AnyView {
    let i18n = use_i18n();
    let title = text!(i18n, teams.empty);
    let text = Signal::derive(move || match edits {
        Edits::Yes => t_string!(i18n, teams.empty_text).to_string(),
        Edits::No => t_string!(i18n, teams.empty_ask).to_string(),
    });
    view! { <EmptyState title=title text=text /> }.into_any()
}

fn card(
    team: &TeamOut,
    directory: &Directory,
    edits: Edits,
    open: RwSignal<Option<Open>>,
) -> impl IntoView + use<> {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let count = team.member_ids.len();
    let people = directory
        .people()
        .iter()
        .filter(|person| team.member_ids.contains(&person.id));
    let tag = |person: &shared::users::UserOut| {
        let (id, name) = (person.id, person.name.to_string());
        view! {
            <li>
                <a href=move || session.path(&format!("people/{id}"))>
                    <Badge words=name />
                </a>
            </li>
        }
    };
    let size = move || match count {
        0 => t_string!(i18n, teams.nobody).to_string(),
        _ => t_string!(i18n, teams.size, count = count).to_string(),
    };
    view! {
        <li class="card">
            <h2>{team.name.to_string()}</h2>
            <p class="who-more">{size}</p>
            <ul class="tags" role="list">
                {people.map(tag).collect_view()}
            </ul>
            {(edits == Edits::Yes).then(|| acts(team, open))}
        </li>
    }
}

fn acts(team: &TeamOut, open: RwSignal<Option<Open>>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let (id, name) = (team.id, StoredValue::new(team.name.to_string()));
    let team = StoredValue::new(team.clone());
    let edit = move |_| {
        open.set(Some(Open::Form(Subject::Present(Box::new(
            team.get_value(),
        )))))
    };
    let delete = move |_| open.set(Some(Open::Deletion(team.get_value())));
    view! {
        <div class="card-acts">
            <button type="button" class="button" id=format!("edit-{id}") on:click=edit>
                {t!(i18n, teams.edit)}
                <span class="visually-hidden">" \u{2013} "{name.get_value()}</span>
            </button>
            <button type="button" class="button" id=format!("delete-{id}") on:click=delete>
                {t!(i18n, teams.delete)}
                <span class="visually-hidden">" \u{2013} "{name.get_value()}</span>
            </button>
        </div>
    }
}
