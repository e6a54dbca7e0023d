//! The form of a template, in a drawer: a new one, or one that is there.

use leptos::prelude::*;
use shared::missions::{Hue, MissionState};
use shared::templates::{self, TemplateDraft, TemplateOut};
use shared::text::{Label, Name};

use crate::http;
use crate::i18n::*;
use crate::names::Names;
use crate::ui::{Choice, Choices, Drawer, Form, FormState, SelectField, TextField, TextKind};
use crate::{missions, shifts};

/// What the form is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A new template.
    New,
    /// A template that is there.
    Present(Box<TemplateOut>),
}

impl Subject {
    fn draft(&self) -> TemplateDraft {
        match self {
            Self::New => TemplateDraft::blank(),
            Self::Present(template) => TemplateDraft::of(template),
        }
    }

    fn submit(&self, form: FormState, draft: &TemplateDraft, done: Callback<()>) {
        let saved = move |_: TemplateOut| done.run(());
        match self {
            Self::New => {
                let input = draft.input();
                form.submit_once(input.map(|input| templates::create(&input)), saved);
            }
            Self::Present(template) => {
                let patch = draft.patch(template);
                let edit = |patch| templates::edit(template.id, template.version, &patch);
                form.submit(patch.map(edit), saved);
            }
        }
    }
}

/// The drawer with the form.
#[component]
pub(super) fn TemplateDrawer(
    subject: Subject,
    /// Missions and teams to choose from.
    names: Names,
    on_saved: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("template");
    let draft = RwSignal::new(subject.draft());
    let subject = RwSignal::new(subject);
    let is_new = move || subject.with(|subject| *subject == Subject::New);
    let title = Signal::derive(move || match is_new() {
        true => t_string!(i18n, templates.new).to_string(),
        false => t_string!(i18n, templates.edit_title).to_string(),
    });
    let act = Signal::derive(move || match is_new() {
        true => t_string!(i18n, templates.create).to_string(),
        false => t_string!(i18n, form.save).to_string(),
    });
    let dirty = Signal::derive(move || subject.with(Subject::draft) != draft.get());
    let submit = Callback::new(move |()| {
        subject.with_untracked(|subject| subject.submit(form, &draft.get_untracked(), on_saved));
    });
    let reload = Callback::new(move |()| {
        let Subject::Present(template) = subject.get_untracked() else {
            return;
        };
        form.run(http::send(templates::get(template.id)), move |template| {
            draft.set(TemplateDraft::of(&template));
            subject.set(Subject::Present(Box::new(template)));
        });
    });
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form state=form act=act on_submit=submit on_cancel=on_close on_reload=reload>
                {what(form, draft)} {when(form, draft)} {whose(form, draft, &names)}
            </Form>
        </Drawer>
    }
}

/// A part of the draft that is a text.
type Part = fn(&mut TemplateDraft) -> &mut String;

fn value(draft: RwSignal<TemplateDraft>, part: Part) -> Signal<String> {
    Signal::derive(move || part(&mut draft.get()).clone())
}

fn change(draft: RwSignal<TemplateDraft>, part: Part) -> Callback<String> {
    Callback::new(move |text| draft.update(|draft| *part(draft) = text))
}

fn what(form: FormState, draft: RwSignal<TemplateDraft>) -> AnyView {
    let i18n = use_i18n();
    let kind = Signal::derive(move || draft.with(|draft| draft.kind.to_string()));
    let set_kind = Callback::new(move |word: String| {
        if let Ok(kind) = word.parse() {
            draft.update(|draft| draft.kind = kind);
        }
    });
    let kinds = Signal::derive(move || shifts::kinds(i18n));
    view! {
        <TextField
            form
            pointer="/label"
            label=text!(i18n, templates.label)
            hint=text!(i18n, templates.label_hint)
            value=value(draft, |draft| &mut draft.label)
            on_change=change(draft, |draft| &mut draft.label)
            most=Name::MOST
        />
        <TextField
            form
            pointer="/role"
            label=text!(i18n, templates.role)
            value=value(draft, |draft| &mut draft.role)
            on_change=change(draft, |draft| &mut draft.role)
            most=Label::MOST
        />
        <SelectField
            form
            pointer="/kind"
            label=text!(i18n, templates.kind)
            value=kind
            on_change=set_kind
            choices=kinds
        />
    }
    .into_any()
}

fn when(form: FormState, draft: RwSignal<TemplateDraft>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <div class="field-row">
            <TextField
                form
                pointer="/start"
                label=text!(i18n, templates.start)
                value=value(draft, |draft| &mut draft.start)
                on_change=change(draft, |draft| &mut draft.start)
                kind=TextKind::Time
            />
            <TextField
                form
                pointer="/duration_minutes"
                label=text!(i18n, templates.end)
                hint=text!(i18n, templates.end_hint)
                value=value(draft, |draft| &mut draft.end)
                on_change=change(draft, |draft| &mut draft.end)
                kind=TextKind::Time
            />
            <TextField
                form
                pointer="/break_minutes"
                label=text!(i18n, templates.rest)
                value=value(draft, |draft| &mut draft.rest)
                on_change=change(draft, |draft| &mut draft.rest)
            />
        </div>
    }
    .into_any()
}

fn whose(form: FormState, draft: RwSignal<TemplateDraft>, names: &Names) -> AnyView {
    let i18n = use_i18n();
    let active = names
        .missions
        .iter()
        .filter(|one| one.state == MissionState::Active);
    let missions: Vec<_> = active.map(|one| Choice::new(one.id, &one.title)).collect();
    let teams = names.directory.team_choices();
    let any_mission = move || t_string!(i18n, templates.any_mission);
    let missions = Signal::derive(move || Choice::or_none(any_mission(), &missions));
    let no_team = move || t_string!(i18n, templates.no_team);
    let teams = Signal::derive(move || Choice::or_none(no_team(), &teams));
    let hue = Signal::derive(move || draft.with(|draft| draft.hue.to_string()));
    let set_hue = Callback::new(move |word: String| {
        if let Ok(hue) = word.parse() {
            draft.update(|draft| draft.hue = hue);
        }
    });
    let hues = Signal::derive(move || {
        let choice = |&hue: &Hue| Choice::new(hue, missions::hue(i18n, hue));
        Hue::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <SelectField
            form
            pointer="/mission_id"
            label=text!(i18n, templates.mission)
            value=value(draft, |draft| &mut draft.mission)
            on_change=change(draft, |draft| &mut draft.mission)
            choices=missions
        />
        <SelectField
            form
            pointer="/team_id"
            label=text!(i18n, templates.team)
            value=value(draft, |draft| &mut draft.team)
            on_change=change(draft, |draft| &mut draft.team)
            choices=teams
        />
        <Choices
            form
            pointer="/hue"
            label=text!(i18n, templates.hue)
            value=hue
            on_change=set_hue
            choices=hues
            class="hue-choices"
        />
    }
    .into_any()
}
