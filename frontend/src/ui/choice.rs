//! Choosing: one of many from a list, one of few that are all seen, any number.

use leptos::prelude::*;

use super::field::Wired;
use super::form::FormState;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What it is called.
    pub(crate) label: String,
    /// A word on what it means.
    pub(crate) hint: Option<String>,
}

impl Choice {
    /// A choice.
    pub(crate) fn new(value: impl ToString, label: impl ToString) -> Self {
        Self {
            value: value.to_string(),
            label: label.to_string(),
            hint: None,
        }
    }

    /// These, after the choice of none of them, which is called so.
    pub(crate) fn or_none(none: impl ToString, choices: &[Self]) -> Vec<Self> {
        let none = Self::new("", none);
        std::iter::once(none)
            .chain(choices.iter().cloned())
            .collect()
    }

    /// The same, with a word on what it means.
    pub(crate) fn hint(mut self, hint: impl ToString) -> Self {
        self.hint = Some(hint.to_string());
        self
    }
}

/// A field for one choice of many.
#[component]
pub(crate) fn SelectField(
    /// The form it is in.
    form: FormState,
    /// Where the server's errors name it: a JSON pointer.
    pointer: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value chosen; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Told the value that was chosen.
    on_change: Callback<String>,
    /// What can be chosen. Where none may be, the first has an empty value.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
) -> impl IntoView {
    let wired = Wired::new(form, pointer, label, hint);
    let options = move || {
        let option = |choice: Choice| {
            let own = choice.value.clone();
            let chosen = move || value.with(|value| *value == own);
            view! { <option value=choice.value prop:selected=chosen>{choice.label}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    let control = view! {
        <select
            class="input"
            id=wired.id.clone()
            on:change=move |event| on_change.run(event_target_value(&event))
            aria-describedby=wired.described_by()
            aria-invalid=wired.invalid()
        >
            {options}
        </select>
    };
    wired.around(label, control.into_any())
}

/// A field for one choice of few, each with a word on what it means.
#[component]
pub(crate) fn Choices(
    /// The form it is in.
    form: FormState,
    /// Where the server's errors name it: a JSON pointer.
    pointer: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Told the value that was chosen.
    on_change: Callback<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// The class of the list.
    #[prop(default = "choices")]
    class: &'static str,
) -> impl IntoView {
    let wired = Wired::new(form, pointer, label, hint);
    let name = wired.id.clone();
    let radios = move || {
        let radio = |choice: Choice| {
            let (own, sent) = (choice.value.clone(), choice.value.clone());
            let (named, hue) = (choice.value.clone(), choice.value.clone());
            view! {
                <label data-value=named data-hue=hue>
                    <input
                        type="radio"
                        name=name.clone()
                        value=choice.value
                        prop:checked=move || value.with(|value| *value == own)
                        on:change=move |_| on_change.run(sent.clone())
                    />
                    <span>{choice.label}</span>
                    {choice.hint.map(|hint| view! { <small>{hint}</small> })}
                </label>
            }
        };
        choices.get().into_iter().map(radio).collect_view()
    };
    view! {
        <fieldset
            class="field field-set"
            id=wired.id.clone()
            tabindex="-1"
            aria-describedby=wired.described_by()
        >
            <legend class="label">{label}</legend>
            <div class=class>{radios}</div>
            {wired.under()}
        </fieldset>
    }
}

/// Puts a value into a list, or takes it out: what a [`CheckList`] is told.
pub(crate) fn toggle(list: &mut Vec<String>, value: String) {
    match list.iter().position(|one| *one == value) {
        Some(place) => drop(list.remove(place)),
        None => list.push(value),
    }
}

/// A field for any number of choices.
#[component]
pub(crate) fn CheckList(
    /// The form it is in.
    form: FormState,
    /// Where the server's errors name it: a JSON pointer.
    pointer: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The values that are chosen.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// Told a value that was chosen, or no longer is.
    on_toggle: Callback<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
) -> impl IntoView {
    let wired = Wired::new(form, pointer, label, hint);
    let check = move |choice: Choice| {
        let (own, sent) = (choice.value.clone(), choice.value.clone());
        view! {
            <li>
                <label class="check">
                    <input
                        type="checkbox"
                        value=choice.value
                        prop:checked=move || value.with(|chosen| chosen.contains(&own))
                        on:change=move |_| on_toggle.run(sent.clone())
                    />
                    <span>{choice.label}</span>
                </label>
            </li>
        }
    };
    view! {
        <fieldset
            class="field field-set"
            id=wired.id.clone()
            tabindex="-1"
            aria-describedby=wired.described_by()
        >
            <legend class="label">{label}</legend>
            {wired.under()}
            <ul class="check-list" role="list">
                <For each=move || choices.get() key=|choice| choice.value.clone() children=check />
            </ul>
        </fieldset>
    }
}
