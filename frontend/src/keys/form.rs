//! Making a key.

use leptos::prelude::*;
use shared::access::{Capability, allows_key};
use shared::auth::{self, ApiKeyIn, ApiKeyMade};
use shared::form::Reading as Read;
use shared::problem::FieldError;
use shared::text::Label;
use shared::time::{Day, Zone};

use super::words;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{CheckList, Choice, Drawer, Form, FormState, TextField, TextKind, toggle};

/// What is typed and chosen.
#[derive(Debug, Clone, Default, PartialEq)]
struct Draft {
    label: String,
    scopes: Vec<String>,
    /// The last day it works on; empty for the server's year.
    until: String,
}

impl Draft {
    fn input(&self, zone: Zone) -> Result<ApiKeyIn, Vec<FieldError>> {
        let mut read = Read::default();
        let label = read.take("/label", Label::parse(&self.label));
        let scopes: Vec<Capability> = self
            .scopes
            .iter()
            .filter_map(|scope| scope.parse().ok())
            .collect();
        if scopes.is_empty() {
            read.refuse("/scopes", "required");
        }
        let until = read.optional("/expires_at", &self.until, str::parse::<Day>);
        let expires_at = until.map(|day| zone.midnight(day.plus_days(1)));
        read.done(label.map(|label| ApiKeyIn {
            label,
            scopes,
            expires_at,
        }))
    }
}

/// The drawer.
#[component]
pub(super) fn KeyDrawer(on_made: Callback<ApiKeyMade>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let form = FormState::new("key");
    let draft = RwSignal::new(Draft::default());
    let dirty = Signal::derive(move || draft.with(|draft| *draft != Draft::default()));
    // The secret is in the answer and nowhere else, so this cannot be repeated under a key.
    let submit = Callback::new(move |()| {
        let input = draft.with_untracked(|draft| draft.input(untrack(|| session.zone())));
        form.submit(
            input.map(|input| auth::create_api_key(&input)),
            move |made| on_made.run(made),
        );
    });
    let scopes = Signal::derive(move || {
        let scopes = Capability::ALL
            .iter()
            .copied()
            .filter(|&scope| allows_key(scope) && session.may(scope));
        scopes
            .map(|scope| Choice::new(scope, words::scope(i18n, scope)))
            .collect::<Vec<_>>()
    });
    view! {
        <Drawer title=text!(i18n, keys.new) on_close=on_close dirty=dirty>
            <Form
                state=form
                act=text!(i18n, keys.create)
                on_submit=submit
                on_cancel=on_close
            >
                <TextField
                    form
                    pointer="/label"
                    label=text!(i18n, keys.label)
                    hint=text!(i18n, keys.label_hint)
                    value=Signal::derive(move || draft.with(|draft| draft.label.clone()))
                    on_change=Callback::new(move |text| draft.update(|draft| draft.label = text))
                    most=Label::MOST
                />
                <CheckList
                    form
                    pointer="/scopes"
                    label=text!(i18n, keys.scopes)
                    value=Signal::derive(move || draft.with(|draft| draft.scopes.clone()))
                    on_toggle=Callback::new(move |scope| draft.update(|draft| toggle(&mut draft.scopes, scope)))
                    choices=scopes
                />
                <TextField
                    form
                    pointer="/expires_at"
                    label=text!(i18n, keys.expires)
                    hint=text!(i18n, keys.expires_hint)
                    value=Signal::derive(move || draft.with(|draft| draft.until.clone()))
                    on_change=Callback::new(move |text| draft.update(|draft| draft.until = text))
                    kind=TextKind::Day
                />
            </Form>
        </Drawer>
    }
}
