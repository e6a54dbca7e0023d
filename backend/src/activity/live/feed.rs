//! The feed of one organisation in this process: one reading for all who listen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::web::Bytes;
use shared::activity::stream::{End, EndReason, Frame, Presence, ResetReason};
use shared::activity::{presence::Looking, sse};
use shared::id::{OrgId, StreamId};
use tokio::sync::{Notify, OnceCell, mpsc, watch};
use tokio::time::MissedTickBehavior;

use super::roll::{self, Listener};
use super::rules::{Audience, Batch};
use super::seat::Seat;
use super::seen::{Fresh, Seen};
use crate::activity::presence;
use crate::platform::news::News;
use crate::platform::problem::Failure;
use crate::state::AppState;

/// The batches that wait for one listener, at most. Who has not taken so many is too slow.
const MOST_WAITING: usize = 64;

/// Seconds until somebody with too many streams may try again.
const RETRY_SECONDS: u64 = 15;

/// The open streams of this process. A handle: copies share them.
#[derive(Debug, Clone, Default)]
pub struct Streams(Arc<Open>);

#[derive(Debug, Default)]
struct Open {
    feeds: Mutex<BTreeMap<OrgId, Arc<Feed>>>,
    stopped: watch::Sender<bool>,
}

/// Who listens to an organisation.
#[derive(Debug, Default)]
pub(super) struct Feed {
    places: Mutex<BTreeMap<StreamId, Place>>,
    left: Mutex<BTreeSet<StreamId>>,
    woken: Notify,
    begun: OnceCell<()>,
}

#[derive(Debug)]
struct Place {
    listener: Listener,
    told: mpsc::Sender<Bytes>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Streams {
    /// Ends every stream: the server stops.
    pub fn stop(&self) {
        self.0.stopped.send_replace(true);
    }

    /// Takes a seat for a listener. From then on nothing is missed. Fails when the person
    /// has too many.
    pub(super) async fn seat(
        &self,
        state: &AppState,
        org: OrgId,
        listener: Listener,
    ) -> Result<Seat, Failure> {
        let seat = self.enter(org, listener, state.config.streams_per_person)?;
        let feed = seat.feed();
        feed.begun
            .get_or_try_init(|| self.begin(state, org, feed))
            .await?;
        Ok(seat)
    }

    fn enter(&self, org: OrgId, listener: Listener, most: usize) -> Result<Seat, Failure> {
        let mut feeds = lock(&self.0.feeds);
        let feed = feeds.entry(org).or_default().clone();
        let mut places = lock(&feed.places);
        let own = |place: &&Place| place.listener.person == listener.person;
        if places.values().filter(own).count() >= most {
            return Err(Failure::TooMany {
                retry_after: RETRY_SECONDS,
            });
        }
        let (told, waiting) = mpsc::channel(MOST_WAITING);
        let id = StreamId::new();
        places.insert(id, Place { listener, told });
        drop(places);
        Ok(Seat::new(id, waiting, feed))
    }

    async fn begin(&self, state: &AppState, org: OrgId, feed: &Arc<Feed>) -> Result<(), Failure> {
        // Waited for before the reading, so that nothing falls between the two.
        let news = state.db.news(org);
        let seen = Seen::everything(&state.system("the live board").org(org)).await?;
        let reading = Reading {
            streams: self.clone(),
            state: state.clone(),
            org,
            feed: feed.clone(),
            seen,
            looking: BTreeSet::new(),
        };
        tokio::spawn(reading.run(news));
        Ok(())
    }

    /// Closes a feed that nobody listens to; answers whether it did.
    fn close_if_empty(&self, org: OrgId, feed: &Arc<Feed>) -> bool {
        let mut feeds = lock(&self.0.feeds);
        let empty = lock(&feed.places).is_empty();
        if empty {
            remove(&mut feeds, org, feed);
        }
        empty
    }

    /// Closes a feed and ends its streams.
    fn close(&self, org: OrgId, feed: &Arc<Feed>) {
        remove(&mut lock(&self.0.feeds), org, feed);
        lock(&feed.places).clear();
    }
}

fn remove(feeds: &mut BTreeMap<OrgId, Arc<Feed>>, org: OrgId, feed: &Arc<Feed>) {
    if feeds
        .get(&org)
        .is_some_and(|present| Arc::ptr_eq(present, feed))
    {
        feeds.remove(&org);
    }
}

impl Feed {
    /// Somebody is gone.
    pub(super) fn leave(&self, id: StreamId) {
        lock(&self.left).insert(id);
        lock(&self.places).remove(&id);
        self.woken.notify_one();
    }

    fn listeners(&self) -> BTreeMap<StreamId, Listener> {
        let places = lock(&self.places);
        places
            .iter()
            .map(|(id, place)| (*id, place.listener))
            .collect()
    }

