//! Publishing weeks: what changed in them becomes what technicians and calendar apps see.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OperationId, TeamId, UserId};
use crate::publications::{PersonChanges, PublicationRef};
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

/// What a publication did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublishOut {
    /// The operation, by which it can be undone; absent where nothing was published.
    pub operation_id: Option<OperationId>,
    /// The publication; absent where nothing was published.
    pub publication: Option<PublicationRef>,
    /// How many shifts it changes.
    pub published: u32,
    /// What changes, person by person.
    pub people: Vec<PersonChanges>,
}

/// Publishes weeks, or tells what that would change. MANAGER.
pub fn publish(input: &PublishIn) -> Call<PublishOut> {
    Call::post("/planning/publish").body(input)
}
