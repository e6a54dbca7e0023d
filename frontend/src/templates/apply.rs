//! A template applied: to whom and when, what stands in the way of each shift, and what became
//! of them.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Capability;
use shared::id::TemplateId;
use shared::missions::MissionState;
use shared::problem::ProblemCode;
use shared::templates::{self, Applied, TemplateOut};
use shared::time::{Day, IsoWeek, Weekday};

use super::asked::Asked;
use super::words;
use crate::access;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::names::Names;
use crate::operations::UndoButton;
use crate::planning::judged::{self, Act};
use crate::planning::{Run, week_day};
use crate::session::Session;
use crate::ui::{
    CheckList, Choice, Form, FormState, PageHead, Reading, SelectField, Toasts, load, toggle, typed,
};

/// The page.
#[component]
pub(crate) fn ApplyPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, templates.apply);
    access::page(Capability::ShiftEdit, title, page)
}

async fn read(id: Option<TemplateId>, session: Session) -> Result<(TemplateOut, Names), Failure> {
    let id = id.ok_or(ProblemCode::NotFound)?;
    let template = http::send(templates::get(id)).await?.body;
    Ok((template, Names::read(session.zone()).await?))
}

fn page() -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    provide_context(Act::Plan);
    let params = use_params_map();
    let reading = Reading::new(move || {
        let id = params.with(|params| params.get("id"));
        read(id.and_then(|id| id.parse().ok()), session)
    });
    let title = Signal::derive(move || {
        let name = reading
            .get()
            .map(|(template, _)| template.label.to_string());
        name.map_or_else(
            || t_string!(i18n, templates.apply).to_string(),
            |name| t_string!(i18n, templates.apply_one, name = name).to_string(),
        )
    });
    view! {
        <a class="page-back" href=session.path("templates")>
            {t!(i18n, templates.back)}
        </a>
        <PageHead title=title />
        {load(reading, |(template, names)| body(template, names))}
    }
    .into_any()
}

fn body(template: TemplateOut, names: Names) -> AnyView {
    let asked = Asked::of(&template, &names);
    let done = RwSignal::new(None::<Applied>);
    let again = Callback::new(move |()| {
        asked.choices.forget();
        done.set(None);
    });
    // A choice is for the shift at its place: what moves the places forgets it.
    asked.choices.are_for(move || asked.track());
    let about = words::about(&template, &names);
    let shown = move || match done.get() {
        None => form(asked, &template, names.clone(), done),
        Some(out) => report(out, asked, &names, again),
    };
    view! { <p class="hint">{about}</p> {shown} }.into_any()
}

fn form(
    asked: Asked,
    template: &TemplateOut,
    names: Names,
    done: RwSignal<Option<Applied>>,
) -> AnyView {
    let (i18n, toasts, id) = (use_i18n(), expect_context::<Toasts>(), template.id);
    let form = FormState::new("apply");
    let preview = Reading::new(move || {
        let input = asked.input(Run::Dry).ok();
        http::send_some(input.map(|input| templates::apply(id, &input)))
    });
    let created = move || preview.get().flatten().map_or(0, |out| out.created);
    let act = Signal::derive(move || t_string!(i18n, templates.act, count = created()).to_string());
    let submit = Callback::new(move |()| {
        let input = untrack(move || asked.input(Run::Real));
        let call = input.map(|input| templates::apply(id, &input));
        form.submit_once(call, move |out: Applied| {
            toasts.tell(t_string!(i18n, templates.done, count = out.created));
            done.set(Some(out));
        });
    });
    let (when, who) = (when(form, asked), who(form, asked, template, &names));
    let rows = load(preview, move |out| match out {
        Some(out) => told(&out, asked, &names),
        None => view! { <p class="hint">{t!(i18n, templates.incomplete)}</p> }.into_any(),
    });
    view! {
        <Form state=form act on_submit=submit>
            {when}
            {who}
            {rows}
        </Form>
    }
    .into_any()
}

/// The weeks, and the days of each.
fn when(form: FormState, asked: Asked) -> AnyView {
    let i18n = use_i18n();
    let days = Signal::derive(move || {
        let choice = |&day: &Weekday| Choice::new(day, words::weekday(i18n, day));
        Weekday::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <div class="field-row">
            {week_day(form, "/from", text!(i18n, templates.from), asked.from)}
            {typed(form, "/weeks", text!(i18n, templates.weeks), asked.weeks)}
        </div>
        <CheckList
            form
            pointer="/weekdays"
            label=text!(i18n, templates.weekdays)
            value=asked.weekdays
            on_toggle=Callback::new(move |day| asked.weekdays.update(|days| toggle(days, day)))
            choices=days
        />
    }
    .into_any()
}

/// The people, the needs, and the mission where the template has none.
fn who(form: FormState, asked: Asked, template: &TemplateOut, names: &Names) -> AnyView {
    let i18n = use_i18n();
    let people = names.directory.people_choices();
    let active = names
        .missions
        .iter()
        .filter(|one| one.state == MissionState::Active);
    let missions: Vec<_> = active.map(|one| Choice::new(one.id, &one.title)).collect();
    let none = move || t_string!(i18n, templates.choose_mission);
    let missions = Signal::derive(move || Choice::or_none(none(), &missions));
    let mission = template.mission_id.is_none().then(|| {
        view! {
            <SelectField
                form
                pointer="/mission_id"
                label=text!(i18n, templates.mission)
                value=asked.mission
                on_change=Callback::new(move |mission| asked.mission.set(mission))
                choices=missions
            />
        }
    });
    view! {
        {mission}
        <CheckList
            form
            pointer="/person_ids"
            label=text!(i18n, templates.people)
            value=asked.people
            on_toggle=Callback::new(move |id| asked.people.update(|people| toggle(people, id)))
            choices=Signal::derive(move || people.clone())
        />
        {typed(form, "/needs", text!(i18n, templates.needs), asked.needs)}
    }
    .into_any()
}

/// What would become of each shift.
fn told(out: &Applied, asked: Asked, names: &Names) -> AnyView {
    let rows = out.rows.iter().map(|row| (row.place, &row.judged));
    judged::told(rows, names, asked.choices)
}

/// What became of them, with the way to the first week and the way back.
fn report(out: Applied, asked: Asked, names: &Names, again: Callback<()>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let week = asked
        .from
        .with_untracked(|day| day.parse::<Day>().ok())
        .map(IsoWeek::of);
    let href = week.map(|week| session.path(&format!("planning?view=week&date={week}")));
    let undo = out
        .operation_id
        .map(|id| view! { <UndoButton id on_undone=again /> });
    let acts = view! {
        <a class="button primary" href=href>
            {t!(i18n, calendar.see_week)}
        </a>
        {undo}
        <button type="button" class="button" on:click=move |_| again.run(())>
            {t!(i18n, templates.again)}
        </button>
    };
    let rows = out.rows.iter().map(|row| &row.judged);
    judged::report(text!(i18n, templates.report), rows, names, acts.into_any())
}
