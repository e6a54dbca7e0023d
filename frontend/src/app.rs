//! The map of the app: which address shows which page.

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute as _;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::http;
use crate::i18n::*;
use crate::later::{Later, later};
use crate::media::Avatars;
use crate::session::{Entrance, Why};
use crate::shell::{Frame, Home, InOrg, NotFound};
use crate::ui::{ToastList, Toasts, remembered_language, show_language};
use crate::{auth, planning};

/// Puts the app in the place of what the document showed while it was on its way.
pub(crate) fn start() {
    if let Some(starting) = document().get_element_by_id("starting") {
        starting.remove();
    }
    mount_to_body(App);
}

/// The app.
#[component]
fn App() -> impl IntoView {
    view! {
        <I18nContextProvider enable_cookie=false>
            <Everything />
        </I18nContextProvider>
    }
}

#[component]
fn Everything() -> impl IntoView {
    if let Some(language) = remembered_language() {
        show_language(use_i18n(), language);
    }
    let entrance = Entrance::new();
    provide_context(entrance);
    provide_context(Toasts::new());
    provide_context(Avatars::new());
    http::on_lost(move || entrance.leave(Why::Over));
    leptos::task::spawn_local(entrance.resume());
    view! {
        <Router>
            <Routes fallback=|| view! { <NotFound /> }>
                <Route path=path!("/app/sign-in") view=auth::SignInPage />
                <Route path=path!("/app/link") view=auth::LinkPage />
                <ParentRoute path=path!("/app") view=Frame>
                    <Route path=path!("") view=Home />
                    <Route path=path!("profile") view=|| later(Later::Profile) />
                    <Route path=path!("orgs/new") view=|| later(Later::NewOrg) />
                    <OrgRoutes />
                    <Route path=path!("*any") view=NotFound />
                </ParentRoute>
            </Routes>
        </Router>
        <ToastList />
    }
}

/// The pages of an organisation. Each says itself whom it is for.
#[component(transparent)]
fn OrgRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("o/:slug") view=InOrg>
            <Route path=path!("planning") view=planning::PlanningPage />
            <Route path=path!("planning/paste") view=|| later(Later::Paste) />
            <Route path=path!("planning/print") view=|| later(Later::Print) />
            <Route path=path!("planning/publish") view=|| later(Later::Publish) />
            <Route path=path!("planning/repeat") view=|| later(Later::Repeat) />
            <Route path=path!("operations") view=|| later(Later::Operations) />
            <Route path=path!("operations/:id") view=|| later(Later::Operation) />
            <Route path=path!("publications") view=|| later(Later::Publications) />
            <Route path=path!("publications/:id") view=|| later(Later::Publication) />
            <Route path=path!("missions") view=|| later(Later::Missions) />
            <Route path=path!("missions/:id") view=|| later(Later::Mission) />
            <Route path=path!("people") view=|| later(Later::People) />
            <Route path=path!("people/:id") view=|| later(Later::Person) />
            <Route path=path!("teams") view=|| later(Later::Teams) />
            <Route path=path!("templates") view=|| later(Later::Templates) />
            <Route path=path!("templates/:id/apply") view=|| later(Later::Template) />
            <Route path=path!("availability") view=|| later(Later::Availability) />
            <Route path=path!("members") view=|| later(Later::Members) />
            <Route path=path!("activity") view=|| later(Later::Activity) />
            <Route path=path!("rules") view=|| later(Later::Rules) />
            <Route path=path!("settings") view=|| later(Later::Settings) />
            <Route path=path!("calendar") view=|| later(Later::Calendar) />
            <Route path=path!("keys") view=|| later(Later::Keys) />
            <Route path=path!("*any") view=NotFound />
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
