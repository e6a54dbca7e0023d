//! Buttons. `on:click` on the component is heard by the button.

use leptos::prelude::*;

use super::banner::OFFLINE;
use super::icon::{Glyph, Icon};
use crate::connection::Connection;

/// How much a button asks for attention.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// One act among several.
    #[default]
    Plain,
    /// The act that a page or form is there for.
    Primary,
    /// An act that takes something away.
    Danger,
    /// An act beside others that must not shout.
    Quiet,
}

impl Look {
    /// The classes of a button of this look, for links that look like one too.
    #[must_use]
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// What a button does in its form.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Does {
    /// It acts by itself.
    #[default]
    Act,
    /// It sends the form.
    Submit,
    /// It begins something that is written. As what sends a form, it says so where nothing can
    /// be written just now, and why; the keyboard still comes to it.
    Write,
}

/// A button with words in it: `<Button on:click=move |_| add()>{t!(..)}</Button>`.
#[component]
pub(crate) fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// What it does in its form.
    #[prop(optional)]
    does: Does,
    /// Whether what it does is under way. It stays where the keyboard is, and says so.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// A drawing before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let kind = match does {
        Does::Act | Does::Write => "button",
        Does::Submit => "submit",
    };
    let connection = use_context::<Connection>().filter(|_| does != Does::Act);
    let off = move || connection.is_some_and(Connection::is_off);
    view! {
        <button
            type=kind
            class=look.class()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || off().then_some("true")
            aria-describedby=move || off().then_some(OFFLINE)
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
}

/// A button that is all drawing. Its words are read out, and shown on hovering.
#[component]
pub(crate) fn IconButton(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The drawing.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <button type="button" class="button quiet icon" title=label>
            <Icon glyph />
            <span class="visually-hidden">{label}</span>
        </button>
    }
}
