//! The browsers in which one is signed in.

use leptos::prelude::*;
use shared::auth::{self, SessionOut};
use shared::time::Zone;

use super::browser::named;
use crate::i18n::*;
use crate::session::Person;
use crate::ui::{Badge, Button, FormState, Reading, Toasts, Tone, load};
use crate::{clock, dates, http};

/// The list. Each but the present one can be ended.
#[component]
pub(super) fn Sessions() -> impl IntoView {
    let i18n = use_i18n();
    let reading = Reading::new(|| http::every(auth::sessions));
    view! {
        <p>{t!(i18n, profile.sessions_words)}</p>
        {load(reading, move |sessions| {
            let row = |session| row(session, reading);
            view! {
                <ul class="rows" role="list">
                    {sessions.into_iter().map(row).collect_view()}
                </ul>
            }
            .into_any()
        })}
    }
}

fn row(session: SessionOut, reading: Reading<Vec<SessionOut>>) -> impl IntoView {
    let i18n = use_i18n();
    let (name, facts) = (name(i18n, &session), facts(i18n, &session));
    let act = match session.current {
        true => view! { <Badge words=text!(i18n, profile.session_current) tone=Tone::Good /> }
            .into_any(),
        false => end(&session, name, reading),
    };
    view! {
        <li class="row">
            <span class="row-main">
                <span>
                    <span class="who-name">{name}</span>
                    <span class="who-more">{facts}</span>
                </span>
            </span>
            {act}
        </li>
    }
}

fn end(session: &SessionOut, name: Signal<String>, reading: Reading<Vec<SessionOut>>) -> AnyView {
    let i18n = use_i18n();
    let toasts = expect_context::<Toasts>();
    let form = FormState::new("session");
    let id = session.id;
    let end = move |_| {
        form.run(http::send(auth::revoke_session(id)), move |()| {
            reading.update(|sessions| sessions.retain(|session| session.id != id));
            toasts.tell(t_string!(i18n, profile.session_ended));
        });
    };
    form.alert_failures(i18n, toasts);
    view! {
        <Button on:click=end>
            {t!(i18n, profile.session_end)}
            <span class="visually-hidden">
                " "
                {move || t_string!(i18n, profile.session_end_of, browser = name.get()).to_string()}
            </span>
        </Button>
    }
    .into_any()
}

fn name(i18n: I18n, session: &SessionOut) -> Signal<String> {
    let (browser, system) = named(session.user_agent.as_deref().unwrap_or_default());
    Signal::derive(move || match (browser, system) {
        (Some(browser), Some(system)) => t_string!(
            i18n,
            profile.session_browser_on,
            browser = browser,
            system = system
        )
        .to_string(),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => t_string!(i18n, profile.session_unknown).to_string(),
    })
}

/// Since when, when last, from where: on the wall of where the person begins.
fn facts(i18n: I18n, session: &SessionOut) -> Signal<String> {
    let person = expect_context::<Person>();
    let (created, used) = (session.created_at, session.last_used_at);
    let address = session.address.clone();
    Signal::derive(move || {
        let zone = person.home().map_or(Zone::PARIS, |org| org.zone);
        let since = dates::instant(i18n, created, zone);
        let since = t_string!(i18n, profile.session_since, when = since).to_string();
        let ago = dates::ago(i18n, clock::now(), used);
        let ago = t_string!(i18n, profile.session_used, ago = ago).to_string();
        let facts = [Some(since), Some(ago), address.clone()];
        facts
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" \u{b7} ")
    })
}
