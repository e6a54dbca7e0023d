//! The list: the latest first.

use leptos::prelude::*;
use shared::access::Capability;
use shared::page::PageQuery;
use shared::publications::{self, PublicationOut};

use super::words;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Badge, EmptyState, PageHead, Reading, Tone, load};
use crate::{access, dates};

/// So many publications are shown: whom the latest reached is what matters.
const SHOWN: u64 = 200;

/// The page.
#[component]
pub(crate) fn PublicationsPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, publications.title);
    access::page(Capability::ActivityRead, title, move || page(title))
}

async fn read() -> Result<Vec<PublicationOut>, Failure> {
    let query = PageQuery {
        limit: SHOWN.try_into().ok(),
        cursor: None,
    };
    Ok(http::send(publications::list(&query)).await?.body.items)
}

fn page(title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    let intro = text!(i18n, publications.intro);
    view! {
        <PageHead title=title intro=intro />
        {load(Reading::new(read), list)}
    }
    .into_any()
}

fn list(publications: Vec<PublicationOut>) -> AnyView {
    let i18n = use_i18n();
    if publications.is_empty() {
        let title = text!(i18n, publications.empty);
        let text = text!(i18n, publications.empty_text);
        return view! { <EmptyState title=title text=text /> }.into_any();
    }
    view! {
        <ul class="rows" role="list">
            {publications.into_iter().map(row).collect_view()}
        </ul>
    }
    .into_any()
}

fn row(publication: PublicationOut) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (zone, which) = (session.zone(), publication.publication);
    let who = publication
        .actor_name
        .clone()
        .unwrap_or_else(|| t_string!(i18n, activity.system).to_string());
    let all = publication.acknowledged == publication.told;
    let tone = if all { Tone::Good } else { Tone::Warn };
    let out = StoredValue::new(publication);
    let with = move |words: fn(I18n, &PublicationOut) -> String| {
        Signal::derive(move || out.with_value(|out| words(i18n, out)))
    };
    let shifts = move || {
        let count = out.with_value(|out| out.shifts);
        t_string!(i18n, operations.rows, count = count).to_string()
    };
    view! {
        <li class="row">
            <div class="row-main">
                <a class="row-name" href=session.path(&format!("publications/{}", which.id))>
                    {move || words::number(i18n, which.number)}
                </a>
                <span class="who-more">
                    {with(words::scope)} " \u{b7} " {who} ", "
                    <time datetime=which.at.to_string()>
                        {move || dates::instant(i18n, which.at, zone)}
                    </time>
                </span>
                {move || out.with_value(|out| words::takes_back(i18n, out))}
            </div>
            <span class="row-cell">{shifts}</span>
            <span class="row-cell">
                <Badge words=with(words::known) tone />
            </span>
        </li>
    }
    .into_any()
}
