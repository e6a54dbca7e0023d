//! Inviting somebody: who, with which role, in which teams.

use leptos::prelude::*;
use shared::access::Role;
use shared::form::Reading as Read;
use shared::problem::FieldError;
use shared::text::{Email, Name};
use shared::users::{self, UserIn, UserInvited};

use super::edit::{Chosen, fields, team_ids};
use crate::i18n::*;
use crate::ui::{Choice, Drawer, Form, FormState, TextField, TextKind};

/// What was typed, as the invitation it makes.
fn input(email: &str, name: &str, (role, teams): &Chosen) -> Result<UserIn, Vec<FieldError>> {
    let mut read = Read::default();
    let email = read.take("/email", Email::parse(email));
    let name = read.take("/name", Name::parse(name));
    let whole = email.zip(name).map(|(email, name)| UserIn {
        email,
        name,
        role: *role,
        team_ids: team_ids(teams),
    });
    read.done(whole)
}

/// The drawer.
#[component]
pub(super) fn InviteDialog(
    teams: Vec<Choice>,
    on_made: Callback<UserInvited>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("invitation");
    let (email, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen = RwSignal::new((Role::Tech, Vec::new()));
    let begun = move || !email.with(String::is_empty) || !name.with(String::is_empty);
    // The answer holds a link that nothing keeps, so the server cannot give it a second time:
    // this creation has no key that would make it safe to repeat.
    let submit = Callback::new(move |()| {
        let input = input(
            &email.get_untracked(),
            &name.get_untracked(),
            &chosen.get_untracked(),
        );
        form.submit(input.map(|input| users::invite(&input)), move |invited| {
            on_made.run(invited)
        });
    });
    let title = text!(i18n, members.invite);
    let act = text!(i18n, members.invite_do);
    view! {
        <Drawer title=title on_close=on_close dirty=Signal::derive(begun)>
            <Form state=form act=act on_submit=submit on_cancel=on_close>
                <TextField
                    form
                    pointer="/email"
                    label=text!(i18n, users.email)
                    hint=text!(i18n, members.email_hint)
                    value=email
                    on_change=Callback::new(move |text| email.set(text))
                    kind=TextKind::Email
                    most=Email::MOST
                />
                <TextField
                    form
                    pointer="/name"
                    label=text!(i18n, users.name)
                    hint=text!(i18n, members.name_hint)
                    value=name
                    on_change=Callback::new(move |text| name.set(text))
                    most=Name::MOST
                />
                {fields(form, chosen, teams)}
            </Form>
        </Drawer>
    }
}
