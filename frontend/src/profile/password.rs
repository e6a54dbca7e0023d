//! Changing the password.

use leptos::prelude::*;
use shared::auth::{self, PasswordIn, Secret};
use shared::call::Call;
use shared::form::Reading;
use shared::problem::FieldError;
use shared::text::NewPassword;

use crate::i18n::*;
use crate::session::Person;
use crate::ui::{Form, FormState, Password, Purpose, Toasts};

/// The form.
#[component]
pub(super) fn PasswordChange() -> impl IntoView {
    let i18n = use_i18n();
    let (person, toasts) = (expect_context::<Person>(), expect_context::<Toasts>());
    let form = FormState::new("password");
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = Callback::new(move |()| {
        let call = read(&current.get_untracked(), &new.get_untracked());
        form.submit(call, move |()| {
            current.set(String::new());
            new.set(String::new());
            toasts.tell(t_string!(i18n, profile.password_changed));
        });
    });
    let email = person.profile_now().email.to_string();
    view! {
        <p>{t!(i18n, profile.password_words)}</p>
        <Form state=form act=text!(i18n, profile.password_change) on_submit=submit>
            // Password managers keep what they fill in under the account's name.
            <input
                class="visually-hidden"
                type="text"
                autocomplete="username"
                readonly
                tabindex="-1"
                aria-hidden="true"
                prop:value=email
            />
            <Password
                form
                pointer="/current"
                label=text!(i18n, profile.password_current)
                value=current
                purpose=Purpose::Current
            />
            <Password
                form
                pointer="/new"
                label=text!(i18n, profile.password_new)
                hint=text!(i18n, auth.new_password_hint)
                value=new
                purpose=Purpose::New
            />
        </Form>
    }
}

fn read(current: &str, new: &str) -> Result<Call<()>, Vec<FieldError>> {
    let mut reading = Reading::default();
    let current = reading.take("/current", Secret::try_from(current.to_owned()));
    let new = reading.take("/new", NewPassword::parse(new));
    let input = current
        .zip(new)
        .map(|(current, new)| PasswordIn { current, new });
    reading
        .done(input)
        .map(|input| auth::change_password(&input))
}
