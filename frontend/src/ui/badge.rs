//! Small things beside a name: what it is, who it is.

use leptos::prelude::*;
use shared::missions::Hue;

/// What a badge or a banner is about. Its words say the same: colour is never alone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing out of the ordinary.
    #[default]
    Plain,
    /// Worth knowing.
    Info,
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// Wrong, or lost.
    Bad,
}

impl Tone {
    /// The value of `data-tone`.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Good => "ok",
            Self::Warn => "warn",
            Self::Bad => "danger",
        }
    }
}

/// A word or two about what stands beside it.
#[component]
pub(crate) fn Badge(
    /// The words.
    #[prop(into)]
    words: Signal<String>,
    /// What it is about.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=tone.name()>
            {words}
        </span>
    }
}

/// A person's picture, or their initials on a colour that is always theirs. The name stands
/// beside it, so readers of the screen pass it over.
#[component]
pub(crate) fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// Where the picture is, if there is one.
    #[prop(optional, into)]
    picture: Signal<Option<String>>,
) -> impl IntoView {
    let initials = move || {
        view! {
            <span class="avatar" aria-hidden="true" data-hue=move || name.with(|name| hue(name))>
                {move || name.with(|name| initials(name))}
            </span>
        }
    };
    move || match picture.get() {
        Some(address) => {
            view! { <img class="avatar" src=address alt="" aria-hidden="true" /> }.into_any()
        }
        None => initials().into_any(),
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    let letters = first.into_iter().chain(last);
    letters.flat_map(char::to_uppercase).collect()
}

fn hue(name: &str) -> &'static str {
    let sum: usize = name.bytes().map(usize::from).sum();
    let hues = Hue::ALL;
    hues.get(sum % hues.len())
        .map_or("slate", |hue| hue.as_str())
}
