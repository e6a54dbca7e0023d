//! Importing a file: which, for which mission, as what work, for whom.

use leptos::html;
use leptos::prelude::*;
use shared::calendar::{self, ImportOut};
use shared::form::Reading as Read;
use shared::missions::{MissionOut, MissionState};
use shared::problem::FieldError;
use shared::shifts::{ShiftKind, ShiftStatus};
use shared::text::Label;
use shared::users::{self, UserOut};
use uuid::Uuid;
use web_sys::FormData;

use super::report::report;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::missions;
use crate::session::Session;
use crate::shifts;
use crate::ui::{
    Choice, EmptyState, FileField, Form, FormState, Reading, SelectField, TextField, guard_unsaved,
    load,
};

/// The missions in progress, and the people.
type Offered = (Vec<MissionOut>, Vec<UserOut>);

async fn read() -> Result<Offered, Failure> {
    let missions = missions::every(Some(MissionState::Active)).await?;
    Ok((missions, http::every(users::list).await?))
}

/// The part of the page about what comes in.
pub(super) fn section() -> AnyView {
    let i18n = use_i18n();
    let reading = Reading::new(read);
    view! {
        <section class="page-section">
            <h2>{t!(i18n, calendar.import)}</h2>
            <p class="page-intro">{t!(i18n, calendar.import_intro)}</p>
            {load(reading, body)}
        </section>
    }
    .into_any()
}

/// What is chosen beside the file.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    mission: String,
    role: String,
    kind: String,
    person: String,
    status: String,
}

impl Draft {
    fn blank() -> Self {
        Self {
            mission: String::new(),
            role: String::new(),
            kind: ShiftKind::Spectacle.to_string(),
            person: String::new(),
            status: ShiftStatus::Draft.to_string(),
        }
    }

    /// The fields of the multipart form, or those that are not right.
    fn parts(&self, file: &NodeRef<html::Input>) -> Result<FormData, Vec<FieldError>> {
        let mut read = Read::default();
        let file = file
            .get_untracked()
            .and_then(|input| input.files())
            .and_then(|files| files.get(0));
        let file = read.take("/file", file.ok_or("required"));
        if self.mission.is_empty() {
            read.refuse("/mission_id", "required");
        }
        let role = read.take("/role", Label::parse(&self.role));
        let form = FormData::new().ok();
        let (file, role, form) = (file.as_ref(), role.as_ref(), form.as_ref());
        if let (Some(file), Some(role), Some(form)) = (file, role, form) {
            let person = Some(self.person.as_str()).filter(|person| !person.is_empty());
            let parts = [
                ("mission_id", Some(self.mission.as_str())),
                ("role", Some(role.as_str())),
                ("kind", Some(self.kind.as_str())),
                ("person_id", person),
                ("status", Some(self.status.as_str())),
            ];
            for (name, value) in parts {
                if let Some(value) = value {
                    // A name and a text: nothing that a form could refuse.
                    let _ = form.append_with_str(name, value);
                }
            }
            let _ = form.append_with_blob_and_filename("file", file, &file.name());
        }
        read.done(form.cloned())
    }
}

fn body((missions, people): Offered) -> AnyView {
    if missions.is_empty() {
        return nothing();
    }
    let done = RwSignal::new(None::<ImportOut>);
    let missions: Vec<_> = missions
        .iter()
        .map(|one| Choice::new(one.id, &one.title))
        .collect();
    let people: Vec<_> = people
        .iter()
        .map(|one| Choice::new(one.id, &one.name))
        .collect();
    view! {
        {move || match done.get() {
            Some(out) => report(out, Callback::new(move |()| done.set(None))),
            None => form(missions.clone(), people.clone(), done),
        }}
    }
    .into_any()
}

fn nothing() -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let title = text!(i18n, missions.empty_active);
    let text = text!(i18n, calendar.no_missions);
    view! {
        <EmptyState title=title text=text>
            <a class="button" href=move || session.path("missions")>
                {t!(i18n, missions.title)}
            </a>
        </EmptyState>
    }
    .into_any()
}

fn form(missions: Vec<Choice>, people: Vec<Choice>, done: RwSignal<Option<ImportOut>>) -> AnyView {
    let i18n = use_i18n();
    let form = FormState::new("import");
    let draft = RwSignal::new(Draft::blank());
    let file: NodeRef<html::Input> = NodeRef::new();
    // The same import sent twice is made once; whatever is changed makes it another.
    let key = StoredValue::new(Uuid::now_v7().to_string());
    let another = move |_| key.set_value(Uuid::now_v7().to_string());
    guard_unsaved(Signal::derive(move || {
        draft.with(|draft| *draft != Draft::blank())
    }));
    let submit = Callback::new(
        move |()| match draft.with_untracked(|draft| draft.parts(&file)) {
            Ok(parts) => {
                let call = calendar::import().once(key.get_value());
                form.run(http::upload(&call, &parts), move |out| done.set(Some(out)));
            }
            Err(errors) => form.refuse(errors),
        },
    );
    let act = text!(i18n, calendar.do_import);
    let label = text!(i18n, calendar.file);
    let hint = text!(i18n, calendar.file_hint);
    view! {
        <div class="page-narrow" on:input=another on:change=another>
            <Form state=form act=act on_submit=submit>
                <FileField form pointer="/file" label=label hint=hint accept=".ics,text/calendar" node=file />
                {choices(form, draft, missions, people)}
            </Form>
        </div>
    }
    .into_any()
}

fn choices(
    form: FormState,
    draft: RwSignal<Draft>,
    missions: Vec<Choice>,
    people: Vec<Choice>,
) -> AnyView {
    let i18n = use_i18n();
    let first = |words: &'static str, rest: &[Choice]| {
        [Choice::new("", words)]
            .into_iter()
            .chain(rest.iter().cloned())
            .collect::<Vec<_>>()
    };
    let missions =
        Signal::derive(move || first(t_string!(i18n, calendar.choose_mission), &missions));
    let people = Signal::derive(move || first(t_string!(i18n, calendar.nobody), &people));
    let select = move |pointer,
                       name: fn(I18n) -> &'static str,
                       part: fn(&mut Draft) -> &mut String,
                       choices| {
        view! {
            <SelectField
                form
                pointer
                label=Signal::derive(move || name(i18n).to_owned())
                value=Signal::derive(move || part(&mut draft.get()).clone())
                on_change=Callback::new(move |value| draft.update(|draft| *part(draft) = value))
                choices=choices
            />
        }
    };
    let kinds = Signal::derive(move || shifts::kinds(i18n));
    let statuses = Signal::derive(move || shifts::statuses(i18n));
    view! {
        {select("/mission_id", |i18n| t_string!(i18n, calendar.mission), |draft| &mut draft.mission, missions)}
        <TextField
            form
            pointer="/role"
            label=text!(i18n, calendar.role)
            hint=text!(i18n, calendar.role_hint)
            value=Signal::derive(move || draft.with(|draft| draft.role.clone()))
            on_change=Callback::new(move |text| draft.update(|draft| draft.role = text))
            most=Label::MOST
        />
        <div class="field-row">
            {select("/kind", |i18n| t_string!(i18n, calendar.kind), |draft| &mut draft.kind, kinds)}
            {select("/status", |i18n| t_string!(i18n, calendar.status), |draft| &mut draft.status, statuses)}
        </div>
        {select("/person_id", |i18n| t_string!(i18n, calendar.person), |draft| &mut draft.person, people)}
    }
    .into_any()
}
