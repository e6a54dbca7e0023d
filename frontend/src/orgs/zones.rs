//! Time zones to choose from.

use leptos::prelude::*;
use shared::time::Zone;

use crate::i18n::*;
use crate::ui::{Choice, FormState, SelectField};

/// The zones by name; the present one is there also when it is not named after a place.
fn choices(present: &str) -> Vec<Choice> {
    let mut names: Vec<&str> = Zone::places().map(Zone::name).collect();
    if !names.contains(&present) && present.parse::<Zone>().is_ok() {
        names.push(present);
    }
    names.sort_unstable();
    // What is sent is the name itself; what is read needs no underscores.
    names
        .into_iter()
        .map(|name| Choice::new(name, name.replace('_', " ")))
        .collect()
}

/// The field.
pub(super) fn field(form: FormState, zone: RwSignal<String>) -> AnyView {
    let i18n = use_i18n();
    let known = choices(&zone.get_untracked());
    let label = text!(i18n, orgs.zone);
    let hint = text!(i18n, orgs.zone_hint);
    view! {
        <SelectField
            form
            pointer="/zone"
            label=label
            hint=hint
            value=zone
            on_change=Callback::new(move |name| zone.set(name))
            choices=known
        />
    }
    .into_any()
}
