//! The page that asks who one is.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::auth::{self, LoginIn, Secret, TokenOut};
use shared::call::Call;
use shared::form::Reading;
use shared::problem::FieldError;
use shared::text::Email;

use super::next::next;
use crate::i18n::*;
use crate::session::{Entrance, Standing};
use crate::ui::{Form, FormState, Password, Purpose, TextField, TextKind};

/// Signs in, and leads to where one wanted to go.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let i18n = use_i18n();
    let entrance = expect_context::<Entrance>();
    lead_on(entrance);
    let form = FormState::new("sign-in");
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = Callback::new(move |()| {
        let call = read(&email.get_untracked(), &password.get_untracked());
        form.submit(call, move |token: TokenOut| {
            leptos::task::spawn_local(entrance.enter(token));
        });
    });
    Effect::new(move |_| {
        document().set_title(&format!(
            "{} - Callboard",
            t_string!(i18n, auth.sign_in_title)
        ));
    });
    view! {
        <main class="entrance">
            <p class="brand" aria-hidden="true">"Callboard"</p>
            <h1 tabindex="-1">{t!(i18n, auth.sign_in_title)}</h1>
            <Form state=form act=text!(i18n, auth.sign_in) on_submit=submit>
                <TextField
                    form
                    pointer="/email"
                    label=text!(i18n, auth.email)
                    value=email
                    on_change=Callback::new(move |text| email.set(text))
                    kind=TextKind::Email
                    autocomplete="username"
                />
                <Password
                    form
                    pointer="/password"
                    label=text!(i18n, auth.password)
                    value=password
                    purpose=Purpose::Current
                />
            </Form>
            <p class="hint">{t!(i18n, auth.forgotten)}</p>
        </main>
    }
}

/// Whoever is signed in goes on: after signing in, and when they come here by an old address.
/// So does whom the server could not answer: the page they wanted says so, and tries again.
fn lead_on(entrance: Entrance) {
    let navigate = use_navigate();
    let query = use_query_map();
    let standing = entrance.standing();
    Effect::new(move |_| {
        if matches!(standing.get(), Standing::In(..) | Standing::Failed(_)) {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&query.with_untracked(next), options);
        }
    });
}

fn read(email: &str, password: &str) -> Result<Call<TokenOut>, Vec<FieldError>> {
    let mut reading = Reading::default();
    let email = reading.take("/email", Email::parse(email));
    let password = reading.take("/password", Secret::try_from(password.to_owned()));
    let input = email
        .zip(password)
        .map(|(email, password)| LoginIn { email, password });
    reading.done(input).map(|input| auth::login(&input))
}
