//! A new organisation. Whoever runs one may make another.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::access::{Capability, allows};
use shared::form::Reading as Read;
use shared::id::OrgId;
use shared::orgs::{self, OrgIn, OrgOut};
use shared::problem::FieldError;
use shared::text::Name;
use shared::time::Zone;

use super::zones;
use crate::http;
use crate::i18n::*;
use crate::session::Person;
use crate::ui::{EmptyState, Form, FormState, PageHead, TextField, Toasts, guard_unsaved};

/// The page.
#[component]
pub(crate) fn NewOrgPage() -> impl IntoView {
    let (i18n, person) = (use_i18n(), expect_context::<Person>());
    let title = text!(i18n, orgs.new);
    let through = Memo::new(move |_| through(person));
    move || match through.get() {
        Some(org) => untrack(|| page(title, org)),
        None => refused(title),
    }
}

/// The organisation in whose name another is made: one whose ADMIN asks.
fn through(person: Person) -> Option<OrgId> {
    let memberships = person.memberships();
    let one = memberships
        .iter()
        .find(|one| allows(one.role, Capability::OrgCreate));
    one.map(|one| one.org.id)
}

fn refused(title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    let heading = text!(i18n, orgs.create_refused);
    let text = text!(i18n, orgs.create_refused_text);
    view! {
        <PageHead title=title />
        <EmptyState title=heading text=text />
    }
    .into_any()
}

fn input(name: &str, zone: &str) -> Result<OrgIn, Vec<FieldError>> {
    let mut read = Read::default();
    let name = read.take("/name", Name::parse(name));
    let zone = read.take("/zone", zone.parse::<Zone>());
    read.done(name.zip(zone).map(|(name, zone)| OrgIn {
        name,
        zone: Some(zone),
    }))
}

fn page(title: Signal<String>, through: OrgId) -> AnyView {
    let (i18n, person, toasts) = (
        use_i18n(),
        expect_context::<Person>(),
        expect_context::<Toasts>(),
    );
    let form = FormState::new("org");
    let (name, zone) = (
        RwSignal::new(String::new()),
        RwSignal::new(Zone::PARIS.to_string()),
    );
    let made = RwSignal::new(false);
    guard_unsaved(Signal::derive(move || {
        !made.get() && !name.with(String::is_empty)
    }));
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        let navigate = navigate.clone();
        let done = move |org: OrgOut| {
            made.set(true);
            toasts.tell(untrack(|| {
                t_string!(i18n, orgs.created, name = org.name.to_string()).to_string()
            }));
            spawn_local(async move {
                // Read again, the session knows the new organisation and the role in it.
                if person.read_again().await.is_ok() {
                    navigate(
                        &format!("/app/o/{}/members", org.slug),
                        NavigateOptions::default(),
                    );
                }
            });
        };
        http::select(Some(through));
        let input = input(&name.get_untracked(), &zone.get_untracked());
        form.submit_once(input.map(|input| orgs::create(&input)), done);
    });
    let intro = text!(i18n, orgs.new_intro);
    let label = text!(i18n, orgs.name);
    let act = text!(i18n, orgs.create);
    view! {
        <PageHead title=title intro=intro />
        <div class="page-narrow">
            <Form state=form act=act on_submit=submit>
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
            </Form>
        </div>
    }
    .into_any()
}
