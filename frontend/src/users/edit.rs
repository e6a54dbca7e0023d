//! The role and the teams of a member.

use leptos::prelude::*;
use shared::access::Role;
use shared::id::TeamId;
use shared::patch::Patch;
use shared::users::{self, UserOut, UserPatch};

use super::words;
use crate::http;
use crate::i18n::*;
use crate::ui::{CheckList, Choice, Choices, Drawer, Form, FormState, toggle};

/// What is chosen: a role, and the teams by id.
pub(super) type Chosen = (Role, Vec<String>);

/// What a member has.
fn chosen(person: &UserOut) -> Chosen {
    (
        person.role,
        person.team_ids.iter().map(ToString::to_string).collect(),
    )
}

/// The teams of ids in text.
pub(super) fn team_ids(chosen: &[String]) -> Vec<TeamId> {
    chosen.iter().filter_map(|id| id.parse().ok()).collect()
}

/// The role, each with what it may do, and the teams.
pub(super) fn fields(form: FormState, chosen: RwSignal<Chosen>, teams: Vec<Choice>) -> AnyView {
    let i18n = use_i18n();
    let role = Signal::derive(move || chosen.with(|(role, _)| role.to_string()));
    let set_role = Callback::new(move |word: String| {
        if let Ok(role) = word.parse() {
            chosen.update(|(present, _)| *present = role);
        }
    });
    let value = Signal::derive(move || chosen.with(|(_, teams)| teams.clone()));
    let toggle = Callback::new(move |id| chosen.update(|(_, teams)| toggle(teams, id)));
    let none = teams.is_empty();
    let roles = Signal::derive(move || words::roles(i18n));
    let role_label = text!(i18n, users.role);
    let label = text!(i18n, users.teams);
    view! {
        <Choices form pointer="/role" label=role_label value=role on_change=set_role choices=roles />
        <CheckList form pointer="/team_ids" label=label value=value on_toggle=toggle choices=teams />
        {none.then(|| view! { <p class="hint">{t!(i18n, members.no_teams)}</p> })}
    }
    .into_any()
}

/// The drawer.
#[component]
pub(super) fn EditDialog(
    person: UserOut,
    teams: Vec<Choice>,
    on_saved: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("member");
    let name = person.name.to_string();
    let present = RwSignal::new(person);
    let picked = RwSignal::new(present.with_untracked(chosen));
    let dirty = Signal::derive(move || present.with(chosen) != picked.get());
    let submit = Callback::new(move |()| {
        let (person, (role, teams)) = (present.get_untracked(), picked.get_untracked());
        let patch = UserPatch {
            role: Patch::between(&person.role, role),
            team_ids: Patch::between(&person.team_ids, team_ids(&teams)),
        };
        form.submit(
            Ok(users::edit(person.id, person.version, &patch)),
            move |_: UserOut| on_saved.run(()),
        );
    });
    let reload = Callback::new(move |()| {
        let id = present.with_untracked(|person| person.id);
        form.run(http::send(users::get(id)), move |person| {
            picked.set(chosen(&person));
            present.set(person);
        });
    });
    let title = Signal::derive(move || {
        t_string!(i18n, members.edit_title, name = name.clone()).to_string()
    });
    let act = text!(i18n, form.save);
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form state=form act=act on_submit=submit on_cancel=on_close on_reload=reload>
                {fields(form, picked, teams)}
            </Form>
        </Drawer>
    }
}
