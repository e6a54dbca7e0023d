//! Members: who has access, with which role. An administrator invites, changes and removes.

use leptos::prelude::*;
use shared::access::Capability;
use shared::auth::LinkOut;
use shared::users::{MemberState, UserInvited, UserOut};

use super::directory::Directory;
use super::edit::EditDialog;
use super::invite::InviteDialog;
use super::link::{LinkDialog, NewLinkDialog};
use super::remove::RemoveDialog;
use super::row::{invited, tags, who};
use crate::access;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{PageHead, Reading, Toasts, load};

/// What is open over the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Open {
    /// Inviting somebody.
    Invitation,
    /// A link just made, and whose.
    Link(Box<UserOut>, Box<LinkOut>),
    /// Role and teams.
    Edit(Box<UserOut>),
    /// Whether to make a link.
    NewLink(Box<UserOut>),
    /// Whether to remove somebody.
    Removal(Box<UserOut>),
}

/// Whose membership a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Other,
}

/// The page.
#[component]
pub(crate) fn MembersPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, members.title);
    access::page(Capability::PeopleEdit, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    let reading = Reading::new(Directory::read);
    let there = reading.is_there();
    let open = RwSignal::new(None::<Open>);
    let intro = text!(i18n, members.intro);
    let invite = move |_| open.set(Some(Open::Invitation));
    view! {
        <PageHead title=title intro=intro>
            <button type="button" class="button primary" on:click=invite>
                {t!(i18n, members.invite)}
            </button>
        </PageHead>
        {load(reading, move |directory| list(&directory, open))}
        {move || open.get().filter(|_| there.get()).map(|opened| over(opened, open, reading))}
    }
    .into_any()
}

fn over(opened: Open, open: RwSignal<Option<Open>>, reading: Reading<Directory>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let close = Callback::new(move |()| open.set(None));
    let reload = Callback::new(move |()| reading.again());
    let directory = move || untrack(move || reading.get());
    match opened {
        Open::Invitation => {
            let teams = directory().map(|directory| directory.team_choices()).unwrap_or_default();
            let made = Callback::new(move |invited: UserInvited| {
                reading.again();
                open.set(Some(Open::Link(Box::new(invited.user), Box::new(invited.link))));
            });
            view! { <InviteDialog teams on_made=made on_close=close /> }.into_any()
        }
        Open::Link(person, link) => view! { <LinkDialog person=*person link=*link on_close=close /> }.into_any(),
        Open::Edit(person) => {
            let teams = directory().map(|directory| directory.team_choices()).unwrap_or_default();
            let saved = Callback::new(move |()| {
                reading.again();
                open.set(None);
                toasts.tell(untrack(|| t_string!(i18n, members.saved).to_string()));
            });
            view! { <EditDialog person=*person teams on_saved=saved on_close=close /> }.into_any()
        }
        Open::NewLink(person) => {
            let whose = person.clone();
            let made = Callback::new(move |link| open.set(Some(Open::Link(whose.clone(), Box::new(link)))));
            view! { <NewLinkDialog person=*person on_made=made on_close=close /> }.into_any()
        }
        Open::Removal(person) => {
            view! { <RemoveDialog person=*person on_removed=reload on_close=close on_reload=reload /> }.into_any()
        }
    }
}

fn list(directory: &Directory, open: RwSignal<Option<Open>>) -> AnyView {
    let row = |person: &UserOut| row(person, directory.team_names(&person.team_ids), open);
    view! {
        <ul class="rows" role="list">
            {directory.people().iter().map(row).collect_view()}
        </ul>
    }
    .into_any()
}

fn row(
    person: &UserOut,
    teams: Vec<String>,
    open: RwSignal<Option<Open>>,
) -> impl IntoView + use<> {
    let session = expect_context::<Session>();
    let id = person.id;
    let whose = if session.id() == id {
        Whose::Own
    } else {
        Whose::Other
    };
    let email = person.email.to_string();
    view! {
        <li class="row">
            {who(person, None)}
            <span class="row-cell wide">{email}</span>
            <span class="row-cell">
                {tags(teams)}
            </span>
            {invited(person)}
            <span class="row-acts">{acts(person, whose, open)}</span>
        </li>
    }
}

fn acts(person: &UserOut, whose: Whose, open: RwSignal<Option<Open>>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let state = person.state;
    let (id, name) = (person.id, person.name.to_string());
    let person = StoredValue::new(person.clone());
    let button =
        move |word: &'static str, label: Signal<String>, what: fn(Box<UserOut>) -> Open| {
            let name = name.clone();
            view! {
                <button
                    type="button"
                    class="button"
                    id=format!("{word}-{id}")
                    on:click=move |_| open.set(Some(what(Box::new(person.get_value()))))
                >
                    {label}
                    <span class="visually-hidden">" \u{2013} "{name}</span>
                </button>
            }
        };
    let edit = text!(i18n, members.edit);
    let link = Signal::derive(move || match state {
        MemberState::Invited => t_string!(i18n, members.new_invitation).to_string(),
        MemberState::Active => t_string!(i18n, members.new_reset).to_string(),
    });
    let remove = Signal::derive(move || match whose {
        Whose::Own => t_string!(i18n, members.leave).to_string(),
        Whose::Other => t_string!(i18n, members.remove).to_string(),
    });
    // One's own password is changed in the profile, by the one there is.
    let linked = (whose == Whose::Other).then(|| button("link", link, Open::NewLink));
    view! {
        {button("edit", edit, Open::Edit)}
        {linked}
        {button("remove", remove, Open::Removal)}
    }
}
