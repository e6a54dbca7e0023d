//! The form of a team: its name, and who is in it.

use leptos::prelude::*;
use shared::form::Reading as Read;
use shared::id::UserId;
use shared::patch::Patch;
use shared::problem::FieldError;
use shared::teams::{self, MOST_MEMBERS, TeamIn, TeamOut, TeamPatch};
use shared::text::Name;

use crate::http;
use crate::i18n::*;
use crate::ui::{CheckList, Choice, Drawer, Form, FormState, TextField, toggle};

/// What the form is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A new team.
    New,
    /// A team that is there.
    Present(Box<TeamOut>),
}

/// What is typed and chosen.
#[derive(Debug, Clone, Default, PartialEq)]
struct Draft {
    name: String,
    members: Vec<String>,
}

impl Draft {
    fn of(subject: &Subject) -> Self {
        match subject {
            Subject::New => Self::default(),
            Subject::Present(team) => Self {
                name: team.name.to_string(),
                members: team.member_ids.iter().map(ToString::to_string).collect(),
            },
        }
    }

    fn input(&self) -> Result<TeamIn, Vec<FieldError>> {
        let mut read = Read::default();
        let name = read.take("/name", Name::parse(&self.name));
        let member_ids: Vec<UserId> = self
            .members
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        if member_ids.len() > MOST_MEMBERS {
            read.refuse("/member_ids", "too_many_items");
        }
        read.done(name.map(|name| TeamIn { name, member_ids }))
    }
}

fn submit(form: FormState, subject: &Subject, draft: &Draft, done: Callback<()>) {
    let saved = move |_: TeamOut| done.run(());
    let input = draft.input();
    match subject {
        Subject::New => form.submit_once(input.map(|input| teams::create(&input)), saved),
        Subject::Present(team) => {
            let patch = input.map(|TeamIn { name, member_ids }| TeamPatch {
                name: Patch::between(&team.name, name),
                member_ids: Patch::between(&team.member_ids, member_ids),
            });
            form.submit(
                patch.map(|patch| teams::edit(team.id, team.version, &patch)),
                saved,
            );
        }
    }
}

/// The drawer.
#[component]
pub(super) fn TeamDrawer(
    subject: Subject,
    /// Everybody, to choose from.
    people: Vec<Choice>,
    on_saved: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("team");
    let subject = RwSignal::new(subject);
    let draft = RwSignal::new(subject.with_untracked(Draft::of));
    let is_new = move || subject.with(|subject| matches!(subject, Subject::New));
    let title = Signal::derive(move || match is_new() {
        true => t_string!(i18n, teams.new).to_string(),
        false => t_string!(i18n, teams.edit_title).to_string(),
    });
    let act = Signal::derive(move || match is_new() {
        true => t_string!(i18n, teams.create).to_string(),
        false => t_string!(i18n, form.save).to_string(),
    });
    let dirty = Signal::derive(move || subject.with(Draft::of) != draft.get());
    let submitted = Callback::new(move |()| {
        subject.with_untracked(|subject| submit(form, subject, &draft.get_untracked(), on_saved));
    });
    let reload = Callback::new(move |()| {
        let Subject::Present(team) = subject.get_untracked() else {
            return;
        };
        form.run(http::send(teams::get(team.id)), move |team| {
            let present = Subject::Present(Box::new(team));
            draft.set(Draft::of(&present));
            subject.set(present);
        });
    });
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form state=form act=act on_submit=submitted on_cancel=on_close on_reload=reload>
                {fields(form, draft, people)}
            </Form>
        </Drawer>
    }
}

fn fields(form: FormState, draft: RwSignal<Draft>, people: Vec<Choice>) -> AnyView {
    let i18n = use_i18n();
    let sought = RwSignal::new(String::new());
    let none = people.is_empty();
    let people = StoredValue::new(people);
    // Who is chosen stays in sight, whoever is sought.
    let found = Signal::derive(move || {
        let sought = sought.get().trim().to_lowercase();
        let chosen = draft.with(|draft| draft.members.clone());
        let shown = |choice: &&Choice| {
            choice.label.to_lowercase().contains(&sought) || chosen.contains(&choice.value)
        };
        people.with_value(|people| people.iter().filter(shown).cloned().collect::<Vec<_>>())
    });
    let chosen = Signal::derive(move || {
        let count = draft.with(|draft| draft.members.len());
        t_string!(i18n, teams.chosen, count = count).to_string()
    });
    view! {
        <TextField
            form
            pointer="/name"
            label=text!(i18n, teams.name)
            hint=text!(i18n, teams.name_hint)
            value=Signal::derive(move || draft.with(|draft| draft.name.clone()))
            on_change=Callback::new(move |text| draft.update(|draft| draft.name = text))
            most=Name::MOST
        />
        {(!none).then(|| search(sought))}
        <CheckList
            form
            pointer="/member_ids"
            label=text!(i18n, teams.members)
            hint=chosen
            value=Signal::derive(move || draft.with(|draft| draft.members.clone()))
            on_toggle=Callback::new(move |id| draft.update(|draft| toggle(&mut draft.members, id)))
            choices=found
        />
        {none.then(|| view! { <p class="hint">{t!(i18n, teams.no_people)}</p> })}
    }
    .into_any()
}

fn search(sought: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="field">
            <label class="label" for="team-search">{t!(i18n, teams.search)}</label>
            <input
                class="input"
                id="team-search"
                type="search"
                autocomplete="off"
                prop:value=sought
                on:input=move |event| sought.set(event_target_value(&event))
                on:keydown=|event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
            />
        </div>
    }
}
