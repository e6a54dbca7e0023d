//! Shifts that are planned in bulk, a row each.

use leptos::html;
use leptos::prelude::*;
use shared::planning::judge::{JudgedRow, RowChoice, RowVerdict};
use shared::text::Reason;

use super::choices::{Choices, Key};
use super::words::{self, Act};
use crate::i18n::*;
use crate::names::Names;
use crate::ui::{FormState, TextField};

/// What the page around does; it copies where nothing else is said.
fn act() -> Act {
    use_context::<Act>().unwrap_or_default()
}

/// How many are planned and how many are not, by why.
fn sums(rows: &[&JudgedRow]) -> AnyView {
    let sums = words::sums(use_i18n(), act(), rows);
    view! {
        <ul class="report-sums" role="list">
            {sums.into_iter().map(|(tone, words)| view! { <li data-tone=tone>{words}</li> }).collect_view()}
        </ul>
    }
    .into_any()
}

/// What became of each shift.
pub(crate) fn table(rows: &[&JudgedRow], names: &Names) -> AnyView {
    let i18n = use_i18n();
    let line = |row: &&JudgedRow| {
        let (outcome, act) = (row.outcome, act());
        let last = view! { <td>{move || words::outcome(i18n, act, outcome)}</td> };
        line(row, names, last.into_any())
    };
    around(rows.iter().map(line).collect_view().into_any())
}

/// What would become of each shift, and what can be chosen instead.
pub(crate) fn told<'a, K: Key>(
    rows: impl Iterator<Item = (K, &'a JudgedRow)> + Clone,
    names: &Names,
    choices: Choices<K>,
) -> AnyView {
    let line = |(key, row): (K, &JudgedRow)| {
        let last = view! { <td>{choice(key, row, names, choices)}</td> };
        line(row, names, last.into_any())
    };
    let judged: Vec<_> = rows.clone().map(|(_, row)| row).collect();
    view! {
        {sums(&judged)}
        {around(rows.map(line).collect_view().into_any())}
    }
    .into_any()
}

/// What became of each shift, under a heading that takes the focus, with what can be done now.
pub(crate) fn report<'a>(
    title: Signal<String>,
    rows: impl Iterator<Item = &'a JudgedRow>,
    names: &Names,
    acts: AnyView,
) -> AnyView {
    let rows: Vec<_> = rows.collect();
    let heading: NodeRef<html::H2> = NodeRef::new();
    heading.on_load(|heading| {
        // It stands where the form was; a heading with a tabindex takes the focus.
        let _ = heading.focus();
    });
    view! {
        <h2 tabindex="-1" node_ref=heading>
            {title}
        </h2>
        {sums(&rows)}
        <div class="card-acts">{acts}</div>
        {table(&rows, names)}
    }
    .into_any()
}

/// A field for the reason why rules that block are broken.
pub(super) fn reason(form: FormState, value: RwSignal<String>) -> AnyView {
    let (i18n, act) = (use_i18n(), act());
    let hint = Signal::derive(move || match act {
        Act::Copy => t_string!(i18n, paste.reason_hint).to_owned(),
        Act::Plan => t_string!(i18n, series.reason_hint).to_owned(),
    });
    view! {
        <TextField
            form
            pointer="/override_rules/reason"
            label=text!(i18n, labour.reason)
            hint
            value
            on_change=Callback::new(move |text| value.set(text))
            most=Reason::MOST
        />
    }
    .into_any()
}

fn around(lines: AnyView) -> AnyView {
    let i18n = use_i18n();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text!(i18n, paste.rows)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, planning.shift_title)}</th>
                        <th scope="col">{t!(i18n, planning.field_person)}</th>
                        <th scope="col">{t!(i18n, paste.verdict)}</th>
                        <th scope="col">{t!(i18n, paste.outcome)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(row: &JudgedRow, names: &Names, last: AnyView) -> AnyView {
    let i18n = use_i18n();
    let (what, who) = (what(row, names), who(i18n, row, names));
    let (verdict, notes) = (row.verdict, words::notes(i18n, row, names));
    let tone = words::tone(row);
    view! {
        <tr>
            <th scope="row">{what} <small>{when(i18n, row, names)}</small></th>
            <td>{who}</td>
            <td>
                <span class="badge" data-tone=tone>{move || words::verdict(i18n, verdict)}</span>
                {notes.into_iter().map(|note| view! { <small>{note}</small> }).collect_view()}
            </td>
            {last}
        </tr>
    }
    .into_any()
}

fn what(row: &JudgedRow, names: &Names) -> String {
    let mission = names.mission(row.mission_id).unwrap_or_default();
    format!("{mission} \u{b7} {}", row.role)
}

fn who(i18n: I18n, row: &JudgedRow, names: &Names) -> String {
    match row.person_id {
        None => t_string!(i18n, planning.open_row).to_owned(),
        Some(id) => names
            .person(id)
            .unwrap_or_else(|| t_string!(i18n, paste.left).to_owned()),
    }
}

fn when(i18n: I18n, row: &JudgedRow, names: &Names) -> String {
    names.stretch(i18n, row.start, row.end)
}

/// What can be done with a shift. What is there already is not copied again.
fn choice<K: Key>(key: K, row: &JudgedRow, names: &Names, choices: Choices<K>) -> AnyView {
    let i18n = use_i18n();
    if row.verdict == RowVerdict::Identical {
        let outcome = row.outcome;
        let act = act();
        return view! { {move || words::outcome(i18n, act, outcome)} }.into_any();
    }
    let (chosen, offered) = (choices.chosen(key), words::offered(row));
    let label = format!(
        "{}, {}, {}",
        what(row, names),
        who(i18n, row, names),
        when(i18n, row, names)
    );
    let option = |choice: Option<RowChoice>| {
        let value = choice.map_or("", RowChoice::as_str);
        let words = words::choice(i18n, act(), row, choice);
        view! { <option value=value selected=choice == chosen>{words}</option> }
    };
    let id = format!("choice-{key}");
    view! {
        <select
            class="input"
            id=id
            aria-label=label
            on:change=move |event| choices.choose(key, event_target_value(&event).parse().ok())
        >
            {offered.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}
