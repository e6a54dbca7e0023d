//! A stretch of availability, in a line.

use leptos::prelude::*;
use shared::availability::AvailabilityOut;

use super::words;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::Badge;

/// What is said and of when, with the note; whose it is where it may be anybody's.
pub(super) fn about(said: &AvailabilityOut, whose: Option<String>) -> impl IntoView + use<> {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (kind, span) = (said.kind, said.span);
    let note = said.note.as_ref().map(ToString::to_string);
    let words = Signal::derive(move || words::kind(i18n, kind).to_owned());
    view! {
        <span class="row-main">
            <Badge words=words tone=words::tone(kind) />
            <span>
                {whose.map(|whose| view! { <span class="who-more">{whose}</span> })}
                <span class="who-name">{move || words::span(i18n, span, session.zone())}</span>
                {note.map(|note| view! { <span class="who-more">{note}</span> })}
            </span>
        </span>
    }
}
