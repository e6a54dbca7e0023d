//! The call sheet of a mission: where, who is called when and as what, and how to reach them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::id::MissionId;
use shared::planning::Filter;
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::time::{Day, Zone};

use super::read::Printed;
use super::{footer, status, times};
use crate::dates;
use crate::i18n::*;
use crate::planning::words;

const COLUMNS: usize = 6;

/// A sheet a mission and day, by day. What was called off is called nobody for.
pub(super) fn pages(printed: &Printed, filter: &Filter) -> Vec<AnyView> {
    let zone = printed.zone();
    let mut days: BTreeMap<(Day, MissionId), Vec<ShiftOut>> = BTreeMap::new();
    for shift in printed.shifts(filter) {
        if shift.status != ShiftStatus::Cancelled {
            let key = (zone.day(shift.start), shift.mission_id);
            days.entry(key).or_default().push(shift);
        }
    }
    let pages = days.into_iter();
    pages
        .map(|((day, mission), shifts)| page(printed, day, mission, &shifts, zone))
        .collect()
}

fn page(
    printed: &Printed,
    day: Day,
    mission: MissionId,
    shifts: &[ShiftOut],
    zone: Zone,
) -> AnyView {
    let i18n = use_i18n();
    let title = printed
        .mission(mission)
        .map(|mission| mission.title.to_string());
    let lines = shifts.iter().map(|shift| line(printed, shift, zone));
    view! {
        <section class="print-page">
            <table class="print-list">
                <caption>
                    {title} " " <small>{dates::day_long(i18n, day)}</small>
                    {place(printed, mission)}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, planning.field_times)}</th>
                        <th scope="col">{t!(i18n, planning.field_role)}</th>
                        <th scope="col">{t!(i18n, planning.field_person)}</th>
                        <th scope="col">{t!(i18n, print.contact)}</th>
                        <th scope="col">{t!(i18n, planning.field_kind)}</th>
                        <th scope="col">{t!(i18n, planning.field_notes)}</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
                {footer(COLUMNS, printed.version)}
            </table>
        </section>
    }
    .into_any()
}

/// The house, its address, and the notes of the mission.
fn place(printed: &Printed, mission: MissionId) -> Option<AnyView> {
    let mission = printed.mission(mission)?;
    let lines = [
        mission.venue.as_ref().map(ToString::to_string),
        mission.address.as_ref().map(ToString::to_string),
        mission.notes.as_ref().map(ToString::to_string),
    ];
    let lines = lines.into_iter().flatten();
    let lines = lines.map(|line| view! { <div class="print-place prose-lines">{line}</div> });
    Some(lines.collect_view().into_any())
}

fn line(printed: &Printed, shift: &ShiftOut, zone: Zone) -> AnyView {
    let i18n = use_i18n();
    let who = match shift.person_id {
        Some(id) => printed.name(id),
        None => t_string!(i18n, planning.open_person).to_string(),
    };
    let contact = shift.person_id.map(|id| printed.contact(id));
    let rest = shift.break_minutes.minutes();
    let rest = (rest > 0).then(|| {
        let words = t_string!(i18n, print.rest, minutes = rest).to_string();
        view! { <small>{words}</small> }
    });
    let notes = shift.notes.as_ref().map(ToString::to_string);
    view! {
        <tr class="print-line" data-status=shift.status.as_str()>
            <th scope="row">{times(shift, zone)} {rest} {status(i18n, shift)}</th>
            <td>{shift.role.to_string()}</td>
            <td>{who}</td>
            <td>{contact}</td>
            <td>{words::kind(i18n, shift.kind)}</td>
            <td class="prose-lines">{notes}</td>
        </tr>
    }
    .into_any()
}
