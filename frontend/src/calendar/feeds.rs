//! Subscriptions: which there are, made and revoked.

use leptos::prelude::*;
use shared::calendar::{self, FeedMade, FeedOut};

use super::feed_dialogs::{FeedDrawer, MadeDialog, RevokeDialog};
use crate::dates;
use crate::http;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{EmptyState, Reading, Toasts, load};

/// What is open over the page.
#[derive(Clone)]
enum Open {
    Form,
    Made(Box<FeedMade>),
    Revocation(FeedOut),
}

/// The part of the page about what goes out.
pub(super) fn section() -> AnyView {
    let i18n = use_i18n();
    let reading = Reading::new(|| http::every(calendar::feeds));
    let open = RwSignal::new(None::<Open>);
    view! {
        <section class="page-section">
            <div class="section-head">
                <h2>{t!(i18n, calendar.feeds)}</h2>
                <button type="button" class="button" on:click=move |_| open.set(Some(Open::Form))>
                    {t!(i18n, calendar.feed_new)}
                </button>
            </div>
            <p class="page-intro">{t!(i18n, calendar.feeds_intro)}</p>
            {load(reading, move |feeds| list(feeds, open))}
            {move || open.get().map(|opened| over(opened, open, reading))}
        </section>
    }
    .into_any()
}

fn over(opened: Open, open: RwSignal<Option<Open>>, reading: Reading<Vec<FeedOut>>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let close = Callback::new(move |()| open.set(None));
    match opened {
        Open::Form => {
            let made = Callback::new(move |made| {
                reading.again();
                open.set(Some(Open::Made(Box::new(made))));
            });
            view! { <FeedDrawer on_made=made on_close=close /> }.into_any()
        }
        Open::Made(made) => view! { <MadeDialog made=*made on_close=close /> }.into_any(),
        Open::Revocation(feed) => {
            let revoked = Callback::new(move |()| {
                open.set(None);
                toasts.tell(untrack(|| t_string!(i18n, calendar.revoked).to_string()));
                reading.again();
            });
            view! { <RevokeDialog feed on_revoked=revoked on_close=close /> }.into_any()
        }
    }
}

fn list(feeds: Vec<FeedOut>, open: RwSignal<Option<Open>>) -> AnyView {
    let i18n = use_i18n();
    if feeds.is_empty() {
        let title = text!(i18n, calendar.feeds_empty);
        let text = text!(i18n, calendar.feeds_empty_text);
        return view! { <EmptyState title=title text=text /> }.into_any();
    }
    view! {
        <ul class="rows" role="list">
            {feeds.into_iter().map(|feed| row(feed, open)).collect_view()}
        </ul>
    }
    .into_any()
}

fn row(feed: FeedOut, open: RwSignal<Option<Open>>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (id, at, label) = (feed.id, feed.created_at, feed.label.to_string());
    let since = move || {
        let day = dates::date(i18n, session.zone().day(at));
        t_string!(i18n, calendar.feed_since, day = day).to_string()
    };
    let feed = StoredValue::new(feed);
    let revoke = move |_| open.set(Some(Open::Revocation(feed.get_value())));
    view! {
        <li class="row">
            <span class="row-main">
                <span>
                    <span class="who-name">{label.clone()}</span>
                    <span class="who-more">{since}</span>
                </span>
            </span>
            <span class="row-acts">
                <button type="button" class="button" id=format!("revoke-{id}") on:click=revoke>
                    {t!(i18n, calendar.revoke)}
                    <span class="visually-hidden">" \u{2013} "{label}</span>
                </button>
            </span>
        </li>
    }
}
