//! One operation: what became of each of its parts, as it was told then.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Capability;
use shared::id::OperationId;
use shared::operations::{self, Kept, OperationDetail};
use shared::problem::ProblemCode;

use super::undo::UndoButton;
use super::words;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::names::Names;
use crate::session::Session;
use crate::ui::{PageHead, Reading, load};
use crate::{access, clock, dates, planning};

/// The page.
#[component]
pub(crate) fn OperationPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, operations.one);
    access::page(Capability::ActivityRead, title, move || page(title))
}

async fn read(
    id: Option<OperationId>,
    session: Session,
) -> Result<(OperationDetail, Names), Failure> {
    let id = id.ok_or(ProblemCode::NotFound)?;
    let detail = http::send(operations::get(id)).await?.body;
    Ok((detail, Names::read(session.zone()).await?))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let params = use_params_map();
    let reading = Reading::new(move || {
        let id = params.with(|params| params.get("id"));
        read(id.and_then(|id| id.parse().ok()), session)
    });
    let again = Callback::new(move |()| reading.again());
    view! {
        <a class="page-back" href=session.path("operations")>
            {t!(i18n, operations.back)}
        </a>
        <PageHead title=title />
        {load(reading, move |(detail, names)| body(detail, &names, again))}
    }
    .into_any()
}

fn body(detail: OperationDetail, names: &Names, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let OperationDetail { operation, report } = detail;
    let (id, kind, at, zone) = (operation.id, operation.kind, operation.at, names.zone);
    let who = operation
        .actor_name
        .clone()
        .unwrap_or_else(|| t_string!(i18n, activity.system).to_string());
    let rows = operation.rows;
    let undo = operation
        .is_undoable(clock::now())
        .then(|| view! { <UndoButton id on_undone=again /> });
    let state = move || words::state(i18n, &operation, clock::now());
    if report.pasted.is_empty() {
        provide_context(planning::judged::Act::Plan);
    }
    let pasted = report.pasted.iter().map(|row| &row.judged);
    let planned = report.planned.iter().map(|row| &row.judged);
    let changed = report.changed.iter().map(|row| &row.judged);
    let judged: Vec<_> = pasted.chain(planned).chain(changed).collect();
    let pasted = (!judged.is_empty()).then(|| planning::judged::table(&judged, names));
    view! {
        <p>
            {move || words::kind(i18n, kind)} " \u{b7} " {move || words::rows(i18n, rows)} " \u{b7} "
            {who} ", " <time datetime=at.to_string()>{move || dates::instant(i18n, at, zone)}</time>
        </p>
        <p class="hint">{state}</p>
        <div class="card-acts">{undo}</div>
        {kept(&report.kept, names)}
        {pasted}
    }
    .into_any()
}

/// What undoing left as it was.
fn kept(kept: &[Kept], names: &Names) -> Option<AnyView> {
    let i18n = use_i18n();
    let line = |one: &Kept| {
        let words = words::kept(i18n, one, names);
        let reason = one.reason;
        view! { <li>{words} ": " {move || words::reason(i18n, reason)}</li> }
    };
    (!kept.is_empty()).then(|| {
        view! {
            <h2>{t!(i18n, operations.kept)}</h2>
            <ul>{kept.iter().map(line).collect_view()}</ul>
        }
        .into_any()
    })
}
