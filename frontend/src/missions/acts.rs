//! What can be done to a mission: change, archive, bring back, delete.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::missions::{self, MissionOut, MissionPatch, MissionState};
use shared::patch::Patch;
use shared::problem::ProblemCode;

use super::form::{MissionDrawer, Subject};
use crate::http::Failure;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Confirm, Dialog, FormState, Reading, Toasts};

/// What is open over the page.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Form(Box<MissionOut>),
    Deletion(Box<MissionOut>),
    /// It has shifts; it can be archived instead.
    InUse(Box<MissionOut>),
    /// Putting it away, or bringing it back.
    Archiving(Box<MissionOut>, MissionState),
}

/// The buttons, and what they open.
pub(super) fn acts(reading: Reading<Option<MissionOut>>) -> AnyView {
    let i18n = use_i18n();
    let open = RwSignal::new(None::<Open>);
    let mission = move || reading.get().flatten().map(Box::new);
    let button = move |label: fn(I18n) -> &'static str,
                       id: &'static str,
                       what: fn(Box<MissionOut>) -> Open| {
        let press = move |_| open.set(untrack(mission).map(what));
        view! {
            <button type="button" class="button" id=id on:click=press>
                {move || label(i18n)}
            </button>
        }
    };
    let archiving = move || match mission()?.state {
        MissionState::Active => Some(
            button(
                |i18n| t_string!(i18n, missions.archive),
                "mission-archive",
                |mission| Open::Archiving(mission, MissionState::Archived),
            )
            .into_any(),
        ),
        MissionState::Archived => Some(
            button(
                |i18n| t_string!(i18n, missions.restore),
                "mission-archive",
                |mission| Open::Archiving(mission, MissionState::Active),
            )
            .into_any(),
        ),
    };
    view! {
        {button(|i18n| t_string!(i18n, missions.edit), "mission-edit", Open::Form)}
        {archiving}
        {button(|i18n| t_string!(i18n, missions.delete), "mission-delete", Open::Deletion)}
        {move || open.get().map(|opened| over(opened, open, reading))}
    }
    .into_any()
}

fn over(
    opened: Open,
    open: RwSignal<Option<Open>>,
    reading: Reading<Option<MissionOut>>,
) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let close = Callback::new(move |()| open.set(None));
    match opened {
        Open::Form(mission) => {
            let saved = Callback::new(move |mission| {
                reading.update(|read| *read = Some(mission));
                open.set(None);
                toasts.tell(untrack(|| t_string!(i18n, missions.saved).to_string()));
            });
            view! { <MissionDrawer subject=Subject::Present(mission) on_saved=saved on_close=close /> }.into_any()
        }
        Open::Deletion(mission) => deletion(mission, open, reading),
        Open::InUse(mission) => in_use(&mission, open, reading),
        Open::Archiving(mission, state) => archiving(&mission, state, open, reading),
    }
}

fn deletion(
    mission: Box<MissionOut>,
    open: RwSignal<Option<Open>>,
    reading: Reading<Option<MissionOut>>,
) -> AnyView {
    let (i18n, session, toasts) = (
        use_i18n(),
        expect_context::<Session>(),
        expect_context::<Toasts>(),
    );
    let form = FormState::new("mission-deletion");
    let (id, version, name) = (mission.id, mission.version, mission.title.to_string());
    let navigate = use_navigate();
    let yes = Callback::new(move |()| {
        let navigate = navigate.clone();
        form.submit(Ok(missions::delete(id, version)), move |()| {
            open.set(None);
            toasts.tell(untrack(|| t_string!(i18n, missions.deleted).to_string()));
            navigate(&session.path("missions"), NavigateOptions::default());
        });
    });
    Effect::new(move |_| {
        let in_use =
            form.failure().as_ref().and_then(Failure::code) == Some(ProblemCode::MissionInUse);
        if in_use {
            open.set(Some(Open::InUse(mission.clone())));
        }
    });
    let title = Signal::derive(move || {
        t_string!(i18n, missions.delete_title, title = name.clone()).to_string()
    });
    view! {
        <Confirm
            form
            title=title
            text=text!(i18n, missions.delete_text)
            act=text!(i18n, missions.delete_confirm)
            on_yes=yes
            on_close=Callback::new(move |()| open.set(None))
            on_reload=Callback::new(move |()| reading.again())
        />
    }
    .into_any()
}

/// Why it cannot be deleted, and what can be done instead.
fn in_use(
    mission: &MissionOut,
    open: RwSignal<Option<Open>>,
    reading: Reading<Option<MissionOut>>,
) -> AnyView {
    let i18n = use_i18n();
    let title = text!(i18n, missions.in_use_title);
    let text = text!(i18n, missions.in_use_text);
    let close = Callback::new(move |()| open.set(None));
    match mission.state {
        MissionState::Active => {
            let act = text!(i18n, missions.archive_instead);
            put(
                mission,
                MissionState::Archived,
                (title, text, act),
                open,
                reading,
            )
        }
        MissionState::Archived => {
            let text = text!(i18n, missions.in_use_archived_text);
            view! {
                <Dialog title=title on_close=close>
                    <p>{text}</p>
                </Dialog>
            }
            .into_any()
        }
    }
}

/// Putting a mission away, or bringing it back.
fn archiving(
    mission: &MissionOut,
    state: MissionState,
    open: RwSignal<Option<Open>>,
    reading: Reading<Option<MissionOut>>,
) -> AnyView {
    let i18n = use_i18n();
    let name = mission.title.to_string();
    let title = Signal::derive(move || match state {
        MissionState::Archived => {
            t_string!(i18n, missions.archive_title, title = name.clone()).to_string()
        }
        MissionState::Active => {
            t_string!(i18n, missions.restore_title, title = name.clone()).to_string()
        }
    });
    let text = Signal::derive(move || match state {
        MissionState::Archived => t_string!(i18n, missions.archive_text).to_string(),
        MissionState::Active => t_string!(i18n, missions.restore_text).to_string(),
    });
    let act = Signal::derive(move || match state {
        MissionState::Archived => t_string!(i18n, missions.archive).to_string(),
        MissionState::Active => t_string!(i18n, missions.restore).to_string(),
    });
    put(mission, state, (title, text, act), open, reading)
}

/// The question, in its title, its text and its button, and the change of state it leads to.
fn put(
    mission: &MissionOut,
    state: MissionState,
    (title, text, act): (Signal<String>, Signal<String>, Signal<String>),
    open: RwSignal<Option<Open>>,
    reading: Reading<Option<MissionOut>>,
) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("mission-state");
    let (id, version) = (mission.id, mission.version);
    let yes = Callback::new(move |()| {
        let patch = MissionPatch {
            state: Patch::Set(state),
            ..MissionPatch::default()
        };
        form.submit(
            Ok(missions::edit(id, version, &patch)),
            move |mission: MissionOut| {
                let words = untrack(|| match mission.state {
                    MissionState::Archived => t_string!(i18n, missions.was_archived),
                    MissionState::Active => t_string!(i18n, missions.was_restored),
                });
                toasts.tell(words);
                open.set(None);
                reading.update(|read| *read = Some(mission));
            },
        );
    });
    view! {
        <Confirm
            form
            title=title
            text=text
            act=act
            on_yes=yes
            on_close=Callback::new(move |()| open.set(None))
            on_reload=Callback::new(move |()| reading.again())
        />
    }
    .into_any()
}
