//! A field for a file.

use leptos::html;
use leptos::prelude::*;

use super::field::Wired;
use super::form::FormState;

/// A field for a file. The control, which the page has by its node, holds the file.
#[component]
pub(crate) fn FileField(
    /// The form it is in.
    form: FormState,
    /// Where the server's errors name it: a JSON pointer.
    pointer: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Which files are offered first, as HTML writes it.
    accept: &'static str,
    /// The control.
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let wired = Wired::new(form, pointer, label, hint);
    let control = view! {
        <input
            class="input"
            id=wired.id.clone()
            type="file"
            node_ref=node
            accept=accept
            aria-describedby=wired.described_by()
            aria-invalid=wired.invalid()
        />
    };
    wired.around(label, control.into_any())
}
