//! Who one is: the name and the telephone number that others see.

use leptos::prelude::*;
use shared::auth::{self, ProfileOut, ProfilePatch};
use shared::call::Call;
use shared::form::Reading;
use shared::patch::Patch;
use shared::problem::FieldError;
use shared::text::{Name, Phone};

use crate::http;
use crate::i18n::*;
use crate::session::Person;
use crate::ui::{Form, FormState, TextField, TextKind, Toasts};

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    phone: RwSignal<String>,
}

impl Typed {
    fn of(profile: &ProfileOut) -> Self {
        let typed = Self {
            name: RwSignal::default(),
            phone: RwSignal::default(),
        };
        typed.show(profile);
        typed
    }

    fn show(self, profile: &ProfileOut) {
        self.name.set(profile.name.to_string());
        self.phone.set(
            profile
                .phone
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        );
    }

    fn call(self, profile: &ProfileOut) -> Result<Call<ProfileOut>, Vec<FieldError>> {
        let mut reading = Reading::default();
        let name = self
            .name
            .with_untracked(|text| reading.take("/name", Name::parse(text)));
        let phone = self
            .phone
            .with_untracked(|text| reading.optional("/phone", text, Phone::parse));
        let patch = name.map(|name| ProfilePatch {
            name: Patch::between(&profile.name, name),
            phone: Patch::between(&profile.phone, phone),
            ..ProfilePatch::default()
        });
        reading
            .done(patch)
            .map(|patch| auth::edit_me(profile.version, &patch))
    }
}

/// The form.
#[component]
pub(super) fn Identity() -> impl IntoView {
    let i18n = use_i18n();
    let (person, toasts) = (expect_context::<Person>(), expect_context::<Toasts>());
    let form = FormState::new("identity");
    let typed = Typed::of(&person.profile_now());
    let submit = Callback::new(move |()| {
        form.submit(typed.call(&person.profile_now()), move |profile| {
            typed.show(&profile);
            person.set_profile(profile);
            toasts.tell(t_string!(i18n, profile.saved));
        });
    });
    let reload = Callback::new(move |()| {
        form.run(http::send(auth::me()), move |me| {
            typed.show(&me.profile);
            person.set_profile(me.profile);
        });
    });
    let email = person.profile_now().email.to_string();
    view! {
        <Form state=form act=text!(i18n, profile.save) on_submit=submit on_reload=reload>
            <dl class="facts">
                <dt>{t!(i18n, profile.email)}</dt>
                <dd>
                    {email} <p class="hint">{t!(i18n, profile.email_words)}</p>
                </dd>
            </dl>
            <TextField
                form
                pointer="/name"
                label=text!(i18n, profile.name)
                value=typed.name
                on_change=Callback::new(move |text| typed.name.set(text))
                autocomplete="name"
                most=Name::MOST
            />
            <TextField
                form
                pointer="/phone"
                label=text!(i18n, profile.phone)
                hint=text!(i18n, profile.phone_hint)
                value=typed.phone
                on_change=Callback::new(move |text| typed.phone.set(text))
                kind=TextKind::Phone
                autocomplete="tel"
                most=Phone::MOST
            />
        </Form>
    }
}
