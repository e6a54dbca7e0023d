//! One publication: who knows of it and who does not, and what it changed for whom.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Capability;
use shared::id::PublicationId;
use shared::problem::ProblemCode;
use shared::publications::{self, PublicationDetail, PublicationOut, Told};

use super::changes::{self, Known};
use super::words;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::names::Names;
use crate::session::Session;
use crate::ui::{Glyph, Icon, PageHead, Reading, load};
use crate::{access, dates};

/// The page.
#[component]
pub(crate) fn PublicationPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, publications.one);
    access::page(Capability::ActivityRead, title, page)
}

async fn read(
    id: Option<PublicationId>,
    session: Session,
) -> Result<(PublicationDetail, Names), Failure> {
    let id = id.ok_or(ProblemCode::NotFound)?;
    let detail = http::send(publications::get(id)).await?.body;
    Ok((detail, Names::read(session.zone()).await?))
}

fn page() -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let params = use_params_map();
    let reading = Reading::new(move || {
        let id = params.with(|params| params.get("id"));
        read(id.and_then(|id| id.parse().ok()), session)
    });
    let title = Signal::derive(move || match reading.get() {
        Some((detail, _)) => words::number(i18n, detail.publication.publication.number),
        None => t_string!(i18n, publications.one).to_string(),
    });
    view! {
        <a class="page-back" href=session.path("publications")>
            {t!(i18n, publications.back)}
        </a>
        <PageHead title=title />
        {load(reading, body)}
    }
    .into_any()
}

fn body((detail, names): (PublicationDetail, Names)) -> AnyView {
    let i18n = use_i18n();
    let PublicationDetail {
        publication,
        readers,
        changes,
    } = detail;
    let (known, unknown): (Vec<_>, Vec<_>) = readers
        .into_iter()
        .partition(|reader| reader.acknowledged_at.is_some());
    let zone = names.zone;
    let unread = move |reader: Told| {
        view! { <li><Icon glyph=Glyph::Warning /> {reader.name}</li> }
    };
    let read = move |reader: Told| {
        let at = reader.acknowledged_at;
        let when = move || at.map(|at| dates::instant(i18n, at, zone));
        view! { <li><Icon glyph=Glyph::Done /> {reader.name} ", " {when}</li> }
    };
    let waiting = unknown.len();
    let knowing = known.len();
    view! {
        {facts(publication, &names)}
        <div class="readers">
            <section class="page-section">
                <h2>{move || t_string!(i18n, publications.unread, count = waiting).to_string()}</h2>
                <ul role="list">{unknown.into_iter().map(unread).collect_view()}</ul>
            </section>
            <section class="page-section">
                <h2>{move || t_string!(i18n, publications.read, count = knowing).to_string()}</h2>
                <ul role="list">{known.into_iter().map(read).collect_view()}</ul>
            </section>
        </div>
        <h2>{t!(i18n, publications.people)}</h2>
        {changes::people(&changes, &Known::All(names))}
    }
    .into_any()
}

fn facts(publication: PublicationOut, names: &Names) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (zone, at) = (names.zone, publication.publication.at);
    let who = publication
        .actor_name
        .clone()
        .unwrap_or_else(|| t_string!(i18n, activity.system).to_string());
    let operation = session.path(&format!("operations/{}", publication.operation_id));
    let out = StoredValue::new(publication);
    view! {
        <p>
            {move || out.with_value(|out| words::scope(i18n, out))} " \u{b7} " {who} ", "
            <time datetime=at.to_string()>{move || dates::instant(i18n, at, zone)}</time>
        </p>
        {move || out.with_value(|out| words::takes_back(i18n, out)).map(|words| view! { <p>{words}</p> })}
        <p>
            <a href=operation>{t!(i18n, publications.operation)}</a>
        </p>
    }
    .into_any()
}
