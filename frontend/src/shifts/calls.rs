//! Shifts day by day.

use leptos::prelude::*;
use shared::missions::Hue;
use shared::planning::part::times;
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::time::{Day, Slot, Zone};

use super::words;
use crate::dates;
use crate::i18n::*;
use crate::ui::{Badge, Tone};

/// A shift, and what is said of it beside its times.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    /// The shift.
    pub(crate) shift: ShiftOut,
    /// Who or what, first.
    pub(crate) what: String,
    /// What more there is to say.
    pub(crate) more: String,
    /// The colour of its mission.
    pub(crate) hue: Hue,
}

/// Shifts under the days they begin on. They come in the order of their start.
pub(crate) fn calls(calls: Vec<Call>, zone: Zone) -> AnyView {
    let i18n = use_i18n();
    let mut days: Vec<(Day, Vec<Call>)> = Vec::new();
    for call in calls {
        let day = zone.day(call.shift.start);
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(call),
            _ => days.push((day, vec![call])),
        }
    }
    let day = move |(day, calls): (Day, Vec<Call>)| {
        view! {
            <li>
                <h3>{move || dates::day_long(i18n, day)}</h3>
                <ul class="call-list" role="list">
                    {calls.into_iter().map(|call| line(call, zone)).collect_view()}
                </ul>
            </li>
        }
    };
    view! {
        <ul class="day-list" role="list">
            {days.into_iter().map(day).collect_view()}
        </ul>
    }
    .into_any()
}

fn line(call: Call, zone: Zone) -> impl IntoView {
    let i18n = use_i18n();
    let Call {
        shift,
        what,
        more,
        hue,
    } = call;
    let times = Slot::new(shift.start, shift.end).map(|slot| times(slot, zone));
    let status = shift.status;
    let tone = match status {
        ShiftStatus::Draft => Tone::Plain,
        ShiftStatus::Published => Tone::Good,
        ShiftStatus::Cancelled => Tone::Bad,
    };
    let status = Signal::derive(move || words::status(i18n, status).to_owned());
    view! {
        <li class="call" data-hue=hue.as_str() data-status=shift.status.as_str()>
            <span class="call-time">{times.ok()}</span>
            <span class="call-what">
                {what} <small>{more}</small>
            </span>
            <Badge words=status tone=tone />
        </li>
    }
}
