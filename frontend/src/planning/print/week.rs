//! The week on paper: people by days.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::availability::AvailabilityKind;
use shared::id::UserId;
use shared::planning::filter::Shown;
use shared::planning::rows::{Row, rows};
use shared::planning::worked::{Totals, hours};
use shared::planning::{Board, Cell, Filter};

use super::read::Printed;
use super::{footer, status, times};
use crate::dates;
use crate::i18n::*;
use crate::planning::dates::week_range;

/// The days of a week, and the people.
const COLUMNS: usize = 8;

/// A table a week.
pub(super) fn pages(printed: &Printed, filter: &Filter) -> Vec<AnyView> {
    let boards = printed.boards.iter();
    boards.map(|board| page(printed, board, filter)).collect()
}

fn page(printed: &Printed, board: &Board, filter: &Filter) -> AnyView {
    let i18n = use_i18n();
    let shown = filter.shown(board);
    let totals = Totals::of(
        board.shifts().filter(|shift| shown.has(shift.id)),
        board.columns().days(),
        board.zone(),
    );
    let range = week_range(i18n, board.week());
    let number = board.week().number();
    let days = board.columns().days().iter().map(|(day, _)| {
        view! { <th scope="col">{dates::day_short(i18n, *day)}</th> }
    });
    let lines = rows(board, filter, &shown, printed.viewer, &BTreeSet::new());
    let lines = lines.into_iter().map(|row| match row {
        Row::Group(team) => {
            let name = team.and_then(|team| board.team(team));
            let name = name.map_or_else(
                || t_string!(i18n, planning.no_team).to_string(),
                |team| team.name.to_string(),
            );
            view! {
                <tr class="print-group">
                    <th scope="rowgroup" colspan=COLUMNS.to_string()>{name}</th>
                </tr>
            }
            .into_any()
        }
        Row::Open => line(printed, board, &shown, None, &totals),
        Row::Person(person) => line(printed, board, &shown, Some(person), &totals),
    });
    view! {
        <section class="print-page">
            <table class="print-week">
                <caption>
                    {t_string!(i18n, planning.week_number, number = number).to_string()} " " {range}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, planning.people)}</th>
                        {days.collect_view()}
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
                {footer(COLUMNS, printed.version)}
            </table>
        </section>
    }
    .into_any()
}

fn line(
    printed: &Printed,
    board: &Board,
    shown: &Shown,
    person: Option<UserId>,
    totals: &Totals,
) -> AnyView {
    let i18n = use_i18n();
    let who = match person {
        Some(id) => printed.name(id),
        None => t_string!(i18n, planning.open_row).to_string(),
    };
    let cells = board.columns().days().iter().map(|(day, _)| {
        let cell = Cell { person, day: *day };
        view! { <td>{cell_of(printed, board, shown, cell)}</td> }
    });
    view! {
        <tr>
            <th scope="row">
                {who} <small>{hours(totals.person(person))}</small>
            </th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn cell_of(printed: &Printed, board: &Board, shown: &Shown, cell: Cell) -> AnyView {
    let i18n = use_i18n();
    let away = board.bands(cell).into_iter();
    let away = away.filter(|band| band.kind == AvailabilityKind::Unavailable);
    let away = away.map(|_| {
        view! { <div class="print-away">{t!(i18n, planning.band_unavailable)}</div> }
    });
    let shifts = board.at(cell).iter().filter(|id| shown.has(**id));
    let shifts = shifts.filter_map(|id| board.shift(*id)).map(|shift| {
        view! {
            <div class="print-shift" data-status=shift.status.as_str()>
                <strong>{times(shift, board.zone())}</strong>
                " "
                {printed.title(shift.mission_id)}
                <small>{shift.role.to_string()}</small>
                {status(i18n, shift)}
            </div>
        }
    });
    view! {
        {away.collect_view()}
        {shifts.collect_view()}
    }
    .into_any()
}
