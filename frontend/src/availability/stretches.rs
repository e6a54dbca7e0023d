//! Stretches of availability, to read.

use leptos::prelude::*;
use shared::availability::AvailabilityOut;

use super::row::about;

/// The stretches of one person, a line each.
pub(crate) fn stretches(said: Vec<AvailabilityOut>) -> AnyView {
    let line = |said: AvailabilityOut| view! { <li class="row">{about(&said, None)}</li> };
    view! {
        <ul class="rows" role="list">
            {said.into_iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}
