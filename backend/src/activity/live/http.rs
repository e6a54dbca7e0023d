use std::future::{Ready as Done, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::{FromRequest, HttpRequest, HttpResponse, get};
use shared::activity::stream::{Frame, LAST_EVENT_ID, Ready, ResetReason};
use shared::id::{EventId, StreamId};

use super::feed::looking;
use super::roll::Listener;
use super::rules::{Audience, Batch, earlier};
use super::seen::MOST_EVENTS;
use super::store;
use crate::activity::presence;
use crate::openapi::LastEventIdHeader;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::platform::session::{Member, ShiftRead};

/// How long a client waits before it opens a stream again that broke off, in milliseconds.
const RETRY_MILLIS: u32 = 2_000;

/// Where a stream goes on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Position {
    /// It begins.
    None,
    /// After this event.
    After(EventId),
    /// After something that is no event.
    Garbled,
}

impl FromRequest for Position {
    type Error = Failure;
    type Future = Done<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(LAST_EVENT_ID);
        let text = header.map(|value| value.to_str().unwrap_or("?"));
        ready(Ok(match text {
            None | Some("") => Self::None,
            Some(text) => text.parse().map_or(Self::Garbled, Self::After),
        }))
    }
}

/// Tells what happens, as it happens
///
/// Server-sent events (`text/event-stream`); the answer does not end. The first is `ready`.
/// Planners get a `change` for each thing that happens, with the row where it is a shift, and
/// `presence`: who looks at which week. Everybody gets `reset`, when there is something to read
/// again: for a TECH when what they see of the planning or their availability changed. `end` says
/// why the server ends a stream. After a break, `Last-Event-ID` goes on where it broke off. A
/// stretch before the position is told again: leave out what you have, by the versions of the rows.
#[utoipa::path(tag = "activity", operation_id = "stream_activity", params(LastEventIdHeader),
    responses((status = 200, description = "The stream", content_type = "text/event-stream", body = String)))]
#[get("/activity/stream")]
pub(super) async fn stream(
    reader: Member<ShiftRead>,
    position: Position,
) -> Result<HttpResponse, Failure> {
    let listener = Listener::of(&reader);
    let state = reader.state();
    let seat = state.streams.seat(state, reader.org_id(), listener).await?;
    let first = first(&reader, listener, position, seat.id).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // A compressor or a proxy would hold small pieces back until they are large.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("x-accel-buffering", "no"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(seat.beginning(first)))
}

/// What is said before all else: that the stream is open, and what happened before.
async fn first(
    org: &OrgDb,
    listener: Listener,
    position: Position,
    id: StreamId,
) -> Result<String, Failure> {
    let latest = store::latest(org).await?;
    let from = match position {
        Position::None => latest,
        Position::After(id) if store::is_known(org, id).await? => Some(id),
        Position::After(_) | Position::Garbled => None,
    };
    let mut text = format!("retry: {RETRY_MILLIS}\n\n");
    text.push_str(&Frame::Ready(Ready { stream: id }).write(from));
    let batch = before(org, from, latest).await?;
    for part in batch.told_to(listener.audience, listener.person) {
        text.push_str(&String::from_utf8_lossy(&part));
    }
    if listener.audience == Audience::Planner {
        let kept = presence::read(org).await?;
        text.push_str(&String::from_utf8_lossy(&looking(&kept.looking)));
    }
    Ok(text)
}

/// What happened from a stretch before a position on.
async fn before(
    org: &OrgDb,
    from: Option<EventId>,
    latest: Option<EventId>,
) -> Result<Batch, Failure> {
    let (Some(from), Some(latest)) = (from, latest) else {
        let unknown = |latest| Batch::of_too_many(latest, ResetReason::UnknownPosition);
        return Ok(latest.map(unknown).unwrap_or_default());
    };
    let most = u64::try_from(MOST_EVENTS + 1).unwrap_or(u64::MAX);
    let ids = store::ids_after(org, Some(earlier(from)), most).await?;
    if ids.len() > MOST_EVENTS {
        return Ok(Batch::of_too_many(latest, ResetReason::TooMuch));
    }
    Ok(Batch::of(&store::events(org, &ids).await?))
}
