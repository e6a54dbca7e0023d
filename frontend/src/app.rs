//! The map of the app: which address shows which page.

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute as _;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::http;
use crate::i18n::*;
use crate::session::{Entrance, Why};
use crate::shell::{Frame, Home, InOrg, NotFound};
use crate::ui::{ToastList, Toasts, remembered_language, show_language};
use crate::{
    activity, auth, availability, calendar, keys, missions, orgs, planning, profile, teams, users,
};

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
    http::on_lost(move || entrance.leave(Why::Over));
    leptos::task::spawn_local(entrance.resume());
    view! {
        <Router>
            <Routes fallback=|| view! { <NotFound /> }>
                <Route path=path!("/app/sign-in") view=auth::SignInPage />
                <Route path=path!("/app/link") view=auth::LinkPage />
                <ParentRoute path=path!("/app") view=Frame>
                    <Route path=path!("") view=Home />
                    <Route path=path!("profile") view=profile::ProfilePage />
                    <Route path=path!("orgs/new") view=orgs::NewOrgPage />
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
            <Route path=path!("missions") view=missions::MissionsPage />
            <Route path=path!("missions/:id") view=missions::MissionPage />
            <Route path=path!("people") view=users::PeoplePage />
            <Route path=path!("people/:id") view=users::PersonPage />
            <Route path=path!("teams") view=teams::TeamsPage />
            <Route path=path!("availability") view=availability::AvailabilityPage />
            <Route path=path!("members") view=users::MembersPage />
            <Route path=path!("activity") view=activity::ActivityPage />
            <Route path=path!("settings") view=orgs::SettingsPage />
            <Route path=path!("calendar") view=calendar::CalendarPage />
            <Route path=path!("keys") view=keys::KeysPage />
            <Route path=path!("*any") view=NotFound />
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
