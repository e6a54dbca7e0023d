//! When a stretch of availability holds, as it is typed.

use leptos::prelude::*;
use shared::availability::AvailabilityDraft;
use shared::planning::draft::Moment;
use shared::time::{Instant, Pass, Resolved};

use super::form::State;
use crate::dates;
use crate::i18n::*;
use crate::ui::{TextField, TextKind};

/// The first and the last day.
pub(super) fn days(state: State) -> AnyView {
    view! {
        <div class="field-row">
            <TextField
                form=state.form
                pointer="/span/first"
                label=text!(state.i18n, availability.first)
                value=state.text(|draft| &draft.first)
                on_change=state.change(AvailabilityDraft::set_first)
                kind=TextKind::Day
            />
            <TextField
                form=state.form
                pointer="/span/last"
                label=text!(state.i18n, availability.last)
                hint=text!(state.i18n, availability.last_hint)
                value=state.text(|draft| &draft.last)
                on_change=state.change(|draft, text| draft.last = text)
                kind=TextKind::Day
            />
        </div>
    }
    .into_any()
}

/// Where it begins and ends, each a day and a time.
pub(super) fn times(state: State) -> AnyView {
    view! {
        <div class="field-row">
            <TextField
                form=state.form
                pointer="/span/start"
                label=text!(state.i18n, availability.start_day)
                value=state.text(|draft| &draft.start.day)
                on_change=state.change(AvailabilityDraft::set_start_day)
                kind=TextKind::Day
            />
            <TextField
                form=state.form
                pointer="/start_time"
                label=text!(state.i18n, availability.start_time)
                value=state.text(|draft| &draft.start.time)
                on_change=state.change(|draft, text| draft.start.time = text)
                kind=TextKind::Time
            />
        </div>
        {passes(state, "start", |draft| &mut draft.start)}
        <div class="field-row">
            <TextField
                form=state.form
                pointer="/span/end"
                label=text!(state.i18n, availability.end_day)
                value=state.text(|draft| &draft.end.day)
                on_change=state.change(|draft, text| draft.end.day = text)
                kind=TextKind::Day
            />
            <TextField
                form=state.form
                pointer="/end_time"
                label=text!(state.i18n, availability.end_time)
                value=state.text(|draft| &draft.end.time)
                on_change=state.change(|draft, text| draft.end.time = text)
                kind=TextKind::Time
            />
        </div>
        {passes(state, "end", |draft| &mut draft.end)}
    }
    .into_any()
}

/// What is to be known of a time that the clock skips, or shows twice; of these the second
/// pass can be meant.
fn passes(
    state: State,
    name: &'static str,
    part: fn(&mut AvailabilityDraft) -> &mut Moment,
) -> AnyView {
    let resolved = Memo::new(move |_| {
        let moment = part(&mut state.draft.get()).clone();
        (
            moment.time.clone(),
            moment.pass == Pass::Second,
            moment.resolve(state.zone).map(Outcome::of),
        )
    });
    let view = move || match resolved.get() {
        (time, _, Some(Outcome::Gap(meant))) => {
            let meant = dates::time(meant, state.zone);
            let words = move || {
                let (time, meant) = (time.clone(), meant.clone());
                t_string!(state.i18n, availability.gap, time = time, meant = meant).to_string()
            };
            view! {
                <p class="notice" data-tone="warn" role="status">
                    {words}
                </p>
            }
            .into_any()
        }
        (time, _, Some(Outcome::Fold)) => fold(state, name, time, part),
        _ => ().into_any(),
    };
    view.into_any()
}

/// How a time was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Exact,
    Gap(Instant),
    Fold,
}

impl Outcome {
    const fn of(resolved: Resolved) -> Self {
        match resolved {
            Resolved::Exact(_) => Self::Exact,
            Resolved::Gap(at) => Self::Gap(at),
            Resolved::Fold(_) => Self::Fold,
        }
    }
}

fn fold(
    state: State,
    name: &'static str,
    time: String,
    part: fn(&mut AvailabilityDraft) -> &mut Moment,
) -> AnyView {
    let i18n = state.i18n;
    let pass = move || part(&mut state.draft.get()).pass;
    let radio = move |one: Pass, words: fn(I18n) -> &'static str| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=format!("availability-pass-{name}")
                    prop:checked=move || pass() == one
                    on:change=move |_| state.draft.update(|draft| part(draft).pass = one)
                />
                <span>{move || words(i18n)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field field-set">
            <legend>
                {move || t_string!(i18n, availability.fold, time = time.clone()).to_string()}
            </legend>
            {radio(Pass::First, |i18n| t_string!(i18n, availability.fold_first))}
            {radio(Pass::Second, |i18n| t_string!(i18n, availability.fold_second))}
        </fieldset>
    }
    .into_any()
}
