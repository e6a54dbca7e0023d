//! Copying a week onto another: which onto which, what stands in the way of each shift, and
//! what became of them.

mod asked;

use leptos::prelude::*;
use shared::access::Capability;
use shared::planning::paste::{self, PasteOut};

use self::asked::Asked;
use super::dates::week_range;
use super::judged;
use crate::access;
use crate::http;
use crate::i18n::*;
use crate::names::Names;
use crate::operations::UndoButton;
use crate::session::Session;
use crate::ui::{
    CheckList, Choice, Form, FormState, PageHead, Reading, SelectField, TextField, TextKind,
    Toasts, load, toggle,
};

pub(crate) use asked::Run;

/// The page.
#[component]
pub(crate) fn PastePage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, paste.title);
    access::page(Capability::ShiftEdit, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let reading = Reading::new(move || Names::read(session.zone()));
    let intro = text!(i18n, paste.intro);
    view! {
        <PageHead title=title intro=intro />
        {load(reading, body)}
    }
    .into_any()
}

fn body(names: Names) -> AnyView {
    let asked = Asked::from_address(names.zone);
    let done = RwSignal::new(None::<PasteOut>);
    let again = Callback::new(move |()| {
        asked.choices.forget();
        done.set(None);
    });
    let shown = move || match done.get() {
        None => form(asked, names.clone(), done),
        Some(out) => report(out, asked, names.clone(), again),
    };
    shown.into_any()
}

fn form(asked: Asked, names: Names, done: RwSignal<Option<PasteOut>>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("paste");
    let preview = Reading::new(move || {
        http::send_some(asked.input(Run::Dry).map(|input| paste::paste(&input)))
    });
    let created = move || preview.get().flatten().map_or(0, |out| out.created);
    let reason = asked.meant.field(form, move |blocks| {
        let out = preview.get().flatten();
        out.is_some_and(|out| out.rows.iter().any(|row| blocks(&row.judged)))
    });
    let act = Signal::derive(move || t_string!(i18n, paste.act, count = created()).to_string());
    let submit = Callback::new(move |()| {
        let input = untrack(move || asked.input(Run::Real));
        let call = input.map(|input| paste::paste(&input));
        form.submit_once(call.ok_or_else(|| asked.faults()), move |out: PasteOut| {
            toasts.tell(t_string!(i18n, paste.done, count = out.created));
            done.set(Some(out));
        });
    });
    let teams = names.directory.team_choices();
    let people = people(form, asked.people, names.directory.people_choices());
    let rows = load(preview, move |out| match out {
        Some(out) => told(out, asked, &names),
        None => ().into_any(),
    });
    view! {
        <Form state=form act on_submit=submit>
            <div class="field-row">
                {week_day(form, "/from", text!(i18n, paste.from), asked.from)}
                {week_day(form, "/to", text!(i18n, paste.to), asked.to)}
                {team(form, asked.team, teams)}
            </div>
            {people}
            {reason}
            {rows}
        </Form>
    }
    .into_any()
}

/// A field for a day, which says the week it is in.
pub(crate) fn week_day(
    form: FormState,
    pointer: &'static str,
    label: Signal<String>,
    value: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let hint = Signal::derive(move || {
        let week = asked::week(&value.get());
        week.map(|week| {
            let number = t_string!(i18n, planning.week_number, number = week.number()).to_string();
            format!("{number} {}", week_range(i18n, week))
        })
        .unwrap_or_default()
    });
    view! {
        <TextField
            form
            pointer
            label
            hint
            value
            on_change=Callback::new(move |text| value.set(text))
            kind=TextKind::Day
        />
    }
}

/// A field for a team, or all of them.
pub(super) fn team(form: FormState, value: RwSignal<String>, teams: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let any = move || t_string!(i18n, planning.any_team);
    let choices = Signal::derive(move || Choice::or_none(any(), &teams));
    view! {
        <SelectField
            form
            pointer="/team_id"
            label=text!(i18n, planning.field_team)
            value
            on_change=Callback::new(move |team| value.set(team))
            choices
        />
    }
}

/// Fields for people, or all of them; folded away until some are chosen.
pub(super) fn people(
    form: FormState,
    value: RwSignal<Vec<String>>,
    people: Vec<Choice>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <details class="narrow-people">
            <summary>{t!(i18n, paste.people)}</summary>
            <CheckList
                form
                pointer="/person_ids"
                label=text!(i18n, paste.people)
                value
                on_toggle=Callback::new(move |id| value.update(|chosen| toggle(chosen, id)))
                choices=Signal::derive(move || people.clone())
            />
        </details>
    }
}

/// What would become of each shift.
fn told(out: PasteOut, asked: Asked, names: &Names) -> AnyView {
    let i18n = use_i18n();
    if out.rows.is_empty() {
        return view! { <p class="hint">{t!(i18n, paste.nothing)}</p> }.into_any();
    }
    let rows = out.rows.iter().map(|row| (row.shift_id, &row.judged));
    judged::told(rows, names, asked.choices)
}

/// What became of them, with the way to the week and the way back.
fn report(out: PasteOut, asked: Asked, names: Names, again: Callback<()>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let week = untrack(|| asked::week(&asked.to.get()));
    let href = week.map(|week| session.path(&format!("planning?view=week&date={week}")));
    let undo = out.operation_id.filter(|_| out.created > 0).map(|id| {
        view! { <UndoButton id on_undone=again /> }
    });
    let acts = view! {
        <a class="button primary" href=href>
            {t!(i18n, calendar.see_week)}
        </a>
        {undo}
        <button type="button" class="button" on:click=move |_| again.run(())>
            {t!(i18n, paste.again)}
        </button>
    };
    let rows = out.rows.iter().map(|row| &row.judged);
    judged::report(text!(i18n, paste.report), rows, &names, acts.into_any())
}
