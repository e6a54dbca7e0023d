//! The settings of the organisation.

use leptos::prelude::*;
use shared::access::Capability;
use shared::form::Reading as Read;
use shared::orgs::{self, OrgOut, OrgPatch};
use shared::patch::Patch;
use shared::problem::FieldError;
use shared::text::Name;
use shared::time::Zone;

use super::zones;
use crate::access;
use crate::http;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Form, FormState, PageHead, Reading, TextField, Toasts, guard_unsaved, load};

/// The page.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, orgs.settings);
    access::page(Capability::OrgEdit, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let reading =
        Reading::new(|| async { http::send(orgs::current()).await.map(|answer| answer.body) });
    view! {
        <PageHead title=title />
        {load(reading, settings)}
    }
    .into_any()
}

/// What the form changes of the settings, or the fields that are not right.
fn patch(org: &OrgOut, name: &str, zone: &str) -> Result<OrgPatch, Vec<FieldError>> {
    let mut read = Read::default();
    let name = read.take("/name", Name::parse(name));
    let zone = read.take("/zone", zone.parse::<Zone>());
    let whole = name.zip(zone).map(|(name, zone)| OrgPatch {
        name: Patch::between(&org.name, name),
        zone: Patch::between(&org.zone, zone),
    });
    read.done(whole)
}

fn settings(org: OrgOut) -> AnyView {
    let (i18n, session, toasts) = (
        use_i18n(),
        expect_context::<Session>(),
        expect_context::<Toasts>(),
    );
    let form = FormState::new("settings");
    let (name, zone) = (
        RwSignal::new(org.name.to_string()),
        RwSignal::new(org.zone.to_string()),
    );
    let present = RwSignal::new(org);
    let take = move |org: OrgOut| {
        name.set(org.name.to_string());
        zone.set(org.zone.to_string());
        present.set(org);
    };
    let dirty = Signal::derive(move || {
        present.with(|org| org.name.as_str() != name.get() || org.zone.name() != zone.get())
    });
    guard_unsaved(dirty);
    let submit = Callback::new(move |()| {
        let org = present.get_untracked();
        let patch = patch(&org, &name.get_untracked(), &zone.get_untracked());
        form.submit(
            patch.map(|patch| orgs::edit(org.version, &patch)),
            move |org| {
                take(org.clone());
                toasts.tell(untrack(|| t_string!(i18n, orgs.saved).to_string()));
                session.person().set_org(org);
            },
        );
    });
    let reload = Callback::new(move |()| form.run(http::send(orgs::current()), take));
    let label = text!(i18n, orgs.name);
    let act = text!(i18n, form.save);
    view! {
        <div class="page-narrow">
            <Form state=form act=act on_submit=submit on_reload=reload>
                <TextField
                    form
                    pointer="/name"
                    label=label
                    value=name
                    on_change=Callback::new(move |text| name.set(text))
                    autocomplete="organization"
                    most=Name::MOST
                />
                {zones::field(form, zone)}
                <dl class="facts">
                    <dt>{t!(i18n, orgs.address)}</dt>
                    <dd>{move || present.with(|org| format!("/app/o/{}", org.slug))}</dd>
                </dl>
            </Form>
        </div>
    }
    .into_any()
}
