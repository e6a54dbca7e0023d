//! The keys: which there are, what they may do, when they were last used.

use leptos::prelude::*;
use shared::access::Capability;
use shared::auth::{self, ApiKeyMade, ApiKeyOut};

use super::form::KeyDrawer;
use super::words;
use crate::access;
use crate::clock;
use crate::dates;
use crate::http;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{
    Badge, Confirm, Dialog, EmptyState, FormState, PageHead, Reading, SecretOnce, Toasts, Tone,
    load,
};

/// What is open over the page.
#[derive(Clone)]
enum Open {
    Form,
    Made(Box<ApiKeyMade>),
    Revocation(Box<ApiKeyOut>),
}

/// The page.
#[component]
pub(crate) fn KeysPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, keys.title);
    access::page(Capability::KeyEdit, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    let reading = Reading::new(|| http::every(auth::api_keys));
    let open = RwSignal::new(None::<Open>);
    let intro = text!(i18n, keys.intro);
    view! {
        <PageHead title=title intro=intro>
            <a class="button" href="/docs" rel="external">
                {t!(i18n, keys.docs)}
            </a>
            <button
                type="button"
                class="button"
                data-kind="primary"
                on:click=move |_| open.set(Some(Open::Form))
            >
                {t!(i18n, keys.new)}
            </button>
        </PageHead>
        {load(reading, move |keys| list(keys, open))}
        {move || open.get().map(|opened| over(opened, open, reading))}
    }
    .into_any()
}

fn over(opened: Open, open: RwSignal<Option<Open>>, reading: Reading<Vec<ApiKeyOut>>) -> AnyView {
    let close = Callback::new(move |()| open.set(None));
    match opened {
        Open::Form => {
            let made = Callback::new(move |made| {
                reading.again();
                open.set(Some(Open::Made(Box::new(made))));
            });
            view! { <KeyDrawer on_made=made on_close=close /> }.into_any()
        }
        Open::Made(made) => shown_once(*made, close),
        Open::Revocation(key) => revocation(&key, close, reading),
    }
}

fn shown_once(made: ApiKeyMade, close: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let title = text!(i18n, keys.made);
    let label = text!(i18n, keys.secret);
    view! {
        <Dialog title=title on_close=close>
            <p>{t!(i18n, keys.made_text)}</p>
            <SecretOnce id="key-secret" label=label value=made.secret />
            <div class="form-acts">
                <button type="button" class="button primary" on:click=move |_| close.run(())>
                    {t!(i18n, keys.done)}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn revocation(key: &ApiKeyOut, close: Callback<()>, reading: Reading<Vec<ApiKeyOut>>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("key-revocation");
    let (id, label) = (key.id, key.label.to_string());
    let yes = Callback::new(move |()| {
        form.submit(Ok(auth::revoke_api_key(id)), move |()| {
            close.run(());
            toasts.tell(untrack(|| t_string!(i18n, keys.revoked).to_string()));
            reading.again();
        });
    });
    let title = Signal::derive(move || {
        t_string!(i18n, keys.revoke_title, label = label.clone()).to_string()
    });
    let text = text!(i18n, keys.revoke_text);
    let act = text!(i18n, keys.revoke_do);
    view! { <Confirm form title=title text=text act=act on_yes=yes on_close=close /> }.into_any()
}

fn list(keys: Vec<ApiKeyOut>, open: RwSignal<Option<Open>>) -> AnyView {
    let i18n = use_i18n();
    if keys.is_empty() {
        let title = text!(i18n, keys.empty);
        let text = text!(i18n, keys.empty_text);
        return view! { <EmptyState title=title text=text /> }.into_any();
    }
    view! {
        <ul class="cards" role="list">
            {keys.into_iter().map(|key| card(key, open)).collect_view()}
        </ul>
    }
    .into_any()
}

fn card(key: ApiKeyOut, open: RwSignal<Option<Open>>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (id, label) = (key.id, key.label.to_string());
    let expired = key.expires_at <= clock::now();
    let kept = StoredValue::new(key.clone());
    let revoke = move |_| open.set(Some(Open::Revocation(Box::new(kept.get_value()))));
    view! {
        <li class="card">
            <h2>{label.clone()}</h2>
            {expired
                .then(|| {
                    let words = text!(i18n, keys.expired);
                    view! {
                        <p>
                            <Badge words=words tone=Tone::Bad />
                        </p>
                    }
                })}
            {facts(&key, i18n, session)}
            <div class="card-acts">
                <button type="button" class="button" id=format!("revoke-{id}") on:click=revoke>
                    {t!(i18n, keys.revoke)}
                    <span class="visually-hidden">" \u{2013} "{label}</span>
                </button>
            </div>
        </li>
    }
}

fn facts(key: &ApiKeyOut, i18n: I18n, session: Session) -> impl IntoView + use<> {
    let (created, until, used) = (key.created_at, key.expires_at, key.last_used_at);
    let by = key.created_by.to_string();
    let day = move |at| dates::date(i18n, session.zone().day(at));
    let scopes = key.scopes.clone();
    let tags = move || {
        let tag = |&scope: &Capability| view! { <li>{words::scope(i18n, scope)}</li> };
        scopes.iter().map(tag).collect_view()
    };
    let last = move || match used {
        Some(at) => dates::instant(i18n, at, session.zone()),
        None => t_string!(i18n, keys.never).to_string(),
    };
    view! {
        <dl class="facts">
            <dt>{t!(i18n, keys.prefix)}</dt>
            <dd>
                <code>{key.prefix.clone()}</code>
            </dd>
            <dt>{t!(i18n, keys.made_by)}</dt>
            <dd>{move || t_string!(i18n, keys.by, name = by.clone(), day = day(created)).to_string()}</dd>
            <dt>{t!(i18n, keys.until)}</dt>
            <dd>{move || day(until)}</dd>
            <dt>{t!(i18n, keys.last_used)}</dt>
            <dd>{last}</dd>
            <dt>{t!(i18n, keys.scopes)}</dt>
            <dd>
                <ul class="lines" role="list">
                    {tags}
                </ul>
            </dd>
        </dl>
    }
}
