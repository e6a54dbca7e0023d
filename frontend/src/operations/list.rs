//! The list: the latest first.

use leptos::prelude::*;
use shared::access::Capability;
use shared::operations::{self, OperationOut};
use shared::page::PageQuery;

use super::undo::UndoButton;
use super::words;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{EmptyState, PageHead, Reading, load};
use crate::{access, clock, dates};

/// So many operations are shown: those that can be undone are the latest.
const SHOWN: u64 = 200;

/// The page.
#[component]
pub(crate) fn OperationsPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, operations.title);
    access::page(Capability::ActivityRead, title, move || page(title))
}

async fn read() -> Result<Vec<OperationOut>, Failure> {
    let query = PageQuery {
        limit: SHOWN.try_into().ok(),
        cursor: None,
    };
    Ok(http::send(operations::list(&query)).await?.body.items)
}

fn page(title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    let reading = Reading::new(read);
    let intro = text!(i18n, operations.intro);
    let again = Callback::new(move |()| reading.again());
    view! {
        <PageHead title=title intro=intro />
        {load(reading, move |operations| list(operations, again))}
    }
    .into_any()
}

fn list(operations: Vec<OperationOut>, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    if operations.is_empty() {
        let title = text!(i18n, operations.empty);
        let text = text!(i18n, operations.empty_text);
        return view! { <EmptyState title=title text=text /> }.into_any();
    }
    view! {
        <ul class="rows" role="list">
            {operations.into_iter().map(|operation| row(operation, again)).collect_view()}
        </ul>
    }
    .into_any()
}

fn row(operation: OperationOut, again: Callback<()>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let OperationOut {
        id, kind, at, rows, ..
    } = operation;
    let zone = session.zone();
    let who = operation
        .actor_name
        .clone()
        .unwrap_or_else(|| t_string!(i18n, activity.system).to_string());
    let undoable = operation.is_undoable(clock::now());
    let state = move || words::state(i18n, &operation, clock::now());
    view! {
        <li class="row">
            <div class="row-main">
                <a class="row-name" href=session.path(&format!("operations/{id}"))>
                    {move || words::kind(i18n, kind)}
                </a>
                <span class="who-more">
                    {who} ", " <time datetime=at.to_string()>{move || dates::instant(i18n, at, zone)}</time>
                </span>
            </div>
            <span class="row-cell">{move || words::rows(i18n, rows)}</span>
            <span class="row-cell">{state}</span>
            {undoable.then(|| view! { <UndoButton id on_undone=again /> })}
        </li>
    }
    .into_any()
}
