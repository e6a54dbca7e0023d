//! The list of missions.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{query_signal, use_navigate};
use shared::access::Capability;
use shared::missions::{self, Hue, MissionOut, MissionQuery, MissionState};
use shared::page::PageQuery;

use super::form::{MissionDrawer, Subject};
use super::words;
use crate::access;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Badge, EmptyState, PageHead, Reading, Toasts, load};

/// Which missions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Active,
    Archived,
    All,
}

impl Listed {
    const ALL: [Self; 3] = [Self::Active, Self::Archived, Self::All];

    const fn state(self) -> Option<MissionState> {
        match self {
            Self::Active => Some(MissionState::Active),
            Self::Archived => Some(MissionState::Archived),
            Self::All => None,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
            Self::All => "all",
        }
    }
}

impl std::fmt::Display for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Listed {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|listed| listed.word() == text)
            .ok_or(())
    }
}

/// The page.
#[component]
pub(crate) fn MissionsPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, missions.title);
    access::page(Capability::MissionRead, title, move || page(title))
}

/// Every mission of a state, or of all.
pub(crate) async fn every(state: Option<MissionState>) -> Result<Vec<MissionOut>, Failure> {
    let page = |page: &PageQuery| {
        missions::list(&MissionQuery {
            state,
            limit: page.limit,
            cursor: page.cursor.clone(),
        })
    };
    http::every(page).await
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session, toasts) = (
        use_i18n(),
        expect_context::<Session>(),
        expect_context::<Toasts>(),
    );
    let (asked, ask) = query_signal::<Listed>("state");
    let listed = Memo::new(move |_| asked.get().unwrap_or(Listed::Active));
    let reading = Reading::new(move || every(listed.get().state()));
    let drawer = RwSignal::new(None::<Subject>);
    let navigate = use_navigate();
    let close = Callback::new(move |()| drawer.set(None));
    let saved = Callback::new(move |mission: MissionOut| {
        drawer.set(None);
        toasts.tell(untrack(|| t_string!(i18n, missions.created).to_string()));
        navigate(
            &session.path(&format!("missions/{}", mission.id)),
            NavigateOptions::default(),
        );
    });
    let add = move || {
        let hue = reading
            .get()
            .map_or(Hue::Violet, |missions| rarest(&missions));
        drawer.set(Some(Subject::New(hue)));
    };
    view! {
        <PageHead title=title>
            {move || {
                session
                    .may(Capability::MissionEdit)
                    .then(|| {
                        view! {
                            <button type="button" class="button primary" on:click=move |_| untrack(add)>
                                {t!(i18n, missions.new)}
                            </button>
                        }
                    })
            }}
        </PageHead>
        <div class="page-filters">
            {filter(listed, Callback::new(move |listed| ask.set(Some(listed))))}
        </div>
        {load(reading, move |missions| list(listed.get_untracked(), missions))}
        {move || {
            drawer.get().map(|subject| view! { <MissionDrawer subject on_saved=saved on_close=close /> })
        }}
    }
    .into_any()
}

/// The colour that the fewest missions have: neighbours in the grid should differ.
fn rarest(missions: &[MissionOut]) -> Hue {
    let count = |hue: &Hue| {
        missions
            .iter()
            .filter(|mission| mission.hue == *hue)
            .count()
    };
    Hue::ALL
        .iter()
        .copied()
        .min_by_key(count)
        .unwrap_or(Hue::Violet)
}

fn filter(listed: Memo<Listed>, ask: Callback<Listed>) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |listed| match listed {
        Listed::Active => t_string!(i18n, missions.active),
        Listed::Archived => t_string!(i18n, missions.archived),
        Listed::All => t_string!(i18n, missions.all),
    };
    let radio = move |one: Listed| {
        view! {
            <label>
                <input
                    type="radio"
                    name="missions-listed"
                    prop:checked=move || listed.get() == one
                    on:change=move |_| ask.run(one)
                />
                <span>{move || name(one)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t!(i18n, missions.filter)}</legend>
            {Listed::ALL.map(radio).collect_view()}
        </fieldset>
    }
}

fn list(listed: Listed, missions: Vec<MissionOut>) -> AnyView {
    if missions.is_empty() {
        return empty(listed);
    }
    view! {
        <ul class="rows" role="list">
            {missions.into_iter().map(row).collect_view()}
        </ul>
    }
    .into_any()
}

fn empty(listed: Listed) -> AnyView {
    let i18n = use_i18n();
    let (title, text) = match listed {
        Listed::Archived => (
            text!(i18n, missions.empty_archived),
            text!(i18n, missions.empty_archived_text),
        ),
        Listed::Active | Listed::All => (
            text!(i18n, missions.empty_active),
            text!(i18n, missions.empty_active_text),
        ),
    };
    view! { <EmptyState title=title text=text /> }.into_any()
}

fn row(mission: MissionOut) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let id = mission.id;
    let archived = mission.state == MissionState::Archived;
    let venue = mission
        .venue
        .as_ref()
        .map(|venue| format!("{venue} \u{b7} "));
    let (title, hue) = (mission.title.to_string(), mission.hue);
    view! {
        <li class="row">
            <span class="row-main">
                <span class="hue-dot" data-hue=hue.as_str()></span>
                <span>
                    <a class="who-name" href=move || session.path(&format!("missions/{id}"))>
                        {title}
                    </a>
                    <span class="who-more">{venue} {move || words::days(i18n, &mission)}</span>
                </span>
            </span>
            {archived
                .then(|| {
                    let words = text!(i18n, missions.archived_badge);
                    view! { <Badge words=words /> }
                })}
        </li>
    }
}
