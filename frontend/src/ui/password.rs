//! A password: it can be shown, pasted, and filled in by a password manager.

use leptos::prelude::*;

use super::button::Look;
use super::field::Wired;
use super::form::FormState;
use crate::i18n::*;

/// Which password a field is for, as password managers are told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The one the account has.
    Current,
    /// The one it is to have.
    New,
}

impl Purpose {
    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Current => "current-password",
            Self::New => "new-password",
        }
    }
}

/// A field for a password.
#[component]
pub(crate) fn Password(
    /// The form it is in.
    form: FormState,
    /// Where the server's errors name it: a JSON pointer.
    pointer: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// Which password it is.
    purpose: Purpose,
    /// What to know before filling it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let wired = Wired::new(form, pointer, label, hint);
    let shown = RwSignal::new(false);
    let words = move || match shown.get() {
        true => t_string!(i18n, ui.hide_password),
        false => t_string!(i18n, ui.show_password),
    };
    let control = view! {
        <div class="password">
            <input
                class="input"
                id=wired.id.clone()
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=purpose.autocomplete()
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=wired.described_by()
                aria-invalid=wired.invalid()
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
            <button
                type="button"
                class=Look::Quiet.class()
                aria-controls=wired.id.clone()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {words}
                <span class="visually-hidden">" "{t!(i18n, ui.the_password)}</span>
            </button>
        </div>
    };
    wired.around(label, control.into_any())
}
