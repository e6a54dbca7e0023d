//! What a listener is told of an event.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web::Bytes;
use shared::activity::stream::{Frame, Happened, Reset, ResetReason};
use shared::id::{EventId, OperationId, UserId, Version};
use uuid::Uuid;

use super::store::Event;

/// How far before the last position a reading begins, in milliseconds. Far longer than a
/// transaction is open, or the clocks of two instances are apart.
const STRETCH_MILLIS: u64 = 60_000;

/// The most events of a bulk act that are told one by one.
const MOST_OF_AN_ACT: usize = 20;

/// The first id of the stretch that is read again before an event.
pub(super) fn earlier(id: EventId) -> EventId {
    let (seconds, nanos) = id
        .uuid()
        .get_timestamp()
        .map_or((0, 0), |time| time.to_unix());
    let millis = seconds.saturating_mul(1000) + u64::from(nanos / 1_000_000);
    let bytes =
        uuid::Builder::from_unix_timestamp_millis(millis.saturating_sub(STRETCH_MILLIS), &[0; 10]);
    EventId::from_uuid(bytes.into_uuid())
}

/// What somebody may see, and so what they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// All of the planning: each change with its row.
    Planner,
    /// What was published, and the own availability: only that there is something to read.
    Reader,
}

/// Events as they are told, the same bytes to each of an audience.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// To planners.
    pub(super) planners: Bytes,
    /// To readers.
    pub(super) readers: Bytes,
    /// To readers about themselves.
    pub(super) own: BTreeMap<UserId, Bytes>,
}

impl Batch {
    /// Of events, in the order of their ids.
    pub(super) fn of(events: &[Event]) -> Self {
        Self {
            planners: planners(events).into(),
            readers: readers(events).into(),
            own: own(events),
        }
    }

    /// That there is too much to tell.
    pub(super) fn of_too_many(last: EventId, reason: ResetReason) -> Self {
        let bytes = Bytes::from(reset(reason, last));
        Self {
            planners: bytes.clone(),
            readers: bytes,
            own: BTreeMap::new(),
        }
    }

    /// What somebody is told, in one piece.
    pub(super) fn told_to(&self, audience: Audience, person: UserId) -> Vec<Bytes> {
        let parts = match audience {
            Audience::Planner => vec![Some(&self.planners)],
            Audience::Reader => vec![Some(&self.readers), self.own.get(&person)],
        };
        let parts = parts
            .into_iter()
            .flatten()
            .filter(|bytes| !bytes.is_empty());
        parts.cloned().collect()
    }
}

fn planners(events: &[Event]) -> String {
    let mut acts: BTreeMap<OperationId, (usize, EventId)> = BTreeMap::new();
    for event in events {
        if let Some(operation) = event.operation_id {
            let (count, last) = acts.entry(operation).or_insert((0, event.id));
            *count += 1;
            *last = event.id;
        }
    }
    let bulk = |event: &Event| {
        let (count, last) = acts.get(&event.operation_id?)?;
        (*count > MOST_OF_AN_ACT).then_some(*last)
    };
    let published = events.iter().rfind(|event| is_public(event));
    let told = events.iter().filter_map(|event| match bulk(event) {
        // What is announced stands beside the rows, so the planning is read again.
        _ if is_public(event) => published
            .filter(|last| last.id == event.id)
            .map(|last| again(ResetReason::Published, last)),
        None => {
            happened(event).map(|happened| Frame::Change(Box::new(happened)).write(Some(event.id)))
        }
        Some(last) if last == event.id => Some(again(ResetReason::Bulk, event)),
        Some(_) => None,
    });
    told.collect()
}

/// That there is something to read again, and who did it.
fn again(reason: ResetReason, event: &Event) -> String {
    let reset = Reset {
        reason,
        operation_id: event.operation_id,
        actor_id: event.actor_id,
    };
    Frame::Reset(reset).write(Some(event.id))
}

/// An event as planners are told it. Keys, links and feeds are nothing that a planning shows.
fn happened(event: &Event) -> Option<Happened> {
    let (object, _) = event.kind.split_once('.')?;
    if ["api_key", "link", "feed"].contains(&object) {
        return None;
    }
    let shift = event.after.as_ref().filter(|_| object == "shift");
    Some(Happened {
        kind: event.kind.clone(),
        object_id: event.object_id,
        object_version: event.object_version.or_else(|| last_version(event)),
        actor_id: event.actor_id,
        operation_id: event.operation_id,
        shift: shift.and_then(|row| serde_json::from_value(row.clone()).ok()),
    })
}

/// The last version that a removed object had.
fn last_version(event: &Event) -> Option<Version> {
    let version = event.before.as_ref()?.get("version")?;
    serde_json::from_value(version.clone()).ok()
}

/// One word to those who see what was published, when any of it is another than before.
fn readers(events: &[Event]) -> String {
    let last = events.iter().rfind(|event| is_public(event));
    last.map_or_else(String::new, |event| reset(ResetReason::Published, event.id))
}

/// Whether an event changes what is announced. That a published shift is being changed is not
/// for those who see what is published.
fn is_public(event: &Event) -> bool {
    crate::publications::EVENTS.contains(&event.kind.as_str())
}

fn own(events: &[Event]) -> BTreeMap<UserId, Bytes> {
    let mut told = BTreeMap::new();
    for event in events
        .iter()
        .filter(|event| event.kind.starts_with("availability."))
    {
        for person in whose(event) {
            told.insert(person, Bytes::from(reset(ResetReason::Own, event.id)));
        }
    }
    told
}

/// Whose availability an event is about.
fn whose(event: &Event) -> BTreeSet<UserId> {
    let person = |row: &serde_json::Value| {
        let id: Uuid = row.get("person_id")?.as_str()?.parse().ok()?;
        Some(UserId::from_uuid(id))
    };
    let rows = [&event.before, &event.after];
    rows.into_iter().flatten().filter_map(person).collect()
}

/// That there is something to read again. Nobody's name: who acted is not everybody's to know.
pub(super) fn reset(reason: ResetReason, position: EventId) -> String {
    let reset = Reset {
        reason,
        operation_id: None,
        actor_id: None,
    };
    Frame::Reset(reset).write(Some(position))
}

#[cfg(test)]
mod tests;
