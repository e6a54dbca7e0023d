//! The shifts of the week that is copied, a row each.

use leptos::prelude::*;
use shared::planning::paste::{PasteChoice, PasteRow, PasteVerdict};

use super::asked::Asked;
use super::words;
use crate::i18n::*;
use crate::names::Names;

/// What became of each shift.
pub(crate) fn table(rows: &[PasteRow], names: &Names) -> AnyView {
    let i18n = use_i18n();
    let line = |row: &PasteRow| {
        let outcome = row.outcome;
        let last = view! { <td>{move || words::outcome(i18n, outcome)}</td> };
        line(row, names, last.into_any())
    };
    around(
        text!(i18n, paste.outcome),
        rows.iter().map(line).collect_view().into_any(),
    )
}

/// What would become of each shift, and what can be chosen instead.
pub(super) fn choosable(rows: Vec<PasteRow>, names: &Names, asked: Asked) -> AnyView {
    let i18n = use_i18n();
    let line = |row: &PasteRow| {
        let last = view! { <td>{choice(row, names, asked)}</td> };
        line(row, names, last.into_any())
    };
    around(
        text!(i18n, paste.outcome),
        rows.iter().map(line).collect_view().into_any(),
    )
}

fn around(outcome: Signal<String>, lines: AnyView) -> AnyView {
    let i18n = use_i18n();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text!(i18n, paste.rows)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, planning.shift_title)}</th>
                        <th scope="col">{t!(i18n, planning.field_person)}</th>
                        <th scope="col">{t!(i18n, paste.verdict)}</th>
                        <th scope="col">{outcome}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(row: &PasteRow, names: &Names, last: AnyView) -> AnyView {
    let i18n = use_i18n();
    let (what, who) = (what(row, names), who(i18n, row, names));
    let (verdict, notes) = (row.verdict, words::notes(i18n, row, names));
    let tone = words::tone(verdict);
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

fn what(row: &PasteRow, names: &Names) -> String {
    let mission = names.mission(row.mission_id).unwrap_or_default();
    format!("{mission} \u{b7} {}", row.role)
}

fn who(i18n: I18n, row: &PasteRow, names: &Names) -> String {
    match row.person_id {
        None => t_string!(i18n, planning.open_row).to_owned(),
        Some(id) => names
            .person(id)
            .unwrap_or_else(|| t_string!(i18n, paste.left).to_owned()),
    }
}

fn when(i18n: I18n, row: &PasteRow, names: &Names) -> String {
    names.stretch(i18n, row.start, row.end)
}

/// What can be done with a shift. What is there already is not copied again.
fn choice(row: &PasteRow, names: &Names, asked: Asked) -> AnyView {
    let i18n = use_i18n();
    if row.verdict == PasteVerdict::Identical {
        let outcome = row.outcome;
        return view! { {move || words::outcome(i18n, outcome)} }.into_any();
    }
    let (shift, offered) = (row.shift_id, words::offered(row));
    let chosen = asked.chosen(shift);
    let label = format!(
        "{}, {}, {}",
        what(row, names),
        who(i18n, row, names),
        when(i18n, row, names)
    );
    let option = |choice: Option<PasteChoice>| {
        let value = choice.map_or("", PasteChoice::as_str);
        let words = words::choice(i18n, row.verdict, choice);
        view! { <option value=value selected=choice == chosen>{words}</option> }
    };
    let id = format!("choice-{shift}");
    view! {
        <select
            class="input"
            id=id
            aria-label=label
            on:change=move |event| asked.choose(shift, event_target_value(&event).parse().ok())
        >
            {offered.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}
