//! Using a link: joining an organisation, or choosing a new password. The token stands behind
//! `#` in the address, so that no server and no log sees it.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::auth::{
    self, AccountState, LinkAcceptIn, LinkInfoOut, LinkKind, LinkTokenIn, Secret, Token, TokenOut,
};
use shared::call::Call;
use shared::problem::{FieldError, ProblemCode};
use shared::text::NewPassword;

use crate::http::{self, Failure};
use crate::i18n::*;
use crate::session::Entrance;
use crate::ui::{Form, FormState, Look, Password, Purpose, Reading, load};

/// Says what the link does, and does it.
#[component]
pub(crate) fn LinkPage() -> impl IntoView {
    let i18n = use_i18n();
    Effect::new(move |_| {
        document().set_title(&format!("{} - Callboard", t_string!(i18n, auth.link_title)));
    });
    let content = match token() {
        None => view! {
            <h1>{t!(i18n, auth.link_title)}</h1>
            <p>{t!(i18n, auth.link_unreadable)}</p>
            <SignInInstead />
        }
        .into_any(),
        Some(token) => linked(token),
    };
    view! {
        <main class="entrance">
            <p class="brand" aria-hidden="true">"Callboard"</p>
            {content}
        </main>
    }
}

/// The token in the address, if it is one.
fn token() -> Option<Token> {
    let hash = window().location().hash().ok()?;
    Token::try_from(hash.strip_prefix('#')?.to_owned()).ok()
}

fn linked(token: Token) -> AnyView {
    let asked = token.clone();
    let reading = Reading::new(move || {
        let info = http::send(auth::inspect_link(&LinkTokenIn {
            token: asked.clone(),
        }));
        async {
            match info.await {
                Ok(answer) => Ok(Some(answer.body)),
                Err(failure) if is_gone(&failure) => Ok(None),
                Err(failure) => Err(failure),
            }
        }
    });
    load(reading, move |info| match info {
        Some(info) => accept(info, token.clone()),
        None => gone(),
    })
}

fn is_gone(failure: &Failure) -> bool {
    matches!(
        failure.code(),
        Some(ProblemCode::LinkGone | ProblemCode::NotFound)
    )
}

fn gone() -> AnyView {
    let i18n = use_i18n();
    view! {
        <h1>{t!(i18n, auth.link_title)}</h1>
        <p>{t!(i18n, problem.link_gone)}</p>
        <SignInInstead />
    }
    .into_any()
}

#[component]
fn SignInInstead() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <a class=Look::Plain.class() href="/app/sign-in">
            {t!(i18n, auth.go_sign_in)}
        </a>
    }
}

fn accept(info: LinkInfoOut, token: Token) -> AnyView {
    let i18n = use_i18n();
    let entrance = expect_context::<Entrance>();
    let navigate = use_navigate();
    let form = FormState::new("link");
    let password = RwSignal::new(String::new());
    let chosen = chooses(&info);
    let submit = Callback::new(move |()| {
        let call = read(&password.get_untracked(), chosen, &token);
        let navigate = navigate.clone();
        form.submit(call, move |token: TokenOut| {
            leptos::task::spawn_local(async move {
                entrance.enter(token).await;
                let options = NavigateOptions {
                    replace: true,
                    ..NavigateOptions::default()
                };
                navigate("/app", options);
            });
        });
    });
    let act = match info.kind {
        LinkKind::Invitation => text!(i18n, auth.join),
        LinkKind::PasswordReset => text!(i18n, auth.set_password),
    };
    let field = match chosen {
        Purpose::New => view! {
            <Password
                form
                pointer="/password"
                label=text!(i18n, auth.new_password)
                hint=text!(i18n, auth.new_password_hint)
                value=password
                purpose=Purpose::New
            />
        }
        .into_any(),
        Purpose::Current => view! {
            <Password
                form
                pointer="/password"
                label=text!(i18n, auth.password)
                hint=text!(i18n, auth.existing_words)
                value=password
                purpose=Purpose::Current
            />
        }
        .into_any(),
    };
    view! {
        {words(&info)}
        <Form state=form act on_submit=submit>
            // Password managers keep what they fill in under the account's name.
            <input
                class="visually-hidden"
                type="text"
                autocomplete="username"
                readonly
                tabindex="-1"
                aria-hidden="true"
                prop:value=info.email.to_string()
            />
            {field}
        </Form>
    }
    .into_any()
}

/// Whether the password is chosen now, or the one the account has.
fn chooses(info: &LinkInfoOut) -> Purpose {
    match (info.kind, info.account) {
        (LinkKind::Invitation, AccountState::Existing) => Purpose::Current,
        _ => Purpose::New,
    }
}

fn words(info: &LinkInfoOut) -> AnyView {
    let i18n = use_i18n();
    let (org, name) = (info.org_name.to_string(), info.name.to_string());
    let email = info.email.to_string();
    match info.kind {
        LinkKind::Invitation => {
            let title = org.clone();
            view! {
                <h1>{move || t_string!(i18n, auth.invitation_title, org = title.clone()).to_string()}</h1>
                <p>
                    {move || {
                        t_string!(
                            i18n,
                            auth.invitation_words,
                            org = org.clone(),
                            name = name.clone(),
                            email = email.clone()
                        )
                            .to_string()
                    }}
                </p>
            }
            .into_any()
        }
        LinkKind::PasswordReset => view! {
            <h1>{t!(i18n, auth.reset_title)}</h1>
            <p>{move || t_string!(i18n, auth.reset_words, email = email.clone()).to_string()}</p>
        }
        .into_any(),
    }
}

fn read(
    password: &str,
    purpose: Purpose,
    token: &Token,
) -> Result<Call<TokenOut>, Vec<FieldError>> {
    let mut reading = shared::form::Reading::default();
    // One fault is said once: a password that may not be chosen is not read as a secret too.
    let choosable = purpose == Purpose::Current
        || reading
            .take("/password", NewPassword::parse(password))
            .is_some();
    let password = choosable
        .then(|| reading.take("/password", Secret::try_from(password.to_owned())))
        .flatten();
    let input = password.map(|password| LinkAcceptIn {
        token: token.clone(),
        password,
    });
    reading.done(input).map(|input| auth::accept_link(&input))
}
