//! Whose availability is shown.

use std::fmt;
use std::str::FromStr;

use leptos::prelude::*;
use shared::id::{NotAnId, UserId};
use shared::users;

use crate::http;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Choice, Reading, load};

/// Whose availability is shown, as the address says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Everybody's.
    Everybody,
    /// Of one person.
    Of(UserId),
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everybody => f.write_str("all"),
            Self::Of(person) => person.fmt(f),
        }
    }
}

impl FromStr for Whose {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "all" {
            Ok(Self::Everybody)
        } else {
            text.parse().map(Self::Of)
        }
    }
}

/// Choosing whose is shown. The people are read for it, once, and are there for others too.
#[component]
pub(super) fn WhoseField(
    whose: Memo<Whose>,
    people: RwSignal<Vec<Choice>>,
    ask: SignalSetter<Option<Whose>>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let directory = Reading::new(|| http::every(users::list));
    Effect::new(move |_| {
        if let Some(all) = directory.get() {
            let choices = all
                .iter()
                .map(|person| Choice::new(person.id, &person.name));
            people.set(choices.collect());
        }
    });
    let me = session.id();
    let option = move |value: Whose, label: Signal<String>| {
        view! {
            <option value=value.to_string() prop:selected=move || whose.get() == value>
                {label}
            </option>
        }
    };
    let others = move || {
        let others = people.get().into_iter().filter_map(|choice| {
            let person = choice.value.parse().ok().filter(|person| *person != me)?;
            Some(option(Whose::Of(person), Signal::stored(choice.label)))
        });
        others.collect_view()
    };
    view! {
        <div class="field">
            <label class="label" for="availability-of">
                {t!(i18n, availability.whose)}
            </label>
            <select
                class="input"
                id="availability-of"
                on:change=move |event| ask.set(event_target_value(&event).parse().ok())
            >
                {option(Whose::Of(me), text!(i18n, availability.me))}
                {option(Whose::Everybody, text!(i18n, availability.everybody))} {others}
            </select>
        </div>
        {move || directory.failure().map(|_| load(directory, |_| ().into_any()))}
    }
}
