//! Each person's shifts on paper, a page a person.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::id::UserId;
use shared::planning::Filter;
use shared::planning::worked::{hours, minutes};
use shared::shifts::{ShiftOut, ShiftStatus};

use super::read::Printed;
use super::{footer, status, times};
use crate::dates;
use crate::i18n::*;
use crate::planning::words;

const COLUMNS: usize = 7;

/// A table a person who has a shift, by name.
pub(super) fn pages(printed: &Printed, filter: &Filter) -> Vec<AnyView> {
    let mut people: BTreeMap<(String, UserId), Vec<ShiftOut>> = BTreeMap::new();
    for shift in printed.shifts(filter) {
        if let Some(person) = shift.person_id {
            let key = (printed.name(person), person);
            people.entry(key).or_default().push(shift);
        }
    }
    let pages = people.into_iter();
    pages
        .map(|((name, _), shifts)| page(printed, name, &shifts))
        .collect()
}

fn page(printed: &Printed, name: String, shifts: &[ShiftOut]) -> AnyView {
    let i18n = use_i18n();
    let zone = printed.zone();
    let worked = shifts.iter();
    let worked = worked.filter(|shift| shift.status != ShiftStatus::Cancelled);
    let worked: i64 = worked.map(minutes).sum();
    let line = |shift: &ShiftOut| {
        let notes = shift.notes.as_ref().map(ToString::to_string);
        view! {
            <tr class="print-line" data-status=shift.status.as_str()>
                <th scope="row">{dates::day_long(i18n, zone.day(shift.start))}</th>
                <td>{times(shift, zone)} {status(i18n, shift)}</td>
                <td>{printed.title(shift.mission_id)}</td>
                <td>{shift.role.to_string()}</td>
                <td>{words::kind(i18n, shift.kind)}</td>
                <td>{hours(minutes(shift))}</td>
                <td class="prose-lines">{notes}</td>
            </tr>
        }
    };
    view! {
        <section class="print-page">
            <table class="print-list">
                <caption>
                    {name} " " <small>{hours(worked)}</small>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, print.day)}</th>
                        <th scope="col">{t!(i18n, planning.field_times)}</th>
                        <th scope="col">{t!(i18n, planning.field_mission)}</th>
                        <th scope="col">{t!(i18n, planning.field_role)}</th>
                        <th scope="col">{t!(i18n, planning.field_kind)}</th>
                        <th scope="col">{t!(i18n, planning.field_worked)}</th>
                        <th scope="col">{t!(i18n, planning.field_notes)}</th>
                    </tr>
                </thead>
                <tbody>{shifts.iter().map(line).collect_view()}</tbody>
                {footer(COLUMNS, printed.version)}
            </table>
        </section>
    }
    .into_any()
}
