//! Fields of one line and of several, of days and times of day: the browser's own controls,
//! with their keyboards and pickers.

use leptos::prelude::*;
use web_sys::Event;

use super::field::Wired;
use super::form::FormState;

/// What is typed into a text field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// A line.
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A day, written `2026-11-24` in the value and as the browser writes days on the screen.
    Day,
    /// A time of day, written `19:30`.
    Time,
}

impl TextKind {
    const fn input(self) -> &'static str {
        match self {
            Self::Line | Self::Lines => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Day => "date",
            Self::Time => "time",
        }
    }
}

/// A field for a line that a signal of its own holds.
pub(crate) fn typed(
    form: FormState,
    pointer: &'static str,
    label: Signal<String>,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <TextField form pointer label value on_change=Callback::new(move |text| value.set(text)) />
    }
}

/// A field for a text, a day or a time. What was typed is told as it is, not yet checked.
#[component]
pub(crate) fn TextField(
    /// The form it is in.
    form: FormState,
    /// Where the server's errors name it: a JSON pointer.
    pointer: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Told what was typed.
    on_change: Callback<String>,
    /// What to know before filling it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is typed into it.
    #[prop(optional)]
    kind: TextKind,
    /// What a browser may fill it in with, as HTML names it; nothing unless said.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The most characters.
    #[prop(optional)]
    most: Option<usize>,
) -> impl IntoView {
    let wired = Wired::new(form, pointer, label, hint);
    let typed = move |event: Event| on_change.run(event_target_value(&event));
    let most = most.map(|most| most.to_string());
    let (described, invalid) = (wired.described_by(), wired.invalid());
    let control = match kind {
        TextKind::Lines => view! {
            <textarea
                class="input"
                id=wired.id.clone()
                rows="4"
                prop:value=value
                on:input=typed
                aria-describedby=described
                aria-invalid=invalid
                maxlength=most
            ></textarea>
        }
        .into_any(),
        _ => view! {
            <input
                class="input"
                id=wired.id.clone()
                type=kind.input()
                prop:value=value
                on:input=typed
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=invalid
                maxlength=most
            />
        }
        .into_any(),
    };
    wired.around(label, control)
}
