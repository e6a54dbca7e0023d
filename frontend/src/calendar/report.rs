//! What an import did, event by event.

use leptos::html;
use leptos::prelude::*;
use shared::calendar::{ImportOut, ImportedShift, RefusedEvent};

use super::words;
use crate::dates;
use crate::i18n::*;
use crate::operations::UndoButton;
use crate::session::Session;

/// The report. It takes the focus, as it stands where the form was.
pub(super) fn report(out: ImportOut, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let heading: NodeRef<html::H3> = NodeRef::new();
    heading.on_load(|heading| {
        // A heading with a tabindex takes it.
        let _ = heading.focus();
    });
    let (made, refused) = (out.created.len(), out.refused.len());
    let tone = if made > 0 { "ok" } else { "warn" };
    let (week, operation) = (week(&out), out.operation_id);
    view! {
        <h3 tabindex="-1" node_ref=heading>
            {t!(i18n, calendar.report)}
        </h3>
        <ul class="report-sums" role="list">
            <li data-tone=tone>
                {move || match made {
                    0 => t_string!(i18n, calendar.nothing_created).to_string(),
                    _ => t_string!(i18n, calendar.created, count = made).to_string(),
                }}
            </li>
            {(refused > 0)
                .then(|| {
                    view! {
                        <li data-tone="warn">
                            {move || t_string!(i18n, calendar.refused, count = refused).to_string()}
                        </li>
                    }
                })}
        </ul>
        <div class="card-acts">
            {week}
            {(made > 0).then(|| view! { <UndoButton id=operation on_undone=again /> })}
            <button type="button" class="button" on:click=move |_| again.run(())>
                {t!(i18n, calendar.again)}
            </button>
        </div>
        {(refused > 0).then(|| refusals(out.refused))}
        {(made > 0).then(|| created(out.created))}
    }
    .into_any()
}

/// The way to the first week that has one of the new shifts.
fn week(out: &ImportOut) -> Option<impl IntoView + use<>> {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let first = out.created.iter().map(|shift| shift.start).min()?;
    let href = move || {
        let week = session.zone().week(first);
        session.path(&format!("planning?view=week&date={week}"))
    };
    Some(view! {
        <a class="button primary" href=href>
            {t!(i18n, calendar.see_week)}
        </a>
    })
}

/// A table that scrolls by itself where it is wider than the page.
fn table(label: Signal<String>, head: AnyView, rows: AnyView) -> AnyView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <thead>{head}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn refusals(refused: Vec<RefusedEvent>) -> AnyView {
    let i18n = use_i18n();
    let count = refused.len();
    let label =
        Signal::derive(move || t_string!(i18n, calendar.refused, count = count).to_string());
    let head = view! {
        <tr>
            <th scope="col">{t!(i18n, calendar.line)}</th>
            <th scope="col">{t!(i18n, calendar.reason)}</th>
            <th scope="col">"UID"</th>
        </tr>
    };
    let row = move |event: RefusedEvent| {
        view! {
            <tr>
                <td>{event.line}</td>
                <td>{move || words::reason(i18n, &event.reason)}</td>
                <td>{event.uid}</td>
            </tr>
        }
    };
    let rows = refused.into_iter().map(row).collect_view();
    table(label, head.into_any(), rows.into_any())
}

fn created(made: Vec<ImportedShift>) -> AnyView {
    let i18n = use_i18n();
    let count = made.len();
    let label =
        Signal::derive(move || t_string!(i18n, calendar.created, count = count).to_string());
    let head = view! {
        <tr>
            <th scope="col">{t!(i18n, calendar.event)}</th>
            <th scope="col">{t!(i18n, calendar.start)}</th>
            <th scope="col">{t!(i18n, calendar.end)}</th>
        </tr>
    };
    let rows = made.into_iter().map(row).collect_view();
    table(label, head.into_any(), rows.into_any())
}

/// A shift: its times as the planning shows them, with the zone beside each, and how the
/// start was read.
fn row(shift: ImportedShift) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (start, end) = (shift.start, shift.end);
    let at = move |at| {
        let zone = session.zone();
        format!("{} {}", dates::instant(i18n, at, zone), zone.name())
    };
    let summary = shift.summary.clone();
    view! {
        <tr>
            <th scope="row">{summary}</th>
            <td class="time-cell">
                {move || at(start)}
                <small>{move || words::read_as(i18n, &shift)}</small>
            </td>
            <td class="time-cell">{move || at(end)}</td>
        </tr>
    }
}
