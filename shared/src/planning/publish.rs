//! Publishing weeks: their drafts become what technicians and calendar apps see.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OperationId, TeamId, UserId};
use crate::shifts::{ShiftOut, ShiftStatus};
use crate::time::Day;

/// The most weeks of one publication.
pub const MOST_WEEKS: i64 = 8;

/// Which weeks to publish, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublishIn {
    /// A day of the first week. Weeks begin on Monday.
    #[cfg_attr(feature = "server", schema(example = "2026-11-23"))]
    pub from: Day,
    /// A day of the last week: the same one, or one of the seven after it.
    #[cfg_attr(feature = "server", schema(example = "2026-11-23"))]
    pub to: Day,
    /// Only the shifts of this team's people, and its needs to fill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only these people's shifts; everybody's when empty. At most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 200))]
    pub person_ids: Vec<UserId>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// What a person's weeks show before and after a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Announced {
    /// Who; nobody for the needs to fill.
    pub person_id: Option<UserId>,
    /// How many of their shifts in these weeks were published before.
    pub before: u32,
    /// Those that are published now, by start.
    pub shifts: Vec<ShiftOut>,
}

/// What a publication did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublishOut {
    /// The operation, by which it can be undone; absent where nothing was published.
    pub operation_id: Option<OperationId>,
    /// How many shifts are published.
    pub published: u32,
    /// Those for whom something changes.
    pub people: Vec<Announced>,
}

/// What publishing the drafts among these shifts changes for each person.
#[must_use]
pub fn announced(shifts: &[ShiftOut]) -> Vec<Announced> {
    let mut people: BTreeMap<Option<UserId>, Announced> = BTreeMap::new();
    for shift in shifts {
        let one = people.entry(shift.person_id).or_insert(Announced {
            person_id: shift.person_id,
            before: 0,
            shifts: Vec::new(),
        });
        match shift.status {
            ShiftStatus::Published => one.before += 1,
            ShiftStatus::Draft => one.shifts.push(shift.clone()),
            ShiftStatus::Cancelled => {}
        }
    }
    let changed = people.into_values();
    changed.filter(|one| !one.shifts.is_empty()).collect()
}

/// Publishes weeks, or tells what that would change. MANAGER.
pub fn publish(input: &PublishIn) -> Call<PublishOut> {
    Call::post("/planning/publish").body(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::shift;

    #[test]
    fn who_has_no_draft_is_told_nothing() {
        let (ana, theo) = (Some(UserId::new()), Some(UserId::new()));
        let of = |person_id, status| ShiftOut {
            person_id,
            status,
            ..shift("2026-11-24T09:00", "2026-11-24T12:00")
        };
        let shifts = [
            of(ana, ShiftStatus::Published),
            of(ana, ShiftStatus::Draft),
            of(ana, ShiftStatus::Cancelled),
            of(theo, ShiftStatus::Published),
            of(None, ShiftStatus::Draft),
        ];
        let told: Vec<_> = announced(&shifts)
            .into_iter()
            .map(|one| (one.person_id, one.before, one.shifts.len()))
            .collect();
        assert_eq!(told, [(None, 0, 1), (ana, 1, 1)]);
    }
}
