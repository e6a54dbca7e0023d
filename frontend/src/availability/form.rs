//! The form of a stretch of availability: whole days, or with times.

use leptos::prelude::*;
use shared::availability::{self, AvailabilityDraft, AvailabilityKind, AvailabilityOut, SpanUnit};
use shared::id::UserId;
use shared::text::Reason;
use shared::time::{Day, Zone};

use super::{times, words};
use crate::http;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Choice, Choices, Drawer, Form, FormState, SelectField, TextField};

/// What the form is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A new stretch, of somebody, that starts from a day.
    New(UserId, Day),
    /// A stretch that is there.
    Present(Box<AvailabilityOut>),
}

impl Subject {
    fn draft(&self, zone: Zone) -> AvailabilityDraft {
        match self {
            Self::New(_, day) => AvailabilityDraft::blank(*day),
            Self::Present(said) => AvailabilityDraft::of(said, zone),
        }
    }

    fn person(&self) -> UserId {
        match self {
            Self::New(person, _) => *person,
            Self::Present(said) => said.person_id,
        }
    }
}

/// The form's state. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) i18n: I18n,
    pub(super) zone: Zone,
    pub(super) form: FormState,
    subject: RwSignal<Subject>,
    person: RwSignal<String>,
    pub(super) draft: RwSignal<AvailabilityDraft>,
}

impl State {
    fn submit(self, done: Callback<()>) {
        let saved = move |_: AvailabilityOut| done.run(());
        let (draft, zone) = (self.draft.get_untracked(), self.zone);
        match self.subject.get_untracked() {
            Subject::New(..) => {
                let person = self.person.get_untracked().parse().ok();
                let input = draft.input(person, zone);
                self.form
                    .submit_once(input.map(|input| availability::create(&input)), saved);
            }
            Subject::Present(said) => {
                let patch = draft.patch(&said, zone);
                let call = patch.map(|patch| availability::edit(said.id, said.version, &patch));
                self.form.submit(call, saved);
            }
        }
    }

    fn reload(self) {
        let Subject::Present(said) = self.subject.get_untracked() else {
            return;
        };
        self.form
            .run(http::send(availability::get(said.id)), move |said| {
                self.draft.set(AvailabilityDraft::of(&said, self.zone));
                self.subject.set(Subject::Present(Box::new(said)));
            });
    }

    pub(super) fn text(self, part: fn(&AvailabilityDraft) -> &String) -> Signal<String> {
        Signal::derive(move || self.draft.with(|draft| part(draft).clone()))
    }

    pub(super) fn change(self, set: fn(&mut AvailabilityDraft, String)) -> Callback<String> {
        Callback::new(move |text| self.draft.update(|draft| set(draft, text)))
    }
}

/// The drawer.
#[component]
pub(super) fn AvailabilityDrawer(
    subject: Subject,
    /// Everybody, for a planner, who may say it for anybody.
    people: Vec<Choice>,
    on_saved: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let zone = untrack(|| session.zone());
    let state = State {
        i18n,
        zone,
        form: FormState::new("availability"),
        draft: RwSignal::new(subject.draft(zone)),
        person: RwSignal::new(subject.person().to_string()),
        subject: RwSignal::new(subject),
    };
    let is_new = move || {
        state
            .subject
            .with(|subject| matches!(subject, Subject::New(..)))
    };
    let title = Signal::derive(move || match is_new() {
        true => t_string!(i18n, availability.add_title).to_string(),
        false => t_string!(i18n, availability.edit_title).to_string(),
    });
    let act = Signal::derive(move || match is_new() {
        true => t_string!(i18n, availability.add).to_string(),
        false => t_string!(i18n, form.save).to_string(),
    });
    let dirty = Signal::derive(move || {
        state.subject.with(|subject| subject.draft(zone)) != state.draft.get()
    });
    let choosing = untrack(is_new) && !people.is_empty();
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form
                state=state.form
                act=act
                on_submit=Callback::new(move |()| state.submit(on_saved))
                on_cancel=on_close
                on_reload=Callback::new(move |()| state.reload())
            >
                {choosing.then(|| whose(state, people))}
                {kind(state)}
                {unit(state)}
                {move || match state.draft.with(|draft| draft.unit) {
                    SpanUnit::Days => times::days(state),
                    SpanUnit::Times => times::times(state),
                }}
                <TextField
                    form=state.form
                    pointer="/note"
                    label=text!(state.i18n, availability.note)
                    value=state.text(|draft| &draft.note)
                    on_change=state.change(|draft, text| draft.note = text)
                    most=Reason::MOST
                />
            </Form>
        </Drawer>
    }
}

fn whose(state: State, people: Vec<Choice>) -> AnyView {
    view! {
        <SelectField
            form=state.form
            pointer="/person_id"
            label=text!(state.i18n, availability.whose)
            value=state.person
            on_change=Callback::new(move |id| state.person.set(id))
            choices=people
        />
    }
    .into_any()
}

fn kind(state: State) -> AnyView {
    let i18n = state.i18n;
    let hint = move |kind| match kind {
        AvailabilityKind::Unavailable => t_string!(i18n, availability.unavailable_hint),
        AvailabilityKind::Available => t_string!(i18n, availability.available_hint),
        AvailabilityKind::Preferred => t_string!(i18n, availability.preferred_hint),
    };
    let choice =
        move |&kind: &AvailabilityKind| Choice::new(kind, words::kind(i18n, kind)).hint(hint(kind));
    let choices =
        Signal::derive(move || AvailabilityKind::ALL.iter().map(choice).collect::<Vec<_>>());
    let change = state.change(|draft, word| {
        if let Ok(kind) = word.parse() {
            draft.kind = kind;
        }
    });
    view! {
        <Choices
            form=state.form
            pointer="/kind"
            label=text!(state.i18n, availability.kind)
            value=Signal::derive(move || state.draft.with(|draft| draft.kind.to_string()))
            on_change=change
            choices=choices
        />
    }
    .into_any()
}

fn unit(state: State) -> AnyView {
    let i18n = state.i18n;
    let choices = Signal::derive(move || {
        vec![
            Choice::new(SpanUnit::Days, t_string!(i18n, availability.days)),
            Choice::new(SpanUnit::Times, t_string!(i18n, availability.times)),
        ]
    });
    let change = state.change(|draft, word| {
        if let Ok(unit) = word.parse() {
            draft.unit = unit;
        }
    });
    view! {
        <Choices
            form=state.form
            pointer="/span/unit"
            label=text!(state.i18n, availability.unit)
            value=Signal::derive(move || state.draft.with(|draft| draft.unit.to_string()))
            on_change=change
            choices=choices
        />
    }
    .into_any()
}
