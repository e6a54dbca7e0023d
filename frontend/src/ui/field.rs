//! What stands around a control: its label, a hint, and what is wrong with it.

use leptos::prelude::*;

use super::focus;
use super::form::FormState;
use crate::i18n::*;
use crate::problem;

/// A line of a summary, which leads to the field with an id.
pub(super) fn line(field: String, words: String) -> impl IntoView {
    let href = format!("#{field}");
    let lead = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        // The router would go to the address.
        event.stop_propagation();
        focus::to_id(&field);
    };
    view! { <li><a href=href on:click=lead>{words}</a></li> }
}

/// What a field of a [`FormState`] is named and described by.
#[derive(Clone)]
pub(super) struct Wired {
    pub(super) form: FormState,
    pub(super) pointer: &'static str,
    pub(super) id: String,
    pub(super) hint: Option<Signal<String>>,
}

impl Wired {
    /// Makes the field known to its form.
    pub(super) fn new(
        form: FormState,
        pointer: &'static str,
        label: Signal<String>,
        hint: Option<Signal<String>>,
    ) -> Self {
        form.register(pointer, label);
        Self {
            form,
            pointer,
            id: form.id(pointer),
            hint,
        }
    }

    /// The value of `aria-describedby`.
    pub(super) fn described_by(&self) -> Signal<Option<String>> {
        let (form, pointer) = (self.form, self.pointer);
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let error = format!("{}-error", self.id);
        Signal::derive(move || {
            let error = form.error(pointer).map(|_| error.clone());
            let ids: Vec<_> = [error, hint.clone()].into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// The value of `aria-invalid`.
    pub(super) fn invalid(&self) -> Signal<Option<&'static str>> {
        let (form, pointer) = (self.form, self.pointer);
        Signal::derive(move || form.error(pointer).map(|_| "true"))
    }

    /// The hint and the error.
    pub(super) fn under(&self) -> AnyView {
        let i18n = use_i18n();
        let (form, pointer) = (self.form, self.pointer);
        let (hint, hint_id) = (self.hint, format!("{}-hint", self.id));
        let error_id = format!("{}-error", self.id);
        let error = move || {
            let id = error_id.clone();
            form.error(pointer).map(|error| {
                view! { <p class="error" id=id>{problem::field_error(i18n, &error)}</p> }
            })
        };
        view! {
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {error}
        }
        .into_any()
    }

    /// The control with all that stands around it.
    pub(super) fn around(&self, label: Signal<String>, control: AnyView) -> AnyView {
        view! {
            <div class="field">
                <label class="label" for=self.id.clone()>{label}</label>
                {control}
                {self.under()}
            </div>
        }
        .into_any()
    }
}
