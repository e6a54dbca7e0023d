//! The directory: who there is, how to reach them, which teams they are in.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;
use shared::access::Capability;
use shared::id::TeamId;
use shared::users::UserOut;

use super::contact;
use super::directory::Directory;
use super::row::{invited, tags, who};
use crate::access;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{EmptyState, PageHead, Reading, load};

/// What the directory is narrowed to. A handle: copies share it.
#[derive(Clone, Copy)]
struct Narrowed {
    text: Memo<Option<String>>,
    set_text: SignalSetter<Option<String>>,
    team: Memo<Option<TeamId>>,
    set_team: SignalSetter<Option<TeamId>>,
}

impl Narrowed {
    fn new() -> Self {
        // Typing is not going somewhere: the back button leaves the page.
        let options = || NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        let (text, set_text) = query_signal_with_options("q", options());
        let (team, set_team) = query_signal_with_options("team", options());
        Self {
            text,
            set_text,
            team,
            set_team,
        }
    }

    fn clear(self) {
        self.set_text.set(None);
        self.set_team.set(None);
    }

    fn shows(self, person: &UserOut) -> bool {
        let of_team = self
            .team
            .get()
            .is_none_or(|team| person.team_ids.contains(&team));
        let text = self.text.get().unwrap_or_default().to_lowercase();
        let phone = person
            .phone
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let digits = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace() && *c != '.')
                .collect::<String>()
        };
        let has = |field: &str| field.to_lowercase().contains(text.trim());
        of_team
            && (has(person.name.as_str())
                || has(person.email.as_str())
                || digits(&phone).contains(&digits(&text)))
    }
}

/// The page.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, users.title);
    access::page(Capability::PeopleRead, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let reading = Reading::new(Directory::read);
    let narrowed = Narrowed::new();
    view! {
        <PageHead title=title />
        {load(reading, move |directory| found(directory, narrowed))}
    }
    .into_any()
}

fn found(directory: Directory, narrowed: Narrowed) -> AnyView {
    let people = StoredValue::new(directory.clone());
    let shown = Memo::new(move |_| {
        people.with_value(|directory| {
            directory
                .people()
                .iter()
                .filter(|person| narrowed.shows(person))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let i18n = use_i18n();
    let count = move || {
        let count = shown.with(Vec::len);
        t_string!(i18n, users.found, count = count).to_string()
    };
    let row = move |person: UserOut| people.with_value(|directory| row(&person, directory));
    view! {
        {filters(&directory, narrowed)}
        <p class="page-count" role="status">
            {count}
        </p>
        <ul class="rows" role="list">
            <For each=move || shown.get() key=|person| person.id children=row />
        </ul>
        {move || shown.with(Vec::is_empty).then(|| nobody(narrowed))}
    }
    .into_any()
}

fn filters(directory: &Directory, narrowed: Narrowed) -> impl IntoView {
    let i18n = use_i18n();
    let teams: Vec<_> = directory
        .teams()
        .iter()
        .map(|team| (team.id, team.name.to_string()))
        .collect();
    let option = move |(id, name): (TeamId, String)| {
        view! {
            <option value=id.to_string() prop:selected=move || narrowed.team.get() == Some(id)>
                {name}
            </option>
        }
    };
    view! {
        <div class="page-filters" role="search">
            <div class="field">
                <label class="label" for="people-search">{t!(i18n, users.search)}</label>
                <input
                    class="input"
                    id="people-search"
                    type="search"
                    autocomplete="off"
                    aria-describedby="people-search-hint"
                    prop:value=move || narrowed.text.get().unwrap_or_default()
                    on:input=move |event| {
                        narrowed.set_text.set(Some(event_target_value(&event)).filter(|text| !text.is_empty()));
                    }
                />
                <p class="hint" id="people-search-hint">
                    {t!(i18n, users.search_hint)}
                </p>
            </div>
            <div class="field">
                <label class="label" for="people-team">{t!(i18n, users.team)}</label>
                <select
                    class="input"
                    id="people-team"
                    on:change=move |event| narrowed.set_team.set(event_target_value(&event).parse().ok())
                >
                    <option value="" prop:selected=move || narrowed.team.get().is_none()>
                        {t!(i18n, users.every_team)}
                    </option>
                    {teams.into_iter().map(option).collect_view()}
                </select>
            </div>
        </div>
    }
}

fn nobody(narrowed: Narrowed) -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, users.none_found);
    let text = text!(i18n, users.none_found_text);
    view! {
        <EmptyState title=title text=text>
            <button type="button" class="button" on:click=move |_| narrowed.clear()>
                {t!(i18n, users.clear)}
            </button>
        </EmptyState>
    }
}

fn row(person: &UserOut, directory: &Directory) -> AnyView {
    let session = expect_context::<Session>();
    let id = person.id;
    let href = Signal::derive(move || session.path(&format!("people/{id}")));
    view! {
        <li class="row">
            {who(person, Some(href))}
            <span class="row-cell">{tags(directory.team_names(&person.team_ids))}</span>
            <span class="row-cell">{contact::lines(person)}</span>
            {invited(person)}
        </li>
    }
    .into_any()
}
