//! The organisation of a page.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::not_found::Nothing;
use crate::http;
use crate::i18n::*;
use crate::media::Avatars;
use crate::session::{Person, Session};

/// The pages of the organisation in the address. For who is not in it there is no such one.
#[component]
pub(crate) fn InOrg() -> impl IntoView {
    let person = expect_context::<Person>();
    let avatars = expect_context::<Avatars>();
    let params = use_params_map();
    let session = Memo::new(move |_| {
        let slug = params.with(|params| params.get("slug")).unwrap_or_default();
        person
            .membership(&slug)
            .map(|membership| Session::new(person, &membership))
    });
    // In another organisation, or in another role, the page begins anew.
    move || match session.get() {
        None => no_such().into_any(),
        Some(session) => {
            http::select(Some(session.org_id()));
            provide_context(session);
            avatars.read(session.org_id());
            view! { <Outlet /> }.into_any()
        }
    }
}

fn no_such() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, app.org_not_found_title);
    let text = text!(i18n, app.org_not_found_words);
    view! { <Nothing title text href="/app" way=text!(i18n, app.home) /> }
}

/// Where the app begins: the planning of the person's organisation, or how to get into one.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let i18n = use_i18n();
    let person = expect_context::<Person>();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(org) = person.home() {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&format!("/app/o/{}/planning", org.slug), options);
        }
    });
    move || {
        person.home().is_none().then(|| {
            let title = text!(i18n, app.no_org_title);
            let text = text!(i18n, app.no_org_words);
            view! { <Nothing title text href="/app/profile" way=text!(i18n, app.profile) /> }
        })
    }
}
