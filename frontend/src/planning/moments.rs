//! When a shift starts and ends: dates and times of the organisation's wall, with a word on
//! those that the wall skips or shows twice.

use leptos::prelude::*;
use shared::calendar::TimeNote;
use shared::planning::draft::{Draft, Moment};
use shared::planning::relocate::note;
use shared::planning::worked::{hours, minutes};
use shared::time::Pass;

use crate::i18n::*;
use crate::ui::TextKind;

use super::fields::Part;
use super::form::ShiftForm;

const START_DAY: Part = Part {
    pointer: "/start/day",
    read: |draft| &draft.start.day,
    write: Draft::set_start_day,
};

const START: Part = Part {
    pointer: "/start",
    read: |draft| &draft.start.time,
    write: Draft::set_start_time,
};

const END_DAY: Part = Part {
    pointer: "/end/day",
    read: |draft| &draft.end.day,
    write: |draft, day| draft.end.day = day,
};

const END: Part = Part {
    pointer: "/end",
    read: |draft| &draft.end.time,
    write: Draft::set_end_time,
};

/// One of the two moments of the form.
#[derive(Clone, Copy)]
struct Which {
    name: &'static str,
    read: fn(&Draft) -> &Moment,
    write: fn(&mut Draft, Pass),
}

const OF_START: Which = Which {
    name: "shift-start-pass",
    read: |draft| &draft.start,
    write: |draft, pass| draft.start.pass = pass,
};

const OF_END: Which = Which {
    name: "shift-end-pass",
    read: |draft| &draft.end,
    write: |draft, pass| draft.end.pass = pass,
};

/// The fields, and what follows from them.
pub(super) fn view(form: ShiftForm) -> AnyView {
    let i18n = form.store.i18n;
    let worked = move || {
        let hours = hours(minutes(&form.shift_now()?));
        Some(t_string!(i18n, planning.worked_hint, hours = hours).to_string())
    };
    let zone = form.store.zone.name();
    view! {
        <div class="field-row">
            {START_DAY.typed(form, TextKind::Day, 10)} {START.typed(form, TextKind::Time, 8)}
        </div>
        {OF_START.view(form)}
        <div class="field-row">
            {END_DAY.typed(form, TextKind::Day, 10)} {END.typed(form, TextKind::Time, 8)}
        </div>
        {OF_END.view(form)}
        <p class="muted form-note">
            {move || t_string!(i18n, planning.zone_hint, zone = zone).to_string()}
            {move || worked().map(|words| format!(" \u{b7} {words}"))}
        </p>
    }
    .into_any()
}

impl Which {
    /// What is said of a time that the wall skips, and asked of one that it shows twice.
    fn view(self, form: ShiftForm) -> AnyView {
        let (i18n, zone) = (form.store.i18n, form.store.zone);
        let noted = Memo::new(move |_| {
            let moment = form.draft.with(|draft| (self.read)(draft).clone());
            let resolved = moment.resolve(zone)?;
            Some((note(resolved)?, moment.time, zone.clock(resolved.instant())))
        });
        let view = move || {
            let (note, time, taken) = noted.get()?;
            Some(match note {
                TimeNote::Gap => {
                    let words = t_string!(i18n, planning.gap_taken, time = time, taken = taken);
                    view! { <p class="notice" data-tone="warn">{words.to_string()}</p> }.into_any()
                }
                TimeNote::Fold => self.passes(form, time),
            })
        };
        view! { <div aria-live="polite">{view}</div> }.into_any()
    }

    fn passes(self, form: ShiftForm, time: String) -> AnyView {
        let i18n = form.store.i18n;
        let option = move |pass: Pass| {
            let words = move || match pass {
                Pass::First => t_string!(i18n, planning.fold_first),
                Pass::Second => t_string!(i18n, planning.fold_second),
            };
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name=self.name
                        prop:checked=move || form.draft.with(|draft| (self.read)(draft).pass == pass)
                        on:change=move |_| form.draft.update(|draft| (self.write)(draft, pass))
                    />
                    <span>{words}</span>
                </label>
            }
        };
        view! {
            <fieldset class="notice" data-tone="warn">
                <legend>{t_string!(i18n, planning.fold_choice, time = time).to_string()}</legend>
                {option(Pass::First)}
                {option(Pass::Second)}
            </fieldset>
        }
        .into_any()
    }
}
