//! The form of a mission, in a drawer: a new one, or one that is there.

use leptos::prelude::*;
use shared::missions::{self, Hue, MissionDraft, MissionOut, Setting};
use shared::text::{Name, Notes, Place, ShowNumber};

use super::words;
use crate::http;
use crate::i18n::*;
use crate::ui::{Choice, Choices, Drawer, Form, FormState, TextField, TextKind};

/// What the form is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A new mission, in a colour that few have.
    New(Hue),
    /// A mission that is there.
    Present(Box<MissionOut>),
}

impl Subject {
    fn draft(&self) -> MissionDraft {
        match self {
            Self::New(hue) => MissionDraft::blank(*hue),
            Self::Present(mission) => MissionDraft::of(mission),
        }
    }

    fn submit(&self, form: FormState, draft: &MissionDraft, done: Callback<MissionOut>) {
        let saved = move |mission| done.run(mission);
        match self {
            Self::New(_) => {
                form.submit_once(draft.input().map(|input| missions::create(&input)), saved)
            }
            Self::Present(mission) => {
                let patch = draft.patch(mission);
                form.submit(
                    patch.map(|patch| missions::edit(mission.id, mission.version, &patch)),
                    saved,
                );
            }
        }
    }
}

/// The drawer with the form.
#[component]
pub(super) fn MissionDrawer(
    subject: Subject,
    /// Told the mission as it was saved.
    on_saved: Callback<MissionOut>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("mission");
    let draft = RwSignal::new(subject.draft());
    let subject = RwSignal::new(subject);
    let is_new = move || subject.with(|subject| matches!(subject, Subject::New(_)));
    let title = Signal::derive(move || match is_new() {
        true => t_string!(i18n, missions.new).to_string(),
        false => t_string!(i18n, missions.edit).to_string(),
    });
    let act = Signal::derive(move || match is_new() {
        true => t_string!(i18n, missions.create).to_string(),
        false => t_string!(i18n, form.save).to_string(),
    });
    let dirty = Signal::derive(move || subject.with(Subject::draft) != draft.get());
    let submit = Callback::new(move |()| {
        subject.with_untracked(|subject| subject.submit(form, &draft.get_untracked(), on_saved));
    });
    let reload = Callback::new(move |()| reload(form, subject, draft));
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form state=form act=act on_submit=submit on_cancel=on_close on_reload=reload>
                {fields(form, draft)}
            </Form>
        </Drawer>
    }
}

/// Starts again from the mission as it is now.
fn reload(form: FormState, subject: RwSignal<Subject>, draft: RwSignal<MissionDraft>) {
    let Subject::Present(mission) = subject.get_untracked() else {
        return;
    };
    form.run(http::send(missions::get(mission.id)), move |mission| {
        draft.set(MissionDraft::of(&mission));
        subject.set(Subject::Present(Box::new(mission)));
    });
}

/// A part of the draft that is a text.
type Part = fn(&mut MissionDraft) -> &mut String;

fn fields(form: FormState, draft: RwSignal<MissionDraft>) -> AnyView {
    let i18n = use_i18n();
    let value = move |part: Part| Signal::derive(move || part(&mut draft.get()).clone());
    let change =
        move |part: Part| Callback::new(move |text| draft.update(|draft| *part(draft) = text));
    let hue = Signal::derive(move || draft.with(|draft| draft.hue.to_string()));
    let set_hue = Callback::new(move |word: String| {
        if let Ok(hue) = word.parse() {
            draft.update(|draft| draft.hue = hue);
        }
    });
    let hues = Signal::derive(move || {
        Hue::ALL
            .iter()
            .map(|&hue| Choice::new(hue, words::hue(i18n, hue)))
            .collect::<Vec<_>>()
    });
    let text = move |pointer, label: Signal<String>, part: Part, most| {
        view! {
            <TextField form pointer label=label value=value(part) on_change=change(part) most=most />
        }
    };
    view! {
        {text("/title", text!(i18n, missions.name), |draft| &mut draft.title, Name::MOST)}
        {text("/venue", text!(i18n, missions.venue), |draft| &mut draft.venue, Name::MOST)}
        {text("/address", text!(i18n, missions.address), |draft| &mut draft.address, Place::MOST)}
        <div class="field-row">
            <TextField
                form
                pointer="/starts_on"
                label=text!(i18n, missions.starts_on)
                value=value(|draft| &mut draft.starts_on)
                on_change=change(|draft| &mut draft.starts_on)
                kind=TextKind::Day
            />
            <TextField
                form
                pointer="/ends_on"
                label=text!(i18n, missions.ends_on)
                value=value(|draft| &mut draft.ends_on)
                on_change=change(|draft| &mut draft.ends_on)
                kind=TextKind::Day
            />
        </div>
        <Choices
            form
            pointer="/hue"
            label=text!(i18n, missions.hue)
            value=hue
            on_change=set_hue
            choices=hues
            class="hue-choices"
        />
        {setting(form, draft)}
        <TextField
            form
            pointer="/show_number"
            label=text!(i18n, missions.show_number)
            hint=text!(i18n, missions.show_number_hint)
            value=value(|draft| &mut draft.show_number)
            on_change=change(|draft| &mut draft.show_number)
            most=ShowNumber::MOST
        />
        <TextField
            form
            pointer="/notes"
            label=text!(i18n, missions.notes)
            value=value(|draft| &mut draft.notes)
            on_change=change(|draft| &mut draft.notes)
            kind=TextKind::Lines
            most=Notes::MOST
        />
    }
    .into_any()
}

fn setting(form: FormState, draft: RwSignal<MissionDraft>) -> AnyView {
    let i18n = use_i18n();
    let value = Signal::derive(move || draft.with(|draft| draft.setting.to_string()));
    let set = Callback::new(move |word: String| {
        if let Ok(setting) = word.parse() {
            draft.update(|draft| draft.setting = setting);
        }
    });
    let choices = Signal::derive(move || {
        let choice = |&setting| Choice::new(setting, words::setting(i18n, setting));
        Setting::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <Choices
            form
            pointer="/setting"
            label=text!(i18n, missions.setting)
            hint=text!(i18n, missions.setting_hint)
            value=value
            on_change=set
            choices=choices
        />
    }
    .into_any()
}
