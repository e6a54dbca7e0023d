//! The fields of a shift's form.

use leptos::prelude::*;
use shared::planning::{Draft, MissionRow};
use shared::shifts::{ShiftKind, ShiftStatus};
use shared::text::{Label, Notes};

use crate::i18n::*;
use crate::ui::{Choice, SelectField, TextField, TextKind};

use super::form::ShiftForm;
use super::store::PlanningStore;
use super::{moments, words};

/// What the field that a pointer names is called.
pub(super) fn name(i18n: I18n, pointer: &str) -> &'static str {
    match pointer {
        "/mission_id" => t_string!(i18n, planning.field_mission),
        "/team_id" => t_string!(i18n, planning.field_team),
        "/person_id" => t_string!(i18n, planning.field_person),
        "/role" => t_string!(i18n, planning.field_role),
        "/kind" => t_string!(i18n, planning.field_kind),
        "/status" => t_string!(i18n, planning.field_status),
        "/break_minutes" => t_string!(i18n, planning.field_break),
        "/notes" => t_string!(i18n, planning.field_notes),
        "/start/day" => t_string!(i18n, planning.field_start_day),
        "/start" => t_string!(i18n, planning.field_start_time),
        "/end/day" => t_string!(i18n, planning.field_end_day),
        "/end" => t_string!(i18n, planning.field_end_time),
        _ => t_string!(i18n, planning.field_times),
    }
}

/// A field of the draft: where errors name it, how it is read and how it is written.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) pointer: &'static str,
    pub(super) read: fn(&Draft) -> &str,
    pub(super) write: fn(&mut Draft, String),
}

impl Part {
    fn label(self, form: ShiftForm) -> Signal<String> {
        Signal::derive(move || name(form.store.i18n, self.pointer).to_owned())
    }

    fn value(self, form: ShiftForm) -> Signal<String> {
        Memo::new(move |_| form.draft.with(|draft| (self.read)(draft).to_owned())).into()
    }

    fn change(self, form: ShiftForm) -> Callback<String> {
        Callback::new(move |text| form.draft.update(|draft| (self.write)(draft, text)))
    }

    /// A field that is typed into.
    pub(super) fn typed(self, form: ShiftForm, kind: TextKind, most: usize) -> AnyView {
        let (value, on_change) = (self.value(form), self.change(form));
        let label = self.label(form);
        view! {
            <TextField form=form.state pointer=self.pointer label value on_change kind most />
        }
        .into_any()
    }

    /// A field that one is chosen in.
    fn chosen(self, form: ShiftForm, options: fn(PlanningStore) -> Vec<Choice>) -> AnyView {
        let (value, on_change) = (self.value(form), self.change(form));
        let (label, store) = (self.label(form), form.store);
        let choices = Signal::derive(move || options(store));
        view! {
            <SelectField form=form.state pointer=self.pointer label value on_change choices />
        }
        .into_any()
    }
}

const MISSION: Part = Part {
    pointer: "/mission_id",
    read: |draft| &draft.mission,
    write: |draft, id| draft.mission = id,
};

const ROLE: Part = Part {
    pointer: "/role",
    read: |draft| &draft.role,
    write: |draft, text| draft.role = text,
};

const PERSON: Part = Part {
    pointer: "/person_id",
    read: |draft| &draft.person,
    write: |draft, id| draft.person = id,
};

const TEAM: Part = Part {
    pointer: "/team_id",
    read: |draft| &draft.team,
    write: |draft, id| draft.team = id,
};

const BREAK: Part = Part {
    pointer: "/break_minutes",
    read: |draft| &draft.rest,
    write: |draft, text| draft.rest = text,
};

const KIND: Part = Part {
    pointer: "/kind",
    read: |draft| draft.kind.as_str(),
    write: |draft, word| draft.kind = word.parse().unwrap_or(draft.kind),
};

const STATUS: Part = Part {
    pointer: "/status",
    read: |draft| draft.status.as_str(),
    write: |draft, word| draft.status = word.parse().unwrap_or(draft.status),
};

const NOTES: Part = Part {
    pointer: "/notes",
    read: |draft| &draft.notes,
    write: |draft, text| draft.notes = text,
};

/// All fields, in the order people fill them.
pub(super) fn view(form: ShiftForm) -> AnyView {
    view! {
        {MISSION.chosen(form, missions)}
        {no_mission(form.store)}
        {role(form)}
        {PERSON.chosen(form, people)}
        {TEAM.chosen(form, teams)}
        {moments::view(form)}
        {BREAK.typed(form, TextKind::Line, 4)}
        {KIND.chosen(form, kinds)}
        {STATUS.chosen(form, statuses)}
        {NOTES.typed(form, TextKind::Lines, Notes::MOST)}
    }
    .into_any()
}

fn role(form: ShiftForm) -> AnyView {
    let (value, on_change) = (ROLE.value(form), ROLE.change(form));
    view! {
        <TextField
            form=form.state
            pointer=ROLE.pointer
            label=ROLE.label(form)
            value
            on_change
            hint=text!(form.store.i18n, planning.field_role_hint)
            most=Label::MOST
        />
    }
    .into_any()
}

/// What to do first where there is no mission yet.
fn no_mission(store: PlanningStore) -> impl IntoView {
    move || {
        let none = store.board.with(|board| board.missions().is_empty());
        none.then(|| view! { <p class="notice">{t!(store.i18n, planning.no_missions)}</p> })
    }
}

/// The missions to choose from, by title.
pub(super) fn mission_choices(store: PlanningStore) -> Vec<Choice> {
    let choice = |mission: &MissionRow| Choice::new(mission.id, &mission.title);
    let mut missions: Vec<Choice> = store
        .board
        .with(|board| board.missions().iter().map(choice).collect());
    missions.sort_by(|a, b| a.label.cmp(&b.label));
    missions
}

/// The people to choose from.
pub(super) fn person_choices(store: PlanningStore) -> Vec<Choice> {
    store.board.with(|board| {
        board
            .people()
            .iter()
            .map(|person| Choice::new(person.id, &person.name))
            .collect()
    })
}

/// The teams to choose from.
pub(super) fn team_choices(store: PlanningStore) -> Vec<Choice> {
    store.board.with(|board| {
        board
            .teams()
            .iter()
            .map(|team| Choice::new(team.id, &team.name))
            .collect()
    })
}

/// The statuses to choose from.
pub(super) fn statuses(store: PlanningStore) -> Vec<Choice> {
    let statuses = ShiftStatus::ALL.iter();
    statuses
        .map(|status| Choice::new(status, words::status(store.i18n, *status)))
        .collect()
}

/// A first choice that stands for none.
pub(super) fn or_none(words: &str, choices: Vec<Choice>) -> Vec<Choice> {
    [Choice::new("", words)]
        .into_iter()
        .chain(choices)
        .collect()
}

fn missions(store: PlanningStore) -> Vec<Choice> {
    or_none(
        t_string!(store.i18n, planning.choose_mission),
        mission_choices(store),
    )
}

fn people(store: PlanningStore) -> Vec<Choice> {
    or_none(
        t_string!(store.i18n, planning.open_person),
        person_choices(store),
    )
}

fn teams(store: PlanningStore) -> Vec<Choice> {
    or_none(t_string!(store.i18n, planning.no_team), team_choices(store))
}

fn kinds(store: PlanningStore) -> Vec<Choice> {
    let kinds = ShiftKind::ALL.iter();
    kinds
        .map(|kind| Choice::new(kind, words::kind(store.i18n, *kind)))
        .collect()
}