    /// Tells each listener its part. Who cannot take it is too slow, and loses the place.
    fn tell(&self, part: impl Fn(&Listener) -> Vec<Bytes>) {
        let mut places = lock(&self.places);
        places.retain(|_, place| {
            let mut parts = part(&place.listener).into_iter();
            parts.all(|bytes| place.told.try_send(bytes).is_ok())
        });
    }

    /// Ends the streams of these listeners, each with its reason.
    fn dismiss(&self, dismissed: &BTreeMap<StreamId, EndReason>) {
        let mut places = lock(&self.places);
        for (id, reason) in dismissed {
            if let Some(place) = places.remove(id) {
                // Where there is no room for the reason, the stream ends without one.
                drop(
                    place
                        .told
                        .try_send(Frame::End(End { reason: *reason }).write(None).into()),
                );
            }
        }
    }
}

/// Why a round is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    News,
    SomebodyLeft,
    Heartbeat,
}

/// The task that reads for a feed.
struct Reading {
    streams: Streams,
    state: AppState,
    org: OrgId,
    feed: Arc<Feed>,
    seen: Seen,
    looking: BTreeSet<Looking>,
}

impl Reading {
    async fn run(mut self, mut news: News) {
        let period = Duration::from_secs(self.state.config.heartbeat_seconds.max(1));
        let mut heartbeat = tokio::time::interval(period);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let streams = self.streams.clone();
        let mut stopped = streams.0.stopped.subscribe();
        loop {
            let cause = tokio::select! {
                () = news.come() => Cause::News,
                () = self.feed.woken.notified() => Cause::SomebodyLeft,
                _ = heartbeat.tick() => Cause::Heartbeat,
                () = come_true(&mut stopped) => break self.stop().await,
            };
            let done = self.round(cause).await;
            if let Err(failure) = done {
                tracing::warn!(org.id = %self.org, error = %failure, "a live board broke off");
                break;
            }
            // Who left during the round is still to be said gone, by the next one.
            let all_said = lock(&self.feed.left).is_empty();
            if all_said && self.streams.close_if_empty(self.org, &self.feed) {
                return;
            }
        }
        self.streams.close(self.org, &self.feed);
    }

    /// The server stops: everybody is told, and nobody looks at anything from here.
    async fn stop(&self) {
        let listeners = self.feed.listeners();
        let reasons = listeners.keys().map(|id| (*id, EndReason::ServerStops));
        self.feed.dismiss(&reasons.collect());
        let system = self.state.system("the live board");
        if let Err(failure) =
            presence::end(&system, self.org, listeners.into_keys().collect()).await
        {
            tracing::warn!(error = %failure, "presence is left to become stale");
        }
    }

    async fn round(&mut self, cause: Cause) -> Result<(), Failure> {
        let system = self.state.system("the live board");
        let org = system.org(self.org);
        let left = std::mem::take(&mut *lock(&self.feed.left));
        if !left.is_empty() {
            presence::end(&system, self.org, left).await?;
        }
        let listeners = self.feed.listeners();
        let batch = match self.seen.fresh(&org).await? {
            Fresh::Events(events) => Batch::of(&events),
            Fresh::TooMany(last) => Batch::of_too_many(last, ResetReason::TooMuch),
        };
        let kept = presence::read(&org).await?;
        if cause == Cause::Heartbeat {
            let ours = kept.streams.iter().filter(|id| listeners.contains_key(id));
            let ours: BTreeSet<_> = ours.copied().collect();
            if !ours.is_empty() {
                presence::keep(&system, self.org, ours).await?;
            }
        }
        let dismissed = roll::call(&system, self.org, &listeners).await?;
        self.feed.dismiss(&dismissed);
        let seen = std::mem::replace(&mut self.looking, kept.looking);
        let looking = (seen != self.looking).then(|| looking(&self.looking));
        let heartbeat =
            (cause == Cause::Heartbeat).then(|| Bytes::from_static(sse::HEARTBEAT.as_bytes()));
        self.feed.tell(|listener| {
            let mut parts = batch.told_to(listener.audience, listener.person);
            if listener.audience == Audience::Planner {
                parts.extend(looking.clone());
            }
            parts.extend(heartbeat.clone());
            parts
        });
        Ok(())
    }
}

async fn come_true(stopped: &mut watch::Receiver<bool>) {
    // Fails when nobody is left who could stop the server, which then has stopped.
    drop(stopped.wait_for(|stopped| *stopped).await);
}

/// Who looks at what, as planners are told it.
pub(super) fn looking(looking: &BTreeSet<Looking>) -> Bytes {
    let looking = looking.iter().copied().collect();
    Frame::Presence(Presence { looking }).write(None).into()
}

#[cfg(test)]
mod tests;
