//! What is known of a mission.

use leptos::prelude::*;
use shared::missions::MissionOut;

use super::words;
use crate::i18n::*;

/// The facts, a line each, and the notes.
pub(super) fn facts(mission: MissionOut) -> AnyView {
    let i18n = use_i18n();
    let text = |value: Option<String>| match value {
        Some(value) => value.into_any(),
        None => view! { <span class="unsaid">{t!(i18n, missions.nothing_said)}</span> }.into_any(),
    };
    let venue = text(mission.venue.as_ref().map(ToString::to_string));
    let address = text(mission.address.as_ref().map(ToString::to_string));
    let number = text(mission.show_number.as_ref().map(ToString::to_string));
    let notes = text(mission.notes.as_ref().map(ToString::to_string));
    let hue = mission.hue;
    view! {
        <dl class="facts">
            <dt>{t!(i18n, missions.dates)}</dt>
            <dd>{move || words::days(i18n, &mission)}</dd>
            <dt>{t!(i18n, missions.venue)}</dt>
            <dd>{venue}</dd>
            <dt>{t!(i18n, missions.address)}</dt>
            <dd>{address}</dd>
            <dt>{t!(i18n, missions.show_number)}</dt>
            <dd>{number}</dd>
            <dt>{t!(i18n, missions.hue)}</dt>
            <dd>
                <span class="hue-dot" data-hue=hue.as_str()></span>
                {move || words::hue(i18n, hue)}
            </dd>
            <dt>{t!(i18n, missions.notes)}</dt>
            <dd class="prose-lines">{notes}</dd>
        </dl>
    }
    .into_any()
}
