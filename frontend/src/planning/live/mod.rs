//! The board is live: what others do comes as they do it, for as long as the page is there.
//!
//! This follows the stream and opens it again when it breaks off; [`arrivals`] brings what it
//! says to the board, [`presence`] shows who else is there.

mod arrivals;
mod presence;

use futures_util::future::abortable;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::activity::presence::Looking;
use shared::activity::sse::Message;
use shared::activity::stream::{EndReason, Frame};
use shared::id::{StreamId, UserId};
use shared::planning::live::Incoming;
use shared::time::Instant;

use crate::clock;
use crate::connection::Connection;
use crate::http::{self, Events};
use crate::session::Session;

use super::store::PlanningStore;

pub(super) use presence::view;

/// The shortest wait before a stream is opened again, in milliseconds; it doubles each time.
const FIRST_WAIT: f64 = 500.0;

/// The longest.
const LAST_WAIT: f64 = 8_000.0;

/// So long a page that nobody sees goes on listening, in seconds.
const UNSEEN_SECONDS: i64 = 300;

/// How often an unseen page looks whether it is seen again, in milliseconds.
const LOOK_MILLIS: i32 = 1_000;

/// What the page knows of the others. A handle: copies share it.
#[derive(Clone, Copy)]
pub(in crate::planning) struct Live {
    pub(super) incoming: RwSignal<Incoming>,
    pub(super) looking: RwSignal<Vec<Looking>>,
    /// The open stream.
    stream: RwSignal<Option<StreamId>>,
    /// Who changed something that was not yet told to who listens.
    told: StoredValue<Vec<Option<UserId>>>,
    /// Whether the week is about to be read again.
    due: StoredValue<bool>,
}

impl Live {
    /// Nothing came yet.
    pub(in crate::planning) fn new() -> Self {
        Self {
            incoming: RwSignal::new(Incoming::default()),
            looking: RwSignal::new(Vec::new()),
            stream: RwSignal::new(None),
            told: StoredValue::new(Vec::new()),
            due: StoredValue::new(false),
        }
    }
}

/// Follows the stream for as long as the page is there.
pub(super) fn follow(store: PlanningStore) {
    let follower = Follower {
        store,
        session: expect_context::<Session>(),
        connection: expect_context::<Connection>(),
    };
    presence::follow(store);
    arrivals::let_go(store);
    // The page ends what it began, also where nothing comes that would wake it.
    let (end, ended) = abortable(follower.run());
    on_cleanup(move || ended.abort());
    spawn_local(async {
        // Whether it came to its end or was ended is the same.
        let _ = end.await;
    });
}

#[derive(Clone, Copy)]
struct Follower {
    store: PlanningStore,
    session: Session,
    connection: Connection,
}

impl Follower {
    async fn run(self) {
        let (mut position, mut wait) = (String::new(), FIRST_WAIT);
        let mut first = true;
        loop {
            while document().hidden() && !first {
                http::sleep(LOOK_MILLIS).await;
            }
            if let Ok(events) = http::events(&position).await {
                wait = FIRST_WAIT;
                self.listen(events, &mut position, first).await;
                first = false;
            }
            if self.is_gone() {
                return;
            }
            self.store.live.stream.set(None);
            self.store.live.looking.set(Vec::new());
            self.connection.doubt();
            http::sleep(jittered(wait)).await;
            wait = (wait * 2.0).min(LAST_WAIT);
        }
    }

    /// Takes what a stream says, until it breaks off, or nobody sees it.
    async fn listen(self, mut events: Events, position: &mut String, first: bool) {
        let mut seen = clock::now();
        if !first {
            self.store.refresh_soon();
        }
        while let Some(messages) = events.next().await {
            if self.is_gone() {
                return;
            }
            for message in messages {
                self.take(&message).await;
                *position = message.id;
            }
            if unseen(&mut seen) > UNSEEN_SECONDS {
                return;
            }
        }
    }

    async fn take(self, message: &Message) {
        let live = self.store.live;
        match Frame::read(message) {
            Some(Frame::Ready(ready)) => live.stream.set(Some(ready.stream)),
            Some(Frame::Change(happened)) => self.store.happened(*happened),
            Some(Frame::Reset(_)) => self.store.refresh_soon(),
            Some(Frame::Presence(presence)) => live.looking.set(presence.looking),
            Some(Frame::End(end)) if end.reason != EndReason::ServerStops => {
                // Whoever may do less, or nothing, sees another page from here on. That it
                // cannot be asked is seen when the stream is opened again.
                let _ = self.session.person().read_again().await;
            }
            Some(Frame::End(_)) | None => {}
        }
    }

    /// Whether the page is.
    fn is_gone(self) -> bool {
        self.store.board.try_with_untracked(|_| ()).is_none()
    }
}

/// For how many seconds nobody has seen the page, which was `seen` at that time.
fn unseen(seen: &mut Instant) -> i64 {
    if !document().hidden() {
        *seen = clock::now();
    }
    clock::now().seconds_since(*seen)
}

/// About so many milliseconds: those whose streams broke off together do not come together.
#[expect(
    clippy::as_conversions,
    reason = "a float to an integer saturates, and has no other way"
)]
fn jittered(millis: f64) -> i32 {
    (millis * (0.5 + js_sys::Math::random())) as i32
}
