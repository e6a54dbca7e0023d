//! Pages that come when they are wanted.
//!
//! What starts the app has signing in and the planning; the other pages stand in a part of their
//! own, which the browser fetches once: soon after the start, or at once when somebody goes to
//! one of them.

use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::i18n::*;
use crate::shell::greet;
use crate::ui::{ErrorPanel, Skeleton};
use crate::{
    activity, availability, calendar, keys, labour, missions, operations, orgs, planning, profile,
    publications, series, teams, templates, users,
};

/// A page that comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Later {
    /// Who changed what.
    Activity,
    /// When people can work.
    Availability,
    /// Files in, subscriptions out.
    Calendar,
    /// Keys of programs.
    Keys,
    /// Who belongs to the organisation, and as what.
    Members,
    /// One mission.
    Mission,
    /// The missions.
    Missions,
    /// The making of an organisation.
    NewOrg,
    /// The directory.
    People,
    /// One bulk act.
    Operation,
    /// The bulk acts.
    Operations,
    /// The copying of a week.
    Paste,
    /// One person.
    Person,
    /// What publications changed for oneself, on the planning.
    OwnChanges,
    /// The own account.
    Profile,
    /// One publication.
    Publication,
    /// The publications.
    Publications,
    /// A question over the planning that is seldom asked.
    PlanningQuestion,
    /// The planning on paper.
    Print,
    /// The publishing of weeks.
    Publish,
    /// The repeating of a shift.
    Repeat,
    /// The labour rules.
    Rules,
    /// How the shift in the drawer recurs.
    SeriesRule,
    /// The organisation's settings.
    Settings,
    /// The teams.
    Teams,
    /// The planning by a template.
    Template,
    /// The templates.
    Templates,
}

/// Makes a page. All that only this needs is in the part.
#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible, preload(fetch))]
fn made(page: Later) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Later::Activity => activity::ActivityPage().into_any(),
        Later::Availability => availability::AvailabilityPage().into_any(),
        Later::Calendar => calendar::CalendarPage().into_any(),
        Later::Keys => keys::KeysPage().into_any(),
        Later::Members => users::MembersPage().into_any(),
        Later::Mission => missions::MissionPage().into_any(),
        Later::Missions => missions::MissionsPage().into_any(),
        Later::NewOrg => orgs::NewOrgPage().into_any(),
        Later::People => users::PeoplePage().into_any(),
        Later::Operation => operations::OperationPage().into_any(),
        Later::Operations => operations::OperationsPage().into_any(),
        Later::Paste => planning::PastePage().into_any(),
        Later::Person => users::PersonPage().into_any(),
        Later::OwnChanges => publications::OwnChanges().into_any(),
        Later::Publication => publications::PublicationPage().into_any(),
        Later::Publications => publications::PublicationsPage().into_any(),
        Later::Profile => profile::ProfilePage().into_any(),
        Later::PlanningQuestion => planning::PlanningQuestion().into_any(),
        Later::Print => planning::PrintPage().into_any(),
        Later::Publish => planning::PublishPage().into_any(),
        Later::Repeat => series::RepeatPage().into_any(),
        Later::Rules => labour::RulesPage().into_any(),
        Later::SeriesRule => series::SeriesRule().into_any(),
        Later::Settings => orgs::SettingsPage().into_any(),
        Later::Teams => teams::TeamsPage().into_any(),
        Later::Template => templates::ApplyPage().into_any(),
        Later::Templates => templates::TemplatesPage().into_any(),
    })
}

/// So long after the start the part is fetched: what the first page needs comes before it.
const AHEAD: Duration = Duration::from_secs(2);

/// Fetches the part before it is wanted, once the first page has what it needs.
pub(crate) fn fetch_ahead() {
    set_timeout(
        || {
            spawn_local(async {
                // Where it fails, whoever goes to one of the pages is told.
                let _ = fetch().await;
            });
        },
        AHEAD,
    );
}

/// Shows a page once it is there.
pub(crate) fn later(page: Later) -> AnyView {
    let i18n = use_i18n();
    let there = RwSignal::new_local(None::<Result<AnyView, SplitLoaderError>>);
    let owner = Owner::current().unwrap_or_default();
    let ask = Callback::new(move |()| {
        there.set(None);
        // The page finds the contexts of where it stands, whoever asks for it.
        let arrival = owner.with(|| {
            ScopedFuture::new_untracked(async move {
                let made = made(page).await;
                // Somebody may have gone on by now.
                there.try_set(Some(made));
                greet();
            })
        });
        spawn_local(arrival);
    });
    ask.run(());
    let shown = move || {
        there.track();
        match there.write_untracked().take() {
            None => view! { <Skeleton label=text!(i18n, ui.loading) /> }.into_any(),
            Some(Ok(page)) => page,
            Some(Err(_)) => {
                view! { <ErrorPanel words=text!(i18n, problem.part) retry=ask /> }.into_any()
            }
        }
    };
    shown.into_any()
}
