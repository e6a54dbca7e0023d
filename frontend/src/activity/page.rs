//! The page: the latest first, older ones as they are asked for.

use leptos::prelude::*;
use shared::access::Capability;
use shared::activity::{self, EventOut};
use shared::page::{Page, PageQuery};

use super::changes::{changes, object};
use super::words;
use crate::access;
use crate::dates;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::names::Names;
use crate::problem;
use crate::session::Session;
use crate::ui::{EmptyState, ErrorPanel, FormState, PageHead, Reading, Sending, load};

/// What has been read of the list, and where it goes on.
#[derive(Clone)]
struct Read {
    events: Vec<EventOut>,
    next: Option<String>,
    names: Names,
}

/// The page.
#[component]
pub(crate) fn ActivityPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, activity.title);
    access::page(Capability::ActivityRead, title, move || page(title))
}

async fn read(session: Session) -> Result<Read, Failure> {
    let first = http::send(activity::list(&PageQuery::default()))
        .await?
        .body;
    Ok(Read {
        events: first.items,
        next: first.next_cursor,
        names: Names::read(session.zone()).await?,
    })
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let reading = Reading::new(move || read(session));
    let intro = text!(i18n, activity.intro);
    view! {
        <PageHead title=title intro=intro />
        {load(reading, list)}
    }
    .into_any()
}

fn list(read: Read) -> AnyView {
    let i18n = use_i18n();
    if read.events.is_empty() {
        let title = text!(i18n, activity.empty);
        let text = text!(i18n, activity.empty_text);
        return view! { <EmptyState title=title text=text /> }.into_any();
    }
    let names = read.names;
    let (events, next) = (RwSignal::new(read.events), RwSignal::new(read.next));
    let line = move |event: EventOut| line(&event, names.clone());
    view! {
        <ul class="events" role="list">
            <For each=move || events.get() key=|event| event.id children=line />
        </ul>
        {more(events, next)}
    }
    .into_any()
}

/// Older ones, when asked for.
fn more(events: RwSignal<Vec<EventOut>>, next: RwSignal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("more");
    let ask = Callback::new(move |()| {
        let query = PageQuery {
            limit: None,
            cursor: next.get_untracked(),
        };
        form.submit(Ok(activity::list(&query)), move |page: Page<EventOut>| {
            events.update(|events| events.extend(page.items));
            next.set(page.next_cursor);
        });
    });
    let label = move || match form.sending() {
        Sending::Now => t_string!(i18n, ui.loading).to_string(),
        Sending::No => t_string!(i18n, activity.more).to_string(),
    };
    let more = Memo::new(move |_| next.with(Option::is_some));
    view! {
        {move || {
            form.failure()
                .map(|failure| {
                    let words = Signal::derive(move || problem::words(i18n, &failure));
                    view! { <ErrorPanel words retry=ask /> }
                })
        }}
        {move || {
            more.get()
                .then(|| {
                    view! {
                        <div class="page-more">
                            <button type="button" class="button" on:click=move |_| ask.run(())>
                                {label}
                            </button>
                        </div>
                    }
                })
        }}
    }
}

fn line(event: &EventOut, names: Names) -> AnyView {
    let i18n = use_i18n();
    let (at, zone, kind) = (event.at, names.zone, event.kind.clone());
    let who = event
        .actor_name
        .clone()
        .unwrap_or_else(|| t_string!(i18n, activity.system).to_string());
    let bulk = event.operation_id.is_some();
    let (named, known) = (event.clone(), names.clone());
    let what = move || object(&named, &known, i18n);
    view! {
        <li class="event">
            <p class="event-line">
                <span>
                    <strong>{who}</strong>
                    " "
                    {move || words::did(i18n, &kind)}
                    {move || what().map(|what| format!(" \u{2013} {what}"))}
                </span>
                {bulk.then(|| view! { <span class="who-more">{t!(i18n, activity.bulk)}</span> })}
                <time datetime=at.to_string()>{move || dates::instant(i18n, at, zone)}</time>
            </p>
            {changes(event, names)}
        </li>
    }
    .into_any()
}
