//! What a change changed, as a table of fields.

use leptos::prelude::*;
use shared::activity::{Difference, EventOut, differences};

use super::words;
use crate::i18n::*;
use crate::names::Names;

/// What the object is called: the one thing that is worth a line.
pub(super) fn object(event: &EventOut, names: &Names, i18n: I18n) -> Option<String> {
    let object = event.after.as_ref().or(event.before.as_ref())?;
    let named = ["title", "name", "label", "mission_id", "person_id"];
    let (field, value) = named
        .iter()
        .find_map(|field| Some((field, object.get(field).filter(|it| it.is_string())?)))?;
    let main = words::value(i18n, field, value, names);
    let start = object.get("span").or(object.get("start"));
    let when = start.map(|start| {
        let field = if start.is_object() { "span" } else { "start" };
        words::value(i18n, field, start, names)
    });
    Some(match when {
        Some(when) => format!("{main} \u{b7} {when}"),
        None => main,
    })
}

/// Which sides of a change there are: a creation has no before, a removal no after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

fn sides(found: &[Difference]) -> Vec<Side> {
    let before = found.iter().any(|one| one.before.is_some());
    let after = found.iter().any(|one| one.after.is_some());
    let there = [(Side::Before, before), (Side::After, after)];
    there
        .into_iter()
        .filter_map(|(side, there)| there.then_some(side))
        .collect()
}

/// The table, folded away until it is asked for; none where nothing differs.
pub(super) fn changes(event: &EventOut, names: Names) -> Option<AnyView> {
    let i18n = use_i18n();
    let found = differences(event.before.as_ref(), event.after.as_ref());
    if found.is_empty() {
        return None;
    }
    let sides = sides(&found);
    let head = |side: &Side| {
        let words = match side {
            Side::Before => text!(i18n, activity.before),
            Side::After => text!(i18n, activity.after),
        };
        view! { <th scope="col">{words}</th> }
    };
    let heads = sides.iter().map(head).collect_view();
    let kind = event.kind.clone();
    let rows = move || {
        let row = |one: &Difference| row(i18n, &kind, one, &sides, &names);
        found.iter().map(row).collect_view()
    };
    let label = text!(i18n, activity.what_changed);
    let view = view! {
        <details>
            <summary>{label}</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label=label>
                <table class="event-changes">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, activity.field)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    };
    Some(view.into_any())
}

fn row(i18n: I18n, kind: &str, one: &Difference, sides: &[Side], names: &Names) -> AnyView {
    let field = one.field.as_str();
    let cell = |side: &Side| {
        let value = match side {
            Side::Before => one.before.as_ref(),
            Side::After => one.after.as_ref(),
        };
        let words = match value {
            Some(value) => words::value(i18n, field, value, names).into_any(),
            None => view! { <span class="unsaid">{t!(i18n, activity.nothing)}</span> }.into_any(),
        };
        view! { <td>{words}</td> }
    };
    view! {
        <tr>
            <th scope="row">{words::field(i18n, kind, field)}</th>
            {sides.iter().map(cell).collect_view()}
        </tr>
    }
    .into_any()
}
