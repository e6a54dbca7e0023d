//! Which events were seen, so that each is told once, whenever it becomes visible.

use std::collections::BTreeSet;

use shared::id::EventId;

use super::rules::earlier;
use super::store::{self, Event};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;

/// The most events that are told at once.
pub(super) const MOST_EVENTS: usize = 5_000;

/// The events of the last stretch that were seen.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeSet<EventId>);

/// Events that were not seen before.
#[derive(Debug)]
pub(super) enum Fresh {
    /// These, perhaps none.
    Events(Vec<Event>),
    /// More than are told; the last of them.
    TooMany(EventId),
}

impl Seen {
    /// Takes what is there for seen.
    pub(super) async fn everything(org: &OrgDb) -> Result<Self, Failure> {
        let Some(latest) = store::latest(org).await? else {
            return Ok(Self::default());
        };
        let ids = store::ids_after(org, Some(earlier(latest)), u64::MAX >> 1).await?;
        Ok(Self(ids.into_iter().collect()))
    }

    /// What was not seen before, and is from now on.
    pub(super) async fn fresh(&mut self, org: &OrgDb) -> Result<Fresh, Failure> {
        let from = self.0.last().copied().map(earlier);
        let most = u64::try_from(self.0.len() + MOST_EVENTS + 1).unwrap_or(u64::MAX);
        let ids = store::ids_after(org, from, most).await?;
        let fresh: Vec<_> = ids.into_iter().filter(|id| !self.0.contains(id)).collect();
        if fresh.len() > MOST_EVENTS {
            *self = Self::everything(org).await?;
            return Ok(self
                .0
                .last()
                .map_or(Fresh::Events(Vec::new()), |id| Fresh::TooMany(*id)));
        }
        self.0.extend(&fresh);
        if let Some(oldest) = self.0.last().copied().map(earlier) {
            self.0 = self.0.split_off(&oldest);
        }
        Ok(Fresh::Events(store::events(org, &fresh).await?))
    }
}
