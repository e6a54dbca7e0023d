//! What happens in an organisation, told as it happens: a stream of server-sent events.
//!
//! Events arrive in the order in which they were committed, near enough, and some arrive
//! twice: their ids are made before they are committed, so whoever resumes is told a stretch
//! before the last position again. A row is newer when its version is higher, so what came
//! before is dropped by whoever compares versions.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::presence::Looking;
use super::sse;
use crate::call::Call;
use crate::id::{EventId, OperationId, StreamId, UserId, Version};
use crate::shifts::ShiftOut;
use crate::word::word;

/// What a stream says. The name of an event is the variant's, its data what the variant holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// The stream is open; the first event of each.
    Ready(Ready),
    /// Something happened. Planners.
    Change(Box<Happened>),
    /// More happened than is told one by one: read again what you show.
    Reset(Reset),
    /// Who looks at what now. Planners.
    Presence(Presence),
    /// The stream ends, and why; the last event of each that the server ends.
    End(End),
}

/// The stream is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// What the stream is called, to say with which week it is looked at.
    pub stream: StreamId,
}

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// What, `object.verb`.
    pub kind: String,
    /// To what.
    pub object_id: Uuid,
    /// The object's version after it, or the last that it had; absent where it has none.
    pub object_version: Option<Version>,
    /// Who did it; absent when the system did.
    pub actor_id: Option<UserId>,
    /// The bulk act it is part of.
    pub operation_id: Option<OperationId>,
    /// The shift after it, where it is one and still there.
    pub shift: Option<ShiftOut>,
}

/// Read again what you show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reset {
    /// Why.
    pub reason: ResetReason,
    /// The bulk act that is the reason.
    pub operation_id: Option<OperationId>,
    /// Who did it; absent when the system did, or several.
    pub actor_id: Option<UserId>,
}

word! {
    /// Why there is something to read again.
    ResetReason {
        /// The position is none of this organisation's, or is no longer known.
        UnknownPosition = "UNKNOWN_POSITION",
        /// Too much happened since to tell it one by one.
        TooMuch = "TOO_MUCH",
        /// A bulk act changed many rows.
        Bulk = "BULK",
        /// Something that the reader may see was announced, changed or taken back.
        Published = "PUBLISHED",
        /// The reader's own availability changed.
        Own = "OWN",
    }
}

/// Who looks at what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Each person and week once, in order.
    pub looking: Vec<Looking>,
}

/// The stream ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Why.
    pub reason: EndReason,
}

word! {
    /// Why a stream ends.
    EndReason {
        /// The session or key is no longer good.
        SignedOut = "SIGNED_OUT",
        /// The person no longer belongs to the organisation.
        NotAMember = "NOT_A_MEMBER",
        /// The person may do other things than when it began: open another.
        AccessChanged = "ACCESS_CHANGED",
        /// The server stops: open another, which another server or the next one answers.
        ServerStops = "SERVER_STOPS",
    }
}

impl Frame {
    /// The event on the wire, with the position after it where it has one.
    #[must_use]
    pub fn write(&self, position: Option<EventId>) -> String {
        let (event, data) = match self {
            Self::Ready(ready) => ("ready", json(ready)),
            Self::Change(happened) => ("change", json(happened)),
            Self::Reset(reset) => ("reset", json(reset)),
            Self::Presence(presence) => ("presence", json(presence)),
            Self::End(end) => ("end", json(end)),
        };
        let position = position.map(|id| id.to_string());
        sse::write(event, position.as_deref(), &data)
    }

    /// What an event says; nothing where it is of a kind that this program does not know.
    #[must_use]
    pub fn read(message: &sse::Message) -> Option<Self> {
        let data = message.data.as_str();
        match message.event.as_str() {
            "ready" => serde_json::from_str(data).ok().map(Self::Ready),
            "change" => serde_json::from_str(data).ok().map(Self::Change),
            "reset" => serde_json::from_str(data).ok().map(Self::Reset),
            "presence" => serde_json::from_str(data).ok().map(Self::Presence),
            "end" => serde_json::from_str(data).ok().map(Self::End),
            _ => None,
        }
    }
}

fn json(data: &impl Serialize) -> String {
    serde_json::to_string(data).unwrap_or_default()
}

/// The header that says where a stream that broke off was.
pub const LAST_EVENT_ID: &str = "Last-Event-ID";

/// What happens from now on, and a short stretch before. Everybody. The answer does not end.
pub fn stream() -> Call<()> {
    Call::get("/activity/stream")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::shift;

    #[test]
    fn what_a_stream_says_is_read_as_it_was_written() {
        let position = EventId::new();
        let (actor_id, operation_id) = (Some(UserId::new()), Some(OperationId::new()));
        let row = shift("2026-11-24T08:00", "2026-11-24T12:00");
        let happened = Happened {
            kind: "shift.updated".to_owned(),
            object_id: row.id.uuid(),
            object_version: Some(row.version),
            actor_id,
            operation_id,
            shift: Some(row),
        };
        let week = "2026-W48".parse().unwrap();
        let looking = vec![Looking {
            user_id: UserId::new(),
            week,
        }];
        let frames = [
            Frame::Ready(Ready {
                stream: StreamId::new(),
            }),
            Frame::Change(Box::new(happened)),
            Frame::Reset(Reset {
                reason: ResetReason::Bulk,
                operation_id,
                actor_id,
            }),
            Frame::Presence(Presence { looking }),
            Frame::End(End {
                reason: EndReason::SignedOut,
            }),
        ];
        let mut reader = sse::Reader::default();
        for frame in frames {
            let read = reader.push(frame.write(Some(position)).as_bytes());
            let [message] = &read[..] else {
                panic!("{read:?}")
            };
            assert_eq!(Frame::read(message), Some(frame));
            assert_eq!(message.id, position.to_string());
        }
        let unknown = reader.push(b"event: later\ndata: {}\n\n");
        assert_eq!(unknown.first().and_then(Frame::read), None);
    }
}
