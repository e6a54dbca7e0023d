//! A shift repeated: how often, what stands in the way of each time, and what became of them.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::access::Capability;
use shared::id::ShiftId;
use shared::problem::ProblemCode;
use shared::series::{self, SeriesMade};
use shared::shifts::{self, ShiftOut};
use shared::time::{IsoWeek, Weekday};

use super::asked::Asked;
use super::words;
use crate::access;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::names::Names;
use crate::operations::UndoButton;
use crate::planning::Run;
use crate::planning::judged::{self, Act};
use crate::session::Session;
use crate::templates;
use crate::ui::{
    CheckList, Choice, Form, FormState, PageHead, Reading, Toasts, load, toggle, typed,
};

/// The page.
#[component]
pub(crate) fn RepeatPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, series.title);
    access::page(Capability::ShiftEdit, title, move || page(title))
}

async fn read(id: Option<ShiftId>, session: Session) -> Result<(ShiftOut, Names), Failure> {
    let id = id.ok_or(ProblemCode::NotFound)?;
    let shift = http::send(shifts::get(id)).await?.body;
    Ok((shift, Names::read(session.zone()).await?))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    provide_context(Act::Plan);
    let query = use_query_map();
    let reading = Reading::new(move || {
        let id = query.with(|query| query.get("shift"));
        read(id.and_then(|id| id.parse().ok()), session)
    });
    // What is shown of a shift is for that version of it: it is read anew after each act on it.
    let anew = Callback::new(move |()| reading.again());
    let intro = text!(i18n, series.intro);
    view! {
        <PageHead title=title intro=intro />
        {load(reading, move |(shift, names)| body(shift, names, anew))}
    }
    .into_any()
}

fn body(shift: ShiftOut, names: Names, anew: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let about = about(i18n, &shift, &names);
    let back = back(&shift, &names);
    if shift.series.is_some() {
        return view! {
            <p class="hint">{about}</p>
            <p class="notice" data-tone="info">
                {t!(i18n, series.already)}
            </p>
            {back}
        }
        .into_any();
    }
    let asked = Asked::of(names.zone.day(shift.start));
    let done = RwSignal::new(None::<SeriesMade>);
    // A choice is for the shift at its place: what moves the places forgets it.
    asked.choices.are_for(move || asked.track());
    let shown = move || match done.get() {
        None => form(asked, &shift, names.clone(), done, anew),
        Some(out) => report(&out, &shift, &names, anew),
    };
    view! {
        <p class="hint">{about}</p>
        {shown}
    }
    .into_any()
}

/// Which shift it is.
fn about(i18n: I18n, shift: &ShiftOut, names: &Names) -> String {
    let parts = [
        names.mission(shift.mission_id).unwrap_or_default(),
        shift.role.to_string(),
        names.worker(i18n, shift.person_id),
        names.stretch(i18n, shift.start, shift.end),
    ];
    parts.join(" \u{b7} ")
}

/// The way to the week of the shift.
fn back(shift: &ShiftOut, names: &Names) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let week = IsoWeek::of(names.zone.day(shift.start));
    let href = session.path(&format!("planning?view=week&date={week}"));
    view! {
        <a class="button" href=href>
            {t!(i18n, series.back)}
        </a>
    }
    .into_any()
}

fn form(
    asked: Asked,
    shift: &ShiftOut,
    names: Names,
    done: RwSignal<Option<SeriesMade>>,
    anew: Callback<()>,
) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let (id, version) = (shift.id, shift.version);
    let form = FormState::new("repeat");
    let preview = Reading::new(move || {
        let input = asked.input(Run::Dry).ok();
        http::send_some(input.map(|input| series::repeat(id, version, &input)))
    });
    let created = move || preview.get().flatten().map_or(0, |out| out.created);
    let reason = asked.meant.field(form, move |blocks| {
        let out = preview.get().flatten();
        out.is_some_and(|out| out.rows.iter().any(|row| blocks(&row.judged)))
    });
    let act = Signal::derive(move || t_string!(i18n, series.act, count = created()).to_string());
    let submit = Callback::new(move |()| {
        let input = untrack(move || asked.input(Run::Real));
        let call = input.map(|input| series::repeat(id, version, &input));
        form.submit_once(call, move |out: SeriesMade| {
            toasts.tell(t_string!(i18n, templates.done, count = out.created));
            done.set(Some(out));
        });
    });
    let rows = load(preview, move |out| told(out, asked, &names));
    view! {
        <Form state=form act on_submit=submit on_reload=anew>
            {rule(form, asked)}
            {reason}
            {rows}
        </Form>
    }
    .into_any()
}

/// The rule: its fields, and what they come to in words.
fn rule(form: FormState, asked: Asked) -> AnyView {
    let i18n = use_i18n();
    let days = Signal::derive(move || {
        let choice = |&day: &Weekday| Choice::new(day, templates::weekday(i18n, day));
        Weekday::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let said = move || asked.rule().ok().map(|rule| words::rule(i18n, &rule));
    let interval = text!(i18n, series.interval);
    let count = text!(i18n, series.number);
    view! {
        <CheckList
            form
            pointer="/rule/weekdays"
            label=text!(i18n, series.weekdays)
            hint=text!(i18n, series.weekdays_hint)
            value=asked.weekdays
            on_toggle=Callback::new(move |day| asked.weekdays.update(|days| toggle(days, day)))
            choices=days
        />
        <div class="field-row">
            {typed(form, "/rule/interval", interval, asked.interval)}
            {typed(form, "/rule/count", count, asked.count)}
        </div>
        <p class="series-words" role="status">
            {said}
        </p>
    }
    .into_any()
}

/// What would become of each time.
fn told(out: Option<SeriesMade>, asked: Asked, names: &Names) -> AnyView {
    let i18n = use_i18n();
    let Some(out) = out else {
        return view! { <p class="hint">{t!(i18n, series.incomplete)}</p> }.into_any();
    };
    if out.rows.is_empty() {
        return view! { <p class="hint">{t!(i18n, series.once)}</p> }.into_any();
    }
    let rows = out.rows.iter().map(|row| (row.place, &row.judged));
    judged::told(rows, names, asked.choices)
}

/// What became of them, with the way back to the week and the way to undo it.
fn report(out: &SeriesMade, shift: &ShiftOut, names: &Names, anew: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let again = out.operation_id.is_none().then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| anew.run(())>
                {t!(i18n, series.again)}
            </button>
        }
    });
    let undo = out
        .operation_id
        .map(|id| view! { <UndoButton id on_undone=anew /> });
    let acts = view! {
        {back(shift, names)}
        {undo}
        {again}
    };
    let rows = out.rows.iter().map(|row| &row.judged);
    judged::report(text!(i18n, templates.report), rows, names, acts.into_any())
}
